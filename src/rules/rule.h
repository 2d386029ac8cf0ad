/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Claim rules: what a quantity at a place in a tagged line says. Rules are tried in the order of
 * their priority; the first that matches and finds a metric takes the quantity.
 */
#ifndef RULES_RULE_H
#define RULES_RULE_H

#include "mentions/mentions.h"
#include "rules/pattern.h"

/* What a rule makes of a quantity. */
typedef enum RuleKind {
    RULE_FACTOR,
    RULE_DELTA,
    RULE_RATIO,
    RULE_LEVEL,
    RULE_SETTING,
    RULE_CHANGE, /* a factor where the unit is times, else a delta */
    RULE_SAME,   /* what the last record of the sentence was: kind, metric, direction */
    RULE_VETO,   /* no claim */
} RuleKind;

/* Where a rule takes the metric from. */
typedef enum MetricSource {
    METRIC_FROM_GROUP,       /* "@metric": the group of that name */
    METRIC_FROM_CHANGE,      /* "@change": the metric that the word of change implies ("faster") */
    METRIC_FROM_UNIT,        /* "@unit": what the unit usually measures */
    METRIC_BEFORE,           /* "before": the nearest metric before it, no other number between */
    METRIC_AFTER,            /* "after" */
    METRIC_FROM_DATASET,     /* "dataset": what a number on the data set named nearby measures */
    METRIC_PREVIOUS,         /* "previous": that of the last record of the sentence */
    METRIC_PREVIOUS_QUALITY, /* "previous-quality": the last record's about quality */
    METRIC_EARLIER_QUALITY,  /* "earlier-quality": the last one of an earlier sentence */
    METRIC_FIXED,            /* any metric's id */
} MetricSource;

typedef struct MetricChoice {
    MetricSource source;
    const Metric *fixed;
} MetricChoice;

/* Where a rule takes the direction from. */
typedef enum DirectionSource {
    DIRECTION_NONE,
    DIRECTION_INCREASE,
    DIRECTION_DECREASE,
    DIRECTION_BETTER, /* as the metric's polarity has it */
    DIRECTION_WORSE,
    DIRECTION_FROM_CHANGE, /* "@change" */
    DIRECTION_FROM_SIGN,   /* "@sign": the sign written before the number */
    DIRECTION_FROM_SHARE,  /* "@share": below a whole it decreased */
} DirectionSource;

enum {
    RULE_METRIC_CHOICES = 6,
    RULE_REACH = 64, /* how many items on either side of a number its rules see */
};

typedef struct Rule {
    ClaimsString id;
    const char *file; /* where it stands, for people */
    int priority;
    RuleKind kind;
    MetricChoice metrics[RULE_METRIC_CHOICES];
    size_t metric_count;
    DirectionSource direction;
    double confidence;
    bool needs_sign;     /* only for a number written with its sign */
    bool nearest_metric; /* of several coordinated metrics, the nearest instead of all */
    const Unit *unit;    /* that its records carry, whatever the number's own; or NULL */
    Regex *regex;
    uint32_t targets; /* classes of quantities that it can take, a bit (1 << class) each */
    Filter filter;    /* what a line must have for a match */
    int metric_group, change_group, ref_group, of_group; /* REGEX_NO_GROUP when absent */
    KnowledgeEntry entry;
} Rule;

/* Some rules of a set, in its order. */
typedef struct RuleList {
    const Rule **rules;
    size_t count;
} RuleList;

/* Immutable. */
typedef struct RuleSet {
    Arena arena;
    Rule *rules; /* by priority, highest first, then by id */
    size_t count;
    RuleList by_class[UNIT_CLASS_COUNT]; /* those that can take a quantity of the class */
} RuleSet;

/* Compile "rules" and "fragments". Returns CLAIMS_OK, CLAIMS_ERROR_RULES or CLAIMS_ERROR_SYSTEM.
 * Owned: ruleset_free. `vocabulary` and `knowledge` must outlive the set. */
ClaimsStatus ruleset_load(Knowledge *knowledge, const Vocabulary *vocabulary, RuleSet **set);
void ruleset_free(RuleSet *set);

/* A rule that matched the target: items of the line, SIZE_MAX for a group that is not set. */
typedef struct RuleMatch {
    const Rule *rule;
    size_t target;
    size_t first, end; /* the items that the pattern covered, [first, end) */
    size_t metric, change, ref, of;
} RuleMatch;

typedef enum RuleTry { RULE_MATCHED, RULE_FAILED, RULE_LIMIT } RuleTry;

/* The line of its file that a rule begins on; looked for at each call. */
size_t rule_line(const Rule *rule);

/* The rules that can take the quantity item `target` of a line. */
const RuleList *ruleset_for(const RuleSet *set, const Line *line, size_t target);

/* Try one rule on the quantity item `target` of a line, whose tag must be the target's
 * (line_set_target). */
RuleTry rule_try(const Rule *rule, const Line *line, size_t target, RegexScratch *scratch,
                 RuleMatch *match);

/* Mark, or with `on` false unmark, an item as the target in the line's tags. */
void line_set_target(const Vocabulary *vocabulary, Line *line, size_t item, bool on);

#endif
