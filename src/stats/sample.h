/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What describes one sample of numbers. All functions of this folder work on finite numbers, and
 * answer NAN where a figure does not exist; the output writes that as an absent value.
 *
 * GSL reports a fault by calling a handler that belongs to the whole process, and that ends it by
 * default. A library must not change it. So the functions here ask of GSL only what it can
 * answer: arguments are checked before, and memory that GSL would allocate is allocated here.
 */
#ifndef STATS_SAMPLE_H
#define STATS_SAMPLE_H

#include <stddef.h>

/* An interval of 95 % confidence; an end that is not known is NAN. */
typedef struct Interval {
    double low, high;
} Interval;

/* The quantile of the standard normal distribution that leaves 2.5 % above it. */
#define NORMAL_975 1.959963984540054

/* The number between the two, which may be so large that their sum is infinite. */
static inline double sample_middle(double a, double b)
{
    return a / 2 + b / 2;
}

/* Sort `values`, smallest first. */
void sample_sort(double *values, size_t count);

/*
 * The quantile at `fraction` (0 to 1) of `sorted`, by linear interpolation between the order
 * statistics: type 7 of Hyndman and Fan, "Sample quantiles in statistical packages", The American
 * Statistician 50 (1996) 361-365; the default of R and NumPy. At 0.5 it is the usual median.
 * NAN when `count` is 0.
 */
double sample_quantile(const double *sorted, size_t count, double fraction);

/* exp of the mean of the logarithms (Hardy, Littlewood and Polya, "Inequalities", 1934, 2.1).
 * NAN when `count` is 0 or a value is not positive. */
double sample_geometric_mean(const double *values, size_t count);

/*
 * Where `value` stands among `values`: the share below it plus half the share that equals it, in
 * percent (Roscoe, "Fundamental Research Statistics", 1975: the mid-rank definition; "mean" in
 * SciPy's percentileofscore). NAN when `count` is 0.
 */
double sample_percentile_rank(const double *values, size_t count, double value);

/*
 * Mid-ranks from 1 on of `values`, equal ones sharing the mean of their ranks, into `ranks` (of
 * `count`). Returns the sum over all groups of t equal values of t^3 - t, which corrections for
 * ties need, or -1 when memory is exhausted.
 */
double sample_ranks(const double *values, size_t count, double *ranks);

#endif
