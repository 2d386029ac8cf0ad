/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV and TSV: one column a field, named in the first row. */
#include "output/csv_row.h"
#include "output/writer_formats.h"

static void append_header(const Writer *writer, Buffer *buffer, bool tabs)
{
    if (writer->options.mark)
        buffer_append_text(buffer, "\xEF\xBB\xBF");
    for (int field = 0; field < RECORD_FIELD_COUNT; field++) {
        if (field > 0)
            buffer_append_char(buffer, tabs ? '\t' : ',');
        buffer_append_text(buffer, record_field_name((RecordField)field));
    }
    buffer_append_text(buffer, tabs ? "\n" : "\r\n");
}

static void append_row(Buffer *buffer, const ClaimRecord *record, const ClaimsString *families,
                       size_t count, bool tabs)
{
    RecordValues values;
    record_fields_fill(&values, record, families, count);
    csv_append_row(buffer, values.fields, RECORD_FIELD_COUNT, tabs);
}

static void begin_csv(const Writer *writer, Buffer *buffer)
{
    append_header(writer, buffer, false);
}

static void append_csv(const Writer *writer, Buffer *buffer, const ClaimRecord *record,
                       const ClaimsString *families, size_t count)
{
    (void)writer;
    append_row(buffer, record, families, count, false);
}

static void begin_tsv(const Writer *writer, Buffer *buffer)
{
    append_header(writer, buffer, true);
}

static void append_tsv(const Writer *writer, Buffer *buffer, const ClaimRecord *record,
                       const ClaimsString *families, size_t count)
{
    (void)writer;
    append_row(buffer, record, families, count, true);
}

const WriterFormat writer_format_csv = {
    .name = "csv",
    .title = "CSV",
    .endings = "csv",
    .has_mark = true,
    .begin = begin_csv,
    .record = append_csv,
};

const WriterFormat writer_format_tsv = {
    .name = "tsv",
    .title = "TSV",
    .endings = "tsv tab",
    .has_mark = true,
    .begin = begin_tsv,
    .record = append_tsv,
};
