/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions/vocabulary.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/string.h"
#include "mentions/forms.h"

static uint32_t word_value(WordType type, size_t index)
{
    return (uint32_t)type << 30 | (uint32_t)index;
}

/* ---- Tags -------------------------------------------------------------------------------- */

/* Where in the table the tag called `name` is, or would be. */
static size_t tag_place(const Vocabulary *vocabulary, ClaimsString name)
{
    size_t mask = 2 * TAG_MAX - 1;
    size_t at = (size_t)hash_bytes(HASH_SEED, name.data, name.size) & mask;
    while (vocabulary->tag_table[at] != 0 &&
           !string_equal(string_of(vocabulary->tags[vocabulary->tag_table[at] - 1]), name))
        at = (at + 1) & mask;
    return at;
}

int vocabulary_tag(const Vocabulary *vocabulary, ClaimsString name)
{
    int tag = vocabulary->tag_table[tag_place(vocabulary, name)];
    return tag > 0 ? tag - 1 : TAG_NONE;
}

int vocabulary_add_tag(Vocabulary *vocabulary, const char *name)
{
    size_t place = tag_place(vocabulary, string_of(name));
    if (vocabulary->tag_table[place] != 0)
        return vocabulary->tag_table[place] - 1;
    if (vocabulary->tag_count == TAG_MAX ||
        strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<>") != strlen(name))
        return TAG_NONE;
    vocabulary->tags[vocabulary->tag_count] = arena_copy(&vocabulary->arena, string_of(name)).data;
    vocabulary->tag_table[place] = (uint16_t)(vocabulary->tag_count + 1);
    return vocabulary->tag_count++;
}

bool vocabulary_load_tag(Vocabulary *vocabulary, const KnowledgeEntry *entry, int otherwise,
                         int *tag)
{
    const char *name = json_get_string(entry->json, "tag");
    *tag = name != NULL ? vocabulary_add_tag(vocabulary, name) : otherwise;
    if (name == NULL || *tag != TAG_NONE)
        return true;
    json_report(entry->file, json_get(entry->json, "tag"),
                "\"%s\" cannot be a tag: capital letters and digits, and at most %d different ones",
                name, TAG_MAX);
    return false;
}

void tag_encode(int tag, char *bytes)
{
    unsigned point = TAG_FIRST_CHARACTER + (unsigned)tag;
    bytes[0] = (char)(0xe0u | point >> 12);
    bytes[1] = (char)(0x80u | (point >> 6 & 0x3fu));
    bytes[2] = (char)(0x80u | (point & 0x3fu));
}

static void intern_engine_tags(Vocabulary *vocabulary)
{
    static const char *const names[] = {[NAME_ANY] = "NAME",
                                        [NAME_MODEL] = "MODEL",
                                        [NAME_DATASET] = "DATASET",
                                        [NAME_HARDWARE] = "HARDWARE",
                                        [NAME_BASELINE] = "BASELINE"};
    EngineTags *engine = &vocabulary->engine;
    engine->word = vocabulary_add_tag(vocabulary, "W");
    engine->efficiency = vocabulary_add_tag(vocabulary, "EFF");
    engine->quality = vocabulary_add_tag(vocabulary, "QUAL");
    engine->setting = vocabulary_add_tag(vocabulary, "SETTING");
    engine->comma = vocabulary_add_tag(vocabulary, "COMMA");
    engine->conjunction = vocabulary_add_tag(vocabulary, "AND");
    engine->to = vocabulary_add_tag(vocabulary, "TO");
    engine->from = vocabulary_add_tag(vocabulary, "FROM");
    engine->background = vocabulary_add_tag(vocabulary, "BACKGROUND");
    engine->between = vocabulary_add_tag(vocabulary, "BETWEEN");
    engine->of = vocabulary_add_tag(vocabulary, "OF");
    engine->than = vocabulary_add_tag(vocabulary, "THAN");
    engine->label = vocabulary_add_tag(vocabulary, "LABEL");
    engine->versus = vocabulary_add_tag(vocabulary, "VS");
    engine->parenthesis = vocabulary_add_tag(vocabulary, "PAREN");
    for (size_t i = 0; i <= NAME_BASELINE; i++)
        engine->names[i] = vocabulary_add_tag(vocabulary, names[i]);
    for (int class = 0; class < UNIT_CLASS_COUNT; class ++) {
        char target[32];
        snprintf(target, sizeof target, "<%s>", unit_class_name((UnitClass) class));
        engine->quantity[class] =
            vocabulary_add_tag(vocabulary, unit_class_name((UnitClass) class));
        engine->target[class] = vocabulary_add_tag(vocabulary, target);
    }
}

/* ---- Entries ----------------------------------------------------------------------------- */

typedef struct Loader {
    Vocabulary *vocabulary;
    LexiconBuilder *builder;
} Loader;

static const JsonKey metric_keys[] = {
    {"id", JSON_STRING, true},          {"group", JSON_STRING, true},
    {"polarity", JSON_STRING, true},    {"generic", JSON_BOOL, false},
    {"confidence", JSON_NUMBER, false}, {"tag", JSON_STRING, false},
    {"unit", JSON_STRING, false},       {"change", JSON_STRING, false},
    {"measured_in", JSON_ARRAY, false}, {"forms", JSON_ARRAY, true},
    {"examples", JSON_ARRAY, true},     {"counterexamples", JSON_ARRAY, true}};

/* Every metric may be told in percent, as a factor, and without a unit. */
#define COMMON_CLASSES                                                                             \
    (UINT32_C(1) << UNIT_BARE | UINT32_C(1) << UNIT_WHOLE | UINT32_C(1) << UNIT_PERCENT |          \
     UINT32_C(1) << UNIT_TIMES | UINT32_C(1) << UNIT_FRACTION)

static bool load_classes(const KnowledgeEntry *entry, uint32_t *classes)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, json_get(entry->json, "measured_in"))
    {
        const char *word = cJSON_GetStringValue(item);
        UnitClass class = word != NULL ? unit_class_find(word) : UNIT_CLASS_COUNT;
        if (class == UNIT_CLASS_COUNT) {
            json_report(entry->file, item, "no unit has the class \"%s\"",
                        word != NULL ? word : "?");
            return false;
        }
        *classes |= UINT32_C(1) << class | COMMON_CLASSES;
        if (class == UNIT_PARAMETERS)
            *classes |= UINT32_C(1) << UNIT_BILLIONS;
        if (class == UNIT_TOKENS)
            *classes |= UINT32_C(1) << UNIT_CONTEXT | UINT32_C(1) << UNIT_CORPUS;
    }
    return true;
}

