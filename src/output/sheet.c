/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/string.h"
#include "output/csv_text.h"
#include "output/display.h"
#include "output/json_text.h"
#include "output/markdown_text.h"

const char *const sheet_format_names[] = {"table", "csv", "jsonl", "md", NULL};

bool sheet_format_is_readable(SheetFormat format)
{
    return format == SHEET_FORMAT_TABLE || format == SHEET_FORMAT_MD;
}

/* ---- Filling ----------------------------------------------------------------------------- */

static void add(Sheet *sheet, SheetCell cell)
{
    if (array_reserve(&sheet->cells, &sheet->capacity, sheet->cell_count, sizeof cell, 256))
        sheet->cells[sheet->cell_count++] = cell;
    else
        sheet->failed = true;
}

void sheet_add_text(Sheet *sheet, ClaimsString text)
{
    SheetCell cell = {.type = SHEET_EMPTY};
    if (text.size > 0) {
        cell = (SheetCell){.type = SHEET_TEXT, .text = arena_copy(&sheet->arena, text)};
        sheet->failed = sheet->failed || cell.text.data == NULL;
    }
    add(sheet, cell);
}

void sheet_add_number(Sheet *sheet, double number)
{
    add(sheet, isfinite(number) ? (SheetCell){.type = SHEET_NUMBER, .number = number}
                                : (SheetCell){.type = SHEET_EMPTY});
}

void sheet_add_count(Sheet *sheet, size_t count)
{
    sheet_add_number(sheet, (double)count);
}

void sheet_add_bool(Sheet *sheet, bool value)
{
    add(sheet, (SheetCell){.type = SHEET_BOOL, .number = value});
}

void sheet_add_numbers(Sheet *sheet, const double *numbers, size_t count)
{
    double *copy = count > 0 ? arena_array(&sheet->arena, count, sizeof *copy) : NULL;
    sheet->failed = sheet->failed || (count > 0 && copy == NULL);
    if (copy != NULL)
        memcpy(copy, numbers, count * sizeof *copy);
    add(sheet, (SheetCell){.type = SHEET_NUMBERS, .numbers = copy, .count = copy ? count : 0});
}

void sheet_take_text(Sheet *sheet, Buffer *text)
{
    sheet->failed = sheet->failed || text->failed;
    sheet_add_text(sheet, text->failed ? (ClaimsString){0} : buffer_string(text));
    buffer_clear(text);
}

void sheet_add_blanks(Sheet *sheet, size_t count)
{
    while (count-- > 0)
        sheet_add_text(sheet, (ClaimsString){0});
}

void sheet_free(Sheet *sheet)
{
    arena_free(&sheet->arena);
    free(sheet->cells);
    *sheet = (Sheet){0};
}

/* ---- Cells ------------------------------------------------------------------------------- */

void sheet_append_rounded(Buffer *buffer, double number)
{
    char notation[40];
    snprintf(notation, sizeof notation, "%.2e", number);
    char *mark = strchr(notation, 'e');
    if (mark == NULL)
        return; /* not finite */
    long exponent = strtol(mark + 1, NULL, 10);
    if (exponent >= 6 || exponent < -4) {
        *mark = '\0';
        buffer_append_number(buffer, strtod(notation, NULL));
        buffer_printf(buffer, "e%ld", exponent);
        return;
    }
    snprintf(notation, sizeof notation, "%.*f", exponent < 2 ? (int)(2 - exponent) : 0, number);
    buffer_append_number(buffer, strtod(notation, NULL));
}

void sheet_append_plain(Buffer *buffer, const SheetCell *cell)
{
    switch (cell->type) {
    case SHEET_EMPTY:
        break;
    case SHEET_TEXT:
        buffer_append_string(buffer, cell->text);
        break;
    case SHEET_NUMBER:
        buffer_append_number(buffer, cell->number);
        break;
    case SHEET_BOOL:
        buffer_append_text(buffer, cell->number != 0 ? "true" : "false");
        break;
    case SHEET_NUMBERS:
        for (size_t i = 0; i < cell->count; i++) {
            if (i > 0)
                buffer_append_text(buffer, "; ");
            buffer_append_number(buffer, cell->numbers[i]);
        }
        break;
    }
}

