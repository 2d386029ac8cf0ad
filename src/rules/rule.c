/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/rule.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/string.h"

/* ---- Loading ----------------------------------------------------------------------------- */

static const JsonKey rule_keys[] = {
    {"id", JSON_STRING, true},         {"priority", JSON_NUMBER, true},
    {"kind", JSON_STRING, true},       {"metric", JSON_ARRAY, false},
    {"direction", JSON_STRING, false}, {"confidence", JSON_NUMBER, false},
    {"needs_sign", JSON_BOOL, false},  {"nearest_metric", JSON_BOOL, false},
    {"unit", JSON_STRING, false},      {"pattern", JSON_TEXT, true},
    {"examples", JSON_ARRAY, true},    {"counterexamples", JSON_ARRAY, true}};

static bool load_metric_choice(const KnowledgeEntry *entry, const cJSON *item,
                               const Vocabulary *vocabulary, MetricChoice *choice)
{
    static const char *const sources[] = {[METRIC_FROM_GROUP] = "@metric",
                                          [METRIC_FROM_CHANGE] = "@change",
                                          [METRIC_FROM_UNIT] = "@unit",
                                          [METRIC_BEFORE] = "before",
                                          [METRIC_AFTER] = "after",
                                          [METRIC_FROM_DATASET] = "dataset",
                                          [METRIC_PREVIOUS] = "previous",
                                          [METRIC_PREVIOUS_QUALITY] = "previous-quality",
                                          [METRIC_EARLIER_QUALITY] = "earlier-quality"};
    const char *text = cJSON_GetStringValue(item);
    for (int i = 0; text != NULL && i < METRIC_FIXED; i++) {
        if (strcmp(sources[i], text) == 0) {
            choice->source = (MetricSource)i;
            return true;
        }
    }
    choice->source = METRIC_FIXED;
    choice->fixed = text != NULL ? vocabulary_metric(vocabulary, text) : NULL;
    if (choice->fixed == NULL)
        json_report(entry->file, item,
                    "rule \"%s\": \"%s\" is neither a metric nor a source of one", entry->id,
                    text != NULL ? text : "?");
    return choice->fixed != NULL;
}

static bool load_metrics(const KnowledgeEntry *entry, const Vocabulary *vocabulary, Rule *rule)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, json_get(entry->json, "metric"))
    {
        if (rule->metric_count == RULE_METRIC_CHOICES) {
            json_report(entry->file, item, "rule \"%s\": at most %d sources of the metric",
                        entry->id, RULE_METRIC_CHOICES);
            return false;
        }
        if (!load_metric_choice(entry, item, vocabulary, &rule->metrics[rule->metric_count++]))
            return false;
    }
    return true;
}

static bool has_example(const KnowledgeEntry *entry)
{
    const cJSON *examples = json_get(entry->json, "examples");
    if (examples->child != NULL)
        return true;
    json_report(entry->file, examples,
                "rule \"%s\" has no example: show a sentence and its records", entry->id);
    return false;
}

static bool load_unit(const KnowledgeEntry *entry, const UnitTable *units, const Unit **unit)
{
    const char *id = json_get_string(entry->json, "unit");
    *unit = id != NULL ? units_find(units, id) : NULL;
    if (id != NULL && *unit == NULL)
        json_report(entry->file, json_get(entry->json, "unit"), "no unit has the id \"%s\"", id);
    return id == NULL || *unit != NULL;
}

typedef struct GroupCheck {
    const KnowledgeEntry *entry;
    bool good;
} GroupCheck;

static void check_group(void *cookie, const char *name)
{
    static const char *const known[] = {"metric", "change", "ref", "of"};
    GroupCheck *check = cookie;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i], name) == 0)
            return;
    json_report(check->entry->file, json_get(check->entry->json, "pattern"),
                "rule \"%s\": unknown group \"%s\"; a pattern may have metric, change, ref and of",
                check->entry->id, name);
    check->good = false;
}

