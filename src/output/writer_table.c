/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table for the terminal. Records stream through it, so the columns' widths follow from the
 * terminal's width alone: first the columns that fit, then the room that is left is handed out.
 */
#include <math.h>

#include "base/string.h"
#include "output/display.h"
#include "output/value_text.h"
#include "output/writer_formats.h"

typedef enum ColumnId {
    COLUMN_PAPER,
    COLUMN_FAMILY,
    COLUMN_KIND,
    COLUMN_METRIC,
    COLUMN_ARROW,
    COLUMN_VALUE,
    COLUMN_CONTEXT,
    COLUMN_LINE,
    COLUMN_COUNT,
} ColumnId;

enum { TABLE_WIDTH_LEAST = 42, TABLE_WIDTH_MOST = 1000 };

typedef struct Column {
    const char *title;
    size_t gap;        /* spaces before it */
    size_t least;      /* width without its gap */
    size_t from_width; /* shown in terminals at least this wide */
    DisplayKeep keep;
} Column;

/* A column's `from_width` leaves room for all that are shown in such a terminal.
 * A paper's end is kept because reports differ in their date and number, not in how they begin. */
static const Column columns[COLUMN_COUNT] = {
    [COLUMN_PAPER] = {"PAPER", 0, 13, 0, DISPLAY_KEEP_END},
    [COLUMN_FAMILY] = {"FAMILY", 2, 12, 90, DISPLAY_KEEP_START},
    [COLUMN_KIND] = {"KIND", 2, 7, 76, DISPLAY_KEEP_START},
    [COLUMN_METRIC] = {"METRIC", 2, 10, 0, DISPLAY_KEEP_START},
    [COLUMN_ARROW] = {"", 2, 1, 0, DISPLAY_KEEP_START},
    [COLUMN_VALUE] = {"VALUE", 1, 13, 0, DISPLAY_KEEP_START},
    [COLUMN_CONTEXT] = {"BASELINE · MEASURED ON", 2, 14, 66, DISPLAY_KEEP_START},
    [COLUMN_LINE] = {"LINE", 2, 5, 50, DISPLAY_KEEP_END},
};

/* Where the room that is left goes: each column in turn grows to that width. */
static const struct {
    ColumnId column;
    size_t width;
} growth[] = {
    {COLUMN_CONTEXT, 28}, {COLUMN_VALUE, 17},  {COLUMN_PAPER, 20},
    {COLUMN_FAMILY, 22},  {COLUMN_METRIC, 14}, {COLUMN_CONTEXT, TABLE_WIDTH_MOST},
};

static const char style_bold[] = "\033[1m";
static const char style_dim[] = "\033[2m";
static const char style_cyan[] = "\033[36m";
static const char style_green[] = "\033[32m";
static const char style_red[] = "\033[31m";
static const char style_end[] = "\033[0m";

typedef struct Layout {
    size_t widths[COLUMN_COUNT]; /* 0 for a column that is not shown */
} Layout;

static Layout layout_of(const Writer *writer)
{
    size_t width = writer->options.width;
    if (width < TABLE_WIDTH_LEAST)
        width = TABLE_WIDTH_LEAST;
    if (width > TABLE_WIDTH_MOST)
        width = TABLE_WIDTH_MOST;
    Layout layout = {{0}};
    size_t used = 0;
    for (int i = 0; i < COLUMN_COUNT; i++) {
        if (width < columns[i].from_width)
            continue;
        layout.widths[i] = columns[i].least;
        used += columns[i].gap + columns[i].least;
    }
    for (size_t i = 0; i < sizeof growth / sizeof *growth; i++) {
        size_t *grown = &layout.widths[growth[i].column];
        if (*grown == 0 || *grown >= growth[i].width)
            continue;
        size_t wanted = growth[i].width - *grown, room = width - used;
        size_t given = wanted < room ? wanted : room;
        *grown += given;
        used += given;
    }
    return layout;
}

static bool is_last(const Layout *layout, int column)
{
    for (int i = column + 1; i < COLUMN_COUNT; i++)
        if (layout->widths[i] > 0)
            return false;
    return true;
}

static void append_cell(const Writer *writer, Buffer *buffer, const Layout *layout, int column,
                        ClaimsString text, const char *style)
{
    size_t width = layout->widths[column];
    if (width == 0)
        return;
    bool styled = writer->options.color && style != NULL && text.size > 0;
    bool right = column == COLUMN_LINE;
    size_t full = display_width(text);
    size_t padding = full < width ? width - full : 0;
    display_append_spaces(buffer, columns[column].gap + (right ? padding : 0));
    if (styled)
        buffer_append_text(buffer, style);
    size_t used = display_append_fitted(buffer, text, width, columns[column].keep);
    if (styled)
        buffer_append_text(buffer, style_end);
    if (is_last(layout, column))
        buffer_append_char(buffer, '\n');
    else if (!right)
        display_append_spaces(buffer, width - used);
}

