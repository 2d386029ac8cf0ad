/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do samples come from the same distribution? Tests by ranks. */
#ifndef STATS_RANK_TEST_H
#define STATS_RANK_TEST_H

#include <stdbool.h>
#include <stddef.h>

/* Samples up to this size, both of them, have an exact test. */
enum { RANK_TEST_EXACT_MOST = 50 };

typedef struct RankTest {
    double statistic; /* Mann-Whitney: U of the first sample; Kruskal-Wallis: H */
    double p;         /* two-sided; NAN when the test says nothing */
    bool exact;
} RankTest;

/*
 * Mann and Whitney, "On a test of whether one of two random variables is stochastically larger than
 * the other", Annals of Mathematical Statistics 18 (1947) 50-60, two-sided.
 *
 * Up to RANK_TEST_EXACT_MOST values each: exact, from the distribution of the rank sum over all
 * ways to split these very values (so ties need no correction), counted by the shift algorithm of
 * Streitberg and Roehmel, "Exact distributions for permutation and rank tests", Statistical
 * Software Newsletter 12 (1986) 10-18; p is the share of splits whose rank sum is at least as far
 * from its mean. Else the normal approximation with corrections for continuity and for ties
 * (Lehmann, "Nonparametrics", 1975, section 1.4).
 *
 * p is NAN when a sample is empty; 1 when all values are equal. False when memory is exhausted.
 */
bool mann_whitney(const double *a, size_t a_count, const double *b, size_t b_count, RankTest *test);

/*
 * Kruskal and Wallis, "Use of ranks in one-criterion variance analysis", JASA 47 (1952) 583-621,
 * with the correction for ties and the chi-square approximation, which is rough for samples of
 * fewer than five values. `values` holds the samples one after the other, `counts` their sizes;
 * empty ones do not count. p is NAN with fewer than two samples; 1 when all values are equal.
 * False when memory is exhausted.
 */
bool kruskal_wallis(const double *values, const size_t *counts, size_t sample_count,
                    RankTest *test);

/*
 * Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
 * Statistics 6 (1979) 65-70: adjust the `count` values of `p`, in place. NAN stays, and does not
 * count as a test. False when memory is exhausted.
 */
bool holm_adjust(double *p, size_t count);

#endif
