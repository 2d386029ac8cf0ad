/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/record_line.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/string.h"
#include "input/json_scan.h"
#include "stats/short_text.h"

/* Members that a line must have to be a record. */
enum { FOUND_KIND = 1, FOUND_METRIC = 2, FOUND_VALUE = 4, FOUND_ALL = 7 };

/* While a line's members come in. */
typedef struct Reading {
    RecordLine *line;
    ClaimsString bytes;
    size_t next; /* the member to be expected */
} Reading;

typedef void (*MemberStore)(const Reading *reading, JsonScanValue value, size_t target);

/* ---- Values ------------------------------------------------------------------------------ */

static ClaimsString value_bytes(const Reading *reading, JsonScanValue value)
{
    return string_slice(reading->bytes, value.from, value.to);
}

static void set_fault(const Reading *reading, JsonScanValue value, const char *fault)
{
    if (reading->line->fault == NULL) {
        reading->line->fault = fault;
        reading->line->fault_column = value.from;
    }
}

static double slow_number(ClaimsString text)
{
    char copy[64];
    if (text.size >= sizeof copy)
        return NAN;
    memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    double number = strtod(copy, NULL);
    return isfinite(number) ? number : NAN;
}

/*
 * The number that a well-formed `text` writes. Up to 15 digits, and as many decimals, it is the
 * exact quotient of two numbers that are exact, so it is rounded once, as strtod would.
 */
