/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/records.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/diagnostic.h"
#include "base/string.h"
#include "input/bytes.h"
#include "stats/record_line.h"
#include "stats/short_text.h"

enum { SHOWN_FAULTS = 20 /* per run: a wrong file must not bury the rest */ };

/* Which paper an entry is. `papers` maps pairs of source and identifier, by their hash; entries of
 * other sources with the same title are the same paper. */
struct RecordPaperIndex {
    struct {
        uint32_t source, id, paper; /* paper + 1; 0 for an empty slot */
    } * slots;
    size_t slot_count, used;
    Names titles;           /* letters and digits alone, in lower case */
    uint32_t *title_papers; /* by number in `titles` */
    size_t title_capacity;
    Buffer folded;
};

/* ---- Papers ------------------------------------------------------------------------------ */

static size_t paper_slot(const struct RecordPaperIndex *index, uint32_t source, uint32_t id)
{
    uint64_t hash = ((uint64_t)source << 32 | id) * UINT64_C(0x9e3779b97f4a7c15);
    size_t slot = (size_t)(hash >> 20) & (index->slot_count - 1);
    while (index->slots[slot].paper != 0 &&
           (index->slots[slot].source != source || index->slots[slot].id != id))
        slot = (slot + 1) & (index->slot_count - 1);
    return slot;
}

static bool index_grow(struct RecordPaperIndex *index)
{
    if (index->used * 2 < index->slot_count)
        return true;
    struct RecordPaperIndex old = *index;
    index->slot_count = old.slot_count == 0 ? 1024 : old.slot_count * 2;
    index->slots = calloc(index->slot_count, sizeof *index->slots);
    if (index->slots == NULL) {
        *index = old;
        return false;
    }
    for (size_t i = 0; i < old.slot_count; i++)
        if (old.slots[i].paper != 0)
            index->slots[paper_slot(index, old.slots[i].source, old.slots[i].id)] = old.slots[i];
    free(old.slots);
    return true;
}

/* Where the number of the paper with this title is kept; NULL when memory is exhausted. Points to 0
 * when the title is new. */
static uint32_t *title_paper(struct RecordPaperIndex *index, ClaimsString title)
{
    buffer_clear(&index->folded);
    for (size_t i = 0; i < title.size; i++) {
        unsigned char c = (unsigned char)title.data[i];
        if (byte_is_letter(c) || byte_is_digit(c) || c >= 0x80)
            buffer_append_char(&index->folded, byte_to_lower((char)c));
    }
    uint32_t number;
    if (index->folded.failed || !names_add(&index->titles, buffer_string(&index->folded), &number))
        return NULL;
    if (number >= index->title_capacity) {
        size_t capacity = (size_t)number * 2 + 256;
        uint32_t *papers = realloc(index->title_papers, capacity * sizeof *papers);
        if (papers == NULL)
            return NULL;
        memset(papers + index->title_capacity, 0,
               (capacity - index->title_capacity) * sizeof *papers);
        index->title_papers = papers;
        index->title_capacity = capacity;
    }
    index->title_papers[NAME_NONE] = 0;
    return &index->title_papers[number];
}

/* The index of the entry's paper, which is added when it is new. False: out of memory. */
static bool find_paper(Records *records, const RecordPaper *entry, uint32_t *number)
{
    struct RecordPaperIndex *index = records->index;
    if (!index_grow(index) ||
        !array_reserve(&records->papers, &records->paper_capacity, records->paper_count,
                       sizeof *records->papers, 256) ||
        records->paper_capacity >= UINT32_MAX)
        return false;
    size_t slot = paper_slot(index, entry->source, entry->id);
    if (index->slots[slot].paper == 0) {
        uint32_t *same = title_paper(index, names_text(&records->names, entry->title));
        if (same == NULL)
            return false;
        uint32_t paper = *same;
        if (paper == 0 || records->papers[paper - 1].source == entry->source) {
            records->papers[records->paper_count++] = *entry;
            paper = (uint32_t)records->paper_count;
            if (*same == 0)
                *same = paper;
        }
        index->slots[slot].source = entry->source;
        index->slots[slot].id = entry->id;
        index->slots[slot].paper = paper;
        index->used++;
    }
    *number = index->slots[slot].paper - 1;
    return true;
}