static void append_json(Buffer *buffer, const SheetCell *cell)
{
    switch (cell->type) {
    case SHEET_EMPTY:
        buffer_append_text(buffer, "null");
        break;
    case SHEET_TEXT:
        json_append_string(buffer, cell->text);
        break;
    case SHEET_NUMBER:
        json_append_number(buffer, cell->number);
        break;
    case SHEET_BOOL:
        json_append_bool(buffer, cell->number != 0);
        break;
    case SHEET_NUMBERS:
        buffer_append_char(buffer, '[');
        for (size_t i = 0; i < cell->count; i++) {
            if (i > 0)
                buffer_append_char(buffer, ',');
            json_append_number(buffer, cell->numbers[i]);
        }
        buffer_append_char(buffer, ']');
        break;
    }
}

/* ---- Formats ----------------------------------------------------------------------------- */

static size_t row_count(const Sheet *sheet)
{
    return sheet->column_count > 0 ? sheet->cell_count / sheet->column_count : 0;
}

static const SheetCell *cell_at(const Sheet *sheet, size_t row, size_t column)
{
    return &sheet->cells[row * sheet->column_count + column];
}

static void render_csv_rows(const Sheet *sheet, Buffer *buffer)
{
    Buffer text = {0};
    for (size_t row = 0; row < row_count(sheet); row++) {
        for (size_t i = 0; i < sheet->column_count; i++) {
            const SheetCell *cell = cell_at(sheet, row, i);
            if (i > 0)
                buffer_append_char(buffer, ',');
            buffer_clear(&text);
            sheet_append_plain(&text, cell);
            if (cell->type == SHEET_TEXT)
                csv_append_text(buffer, buffer_string(&text), false);
            else
                buffer_append_string(buffer, buffer_string(&text));
        }
        buffer_append_text(buffer, "\r\n");
    }
    buffer->failed = buffer->failed || text.failed;
    buffer_free(&text);
}

static void render_jsonl(const Sheet *sheet, Buffer *buffer)
{
    for (size_t row = 0; row < row_count(sheet); row++) {
        buffer_append_char(buffer, '{');
        for (size_t i = 0; i < sheet->column_count; i++) {
            json_append_key(buffer, sheet->columns[i].name);
            append_json(buffer, cell_at(sheet, row, i));
        }
        buffer_append_text(buffer, "}\n");
    }
}

static void render_markdown(const Sheet *sheet, Buffer *buffer)
{
    Buffer text = {0};
    for (size_t i = 0; i < sheet->column_count; i++) {
        buffer_append_text(buffer, "| ");
        markdown_append_text(buffer, string_of(sheet->columns[i].name));
        buffer_append_char(buffer, ' ');
    }
    buffer_append_text(buffer, "|\n");
    for (size_t i = 0; i < sheet->column_count; i++)
        buffer_append_text(buffer, sheet->columns[i].right ? "|--:" : "|---");
    buffer_append_text(buffer, "|\n");
    for (size_t row = 0; row < row_count(sheet); row++) {
        for (size_t i = 0; i < sheet->column_count; i++) {
            buffer_clear(&text);
            sheet_append_plain(&text, cell_at(sheet, row, i));
            buffer_append_text(buffer, "| ");
            markdown_append_text(buffer, buffer_string(&text));
            buffer_append_char(buffer, ' ');
        }
        buffer_append_text(buffer, "|\n");
    }
    buffer->failed = buffer->failed || text.failed;
    buffer_free(&text);
}

