/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statistics against R and SciPy: tests/reference holds the data sets, what these programs say
 * of them, and the scripts that asked. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "base/string.h"
#include "stats/bootstrap.h"
#include "stats/censored.h"
#include "stats/effect.h"
#include "stats/pareto.h"
#include "stats/rank_test.h"
#include "stats/regression.h"
#include "stats/sample.h"
#include "stats/trend.h"

#define TOLERANCE 1e-9
#define RESAMPLED_TOLERANCE 0.01

enum { MOST = 160, SETS_LEAST = 5 };

/* A line of a reference file. */
typedef struct Set {
    const char *file;
    size_t line;
    const cJSON *members;
} Set;

/* ---- Reading ----------------------------------------------------------------------------- */

static double number_of(const cJSON *item)
{
    return cJSON_IsNumber(item) ? item->valuedouble : NAN;
}

static const cJSON *member(const Set *set, const char *name)
{
    const cJSON *item = json_get(set->members, name);
    if (item == NULL)
        fail_msg("%s:%zu: no \"%s\"", set->file, set->line, name);
    return item;
}

/* The numbers of a list, into `numbers` (of MOST). Returns how many. */
static size_t list(const Set *set, const char *name, double *numbers)
{
    size_t count = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, member(set, name))
    {
        assert_true(count < MOST);
        numbers[count++] = number_of(item);
    }
    return count;
}

static size_t sorted_list(const Set *set, const char *name, double *numbers)
{
    size_t count = list(set, name, numbers);
    sample_sort(numbers, count);
    return count;
}

static void check_number(const Set *set, const char *name, double got, double expected,
                         double tolerance)
{
    bool same = got == expected || (isnan(got) && isnan(expected)) ||
                fabs(got - expected) <= tolerance * fmax(1, fabs(expected));
    if (!same)
        fail_msg("%s:%zu: %s: %.17g, expected %.17g", set->file, set->line, name, got, expected);
}

static void check(const Set *set, const char *name, double got)
{
    check_number(set, name, got, number_of(member(set, name)), TOLERANCE);
}

typedef void (*CheckSet)(const Set *set);

/* Check all sets of `statistic` in `file`. Returns how many. */
static size_t check_file(const char *file, const char *statistic, CheckSet check_set)
{
    char *text = NULL;
    size_t size = 0, found = 0;
    char path[4096];
    snprintf(path, sizeof path, "%s/tests/reference/%s", CLAIMS_SOURCE_DIR, file);
    FILE *stream = fopen(path, "r");
    assert_non_null(stream);
    for (size_t line = 1; getline(&text, &size, stream) > 0; line++) {
        cJSON *members = cJSON_Parse(text);
        const char *name = json_get_string(members, "statistic");
        if (name != NULL && strcmp(name, statistic) == 0) {
            check_set(&(Set){file, line, members});
            found++;
        }
        cJSON_Delete(members);
    }
    free(text);
    fclose(stream);
    return found;
}

static void check_all(const char *statistic, CheckSet check_set)
{
    size_t found = check_file("r.jsonl", statistic, check_set) +
                   check_file("scipy.jsonl", statistic, check_set);
    assert_true(found >= SETS_LEAST);
}

/* ---- One sample -------------------------------------------------------------------------- */

static void check_sample(const Set *set)
{
    static const double fractions[] = {0, 0.1, 0.25, 0.5, 0.75, 1};
    double values[MOST], quantiles[MOST];
    size_t count = sorted_list(set, "values", values);
    size_t quantile_count = list(set, "quantiles", quantiles);
    assert_int_equal(quantile_count, sizeof fractions / sizeof *fractions);
    for (size_t i = 0; i < quantile_count; i++)
        check_number(set, "quantile", sample_quantile(values, count, fractions[i]), quantiles[i],
                     TOLERANCE);
    check(set, "geometric_mean", sample_geometric_mean(values, count));
}

static void test_samples(void **state)
{
    (void)state;
    check_all("sample", check_sample);
}

static void check_percentile(const Set *set)
{
    double values[MOST];
    size_t count = list(set, "values", values);
    check(set, "rank", sample_percentile_rank(values, count, number_of(member(set, "value"))));
}

static void test_percentiles(void **state)
{
    (void)state;
    check_all("percentile", check_percentile);
}

/* ---- Two and more samples ---------------------------------------------------------------- */

