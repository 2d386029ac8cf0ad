/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The papers that state two metrics. */
#ifndef STATS_TRADEOFF_H
#define STATS_TRADEOFF_H

#include "stats/facts.h"
#include "stats/pareto.h"

/*
 * The papers that have a typical value in both groups, as points whose index is the paper; `x` is
 * of `x_table` and `y` of `y_table`, both by metric, so that their values are in the order of
 * papers. `points` has room for x->count. Returns how many there are.
 */
size_t tradeoff_pair(const FactTable *x_table, const FactGroup *x, const FactTable *y_table,
                     const FactGroup *y, ParetoPoint *points);

/*
 * The two groups of `table`, by metric, that most papers have in common: `*x` of metrics[0], or of
 * any metric that is measured by factors when that is NAME_NONE, `*y` of metrics[1], or of any
 * other. Both stay as they are when there are none. False when memory is exhausted.
 */
bool tradeoff_choose(const FactTable *table, const uint32_t metrics[2], const FactGroup **x,
                     const FactGroup **y);

#endif
