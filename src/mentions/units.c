/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions/units.h"

#include <stdlib.h>

#include "base/string.h"
#include "mentions/forms.h"

static const char *const class_names[UNIT_CLASS_COUNT] = {
    [UNIT_BARE] = "NUM",
    [UNIT_WHOLE] = "INT",
    [UNIT_PERCENT] = "PCT",
    [UNIT_FRACTION] = "FRAC",
    [UNIT_PP] = "PP",
    [UNIT_TIMES] = "X",
    [UNIT_BIT] = "BIT",
    [UNIT_DB] = "DB",
    [UNIT_TIME] = "TIME",
    [UNIT_BYTES] = "BYTES",
    [UNIT_FREQUENCY] = "HZ",
    [UNIT_RATE] = "RATE",
    [UNIT_POWER] = "POWER",
    [UNIT_ENERGY] = "JOULE",
    [UNIT_COMPUTE] = "OPS",
    [UNIT_PARAMETERS] = "PARAMS",
    [UNIT_BILLIONS] = "BILLIONS",
    [UNIT_TOKENS] = "TOKENS",
    [UNIT_CONTEXT] = "LONG",
    [UNIT_CORPUS] = "CORPUS",
    [UNIT_STEPS] = "STEPS",
    [UNIT_SAMPLES] = "SAMPLES",
    [UNIT_MONEY] = "MONEY",
    [UNIT_POINTS] = "PTS",
    [UNIT_THINGS] = "THINGS",
    [UNIT_OTHER] = "UNIT",
};

/* The classes as rules/units.json writes them. */
static const char *const class_words[UNIT_CLASS_COUNT] = {
    [UNIT_PERCENT] = "percent",
    [UNIT_PP] = "pp",
    [UNIT_TIMES] = "times",
    [UNIT_BIT] = "bit",
    [UNIT_DB] = "db",
    [UNIT_TIME] = "time",
    [UNIT_BYTES] = "bytes",
    [UNIT_FREQUENCY] = "frequency",
    [UNIT_RATE] = "rate",
    [UNIT_POWER] = "power",
    [UNIT_ENERGY] = "energy",
    [UNIT_COMPUTE] = "compute",
    [UNIT_PARAMETERS] = "parameters",
    [UNIT_TOKENS] = "tokens",
    [UNIT_STEPS] = "steps",
    [UNIT_SAMPLES] = "samples",
    [UNIT_MONEY] = "money",
    [UNIT_POINTS] = "points",
    [UNIT_THINGS] = "things",
    [UNIT_OTHER] = "other",
};

const char *unit_class_name(UnitClass class)
{
    return class_names[class];
}

UnitClass unit_class_find(const char *word)
{
    for (int i = 0; i < UNIT_CLASS_COUNT; i++)
        if (class_words[i] != NULL && strcmp(class_words[i], word) == 0)
            return (UnitClass)i;
    return UNIT_CLASS_COUNT;
}

const Unit *units_find(const UnitTable *table, const char *id)
{
    for (size_t i = 0; i < table->unit_count; i++)
        if (string_equal(table->units[i].id, string_of(id)))
            return &table->units[i];
    return NULL;
}

typedef struct Loader {
    UnitTable *table;
    LexiconBuilder *forms, *prefixes, *words, *multipliers, *bits, *openers;
} Loader;

static const JsonKey unit_keys[] = {{"id", JSON_STRING, true},
                                    {"unit", JSON_STRING, false},
                                    {"class", JSON_STRING, true},
                                    {"scale", JSON_NUMBER, false},
                                    {"base", JSON_NUMBER, false},
                                    {"forms", JSON_ARRAY, true},
                                    {"prefix_forms", JSON_ARRAY, false},
                                    {"except", JSON_ARRAY, false},
                                    {"metric", JSON_STRING, false},
                                    {"general", JSON_BOOL, false},
                                    {"spaced", JSON_BOOL, false},
                                    {"composable", JSON_BOOL, false},
                                    {"power_of_ten", JSON_BOOL, false},
                                    {"examples", JSON_ARRAY, true},
                                    {"counterexamples", JSON_ARRAY, false}};

