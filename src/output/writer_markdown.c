/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A Markdown table. Texts are data in it: what Markdown or HTML would take for markup is escaped,
 * and line ends, which would end the row, become spaces.
 */
#include <math.h>

#include "base/string.h"
#include "output/markdown_text.h"
#include "output/value_text.h"
#include "output/writer_formats.h"

static void append_cell(Buffer *buffer, ClaimsString text)
{
    buffer_append_text(buffer, " ");
    markdown_append_text(buffer, text);
    buffer_append_text(buffer, " |");
}

static void begin(const Writer *writer, Buffer *buffer)
{
    (void)writer;
    buffer_append_text(buffer, "| Paper | Title | Family | Kind | Metric | Value | Compared with | "
                               "Model | Data set | Hardware | Line |\n"
                               "|---|---|---|---|---|---|---|---|---|---|--:|\n");
}

static void append_value(Buffer *buffer, const ClaimRecord *record)
{
    Buffer value = {0};
    const char *arrow = value_text_arrow(record->direction);
    buffer_append_text(&value, arrow);
    if (arrow[0] != '\0')
        buffer_append_char(&value, ' ');
    value_text_append(&value, record);
    append_cell(buffer, buffer_string(&value));
    buffer->failed = buffer->failed || value.failed;
    buffer_free(&value);
}

static void append_comparison(Buffer *buffer, const ClaimRecord *record)
{
    buffer_append_char(buffer, ' ');
    if (isfinite(record->ref_value))
        value_text_append_number(buffer, record->ref_value);
    if (isfinite(record->ref_value) && record->baseline.size > 0)
        buffer_append_char(buffer, ' ');
    markdown_append_text(buffer, record->baseline);
    buffer_append_text(buffer, " |");
}

static void append_record(const Writer *writer, Buffer *buffer, const ClaimRecord *record,
                          const ClaimsString *families, size_t count)
{
    (void)writer;
    buffer_append_text(buffer, "| ");
    markdown_append_text(buffer, string_of(record->paper->source));
    buffer_append_text(buffer, "#");
    markdown_append_text(buffer, record->paper->id);
    buffer_append_text(buffer, " |");
    append_cell(buffer, record->paper->title);
    append_cell(buffer, count > 0 ? families[0] : (ClaimsString){0});
    append_cell(buffer, string_of(claims_kind_name(record->kind)));
    append_cell(buffer, record->metric);
    append_value(buffer, record);
    append_comparison(buffer, record);
    append_cell(buffer, record->model);
    append_cell(buffer, record->dataset);
    append_cell(buffer, record->hardware);
    buffer_printf(buffer, " %zu |\n", record->line);
}

const WriterFormat writer_format_md = {
    .name = "md",
    .title = "a Markdown table",
    .endings = "md markdown",
    .begin = begin,
    .record = append_record,
};
