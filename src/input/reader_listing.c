/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The listings that arXiv mails out: entries between long dashed lines.
 *
 *     \\
 *     arXiv:2509.00001 (*cross-listing*)
 *     Date: Sat, 30 Aug 2025 19:46:18 GMT   (7399kb)
 *
 *     Title: A title, which may be folded
 *       over lines
 *     Authors: ...
 *     \\
 *       The abstract.
 *     \\ ( https://arxiv.org/abs/2509.00001 ,  7399kb)
 *     ------------------------------------------------------------------------------
 *
 * An entry of a replaced paper says "replaced with revised version DATE" in place of its date, and
 * has no abstract. A file that was cut or damaged is read on at the next dashed line.
 */
#include <string.h>

#include "base/string.h"
#include "input/reader.h"

static const char id_mark[] = "arXiv:";
static const char title_mark[] = "Title:";
static const char date_mark[] = "Date";
static const char replaced_mark[] = "replaced with revised version";

enum {
    RULE_SIZE = 20, /* shortest line of dashes that separates entries */
    DATE_SIZE = 10, /* YYYY-MM-DD */
};

/* The parts of an entry, as places in the window; a part that is missing is empty. */
typedef struct Entry {
    size_t id_from, id_to;
    size_t title_from, title_to;
    size_t date_from, date_to;
    size_t abstract_from, abstract_to;
    size_t abstract_line; /* counted from the entry's first line, which is 0 */
    size_t end;
    bool closed; /* it had its last line */
} Entry;

typedef enum Outcome { ENTRY_READ, ENTRY_NEEDS_MORE, ENTRY_WITHOUT_ID } Outcome;

/* Where in an entry a line stands. */
typedef enum Part { PART_HEADER, PART_TITLE, PART_ABSTRACT } Part;

/* A line that starts with two backslashes: it opens, divides and closes entries. */
static bool is_mark(ClaimsString line)
{
    return line.size >= 2 && line.data[0] == '\\' && line.data[1] == '\\';
}

/* The mark with nothing after it: the one that opens an entry or its abstract. */
static bool is_bare_mark(ClaimsString line)
{
    return is_mark(line) && bytes_trim(line).size == 2;
}

/* A line between entries: dashes, or dashes and percent signs between a listing's parts. */
static bool is_rule(ClaimsString line)
{
    if (line.size < RULE_SIZE || (line.data[0] != '-' && line.data[0] != '%'))
        return false;
    line = bytes_trim(line);
    for (size_t i = 0; i < line.size; i++)
        if (line.data[i] != '-' && line.data[i] != '%')
            return false;
    return true;
}

static bool listing_sniff(ClaimsString head)
{
    ClaimsString line;
    bool after_mark = false;
    for (size_t at = 0; bytes_next_line(head, &at, &line);) {
        if (after_mark && bytes_start_with(line, id_mark))
            return true;
        after_mark = is_bare_mark(line);
    }
    return false;
}

/* ---- One entry --------------------------------------------------------------------------- */

/* Take the header line window[from, to) into `entry`; answers the part that the next line, if it
 * is a folded one, belongs to. */
static Part take_header_line(Entry *entry, ClaimsString window, size_t from, size_t to, Part part)
{
    ClaimsString line = string_slice(window, from, to);
    if (line.size > 0 && (line.data[0] == ' ' || line.data[0] == '\t')) {
        if (part == PART_TITLE)
            entry->title_to = to;
        return part;
    }
    if (bytes_start_with(line, title_mark)) {
        entry->title_from = from + sizeof title_mark - 1;
        entry->title_to = to;
        return PART_TITLE;
    }
    bool dated = bytes_start_with(line, date_mark) || bytes_start_with(line, replaced_mark);
    if (dated && entry->date_to == 0) { /* the first: the others are those of revisions */
        entry->date_from = from;
        entry->date_to = to;
    }
    return PART_HEADER;
}

static void take_id(Entry *entry, ClaimsString window, size_t from, size_t to)
{
    entry->id_from = from + sizeof id_mark - 1;
    entry->id_to = entry->id_from;
    while (entry->id_to < to && !byte_is_space((unsigned char)window.data[entry->id_to]))
        entry->id_to++;
}

/*
 * Take the mark line window[from, to) that closes the entry. A bare one before a line with an id
 * is the next entry's first: then this entry's last line is missing.
 */
static void take_last_line(Entry *entry, ClaimsString window, size_t from, size_t to)
{
    ClaimsString following = string_slice(window, to, window.size);
    bool opens_next =
        is_bare_mark(string_slice(window, from, to)) && bytes_start_with(following, id_mark);
    entry->closed = !opens_next;
    entry->end = opens_next ? from : to;
}

/* Take apart the entry whose first mark the window starts with. */
static Outcome read_entry(ClaimsString window, bool ended, Entry *entry)
{
    size_t at = 0;
    ClaimsString line;
    Part part = PART_HEADER;
    *entry = (Entry){0};
    bytes_next_line(window, &at, &line);
    for (size_t number = 1;; number++) {
        size_t from = at;
        bool last = !bytes_next_line(window, &at, &line);
        if (!ended && (last || window.data[at - 1] != '\n'))
            return ENTRY_NEEDS_MORE;
        if (number == 1) {
            if (last || !bytes_start_with(line, id_mark))
                return ENTRY_WITHOUT_ID;
            take_id(entry, window, from, from + line.size);
            if (entry->id_from == entry->id_to)
                return ENTRY_WITHOUT_ID;
        } else if (last || is_rule(line)) {
            entry->end = from;
        } else if (part != PART_ABSTRACT && is_bare_mark(line)) {
            part = PART_ABSTRACT;
            entry->abstract_from = at;
            entry->abstract_line = number + 1;
        } else if (is_mark(line)) {
            /* whether the next line has an id is known once enough of it is there */
            if (!ended && window.size - at < sizeof id_mark && is_bare_mark(line))
                return ENTRY_NEEDS_MORE;
            take_last_line(entry, window, from, at);
        } else if (part != PART_ABSTRACT) {
            part = take_header_line(entry, window, from, from + line.size, part);
        }
        if (entry->end > 0) {
            entry->abstract_to = from;
            return ENTRY_READ;
        }
    }
}

/* ---- The paper --------------------------------------------------------------------------- */

/* The month that `name`, three letters, is short for: 1 to 12; 0 when it is none. */
static unsigned month_number(const char *name)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    for (unsigned month = 0; month < 12; month++)
        if (memcmp(name, names + (size_t)3 * month, 3) == 0)
            return month + 1;
    return 0;
}

