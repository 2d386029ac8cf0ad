/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON Lines, or an array of objects, one object a paper: the dumps of arXiv and of Semantic
 * Scholar. Only an object's own keys count, not those of objects in it; where a key comes twice
 * the last one counts, as in most JSON libraries. Objects may span lines, and commas between
 * objects are white space here: what matters is where each object is.
 */
#include <stdio.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "input/json_scan.h"
#include "input/reader.h"

typedef enum Role { ROLE_TITLE, ROLE_ABSTRACT, ROLE_TEXT, ROLE_ID, ROLE_DATE } Role;

/* The keys that are read. Of several with one role the first that has a usable value counts. */
static const struct {
    const char *key;
    Role role;
} fields[] = {
    {"title", ROLE_TITLE},
    {"abstract", ROLE_ABSTRACT},
    {"text", ROLE_TEXT},
    {"id", ROLE_ID},
    {"arxiv_id", ROLE_ID},
    {"arxivId", ROLE_ID},
    {"paper_id", ROLE_ID},
    {"paperId", ROLE_ID},
    {"corpusId", ROLE_ID},
    {"corpusid", ROLE_ID},
    {"doi", ROLE_ID},
    {"date", ROLE_DATE},
    {"publicationDate", ROLE_DATE},
    {"publication_date", ROLE_DATE},
    {"published", ROLE_DATE},
    {"update_date", ROLE_DATE},
    {"year", ROLE_DATE},
};

enum { FIELD_COUNT = sizeof fields / sizeof fields[0] };

/* The values of an object's fields, as places in the window; to == 0 where there is none. */
typedef struct Object {
    JsonScanValue values[FIELD_COUNT];
    bool has_kind, has_metric; /* as claims have */
} Object;

typedef struct JsonState {
    size_t entries;         /* objects met so far, malformed ones too: the id of one without */
    bool in_array;          /* inside the brackets of an array of objects */
    size_t array_line;      /* line of its opening bracket */
    bool complained_of_end; /* that the array is not closed */
    bool met_claims;        /* and said so */
} JsonState;

/* ---- Recognising ------------------------------------------------------------------------- */

static bool starts_object(ClaimsString line)
{
    line = bytes_trim(line);
    if (line.size == 0 || line.data[0] != '{')
        return false;
    line = bytes_trim(string_slice(line, 1, line.size));
    return line.size == 0 || line.data[0] == '"' || line.data[0] == '}';
}

/* An object, or an array of them; or, for a file whose start is damaged, objects in most lines. */
static bool json_sniff(ClaimsString head)
{
    ClaimsString text = bytes_trim(head), line;
    if (starts_object(text))
        return true;
    if (text.size > 0 && text.data[0] == '[') {
        text = bytes_trim(string_slice(text, 1, text.size));
        if (text.size == 0 || text.data[0] == ']' || starts_object(text))
            return true;
    }
    size_t lines = 0, objects = 0;
    for (size_t at = 0; bytes_next_line(head, &at, &line);) {
        lines += bytes_trim(line).size > 0;
        objects += starts_object(line) && bytes_trim(line).size > 2;
    }
    return objects * 2 > lines;
}

/* ---- One object -------------------------------------------------------------------------- */

static void take_member(void *cookie, ClaimsString key, JsonScanValue value)
{
    Object *object = cookie;
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (string_equal(key, string_of(fields[i].key)))
            object->values[i] = value;
    object->has_kind = object->has_kind || string_equal(key, string_of("kind"));
    object->has_metric = object->has_metric || string_equal(key, string_of("metric"));
}

static bool decode(ClaimsReader *reader, JsonScanValue value, MappedText *text)
{
    ClaimsString raw = string_slice(source_window(&reader->source), value.from, value.to);
    return json_scan_decode(&reader->arena, raw, reader->source.offset + value.from, text);
}

/* Add the string `value` as a document of `section`. */
static bool add_document(ClaimsReader *reader, ClaimSection section, JsonScanValue value)
{
    Source *source = &reader->source;
    ClaimsString raw = string_slice(source_window(source), value.from, value.to);
    size_t line = source_line(source, value.from);
    MappedText text;
    if (memchr(raw.data, '\\', raw.size) == NULL && utf8_valid_size(raw) == raw.size) {
        if (!reader_add_text(reader, section, value.from, value.to, line))
            return false;
        if (reader->paper.document_count > 0)
            reader->paper.documents[reader->paper.document_count - 1].escaped = true;
        return true;
    }
    if (!decode(reader, value, &text))
        return false;
    reader_add_decoded(reader, section, &text, line);
    return true;
}