static void check_mann_whitney(const Set *set, bool exact)
{
    double a[MOST], b[MOST];
    size_t a_count = list(set, "a", a), b_count = list(set, "b", b);
    RankTest test;
    assert_true(mann_whitney(a, a_count, b, b_count, &test));
    check(set, "u", test.statistic);
    check(set, "p", test.p);
    assert_int_equal(test.exact, exact);
}

static void check_exact_mann_whitney(const Set *set)
{
    check_mann_whitney(set, true);
}

static void check_normal_mann_whitney(const Set *set)
{
    check_mann_whitney(set, false);
}

static void test_mann_whitney(void **state)
{
    (void)state;
    check_all("mann_whitney_exact", check_exact_mann_whitney);
    check_all("mann_whitney_normal", check_normal_mann_whitney);
}

static void check_cliff(const Set *set)
{
    double a[MOST], b[MOST];
    size_t a_count = sorted_list(set, "a", a), b_count = sorted_list(set, "b", b);
    Effect effect = effect_between(a, a_count, b, b_count);
    check(set, "delta", effect.delta);
    check(set, "low", effect.delta_interval.low);
    check(set, "high", effect.delta_interval.high);
    check(set, "superiority", effect.superiority);
}

static void test_effects(void **state)
{
    (void)state;
    check_all("cliff", check_cliff);
}

static void check_kruskal_wallis(const Set *set)
{
    double values[MOST], numbers[MOST];
    size_t counts[MOST];
    list(set, "values", values);
    size_t sample_count = list(set, "counts", numbers);
    for (size_t i = 0; i < sample_count; i++)
        counts[i] = (size_t)numbers[i];
    RankTest test;
    assert_true(kruskal_wallis(values, counts, sample_count, &test));
    check(set, "h", test.statistic);
    check(set, "p", test.p);
}

static void test_kruskal_wallis(void **state)
{
    (void)state;
    check_all("kruskal_wallis", check_kruskal_wallis);
}

static void check_holm(const Set *set)
{
    double p[MOST], adjusted[MOST];
    size_t count = list(set, "p_values", p);
    list(set, "adjusted", adjusted);
    assert_true(holm_adjust(p, count));
    for (size_t i = 0; i < count; i++)
        check_number(set, "adjusted", p[i], adjusted[i], TOLERANCE);
}

static void test_holm(void **state)
{
    (void)state;
    check_all("holm", check_holm);
}

/* ---- Bounds and resampling --------------------------------------------------------------- */

