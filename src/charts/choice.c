/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/choice.h"

ClaimsStatus choice_build_facts(const Plot *plot, FactsBy by, uint32_t metric, FactTable *table)
{
    FactsRequest request = plot->source->facts;
    request.by = by;
    request.with_points = true;
    if (metric != NAME_NONE)
        request.metric = metric;
    return facts_build(plot->source->records, plot->source->knowledge, &request, table);
}

/* Is the group to be preferred to the choice so far? */
static bool is_better(const FactGroup *group, const ChoiceScale *choice, bool any_metric)
{
    bool factors = group->scale == SCALE_FACTOR;
    if (any_metric && choice->papers > 0 && factors != (choice->scale == SCALE_FACTOR))
        return factors;
    return group->count > choice->papers;
}

ClaimsStatus choice_make_scale(const Plot *plot, uint32_t metric, bool settings,
                               ChoiceScale *choice)
{
    FactTable table;
    ClaimsStatus status = choice_build_facts(plot, FACTS_BY_METRIC, metric, &table);
    *choice = (ChoiceScale){.metric = metric, .scale = SCALE_NONE};
    for (size_t i = 0; i < table.group_count && status == CLAIMS_OK; i++) {
        const FactGroup *group = &table.groups[i];
        if ((group->scale == SCALE_SETTING) == settings &&
            is_better(group, choice, metric == NAME_NONE))
            *choice = (ChoiceScale){group->metric, group->unit, group->scale, group->count};
    }
    facts_free(&table);
    return status;
}

bool choice_holds(const ChoiceScale *choice, const FactGroup *group)
{
    return group->metric == choice->metric && group->unit == choice->unit &&
           group->scale == choice->scale;
}
