/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a chart hands to gnuplot: tables, settings and words.
 *
 * Names and titles may come from anybody's text. They reach gnuplot as cells of tables or as string
 * constants of which every character that means anything to gnuplot is written as a number, so that
 * nothing in them can be code. Templates draw them with "noenhanced".
 */
#ifndef CHARTS_PLOT_H
#define CHARTS_PLOT_H

#include "base/buffer.h"
#include "charts/chart.h"

enum {
    PLOT_TABLES_MOST = 8,
    PLOT_WIDTH = 860,       /* of the charts, in pixels of the SVG */
    PLOT_HEAD = 58,         /* height of title and subtitle */
    PLOT_KEY_ROW = 20,      /* height of a row of the key below them */
    PLOT_FOOT = 60,         /* height of an axis with its title */
    PLOT_LETTER = 8,        /* width of a column of text, in the widest of the usual fonts */
    PLOT_FAMILIES_MOST = 6, /* that have colour and shape of their own */
};

typedef struct PlotTable {
    const char *name; /* static; its file is "<name>.tsv" */
    Buffer text;
    size_t rows;
    bool in_row;
} PlotTable;

/* Zero-initialise before first use; plot_free releases it. */
typedef struct Plot {
    const ChartSource *source;
    const ChartRequest *request;
    unsigned width, height; /* in pixels of the SVG */
    Buffer title, subtitle, description;
    Buffer settings; /* gnuplot's assignments of what the template reads */
    PlotTable tables[PLOT_TABLES_MOST];
    size_t table_count;
    Buffer scratch;
} Plot;

void plot_free(Plot *plot);
bool plot_failed(const Plot *plot); /* memory is exhausted */

/* Settings: variables of the template. `name` is static and a gnuplot identifier. Counts are whole
 * numbers, which gnuplot divides as C does, and which alone can be tested; numbers are reals. */
void plot_set_count(Plot *plot, const char *name, size_t count);
void plot_set_number(Plot *plot, const char *name, double number);
void plot_set_text(Plot *plot, const char *name, ClaimsString text);

/* The label `id` as the variable `name`, with {names} replaced; see labels_append. */
void plot_set_label(Plot *plot, const char *name, const char *id, const LabelValue *values,
                    size_t count);

/* An array of texts: element by element, from 1 on. `texts` holds them one after another, each
 * ended by NUL. */
void plot_set_texts(Plot *plot, const char *name, const Buffer *texts, size_t count);

/* Where the picture is on the chart, in pixels from its edges, and the chart's height. */
void plot_set_frame(Plot *plot, double left, double right, double top, double bottom);

/* A table; `name` and `header`, which tells its columns, are static. Borrowed until plot_free. The
 * template finds its file by its name, and the number of its rows in the variable <name>_rows. */
PlotTable *plot_add_table(Plot *plot, const char *name, const char *header);

/* The next cell of the row; a number that is not finite is "NaN". Texts lose control characters,
 * and are cut to `width` columns. */
void plot_cell_number(PlotTable *table, double number);
void plot_cell_text(PlotTable *table, ClaimsString text, size_t width);
void plot_end_row(PlotTable *table);

/* Words. */
ClaimsString plot_name_of(const Plot *plot, uint32_t number);
void plot_append_metric(const Plot *plot, uint32_t metric, Buffer *text);
void plot_append_family(const Plot *plot, uint32_t family, Buffer *text);
void plot_append_label(const Plot *plot, const char *id, const LabelValue *values, size_t count,
                       Buffer *text);

/* Text as a chart shows it: what can be shown, of at most `width` columns. */
void plot_append_shown(ClaimsString text, size_t width, Buffer *shown);

#endif
