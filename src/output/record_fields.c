/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/record_fields.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/string.h"
#include "output/json_text.h"

const char *record_field_name(RecordField field)
{
    static const char *const names[] = {
#define RECORD_FIELD(name, value) #name,
#include "output/record_fields.def"
#undef RECORD_FIELD
    };
    return names[field];
}

ClaimsString record_field_key(RecordField field)
{
    static const ClaimsString keys[] = {
#define RECORD_FIELD(name, value) {"\"" #name "\":", sizeof "\"" #name "\":" - 1},
#include "output/record_fields.def"
#undef RECORD_FIELD
    };
    return keys[field];
}

RecordField record_field_find(const char *name)
{
    int field = 0;
    while (field < RECORD_FIELD_COUNT && strcmp(record_field_name((RecordField)field), name) != 0)
        field++;
    return (RecordField)field;
}

FieldValue field_text(ClaimsString string)
{
    return (FieldValue){.type = FIELD_TEXT, .text = string};
}

FieldValue field_optional(ClaimsString string)
{
    return string.size > 0 ? field_text(string) : (FieldValue){.type = FIELD_NULL};
}

FieldValue field_number(double value)
{
    if (!isfinite(value))
        return (FieldValue){.type = FIELD_NULL};
    return (FieldValue){.type = FIELD_NUMBER, .number = value};
}

static FieldValue boolean(bool value)
{
    return (FieldValue){.type = FIELD_BOOL, .boolean = value};
}

static FieldValue strings(const ClaimsString *items, size_t count)
{
    return (FieldValue){.type = FIELD_STRINGS, .strings = items, .count = count};
}

static FieldValue hexadecimal(RecordValues *values, uint64_t id)
{
    snprintf(values->id, sizeof values->id, "%016" PRIx64, id);
    return field_text((ClaimsString){values->id, 16});
}

FieldValue record_field_identifier(const ClaimsPaper *paper)
{
    ClaimsString id = paper->id;
    bool is_number = paper->id_is_number && id.size > 0 && (id.size == 1 || id.data[0] != '0');
    for (size_t i = 0; is_number && i < id.size; i++)
        is_number = byte_is_digit((unsigned char)id.data[i]);
    return (FieldValue){.type = is_number ? FIELD_DIGITS : FIELD_TEXT, .text = id};
}

static FieldValue identifier(const ClaimsPaper *paper)
{
    return record_field_identifier(paper);
}

static double rounded_to_decimals(double value, int decimals)
{
    double scale = pow(10, decimals);
    return round(value * scale) / scale;
}

/* By way of the decimal notation, which rounds once; scaling by a power of ten rounds twice. */
static double rounded_to_digits(double value, int digits)
{
    if (!isfinite(value))
        return value;
    char notation[40];
    snprintf(notation, sizeof notation, "%.*e", digits - 1, value);
    return strtod(notation, NULL);
}

void record_fields_fill(RecordValues *values, const ClaimRecord *record,
                        const ClaimsString *families, size_t count)
{
#define RECORD_FIELD(name, value) values->fields[RECORD_FIELD_##name] = value;
#include "output/record_fields.def"
#undef RECORD_FIELD
}

void record_field_append_json(Buffer *buffer, const FieldValue *value)
{
    switch (value->type) {
    case FIELD_NULL:
        buffer_append_text(buffer, "null");
        break;
    case FIELD_TEXT:
        json_append_string(buffer, value->text);
        break;
    case FIELD_DIGITS:
        buffer_append_string(buffer, value->text);
        break;
    case FIELD_NUMBER:
        json_append_number(buffer, value->number);
        break;
    case FIELD_BOOL:
        json_append_bool(buffer, value->boolean);
        break;
    case FIELD_STRINGS:
        json_append_strings(buffer, value->strings, value->count);
        break;
    }
}
