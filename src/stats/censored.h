/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The median of values of which some are bounds: "at least 2x" says that the value is 2 or more
 * (censored on the right), "at most 2x" that it is 2 or less (censored on the left).
 *
 * The distribution is estimated without assumptions about its shape:
 *  - no bounds: every value has the same weight, and the median is the usual one;
 *  - bounds on the right: the product-limit estimate of Kaplan and Meier, "Nonparametric estimation
 *    from incomplete observations", JASA 53 (1958) 457-481. A bound that equals a value is taken to
 *    lie above it;
 *  - bounds on the left: the same on the reversed scale (Ware and DeMets, Biometrics 32 (1976)
 *    459-463);
 *  - both: Turnbull's self-consistent estimate, "Nonparametric estimation of a survivorship
 *    function with doubly censored data", JASA 69 (1974) 169-173, in the form of Klein and
 *    Moeschberger, "Survival Analysis", 2003, section 5.2: bounds on the left are spread over the
 *    values below them as the estimate says, and the product-limit estimate is made again, until
 *    it stays the same.
 *
 * Where the estimate is exactly one half over a stretch, the median is the stretch's middle, as in
 * R's survfit.
 */
#ifndef STATS_CENSORED_H
#define STATS_CENSORED_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/sample.h"

typedef enum Censoring { CENSORING_NONE, CENSORING_RIGHT, CENSORING_LEFT } Censoring;

typedef struct CensoredValue {
    double value;
    Censoring censoring;
} CensoredValue;

/* Working memory for samples of up to `capacity` values. Zero-initialise. */
typedef struct CensoredScratch {
    double *memory;
    size_t capacity;
    /* Turnbull's steps end when no probability moves by more than this; 0 for as good as never. */
    double tolerance;
} CensoredScratch;

/* Make room for samples of `count` values. False when memory is exhausted; owned:
 * censored_scratch_free. */
bool censored_scratch_reserve(CensoredScratch *scratch, size_t count);
void censored_scratch_free(CensoredScratch *scratch);

/* Sort by value; bounds on the right stand behind others that are equal. */
void censored_sort(CensoredValue *values, size_t count);

/*
 * The median of `sorted`, each value counted `weights[i]` times (NULL: once). INFINITY or -INFINITY
 * when so many are bounds that it lies above, or below, all that is known; NAN when all weights are
 * 0. `scratch` has room for `count`.
 */
double censored_median(const CensoredValue *sorted, const double *weights, size_t count,
                       CensoredScratch *scratch);

/*
 * The interval of the median that inverts the test of S(t) = 1/2 (Brookmeyer and Crowley, "A
 * confidence interval for the median survival time", Biometrics 38 (1982) 29-41) on the scale
 * log(-log S), with Greenwood's variance: "log-log" in R's survfit. With bounds on both sides the
 * variance is that of Turnbull's last step, which is an approximation; bounds on the left alone
 * are reversed. An end that is not reached is NAN.
 */
Interval censored_median_interval(const CensoredValue *sorted, size_t count,
                                  CensoredScratch *scratch);

#endif
