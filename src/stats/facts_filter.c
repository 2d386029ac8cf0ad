/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/facts_filter.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/string.h"

const char *const facts_field_names[] = {"family", "metric",  "paper",   "source",   "title",
                                         "date",   "section", "kind",    "unit",     "direction",
                                         "bound",  "model",   "dataset", "hardware", NULL};

static bool text_equal(ClaimsString a, ClaimsString b)
{
    return a.size == b.size && (a.size == 0 || strncasecmp(a.data, b.data, a.size) == 0);
}

static bool holds_of(const FactsCondition *condition, ClaimsString name)
{
    if (condition->field == FACTS_FIELD_DATE && name.size > condition->text.size)
        name.size = condition->text.size;
    return text_equal(condition->text, name);
}

bool facts_filter_make(const Records *records, const FactsRequest *request, FactsFilter *filter)
{
    size_t names = records->names.count + 1;
    *filter = (FactsFilter){.records = records, .request = request};
    filter->holds = calloc(names * (request->condition_count + 1), sizeof *filter->holds);
    if (filter->holds == NULL)
        return false;
    for (size_t k = 0; k < request->condition_count; k++)
        for (uint32_t i = 0; i < names - 1; i++)
            filter->holds[k * names + i] =
                holds_of(&request->conditions[k], names_text(&records->names, i));
    return true;
}

void facts_filter_free(FactsFilter *filter)
{
    free(filter->holds);
    *filter = (FactsFilter){0};
}

static const char *closed_name(FactsField field, const Record *record)
{
    switch (field) {
    case FACTS_FIELD_SECTION:
        return claims_section_name((ClaimSection)record->section);
    case FACTS_FIELD_KIND:
        return claims_kind_name((ClaimKind)record->kind);
    case FACTS_FIELD_DIRECTION:
        return claims_direction_name((ClaimDirection)record->direction);
    case FACTS_FIELD_BOUND:
        return claims_bound_name((ClaimBound)record->bound);
    default:
        return NULL;
    }
}

static uint32_t name_number(FactsField field, const Record *record, const RecordPaper *paper)
{
    switch (field) {
    case FACTS_FIELD_METRIC:
        return record->metric;
    case FACTS_FIELD_PAPER:
        return paper->id;
    case FACTS_FIELD_SOURCE:
        return paper->source;
    case FACTS_FIELD_TITLE:
        return paper->title;
    case FACTS_FIELD_DATE:
        return paper->date;
    case FACTS_FIELD_UNIT:
        return record->unit;
    case FACTS_FIELD_MODEL:
        return record->model;
    case FACTS_FIELD_DATASET:
        return record->dataset;
    case FACTS_FIELD_HARDWARE:
        return record->hardware;
    default:
        return NAME_NONE;
    }
}

static bool condition_holds(const FactsFilter *filter, size_t k, const Record *record)
{
    const FactsCondition *condition = &filter->request->conditions[k];
    const RecordPaper *paper = &filter->records->papers[record->paper];
    const bool *holds = filter->holds + k * (filter->records->names.count + 1);
    const char *name = closed_name(condition->field, record);
    if (name != NULL)
        return text_equal(condition->text, string_of(name));
    if (condition->field != FACTS_FIELD_FAMILY)
        return holds[name_number(condition->field, record, paper)];
    for (size_t i = 0; i < paper->family_count; i++)
        if (holds[paper->families[i]])
            return true;
    return false;
}

bool facts_filter_takes(const FactsFilter *filter, const Record *record)
{
    const FactsRequest *request = filter->request;
    if (request->metric != NAME_NONE && record->metric != request->metric)
        return false;
    if (record->confidence < request->min_confidence)
        return false;
    for (size_t k = 0; k < request->condition_count; k++)
        if (!condition_holds(filter, k, record))
            return false;
    return true;
}

/* ---- Order ------------------------------------------------------------------------------- */

/* A group with what orders it. */
typedef struct Ranked {
    FactGroup group;
    uint32_t index, key_rank, metric_rank; /* index: before */
} Ranked;

