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

ClaimsStatus choice_make_scale(const Plot *plot, uint32_t metric, bool settings, bool factors_alone,
                               ChoiceScale *choice)
{
    FactTable table;
    ClaimsStatus status = choice_build_facts(plot, FACTS_BY_METRIC, metric, &table);
    *choice = (ChoiceScale){.metric = metric, .scale = SCALE_NONE};
    for (size_t i = 0; i < table.group_count && status == CLAIMS_OK; i++) {
        const FactGroup *group = &table.groups[i];
        if ((group->scale == SCALE_SETTING) == settings && group->count > choice->papers &&
            (!factors_alone || group->scale == SCALE_FACTOR))
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
