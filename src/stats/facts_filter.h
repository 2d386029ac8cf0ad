/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ends of building facts: which records come in, and in what order groups go out. */
#ifndef STATS_FACTS_FILTER_H
#define STATS_FACTS_FILTER_H

#include "stats/facts.h"

/* A request's conditions on some records: for every name, whether the condition holds of it. */
typedef struct FactsFilter {
    const Records *records;
    const FactsRequest *request;
    bool *holds; /* a row of names a condition */
} FactsFilter;

/* False when memory is exhausted. Owned: facts_filter_free. */
bool facts_filter_make(const Records *records, const FactsRequest *request, FactsFilter *filter);
bool facts_filter_takes(const FactsFilter *filter, const Record *record);
void facts_filter_free(FactsFilter *filter);

/* Put the groups, and with them the values and settings, in the order in which they go out.
 * False when memory is exhausted. */
bool facts_arrange(const Records *records, const ScaleKnowledge *knowledge, FactsBy by,
                   FactTable *table);

#endif
