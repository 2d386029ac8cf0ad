/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/quantity_writer.h"

#include "base/string.h"
#include "output/csv_row.h"
#include "output/display.h"
#include "output/json_text.h"
#include "output/markdown_text.h"
#include "output/value_text.h"

typedef enum QuantityField {
#define QUANTITY_FIELD(name, value) QUANTITY_FIELD_##name,
#include "output/quantity_fields.def"
#undef QUANTITY_FIELD
    QUANTITY_FIELD_COUNT
} QuantityField;

static const char *const field_names[] = {
#define QUANTITY_FIELD(name, value) #name,
#include "output/quantity_fields.def"
#undef QUANTITY_FIELD
};

static void fill(FieldValue *fields, const QuantityRecord *record)
{
#define QUANTITY_FIELD(name, value) fields[QUANTITY_FIELD_##name] = value;
#include "output/quantity_fields.def"
#undef QUANTITY_FIELD
}

/* ---- JSON Lines, CSV, TSV ---------------------------------------------------------------- */

static void append_json(Buffer *buffer, const QuantityRecord *record)
{
    FieldValue fields[QUANTITY_FIELD_COUNT];
    fill(fields, record);
    buffer_append_char(buffer, '{');
    for (int field = 0; field < QUANTITY_FIELD_COUNT; field++) {
        json_append_key(buffer, field_names[field]);
        record_field_append_json(buffer, &fields[field]);
    }
    buffer_append_text(buffer, "}\n");
}

static void begin_rows(const Writer *writer, Buffer *buffer, bool tabs)
{
    FieldValue names[QUANTITY_FIELD_COUNT];
    for (int field = 0; field < QUANTITY_FIELD_COUNT; field++)
        names[field] = field_text(string_of(field_names[field]));
    if (writer->options.mark)
        buffer_append_text(buffer, "\xEF\xBB\xBF");
    csv_append_row(buffer, names, QUANTITY_FIELD_COUNT, tabs);
}

static void append_row(Buffer *buffer, const QuantityRecord *record, bool tabs)
{
    FieldValue fields[QUANTITY_FIELD_COUNT];
    fill(fields, record);
    csv_append_row(buffer, fields, QUANTITY_FIELD_COUNT, tabs);
}

/* ---- What people read -------------------------------------------------------------------- */

typedef enum CellId { CELL_PLACE, CELL_VALUE, CELL_OF, CELL_QUOTE, CELL_COUNT } CellId;

/* Widths without the two spaces before a column; the last one takes what the terminal has left. */
static const struct {
    const char *title;
    size_t width;
    DisplayKeep keep;
} columns[CELL_COUNT] = {
    [CELL_PLACE] = {"PLACE", 24, DISPLAY_KEEP_END},
    [CELL_VALUE] = {"VALUE", 22, DISPLAY_KEEP_START},
    [CELL_OF] = {"OF", 20, DISPLAY_KEEP_START},
    [CELL_QUOTE] = {"QUOTE", 12, DISPLAY_KEEP_START},
};

/* Append a record's cells to `buffer`, and where each ends to `ends`. A date has no value to
 * show beside its quote. */
static void append_cells(Buffer *buffer, const QuantityRecord *record, size_t *ends)
{
    buffer_append_text(buffer, record->paper->source);
    buffer_printf(buffer, ":%zu", record->line);
    ends[CELL_PLACE] = buffer->size;
    if (record->form != MEASURE_DATE)
        value_text_append_amount(buffer, record->bound, record->value, record->value_max,
                                 record->unit);
    ends[CELL_VALUE] = buffer->size;
    buffer_append_string(buffer, record->of);
    ends[CELL_OF] = buffer->size;
    buffer_append_string(buffer, record->quote);
    ends[CELL_QUOTE] = buffer->size;
}

static void append_markdown_cell(Buffer *buffer, ClaimsString text)
{
    buffer_append_char(buffer, ' ');
    markdown_append_text(buffer, text);
    buffer_append_text(buffer, " |");
}

static ClaimsString cell_text(const Buffer *cells, const size_t *ends, int cell)
{
    return string_slice(buffer_string(cells), cell > 0 ? ends[cell - 1] : 0, ends[cell]);
}

static void append_column(const Writer *writer, Buffer *buffer, int cell, ClaimsString text)
{
    size_t width = columns[cell].width, used = 0;
    for (int i = 0; i <= cell; i++)
        used += columns[i].width + 2;
    bool last = cell == CELL_COUNT - 1;
    if (last && writer->options.width > used)
        width += writer->options.width - used;
    size_t taken = display_append_fitted(buffer, text, width, columns[cell].keep);
    if (last)
        buffer_append_char(buffer, '\n');
    else
        display_append_spaces(buffer, width - taken + 2);
}

static void begin_table(const Writer *writer, Buffer *buffer)
{
    for (int i = 0; i < CELL_COUNT; i++)
        append_column(writer, buffer, i, string_of(columns[i].title));
}

static void append_readable(const Writer *writer, Buffer *buffer, const QuantityRecord *record,
                            bool markdown)
{
    Buffer cells = {0};
    size_t ends[CELL_COUNT];
    append_cells(&cells, record, ends);
    if (markdown)
        buffer_append_char(buffer, '|');
    for (int i = 0; i < CELL_COUNT && !cells.failed; i++) {
        if (markdown)
            append_markdown_cell(buffer, cell_text(&cells, ends, i));
        else
            append_column(writer, buffer, i, cell_text(&cells, ends, i));
    }
    if (markdown)
        buffer_append_char(buffer, '\n');
    buffer->failed = buffer->failed || cells.failed;
    buffer_free(&cells);
}

/* ---- Formats ----------------------------------------------------------------------------- */

static WriterFormatId format_of(const Writer *writer)
{
    int id = 0;
    while (id < WRITER_FORMAT_COUNT - 1 && writer_format((WriterFormatId)id) != writer->format)
        id++;
    return (WriterFormatId)id;
}

void quantity_writer_begin(const Writer *writer, Buffer *buffer)
{
    switch (format_of(writer)) {
    case WRITER_FORMAT_table:
        begin_table(writer, buffer);
        break;
    case WRITER_FORMAT_csv:
        begin_rows(writer, buffer, false);
        break;
    case WRITER_FORMAT_tsv:
        begin_rows(writer, buffer, true);
        break;
    case WRITER_FORMAT_md:
        buffer_append_text(buffer, "| Place | Value | Of | Quote |\n|---|---|---|---|\n");
        break;
    case WRITER_FORMAT_jsonl:
    case WRITER_FORMAT_COUNT:
        break;
    }
}

void quantity_writer_append(const Writer *writer, Buffer *buffer, const QuantityRecord *record)
{
    switch (format_of(writer)) {
    case WRITER_FORMAT_table:
        append_readable(writer, buffer, record, false);
        break;
    case WRITER_FORMAT_csv:
        append_row(buffer, record, false);
        break;
    case WRITER_FORMAT_tsv:
        append_row(buffer, record, true);
        break;
    case WRITER_FORMAT_md:
        append_readable(writer, buffer, record, true);
        break;
    case WRITER_FORMAT_jsonl:
    case WRITER_FORMAT_COUNT:
        append_json(buffer, record);
        break;
    }
}
