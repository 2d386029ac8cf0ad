/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edges of the statistics; test_stats_reference.c holds their figures against R and SciPy. */
#include <math.h>
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
#include "stats/rank_test.h"
#include "stats/regression.h"
#include "stats/sample.h"

static void test_no_samples(void **state)
{
    (void)state;
    const double values[] = {1, -1};
    assert_true(isnan(sample_quantile(values, 0, 0.5)));
    assert_true(isnan(sample_geometric_mean(values, 0)));
    assert_true(isnan(sample_geometric_mean(values, 2)));
    assert_true(isnan(sample_percentile_rank(values, 0, 1)));
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
    assert_true(test.p == 1);
}

static void test_no_p(void **state)
{
    (void)state;
    double some[] = {0.01, NAN, 0.04};
    assert_true(holm_adjust(some, 3));
    assert_true(some[0] == 0.02);
    assert_true(isnan(some[1]));
    assert_true(some[2] == 0.04);
}

static void test_no_medians(void **state)
{
    (void)state;
    CensoredScratch scratch = {0};
    assert_true(isnan(censored_median(NULL, NULL, 0, &scratch)));
    assert_true(censored_scratch_reserve(&scratch, 2));
    const CensoredValue below[] = {{2, CENSORING_LEFT}, {3, CENSORING_LEFT}};
    assert_true(censored_median(below, NULL, 2, &scratch) == -INFINITY);
    censored_scratch_free(&scratch);
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
    assert_true(interval.low == 2 && interval.high == 2);
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

static void test_no_slope(void **state)
{
    (void)state;
    const double same[] = {1, 1, 1}, y[] = {1, 2, 3};
    Slope slope;
    assert_true(theil_sen(same, y, 3, &slope));
    assert_true(isnan(slope.slope) && isnan(slope.interval.low));
    Correlation correlation;
    assert_true(spearman(same, y, 3, &correlation));
    assert_true(isnan(correlation.rho) && isnan(correlation.p));
    assert_true(spearman(y, y, 2, &correlation));
    assert_true(isnan(correlation.rho));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_samples),
        cmocka_unit_test(test_no_pairs),
        cmocka_unit_test(test_no_p),
        cmocka_unit_test(test_no_medians),
        cmocka_unit_test(test_bootstrap_edges),
        cmocka_unit_test(test_bootstrap_shapes),
        cmocka_unit_test(test_no_slope),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
