/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interval of a median by resampling. */
#ifndef STATS_BOOTSTRAP_H
#define STATS_BOOTSTRAP_H

#include <stdint.h>

#include "stats/censored.h"
#include "stats/random.h"

enum {
    BOOTSTRAP_LEAST = 3,         /* values: fewer give no interval */
    BOOTSTRAP_RESAMPLES = 10000, /* the usual number */
    /* Bounds make a resample cost as much as the sample is long, and those on both sides several
     * times that. Beyond this many values the interval of a censored median is Brookmeyer and
     * Crowley's, which is good by then. */
    BOOTSTRAP_CENSORED_MOST = 50,
};

/* Working memory. Zero-initialise, then bootstrap_init. */
typedef struct Bootstrap {
    Random random;
    size_t resamples;
    double *medians; /* of the resamples */
    double *weights; /* how often each value is in a resample */
    size_t capacity; /* of weights */
    CensoredScratch scratch;
} Bootstrap;

/* False when memory is exhausted; owned: bootstrap_free, also then. */
bool bootstrap_init(Bootstrap *bootstrap, size_t resamples);
void bootstrap_free(Bootstrap *bootstrap);

/*
 * The 95 % interval of the median (censored_median) of `sorted` by the BCa bootstrap: Efron,
 * "Better bootstrap confidence intervals", JASA 82 (1987) 171-185; Efron and Tibshirani, "An
 * Introduction to the Bootstrap", 1993, (14.9) to (14.15), with the acceleration from the
 * jackknife. Resamples with the sample's median count half for the bias correction, as medians
 * often repeat. The random numbers start at `seed`, so the interval depends on nothing else.
 *
 * Without bounds, a resample's median is drawn directly, as the order statistics of uniform numbers
 * are beta distributed (David and Nagaraja, "Order Statistics", 2003, section 2.3); that is the
 * same distribution as drawing every value, at a cost that does not depend on the count.
 *
 * An end beyond all that is known is NAN, as are both when there are fewer than BOOTSTRAP_LEAST
 * values. False when memory is exhausted.
 */
bool bootstrap_median(Bootstrap *bootstrap, const CensoredValue *sorted, size_t count,
                      uint64_t seed, Interval *interval);

#endif