static size_t list_censored(const Set *set, CensoredValue *sorted)
{
    double values[MOST], kinds[MOST] = {0};
    size_t count = list(set, "values", values);
    if (json_get(set->members, "kinds") != NULL)
        assert_int_equal(list(set, "kinds", kinds), count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (CensoredValue){values[i], (Censoring)kinds[i]};
    censored_sort(sorted, count);
    return count;
}

static void check_censored(const Set *set)
{
    CensoredScratch scratch = {0};
    CensoredValue values[MOST];
    size_t count = list_censored(set, values);
    assert_true(censored_scratch_reserve(&scratch, count));
    check(set, "median", censored_median(values, NULL, count, &scratch));
    Interval interval = censored_median_interval(values, count, &scratch);
    check(set, "low", interval.low);
    check(set, "high", interval.high);
    censored_scratch_free(&scratch);
}

static void test_censored(void **state)
{
    (void)state;
    check_all("censored_right", check_censored);
    check_all("censored_left", check_censored);
    check_all("censored_both", check_censored);
}

/* Every seed must agree, not just a lucky one. */
static void check_bootstrap(const Set *set)
{
    Bootstrap bootstrap = {0};
    CensoredValue values[MOST];
    size_t count = list_censored(set, values);
    assert_true(bootstrap_init(&bootstrap, BOOTSTRAP_RESAMPLES));
    for (uint64_t seed = 1; seed <= 5; seed++) {
        Interval interval;
        assert_true(bootstrap_median(&bootstrap, values, count, seed, &interval));
        check_number(set, "low", interval.low, number_of(member(set, "low")), RESAMPLED_TOLERANCE);
        check_number(set, "high", interval.high, number_of(member(set, "high")),
                     RESAMPLED_TOLERANCE);
    }
    bootstrap_free(&bootstrap);
}

static void test_bootstrap(void **state)
{
    (void)state;
    check_all("bootstrap", check_bootstrap);
    check_all("bootstrap_censored", check_bootstrap);
}

/* ---- Slopes and trends ------------------------------------------------------------------- */

static void check_theil_sen(const Set *set)
{
    double x[MOST], y[MOST];
    size_t count = list(set, "x", x);
    list(set, "y", y);
    Slope slope;
    assert_true(theil_sen(x, y, count, &slope));
    check(set, "slope", slope.slope);
    check(set, "intercept", slope.intercept);
    check(set, "low", slope.interval.low);
    check(set, "high", slope.interval.high);
}

static void test_slopes(void **state)
{
    (void)state;
    check_all("theil_sen", check_theil_sen);
}

static void check_spearman(const Set *set)
{
    double x[MOST], y[MOST];
    size_t count = list(set, "x", x);
    list(set, "y", y);
    Correlation correlation;
    assert_true(spearman(x, y, count, &correlation));
    check(set, "rho", correlation.rho);
    check(set, "p", correlation.p);
}

static void test_spearman(void **state)
{
    (void)state;
    check_all("spearman", check_spearman);
}

static void check_figures(const Set *set, const Trend *trend)
{
    check(set, "slope", trend->slope.slope);
    check(set, "low", trend->slope.interval.low);
    check(set, "high", trend->slope.interval.high);
    check(set, "rho", trend->correlation.rho);
    check(set, "p", trend->correlation.p);
    check(set, "growth", trend->growth);
    check(set, "growth_low", trend->growth_interval.low);
    check(set, "growth_high", trend->growth_interval.high);
    check(set, "doubling", trend->doubling);
    assert_int_equal(trend->significant, cJSON_IsTrue(member(set, "significant")));
}

static void check_records(const Set *set, const Trend *trend)
{
    double days[MOST], values[MOST];
    assert_int_equal(trend->record_count, list(set, "record_days", days));
    list(set, "record_values", values);
    for (size_t i = 0; i < trend->record_count; i++) {
        assert_int_equal(trend->records[i].day, (long)days[i]);
        check_number(set, "record_values", trend->records[i].value, values[i], TOLERANCE);
    }
}

/* One group, of a paper for each value. */
static void check_trend(const Set *set)
{
    double numbers[MOST];
    PaperValue values[MOST];
    RecordPaper papers[MOST];
    Records records = {.papers = papers};
    size_t count = list(set, "values", numbers);
    const cJSON *dates = member(set, "dates");
    assert_int_equal(cJSON_GetArraySize(dates), (int)count);
    for (size_t i = 0; i < count; i++) {
        papers[i] = (RecordPaper){0};
        values[i] = (PaperValue){
            .paper = (uint32_t)i, .has_centre = true, .centre = {numbers[i], CENSORING_NONE}};
        assert_true(names_add(&records.names,
                              string_of(cJSON_GetArrayItem(dates, (int)i)->valuestring),
                              &papers[i].date));
    }
    const FactTable table = {.values = values, .value_count = count};
    const FactGroup group = {.count = count,
                             .scale = cJSON_IsTrue(member(set, "factors")) ? SCALE_FACTOR
                                                                           : SCALE_POINTS};
    Trend trend;
    assert_int_equal(trend_make(&records, &table, &group, &trend), CLAIMS_OK);
    check_figures(set, &trend);
    check_records(set, &trend);
    trend_free(&trend);
    names_free(&records.names);
}

static void test_trends(void **state)
{
    (void)state;
    check_all("trend", check_trend);
}

static void check_pareto(const Set *set)
{
    double x[MOST], y[MOST], front[MOST];
    ParetoPoint points[MOST];
    size_t count = list(set, "x", x);
    list(set, "y", y);
    for (size_t i = 0; i < count; i++)
        points[i] = (ParetoPoint){.x = x[i], .y = y[i], .index = i};
    const cJSON *item;
    size_t at = 0;
    cJSON_ArrayForEach(item, member(set, "front")) front[at++] = cJSON_IsTrue(item);
    pareto_front(points, count);
    for (size_t i = 0; i < count; i++)
        check_number(set, "front", points[i].front, front[points[i].index], 0);
}

static void test_pareto(void **state)
{
    (void)state;
    check_all("pareto", check_pareto);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),        cmocka_unit_test(test_percentiles),
        cmocka_unit_test(test_mann_whitney),   cmocka_unit_test(test_effects),
        cmocka_unit_test(test_kruskal_wallis), cmocka_unit_test(test_holm),
        cmocka_unit_test(test_censored),       cmocka_unit_test(test_bootstrap),
        cmocka_unit_test(test_slopes),         cmocka_unit_test(test_spearman),
        cmocka_unit_test(test_trends),         cmocka_unit_test(test_pareto),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
