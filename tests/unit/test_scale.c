/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What records say on which scale, and of which kind of bound that makes them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "stats/scale.h"

/* Numbers of names in these tests: 1 and more. */
enum { UNKNOWN = 1, SPEED, MEMORY, ACCURACY, PERPLEXITY, BIT_WIDTH, SIZE_LEVEL, METRIC_COUNT };
enum { PERCENT = METRIC_COUNT, POINTS, TIMES, DECIBEL, BIT, NAME_COUNT };

static const Metric metric_table[METRIC_COUNT] = {
    [SPEED] = {.group = METRIC_EFFICIENCY, .polarity = POLARITY_HIGHER},
    [MEMORY] = {.group = METRIC_EFFICIENCY, .polarity = POLARITY_LOWER},
    [ACCURACY] = {.group = METRIC_QUALITY, .polarity = POLARITY_HIGHER},
    [PERPLEXITY] = {.group = METRIC_QUALITY, .polarity = POLARITY_LOWER},
    [BIT_WIDTH] = {.group = METRIC_SETTING, .polarity = POLARITY_LOWER},
    [SIZE_LEVEL] = {.group = METRIC_QUALITY, .polarity = POLARITY_NONE},
};
static const Unit percent = {.class = UNIT_PERCENT, .scale = 1};
static const Unit points = {.class = UNIT_PP, .scale = 1};
static const Unit times = {.class = UNIT_TIMES, .scale = 1};
static const Unit other = {.class = UNIT_OTHER, .scale = 1};

enum {
    NONE = CLAIM_DIRECTION_NONE,
    UP = CLAIM_DIRECTION_INCREASE,
    DOWN = CLAIM_DIRECTION_DECREASE,
    FACTOR = CLAIM_KIND_FACTOR,
    DELTA = CLAIM_KIND_DELTA,
    RATIO = CLAIM_KIND_RATIO,
    LEVEL = CLAIM_KIND_LEVEL,
    SETTING = CLAIM_KIND_SETTING,
    EXACT = CLAIM_BOUND_EXACT,
    UP_TO = CLAIM_BOUND_UP_TO,
    AT_LEAST = CLAIM_BOUND_AT_LEAST,
    AT_MOST = CLAIM_BOUND_AT_MOST,
    IS = CENSORING_NONE,
    OR_MORE = CENSORING_RIGHT,
    OR_LESS = CENSORING_LEFT,
};

