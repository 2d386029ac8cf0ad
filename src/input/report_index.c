/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/report_index.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/string.h"
#include "input/bytes.h"

static const char time_mark[] = "生成时间";
static const char briefs_mark[] = "## 论文技术简报";
static const char details_mark[] = "## 论文详细信息";
static const char affiliation_mark[] = "**主要机构**";
static const char abstract_mark[] = "**摘要**";

enum { NUMBER_DIGITS = 18 /* most in a paper's number: it fits a uint64_t */ };

/* The walk through a window, line by line. */
typedef struct Scan {
    ReportIndex *index;
    ClaimsString text;
    ReportPart part;
    bool is_open; /* `entry` is being read */
    bool is_detail;
    ReportEntry entry;
    size_t entry_from;   /* where its heading starts */
    size_t heading_from; /* where the line before starts */
    bool after_heading;  /* the line before is a heading of the first level */
    bool after_blank;    /* the line before is empty */
    bool batch_ends;     /* at index->size */
    bool out_of_memory;
} Scan;

/* One line of it, without its line end. */
typedef struct Line {
    size_t from, to;
    size_t next; /* where the line after it starts */
    size_t number;
} Line;

bool report_is_marker(ClaimsString line)
{
    return bytes_start_with(line, briefs_mark) || bytes_start_with(line, details_mark) ||
           bytes_start_with(line, abstract_mark);
}

/* ---- Entries ----------------------------------------------------------------------------- */

static bool push_entry(ReportEntries *entries, const ReportEntry *entry)
{
    if (!array_reserve(&entries->items, &entries->capacity, entries->count, sizeof *entries->items,
                       64))
        return false;
    entries->items[entries->count++] = *entry;
    return true;
}

static uint64_t hash_title(ClaimsString title)
{
    uint64_t hash = HASH_SEED;
    for (size_t i = 0; i < title.size; i++) {
        bool space = byte_is_space((unsigned char)title.data[i]);
        if (space && byte_is_space((unsigned char)title.data[i - 1]))
            continue; /* the title is trimmed: it starts with something else */
        hash = hash_bytes(hash, space ? " " : title.data + i, 1);
    }
    return hash;
}

/* Read "### NUMBER. TITLE" into `entry`; false when the line is something else. */
static bool parse_heading(ClaimsString text, Line line, ReportEntry *entry)
{
    static const char mark[] = "### ";
    size_t at = line.from + sizeof mark - 1, digits = 0;
    if (!bytes_start_with(string_slice(text, line.from, line.to), mark))
        return false;
    *entry = (ReportEntry){.line = line.number};
    while (at < line.to && text.data[at] == ' ')
        at++;
    for (; at < line.to && byte_is_digit((unsigned char)text.data[at]); at++, digits++)
        if (digits < NUMBER_DIGITS)
            entry->number = entry->number * 10 + (uint64_t)(text.data[at] - '0');
    if (digits == 0 || digits > NUMBER_DIGITS || at == line.to || text.data[at] != '.')
        return false;
    ClaimsString title = bytes_trim(string_slice(text, at + 1, line.to));
    entry->title_from = (size_t)(title.data - text.data);
    entry->title_to = entry->title_from + title.size;
    entry->title_hash = hash_title(title);
    return true;
}

/* The end of text[from, to) without the horizontal rules and white space at its end. */
static size_t strip_rules(ClaimsString text, size_t from, size_t to)
{
    for (;;) {
        while (to > from && byte_is_space((unsigned char)text.data[to - 1]))
            to--;
        size_t dashes = 0;
        while (to - dashes > from && text.data[to - dashes - 1] == '-')
            dashes++;
        if (dashes < 3 || (to - dashes > from && text.data[to - dashes - 1] != '\n'))
            return to;
        to -= dashes;
    }
}

/* The entry that is being read ends at `to`. */
static void close_entry(Scan *scan, size_t to)
{
    ReportEntry *entry = &scan->entry;
    if (!scan->is_open)
        return;
    scan->is_open = false;
    if (entry->text_from > 0)
        entry->text_to = strip_rules(scan->text, entry->text_from, to);
    ReportEntries *entries = scan->is_detail ? &scan->index->details : &scan->index->briefs;
    if (!push_entry(entries, entry))
        scan->out_of_memory = true;
}

static void end_batch(Scan *scan, size_t size)
{
    close_entry(scan, size);
    scan->index->size = size;
    scan->batch_ends = true;
}

static bool has_entries(const Scan *scan)
{
    return scan->is_open || scan->index->briefs.count + scan->index->details.count > 0;
}

/* ---- Lines ------------------------------------------------------------------------------- */

/* The line that tells when the report was written. After the entries of another one, and under a
 * heading, it is the next report's: the batch ends before that heading. */
static void take_time(Scan *scan, Line line)
{
    if (has_entries(scan)) {
        if (scan->after_heading) {
            end_batch(scan, scan->heading_from);
            scan->part = REPORT_START;
        }
        return;
    }
    size_t at = line.from + sizeof time_mark - 1;
    while (at < line.to && !byte_is_digit((unsigned char)scan->text.data[at]))
        at++;
    ClaimsString date = bytes_date(string_slice(scan->text, at, line.to));
    if (date.size > 0)
        memcpy(scan->index->date, date.data, date.size);
    scan->index->date[date.size] = '\0';
}

static void open_entry(Scan *scan, Line line, const ReportEntry *entry)
{
    close_entry(scan, line.from);
    if (scan->index->briefs.count == REPORT_BATCH || scan->index->details.count == REPORT_BATCH) {
        end_batch(scan, line.from);
        scan->index->divided = true;
        return;
    }
    scan->is_open = true;
    scan->entry = *entry;
    scan->entry_from = line.from;
    scan->is_detail = scan->part == REPORT_DETAILS;
    if (!scan->is_detail) {
        scan->entry.text_from = line.next;
        scan->entry.text_line = line.number + 1;
    }
}