static ClaimsStatus load_unit(void *cookie, const KnowledgeEntry *entry)
{
    Loader *loader = cookie;
    UnitTable *table = loader->table;
    if (!json_check_object(entry->file, entry->json, unit_keys,
                           sizeof unit_keys / sizeof unit_keys[0]))
        return CLAIMS_ERROR_RULES;
    uint32_t index = (uint32_t)table->unit_count++;
    Unit *unit = &table->units[index];
    const char *symbol = json_get_string(entry->json, "unit");
    const char *metric = json_get_string(entry->json, "metric");
    UnitClass class = unit_class_find(json_get_string(entry->json, "class"));
    *unit = (Unit){.id = arena_copy(&table->arena, string_of(entry->id)),
                   .class = class < UNIT_CLASS_COUNT ? class : UNIT_OTHER,
                   .scale = json_get_number(entry->json, "scale", 1),
                   .base = json_get_number(entry->json, "base", 0),
                   .general = json_get_bool(entry->json, "general"),
                   .spaced = json_get_bool(entry->json, "spaced"),
                   .composable = json_get_bool(entry->json, "composable"),
                   .power_of_ten = json_get_bool(entry->json, "power_of_ten")};
    if (symbol != NULL)
        unit->symbol = arena_copy(&table->arena, string_of(symbol));
    if (metric != NULL)
        unit->metric = arena_copy(&table->arena, string_of(metric)).data;
    if (unit->class == UNIT_BIT && table->bit == NULL)
        table->bit = unit;
    const cJSON *prefixes = json_get(entry->json, "prefix_forms");
    const cJSON *except = json_get(entry->json, "except");
    ClaimsStatus status =
        forms_add(loader->forms, entry->file, json_get(entry->json, "forms"), index);
    if (status == CLAIMS_OK && prefixes != NULL)
        status = forms_add(loader->prefixes, entry->file, prefixes, index);
    if (status == CLAIMS_OK && prefixes != NULL)
        status = forms_add(loader->openers, entry->file, prefixes, 0);
    if (status == CLAIMS_OK && except != NULL)
        status = forms_add(loader->forms, entry->file, except, UNIT_EXCEPTION);
    return status;
}

/* The unit that the member `key` of an entry names by its canonical symbol, at scale 1; NULL when
 * the key is absent. */
static ClaimsStatus find_symbol(const UnitTable *table, const KnowledgeEntry *entry,
                                const char *key, const Unit **unit)
{
    const char *symbol = json_get_string(entry->json, key);
    *unit = NULL;
    if (symbol == NULL)
        return CLAIMS_OK;
    for (size_t i = 0; i < table->unit_count; i++) {
        const Unit *candidate = &table->units[i];
        if (candidate->scale == 1 && !candidate->power_of_ten &&
            string_equal(candidate->symbol, string_of(symbol))) {
            *unit = candidate;
            return CLAIMS_OK;
        }
    }
    json_report(entry->file, json_get(entry->json, key), "no unit is called \"%s\"", symbol);
    return CLAIMS_ERROR_RULES;
}