static bool set_title(ClaimsReader *reader, JsonScanValue value)
{
    MappedText text;
    return value.type != JSON_SCAN_STRING ||
           (decode(reader, value, &text) &&
            reader_fold(reader, (ClaimsString){text.data, text.size}, &reader->paper.title));
}

/* A number that is written in decimal digits stays a number in records; any other is text. */
static bool set_id(ClaimsReader *reader, JsonScanValue value)
{
    ClaimsPaper *paper = &reader->paper;
    ClaimsString raw = string_slice(source_window(&reader->source), value.from, value.to);
    if (value.type == JSON_SCAN_NUMBER) {
        paper->id = raw;
        paper->id_is_number = true;
        for (size_t i = 0; i < raw.size; i++)
            paper->id_is_number = paper->id_is_number && byte_is_digit((unsigned char)raw.data[i]);
        return true;
    }
    MappedText text;
    return value.type != JSON_SCAN_STRING ||
           (decode(reader, value, &text) &&
            reader_fold(reader, (ClaimsString){text.data, text.size}, &paper->id));
}

static void set_date(ClaimsReader *reader, JsonScanValue value)
{
    ClaimsString raw = string_slice(source_window(&reader->source), value.from, value.to);
    if (value.type == JSON_SCAN_STRING || value.type == JSON_SCAN_NUMBER)
        reader->paper.date = bytes_date(bytes_trim(raw));
}

static bool use_field(ClaimsReader *reader, Role role, JsonScanValue value)
{
    ClaimsPaper *paper = &reader->paper;
    bool is_text = value.type == JSON_SCAN_STRING;
    switch (role) {
    case ROLE_TITLE:
        return set_title(reader, value);
    case ROLE_ABSTRACT:
        return !is_text || add_document(reader, CLAIM_SECTION_ABSTRACT, value);
    case ROLE_TEXT:
        return !is_text || add_document(reader, CLAIM_SECTION_TEXT, value);
    case ROLE_ID:
        return paper->id.size > 0 || set_id(reader, value);
    case ROLE_DATE:
        if (paper->date.size == 0)
            set_date(reader, value);
        return true;
    }
    return true;
}

/* Fill the paper from `object`; false when memory is exhausted. */
static bool fill_paper(ClaimsReader *reader, const Object *object)
{
    const JsonState *state = reader->state;
    ClaimsPaper *paper = &reader->paper;
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (object->values[i].to > 0 && !use_field(reader, fields[i].role, object->values[i]))
            return false;
    if (paper->document_count == 2 && paper->documents[0].start > paper->documents[1].start) {
        ClaimsDocument first = paper->documents[1];
        paper->documents[1] = paper->documents[0];
        paper->documents[0] = first;
    }
    if (paper->id.size == 0) {
        char digits[24];
        int size = snprintf(digits, sizeof digits, "%zu", state->entries);
        paper->id = arena_copy(&reader->arena, (ClaimsString){digits, (size_t)size});
        paper->id_is_number = true;
    }
    return paper->id.data != NULL;
}

static bool has_text(const Object *object)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (object->values[i].to > 0 && fields[i].role <= ROLE_TEXT)
            return true;
    return false;
}

/* Is it a claim, as extract writes them, and no paper? */
static bool is_claim(const Object *object)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (object->values[i].to > 0 &&
            (fields[i].role == ROLE_ABSTRACT || fields[i].role == ROLE_TEXT))
            return false;
    return object->has_kind && object->has_metric;
}

/* The object is left out. */
static void complain_of_claim(ClaimsReader *reader)
{
    JsonState *state = reader->state;
    reader->had_errors = true;
    if (!state->met_claims)
        reader_fault(reader, 0,
                     "a claim that was extracted before, not a text; all such are left out: give "
                     "the text itself");
    state->met_claims = true;
}

/* ---- The sequence of objects ------------------------------------------------------------- */

/* Give up white space, commas and the brackets of the array of objects; false at the end. */
static bool find_object(ClaimsReader *reader)
{
    JsonState *state = reader->state;
    Source *source = &reader->source;
    do {
        ClaimsString window = source_window(source);
        size_t at = 0;
        for (; at < window.size; at++) {
            char c = window.data[at];
            if (c == '[' && !state->in_array) {
                state->in_array = true;
                state->array_line = source_line(source, at);
            } else if (c == ']' && state->in_array) {
                state->in_array = false;
            } else if (c != ',' && !byte_is_space((unsigned char)c)) {
                break;
            }
        }
        source_skip(source, at);
        if (at < window.size)
            return true;
    } while (source_more(source));
    return false;
}

