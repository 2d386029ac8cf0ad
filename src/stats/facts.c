/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/facts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/string.h"
#include "stats/facts_filter.h"
#include "stats/sample.h"

/* One mention, as the folding into facts needs it. */
typedef struct Mention {
    Scaled scaled;
    double value, value_max;
    uint32_t metric, attribute, position;
    uint8_t kind;
    bool outside_abstract;
} Mention;

/* While a table is built. */
typedef struct Build {
    const Records *records;
    const ScaleKnowledge *knowledge;
    const FactsRequest *request;
    FactTable *table;
    size_t value_capacity, group_capacity, setting_capacity, point_capacity;
    uint32_t *slots; /* hash table of groups: index + 1 */
    size_t slot_count;
    Mention *mentions; /* of the paper at hand */
    double *ends;      /* working memory for the reduction: twice as many */
    size_t mention_capacity;
} Build;

/* ---- Groups ------------------------------------------------------------------------------ */

static bool same_group(const FactGroup *a, const FactGroup *b)
{
    return a->key == b->key && a->metric == b->metric && a->unit == b->unit && a->scale == b->scale;
}

static size_t group_slot(const Build *build, const FactGroup *group)
{
    const uint32_t parts[] = {group->key, group->metric, group->unit, (uint32_t)group->scale};
    uint64_t hash = HASH_SEED;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        hash = (hash ^ parts[i]) * UINT64_C(0x9e3779b97f4a7c15); /* 2^64 / the golden ratio */
    size_t slot = (size_t)(hash ^ hash >> 32) & (build->slot_count - 1);
    while (build->slots[slot] != 0 &&
           !same_group(&build->table->groups[build->slots[slot] - 1], group))
        slot = (slot + 1) & (build->slot_count - 1);
    return slot;
}

static bool grow_groups(Build *build)
{
    FactTable *table = build->table;
    if (table->group_count < build->group_capacity)
        return true;
    if (!array_reserve(&table->groups, &build->group_capacity, table->group_count,
                       sizeof *table->groups, 256))
        return false;
    free(build->slots);
    build->slot_count = build->group_capacity * 2;
    build->slots = calloc(build->slot_count, sizeof *build->slots);
    if (build->slots == NULL || build->group_capacity > UINT32_MAX)
        return false;
    for (size_t i = 0; i < table->group_count; i++)
        build->slots[group_slot(build, &table->groups[i])] = (uint32_t)i + 1;
    return true;
}

/* The index of the group like `group`, which is added when it is new. False: out of memory. */
static bool find_group(Build *build, const FactGroup *group, uint32_t *index)
{
    if (!grow_groups(build))
        return false;
    size_t slot = group_slot(build, group);
    if (build->slots[slot] == 0) {
        build->table->groups[build->table->group_count++] = *group;
        build->slots[slot] = (uint32_t)build->table->group_count;
    }
    *index = build->slots[slot] - 1;
    return true;
}

static bool add_value(Build *build, const PaperValue *value)
{
    FactTable *table = build->table;
    if (!array_reserve(&table->values, &build->value_capacity, table->value_count, sizeof *value,
                       1024))
        return false;
    table->values[table->value_count++] = *value;
    return true;
}

static bool add_setting(Build *build, const PaperValue *of, double value)
{
    FactTable *table = build->table;
    if (!array_reserve(&table->settings, &build->setting_capacity, table->setting_count,
                       sizeof *table->settings, 256))
        return false;
    table->settings[table->setting_count++] = (SettingValue){of->group, of->paper, value};
    return true;
}

static bool add_point(Build *build, const PaperValue *of, const Scaled *fact)
{
    FactTable *table = build->table;
    if (!array_reserve(&table->points, &build->point_capacity, table->point_count,
                       sizeof *table->points, 256))
        return false;
    table->points[table->point_count++] =
        (FactPoint){of->group,
                    of->paper,
                    {fact->value, fact->peak ? CENSORING_NONE : fact->censoring},
                    fact->peak};
    return true;
}

/* ---- From mentions to facts -------------------------------------------------------------- */

static int compare_numbers(double a, double b)
{
    return (a > b) - (a < b);
}

/* Mentions of one fact stand together, the one that counts first. */
static int compare_mentions(const void *a, const void *b)
{
    const Mention *x = a, *y = b;
    if (x->attribute != y->attribute)
        return x->attribute < y->attribute ? -1 : 1;
    if (x->metric != y->metric)
        return x->metric < y->metric ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->value != y->value)
        return compare_numbers(x->value, y->value);
    if (x->outside_abstract != y->outside_abstract)
        return x->outside_abstract ? 1 : -1;
    return x->position < y->position ? -1 : x->position > y->position;
}

static bool same_fact(const Mention *a, const Mention *b)
{
    return a->attribute == b->attribute && a->metric == b->metric && a->kind == b->kind &&
           a->value == b->value;
}

