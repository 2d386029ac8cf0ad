/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Axes whose ticks people can read. */
#ifndef CHARTS_AXIS_H
#define CHARTS_AXIS_H

#include "charts/plot.h"

enum { AXIS_TICKS_MOST = 32 };

/* How the ticks of an axis of dates are written. */
typedef enum DateNotation { DATE_NONE, DATE_DAY, DATE_MONTH, DATE_YEAR } DateNotation;

typedef enum AxisKind {
    AXIS_LINEAR,
    AXIS_LOGARITHMIC,
    AXIS_SIGNED, /* logarithmic on both sides of 0, and linear about it: asinh */
} AxisKind;

typedef struct Axis {
    AxisKind kind;
    double low, high;
    bool upright;
    DateNotation dates; /* DATE_NONE: an axis of numbers */
    double ticks[AXIS_TICKS_MOST];
    size_t tick_count;
    double gap; /* pixels between the ticks' texts */
} Axis;

/* The values that an axis is to hold; axis_range_begin, then axis_range_add for each. */
typedef struct AxisRange {
    bool factors;
    double low, high, log_sum;
    size_t count;
} AxisRange;

/* Factors or changes; both hold what stands for no change. */
void axis_range_begin(AxisRange *range, bool factors);
void axis_range_add(AxisRange *range, double value); /* unless it is not finite */

/*
 * An axis of `pixels` that holds the range, with as many ticks as have room for what is written at
 * them. One of factors is logarithmic, its ticks are 1, 1.5, 2, 3, 5, 7 and their tenfolds, or
 * fewer. One of changes is linear unless a few of them would leave no room for the rest.
 */
Axis axis_make(const AxisRange *range, double pixels, bool upright);

/* From 0, with room above `most`; upright. */
Axis axis_counts(size_t most, double pixels);

/* Dates are days since 1970-01-01 here, and seconds in gnuplot. */
Axis axis_dates(double first, double last, double pixels);

/* Set what x_axis.gp or y_axis.gp of plots/ read; `name` is "x" or "y". */
void axis_set(const Axis *axis, const char *name, Plot *plot);

/* Set the variable `name` to what the axis shows: a metric on a scale, in a unit; several
 * metrics, on a scale of factors or percent, when that is NAME_NONE. `axis` is NULL when it shows
 * categories. */
void axis_set_title(const Axis *axis, const char *name, uint32_t metric, Scale scale, uint32_t unit,
                    Plot *plot);

/* Where `value` is on the axis, from 0 to 1. */
double axis_place(const Axis *axis, double value);

#endif
