/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/rank_test.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "stats/sample.h"

/*
 * The two-sided p of the sum of `a_count` of the `count` scores, which are whole numbers: the share
 * of all choices whose sum is at least as far from the mean as `observed`.
 */
static bool exact_p(const int *scores, size_t count, size_t a_count, int64_t observed, double *p)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (size_t)scores[i];
    size_t width = sum + 1;
    /* ways[k][s]: choices of k of the scores so far with sum s, over a power of two each step */
    double *ways = calloc((a_count + 1) * width, sizeof *ways);
    if (ways == NULL)
        return false;
    ways[0] = 1;
    for (size_t i = 0; i < count; i++) {
        size_t score = (size_t)scores[i];
        for (size_t k = i + 1 < a_count ? i + 1 : a_count; k > 0; k--) {
            double *row = ways + k * width;
            const double *fewer = row - width;
            for (size_t s = sum; s + 1 > score; s--)
                row[s] += fewer[s - score];
        }
    }
    /* compare sums times `count`, so that the mean is a whole number */
    int64_t mean = (int64_t)(sum * a_count);
    int64_t distance = llabs(observed * (int64_t)count - mean);
    double all = 0, far = 0;
    const double *row = ways + a_count * width;
    for (size_t s = 0; s < width; s++) {
        all += row[s];
        if (llabs((int64_t)(s * count) - mean) >= distance)
            far += row[s];
    }
    free(ways);
    *p = fmin(1, far / all);
    return true;
}

/* By the normal distribution; `ties` as sample_ranks gives it. */
static double normal_p(double u, double m, double n, double ties)
{
    double total = m + n;
    double variance = m * n / 12 * (total + 1 - ties / (total * (total - 1)));
    if (!(variance > 0))
        return 1;
    double z = fmax(0, fabs(u - m * n / 2) - 0.5) / sqrt(variance);
    return fmin(1, 2 * gsl_cdf_ugaussian_Q(z));
}

static bool exact_test(const double *ranks, size_t a_count, size_t count, double *p)
{
    int scores[2 * RANK_TEST_EXACT_MOST];
    int64_t observed = 0;
    for (size_t i = 0; i < count; i++) {
        scores[i] = (int)(2 * ranks[i]); /* mid-ranks are halves of whole numbers */
        observed += i < a_count ? scores[i] : 0;
    }
    return exact_p(scores, count, a_count, observed, p);
}

bool mann_whitney(const double *a, size_t a_count, const double *b, size_t b_count, RankTest *test)
{
    *test = (RankTest){NAN, NAN, false};
    if (a_count == 0 || b_count == 0)
        return true;
    size_t count = a_count + b_count;
    double *values = malloc(2 * count * sizeof *values);
    if (values == NULL)
        return false;
    double *ranks = values + count;
    memcpy(values, a, a_count * sizeof *values);
    memcpy(values + a_count, b, b_count * sizeof *values);
    double ties = sample_ranks(values, count, ranks), rank_sum = 0;
    for (size_t i = 0; i < a_count; i++)
        rank_sum += ranks[i];
    double m = (double)a_count, n = (double)b_count;
    test->statistic = rank_sum - m * (m + 1) / 2;
    test->exact = a_count <= RANK_TEST_EXACT_MOST && b_count <= RANK_TEST_EXACT_MOST;
    bool done = ties >= 0;
    if (done && test->exact)
        done = exact_test(ranks, a_count, count, &test->p);
    else if (done)
        test->p = normal_p(test->statistic, m, n, ties);
    free(values);
    return done;
}

bool kruskal_wallis(const double *values, const size_t *counts, size_t sample_count, RankTest *test)
{
    *test = (RankTest){NAN, NAN, false};
    size_t count = 0, samples = 0;
    for (size_t k = 0; k < sample_count; k++) {
        count += counts[k];
        samples += counts[k] > 0;
    }
    if (samples < 2)
        return true;
    double *ranks = malloc(count * sizeof *ranks);
    if (ranks == NULL)
        return false;
    double ties = sample_ranks(values, count, ranks);
    if (ties < 0) {
        free(ranks);
        return false;
    }
    double total = (double)count, sum = 0;
    for (size_t k = 0, at = 0; k < sample_count; k++) {
        double rank_sum = 0;
        for (size_t i = 0; i < counts[k]; i++)
            rank_sum += ranks[at++];
        if (counts[k] > 0)
            sum += rank_sum * rank_sum / (double)counts[k];
    }
    free(ranks);
    double correction = 1 - ties / (total * total * total - total);
    double h = (12 * sum / (total * (total + 1)) - 3 * (total + 1)) / correction;
    bool all_equal = !(correction > 0);
    test->statistic = all_equal ? 0 : fmax(0, h);
    test->p = all_equal ? 1 : gsl_cdf_chisq_Q(test->statistic, (double)(samples - 1));
    return true;
}

static int compare_pointed(const void *a, const void *b)
{
    double x = **(double *const *)a, y = **(double *const *)b;
    return (x > y) - (x < y);
}

bool holm_adjust(double *p, size_t count)
{
    double **order = malloc((count > 0 ? count : 1) * sizeof *order);
    if (order == NULL)
        return false;
    size_t tests = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(p[i]))
            order[tests++] = &p[i];
    if (tests > 1)
        qsort(order, tests, sizeof *order, compare_pointed);
    double largest = 0;
    for (size_t i = 0; i < tests; i++) {
        largest = fmax(largest, fmin(1, *order[i] * (double)(tests - i)));
        *order[i] = largest;
    }
    free(order);
    return true;
}
