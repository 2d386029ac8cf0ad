/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/regression.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Slopes ------------------------------------------------------------------------------ */

/* Sum over the groups of k equal values of k (k - 1) (2 k + 5). */
static double tie_term(const double *sorted, size_t count)
{
    double sum = 0;
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && sorted[to] == sorted[from]; to++)
            continue;
        double k = (double)(to - from);
        sum += k * (k - 1) * (2 * k + 5);
    }
    return sum;
}

/* Slopes of all pairs whose x differ, into `slopes`; returns how many. */
static size_t pair_slopes(const double *x, const double *y, size_t count, double *slopes)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            double run = x[i] - x[j];
            if (run != 0)
                slopes[found++] = (y[i] - y[j]) / run;
        }
    }
    return found;
}

/* The slopes (sorted) between whose ranks the true one lies. */
static Interval sen_interval(const double *slopes, size_t found, double variance)
{
    double reach = NORMAL_975 * sqrt(fmax(0, variance));
    double high = rint(((double)found + reach) / 2);
    double low = rint(((double)found - reach) / 2) - 1;
    double last = (double)(found - 1);
    return (Interval){slopes[(size_t)fmin(last, fmax(low, 0))], slopes[(size_t)fmin(high, last)]};
}

static bool sorted_copy(const double *values, size_t count, double **copy)
{
    *copy = malloc(count * sizeof **copy);
    if (*copy == NULL)
        return false;
    memcpy(*copy, values, count * sizeof **copy);
    sample_sort(*copy, count);
    return true;
}

bool theil_sen(const double *x, const double *y, size_t count, Slope *slope)
{
    *slope = (Slope){NAN, NAN, {NAN, NAN}, NAN};
    if (count < 2 || count > THEIL_SEN_MOST)
        return true;
    bool done = false;
    double *slopes = malloc(count * (count - 1) / 2 * sizeof *slopes);
    double *sorted_x = NULL, *sorted_y = NULL;
    if (slopes == NULL || !sorted_copy(x, count, &sorted_x) || !sorted_copy(y, count, &sorted_y))
        goto cleanup;
    done = true;
    size_t found = pair_slopes(x, y, count, slopes);
    if (found == 0)
        goto cleanup;
    sample_sort(slopes, found);
    slope->slope = sample_quantile(slopes, found, 0.5);
    slope->middle = sample_quantile(sorted_x, count, 0.5);
    slope->intercept = sample_quantile(sorted_y, count, 0.5) - slope->slope * slope->middle;
    double n = (double)count;
    double variance =
        (n * (n - 1) * (2 * n + 5) - tie_term(sorted_x, count) - tie_term(sorted_y, count)) / 18;
    slope->interval = sen_interval(slopes, found, variance);
cleanup:
    free(slopes);
    free(sorted_x);
    free(sorted_y);
    return done;
}

/* ---- Ranks ------------------------------------------------------------------------------- */

static double mean_of(const double *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum / (double)count;
}

/* Sum of the products of `x` and `y`, which have the means `x_mean` and `y_mean`. */
static double product_sum(const double *x, double x_mean, const double *y, double y_mean,
                          size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (x[i] - x_mean) * (y[i] - y_mean);
    return sum;
}

/*
 * The share of all orders of `y` whose |sum of products| with `x` is at least `observed`. Mid-ranks
 * are halves and their means quarters of whole numbers at most when multiplied by the count, so a
 * thousandth tells sums apart that differ. Orders by Heap's algorithm, Computer Journal 6 (1963)
 * 293-294.
 */
static double exact_share(const double *x, double *y, size_t count, double mean, double observed)
{
    size_t counters[SPEARMAN_EXACT_MOST] = {0};
    double all = 1;
    double far = fabs(product_sum(x, mean, y, mean, count)) >= observed - 1e-3;
    for (size_t i = 1; i < count;) {
        if (counters[i] == i) {
            counters[i++] = 0;
            continue;
        }
        size_t other = i % 2 == 0 ? 0 : counters[i];
        double kept = y[other];
        y[other] = y[i];
        y[i] = kept;
        all++;
        far += fabs(product_sum(x, mean, y, mean, count)) >= observed - 1e-3;
        counters[i]++;
        i = 1;
    }
    return far / all;
}

bool spearman(const double *x, const double *y, size_t count, Correlation *correlation)
{
    *correlation = (Correlation){NAN, NAN, false};
    if (count < 3)
        return true;
    double *x_ranks = malloc(2 * count * sizeof *x_ranks);
    if (x_ranks == NULL)
        return false;
    double *y_ranks = x_ranks + count;
    bool done = sample_ranks(x, count, x_ranks) >= 0 && sample_ranks(y, count, y_ranks) >= 0;
    double mean = mean_of(x_ranks, count); /* that of y is the same */
    double product = product_sum(x_ranks, mean, y_ranks, mean, count);
    double squares = sqrt(product_sum(x_ranks, mean, x_ranks, mean, count) *
                          product_sum(y_ranks, mean, y_ranks, mean, count));
    if (done && squares > 0) {
        double rho = fmax(-1, fmin(1, product / squares));
        correlation->rho = rho;
        correlation->exact = count <= SPEARMAN_EXACT_MOST;
        double freedom = (double)count - 2;
        if (correlation->exact)
            correlation->p = exact_share(x_ranks, y_ranks, count, mean, fabs(product));
        else if (fabs(rho) == 1)
            correlation->p = 0;
        else
            correlation->p =
                fmin(1, 2 * gsl_cdf_tdist_Q(fabs(rho) * sqrt(freedom / (1 - rho * rho)), freedom));
    }
    free(x_ranks);
    return done;
}
