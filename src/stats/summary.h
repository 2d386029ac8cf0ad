/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of each group of facts. */
#ifndef STATS_SUMMARY_H
#define STATS_SUMMARY_H

#include "stats/facts.h"
#include "stats/sample.h"

enum {
    SUMMARY_LISTED = 2, /* papers up to which the values themselves are told, and no interval */
};

/* A value of a setting, and how many papers state it. */
typedef struct SummaryCount {
    double value;
    size_t papers;
} SummaryCount;

/*
 * All over papers' values (see facts.h). A figure that does not exist is NAN. The median takes
 * bounds for what they are (censored.h); quartiles, mean and extremes are those of the numbers as
 * they are stated.
 */
typedef struct SummaryRow {
    const FactGroup *group;
    size_t facts;             /* peaks included */
    size_t papers;            /* with a typical value or a peak */
    size_t centre_papers;     /* with a typical value: what the figures are about */
    size_t at_least, at_most; /* of these, bounds on the scale */
    double median;
    int beyond; /* 1, -1: the median lies above, below all values (then it is NAN); else 0 */
    Interval interval;
    double stated_median;  /* with bounds taken at their word */
    double geometric_mean; /* SCALE_FACTOR, and settings */
    double first_quartile, third_quartile, minimum, maximum;
    double listed[SUMMARY_LISTED]; /* the values, when there are so few */
    size_t peak_papers;
    double peak_median, peak_maximum;
    const SummaryCount *counts; /* SCALE_SETTING: by value */
    size_t count_count;
} SummaryRow;

typedef struct Summary {
    SummaryRow *rows; /* one a group, in the groups' order */
    size_t row_count;
    SummaryCount *counts;
} Summary;

/*
 * Summarise all groups of `table`, which must outlive the result. `seed` starts the random numbers
 * of every interval. CLAIMS_OK or CLAIMS_ERROR_SYSTEM (memory); `*summary` is owned: summary_free,
 * also after an error.
 */
ClaimsStatus summary_make(const FactTable *table, uint64_t seed, size_t resamples,
                          Summary *summary);
void summary_free(Summary *summary);

#endif
