/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Axes whose ticks people can read. */
#ifndef CHARTS_AXIS_H
#define CHARTS_AXIS_H

#include "charts/plot.h"

enum { AXIS_TICKS_MOST = 32 };

typedef struct Axis {
    double low, high;
    bool logarithmic;
    double ticks[AXIS_TICKS_MOST];
    size_t tick_count;
} Axis;

/*
 * An axis of `pixels` that holds all from `low` to `high`, with as many ticks as have room for
 * their numbers. Logarithmic ones need low > 0; their ticks are 1, 1.5, 2, 3, 5, 7 and their
 * tenfolds, or fewer.
 */
Axis axis_logarithmic(double low, double high, double pixels);
Axis axis_linear(double low, double high, double pixels);

/* Set <name>_low, <name>_high and, as a gnuplot array, <name>_ticks; `name` is static. */
void axis_set(const Axis *axis, const char *name, Plot *plot);

/* Where `value` is on the axis, from 0 to 1. */
double axis_place(const Axis *axis, double value);

#endif
