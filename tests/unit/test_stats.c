/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statistics against R and SciPy: see tests/reference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "stats/bootstrap.h"
#include "stats/censored.h"
#include "stats/effect.h"
#include "stats/pareto.h"
#include "stats/rank_test.h"
#include "stats/regression.h"
#include "stats/sample.h"
#include "test_stats_reference_r.h"
#include "test_stats_reference_scipy.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TOLERANCE 1e-9

enum { MOST = 160 };

static void check_within(double got, double expected, double tolerance, const char *what,
                         size_t set)
{
    bool same = got == expected || (isnan(got) && isnan(expected)) ||
                fabs(got - expected) <= tolerance * fmax(1, fabs(expected));
    if (!same)
        fail_msg("%s of set %zu: %.17g, expected %.17g", what, set, got, expected);
}

static void check(double got, double expected, const char *what, size_t set)
{
    check_within(got, expected, TOLERANCE, what, set);
}

static const double *sorted(const double *values, size_t count, double *copy)
{
    if (count > 0)
        memcpy(copy, values, count * sizeof *copy);
    sample_sort(copy, count);
    return copy;
}

static void test_samples(void **state)
{
    (void)state;
    static const double fractions[] = {0.1, 0.25, 0.5, 0.75};
    double copy[MOST];
    for (size_t i = 0; i < COUNT(r_samples); i++) {
        const double *values = sorted(r_samples[i].values, r_samples[i].count, copy);
        for (size_t k = 0; k < COUNT(fractions); k++)
            check(sample_quantile(values, r_samples[i].count, fractions[k]),
                  r_samples[i].quantiles[k], "quantile", i);
        check(sample_geometric_mean(values, r_samples[i].count), r_samples[i].geometric_mean,
              "geometric mean", i);
    }
    for (size_t i = 0; i < COUNT(scipy_ranks); i++)
        check(sample_percentile_rank(scipy_ranks[i].values, scipy_ranks[i].count,
                                     scipy_ranks[i].value),
              scipy_ranks[i].rank, "percentile rank", i);
}

static void test_no_samples(void **state)
{
    (void)state;
    const double values[] = {1, -1};
    assert_true(isnan(sample_quantile(values, 0, 0.5)));
    assert_true(isnan(sample_geometric_mean(values, 0)));
    assert_true(isnan(sample_geometric_mean(values, 2)));
    assert_true(isnan(sample_percentile_rank(values, 0, 1)));
}

static void test_pairs(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(r_pairs); i++) {
        double a[MOST], b[MOST];
        size_t m = r_pairs[i].a_count, n = r_pairs[i].b_count;
        Effect effect =
            effect_between(sorted(r_pairs[i].a, m, a), m, sorted(r_pairs[i].b, n, b), n);
        check(effect.delta, r_pairs[i].delta, "delta", i);
        check(effect.delta_interval.low, r_pairs[i].low, "delta's low end", i);
        check(effect.delta_interval.high, r_pairs[i].high, "delta's high end", i);
        check(effect.superiority, r_pairs[i].u / (double)(m * n), "superiority", i);
        RankTest test;
        assert_true(mann_whitney(r_pairs[i].a, m, r_pairs[i].b, n, &test));
        check(test.statistic, r_pairs[i].u, "U", i);
        assert_int_equal(test.exact, m <= RANK_TEST_EXACT_MOST && n <= RANK_TEST_EXACT_MOST);
        check(test.p, test.exact ? r_pairs[i].exact_p : r_pairs[i].normal_p, "p of U", i);
    }
}

/* The normal approximation is used for large samples only; made of small ones repeated, they have
 * many ties. Against wilcox.test(rep(a, 60), rep(b, 60)) in R 4.2.2. */
static void test_large_pair(void **state)
{
    (void)state;
    static const double a[] = {1, 2, 2, 3}, b[] = {2, 2, 3, 4};
    double many_a[240], many_b[240];
    for (size_t i = 0; i < 240; i++) {
        many_a[i] = a[i % 4];
        many_b[i] = b[i % 4];
    }
    RankTest test;
    assert_true(mann_whitney(many_a, 240, many_b, 240, &test));
    assert_false(test.exact);
    check(test.statistic, 16200, "U", 0);
    check(test.p, 3.0988341426089756e-19, "p of U", 0);
}

static void test_no_pairs(void **state)
{
    (void)state;
    const double values[] = {1, 2};
    RankTest test;
    assert_true(mann_whitney(values, 0, values, 2, &test));
    assert_true(isnan(test.p));
    assert_true(isnan(effect_between(values, 0, values, 2).delta));
    assert_true(isnan(effect_between(values, 1, values, 2).delta_interval.low));
    const size_t counts[] = {0, 2, 0};
    assert_true(kruskal_wallis(values, counts, 3, &test));
    assert_true(isnan(test.p));
    const double equal[] = {3, 3, 3, 3};
    const size_t halves[] = {2, 2};
    assert_true(kruskal_wallis(equal, halves, 2, &test));
    check(test.p, 1, "p of H", 0);
}

