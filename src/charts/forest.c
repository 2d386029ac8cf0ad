/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/forest.h"

#include <math.h>

#include "output/display.h"
#include "output/scale_text.h"

bool forest_is_told(const SummaryRow *row)
{
    return row->centre_papers > SUMMARY_LISTED;
}

double forest_median(const SummaryRow *row)
{
    if (row->beyond != 0)
        return row->beyond > 0 ? row->maximum : row->minimum;
    return row->median;
}

void forest_append_figures(const Plot *plot, const SummaryRow *row, Buffer *text)
{
    if (!forest_is_told(row))
        return;
    scale_text_append_centre(text, &plot->source->records->names, row);
    buffer_append_char(text, ' ');
    scale_text_append_interval(text, row->interval);
}

void forest_append_name(const Plot *plot, const SummaryRow *row, Buffer *text)
{
    Buffer family = {0};
    plot_append_family(plot, row->group->key, &family);
    plot_append_shown(buffer_string(&family), FOREST_NAME_COLUMNS, text);
    buffer_printf(text, " (%zu)", row->papers);
    text->failed = text->failed || family.failed;
    buffer_free(&family);
}

static double or_else(double value, double otherwise)
{
    return isfinite(value) ? value : otherwise;
}

void forest_add_cells(const Plot *plot, const SummaryRow *row, const Axis *axis, PlotTable *table)
{
    bool told = forest_is_told(row);
    bool bounded = told && (isfinite(row->interval.low) || isfinite(row->interval.high));
    Buffer text = {0};
    forest_append_name(plot, row, &text);
    plot_cell_text(table, buffer_string(&text), FOREST_NAME_COLUMNS + 12);
    plot_cell_number(table, told ? forest_median(row) : NAN);
    plot_cell_number(table, bounded ? or_else(row->interval.low, axis->low) : NAN);
    plot_cell_number(table, bounded ? or_else(row->interval.high, axis->high) : NAN);
    table->text.failed = table->text.failed || text.failed;
    buffer_clear(&text);
    forest_append_figures(plot, row, &text);
    plot_cell_text(table, buffer_string(&text), FOREST_FIGURE_COLUMNS);
    table->text.failed = table->text.failed || text.failed;
    buffer_free(&text);
}

double forest_name_width(const Plot *plot, const SummaryRow *const *rows, size_t count)
{
    size_t columns = 0;
    for (size_t i = 0; i < count; i++) {
        Buffer name = {0};
        forest_append_name(plot, rows[i], &name);
        size_t width = name.failed ? 0 : display_width(buffer_string(&name));
        columns = width > columns ? width : columns;
        buffer_free(&name);
    }
    return (double)columns * PLOT_LETTER + 28;
}
