/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far apart two samples are. */
#ifndef STATS_EFFECT_H
#define STATS_EFFECT_H

#include <stddef.h>

#include "stats/sample.h"

typedef struct Effect {
    /* Cliff's delta: P(a > b) - P(a < b), from -1 to 1. */
    double delta;
    Interval delta_interval;
    /* The probability that a random a beats a random b, ties counting half: (delta + 1) / 2. */
    double superiority;
} Effect;

/*
 * Cliff, "Dominance statistics: ordinal analyses to answer ordinal questions", Psychological
 * Bulletin 114 (1993) 494-509. The interval is the asymmetric one of Feng and Cliff, "Monte Carlo
 * evaluation of ordinal d with improved confidence interval", Journal of Modern Applied
 * Statistical Methods 3 (2004) 322-332, from the unbiased variance with its lower limit
 * (1 - d^2) / (mn - 1), and where the samples do not overlap, from the smaller one's size n:
 * (n - z^2) / (n + z^2). The probability of superiority is that of Vargha and Delaney, Journal of
 * Educational and Behavioral Statistics 25 (2000) 101-132.
 *
 * `a` and `b` are sorted. All is NAN when one of them is empty, the interval when one has fewer
 * than two values.
 */
Effect effect_between(const double *a, size_t a_count, const double *b, size_t b_count);

#endif
