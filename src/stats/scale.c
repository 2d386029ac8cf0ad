/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/scale.h"

#include <math.h>
#include <stdlib.h>

#include "base/string.h"
#include "record/factor.h"

const char *scale_name(Scale scale)
{
    static const char *const names[] = {
        [SCALE_FACTOR] = "factor", [SCALE_PERCENT] = "percent", [SCALE_POINTS] = "points",
        [SCALE_UNIT] = NULL,       [SCALE_SETTING] = NULL,      [SCALE_NONE] = NULL,
    };
    return names[scale];
}

static const Unit *find_unit(const Vocabulary *vocabulary, ClaimsString symbol)
{
    const UnitTable *units = vocabulary->units;
    for (size_t i = 0; i < units->unit_count; i++)
        if (string_equal(units->units[i].symbol, symbol))
            return &units->units[i];
    return NULL;
}

bool scale_knowledge_make(const Records *records, const Vocabulary *vocabulary,
                          ScaleKnowledge *knowledge)
{
    uint32_t count = records->names.count + 1;
    *knowledge = (ScaleKnowledge){.metrics = calloc(count, sizeof *knowledge->metrics),
                                  .units = calloc(count, sizeof *knowledge->units),
                                  .first_metric = vocabulary->metrics,
                                  .count = count};
    if (knowledge->metrics == NULL || knowledge->units == NULL) {
        scale_knowledge_free(knowledge);
        return false;
    }
    for (size_t i = 0; i < vocabulary->metric_count; i++) {
        uint32_t number = names_find(&records->names, vocabulary->metrics[i].id);
        if (number != NAME_NONE)
            knowledge->metrics[number] = &vocabulary->metrics[i];
    }
    for (size_t i = 0; i < vocabulary->units->unit_count; i++) {
        ClaimsString symbol = vocabulary->units->units[i].symbol;
        uint32_t number = names_find(&records->names, symbol);
        if (number != NAME_NONE)
            knowledge->units[number] = find_unit(vocabulary, symbol);
    }
    return true;
}

void scale_knowledge_free(ScaleKnowledge *knowledge)
{
    free(knowledge->metrics);
    free(knowledge->units);
    *knowledge = (ScaleKnowledge){0};
}

/* ---- One record -------------------------------------------------------------------------- */

static Censoring censoring_of(const Record *record, int sense)
{
    bool above = record->bound == CLAIM_BOUND_AT_LEAST,
         below = record->bound == CLAIM_BOUND_AT_MOST;
    if (!above && !below)
        return CENSORING_NONE;
    return above == (sense > 0) ? CENSORING_RIGHT : CENSORING_LEFT;
}

/* 1 where the new value grows with the number that the text says, else -1. */
static int change_sense(const Record *record)
{
    bool relative = record->kind == CLAIM_KIND_FACTOR || record->kind == CLAIM_KIND_DELTA;
    return relative && record->direction == CLAIM_DIRECTION_DECREASE ? -1 : 1;
}

/* Where nothing has changed; what is less is a loss. */
static double no_change(Scale scale)
{
    return scale == SCALE_SETTING ? -INFINITY : scale == SCALE_FACTOR ? 1 : 0;
}

static Scaled scaled(const Record *record, Scale scale, double value, int sense)
{
    if (!isfinite(value))
        return (Scaled){.scale = SCALE_NONE};
    bool has_unit = scale == SCALE_UNIT || scale == SCALE_SETTING;
    Censoring censoring = censoring_of(record, sense);
    if (censoring == CENSORING_RIGHT && value < no_change(scale))
        censoring = CENSORING_NONE;
    return (Scaled){.scale = scale,
                    .unit = has_unit ? record->unit : NAME_NONE,
                    .value = value,
                    .censoring = censoring,
                    .peak = record->bound == CLAIM_BOUND_UP_TO};
}

/* The scale of a difference that is written in a unit of `class`. */
static Scale difference_scale(UnitClass class, ClaimKind kind)
{
    switch (class) {
    case UNIT_PERCENT:
        /* "+2 %" may be relative or in points and is kept apart; levels in percent differ in
         * points */
        return kind == CLAIM_KIND_LEVEL ? SCALE_POINTS : SCALE_PERCENT;
    case UNIT_TIMES:
    case UNIT_FRACTION:
        return SCALE_PERCENT;
    case UNIT_BARE:
    case UNIT_WHOLE:
    case UNIT_PP:
    case UNIT_POINTS:
        return SCALE_POINTS;
    default:
        return SCALE_UNIT;
    }
}

/* What `value` says about the metric's change, more being more of the metric; NAN: nothing. */
static double quality_change(const Record *record, double value, UnitClass class)
{
    bool decrease = record->direction == CLAIM_DIRECTION_DECREASE;
    bool times = class == UNIT_TIMES || class == UNIT_FRACTION;
    switch ((ClaimKind)record->kind) {
    case CLAIM_KIND_DELTA:
        if (record->direction == CLAIM_DIRECTION_NONE)
            return NAN;
        return (decrease ? -value : value) * (times ? 100 : 1);
    case CLAIM_KIND_FACTOR:
        return ((decrease ? 1 / value : value) - 1) * 100;
    case CLAIM_KIND_RATIO:
        return times ? (value - 1) * 100 : value - 100;
    case CLAIM_KIND_LEVEL:
        return value - record->ref_value;
    case CLAIM_KIND_SETTING:
        break;
    }
    return NAN;
}

static Scaled scale_quality(const Record *record, const Metric *metric, UnitClass class)
{
    int sense = metric->polarity == POLARITY_LOWER ? -1 : 1;
    double change = quality_change(record, record->value, class);
    if (!isnan(record->value_max))
        change = sample_middle(change, quality_change(record, record->value_max, class));
    bool relative = record->kind == CLAIM_KIND_FACTOR || record->kind == CLAIM_KIND_RATIO;
    Scale scale = relative ? SCALE_PERCENT : difference_scale(class, (ClaimKind)record->kind);
    if (metric->polarity == POLARITY_NONE)
        return (Scaled){.scale = SCALE_NONE};
    /* no difference is zero, not minus zero */
    return scaled(record, scale, change == 0 ? 0 : sense * change, sense * change_sense(record));
}

/* The factor of a record that was written without one, by hand or by another program. */
static double factor_of(const Record *record, const Metric *metric, const Unit *unit)
{
    ClaimRecord claim = {.kind = (ClaimKind)record->kind,
                         .direction = (ClaimDirection)record->direction,
                         .value = record->value,
                         .value_max = record->value_max,
                         .ref_value = record->ref_value};
    return claim_factor(&claim, metric, unit);
}

Scaled scale_record(const Record *record, const ScaleKnowledge *knowledge)
{
    const Metric *metric = knowledge->metrics[record->metric];
    const Unit *unit = knowledge->units[record->unit];
    if (record->kind == CLAIM_KIND_SETTING)
        return scaled(record, SCALE_SETTING, record->value, 1);
    if (metric == NULL || metric->group == METRIC_SETTING)
        return (Scaled){.scale = SCALE_NONE};
    if (metric->group == METRIC_QUALITY)
        return scale_quality(
            record, metric,
            unit != NULL ? unit->class : (record->unit == NAME_NONE ? UNIT_BARE : UNIT_OTHER));
    double factor = isnan(record->factor) ? factor_of(record, metric, unit) : record->factor;
    if (!(factor > 0))
        return (Scaled){.scale = SCALE_NONE};
    int sense = metric->polarity == POLARITY_LOWER ? -1 : 1;
    return scaled(record, SCALE_FACTOR, factor, sense * change_sense(record));
}
