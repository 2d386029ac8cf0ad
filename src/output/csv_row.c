/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/csv_row.h"

#include <string.h>

#include "output/utf8.h"

static bool starts_with(ClaimsString text, const char *prefix)
{
    size_t size = strlen(prefix);
    return text.size >= size && memcmp(text.data, prefix, size) == 0;
}

/* Would a spreadsheet take the cell for something else than its text? The full-width forms count
 * as operators in East Asian editions; a sign alone, such as standard input's name, does not. */
static bool starts_like_formula(ClaimsString text)
{
    static const char *const openings[] = {"=",  "+",  "-",  "@",  "\t", "\r",
                                           "\n", "＝", "＋", "－", "＠"};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (text.size > 1 && starts_with(text, openings[i]))
            return true;
    return false;
}

static bool needs_quotes(ClaimsString text)
{
    for (size_t i = 0; i < text.size; i++)
        if (strchr("\",\r\n", text.data[i]) != NULL)
            return true;
    return text.size > 0 && (text.data[0] == ' ' || text.data[text.size - 1] == ' ');
}

static void append_characters(Buffer *buffer, ClaimsString text, bool tabs)
{
    for (size_t i = 0; i < text.size;) {
        char c = text.data[i];
        size_t step = utf8_character_size(text.data + i, text.size - i);
        if (step == 0)
            buffer_append_text(buffer, UTF8_REPLACEMENT);
        else if (tabs && (c == '\t' || c == '\n' || c == '\r'))
            buffer_append_char(buffer, ' ');
        else if (!tabs && c == '"')
            buffer_append_text(buffer, "\"\"");
        else
            buffer_append(buffer, text.data + i, step);
        i += step > 0 ? step : 1;
    }
}

static void append_text(Buffer *buffer, ClaimsString text, bool tabs)
{
    /* Most readers of TSV take a leading quotation mark for the start of a quoted cell. */
    bool marked = starts_like_formula(text) || (tabs && starts_with(text, "\""));
    bool quoted = !tabs && needs_quotes(text);
    if (quoted)
        buffer_append_char(buffer, '"');
    if (marked)
        buffer_append_char(buffer, '\'');
    append_characters(buffer, text, tabs);
    if (quoted)
        buffer_append_char(buffer, '"');
}

static void append_joined(Buffer *buffer, const FieldValue *value, bool tabs)
{
    Buffer joined = {0};
    for (size_t i = 0; i < value->count; i++) {
        if (i > 0)
            buffer_append_text(&joined, "; ");
        buffer_append_string(&joined, value->strings[i]);
    }
    append_text(buffer, buffer_string(&joined), tabs);
    buffer->failed = buffer->failed || joined.failed;
    buffer_free(&joined);
}

static void append_cell(Buffer *buffer, const FieldValue *value, bool tabs)
{
    switch (value->type) {
    case FIELD_NULL:
        break;
    case FIELD_TEXT:
        append_text(buffer, value->text, tabs);
        break;
    case FIELD_DIGITS:
        buffer_append_string(buffer, value->text);
        break;
    case FIELD_NUMBER:
        buffer_append_number(buffer, value->number);
        break;
    case FIELD_BOOL:
        buffer_append_text(buffer, value->boolean ? "true" : "false");
        break;
    case FIELD_STRINGS:
        append_joined(buffer, value, tabs);
        break;
    }
}

void csv_append_row(Buffer *buffer, const FieldValue *values, size_t count, bool tabs)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_append_char(buffer, tabs ? '\t' : ',');
        append_cell(buffer, &values[i], tabs);
    }
    buffer_append_text(buffer, tabs ? "\n" : "\r\n");
}