/* A line of an entry's details, which their abstract comes last of. In a report without the
 * headings of its parts these lines tell details from briefs. */
static void take_detail(Scan *scan, Line line, bool is_abstract)
{
    if (!scan->is_detail)
        scan->entry.text_from = 0;
    scan->is_detail = true;
    if (!is_abstract || scan->entry.text_from > 0)
        return;
    ClaimsString rest = string_slice(scan->text, line.from + sizeof abstract_mark - 1, line.next);
    size_t colon = bytes_start_with(rest, ":") ? 1 : bytes_start_with(rest, "：") ? 3 : 0;
    scan->entry.text_from = line.from + sizeof abstract_mark - 1 + colon;
    scan->entry.text_line = line.number;
}

static void take_line(Scan *scan, Line line)
{
    ClaimsString content = string_slice(scan->text, line.from, line.to);
    bool heading = bytes_start_with(content, "# ");
    bool briefs = bytes_start_with(content, briefs_mark);
    bool details = bytes_start_with(content, details_mark);
    bool is_abstract = bytes_start_with(content, abstract_mark);
    ReportEntry entry;
    if (bytes_start_with(content, time_mark)) {
        take_time(scan, line);
    } else if (briefs || details) {
        close_entry(scan, line.from);
        scan->part = briefs ? REPORT_BRIEFS : REPORT_DETAILS;
    } else if (scan->part != REPORT_OTHER && parse_heading(scan->text, line, &entry)) {
        open_entry(scan, line, &entry);
    } else if (scan->is_open && scan->part != REPORT_BRIEFS &&
               (is_abstract || bytes_start_with(content, affiliation_mark))) {
        take_detail(scan, line, is_abstract);
    } else if (scan->after_blank && (heading || bytes_start_with(content, "## "))) {
        /* text that was broken into lines can have a line that looks like a heading, but hardly
         * after an empty one */
        close_entry(scan, line.from);
        scan->part = heading ? REPORT_START : REPORT_OTHER;
    }
    scan->after_heading = heading;
    scan->heading_from = line.from;
    scan->after_blank = line.from == line.to;
}

/* The window is as large as it may be, and the report goes on, or a line of it at `line_from`. */
static void end_full_window(Scan *scan, size_t line_from)
{
    size_t size = scan->is_open ? scan->entry_from : line_from;
    scan->index->divided = true;
    if (size > 0) {
        scan->is_open = false; /* the next batch starts with the entry */
    } else {
        scan->index->shortened = scan->is_open;
        size = scan->text.size;
    }
    end_batch(scan, size);
}

/* ---- Joining ----------------------------------------------------------------------------- */

static bool is_titled(const ReportEntry *entry)
{
    return entry->title_to > entry->title_from;
}

/* How much two entries must have in common to be of one paper, from the surest on. Titles are the
 * same when their hashes are. */
typedef enum Likeness { SAME_NUMBER_AND_TITLE, SAME_NUMBER, SAME_TITLE, LIKENESS_COUNT } Likeness;

static bool is_alike(const ReportEntry *a, const ReportEntry *b, Likeness likeness)
{
    bool same_title = a->title_hash == b->title_hash;
    switch (likeness) {
    case SAME_NUMBER_AND_TITLE:
        return a->number == b->number && same_title;
    case SAME_NUMBER: /* two titles that differ are two papers, whatever their numbers */
        return a->number == b->number && !(is_titled(a) && is_titled(b));
    default:
        return same_title && is_titled(a);
    }
}

static void join(ReportIndex *index, Likeness likeness)
{
    size_t count = index->briefs.count, hint = 0;
    for (size_t i = 0; i < index->details.count; i++) {
        ReportEntry *detail = &index->details.items[i];
        for (size_t tried = 0; tried < count && detail->partner == 0; tried++) {
            size_t at = (hint + tried) % count;
            ReportEntry *brief = &index->briefs.items[at];
            if (brief->partner != 0 || !is_alike(brief, detail, likeness))
                continue;
            brief->partner = i + 1;
            detail->partner = at + 1;
            hint = at + 1; /* as a rule the two parts have one order */
        }
    }
}

/* ---- The index --------------------------------------------------------------------------- */

ReportOutcome report_index_build(ReportIndex *index, ReportWindow window)
{
    Scan scan = {.index = index, .text = window.text, .part = index->part, .after_blank = true};
    Line line = {.number = window.line};
    ClaimsString content;
    index->briefs.count = index->details.count = 0;
    index->divided = index->shortened = false;
    while (!scan.batch_ends && !scan.out_of_memory) {
        line.from = line.next;
        bool there = bytes_next_line(window.text, &line.next, &content);
        if (!window.whole && (!there || window.text.data[line.next - 1] != '\n')) {
            if (!window.full)
                return REPORT_NEEDS_MORE;
            end_full_window(&scan, line.from);
        } else if (!there) {
            end_batch(&scan, window.text.size);
        } else if (line.from > 0 || !window.within_line) {
            line.to = line.from + content.size;
            take_line(&scan, line);
        }
        line.number++;
    }
    if (scan.out_of_memory)
        return REPORT_NO_MEMORY;
    index->part = scan.part;
    for (Likeness likeness = 0; likeness < LIKENESS_COUNT; likeness++)
        join(index, likeness);
    return REPORT_INDEXED;
}

void report_index_free(ReportIndex *index)
{
    free(index->briefs.items);
    free(index->details.items);
    *index = (ReportIndex){0};
}
