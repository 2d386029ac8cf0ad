/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a chart shows where its request leaves that open: what most papers tell. */
#ifndef CHARTS_CHOICE_H
#define CHARTS_CHOICE_H

#include "charts/plot.h"

/* The facts that the chart is about, by `by`; of `metric` alone unless that is NAME_NONE. CLAIMS_OK
 * or CLAIMS_ERROR_SYSTEM; `*table` is owned: facts_free, also after an error. */
ClaimsStatus choice_build_facts(const Plot *plot, FactsBy by, uint32_t metric, FactTable *table);

/* A metric on a scale. */
typedef struct ChoiceScale {
    uint32_t metric, unit;
    Scale scale;
    size_t papers; /* that tell it; 0: there is none */
} ChoiceScale;

/* The scale that most papers tell, of settings or of results, of `metric`; of all metrics when that
 * is NAME_NONE, then factors before changes. */
ClaimsStatus choice_make_scale(const Plot *plot, uint32_t metric, bool settings,
                               ChoiceScale *choice);

/* Does the group belong to it? */
bool choice_holds(const ChoiceScale *choice, const FactGroup *group);

#endif