/* Facts that are reduced together stand together. */
static int compare_facts(const void *a, const void *b)
{
    const Mention *x = a, *y = b;
    if (x->attribute != y->attribute)
        return x->attribute < y->attribute ? -1 : 1;
    if (x->metric != y->metric)
        return x->metric < y->metric ? -1 : 1;
    if (x->scaled.scale != y->scaled.scale)
        return x->scaled.scale < y->scaled.scale ? -1 : 1;
    if (x->scaled.unit != y->scaled.unit)
        return x->scaled.unit < y->scaled.unit ? -1 : 1;
    return x->position < y->position ? -1 : x->position > y->position;
}

static bool same_sample(const Mention *a, const Mention *b)
{
    return a->attribute == b->attribute && a->metric == b->metric &&
           a->scaled.scale == b->scaled.scale && a->scaled.unit == b->scaled.unit;
}

/* Papers have few mentions, for which moving them one by one is fastest. */
static void sort_mentions(Mention *mentions, size_t count,
                          int (*compare)(const void *a, const void *b))
{
    enum { FEW = 12 };
    if (count > FEW) {
        qsort(mentions, count, sizeof *mentions, compare);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        if (compare(&mentions[i - 1], &mentions[i]) <= 0)
            continue;
        Mention moved = mentions[i];
        size_t at = i;
        for (; at > 0 && compare(&mentions[at - 1], &moved) > 0; at--)
            mentions[at] = mentions[at - 1];
        mentions[at] = moved;
    }
}

/* Keep one mention of each fact, of those facts that can be compared. Returns how many. */
static size_t fold(Build *build, size_t count)
{
    Mention *mentions = build->mentions;
    size_t kept = 0;
    sort_mentions(mentions, count, compare_mentions);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && same_fact(&mentions[to], &mentions[from]); to++)
            continue;
        build->table->fact_count++;
        if (mentions[from].scaled.scale != SCALE_NONE)
            mentions[kept++] = mentions[from];
        else
            build->table->unscaled_count++;
    }
    sort_mentions(mentions, kept, compare_facts);
    return kept;
}

/* ---- From facts to a paper's value ------------------------------------------------------- */

static double median_of(double *values, size_t count)
{
    sample_sort(values, count);
    double low = values[(count - 1) / 2], high = values[count / 2];
    return low == high ? low : sample_middle(low, high); /* ends may be infinite */
}

/* The root of the product, also where that is more or less than a number can be. */
static double geometric_middle(double a, double b)
{
    double product = a * b;
    return isnormal(product) ? sqrt(product) : sqrt(a) * sqrt(b);
}

/* The median of `count` facts whose ends are `lows` and `highs`, and which say `stated`. */
static CensoredValue enclose(double low, double high, double stated, bool factors)
{
    if (low == high)
        return (CensoredValue){low, CENSORING_NONE};
    if (isfinite(low) && isfinite(high))
        return (CensoredValue){factors ? geometric_middle(low, high) : sample_middle(low, high),
                               CENSORING_NONE};
    if (isfinite(low))
        return (CensoredValue){low, CENSORING_RIGHT};
    if (isfinite(high))
        return (CensoredValue){high, CENSORING_LEFT};
    return (CensoredValue){stated, CENSORING_NONE}; /* "at least 2" and "at most 3", no more */
}

static void reduce(Build *build, const Mention *facts, size_t count, PaperValue *value)
{
    double *lows = build->ends, *highs = build->ends + count, *stated = build->ends + 2 * count;
    size_t typical = 0;
    value->facts = (uint32_t)count;
    for (size_t i = 0; i < count; i++) {
        const Scaled *fact = &facts[i].scaled;
        if (fact->peak) {
            value->peak = value->has_peak ? fmax(value->peak, fact->value) : fact->value;
            value->has_peak = true;
            continue;
        }
        lows[typical] = fact->censoring == CENSORING_LEFT ? -INFINITY : fact->value;
        highs[typical] = fact->censoring == CENSORING_RIGHT ? INFINITY : fact->value;
        stated[typical++] = fact->value;
    }
    value->has_centre = typical > 0;
    if (typical > 0)
        value->centre = enclose(median_of(lows, typical), median_of(highs, typical),
                                median_of(stated, typical), facts->scaled.scale == SCALE_FACTOR);
}

static bool add_to_group(Build *build, const Mention *facts, size_t count, uint32_t key,
                         PaperValue *value)
{
    FactGroup group = {.key = key,
                       .metric = facts->metric,
                       .unit = facts->scaled.unit,
                       .scale = facts->scaled.scale};
    if (!find_group(build, &group, &value->group) || !add_value(build, value))
        return false;
    for (size_t i = 0; i < count && build->request->with_points; i++)
        if (!add_point(build, value, &facts[i].scaled))
            return false;
    if (group.scale != SCALE_SETTING)
        return true;
    for (size_t i = 0; i < count; i++) {
        if (!add_setting(build, value, facts[i].value))
            return false;
        if (!isnan(facts[i].value_max) && !add_setting(build, value, facts[i].value_max))
            return false;
    }
    return true;
}

