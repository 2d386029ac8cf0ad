/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/csv_row.h"

#include "output/csv_text.h"

static void append_joined(Buffer *buffer, const FieldValue *value, bool tabs)
{
    Buffer joined = {0};
    for (size_t i = 0; i < value->count; i++) {
        if (i > 0)
            buffer_append_text(&joined, "; ");
        buffer_append_string(&joined, value->strings[i]);
    }
    csv_append_text(buffer, buffer_string(&joined), tabs);
    buffer->failed = buffer->failed || joined.failed;
    buffer_free(&joined);
}

static void append_cell(Buffer *buffer, const FieldValue *value, bool tabs)
{
    switch (value->type) {
    case FIELD_NULL:
        break;
    case FIELD_TEXT:
        csv_append_text(buffer, value->text, tabs);
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
