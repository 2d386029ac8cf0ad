/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The families that get a colour and a shape of their own; all others share one. */
#ifndef CHARTS_PALETTE_H
#define CHARTS_PALETTE_H

#include "charts/legend.h"

typedef struct Palette {
    uint32_t families[PLOT_FAMILIES_MOST];
    size_t count;
    bool has_rest; /* some paper is of none of them */
} Palette;

/* Choose those that are most often the first family of `papers` (of `count`, each as often as it
 * is drawn). False when memory is exhausted. */
bool palette_make(const Plot *plot, const uint32_t *papers, size_t count, Palette *palette);

/* The number, from 1 on, of the paper's colour and shape; PLOT_FAMILIES_MOST + 1 is the rest's. */
size_t palette_number(const Palette *palette, const Plot *plot, uint32_t paper);

/* Name the families in the legend. */
void palette_add_legend(const Palette *palette, const Plot *plot, Legend *legend);

#endif
