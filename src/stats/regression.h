/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one quantity moves with another. */
#ifndef STATS_REGRESSION_H
#define STATS_REGRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/sample.h"

enum {
    /* Points beyond which the pairs of points would be too many to hold. */
    THEIL_SEN_MOST = 3000,
    /* Points up to which Spearman's rho has an exact p. */
    SPEARMAN_EXACT_MOST = 9,
};

typedef struct Slope {
    double slope, intercept;
    Interval interval; /* of the slope */
    double middle;     /* the median of x, where the lines of all slopes of the interval meet */
} Slope;

/*
 * Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 63 (1968) 1379-1389,
 * after Theil (1950): the median of the slopes between all pairs of points whose x differ, and the
 * interval from Kendall's variance with its corrections for ties; the intercept is
 * median(y) - slope median(x). NAN when no two x differ. `count` is at most THEIL_SEN_MOST.
 * False when memory is exhausted.
 */
bool theil_sen(const double *x, const double *y, size_t count, Slope *slope);

typedef struct Correlation {
    double rho, p; /* p is two-sided */
    bool exact;
} Correlation;

/*
 * Spearman, "The proof and measurement of association between two things", American Journal of
 * Psychology 15 (1904) 72-101: Pearson's correlation of the mid-ranks. Up to SPEARMAN_EXACT_MOST
 * points p is exact: the share of all orders of these very y whose |rho| is at least as large.
 * Beyond, by Student's t with count - 2 degrees of freedom (Kendall and Stuart, "The Advanced
 * Theory of Statistics", vol. 2, 1973, section 31.19).
 * Both are NAN with fewer than three points, or when all x or all y are equal.
 * False when memory is exhausted.
 */
bool spearman(const double *x, const double *y, size_t count, Correlation *correlation);

#endif