static int compare_ranked(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;
    if (x->key_rank != y->key_rank)
        return x->key_rank < y->key_rank ? -1 : 1;
    if (x->metric_rank != y->metric_rank)
        return x->metric_rank < y->metric_rank ? -1 : 1;
    if (x->group.scale != y->group.scale)
        return x->group.scale < y->group.scale ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

typedef struct NameRank {
    ClaimsString text;
    uint32_t number;
} NameRank;

static int compare_names(const void *a, const void *b)
{
    const NameRank *x = a, *y = b;
    size_t size = x->text.size < y->text.size ? x->text.size : y->text.size;
    int order = size > 0 ? memcmp(x->text.data, y->text.data, size) : 0;
    if (order != 0)
        return order;
    return (x->text.size > y->text.size) - (x->text.size < y->text.size);
}

/* The place in alphabetical order of each name that a group has; the absent one is last. NULL: out
 * of memory. */
static uint32_t *rank_names(const Names *names, const FactTable *table, FactsBy by)
{
    size_t count = names->count + 1;
    uint32_t *ranks = calloc(count, sizeof *ranks);
    NameRank *order = calloc(count, sizeof *order);
    size_t used = 0;
    for (size_t i = 0; ranks != NULL && order != NULL && i < table->group_count; i++) {
        const FactGroup *group = &table->groups[i];
        const uint32_t numbers[] = {group->metric, by == FACTS_BY_PAPER ? NAME_NONE : group->key};
        for (size_t k = 0; k < 2; k++)
            if (numbers[k] != NAME_NONE && ranks[numbers[k]]++ == 0)
                order[used++] = (NameRank){names_text(names, numbers[k]), numbers[k]};
    }
    if (ranks != NULL && order != NULL) {
        qsort(order, used, sizeof *order, compare_names);
        for (size_t i = 0; i < used; i++)
            ranks[order[i].number] = (uint32_t)i;
        ranks[NAME_NONE] = (uint32_t)used;
    } else {
        free(ranks);
        ranks = NULL;
    }
    free(order);
    return ranks;
}

/* Metrics stand as the rules list them; unknown ones behind them, by name. */
static uint32_t metric_rank(const ScaleKnowledge *knowledge, const uint32_t *name_ranks,
                            uint32_t metric)
{
    const uint32_t known_most = UINT32_C(1) << 30;
    if (knowledge->metrics[metric] != NULL)
        return (uint32_t)(knowledge->metrics[metric] - knowledge->first_metric);
    return known_most + name_ranks[metric];
}

static int compare_settings(const void *a, const void *b)
{
    const SettingValue *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->paper > y->paper) - (x->paper < y->paper);
}

/* Sort the values by group, stably, by counting. False: out of memory. */
static bool arrange_values(FactTable *table, const uint32_t *places)
{
    PaperValue *sorted = malloc((table->value_count + 1) * sizeof *sorted);
    if (sorted == NULL)
        return false;
    for (size_t i = 0; i < table->value_count; i++) {
        table->values[i].group = places[table->values[i].group];
        table->groups[table->values[i].group].count++;
    }
    size_t first = 0;
    for (size_t i = 0; i < table->group_count; i++) {
        table->groups[i].first = first;
        first += table->groups[i].count;
        table->groups[i].count = 0;
    }
    for (size_t i = 0; i < table->value_count; i++) {
        FactGroup *group = &table->groups[table->values[i].group];
        sorted[group->first + group->count++] = table->values[i];
    }
    free(table->values);
    table->values = sorted;
    return true;
}

static void arrange_settings(FactTable *table, const uint32_t *places)
{
    for (size_t i = 0; i < table->setting_count; i++)
        table->settings[i].group = places[table->settings[i].group];
    if (table->setting_count > 1)
        qsort(table->settings, table->setting_count, sizeof *table->settings, compare_settings);
    for (size_t i = 0; i < table->setting_count; i++) {
        FactGroup *group = &table->groups[table->settings[i].group];
        if (group->setting_count++ == 0)
            group->first_setting = i;
    }
}

static int compare_points(const void *a, const void *b)
{
    const FactPoint *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->value.value != y->value.value)
        return x->value.value < y->value.value ? -1 : 1;
    if (x->paper != y->paper)
        return x->paper < y->paper ? -1 : 1;
    if (x->peak != y->peak)
        return x->peak ? 1 : -1;
    return (x->value.censoring > y->value.censoring) - (x->value.censoring < y->value.censoring);
}

static void arrange_points(FactTable *table, const uint32_t *places)
{
    for (size_t i = 0; i < table->point_count; i++)
        table->points[i].group = places[table->points[i].group];
    if (table->point_count > 1)
        qsort(table->points, table->point_count, sizeof *table->points, compare_points);
    for (size_t i = 0; i < table->point_count; i++) {
        FactGroup *group = &table->groups[table->points[i].group];
        if (group->point_count++ == 0)
            group->first_point = i;
    }
}

bool facts_arrange(const Records *records, const ScaleKnowledge *knowledge, FactsBy by,
                   FactTable *table)
{
    uint32_t *name_ranks = rank_names(&records->names, table, by);
    Ranked *ranked = calloc(table->group_count + 1, sizeof *ranked);
    uint32_t *places = calloc(table->group_count + 1, sizeof *places);
    bool done = name_ranks != NULL && ranked != NULL && places != NULL;
    for (size_t i = 0; done && i < table->group_count; i++) {
        const FactGroup *group = &table->groups[i];
        ranked[i] = (Ranked){
            .group = *group,
            .index = (uint32_t)i,
            .key_rank = by == FACTS_BY_PAPER ? group->key : name_ranks[group->key],
            .metric_rank = metric_rank(knowledge, name_ranks, group->metric),
        };
    }
    if (done && table->group_count > 0) {
        qsort(ranked, table->group_count, sizeof *ranked, compare_ranked);
        for (size_t i = 0; i < table->group_count; i++) {
            table->groups[i] = ranked[i].group;
            places[ranked[i].index] = (uint32_t)i;
        }
        done = arrange_values(table, places);
        arrange_settings(table, places);
        arrange_points(table, places);
    }
    free(name_ranks);
    free(ranked);
    free(places);
    return done;
}