static ClaimsStatus load_metric(void *cookie, const KnowledgeEntry *entry)
{
    Loader *loader = cookie;
    Vocabulary *vocabulary = loader->vocabulary;
    static const char *const polarities[] = {"none", "higher", "lower"};
    static const char *const groups[] = {"efficiency", "quality", "setting"};
    if (!json_check_object(entry->file, entry->json, metric_keys,
                           sizeof metric_keys / sizeof metric_keys[0]))
        return CLAIMS_ERROR_RULES;
    int polarity = knowledge_choose(entry, "polarity", polarities, 3, 0);
    int group = knowledge_choose(entry, "group", groups, 3, 0);
    if (polarity < 0 || group < 0)
        return CLAIMS_ERROR_RULES;
    if (!json_check_range(entry->file, entry->json, "confidence", 0, 1))
        return CLAIMS_ERROR_RULES;
    const char *unit_id = json_get_string(entry->json, "unit");
    const Unit *unit = unit_id != NULL ? units_find(vocabulary->units, unit_id) : NULL;
    if (unit_id != NULL && unit == NULL) {
        json_report(entry->file, json_get(entry->json, "unit"), "unknown unit \"%s\"", unit_id);
        return CLAIMS_ERROR_RULES;
    }
    const EngineTags *engine = &vocabulary->engine;
    const int group_tags[] = {[METRIC_EFFICIENCY] = engine->efficiency,
                              [METRIC_QUALITY] = engine->quality,
                              [METRIC_SETTING] = engine->setting};
    int tag = TAG_NONE;
    uint32_t classes = 0;
    if (!vocabulary_load_tag(vocabulary, entry, group_tags[group], &tag) ||
        !load_classes(entry, &classes))
        return CLAIMS_ERROR_RULES;
    size_t index = vocabulary->metric_count++;
    vocabulary->metrics[index] =
        (Metric){.tag = tag,
                 .unit = unit,
                 .id = arena_copy(&vocabulary->arena, string_of(entry->id)),
                 .polarity = (Polarity)polarity,
                 .group = (MetricGroup)group,
                 .generic = json_get_bool(entry->json, "generic"),
                 .confidence = json_get_number(entry->json, "confidence", 1),
                 .classes = classes};
    return forms_add(loader->builder, entry->file, json_get(entry->json, "forms"),
                     word_value(WORD_METRIC, index));
}