static ClaimsStatus load_word(void *cookie, const KnowledgeEntry *entry)
{
    Loader *loader = cookie;
    UnitTable *table = loader->table;
    static const JsonKey keys[] = {{"id", JSON_STRING, false},     {"forms", JSON_ARRAY, true},
                                   {"value", JSON_NUMBER, true},   {"unit", JSON_STRING, false},
                                   {"role", JSON_STRING, true},    {"bound", JSON_STRING, false},
                                   {"change", JSON_STRING, false}, {"needs_unit", JSON_BOOL, false},
                                   {"cjk", JSON_BOOL, false}};
    static const char *const roles[] = {"digit", "teen", "tens", "fixed", "fraction", "multiple"};
    if (!json_check_object(entry->file, entry->json, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    const Unit *unit = NULL;
    int role = knowledge_choose(entry, "role", roles, 6, NUMBER_FIXED);
    static const char *const bounds[] = {"up_to",   "at_least", "at_most",
                                         "average", "about",    "exact"};
    int bound = knowledge_choose(entry, "bound", bounds, 6, CLAIM_BOUND_EXACT);
    if (role < 0 || bound < 0 || find_symbol(table, entry, "unit", &unit) != CLAIMS_OK)
        return CLAIMS_ERROR_RULES;
    const char *change = json_get_string(entry->json, "change");
    uint32_t index = (uint32_t)table->word_count++;
    table->words[index] =
        (NumberWord){.value = json_get_number(entry->json, "value", 0),
                     .role = (NumberRole)role,
                     .unit = unit,
                     .bound = (ClaimBound)bound,
                     .decrease = change != NULL && strcmp(change, "decrease") == 0,
                     .needs_unit = json_get_bool(entry->json, "needs_unit"),
                     .cjk = json_get_bool(entry->json, "cjk")};
    const cJSON *forms = json_get(entry->json, "forms");
    ClaimsStatus status = forms_add(loader->words, entry->file, forms, index);
    return status == CLAIMS_OK ? forms_add(loader->openers, entry->file, forms, 0) : status;
}

static ClaimsStatus load_multiplier(void *cookie, const KnowledgeEntry *entry)
{
    Loader *loader = cookie;
    UnitTable *table = loader->table;
    static const JsonKey keys[] = {{"id", JSON_STRING, false},
                                   {"forms", JSON_ARRAY, true},
                                   {"scale", JSON_NUMBER, true},
                                   {"role", JSON_STRING, false},
                                   {"alone", JSON_STRING, false}};
    static const char *const roles[] = {"word", "letter", "cjk"};
    if (!json_check_object(entry->file, entry->json, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    const Unit *alone = NULL;
    int role = knowledge_choose(entry, "role", roles, 3, 0);
    if (role < 0 || find_symbol(table, entry, "alone", &alone) != CLAIMS_OK)
        return CLAIMS_ERROR_RULES;
    uint32_t index = (uint32_t)table->multiplier_count++;
    table->multipliers[index] = (Multiplier){
        .scale = json_get_number(entry->json, "scale", 1), .alone = alone, .letter = role == 1};
    return forms_add(loader->multipliers, entry->file, json_get(entry->json, "forms"), index);
}

static ClaimsStatus load_bit_prefix(void *cookie, const KnowledgeEntry *entry)
{
    Loader *loader = cookie;
    UnitTable *table = loader->table;
    static const JsonKey keys[] = {{"id", JSON_STRING, false},
                                   {"forms", JSON_ARRAY, true},
                                   {"max", JSON_NUMBER, true},
                                   {"follows", JSON_STRING, false}};
    if (!json_check_object(entry->file, entry->json, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    uint32_t index = (uint32_t)table->bit_prefix_count++;
    BitPrefix *prefix = &table->bit_prefixes[index];
    prefix->max = json_get_number(entry->json, "max", 0);
    const char *follows = json_get_string(entry->json, "follows");
    if (follows != NULL)
        prefix->follows = arena_copy(&table->arena, string_of(follows));
    return forms_add(loader->bits, entry->file, json_get(entry->json, "forms"), index);
}

static ClaimsStatus load_all(Loader *loader, Knowledge *knowledge)
{
    UnitTable *table = loader->table;
    Arena *arena = &table->arena;
    const ClaimsStatus statuses[] = {
        knowledge_load(knowledge, "units", arena, &table->units, sizeof(Unit), load_unit, loader),
        knowledge_load(knowledge, "number_words", arena, &table->words, sizeof(NumberWord),
                       load_word, loader),
        knowledge_load(knowledge, "multipliers", arena, &table->multipliers, sizeof(Multiplier),
                       load_multiplier, loader),
        knowledge_load(knowledge, "bit_prefixes", arena, &table->bit_prefixes, sizeof(BitPrefix),
                       load_bit_prefix, loader)};
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
        if (statuses[i] != CLAIMS_OK)
            return statuses[i];
    return CLAIMS_OK;
}

static bool build_lexicons(Loader *loader)
{
    UnitTable *table = loader->table;
    table->forms = lexicon_build(loader->forms);
    table->prefixes = lexicon_build(loader->prefixes);
    table->word_forms = lexicon_build(loader->words);
    table->multiplier_forms = lexicon_build(loader->multipliers);
    table->bit_forms = lexicon_build(loader->bits);
    table->openers = lexicon_build(loader->openers);
    return table->forms != NULL && table->prefixes != NULL && table->word_forms != NULL &&
           table->multiplier_forms != NULL && table->bit_forms != NULL && table->openers != NULL;
}

ClaimsStatus units_load(Knowledge *knowledge, UnitTable **table)
{
    UnitTable *made = calloc(1, sizeof *made);
    Loader loader = {made,
                     lexicon_builder_new(LEXICON_UNITS),
                     lexicon_builder_new(LEXICON_WORDS),
                     lexicon_builder_new(LEXICON_WORDS),
                     lexicon_builder_new(LEXICON_UNITS),
                     lexicon_builder_new(LEXICON_UNITS),
                     lexicon_builder_new(LEXICON_WORDS)};
    ClaimsStatus status = CLAIMS_ERROR_SYSTEM;
    if (made == NULL || loader.forms == NULL || loader.prefixes == NULL || loader.words == NULL ||
        loader.multipliers == NULL || loader.bits == NULL || loader.openers == NULL) {
        lexicon_builder_free(loader.forms);
        lexicon_builder_free(loader.prefixes);
        lexicon_builder_free(loader.words);
        lexicon_builder_free(loader.multipliers);
        lexicon_builder_free(loader.bits);
        lexicon_builder_free(loader.openers);
        free(made);
        return status;
    }
    status = load_all(&loader, knowledge);
    if (!build_lexicons(&loader) && status == CLAIMS_OK)
        status = CLAIMS_ERROR_SYSTEM;
    if (status == CLAIMS_OK)
        *table = made;
    else
        units_free(made);
    return status;
}

void units_free(UnitTable *table)
{
    if (table == NULL)
        return;
    lexicon_free(table->forms);
    lexicon_free(table->prefixes);
    lexicon_free(table->word_forms);
    lexicon_free(table->multiplier_forms);
    lexicon_free(table->bit_forms);
    lexicon_free(table->openers);
    arena_free(&table->arena);
    free(table);
}