/* Write the date in a line such as "Date: Sat, 30 Aug 2025 19:46:18 GMT" as YYYY-MM-DD; false when
 * there is none. */
static bool parse_date(ClaimsString line, char date[static DATE_SIZE])
{
    static const char shape[] = "00 Aug 2025";
    for (size_t at = 1; at + sizeof shape - 1 <= line.size; at++) {
        const char *day = line.data + at; /* two places, the first of which may be a space */
        const char *year = day + 7;
        if (!byte_is_digit((unsigned char)day[1]) || day[2] != ' ' || day[6] != ' ')
            continue;
        char tens = byte_is_digit((unsigned char)day[0]) ? day[0] : '0';
        unsigned month = month_number(day + 3);
        if (month == 0 || bytes_date((ClaimsString){year, 4}).size == 0)
            continue;
        memcpy(date, year, 4);
        date[4] = date[7] = '-';
        date[5] = (char)('0' + month / 10);
        date[6] = (char)('0' + month % 10);
        date[8] = tens;
        date[9] = day[1];
        return bytes_date((ClaimsString){date, DATE_SIZE}).size == DATE_SIZE;
    }
    return false;
}

static bool fill_paper(ClaimsReader *reader, const Entry *entry)
{
    ClaimsString window = source_window(&reader->source);
    ClaimsPaper *paper = &reader->paper;
    char date[DATE_SIZE];
    ClaimsString id = string_slice(window, entry->id_from, entry->id_to);
    ClaimsString title = string_slice(window, entry->title_from, entry->title_to);
    if (!reader_fold(reader, id, &paper->id) || !reader_fold(reader, title, &paper->title))
        return false;
    if (parse_date(string_slice(window, entry->date_from, entry->date_to), date)) {
        paper->date = arena_copy(&reader->arena, (ClaimsString){date, DATE_SIZE});
        if (paper->date.data == NULL)
            return false;
    }
    return entry->abstract_from == 0 ||
           reader_add_text(reader, CLAIM_SECTION_ABSTRACT, entry->abstract_from, entry->abstract_to,
                           reader->source.line + entry->abstract_line);
}

/* ---- The listing ------------------------------------------------------------------------- */

/* Give up lines until one that opens an entry or, with `to_rule`, one between entries. False at
 * the end. */
static bool find_line(ClaimsReader *reader, bool to_rule)
{
    Source *source = &reader->source;
    for (;;) {
        ClaimsString line = {0};
        size_t at = 0;
        if (source->column == 1) {
            while (memchr(source_window(source).data, '\n', source_window(source).size) == NULL &&
                   source_window(source).size < SOURCE_CHUNK && source_more(source))
                continue;
            bytes_next_line(source_window(source), &at, &line);
        }
        if (to_rule ? is_rule(line) : is_bare_mark(line))
            return true;
        if (!source_skip_line(source))
            return false;
    }
}

/* Report the entry that the window starts with as left out, and go on after it. */
static void leave_out(ClaimsReader *reader, size_t at, const char *why)
{
    reader_fault(reader, at, "%s; the entry is left out", why);
    source_skip_line(&reader->source);
    find_line(reader, true);
}

static ClaimsStatus listing_next(ClaimsReader *reader)
{
    Source *source = &reader->source;
    while (find_line(reader, false)) {
        Entry entry;
        Outcome outcome;
        do
            outcome = read_entry(source_window(source), source->ended, &entry);
        while (outcome == ENTRY_NEEDS_MORE && (source_more(source) || source->ended));
        if (outcome == ENTRY_WITHOUT_ID) {
            leave_out(reader, 0, "a listing's entry without a line \"arXiv:ID\" after its \\\\");
        } else if (outcome == ENTRY_NEEDS_MORE) {
            leave_out(reader, 0, "a listing's entry of more than 16 MiB");
        } else {
            if (!entry.closed)
                reader_warn(reader, source->line,
                            "the listing's entry has no last line \"\\\\ ( URL , SIZE)\": "
                            "is it complete?");
            reader->consumed = entry.end;
            return fill_paper(reader, &entry) ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
        }
    }
    return CLAIMS_END;
}

const ReaderFormat reader_format_listing = {
    .name = "arXiv listing", .sniff = listing_sniff, .next = listing_next};
