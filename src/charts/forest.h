/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of medians with their intervals. */
#ifndef CHARTS_FOREST_H
#define CHARTS_FOREST_H

#include "charts/axis.h"
#include "stats/summary.h"

enum {
    FOREST_NAME_COLUMNS = 34,
    FOREST_ROW = 26,      /* height of a row in pixels */
    FOREST_FIGURES = 184, /* width of the medians in figures */
    FOREST_FIGURE_COLUMNS = 40,
};

/* Are median and interval told? With few papers they are not. */
bool forest_is_told(const SummaryRow *row);

/* Where the median stands; one that lies beyond all values, at the last of these. NAN: nowhere. */
double forest_median(const SummaryRow *row);

/* Append "2.94× [1.5, 4.2]". */
void forest_append_figures(const Plot *plot, const SummaryRow *row, Buffer *text);

/* Append "pruning (12)": the family and its papers. */
void forest_append_name(const Plot *plot, const SummaryRow *row, Buffer *text);

/* Add the cells name, median, low, high, figures. What is not told is NaN; an end of an interval
 * that is not known is that of the axis. */
void forest_add_cells(const Plot *plot, const SummaryRow *row, const Axis *axis, PlotTable *table);

/* The pixels that the names of `rows` (of `count`) need. */
double forest_name_width(const Plot *plot, const SummaryRow *const *rows, size_t count);

#endif