static void test_kruskal_wallis(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(r_kruskal); i++) {
        RankTest test;
        assert_true(kruskal_wallis(r_kruskal[i].values, r_kruskal[i].counts,
                                   r_kruskal[i].sample_count, &test));
        check(test.statistic, r_kruskal[i].h, "H", i);
        check(test.p, r_kruskal[i].p, "p of H", i);
    }
}

static void test_holm(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(r_holm); i++) {
        double p[8];
        memcpy(p, r_holm[i].p, sizeof p);
        assert_true(holm_adjust(p, r_holm[i].count));
        for (size_t k = 0; k < r_holm[i].count; k++)
            check(p[k], r_holm[i].adjusted[k], "adjusted p", i);
    }
    double some[] = {0.01, NAN, 0.04};
    assert_true(holm_adjust(some, 3));
    check(some[0], 0.02, "adjusted p", 0);
    assert_true(isnan(some[1]));
    check(some[2], 0.04, "adjusted p", 0);
}

static void test_censored(void **state)
{
    (void)state;
    CensoredScratch scratch = {0};
    assert_true(censored_scratch_reserve(&scratch, 16));
    for (size_t i = 0; i < COUNT(r_censored); i++) {
        CensoredValue values[16];
        bool both[3] = {false};
        for (size_t k = 0; k < r_censored[i].count; k++) {
            values[k] = (CensoredValue){r_censored[i].values[k], (Censoring)r_censored[i].kinds[k]};
            both[r_censored[i].kinds[k]] = true;
        }
        censored_sort(values, r_censored[i].count);
        check(censored_median(values, NULL, r_censored[i].count, &scratch), r_censored[i].median,
              "censored median", i);
        if (both[CENSORING_LEFT] && both[CENSORING_RIGHT])
            continue;
        Interval interval = censored_median_interval(values, r_censored[i].count, &scratch);
        check(interval.low, r_censored[i].low, "its low end", i);
        check(interval.high, r_censored[i].high, "its high end", i);
    }
    assert_true(isnan(censored_median(NULL, NULL, 0, &scratch)));
    censored_scratch_free(&scratch);
}

/* Every seed must agree, not just a lucky one. */
static void check_bootstrap(Bootstrap *bootstrap, const CensoredValue *values, size_t count,
                            Interval expected, const char *what, size_t set)
{
    for (uint64_t seed = 1; seed <= 5; seed++) {
        Interval interval;
        assert_true(bootstrap_median(bootstrap, values, count, seed, &interval));
        check_within(interval.low, expected.low, 0.01, what, set);
        check_within(interval.high, expected.high, 0.01, what, set);
    }
}

static void test_bootstrap(void **state)
{
    (void)state;
    Bootstrap bootstrap = {0};
    CensoredValue values[MOST];
    assert_true(bootstrap_init(&bootstrap, BOOTSTRAP_RESAMPLES));
    for (size_t i = 0; i < COUNT(scipy_bootstrap); i++) {
        size_t count = scipy_bootstrap[i].count;
        for (size_t k = 0; k < count; k++)
            values[k] = (CensoredValue){scipy_bootstrap[i].values[k], CENSORING_NONE};
        censored_sort(values, count);
        check_bootstrap(&bootstrap, values, count,
                        (Interval){scipy_bootstrap[i].low, scipy_bootstrap[i].high}, "interval", i);
    }
    for (size_t i = 0; i < COUNT(scipy_censored); i++) {
        size_t count = scipy_censored[i].count;
        for (size_t k = 0; k < count; k++)
            values[k] =
                (CensoredValue){scipy_censored[i].values[k], (Censoring)scipy_censored[i].kinds[k]};
        censored_sort(values, count);
        check_bootstrap(&bootstrap, values, count,
                        (Interval){scipy_censored[i].low, scipy_censored[i].high},
                        "censored interval", i);
    }
    bootstrap_free(&bootstrap);
}

static void test_bootstrap_edges(void **state)
{
    (void)state;
    Bootstrap bootstrap = {0};
    Interval interval;
    assert_true(bootstrap_init(&bootstrap, 1000));
    CensoredValue equal[20];
    for (size_t i = 0; i < 20; i++)
        equal[i] = (CensoredValue){2, CENSORING_NONE};
    assert_true(bootstrap_median(&bootstrap, equal, 2, 1, &interval));
    assert_true(isnan(interval.low) && isnan(interval.high));
    assert_true(bootstrap_median(&bootstrap, equal, 20, 1, &interval));
    check(interval.low, 2, "low end", 0);
    check(interval.high, 2, "high end", 0);
    /* the same seed gives the same interval, another one may not */
    const CensoredValue some[] = {{1, CENSORING_NONE},  {2, CENSORING_RIGHT}, {3, CENSORING_NONE},
                                  {4, CENSORING_LEFT},  {5, CENSORING_NONE},  {6, CENSORING_NONE},
                                  {9, CENSORING_RIGHT}, {9, CENSORING_RIGHT}};
    Interval again;
    assert_true(bootstrap_median(&bootstrap, some, 8, 5, &interval));
    assert_true(bootstrap_median(&bootstrap, some, 8, 5, &again));
    assert_memory_equal(&interval, &again, sizeof interval);
    assert_true(interval.low >= 1);
    const CensoredValue bounds[] = {
        {1, CENSORING_RIGHT}, {2, CENSORING_RIGHT}, {3, CENSORING_RIGHT}};
    assert_true(bootstrap_median(&bootstrap, bounds, 3, 1, &interval));
    assert_true(isnan(interval.low) && isnan(interval.high));
    bootstrap_free(&bootstrap);
}

