/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/bootstrap.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Of the distribution of a resample, which only has to show where its median is. */
#define RESAMPLE_TOLERANCE 1e-6

/* Up to this many values it is faster to draw them all. */
enum { DRAW_ALL_MOST = 12 };

bool bootstrap_init(Bootstrap *bootstrap, size_t resamples)
{
    bootstrap->resamples = resamples;
    bootstrap->medians = calloc(resamples, sizeof *bootstrap->medians);
    return random_init(&bootstrap->random) && bootstrap->medians != NULL;
}

void bootstrap_free(Bootstrap *bootstrap)
{
    random_free(&bootstrap->random);
    free(bootstrap->medians);
    free(bootstrap->weights);
    censored_scratch_free(&bootstrap->scratch);
    *bootstrap = (Bootstrap){0};
}

static bool reserve(Bootstrap *bootstrap, size_t count)
{
    if (!censored_scratch_reserve(&bootstrap->scratch, count))
        return false;
    if (count <= bootstrap->capacity)
        return true;
    double *weights = realloc(bootstrap->weights, count * sizeof *weights);
    if (weights == NULL)
        return false;
    bootstrap->weights = weights;
    bootstrap->capacity = count;
    return true;
}

static size_t position(double uniform, size_t count)
{
    size_t at = (size_t)(uniform * (double)count);
    return at < count ? at : count - 1;
}

/* The median of a resample of `sorted`, which holds no bounds, from its middle order statistics. */
static double draw_median(Bootstrap *bootstrap, const CensoredValue *sorted, size_t count)
{
    const gsl_rng *generator = &bootstrap->random.generator;
    size_t below = (count + 1) / 2, above = count / 2;
    double first = gsl_ran_beta(generator, (double)below, (double)above + 1);
    double low = sorted[position(first, count)].value;
    if (count % 2 == 1)
        return low;
    /* the next one is the smallest of `above` uniform numbers above `first` */
    double rest = pow(gsl_rng_uniform_pos(generator), 1 / (double)above);
    return sample_middle(low, sorted[position(1 - (1 - first) * rest, count)].value);
}

static void draw_weights(Bootstrap *bootstrap, size_t count)
{
    memset(bootstrap->weights, 0, count * sizeof *bootstrap->weights);
    for (size_t i = 0; i < count; i++)
        bootstrap->weights[random_below(&bootstrap->random, count)]++;
}

static void draw_medians(Bootstrap *bootstrap, const CensoredValue *sorted, size_t count,
                         bool censored)
{
    bool direct = !censored && count > DRAW_ALL_MOST;
    for (size_t i = 0; i < bootstrap->resamples; i++) {
        if (direct) {
            bootstrap->medians[i] = draw_median(bootstrap, sorted, count);
            continue;
        }
        draw_weights(bootstrap, count);
        bootstrap->medians[i] =
            censored_median(sorted, bootstrap->weights, count, &bootstrap->scratch);
    }
}

/* The median of all but value `out`. */
static double median_without(Bootstrap *bootstrap, const CensoredValue *sorted, size_t count,
                             bool censored, size_t out)
{
    if (censored) {
        for (size_t i = 0; i < count; i++)
            bootstrap->weights[i] = i != out;
        return censored_median(sorted, bootstrap->weights, count, &bootstrap->scratch);
    }
    size_t rest = count - 1, middle = rest / 2;
    double high = sorted[middle + (middle >= out)].value;
    if (rest % 2 == 1)
        return high;
    return sample_middle(sorted[middle - 1 + (middle - 1 >= out)].value, high);
}

/* The skewness of the jackknife's influence values over six; 0 where it has none. */
static double acceleration(Bootstrap *bootstrap, const CensoredValue *sorted, size_t count,
                           bool censored)
{
    double mean = 0, squares = 0, cubes = 0;
    for (size_t i = 0; i < count; i++)
        mean += median_without(bootstrap, sorted, count, censored, i) / (double)count;
    for (size_t i = 0; i < count; i++) {
        double d = mean - median_without(bootstrap, sorted, count, censored, i);
        squares += d * d;
        cubes += d * d * d;
    }
    double value = cubes / (6 * pow(squares, 1.5));
    return isfinite(value) ? value : 0;
}

