/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/factor.h"

#include <math.h>

/* A share or relative change as a fraction of one: 45 for "45%", 0.333 for "a third". */
static double as_fraction(double value, UnitClass class)
{
    return class == UNIT_PERCENT ? value / 100 : value;
}

/* What is left of 1 after the change, times over: the new value over the old one. */
static double new_over_old(const ClaimRecord *record, double value, UnitClass class)
{
    bool decrease = record->direction == CLAIM_DIRECTION_DECREASE;
    switch (record->kind) {
    case CLAIM_KIND_FACTOR:
        return decrease ? 1 / value : value;
    case CLAIM_KIND_DELTA:
        value = as_fraction(value, class);
        return decrease ? 1 - value : 1 + value;
    case CLAIM_KIND_RATIO:
        return as_fraction(value, class);
    case CLAIM_KIND_LEVEL:
        return value / record->ref_value;
    case CLAIM_KIND_SETTING:
        break;
    }
    return NAN;
}

double claim_factor(const ClaimRecord *record, const Metric *metric, const Unit *unit)
{
    UnitClass class = unit != NULL ? unit->class : UNIT_BARE;
    bool relative = class == UNIT_PERCENT || class == UNIT_TIMES;
    if (metric->polarity == POLARITY_NONE || metric->group == METRIC_SETTING)
        return NAN;
    if (record->kind == CLAIM_KIND_DELTA && (!relative || metric->group == METRIC_QUALITY))
        return NAN;
    if (record->kind == CLAIM_KIND_RATIO && !relative)
        return NAN;
    double change = new_over_old(record, record->value, class);
    if (!isnan(record->value_max))
        change = sqrt(change * new_over_old(record, record->value_max, class));
    double factor = metric->polarity == POLARITY_LOWER ? 1 / change : change;
    return isfinite(factor) && factor > 0 && change > 0 ? factor : NAN;
}