typedef struct Loader {
    RuleSet *set;
    const Fragments *fragments;
    const Vocabulary *vocabulary;
} Loader;

static ClaimsStatus load_rule(void *cookie, const KnowledgeEntry *entry)
{
    const Loader *loader = cookie;
    RuleSet *set = loader->set;
    static const char *const kinds[] = {"factor",  "delta",  "ratio", "level",
                                        "setting", "change", "same",  "none"};
    static const char *const directions[] = {"none",  "increase", "decrease", "better",
                                             "worse", "@change",  "@sign",    "@share"};
    if (!json_check_object(entry->file, entry->json, rule_keys,
                           sizeof rule_keys / sizeof rule_keys[0]) ||
        !has_example(entry))
        return CLAIMS_ERROR_RULES;
    if (!json_check_range(entry->file, entry->json, "priority", -PRIORITY_MAX, PRIORITY_MAX) ||
        !json_check_range(entry->file, entry->json, "confidence", 0, 1))
        return CLAIMS_ERROR_RULES;
    int kind = knowledge_choose(entry, "kind", kinds, 8, -1);
    int direction = knowledge_choose(entry, "direction", directions, 8, DIRECTION_NONE);
    Rule *rule = &set->rules[set->count];
    *rule = (Rule){.id = arena_copy(&set->arena, string_of(entry->id)),
                   .file = entry->file->name,
                   .priority = (int)json_get_number(entry->json, "priority", 0),
                   .kind = (RuleKind)kind,
                   .direction = (DirectionSource)direction,
                   .confidence = json_get_number(entry->json, "confidence", 0.9),
                   .needs_sign = json_get_bool(entry->json, "needs_sign"),
                   .nearest_metric = json_get_bool(entry->json, "nearest_metric"),
                   .entry = *entry};
    if (kind < 0 || direction < 0 || !load_metrics(entry, loader->vocabulary, rule) ||
        !load_unit(entry, loader->vocabulary->units, &rule->unit))
        return CLAIMS_ERROR_RULES;
    ClaimsStatus status = pattern_compile(entry, "pattern", loader->fragments, loader->vocabulary,
                                          &rule->regex, &rule->targets, &rule->filter);
    if (status != CLAIMS_OK)
        return status;
    set->count++;
    GroupCheck check = {entry, true};
    regex_each_group(rule->regex, check_group, &check);
    rule->metric_group = regex_group(rule->regex, "metric");
    rule->change_group = regex_group(rule->regex, "change");
    rule->ref_group = regex_group(rule->regex, "ref");
    rule->of_group = regex_group(rule->regex, "of");
    return check.good ? CLAIMS_OK : CLAIMS_ERROR_RULES;
}

static int compare_rules(const void *a, const void *b)
{
    const Rule *x = a, *y = b;
    if (x->priority != y->priority)
        return x->priority > y->priority ? -1 : 1;
    return strcmp(x->id.data, y->id.data);
}

static bool list_by_class(RuleSet *set)
{
    for (int class = 0; class < UNIT_CLASS_COUNT; class ++) {
        RuleList *list = &set->by_class[class];
        list->rules = arena_array(&set->arena, set->count + 1, sizeof *list->rules);
        if (list->rules == NULL)
            return false;
        for (size_t i = 0; i < set->count; i++)
            if ((set->rules[i].targets & UINT32_C(1) << class) != 0)
                list->rules[list->count++] = &set->rules[i];
    }
    return true;
}