static double parse_number(ClaimsString text)
{
    static const double powers[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    bool negative = text.size > 0 && text.data[0] == '-';
    uint64_t digits = 0;
    size_t decimals = 0;
    bool fraction = false;
    if (text.size > 16)
        return slow_number(text);
    for (size_t i = negative; i < text.size; i++) {
        char c = text.data[i];
        if (c == '.') {
            fraction = true;
            continue;
        }
        if (!byte_is_digit((unsigned char)c))
            return slow_number(text);
        digits = digits * 10 + (uint64_t)(c - '0');
        decimals += fraction;
    }
    if (digits > UINT64_C(999999999999999))
        return slow_number(text);
    double number = (double)digits / powers[decimals];
    return negative ? -number : number;
}

/* ---- Members ----------------------------------------------------------------------------- */

static void store_number(const Reading *reading, JsonScanValue value, size_t target)
{
    double *number = (double *)(void *)((char *)&reading->line->record + target);
    if (value.type == JSON_SCAN_NUMBER)
        *number = parse_number(value_bytes(reading, value));
    if (target == offsetof(Record, value))
        reading->line->found |= FOUND_VALUE;
}

static void store_text(const Reading *reading, JsonScanValue value, size_t target)
{
    if (value.type == JSON_SCAN_STRING ||
        (target == LINE_PAPER && value.type == JSON_SCAN_NUMBER) ||
        (target == LINE_FAMILIES && value.type == JSON_SCAN_ARRAY))
        reading->line->raw[target] = value_bytes(reading, value);
    if (target == LINE_METRIC && value.type == JSON_SCAN_STRING && value.to > value.from)
        reading->line->found |= FOUND_METRIC;
}

static void store_true(const Reading *reading, JsonScanValue value, size_t target)
{
    bool *flag = (bool *)((char *)reading->line + target);
    *flag = value.type == JSON_SCAN_LITERAL && reading->bytes.data[value.from] == 't';
}

/* The index of `text` among the names that `name_of` gives for 0 to `last`; -1 for none. */
#define FIND_NAME(name_of, type, last)                                                             \
    do {                                                                                           \
        for (int i = 0; i <= (int)(last) && text.size > 0; i++)                                    \
            if (name_of((type)i)[0] == text.data[0] &&                                             \
                string_equal(string_of(name_of((type)i)), text))                                   \
                return i;                                                                          \
        return -1;                                                                                 \
    } while (0)

static int find_kind(ClaimsString text)
{
    FIND_NAME(claims_kind_name, ClaimKind, CLAIM_KIND_SETTING);
}

static int find_direction(ClaimsString text)
{
    FIND_NAME(claims_direction_name, ClaimDirection, CLAIM_DIRECTION_DECREASE);
}

static int find_bound(ClaimsString text)
{
    FIND_NAME(claims_bound_name, ClaimBound, CLAIM_BOUND_EXACT);
}

static int find_section(ClaimsString text)
{
    FIND_NAME(claims_section_name, ClaimSection, CLAIM_SECTION_TEXT);
}

typedef struct Choice {
    size_t target;
    int (*find)(ClaimsString text);
    const char *fault;
} Choice;

static const Choice choices[] = {
    {offsetof(Record, kind), find_kind,
     "unknown \"kind\", expected factor, delta, ratio, level or setting"},
    {offsetof(Record, direction), find_direction,
     "unknown \"direction\", expected increase, decrease or none"},
    {offsetof(Record, bound), find_bound,
     "unknown \"bound\", expected up_to, at_least, at_most, average, about or exact"},
    {offsetof(Record, section), find_section,
     "unknown \"section\", expected title, brief, abstract or text"},
};

static void store_choice(const Reading *reading, JsonScanValue value, size_t target)
{
    const Choice *choice = &choices[target];
    ClaimsString text = value_bytes(reading, value);
    int found = value.type == JSON_SCAN_STRING ? choice->find(text) : -1;
    if (found < 0) {
        set_fault(reading, value, choice->fault);
        return;
    }
    *((uint8_t *)&reading->line->record + choice->target) = (uint8_t)found;
    if (choice->target == offsetof(Record, kind))
        reading->line->found |= FOUND_KIND;
}

/* In the order in which `extract` writes them, so that one mostly finds a key behind the one
 * before. What records do not keep has no `store`. */
static const struct {
    ClaimsString key;
    MemberStore store;
    size_t target;
} members[] = {
#define MEMBER(key, store, target)                                                                 \
    {                                                                                              \
        {key, sizeof(key) - 1}, store, target                                                      \
    }
    MEMBER("source", store_text, LINE_SOURCE),
    MEMBER("paper", store_text, LINE_PAPER),
    MEMBER("section", store_choice, 3),
    MEMBER("start", NULL, 0),
    MEMBER("end", NULL, 0),
    MEMBER("quote", NULL, 0),
    MEMBER("kind", store_choice, 0),
    MEMBER("metric", store_text, LINE_METRIC),
    MEMBER("value", store_number, offsetof(Record, value)),
    MEMBER("value_max", store_number, offsetof(Record, value_max)),
    MEMBER("unit", store_text, LINE_UNIT),
    MEMBER("direction", store_choice, 1),
    MEMBER("bound", store_choice, 2),
    MEMBER("ref_value", store_number, offsetof(Record, ref_value)),
    MEMBER("baseline", NULL, 0),
    MEMBER("model", store_text, LINE_MODEL),
    MEMBER("dataset", store_text, LINE_DATASET),
    MEMBER("hardware", store_text, LINE_HARDWARE),
    MEMBER("id", NULL, 0),
    MEMBER("title", store_text, LINE_TITLE),
    MEMBER("date", store_text, LINE_DATE),
    MEMBER("families", store_text, LINE_FAMILIES),
    MEMBER("line", NULL, 0),
    MEMBER("sentence", NULL, 0),
    MEMBER("rule", NULL, 0),
    MEMBER("confidence", store_number, offsetof(Record, confidence)),
    MEMBER("factor", store_number, offsetof(Record, factor)),
    MEMBER("metric_text", NULL, 0),
    MEMBER("background", store_true, offsetof(RecordLine, record.background)),
    MEMBER("document", store_true, offsetof(RecordLine, is_document)),
#undef MEMBER
};

enum { MEMBER_COUNT = sizeof members / sizeof *members };

static void store_member(void *cookie, ClaimsString key, JsonScanValue value)
{
    Reading *reading = cookie;
    size_t i = reading->next;
    for (size_t k = 0; k < MEMBER_COUNT; k++, i++) {
        if (i == MEMBER_COUNT)
            i = 0;
        if (!short_text_equal(members[i].key, key))
            continue;
        reading->next = i + 1;
        if (members[i].store != NULL)
            members[i].store(reading, value, members[i].target);
        return;
    }
}

/* ---- Lines ------------------------------------------------------------------------------- */

static void begin(RecordLine *line)
{
    Arena arena = line->arena;
    arena_reset(&arena);
    *line = (RecordLine){.record = {.value = NAN,
                                    .value_max = NAN,
                                    .ref_value = NAN,
                                    .factor = NAN,
                                    .confidence = NAN,
                                    .bound = CLAIM_BOUND_EXACT,
                                    .section = CLAIM_SECTION_TEXT},
                         .arena = arena};
}

static const char *missing_member(unsigned found)
{
    if ((found & FOUND_KIND) == 0)
        return "no \"kind\": expected a record that claims extract wrote";
    if ((found & FOUND_METRIC) == 0)
        return "no \"metric\": expected a record that claims extract wrote";
    return "no \"value\": expected a record that claims extract wrote";
}

RecordLineResult record_line_read(RecordLine *line, ClaimsString bytes)
{
    begin(line);
    Reading reading = {.line = line, .bytes = bytes};
    JsonScanner scanner = {.text = bytes, .whole = true};
    if (bytes.data[0] != '{') {
        line->fault = "expected a JSON object";
        line->fault_column = 1;
        return RECORD_LINE_MALFORMED;
    }
    if (json_scan_object(&scanner, store_member, &reading) != JSON_SCAN_READ) {
        line->fault = scanner.fault;
        line->fault_column = scanner.at + 1;
        return RECORD_LINE_MALFORMED;
    }
    if (line->fault != NULL)
        return RECORD_LINE_MALFORMED;
    if (line->is_document)
        return RECORD_LINE_DOCUMENT;
    if (scanner.at < bytes.size) {
        line->fault = "expected nothing behind the object";
        line->fault_column = scanner.at + 1;
    } else if (line->found != FOUND_ALL) {
        line->fault = missing_member(line->found);
    }
    return line->fault == NULL ? RECORD_LINE_RECORD : RECORD_LINE_MALFORMED;
}

static ClaimsString decoded(RecordLine *line, ClaimsString raw)
{
    MappedText text;
    if (raw.size == 0 || memchr(raw.data, '\\', raw.size) == NULL)
        return raw;
    if (!json_scan_decode(&line->arena, raw, 0, &text))
        return (ClaimsString){0};
    return (ClaimsString){text.data, text.size};
}

ClaimsString record_line_text(RecordLine *line, LineText text)
{
    return decoded(line, line->raw[text]);
}

bool record_line_next_family(RecordLine *line, size_t *at, ClaimsString *family)
{
    ClaimsString raw = line->raw[LINE_FAMILIES];
    const char *open = *at < raw.size ? memchr(raw.data + *at, '"', raw.size - *at) : NULL;
    if (open == NULL)
        return false;
    size_t from = (size_t)(open - raw.data) + 1, to = from;
    while (to < raw.size && raw.data[to] != '"')
        to += raw.data[to] == '\\' ? 2 : 1;
    if (to >= raw.size)
        return false;
    *family = decoded(line, string_slice(raw, from, to));
    *at = to + 1;
    return true;
}

bool record_line_recognise(ClaimsString head)
{
    RecordLine line = {0};
    Reading reading = {.line = &line, .bytes = head};
    JsonScanner scanner = {.text = head};
    if (head.size == 0 || head.data[0] != '{')
        return false;
    json_scan_object(&scanner, store_member, &reading);
    return (line.found & (FOUND_KIND | FOUND_METRIC)) == (FOUND_KIND | FOUND_METRIC) ||
           line.is_document;
}

void record_line_free(RecordLine *line)
{
    arena_free(&line->arena);
}