/* Reduce `count` facts of one metric and scale of `paper`, and put them into their groups. */
static bool add_sample(Build *build, uint32_t paper, const Mention *facts, size_t count)
{
    const RecordPaper *about = &build->records->papers[paper];
    PaperValue value = {.paper = paper};
    reduce(build, facts, count, &value);
    switch (build->request->by) {
    case FACTS_BY_FAMILY:
        for (size_t i = 0; i < about->family_count; i++)
            if (!add_to_group(build, facts, count, about->families[i], &value))
                return false;
        return about->family_count > 0 || add_to_group(build, facts, count, NAME_NONE, &value);
    case FACTS_BY_METRIC:
        return add_to_group(build, facts, count, NAME_NONE, &value);
    case FACTS_BY_PAPER:
        return add_to_group(build, facts, count, paper, &value);
    case FACTS_BY_DATE:
        return add_to_group(build, facts, count, about->date, &value);
    case FACTS_BY_MODEL:
    case FACTS_BY_DATASET:
    case FACTS_BY_HARDWARE:
        break;
    }
    return add_to_group(build, facts, count, facts->attribute, &value);
}

/* ---- From papers to the table ------------------------------------------------------------ */

static uint32_t attribute_of(FactsBy by, const Record *record)
{
    switch (by) {
    case FACTS_BY_MODEL:
        return record->model;
    case FACTS_BY_DATASET:
        return record->dataset;
    case FACTS_BY_HARDWARE:
        return record->hardware;
    default:
        return NAME_NONE;
    }
}

static bool reserve_mentions(Build *build, size_t count)
{
    if (count <= build->mention_capacity)
        return true;
    free(build->mentions);
    free(build->ends);
    build->mention_capacity = count * 2;
    build->mentions = malloc(build->mention_capacity * sizeof *build->mentions);
    build->ends = malloc(build->mention_capacity * 3 * sizeof *build->ends);
    return build->mentions != NULL && build->ends != NULL;
}

/* Add the paper whose records are those of `positions`. */
static bool add_paper(Build *build, uint32_t paper, const uint32_t *positions, size_t count)
{
    if (!reserve_mentions(build, count))
        return false;
    for (size_t i = 0; i < count; i++) {
        const Record *record = &build->records->items[positions[i]];
        build->mentions[i] = (Mention){
            .scaled = scale_record(record, build->knowledge),
            .value = record->value,
            .value_max = record->value_max,
            .metric = record->metric,
            .attribute = attribute_of(build->request->by, record),
            .position = positions[i],
            .kind = record->kind,
            .outside_abstract = record->section != CLAIM_SECTION_ABSTRACT,
        };
    }
    count = fold(build, count);
    /* facts_build frees them, which clang-tidy 14 does not see:
     * NOLINTBEGIN(clang-analyzer-unix.Malloc) */
    for (size_t from = 0, to; from < count; from = to) {
        const Mention *facts = build->mentions + from;
        for (to = from + 1; to < count && same_sample(&build->mentions[to], facts); to++)
            continue;
        if (!add_sample(build, paper, facts, to - from))
            return false;
    }
    return true; /* NOLINTEND(clang-analyzer-unix.Malloc) */
}

/* Does the record take part? Counts those that do not because they are about others' work. */
static bool takes_part(Build *build, const FactsFilter *filter, const Record *record)
{
    /* without a number there is nothing to tell facts apart by */
    if (isnan(record->value) || !facts_filter_takes(filter, record))
        return false;
    build->table->background_count += record->background;
    return !record->background;
}

/* Go through the papers, each with its records in their order. */
static bool add_papers(Build *build, const FactsFilter *filter)
{
    const Records *records = build->records;
    size_t *ends = calloc(records->paper_count + 1, sizeof *ends);
    uint32_t *positions = calloc(records->count + 1, sizeof *positions);
    bool *taken = malloc(records->count + 1);
    bool done = ends != NULL && positions != NULL && taken != NULL && records->count < UINT32_MAX;
    for (size_t i = 0; done && i < records->count; i++) {
        taken[i] = takes_part(build, filter, &records->items[i]);
        ends[records->items[i].paper + 1] += taken[i];
    }
    for (size_t i = 0; done && i < records->paper_count; i++)
        ends[i + 1] += ends[i];
    for (size_t i = 0; done && i < records->count; i++)
        if (taken[i])
            positions[ends[records->items[i].paper]++] = (uint32_t)i;
    for (size_t i = 0, from = 0; done && i < records->paper_count; from = ends[i++])
        done = ends[i] == from || add_paper(build, (uint32_t)i, positions + from, ends[i] - from);
    free(ends);
    free(positions);
    free(taken);
    return done;
}

ClaimsStatus facts_build(const Records *records, const ScaleKnowledge *knowledge,
                         const FactsRequest *request, FactTable *table)
{
    *table = (FactTable){0};
    Build build = {.records = records, .knowledge = knowledge, .request = request, .table = table};
    FactsFilter filter = {0};
    bool done = facts_filter_make(records, request, &filter) && add_papers(&build, &filter) &&
                facts_arrange(records, knowledge, request->by, table);
    facts_filter_free(&filter);
    free(build.slots);
    free(build.mentions);
    free(build.ends);
    return done ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
}

void facts_free(FactTable *table)
{
    free(table->groups);
    free(table->values);
    free(table->settings);
    free(table->points);
    *table = (FactTable){0};
}
