/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/contrasts.h"

#include <math.h>

#include "base/array.h"

static bool is_same_measure(const FactGroup *a, const FactGroup *b)
{
    return a->metric == b->metric && a->scale == b->scale && a->unit == b->unit;
}

static bool takes_part(const SummaryRow *row)
{
    return row->group->scale != SCALE_SETTING && row->group->key != NAME_NONE &&
           row->centre_papers >= CONTRAST_PAPERS_LEAST;
}

static bool add_pairs(Contrasts *contrasts, const Comparison *comparison,
                      const SummaryRow *const *rows)
{
    bool any = false;
    for (size_t i = 0; i < comparison->pair_count; i++) {
        const ComparisonPair *pair = &comparison->pairs[i];
        if (!isfinite(pair->test.p))
            continue;
        if (!array_reserve(&contrasts->items, &contrasts->capacity, contrasts->count,
                           sizeof *contrasts->items, 64))
            return false;
        Contrast contrast = {rows[pair->a], rows[pair->b], pair->effect, pair->test.p};
        if (contrast.effect.delta < 0) {
            Interval old = contrast.effect.delta_interval;
            contrast.a = rows[pair->b];
            contrast.b = rows[pair->a];
            contrast.effect.delta = -contrast.effect.delta;
            contrast.effect.superiority = 1 - contrast.effect.superiority;
            contrast.effect.delta_interval = (Interval){-old.high, -old.low};
        }
        contrasts->items[contrasts->count++] = contrast;
        any = true;
    }
    contrasts->metric_count += any;
    return true;
}

/* All families on the measure of row `first`, the first row of that measure. */
static bool add_measure(Contrasts *contrasts, const FactTable *table, const Summary *families,
                        size_t first)
{
    size_t count = 0, most = families->row_count - first;
    const SummaryRow **rows = malloc(most * sizeof *rows);
    const FactTable **tables = malloc(most * sizeof *tables);
    const FactGroup **groups = malloc(most * sizeof *groups);
    bool done = rows != NULL && tables != NULL && groups != NULL;
    for (size_t i = first; done && i < families->row_count; i++) {
        const SummaryRow *row = &families->rows[i];
        if (!takes_part(row) || !is_same_measure(row->group, families->rows[first].group))
            continue;
        rows[count] = row;
        tables[count] = table;
        groups[count++] = row->group;
    }
    if (done && count > 1) {
        Comparison comparison;
        done = comparison_make(tables, groups, count, &comparison) == CLAIMS_OK &&
               add_pairs(contrasts, &comparison, rows);
        comparison_free(&comparison);
    }
    free(rows);
    free(tables);
    free(groups);
    return done;
}

static bool is_first(const Summary *families, size_t row)
{
    for (size_t i = 0; i < row; i++)
        if (takes_part(&families->rows[i]) &&
            is_same_measure(families->rows[i].group, families->rows[row].group))
            return false;
    return takes_part(&families->rows[row]);
}

static bool adjust(Contrasts *contrasts)
{
    double *p = malloc((contrasts->count + 1) * sizeof *p);
    if (p == NULL)
        return false;
    for (size_t i = 0; i < contrasts->count; i++)
        p[i] = contrasts->items[i].adjusted_p;
    bool done = holm_adjust(p, contrasts->count);
    for (size_t i = 0; i < contrasts->count && done; i++)
        contrasts->items[i].adjusted_p = p[i];
    free(p);
    return done;
}

/* Least p first; then the rows' order, so that the order never depends on the sort. */
static int compare_contrasts(const void *first, const void *second)
{
    const Contrast *x = first, *y = second;
    if (x->adjusted_p != y->adjusted_p)
        return x->adjusted_p < y->adjusted_p ? -1 : 1;
    if (x->effect.delta != y->effect.delta)
        return x->effect.delta > y->effect.delta ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

ClaimsStatus contrasts_make(const FactTable *table, const Summary *families, Contrasts *contrasts)
{
    bool done = true;
    for (size_t i = 0; i < families->row_count && done; i++)
        if (is_first(families, i))
            done = add_measure(contrasts, table, families, i);
    done = done && adjust(contrasts);
    if (done && contrasts->count > 0)
        qsort(contrasts->items, contrasts->count, sizeof *contrasts->items, compare_contrasts);
    return done ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
}

void contrasts_free(Contrasts *contrasts)
{
    free(contrasts->items);
    *contrasts = (Contrasts){0};
}
