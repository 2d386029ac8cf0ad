/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From mentions to what statistics are made of.
 *
 *  - Records are mentions. Those of one paper with the same metric, value and kind tell one fact,
 *    and the abstract's wording of it counts, else the first. Where groups are by model, data set
 *    or hardware, a fact belongs to one of these.
 *  - A paper counts once for a metric: its facts are reduced to their median. Bounds stay bounds:
 *    the median of the facts' lower ends and that of their upper ends enclose it; where both are
 *    finite, the middle between them is taken.
 *  - "Up to" is a peak. Peaks are kept apart, reduced to the paper's best one.
 *  - What a paper says of others' work (background) does not count.
 *  - A paper of several families counts in each of them.
 */
#ifndef STATS_FACTS_H
#define STATS_FACTS_H

#include "stats/scale.h"

/* What makes a group, together with the metric and the scale. */
typedef enum FactsBy {
    FACTS_BY_FAMILY,
    FACTS_BY_METRIC, /* the metric alone */
    FACTS_BY_PAPER,
    FACTS_BY_DATE,
    FACTS_BY_MODEL,
    FACTS_BY_DATASET,
    FACTS_BY_HARDWARE,
} FactsBy;

/* What a condition looks at. */
typedef enum FactsField {
    FACTS_FIELD_FAMILY,
    FACTS_FIELD_METRIC,
    FACTS_FIELD_PAPER,
    FACTS_FIELD_SOURCE,
    FACTS_FIELD_TITLE,
    FACTS_FIELD_DATE, /* or its beginning: "2025-09" */
    FACTS_FIELD_SECTION,
    FACTS_FIELD_KIND,
    FACTS_FIELD_UNIT,
    FACTS_FIELD_DIRECTION,
    FACTS_FIELD_BOUND,
    FACTS_FIELD_MODEL,
    FACTS_FIELD_DATASET,
    FACTS_FIELD_HARDWARE,
    FACTS_FIELD_COUNT,
} FactsField;

/* The fields' names, by field, then NULL; static. */
extern const char *const facts_field_names[];

/* Records whose field is `text`, letter case aside. */
typedef struct FactsCondition {
    FactsField field;
    ClaimsString text;
} FactsCondition;

typedef struct FactsRequest {
    FactsBy by;
    uint32_t metric; /* only this one; NAME_NONE for all */
    double min_confidence;
    const FactsCondition *conditions; /* all must hold */
    size_t condition_count;
    bool with_points; /* also list the single facts, for charts */
} FactsRequest;

/* What one paper contributes to a group. */
typedef struct PaperValue {
    uint32_t group; /* index in FactTable.groups */
    uint32_t paper; /* index in Records.papers */
    uint32_t facts;
    bool has_centre, has_peak;
    CensoredValue centre;
    double peak;
} PaperValue;

/* A value of a setting that a paper states. */
typedef struct SettingValue {
    uint32_t group, paper;
    double value;
} SettingValue;

/* One fact: a number that a paper states. */
typedef struct FactPoint {
    uint32_t group, paper;
    CensoredValue value;
    bool peak;
} FactPoint;

typedef struct FactGroup {
    uint32_t key; /* FACTS_BY_PAPER: an index in Records.papers; else a number in Records.names */
    uint32_t metric, unit;
    Scale scale;
    size_t first, count;                 /* its values are FactTable.values[first ...] */
    size_t first_setting, setting_count; /* in FactTable.settings */
    size_t first_point, point_count;     /* in FactTable.points */
} FactGroup;

typedef struct FactTable {
    FactGroup *groups; /* by key as the outputs list them, then metric as the rules list them */
    size_t group_count;
    PaperValue *values; /* by group, then by paper */
    size_t value_count;
    SettingValue *settings; /* by group, value and paper */
    size_t setting_count;
    FactPoint *points; /* if they were asked for: by group, value and paper */
    size_t point_count;
    /* Records that were left out, and facts that say nothing to compare. */
    size_t background_count, unscaled_count, fact_count;
} FactTable;

/*
 * Build the table of the records that `request` asks for. CLAIMS_OK or CLAIMS_ERROR_SYSTEM
 * (memory);
 * `*table` is owned: facts_free, also after an error.
 */
ClaimsStatus facts_build(const Records *records, const ScaleKnowledge *knowledge,
                         const FactsRequest *request, FactTable *table);
void facts_free(FactTable *table);

#endif
