/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record says, as a number that can be put beside those of other records. */
#ifndef STATS_SCALE_H
#define STATS_SCALE_H

#include "mentions/vocabulary.h"
#include "stats/censored.h"
#include "stats/records.h"

/* On which scale. Numbers of different scales are never put together. */
typedef enum Scale {
    SCALE_FACTOR,  /* efficiency: how many times better */
    SCALE_PERCENT, /* quality: change relative to what it was, in percent; more is better */
    SCALE_POINTS,  /* quality: difference on the metric's own scale; more is better */
    SCALE_UNIT,    /* the same in a unit, such as dB */
    SCALE_SETTING, /* an operating point, in the record's unit */
    SCALE_NONE,    /* the record says nothing that can be compared */
} Scale;

/* The scale's name in outputs; NULL where it is the unit. Static. */
const char *scale_name(Scale scale);

typedef struct Scaled {
    Scale scale;
    uint32_t unit; /* SCALE_UNIT, SCALE_SETTING: a number in Records.names */
    double value;  /* finite */
    Censoring censoring;
    bool peak; /* "up to": not typical */
} Scaled;

/* What is known of the metrics and units of some records. */
typedef struct ScaleKnowledge {
    const Metric **metrics;     /* by the metric's number in Records.names; NULL: unknown */
    const Unit **units;         /* by the unit's number */
    const Metric *first_metric; /* the vocabulary's, in whose order metrics are listed */
    uint32_t count;
} ScaleKnowledge;

/*
 * Look up all metrics and units of `records` in `vocabulary`, which must outlive the result.
 * False when memory is exhausted; owned: scale_knowledge_free.
 */
bool scale_knowledge_make(const Records *records, const Vocabulary *vocabulary,
                          ScaleKnowledge *knowledge);
void scale_knowledge_free(ScaleKnowledge *knowledge);

/*
 * What `record` says, on its scale. "At least" bounds the number that the text says; whether that
 * is a bound below or above on the scale depends on which way it runs ("at most a third of the
 * memory": at least 3 times better). A loss of "less than 1 %" lies between 1 % and none, which is
 * no open bound: the median's estimate would look for it among the gains of others. It counts as
 * the most it allows.
 */
Scaled scale_record(const Record *record, const ScaleKnowledge *knowledge);

#endif
