/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/tradeoff.h"

#include <stdlib.h>

enum { GROUPS_MOST = 48 }; /* of each side that are tried with one another */

size_t tradeoff_pair(const FactTable *x_table, const FactGroup *x, const FactTable *y_table,
                     const FactGroup *y, ParetoPoint *points)
{
    const PaperValue *xs = x_table->values + x->first, *ys = y_table->values + y->first;
    size_t found = 0;
    for (size_t i = 0, k = 0; i < x->count && k < y->count;) {
        if (xs[i].paper != ys[k].paper) {
            if (xs[i].paper < ys[k].paper)
                i++;
            else
                k++;
            continue;
        }
        if (xs[i].has_centre && ys[k].has_centre)
            points[found++] = (ParetoPoint){
                .x = xs[i].centre.value, .y = ys[k].centre.value, .index = xs[i].paper};
        i++;
        k++;
    }
    return found;
}

static int more_papers(const void *a, const void *b)
{
    const FactGroup *x = *(const FactGroup *const *)a, *y = *(const FactGroup *const *)b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* The groups that may be one side, those of most papers first, into `groups` (of GROUPS_MOST). */
static bool list_groups(const FactTable *table, uint32_t metric, bool factors,
                        const FactGroup **groups, size_t *count)
{
    const FactGroup **all = calloc(table->group_count + 1, sizeof(const FactGroup *));
    size_t found = 0;
    for (size_t i = 0; all != NULL && i < table->group_count; i++) {
        const FactGroup *group = &table->groups[i];
        bool fits = metric != NAME_NONE ? group->metric == metric
                                        : (group->scale == SCALE_FACTOR) == factors;
        if (fits && group->scale != SCALE_SETTING)
            all[found++] = group;
    }
    if (found > 1)
        qsort(all, found, sizeof *all, more_papers);
    *count = found < GROUPS_MOST ? found : GROUPS_MOST;
    for (size_t i = 0; i < *count; i++)
        groups[i] = all[i];
    bool done = all != NULL;
    free(all);
    return done;
}

bool tradeoff_choose(const FactTable *table, const uint32_t metrics[2], const FactGroup **x,
                     const FactGroup **y)
{
    const FactGroup *xs[GROUPS_MOST], *ys[GROUPS_MOST];
    size_t x_count, y_count, best = 0;
    if (!list_groups(table, metrics[0], true, xs, &x_count) ||
        !list_groups(table, metrics[1], false, ys, &y_count))
        return false;
    ParetoPoint *points = calloc(table->value_count + 1, sizeof *points);
    for (size_t i = 0; points != NULL && i < x_count; i++) {
        for (size_t k = 0; k < y_count; k++) {
            size_t count = xs[i] == ys[k] ? 0 : tradeoff_pair(table, xs[i], table, ys[k], points);
            if (count > best) {
                best = count;
                *x = xs[i];
                *y = ys[k];
            }
        }
    }
    free(points);
    return points != NULL;
}