/* ---- Lines ------------------------------------------------------------------------------- */

static bool add_families(Records *records, RecordLine *line, RecordPaper *paper)
{
    ClaimsString family;
    for (size_t at = 0; paper->family_count < RECORD_FAMILIES_MOST &&
                        record_line_next_family(line, &at, &family);) {
        uint32_t *number = &paper->families[paper->family_count];
        if (!names_add(&records->names, family, number))
            return false;
        paper->family_count += *number != NAME_NONE;
    }
    return true;
}

static bool add_paper(Records *records, RecordLine *line, uint32_t *number)
{
    RecordPaper paper = {0};
    Names *names = &records->names;
    return names_add(names, record_line_text(line, LINE_SOURCE), &paper.source) &&
           names_add(names, record_line_text(line, LINE_PAPER), &paper.id) &&
           names_add(names, record_line_text(line, LINE_TITLE), &paper.title) &&
           names_add(names, record_line_text(line, LINE_DATE), &paper.date) &&
           add_families(records, line, &paper) && find_paper(records, &paper, number);
}

/* The last line's paper: most lines are about the paper of the line before. */
typedef struct LastPaper {
    ClaimsString source, id;
    uint32_t number;
} LastPaper;

static bool add_record(Records *records, RecordLine *line, LastPaper *last)
{
    Record record = line->record;
    Names *names = &records->names;
    ClaimsString source = line->raw[LINE_SOURCE], id = line->raw[LINE_PAPER];
    if (!array_reserve(&records->items, &records->capacity, records->count, sizeof record, 1024))
        return false;
    if (last->source.data != NULL && short_text_equal(last->source, source) &&
        short_text_equal(last->id, id))
        record.paper = last->number;
    else if (!add_paper(records, line, &record.paper))
        return false;
    *last = (LastPaper){source, id, record.paper};
    if (!names_add(names, record_line_text(line, LINE_METRIC), &record.metric) ||
        !names_add(names, record_line_text(line, LINE_UNIT), &record.unit) ||
        !names_add(names, record_line_text(line, LINE_MODEL), &record.model) ||
        !names_add(names, record_line_text(line, LINE_DATASET), &record.dataset) ||
        !names_add(names, record_line_text(line, LINE_HARDWARE), &record.hardware))
        return false;
    records->items[records->count++] = record;
    return true;
}

static bool keep_line(Records *records, ClaimsString bytes)
{
    if (records->lines == NULL)
        return true;
    buffer_append_string(records->lines, bytes);
    buffer_append_char(records->lines, '\n');
    return !records->lines->failed;
}

static ClaimsStatus out_of_memory(const char *path, ClaimsSink sink)
{
    diagnostic_report(sink, CLAIMS_ERROR, path, 0, "out of memory");
    return CLAIMS_ERROR_SYSTEM;
}

static void report_fault(Records *records, const char *path, size_t line, const RecordLine *read,
                         ClaimsSink sink)
{
    if (records->fault_count++ < SHOWN_FAULTS)
        diagnostic_send(sink, &(ClaimsDiagnostic){.severity = CLAIMS_ERROR,
                                                  .file = path,
                                                  .line = line,
                                                  .column = read->fault_column,
                                                  .message = read->fault});
    else if (records->fault_count == SHOWN_FAULTS + 1)
        diagnostic_report(sink, CLAIMS_NOTE, path, line, "further faults are not shown");
}