ClaimsStatus ruleset_load(Knowledge *knowledge, const Vocabulary *vocabulary, RuleSet **set)
{
    Fragments fragments;
    ClaimsStatus status = fragments_load(knowledge, &fragments);
    if (status != CLAIMS_OK)
        return status;
    RuleSet *made = calloc(1, sizeof *made);
    if (made == NULL)
        return CLAIMS_ERROR_SYSTEM;
    Loader loader = {made, &fragments, vocabulary};
    status = knowledge_load(knowledge, "rules", &made->arena, &made->rules, sizeof(Rule), load_rule,
                            &loader);
    if (status != CLAIMS_OK) {
        ruleset_free(made);
        return status;
    }
    qsort(made->rules, made->count, sizeof *made->rules, compare_rules);
    if (!list_by_class(made)) {
        ruleset_free(made);
        return CLAIMS_ERROR_SYSTEM;
    }
    *set = made;
    return CLAIMS_OK;
}

void ruleset_free(RuleSet *set)
{
    if (set == NULL)
        return;
    for (size_t i = 0; i < set->count; i++)
        regex_free(set->rules[i].regex);
    arena_free(&set->arena);
    free(set);
}

size_t rule_line(const Rule *rule)
{
    return json_line(rule->entry.file, rule->entry.json);
}

/* ---- Matching ---------------------------------------------------------------------------- */

/* The items [first, end) that the rules of item `target` see. */
static size_t first_seen(size_t target)
{
    return target > RULE_REACH ? target - RULE_REACH : 0;
}

static size_t end_seen(const Line *line, size_t target)
{
    return line->count - target > RULE_REACH ? target + RULE_REACH + 1 : line->count;
}

void line_set_target(const Vocabulary *vocabulary, Line *line, size_t item, bool on)
{
    const EngineTags *engine = &vocabulary->engine;
    int tag = line->items[item].tag;
    for (int i = 0; on && i < UNIT_CLASS_COUNT; i++) {
        if (engine->quantity[i] == tag) {
            tag = engine->target[i];
            break;
        }
    }
    tag_encode(tag, line->tags + item * TAG_BYTES);
    if (on)
        surroundings_read(line->tags, first_seen(item), item, end_seen(line, item), &line->around);
}

static size_t group_item(const RegexMatch *match, int group)
{
    if (group == REGEX_NO_GROUP || group >= match->count || match->start[group] == SIZE_MAX)
        return SIZE_MAX;
    return match->start[group] / TAG_BYTES;
}

/* The last member gave the item its tag. */
static UnitClass class_of(const Line *line, size_t target)
{
    const Sentence *sentence = line->sentence;
    const Item *item = &line->items[target];
    size_t last = item->members[item->member_count - 1];
    return sentence->quantities[sentence->tokens[last].quantity].class;
}

const RuleList *ruleset_for(const RuleSet *set, const Line *line, size_t target)
{
    return &set->by_class[class_of(line, target)];
}

RuleTry rule_try(const Rule *rule, const Line *line, size_t target, RegexScratch *scratch,
                 RuleMatch *match)
{
    const Sentence *sentence = line->sentence;
    const Item *item = &line->items[target];
    const Quantity *quantity = &sentence->quantities[sentence->tokens[item->members[0]].quantity];
    if (rule->needs_sign && quantity->sign == 0)
        return RULE_FAILED;
    if ((rule->targets & UINT32_C(1) << class_of(line, target)) == 0)
        return RULE_FAILED;
    if (!filter_passes(&rule->filter, &line->around))
        return RULE_FAILED;
    RegexMatch found;
    ClaimsString tags = {line->tags, end_seen(line, target) * TAG_BYTES};
    RegexResult result =
        regex_match(rule->regex, scratch, tags, first_seen(target) * TAG_BYTES, &found);
    if (result == REGEX_LIMIT)
        return RULE_LIMIT;
    if (result != REGEX_MATCH)
        return RULE_FAILED;
    *match = (RuleMatch){.rule = rule,
                         .target = target,
                         .first = found.start[0] / TAG_BYTES,
                         .end = found.end[0] / TAG_BYTES,
                         .metric = group_item(&found, rule->metric_group),
                         .change = group_item(&found, rule->change_group),
                         .ref = group_item(&found, rule->ref_group),
                         .of = group_item(&found, rule->of_group)};
    return RULE_MATCHED;
}