static const JsonKey cue_keys[] = {
    {"id", JSON_STRING, true},      {"tag", JSON_STRING, false},
    {"change", JSON_STRING, false}, {"metric", JSON_STRING, false},
    {"unit", JSON_STRING, false},   {"bound", JSON_STRING, false},
    {"place", JSON_STRING, false},  {"breaks", JSON_BOOL, false},
    {"stays", JSON_BOOL, false},    {"circumstance", JSON_BOOL, false},
    {"forms", JSON_ARRAY, true}};

static ClaimsStatus load_cue(void *cookie, const KnowledgeEntry *entry)
{
    Loader *loader = cookie;
    Vocabulary *vocabulary = loader->vocabulary;
    static const char *const changes[] = {"none", "increase", "decrease", "improve", "worsen"};
    static const char *const bounds[] = {"up_to",   "at_least", "at_most",
                                         "average", "about",    "exact"};
    static const char *const places[] = {"before", "after", "anywhere"};
    if (!json_check_object(entry->file, entry->json, cue_keys,
                           sizeof cue_keys / sizeof cue_keys[0]))
        return CLAIMS_ERROR_RULES;
    int change = knowledge_choose(entry, "change", changes, 5, 0);
    int bound = knowledge_choose(entry, "bound", bounds, 6, 0);
    int place = knowledge_choose(entry, "place", places, 3, 0);
    int tag = TAG_NONE;
    if (change < 0 || bound < 0 || place < 0 ||
        !vocabulary_load_tag(vocabulary, entry, TAG_NONE, &tag))
        return CLAIMS_ERROR_RULES;
    const char *metric = json_get_string(entry->json, "metric");
    const char *unit = json_get_string(entry->json, "unit");
    size_t index = vocabulary->cue_count++;
    Cue *cue = &vocabulary->cues[index];
    *cue = (Cue){.id = arena_copy(&vocabulary->arena, string_of(entry->id)),
                 .tag = tag,
                 .change = (Change)change,
                 .bound = json_get_string(entry->json, "bound") != NULL ? (ClaimBound)bound
                                                                        : CLAIM_BOUND_EXACT,
                 .place = (BoundPlace)place,
                 .skip = tag == TAG_NONE,
                 .circumstance = json_get_bool(entry->json, "circumstance"),
                 .stays = json_get_bool(entry->json, "stays"),
                 .breaks = json_get_bool(entry->json, "breaks")};
    if (metric != NULL && (cue->metric = vocabulary_metric(vocabulary, metric)) == NULL) {
        json_report(entry->file, json_get(entry->json, "metric"), "unknown metric \"%s\"", metric);
        return CLAIMS_ERROR_RULES;
    }
    if (unit != NULL && (cue->unit = units_find(vocabulary->units, unit)) == NULL) {
        json_report(entry->file, json_get(entry->json, "unit"), "unknown unit \"%s\"", unit);
        return CLAIMS_ERROR_RULES;
    }
    return forms_add(loader->builder, entry->file, json_get(entry->json, "forms"),
                     word_value(WORD_CUE, index));
}

static const JsonKey name_keys[] = {
    {"id", JSON_STRING, true},      {"slot", JSON_STRING, true},
    {"metric", JSON_STRING, false}, {"forms", JSON_ARRAY, true},
    {"examples", JSON_ARRAY, true}, {"counterexamples", JSON_ARRAY, true}};

static ClaimsStatus load_name(void *cookie, const KnowledgeEntry *entry)
{
    Loader *loader = cookie;
    Vocabulary *vocabulary = loader->vocabulary;
    static const char *const slots[] = {"any", "model", "dataset", "hardware", "baseline"};
    if (!json_check_object(entry->file, entry->json, name_keys,
                           sizeof name_keys / sizeof name_keys[0]))
        return CLAIMS_ERROR_RULES;
    int slot = knowledge_choose(entry, "slot", slots, 5, 0);
    const char *metric_id = json_get_string(entry->json, "metric");
    const Metric *metric = metric_id != NULL ? vocabulary_metric(vocabulary, metric_id) : NULL;
    if (metric_id != NULL && metric == NULL)
        json_report(entry->file, json_get(entry->json, "metric"), "unknown metric \"%s\"",
                    metric_id);
    if (slot < 0 || (metric_id != NULL && metric == NULL))
        return CLAIMS_ERROR_RULES;
    size_t index = vocabulary->name_count++;
    vocabulary->names[index] =
        (NameEntry){arena_copy(&vocabulary->arena, string_of(entry->id)), (NameSlot)slot, metric};
    return forms_add(loader->builder, entry->file, json_get(entry->json, "forms"),
                     word_value(WORD_NAME, index));
}