static void begin(const Writer *writer, Buffer *buffer)
{
    Layout layout = layout_of(writer);
    for (int i = 0; i < COLUMN_COUNT; i++)
        append_cell(writer, buffer, &layout, i, string_of(columns[i].title), style_bold);
}

/* The source without its ending and the paper's number in it; a paper that has a name of its own,
 * such as a listing's, needs no source. */
static void append_paper(Buffer *buffer, const ClaimsPaper *paper)
{
    if (!paper->id_is_number && paper->id.size > 0) {
        buffer_append_string(buffer, paper->id);
        return;
    }
    ClaimsString source = string_of(paper->source);
    size_t size = source.size;
    while (size > 1 && source.data[size - 1] != '.')
        size--;
    buffer_append(buffer, source.data, size > 1 ? size - 1 : source.size);
    buffer_append_char(buffer, '#');
    buffer_append_string(buffer, paper->id);
}

static void append_context(Buffer *buffer, const ClaimRecord *record)
{
    size_t before = buffer->size;
    if (record->baseline.size > 0 || isfinite(record->ref_value))
        buffer_append_text(buffer, "vs");
    if (isfinite(record->ref_value)) {
        buffer_append_char(buffer, ' ');
        value_text_append_number(buffer, record->ref_value);
    }
    if (record->baseline.size > 0) {
        buffer_append_char(buffer, ' ');
        buffer_append_string(buffer, record->baseline);
    }
    const ClaimsString measured_on[] = {record->model, record->dataset, record->hardware};
    for (size_t i = 0; i < sizeof measured_on / sizeof *measured_on; i++) {
        if (measured_on[i].size == 0)
            continue;
        if (buffer->size > before)
            buffer_append_text(buffer, " · ");
        buffer_append_string(buffer, measured_on[i]);
    }
}

/* Green for better, red for worse, where the record knows. */
static const char *value_style(const ClaimRecord *record)
{
    if (record->background || record->kind == CLAIM_KIND_SETTING)
        return style_dim;
    if (record->factor > 1)
        return style_green;
    if (record->factor < 1)
        return style_red;
    return NULL;
}

static const char *kind_style(const ClaimRecord *record)
{
    if (record->background || record->kind == CLAIM_KIND_SETTING)
        return style_dim;
    return record->kind == CLAIM_KIND_LEVEL ? NULL : style_cyan;
}

static void append_record(const Writer *writer, Buffer *buffer, const ClaimRecord *record,
                          const ClaimsString *families, size_t count)
{
    Layout layout = layout_of(writer);
    Buffer cells = {0};
    size_t ends[COLUMN_COUNT];
    append_paper(&cells, record->paper);
    ends[COLUMN_PAPER] = cells.size;
    buffer_append_string(&cells, count > 0 ? families[0] : (ClaimsString){0});
    ends[COLUMN_FAMILY] = cells.size;
    buffer_append_text(&cells, claims_kind_name(record->kind));
    ends[COLUMN_KIND] = cells.size;
    buffer_append_string(&cells, record->metric);
    ends[COLUMN_METRIC] = cells.size;
    buffer_append_text(&cells, value_text_arrow(record->direction));
    ends[COLUMN_ARROW] = cells.size;
    value_text_append(&cells, record);
    ends[COLUMN_VALUE] = cells.size;
    append_context(&cells, record);
    ends[COLUMN_CONTEXT] = cells.size;
    buffer_printf(&cells, "%zu", record->line);
    ends[COLUMN_LINE] = cells.size;

    const char *styles[COLUMN_COUNT] = {
        [COLUMN_PAPER] = style_dim,
        [COLUMN_KIND] = kind_style(record),
        [COLUMN_ARROW] = value_style(record),
        [COLUMN_VALUE] = value_style(record),
        [COLUMN_LINE] = style_dim,
    };
    for (int i = 0; i < COLUMN_COUNT && !cells.failed; i++) {
        size_t start = i > 0 ? ends[i - 1] : 0;
        append_cell(writer, buffer, &layout, i, string_slice(buffer_string(&cells), start, ends[i]),
                    styles[i]);
    }
    buffer->failed = buffer->failed || cells.failed;
    buffer_free(&cells);
}

const WriterFormat writer_format_table = {
    .name = "table",
    .title = "a table for the terminal",
    .endings = "txt",
    .begin = begin,
    .record = append_record,
};
