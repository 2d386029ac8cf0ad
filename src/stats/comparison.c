/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/comparison.h"

#include <math.h>
#include <string.h>

static bool fill_sample(Comparison *comparison, ComparisonSample *sample, const FactTable *table,
                        const FactGroup *group)
{
    if (group == NULL)
        return true;
    sample->values = arena_array(&comparison->arena, group->count + 1, sizeof *sample->values);
    if (sample->values == NULL)
        return false;
    for (size_t i = 0; i < group->count; i++) {
        const PaperValue *value = &table->values[group->first + i];
        if (value->has_centre)
            sample->values[sample->count++] = value->centre.value;
    }
    sample_sort(sample->values, sample->count);
    return true;
}

/* How many papers have a typical value in both groups; values are in the order of papers. */
static size_t count_shared(const FactTable *a_table, const FactGroup *a, const FactTable *b_table,
                           const FactGroup *b)
{
    size_t shared = 0;
    if (a == NULL || b == NULL)
        return 0;
    const PaperValue *x = a_table->values + a->first, *y = b_table->values + b->first;
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        shared += x[i].paper == y[k].paper && x[i].has_centre && y[k].has_centre;
        if (x[i].paper <= y[k].paper)
            i++;
        else
            k++;
    }
    return shared;
}

static bool fill_pairs(Comparison *comparison, const FactTable *const *tables,
                       const FactGroup *const *groups)
{
    size_t count = comparison->sample_count;
    comparison->pairs =
        arena_array(&comparison->arena, count * count + 1, sizeof *comparison->pairs);
    double *p = arena_array(&comparison->arena, count * count + 1, sizeof *p);
    if (comparison->pairs == NULL || p == NULL)
        return false;
    for (size_t a = 0; a < count; a++) {
        for (size_t b = a + 1; b < count; b++) {
            const ComparisonSample *x = &comparison->samples[a], *y = &comparison->samples[b];
            ComparisonPair *pair = &comparison->pairs[comparison->pair_count];
            *pair = (ComparisonPair){
                .a = a,
                .b = b,
                .effect = effect_between(x->values, x->count, y->values, y->count),
                .shared = count_shared(tables[a], groups[a], tables[b], groups[b])};
            if (!mann_whitney(x->values, x->count, y->values, y->count, &pair->test))
                return false;
            p[comparison->pair_count++] = pair->test.p;
        }
    }
    if (!holm_adjust(p, comparison->pair_count))
        return false;
    for (size_t i = 0; i < comparison->pair_count; i++)
        comparison->pairs[i].adjusted_p = p[i];
    return true;
}

static bool fill_overall(Comparison *comparison)
{
    size_t total = 0, count = comparison->sample_count;
    comparison->overall = (RankTest){NAN, NAN, false};
    if (count <= 2)
        return true;
    size_t *counts = arena_array(&comparison->arena, count, sizeof *counts);
    for (size_t i = 0; i < count; i++)
        total += comparison->samples[i].count;
    double *values = arena_array(&comparison->arena, total + 1, sizeof *values);
    if (counts == NULL || values == NULL)
        return false;
    for (size_t i = 0, at = 0; i < count; i++) {
        counts[i] = comparison->samples[i].count;
        if (counts[i] > 0)
            memcpy(values + at, comparison->samples[i].values, counts[i] * sizeof *values);
        at += counts[i];
    }
    return kruskal_wallis(values, counts, count, &comparison->overall);
}

ClaimsStatus comparison_make(const FactTable *const *tables, const FactGroup *const *groups,
                             size_t count, Comparison *comparison)
{
    *comparison = (Comparison){.sample_count = count};
    comparison->samples = arena_array(&comparison->arena, count + 1, sizeof *comparison->samples);
    bool done = comparison->samples != NULL;
    for (size_t i = 0; done && i < count; i++)
        done = fill_sample(comparison, &comparison->samples[i], tables[i], groups[i]);
    done = done && fill_pairs(comparison, tables, groups) && fill_overall(comparison);
    return done ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
}

void comparison_free(Comparison *comparison)
{
    arena_free(&comparison->arena);
    *comparison = (Comparison){0};
}