/* ---- Loading ----------------------------------------------------------------------------- */

/* "change" may name a metric that stands later in the file, so it is resolved at the end. */
static ClaimsStatus resolve_changes(Vocabulary *vocabulary, Knowledge *knowledge)
{
    KnowledgeList list;
    ClaimsStatus status = knowledge_list(knowledge, "metrics", &list);
    for (size_t i = 0; status == CLAIMS_OK && i < list.count; i++) {
        const char *change = json_get_string(list.entries[i].json, "change");
        const Metric *target =
            vocabulary_metric(vocabulary, change != NULL ? change : list.entries[i].id);
        if (target == NULL) {
            json_report(list.entries[i].file, json_get(list.entries[i].json, "change"),
                        "unknown metric \"%s\"", change);
            return CLAIMS_ERROR_RULES;
        }
        vocabulary->metrics[i].change = (size_t)(target - vocabulary->metrics);
    }
    return status;
}

/* Units come before metrics, so that what they measure is only looked up here. */
static ClaimsStatus check_unit_metrics(const Vocabulary *vocabulary, Knowledge *knowledge)
{
    KnowledgeList units;
    ClaimsStatus status = knowledge_list(knowledge, "units", &units);
    for (size_t i = 0; status != CLAIMS_ERROR_SYSTEM && i < units.count; i++) {
        const KnowledgeEntry *entry = &units.entries[i];
        const char *metric = json_get_string(entry->json, "metric");
        if (metric == NULL || vocabulary_metric(vocabulary, metric) != NULL)
            continue;
        json_report(entry->file, json_get(entry->json, "metric"), "unknown metric \"%s\"", metric);
        status = CLAIMS_ERROR_RULES;
    }
    return status;
}

static ClaimsStatus load_all(Loader *loader, Knowledge *knowledge)
{
    Vocabulary *vocabulary = loader->vocabulary;
    Arena *arena = &vocabulary->arena;
    ClaimsStatus metrics = knowledge_load(knowledge, "metrics", arena, &vocabulary->metrics,
                                          sizeof(Metric), load_metric, loader);
    if (metrics == CLAIMS_OK)
        metrics = resolve_changes(vocabulary, knowledge);
    ClaimsStatus cues =
        knowledge_load(knowledge, "cues", arena, &vocabulary->cues, sizeof(Cue), load_cue, loader);
    ClaimsStatus names = knowledge_load(knowledge, "names", arena, &vocabulary->names,
                                        sizeof(NameEntry), load_name, loader);
    ClaimsStatus units =
        metrics == CLAIMS_OK ? check_unit_metrics(vocabulary, knowledge) : CLAIMS_OK;
    const ClaimsStatus statuses[] = {metrics, cues, names, units};
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
        if (statuses[i] != CLAIMS_OK)
            return statuses[i];
    return CLAIMS_OK;
}

ClaimsStatus vocabulary_load(Knowledge *knowledge, const UnitTable *units, Vocabulary **vocabulary)
{
    Vocabulary *made = calloc(1, sizeof *made);
    LexiconBuilder *builder = lexicon_builder_new(LEXICON_WORDS);
    if (made == NULL || builder == NULL) {
        free(made);
        lexicon_builder_free(builder);
        return CLAIMS_ERROR_SYSTEM;
    }
    made->units = units;
    intern_engine_tags(made);
    Loader loader = {made, builder};
    ClaimsStatus status = load_all(&loader, knowledge);
    made->lexicon = lexicon_build(builder);
    if (status == CLAIMS_OK && made->lexicon == NULL)
        status = CLAIMS_ERROR_SYSTEM;
    if (status == CLAIMS_OK)
        *vocabulary = made;
    else
        vocabulary_free(made);
    return status;
}

void vocabulary_free(Vocabulary *vocabulary)
{
    if (vocabulary == NULL)
        return;
    lexicon_free(vocabulary->lexicon);
    arena_free(&vocabulary->arena);
    free(vocabulary);
}

const Metric *vocabulary_metric(const Vocabulary *vocabulary, const char *id)
{
    for (size_t i = 0; i < vocabulary->metric_count; i++)
        if (string_equal(vocabulary->metrics[i].id, string_of(id)))
            return &vocabulary->metrics[i];
    return NULL;
}
