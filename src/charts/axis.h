/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Axes whose ticks people can read. */
#ifndef CHARTS_AXIS_H
#define CHARTS_AXIS_H

#include "charts/plot.h"

enum { AXIS_TICKS_MOST = 32 };

/* How the ticks of an axis of dates are written. */
typedef enum DateNotation { DATE_NONE, DATE_DAY, DATE_MONTH, DATE_YEAR } DateNotation;

typedef struct Axis {
    double low, high;
    bool logarithmic, upright;
    DateNotation dates; /* DATE_NONE: an axis of numbers */
    double ticks[AXIS_TICKS_MOST];
    size_t tick_count;
    double gap; /* pixels between the ticks' texts */
} Axis;

/*
 * An axis of `pixels` that holds all from `low` to `high`, with as many ticks as have room for what
 * is written at them. Logarithmic ones need low > 0; their ticks are 1, 1.5, 2, 3, 5, 7 and their
 * tenfolds, or fewer. Dates are days since 1970-01-01 here, and seconds in gnuplot.
 */
Axis axis_logarithmic(double low, double high, double pixels, bool upright);
Axis axis_linear(double low, double high, double pixels, bool upright);
Axis axis_dates(double first, double last, double pixels);

/* Set what x_axis.gp or y_axis.gp of plots/ read; `name` is "x" or "y". */
void axis_set(const Axis *axis, const char *name, Plot *plot);

/* Where `value` is on the axis, from 0 to 1. */
double axis_place(const Axis *axis, double value);

#endif