/* Samples of every size and shape, some with bounds: an interval always comes out, in order. */
static void test_bootstrap_shapes(void **state)
{
    (void)state;
    Bootstrap bootstrap = {0};
    CensoredValue values[60];
    assert_true(bootstrap_init(&bootstrap, 500));
    for (size_t round = 0; round < 600; round++) {
        size_t count = 3 + round % 58;
        random_seed(&bootstrap.random, round);
        for (size_t i = 0; i < count; i++) {
            size_t distinct = round % 3 == 0 ? 2 : 1000;
            values[i].value = (double)random_below(&bootstrap.random, distinct);
            size_t kind = round % 2 == 0 ? 9 : random_below(&bootstrap.random, 9);
            values[i].censoring = kind < 2   ? CENSORING_RIGHT
                                  : kind < 3 ? CENSORING_LEFT
                                             : CENSORING_NONE;
        }
        censored_sort(values, count);
        Interval interval;
        assert_true(bootstrap_median(&bootstrap, values, count, round, &interval));
        assert_false(interval.low > interval.high);
        assert_false(isinf(interval.low) || isinf(interval.high));
        if (round % 2 == 0)
            assert_true(interval.low >= values[0].value &&
                        interval.high <= values[count - 1].value);
    }
    bootstrap_free(&bootstrap);
}

static void test_slopes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(scipy_slopes); i++) {
        Slope slope;
        assert_true(theil_sen(scipy_slopes[i].x, scipy_slopes[i].y, scipy_slopes[i].count, &slope));
        check(slope.slope, scipy_slopes[i].slope, "slope", i);
        check(slope.intercept, scipy_slopes[i].intercept, "intercept", i);
        check(slope.interval.low, scipy_slopes[i].low, "slope's low end", i);
        check(slope.interval.high, scipy_slopes[i].high, "slope's high end", i);
    }
    const double same[] = {1, 1, 1}, y[] = {1, 2, 3};
    Slope slope;
    assert_true(theil_sen(same, y, 3, &slope));
    assert_true(isnan(slope.slope) && isnan(slope.interval.low));
}

static void test_spearman(void **state)
{
    (void)state;
    Correlation correlation;
    for (size_t i = 0; i < COUNT(r_spearman); i++) {
        assert_true(spearman(r_spearman[i].x, r_spearman[i].y, r_spearman[i].count, &correlation));
        check(correlation.rho, r_spearman[i].rho, "rho", i);
        check(correlation.p, r_spearman[i].p, "p of rho", i);
    }
    for (size_t i = 0; i < COUNT(scipy_spearman); i++) {
        assert_true(spearman(scipy_spearman[i].x, scipy_spearman[i].y, scipy_spearman[i].count,
                             &correlation));
        check(correlation.rho, scipy_spearman[i].rho, "rho (SciPy)", i);
        check(correlation.p, scipy_spearman[i].p, "p of rho (SciPy)", i);
    }
    const double same[] = {1, 1, 1}, y[] = {1, 2, 3};
    assert_true(spearman(same, y, 3, &correlation));
    assert_true(isnan(correlation.rho) && isnan(correlation.p));
    assert_true(spearman(y, y, 2, &correlation));
    assert_true(isnan(correlation.rho));
}

static void test_pareto(void **state)
{
    (void)state;
    ParetoPoint points[] = {{1, 5, 0, false}, {2, 4, 1, false}, {2, 4, 2, false}, {2, 3, 3, false},
                            {3, 1, 4, false}, {3, 0, 5, false}, {0, 5, 6, false}, {1, 4, 7, false}};
    pareto_front(points, COUNT(points));
    bool front[COUNT(points)];
    for (size_t i = 0; i < COUNT(points); i++)
        front[points[i].index] = points[i].front;
    const bool expected[] = {true, true, true, false, true, false, false, false};
    assert_memory_equal(front, expected, sizeof expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_no_samples),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_large_pair),
        cmocka_unit_test(test_no_pairs),
        cmocka_unit_test(test_kruskal_wallis),
        cmocka_unit_test(test_holm),
        cmocka_unit_test(test_censored),
        cmocka_unit_test(test_bootstrap),
        cmocka_unit_test(test_bootstrap_edges),
        cmocka_unit_test(test_bootstrap_shapes),
        cmocka_unit_test(test_slopes),
        cmocka_unit_test(test_spearman),
        cmocka_unit_test(test_pareto),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
