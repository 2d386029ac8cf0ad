/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a rule's match to records. */
#ifndef RECORD_BUILD_H
#define RECORD_BUILD_H

#include "record/knowledge_base.h"
#include "text/line_counter.h"

enum { BUILD_METRICS_MAX = 8 };

/* What a record told, for a later number that is told in the same breath. */
typedef struct Told {
    const Metric *metric; /* or NULL: nothing was told */
    ClaimKind kind;
    ClaimDirection direction;
    ClaimBound bound;
} Told;

/* What a match says about its target, before it becomes records. */
typedef struct Reading {
    RuleMatch match;
    const Metric *metrics[BUILD_METRICS_MAX];
    TextSpan metric_spans[BUILD_METRICS_MAX];
    size_t metric_count;
    Told same; /* for RULE_SAME: what the last record of the number's class was */
} Reading;

/* What earlier records of the same sentence leave for later ones. */
typedef struct Thread {
    const Metric *last, *last_quality;
    const Metric *earlier_quality; /* of the earlier sentences */
    Told told[UNIT_CLASS_COUNT];   /* the last of each class of units */
} Thread;

/* Where the sentence stands. */
typedef struct Place {
    const ClaimsPaper *paper;
    const ClaimsDocument *document;
    const TextView *view;
    LineCounter *lines;  /* of the document */
    ClaimsString points; /* the unit of a difference between bare numbers */
} Place;

/* Resolve the metric of a match. False when the rule finds none: then it does not apply. */
bool reading_resolve(const ClaimsRules *rules, const Line *line, const RuleMatch *match,
                     const Thread *thread, Reading *reading);

/* The class of the target's unit. */
UnitClass reading_unit_class(const Reading *reading, const Line *line);

/* How many records the reading makes: one for each pair of number and metric that it joins. */
size_t reading_record_count(const Reading *reading, const Line *line);

/* Record `index` of the reading. Its strings are borrowed from the place, the rules, or static. */
void reading_make_record(const Reading *reading, const Line *line, const Place *place, size_t index,
                         ClaimRecord *record);

#endif