ClaimsStatus records_add_lines(Records *records, const char *path, size_t *line, ClaimsString text,
                               ClaimsSink sink)
{
    if (records->index == NULL)
        records->index = calloc(1, sizeof *records->index);
    if (records->index == NULL)
        return out_of_memory(path, sink);
    LastPaper last = {0};
    RecordLine read = {0};
    ClaimsStatus status = CLAIMS_OK;
    for (size_t at = 0; at < text.size && status == CLAIMS_OK; ++*line) {
        const char *end = memchr(text.data + at, '\n', text.size - at);
        size_t next = end != NULL ? (size_t)(end - text.data) + 1 : text.size;
        ClaimsString bytes = bytes_trim(string_slice(text, at, next));
        at = next;
        if (bytes.size == 0)
            continue;
        uint32_t paper;
        bool added = true;
        switch (record_line_read(&read, bytes)) {
        case RECORD_LINE_MALFORMED:
            report_fault(records, path, *line, &read, sink);
            break;
        case RECORD_LINE_DOCUMENT:
            added = add_paper(records, &read, &paper);
            break;
        case RECORD_LINE_RECORD:
            added = add_record(records, &read, &last) && keep_line(records, bytes);
            break;
        }
        if (!added)
            status = out_of_memory(path, sink);
    }
    record_line_free(&read);
    return status;
}

bool records_recognise(ClaimsString head)
{
    if (bytes_start_with(head, "\xEF\xBB\xBF"))
        head = string_slice(head, 3, head.size);
    return record_line_recognise(bytes_trim(head));
}

/* Past the last line end in `text`, or 0. */
static size_t whole_lines(ClaimsString text)
{
    const char *end = text.size > 0 ? memrchr(text.data, '\n', text.size) : NULL;
    return end != NULL ? (size_t)(end - text.data) + 1 : 0;
}

ClaimsStatus records_read(Records *records, const char *path, Source *source, ClaimsSink sink)
{
    ClaimsStatus status = CLAIMS_OK;
    bool more = true;
    if (source_fill(source, 3) && bytes_start_with(source_window(source), "\xEF\xBB\xBF"))
        source_skip(source, 3);
    while (status == CLAIMS_OK && more) {
        more = source_more(source);
        ClaimsString window = source_window(source);
        size_t size = source->ended ? window.size : whole_lines(window);
        if (size == 0 && !more && !source->ended) {
            diagnostic_report(sink, CLAIMS_ERROR, path, source->line,
                              "the line is longer than %d bytes", SOURCE_LIMIT);
            records->fault_count++;
            more = source_skip_line(source);
            continue;
        }
        size_t line = source->line;
        status = records_add_lines(records, path, &line, string_slice(window, 0, size), sink);
        source_skip_lines(source, size, line - source->line);
        more = more || (!source->ended && size > 0);
    }
    const char *fault = source_fault(source);
    if (status == CLAIMS_OK && fault != NULL) {
        diagnostic_report(sink, CLAIMS_ERROR, path, 0, "cannot read on after byte %zu: %s",
                          source->offset, fault);
        status = CLAIMS_ERROR_INPUT;
    }
    return status;
}

void records_append_paper_name(const Records *records, uint32_t paper, Buffer *text)
{
    const RecordPaper *about = &records->papers[paper];
    ClaimsString id = names_text(&records->names, about->id),
                 source = names_text(&records->names, about->source);
    bool is_number = true;
    for (size_t i = 0; i < id.size; i++)
        is_number = is_number && byte_is_digit((unsigned char)id.data[i]);
    if (!is_number) {
        buffer_append_string(text, id);
        return;
    }
    size_t size = source.size;
    while (size > 1 && source.data[size - 1] != '.')
        size--;
    buffer_append(text, source.data, size > 1 ? size - 1 : source.size);
    buffer_append_char(text, '#');
    buffer_append_string(text, id);
}

void records_free(Records *records)
{
    if (records->index != NULL) {
        free(records->index->slots);
        names_free(&records->index->titles);
        free(records->index->title_papers);
        buffer_free(&records->index->folded);
        free(records->index);
    }
    names_free(&records->names);
    free(records->items);
    free(records->papers);
    *records = (Records){0};
}
