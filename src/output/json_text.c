/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/json_text.h"

#include <math.h>

#include "output/utf8.h"

/* The length of the run from `data` that can be copied as it is. */
static size_t plain_run(const char *data, size_t size)
{
    size_t run = 0;
    while (run < size) {
        unsigned char c = (unsigned char)data[run];
        if (c < 0x20 || c == '"' || c == '\\')
            break;
        if (c < 0x80) {
            run++;
            continue;
        }
        size_t step = utf8_character_size(data + run, size - run);
        if (step == 0)
            break;
        run += step;
    }
    return run;
}

static void append_escape(Buffer *buffer, unsigned char c)
{
    switch (c) {
    case '"':
    case '\\':
        buffer_append_char(buffer, '\\');
        buffer_append_char(buffer, (char)c);
        break;
    case '\n':
        buffer_append_text(buffer, "\\n");
        break;
    case '\r':
        buffer_append_text(buffer, "\\r");
        break;
    case '\t':
        buffer_append_text(buffer, "\\t");
        break;
    default:
        if (c < 0x20)
            buffer_printf(buffer, "\\u%04x", c);
        else
            buffer_append_text(buffer, UTF8_REPLACEMENT);
    }
}

void json_append_string(Buffer *buffer, ClaimsString string)
{
    buffer_append_char(buffer, '"');
    for (size_t i = 0; i < string.size;) {
        size_t run = plain_run(string.data + i, string.size - i);
        buffer_append(buffer, string.data + i, run);
        i += run;
        if (i < string.size)
            append_escape(buffer, (unsigned char)string.data[i++]);
    }
    buffer_append_char(buffer, '"');
}

void json_append_number(Buffer *buffer, double number)
{
    if (isfinite(number))
        buffer_append_number(buffer, number);
    else
        buffer_append_text(buffer, "null");
}

void json_append_bool(Buffer *buffer, bool value)
{
    buffer_append_text(buffer, value ? "true" : "false");
}

void json_append_strings(Buffer *buffer, const ClaimsString *strings, size_t count)
{
    buffer_append_char(buffer, '[');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_append_char(buffer, ',');
        json_append_string(buffer, strings[i]);
    }
    buffer_append_char(buffer, ']');
}

void json_append_key(Buffer *buffer, const char *key)
{
    if (buffer->size > 0 && buffer->data[buffer->size - 1] != '{')
        buffer_append_char(buffer, ',');
    buffer_append_char(buffer, '"');
    buffer_append_text(buffer, key);
    buffer_append_text(buffer, "\":");
}