/* The width of each column; 0 for one that is empty throughout. */
static void measure_columns(const Sheet *sheet, size_t *widths)
{
    Buffer text = {0};
    for (size_t i = 0; i < sheet->column_count; i++) {
        size_t most = sheet->columns[i].most;
        widths[i] = 0;
        for (size_t row = 0; row < row_count(sheet); row++) {
            buffer_clear(&text);
            sheet_append_plain(&text, cell_at(sheet, row, i));
            size_t width = display_width(buffer_string(&text));
            widths[i] = width > widths[i] ? width : widths[i];
        }
        size_t title = display_width(string_of(sheet->columns[i].name));
        if (widths[i] > 0 && widths[i] < title)
            widths[i] = title;
        if (most > 0 && widths[i] > most)
            widths[i] = most;
    }
    buffer_free(&text);
}

static void append_table_cell(Buffer *line, ClaimsString text, const SheetColumn *column,
                              size_t width)
{
    size_t full = display_width(text);
    size_t padding = full < width ? width - full : 0;
    if (line->size > 0)
        buffer_append_text(line, "  ");
    if (column->right)
        display_append_spaces(line, padding);
    display_append_fitted(line, text, width, DISPLAY_KEEP_START);
    if (!column->right)
        display_append_spaces(line, padding);
}

static void finish_line(Buffer *buffer, Buffer *line, const char *style)
{
    while (line->size > 0 && line->data[line->size - 1] == ' ')
        line->size--;
    if (style != NULL)
        buffer_append_text(buffer, style);
    buffer_append_string(buffer, buffer_string(line));
    buffer_append_text(buffer, style != NULL ? "\033[0m\n" : "\n");
    buffer->failed = buffer->failed || line->failed;
    buffer_clear(line);
}

static void render_table(const Sheet *sheet, bool color, Buffer *buffer)
{
    size_t *widths = calloc(sheet->column_count + 1, sizeof *widths);
    Buffer line = {0}, text = {0};
    if (widths == NULL) {
        buffer->failed = true;
        return;
    }
    measure_columns(sheet, widths);
    for (size_t i = 0; i < sheet->column_count; i++)
        if (widths[i] > 0)
            append_table_cell(&line, string_of(sheet->columns[i].name), &sheet->columns[i],
                              widths[i]);
    if (row_count(sheet) > 0)
        finish_line(buffer, &line, color ? "\033[1m" : NULL);
    for (size_t row = 0; row < row_count(sheet); row++) {
        for (size_t i = 0; i < sheet->column_count; i++) {
            if (widths[i] == 0)
                continue;
            buffer_clear(&text);
            sheet_append_plain(&text, cell_at(sheet, row, i));
            append_table_cell(&line, buffer_string(&text), &sheet->columns[i], widths[i]);
        }
        finish_line(buffer, &line, NULL);
    }
    buffer_free(&line);
    buffer_free(&text);
    free(widths);
}

void sheet_render_header(const Sheet *sheet, SheetFormat format, Buffer *buffer)
{
    if (format != SHEET_FORMAT_CSV)
        return;
    for (size_t i = 0; i < sheet->column_count; i++)
        buffer_printf(buffer, "%s%s", i > 0 ? "," : "", sheet->columns[i].name);
    buffer_append_text(buffer, "\r\n");
}

void sheet_flush(Sheet *sheet, SheetFormat format, Buffer *buffer)
{
    buffer->failed = buffer->failed || sheet->failed;
    if (format == SHEET_FORMAT_CSV)
        render_csv_rows(sheet, buffer);
    else
        render_jsonl(sheet, buffer);
    arena_reset(&sheet->arena);
    sheet->cell_count = 0;
}

void sheet_render(const Sheet *sheet, SheetFormat format, bool color, Buffer *buffer)
{
    buffer->failed = buffer->failed || sheet->failed;
    switch (format) {
    case SHEET_FORMAT_TABLE:
        render_table(sheet, color, buffer);
        break;
    case SHEET_FORMAT_CSV:
        sheet_render_header(sheet, format, buffer);
        render_csv_rows(sheet, buffer);
        break;
    case SHEET_FORMAT_JSONL:
        render_jsonl(sheet, buffer);
        break;
    case SHEET_FORMAT_MD:
        render_markdown(sheet, buffer);
        break;
    }
}