/* Give up the white space that the window's line starts with. */
static void skip_indent(Source *source)
{
    do {
        ClaimsString window = source_window(source);
        size_t at = 0;
        while (at < window.size && (window.data[at] == ' ' || window.data[at] == '\t'))
            at++;
        source_skip(source, at);
        if (at < window.size)
            return;
    } while (source_more(source));
}

/* Where, in its line, the malformed entry that `text` starts with ends: after its brackets, or, in
 * an array, before the next comma or bracket; 0 when that cannot be told. */
static size_t find_end(ClaimsString text, bool in_array)
{
    bool in_string = false;
    if (text.size == 0 || text.data[0] == '{' || text.data[0] == '[')
        return json_scan_close(text, 0);
    for (size_t at = 0; in_array && at < text.size && text.data[at] != '\n'; at++) {
        char c = text.data[at];
        if (c == '"')
            in_string = !in_string;
        else if (in_string)
            at += c == '\\';
        else if (c == ',' || c == '{' || c == '[' || c == ']')
            return at;
    }
    return 0;
}

/*
 * Go on after the malformed entry that the window starts with: after its end, if that can be told;
 * at the next line where every line is an entry of its own; else, for objects that span lines, at
 * the next line that opens an object, or closes the array, no deeper than this one.
 */
static void leave_out(ClaimsReader *reader, bool spans_lines)
{
    const JsonState *state = reader->state;
    Source *source = &reader->source;
    size_t column = source->column, end;
    do {
        ClaimsString window = source_window(source);
        end = find_end(window, state->in_array);
        if (window.size == 0 || memchr(window.data, '\n', window.size) != NULL)
            break;
    } while (end == 0 && source_more(source));
    if (end > 0) {
        source_skip(source, end);
        return;
    }
    while (source_skip_line(source)) {
        if (!spans_lines && !state->in_array)
            return;
        skip_indent(source);
        ClaimsString window = source_window(source);
        bool opens = window.size > 0 && window.data[0] == '{';
        bool closes = window.size > 0 && window.data[0] == ']' && state->in_array;
        if ((opens || closes) && source->column <= column)
            return;
    }
}

/* Read the object that the window starts with; false when it was left out. */
static bool read_object(ClaimsReader *reader, Object *object)
{
    Source *source = &reader->source;
    JsonScanner scanner;
    JsonScanOutcome outcome;
    do {
        scanner = (JsonScanner){.text = source_window(source), .whole = source->ended};
        *object = (Object){0};
        outcome = json_scan_object(&scanner, take_member, object);
    } while (outcome == JSON_SCAN_NEEDS_MORE && (source_more(source) || source->ended));
    if (outcome == JSON_SCAN_NEEDS_MORE) {
        reader_fault(reader, 0, "an object of more than 16 MiB; it is left out");
        leave_out(reader, false);
        return false;
    }
    if (outcome == JSON_SCAN_MALFORMED) {
        bool spans_lines = memchr(scanner.text.data, '\n', scanner.at) != NULL;
        reader_fault(reader, scanner.at, "malformed JSON: %s", scanner.fault);
        leave_out(reader, spans_lines);
        return false;
    }
    reader->consumed = scanner.at;
    bool claim = is_claim(object);
    if (!claim && has_text(object))
        return true;
    if (claim)
        complain_of_claim(reader);
    else
        reader_fault(
            reader, 0,
            "the object has neither \"title\" nor \"abstract\" nor \"text\"; it is left out");
    source_skip(source, scanner.at);
    reader->consumed = 0;
    return false;
}

/* Read on to the next object that holds a paper. */
static ClaimsStatus json_next(ClaimsReader *reader)
{
    JsonState *state = reader->state;
    while (find_object(reader)) {
        Object object;
        state->entries++;
        if (source_window(&reader->source).data[0] != '{') {
            reader_fault(reader, 0, "malformed JSON: expected an object, which starts with {");
            leave_out(reader, false);
        } else if (read_object(reader, &object)) {
            return fill_paper(reader, &object) ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
        }
    }
    if (state->in_array && !state->complained_of_end) {
        state->complained_of_end = true;
        reader->had_errors = true;
        diagnostic_report(reader->sink, CLAIMS_ERROR, reader->paper.path, state->array_line,
                          "the array is not closed: is the input complete?");
    }
    return CLAIMS_END;
}

const ReaderFormat reader_format_json = {
    .name = "JSON", .state_size = sizeof(JsonState), .sniff = json_sniff, .next = json_next};
