/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The improvement factor of claims; 0 in the table stands for undefined. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "record/factor.h"

static const Metric speed = {.group = METRIC_EFFICIENCY, .polarity = POLARITY_HIGHER};
static const Metric memory = {.group = METRIC_EFFICIENCY, .polarity = POLARITY_LOWER};
static const Metric accuracy = {.group = METRIC_QUALITY, .polarity = POLARITY_HIGHER};
static const Metric perplexity = {.group = METRIC_QUALITY, .polarity = POLARITY_LOWER};
static const Metric tokens = {.group = METRIC_EFFICIENCY, .polarity = POLARITY_NONE};
static const Metric bits = {.group = METRIC_SETTING, .polarity = POLARITY_LOWER};
static const Unit percent = {.class = UNIT_PERCENT, .scale = 1};
static const Unit points = {.class = UNIT_PP, .scale = 1};
static const Unit times = {.class = UNIT_TIMES, .scale = 1};
static const Unit second = {.class = UNIT_TIME, .scale = 1};

enum {
    NONE = CLAIM_DIRECTION_NONE,
    UP = CLAIM_DIRECTION_INCREASE,
    DOWN = CLAIM_DIRECTION_DECREASE
};
enum { FACTOR, DELTA, RATIO, LEVEL, SETTING };

static const struct {
    const Metric *metric;
    int kind, direction;
    double value, value_max, ref_value; /* 0 for none */
    const Unit *unit;
    double factor;
} claims[] = {
    /* How many times. */
    {&speed, FACTOR, UP, 3, 0, 0, &times, 3},
    {&speed, FACTOR, DOWN, 4, 0, 0, &times, 0.25},
    {&memory, FACTOR, DOWN, 4, 0, 0, &times, 4},
    {&memory, FACTOR, UP, 4, 0, 0, &times, 0.25},
    {&memory, FACTOR, DOWN, 2, 8, 0, &times, 4}, /* a range: the geometric mean */
    {&accuracy, FACTOR, UP, 2, 0, 0, &times, 2},
    /* By how much. */
    {&speed, DELTA, UP, 20, 0, 0, &percent, 1.2},
    {&speed, DELTA, DOWN, 20, 0, 0, &percent, 0.8},
    {&memory, DELTA, DOWN, 50, 0, 0, &percent, 2},
    {&memory, DELTA, UP, 25, 0, 0, &percent, 0.8},
    {&memory, DELTA, DOWN, 0.5, 0, 0, &times, 2},
    {&memory, DELTA, DOWN, 100, 0, 0, &percent, 0},
    {&memory, DELTA, DOWN, 120, 0, 0, &percent, 0},
    {&memory, DELTA, DOWN, 90, 110, 0, &percent, 0},
    {&accuracy, DELTA, UP, 3, 0, 0, &percent, 0}, /* points or relative: who knows */
    {&accuracy, DELTA, UP, 3, 0, 0, &points, 0},
    {&memory, DELTA, DOWN, 3, 0, 0, &second, 0},
    {&memory, DELTA, DOWN, 3, 0, 0, NULL, 0},
    /* What is left. */
    {&memory, RATIO, DOWN, 25, 0, 0, &percent, 4},
    {&memory, RATIO, DOWN, 0.25, 0, 0, &times, 4},
    {&speed, RATIO, UP, 150, 0, 0, &percent, 1.5},
    {&accuracy, RATIO, DOWN, 98, 0, 0, &percent, 0.98},
    {&memory, RATIO, DOWN, 0, 0, 0, &percent, 0},
    {&memory, RATIO, DOWN, 5, 0, 0, &second, 0},
    /* Levels, by their reference. */
    {&memory, LEVEL, NONE, 5, 0, 10, &second, 2},
    {&speed, LEVEL, NONE, 5, 0, 10, NULL, 0.5},
    {&perplexity, LEVEL, NONE, 4, 0, 5, NULL, 1.25},
    {&accuracy, LEVEL, NONE, 80, 0, 0, &percent, 0},
    /* Without a better and a worse there is no improvement. */
    {&tokens, FACTOR, UP, 3, 0, 0, &times, 0},
    {&bits, FACTOR, DOWN, 3, 0, 0, &times, 0},
    {&bits, SETTING, NONE, 4, 0, 0, NULL, 0},
    {&speed, FACTOR, UP, 0, 0, 0, &times, 0},
    {&speed, FACTOR, UP, 1e308, 1e308, 0, &times, 0},
};

static void factors_follow_the_formulas(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
        const ClaimRecord record = {
            .kind = (ClaimKind)claims[i].kind,
            .direction = (ClaimDirection)claims[i].direction,
            .value = claims[i].value,
            .value_max = claims[i].value_max != 0 ? claims[i].value_max : NAN,
            .ref_value = claims[i].ref_value != 0 ? claims[i].ref_value : NAN};
        double factor = claim_factor(&record, claims[i].metric, claims[i].unit);
        double expected = claims[i].factor != 0 ? claims[i].factor : NAN;
        if (isnan(expected) != isnan(factor) || fabs(factor - expected) > 1e-9)
            fail_msg("claim %zu: %g, expected %g", i, factor, expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(factors_follow_the_formulas)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