/* Of all resamples, the share below `median` and half of those at it. */
static double share_below(const Bootstrap *bootstrap, double median)
{
    size_t below = 0, equal = 0;
    for (size_t i = 0; i < bootstrap->resamples; i++) {
        below += bootstrap->medians[i] < median;
        equal += bootstrap->medians[i] == median;
    }
    return ((double)below + (double)equal / 2) / (double)bootstrap->resamples;
}

static void swap(double *a, double *b)
{
    double kept = *a;
    *a = *b;
    *b = kept;
}

/* Put the value of rank `rank` in its place, smaller ones before it and larger ones behind it.
 * Hoare, "Algorithm 65: FIND", CACM 4 (1961) 321, as in Wirth, "Algorithms + Data Structures =
 * Programs", 1976, program 2.16: each round leaves out at least one value at either end. */
static void select_rank(double *values, size_t count, size_t rank)
{
    ptrdiff_t wanted = (ptrdiff_t)rank, first = 0, last = (ptrdiff_t)count - 1;
    while (first < last) {
        double pivot = values[first + (last - first) / 2];
        ptrdiff_t i = first, j = last;
        while (i <= j) {
            while (values[i] < pivot)
                i++;
            while (values[j] > pivot)
                j--;
            if (i <= j)
                swap(&values[i++], &values[j--]);
        }
        if (j < wanted)
            first = i;
        if (wanted < i)
            last = j;
    }
}

/* As sample_quantile, of the resamples, which it moves. Some may be infinite. */
static double resample_quantile(Bootstrap *bootstrap, double fraction)
{
    double *medians = bootstrap->medians;
    size_t count = bootstrap->resamples;
    double place = fraction * (double)(count - 1);
    size_t rank = (size_t)place;
    select_rank(medians, count, rank);
    double low = medians[rank], part = place - (double)rank;
    if (part <= 0 || rank + 1 == count)
        return low;
    double high = medians[rank + 1];
    for (size_t i = rank + 2; i < count; i++)
        high = fmin(high, medians[i]);
    /* not low + part * (high - low), which is no number between infinite ends */
    return low == high ? low : (1 - part) * low + part * high;
}

/* The share of resamples that is to lie below an end whose nominal quantile is `z`. */
static double adjusted_share(double bias, double skew, double z)
{
    double share = gsl_cdf_ugaussian_P(bias + (bias + z) / (1 - skew * (bias + z)));
    return isfinite(share) ? share : gsl_cdf_ugaussian_P(z);
}

static bool is_censored(const CensoredValue *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (values[i].censoring != CENSORING_NONE)
            return true;
    return false;
}

bool bootstrap_median(Bootstrap *bootstrap, const CensoredValue *sorted, size_t count,
                      uint64_t seed, Interval *interval)
{
    *interval = (Interval){NAN, NAN};
    if (count < BOOTSTRAP_LEAST)
        return true;
    if (!reserve(bootstrap, count))
        return false;
    bool censored = is_censored(sorted, count);
    if (censored && count > BOOTSTRAP_CENSORED_MOST) {
        *interval = censored_median_interval(sorted, count, &bootstrap->scratch);
        return true;
    }
    random_seed(&bootstrap->random, seed);
    bootstrap->scratch.tolerance = RESAMPLE_TOLERANCE;
    draw_medians(bootstrap, sorted, count, censored);
    bootstrap->scratch.tolerance = 0;
    double median = censored_median(sorted, NULL, count, &bootstrap->scratch);
    double bias = gsl_cdf_ugaussian_Pinv(share_below(bootstrap, median));
    double skew = acceleration(bootstrap, sorted, count, censored);
    double low = resample_quantile(bootstrap, adjusted_share(bias, skew, -NORMAL_975));
    double high = resample_quantile(bootstrap, adjusted_share(bias, skew, NORMAL_975));
    *interval = (Interval){isfinite(low) ? low : NAN, isfinite(high) ? high : NAN};
    return true;
}
