/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Samples of papers side by side. */
#ifndef STATS_COMPARISON_H
#define STATS_COMPARISON_H

#include "stats/effect.h"
#include "stats/facts.h"
#include "stats/rank_test.h"

/* What is below this is called significant. */
#define SIGNIFICANT 0.05

/* The papers' typical values in a group, as stated, sorted. */
typedef struct ComparisonSample {
    double *values; /* owned by the comparison's arena */
    size_t count;
} ComparisonSample;

/* Sample `a` against sample `b`, both by their index. */
typedef struct ComparisonPair {
    size_t a, b;
    Effect effect;
    RankTest test;
    double adjusted_p; /* by Holm's method over all pairs; the same as test.p for a single one */
    size_t shared;     /* papers that are in both samples, and count in both */
} ComparisonPair;

typedef struct Comparison {
    Arena arena;
    ComparisonSample *samples;
    size_t sample_count;
    ComparisonPair *pairs; /* each two samples, in their order */
    size_t pair_count;
    RankTest overall; /* Kruskal-Wallis, with more than two samples; else p is NAN */
} Comparison;

/*
 * Compare `count` groups of papers' values; a group may be NULL, which is an empty sample. `tables`
 * are the tables that the groups belong to. CLAIMS_OK or CLAIMS_ERROR_SYSTEM (memory);
 * `*comparison` is owned: comparison_free, also after an error.
 */
ClaimsStatus comparison_make(const FactTable *const *tables, const FactGroup *const *groups,
                             size_t count, Comparison *comparison);
void comparison_free(Comparison *comparison);

#endif
