/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON Lines: one object a line, every field in every record, null where there is nothing. */
#include "base/string.h"
#include "output/json_text.h"
#include "output/record_fields.h"
#include "output/writer_formats.h"

static void append_object(Buffer *buffer, const ClaimRecord *record, const ClaimsString *families,
                          size_t count)
{
    RecordValues values;
    record_fields_fill(&values, record, families, count);
    for (int field = 0; field < RECORD_FIELD_COUNT; field++) {
        buffer_append_char(buffer, field == 0 ? '{' : ',');
        buffer_append_string(buffer, record_field_key((RecordField)field));
        record_field_append_json(buffer, &values.fields[field]);
    }
    buffer_append_char(buffer, '}');
}

static void append_record(const Writer *writer, Buffer *buffer, const ClaimRecord *record,
                          const ClaimsString *families, size_t count)
{
    (void)writer;
    append_object(buffer, record, families, count);
    buffer_append_char(buffer, '\n');
}

static void append_text_or_null(Buffer *buffer, ClaimsString text)
{
    if (text.size > 0)
        json_append_string(buffer, text);
    else
        buffer_append_text(buffer, "null");
}

static void append_document(const Writer *writer, Buffer *buffer, const ClaimsPaper *paper,
                            const ClaimsDocument *document, const ClaimsString *families,
                            size_t count)
{
    (void)writer;
    FieldValue identifier = record_field_identifier(paper);
    buffer_append_char(buffer, '{');
    json_append_key(buffer, "source");
    json_append_string(buffer, string_of(paper->source));
    json_append_key(buffer, "paper");
    record_field_append_json(buffer, &identifier);
    json_append_key(buffer, "section");
    json_append_string(buffer, string_of(claims_section_name(document->section)));
    json_append_key(buffer, "start");
    json_append_number(buffer, (double)document->start);
    json_append_key(buffer, "end");
    json_append_number(buffer, (double)document->end);
    json_append_key(buffer, "title");
    append_text_or_null(buffer, paper->title);
    json_append_key(buffer, "date");
    append_text_or_null(buffer, paper->date);
    json_append_key(buffer, "families");
    json_append_strings(buffer, families, count);
    json_append_key(buffer, "document");
    json_append_bool(buffer, true);
    buffer_append_text(buffer, "}\n");
}

const WriterFormat writer_format_jsonl = {
    .name = "jsonl",
    .title = "JSON Lines",
    .endings = "jsonl ndjson",
    .has_documents = true,
    .document = append_document,
    .record = append_record,
};

ClaimsStatus claims_record_to_json(const ClaimRecord *record, const ClaimsString *families,
                                   size_t count, char **json)
{
    Buffer buffer = {0};
    append_object(&buffer, record, families, count);
    if (buffer.failed) {
        buffer_free(&buffer);
        return CLAIMS_ERROR_SYSTEM;
    }
    *json = buffer.data;
    return CLAIMS_OK;
}
