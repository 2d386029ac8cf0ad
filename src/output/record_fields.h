/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record as a row of named values: what JSON Lines, CSV and TSV have in common. */
#ifndef OUTPUT_RECORD_FIELDS_H
#define OUTPUT_RECORD_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "claims/claims.h"

typedef enum RecordField {
#define RECORD_FIELD(name, value) RECORD_FIELD_##name,
#include "output/record_fields.def"
#undef RECORD_FIELD
    RECORD_FIELD_COUNT
} RecordField;

typedef enum FieldType {
    FIELD_NULL,
    FIELD_TEXT,    /* text */
    FIELD_DIGITS,  /* text: a whole number, written out */
    FIELD_NUMBER,  /* number, finite */
    FIELD_BOOL,    /* boolean */
    FIELD_STRINGS, /* strings, count */
} FieldType;

typedef struct FieldValue {
    FieldType type;
    bool boolean;
    ClaimsString text;
    double number;
    const ClaimsString *strings;
    size_t count;
} FieldValue;

/* All fields of one record. The texts are borrowed from the record and from this struct, so it
 * must not be copied. */
typedef struct RecordValues {
    FieldValue fields[RECORD_FIELD_COUNT];
    char id[17];
} RecordValues;

/* The field's name; static. */
const char *record_field_name(RecordField field);

/* The field's name as the key of a JSON object's member, quoted, with the colon; static. */
ClaimsString record_field_key(RecordField field);

/* The field called `name`; RECORD_FIELD_COUNT when there is none. */
RecordField record_field_find(const char *name);

/* Values of single fields; an absent text or a number that is not finite is FIELD_NULL. */
FieldValue field_text(ClaimsString string);
FieldValue field_optional(ClaimsString string);
FieldValue field_number(double value);

/* A paper's identifier: FIELD_DIGITS when it is a number that JSON can hold, else FIELD_TEXT. */
FieldValue record_field_identifier(const ClaimsPaper *paper);

/* Fill `values` from `record` and the `count` families of its paper. */
void record_fields_fill(RecordValues *values, const ClaimRecord *record,
                        const ClaimsString *families, size_t count);

/* Append the value as JSON. */
void record_field_append_json(Buffer *buffer, const FieldValue *value);

#endif
