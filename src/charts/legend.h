/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key of a chart: marks with their words, in rows below the subtitle. */
#ifndef CHARTS_LEGEND_H
#define CHARTS_LEGEND_H

#include "charts/plot.h"

enum { LEGEND_MOST = 16 };

/* Zero-initialise before first use; legend_set releases it. */
typedef struct Legend {
    Buffer texts; /* each ended by NUL */
    double x[LEGEND_MOST], y[LEGEND_MOST];
    size_t marks[LEGEND_MOST];
    size_t count;
    double next_x, next_y; /* where the next entry goes, from the legend's upper left corner */
} Legend;

/* Add an entry; `mark` is the template's number for how it is drawn. */
void legend_add(Legend *legend, size_t mark, ClaimsString text);
void legend_add_label(Legend *legend, const Plot *plot, size_t mark, const char *id);

/* The height that it takes. */
double legend_height(const Legend *legend);

/* Set what legend.gp of plots/ reads, and release the legend. */
void legend_set(Legend *legend, Plot *plot);

#endif