static const struct {
    uint32_t metric, unit;
    int kind, direction, bound;
    double value, value_max, ref_value, factor; /* 0 for none */
    double on_scale;
    int scale, censoring;
} said[] = {
    /* Efficiency: the record's factor, or the one that it has by the rules. */
    {SPEED, TIMES, FACTOR, UP, EXACT, 3, 0, 0, 3, 3, SCALE_FACTOR, IS},
    {MEMORY, PERCENT, DELTA, DOWN, EXACT, 75, 0, 0, 4, 4, SCALE_FACTOR, IS},
    {MEMORY, PERCENT, DELTA, DOWN, EXACT, 75, 0, 0, 0, 4, SCALE_FACTOR, IS},
    {SPEED, TIMES, FACTOR, UP, UP_TO, 9, 0, 0, 9, 9, SCALE_FACTOR, IS},
    {SPEED, TIMES, FACTOR, UP, AT_LEAST, 3, 0, 0, 3, 3, SCALE_FACTOR, OR_MORE},
    {SPEED, TIMES, FACTOR, UP, AT_MOST, 3, 0, 0, 3, 3, SCALE_FACTOR, OR_LESS},
    /* At least 75 % less memory is 4 times better or more; at most a quarter of it is, too. */
    {MEMORY, PERCENT, DELTA, DOWN, AT_LEAST, 75, 0, 0, 4, 4, SCALE_FACTOR, OR_MORE},
    {MEMORY, PERCENT, RATIO, DOWN, AT_MOST, 25, 0, 0, 4, 4, SCALE_FACTOR, OR_MORE},
    {MEMORY, PERCENT, RATIO, DOWN, AT_LEAST, 25, 0, 0, 4, 4, SCALE_FACTOR, OR_LESS},
    {MEMORY, TIMES, FACTOR, UP, AT_LEAST, 2, 0, 0, 0.5, 0.5, SCALE_FACTOR, OR_LESS},
    /* Quality: the difference; more is better. */
    {ACCURACY, POINTS, DELTA, UP, EXACT, 1.5, 0, 0, 0, 1.5, SCALE_POINTS, IS},
    {ACCURACY, POINTS, DELTA, DOWN, EXACT, 1.5, 0, 0, 0, -1.5, SCALE_POINTS, IS},
    {ACCURACY, POINTS, DELTA, UP, EXACT, 1, 3, 0, 0, 2, SCALE_POINTS, IS},
    {ACCURACY, PERCENT, DELTA, UP, EXACT, 2, 0, 0, 0, 2, SCALE_PERCENT, IS},
    {ACCURACY, TIMES, FACTOR, UP, EXACT, 1.25, 0, 0, 0, 25, SCALE_PERCENT, IS},
    {ACCURACY, PERCENT, RATIO, NONE, EXACT, 97, 0, 0, 0, -3, SCALE_PERCENT, IS},
    {ACCURACY, PERCENT, LEVEL, UP, EXACT, 80, 0, 75, 0, 5, SCALE_POINTS, IS},
    {PERPLEXITY, NAME_NONE, LEVEL, DOWN, EXACT, 5, 0, 6, 0, 1, SCALE_POINTS, IS},
    {ACCURACY, POINTS, DELTA, UP, AT_LEAST, 1, 0, 0, 0, 1, SCALE_POINTS, OR_MORE},
    /* A loss that is bounded is one between that and none. */
    {PERPLEXITY, PERCENT, DELTA, UP, AT_MOST, 2, 0, 0, 0, -2, SCALE_PERCENT, IS},
    {ACCURACY, POINTS, DELTA, DOWN, AT_MOST, 1, 0, 0, 0, -1, SCALE_POINTS, IS},
    {ACCURACY, PERCENT, RATIO, DOWN, AT_LEAST, 95, 0, 0, 0, -5, SCALE_PERCENT, IS},
    {ACCURACY, POINTS, DELTA, DOWN, AT_LEAST, 1, 0, 0, 0, -1, SCALE_POINTS, OR_LESS},
    {SPEED, TIMES, FACTOR, DOWN, AT_MOST, 2, 0, 0, 0.5, 0.5, SCALE_FACTOR, IS},
    {ACCURACY, DECIBEL, DELTA, UP, EXACT, 4, 0, 0, 0, 4, SCALE_UNIT, IS},
    /* Settings, of whatever metric. */
    {BIT_WIDTH, BIT, SETTING, NONE, EXACT, 4, 0, 0, 0, 4, SCALE_SETTING, IS},
    {MEMORY, TIMES, SETTING, NONE, AT_MOST, 8, 0, 0, 0, 8, SCALE_SETTING, OR_LESS},
    {UNKNOWN, BIT, SETTING, NONE, EXACT, 1, 0, 0, 0, 1, SCALE_SETTING, IS},
    /* What cannot be put beside anything. */
    {UNKNOWN, TIMES, FACTOR, UP, EXACT, 3, 0, 0, 3, 0, SCALE_NONE, IS},
    {BIT_WIDTH, BIT, FACTOR, DOWN, EXACT, 4, 0, 0, 4, 0, SCALE_NONE, IS},
    {SIZE_LEVEL, POINTS, DELTA, UP, EXACT, 4, 0, 0, 0, 0, SCALE_NONE, IS},
    {ACCURACY, PERCENT, LEVEL, NONE, EXACT, 80, 0, 0, 0, 0, SCALE_NONE, IS},
    {ACCURACY, PERCENT, DELTA, NONE, EXACT, 2, 0, 0, 0, 0, SCALE_NONE, IS},
    {SPEED, TIMES, LEVEL, NONE, EXACT, 20, 0, 0, 0, 0, SCALE_NONE, IS},
    {MEMORY, PERCENT, DELTA, DOWN, EXACT, 100, 0, 0, 0, 0, SCALE_NONE, IS},
    {SPEED, TIMES, FACTOR, UP, EXACT, 3, 0, 0, -3, 0, SCALE_NONE, IS},
};

static double or_none(double value)
{
    return value == 0 ? NAN : value;
}

static void records_stand_on_their_scales(void **state)
{
    (void)state;
    const Metric *metrics[NAME_COUNT] = {NULL};
    const Unit *units[NAME_COUNT] = {[PERCENT] = &percent,
                                     [POINTS] = &points,
                                     [TIMES] = &times,
                                     [DECIBEL] = &other,
                                     [BIT] = &other};
    for (size_t i = SPEED; i < METRIC_COUNT; i++)
        metrics[i] = &metric_table[i];
    const ScaleKnowledge knowledge = {
        .metrics = metrics, .units = units, .first_metric = metric_table, .count = NAME_COUNT};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const Record record = {.metric = said[i].metric,
                               .unit = said[i].unit,
                               .kind = (uint8_t)said[i].kind,
                               .direction = (uint8_t)said[i].direction,
                               .bound = (uint8_t)said[i].bound,
                               .value = said[i].value,
                               .value_max = or_none(said[i].value_max),
                               .ref_value = or_none(said[i].ref_value),
                               .factor = or_none(said[i].factor)};
        Scaled scaled = scale_record(&record, &knowledge);
        bool as_expected =
            (int)scaled.scale == said[i].scale && fabs(scaled.value - said[i].on_scale) < 1e-9 &&
            (int)scaled.censoring == said[i].censoring && scaled.peak == (said[i].bound == UP_TO);
        if (!as_expected)
            fail_msg("record %zu: scale %d, value %g, censoring %d", i, (int)scaled.scale,
                     scaled.value, (int)scaled.censoring);
    }
}

static void units_tell_scales_apart(void **state)
{
    (void)state;
    assert_string_equal(scale_name(SCALE_FACTOR), "factor");
    assert_string_equal(scale_name(SCALE_PERCENT), "percent");
    assert_string_equal(scale_name(SCALE_POINTS), "points");
    assert_null(scale_name(SCALE_UNIT));
    assert_null(scale_name(SCALE_SETTING));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_stand_on_their_scales),
        cmocka_unit_test(units_tell_scales_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
