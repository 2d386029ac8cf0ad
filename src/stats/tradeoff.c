/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/tradeoff.h"

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
