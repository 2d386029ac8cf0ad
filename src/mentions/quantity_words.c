/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions/quantity_words.h"

#include <math.h>
#include <stdlib.h>

#include "base/string.h"
#include "mentions/forms.h"

typedef struct Name {
    const char *name;
    int value;
} Name;

static const Name role_names[] = {
    {"label", WORD_LABEL},     {"function", WORD_FUNCTION}, {"range", WORD_RANGE},
    {"list", WORD_LIST},       {"between", WORD_BETWEEN},   {"apart", WORD_APART},
    {"month", WORD_MONTH},     {"value", WORD_VALUE},       {"bound", WORD_BOUND},
    {"per", WORD_PER},         {"article", WORD_ARTICLE},   {"authors", WORD_AUTHORS},
    {"pronoun", WORD_PRONOUN}, {"part", WORD_PART},         {NULL, 0}};

static const Name bound_names[] = {
    {"up_to", CLAIM_BOUND_UP_TO},     {"at_least", CLAIM_BOUND_AT_LEAST},
    {"at_most", CLAIM_BOUND_AT_MOST}, {"average", CLAIM_BOUND_AVERAGE},
    {"about", CLAIM_BOUND_ABOUT},     {NULL, CLAIM_BOUND_EXACT}};

/* The row called `name`, or the last one. */
static const Name *find_name(const Name *names, const char *name)
{
    while (names->name != NULL && (name == NULL || strcmp(names->name, name) != 0))
        names++;
    return names;
}

static bool read_roles(const KnowledgeEntry *entry, QuantityWord *word)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, json_get(entry->json, "is"))
    {
        const Name *role = find_name(role_names, cJSON_GetStringValue(item));
        if (role->name == NULL) {
            json_report(entry->file, item, "a quantity word cannot be this");
            return false;
        }
        word->roles |= (unsigned)role->value;
    }
    return true;
}

static bool read_unit(const UnitTable *units, const KnowledgeEntry *entry, QuantityWord *word)
{
    const char *id = json_get_string(entry->json, "unit");
    if (id == NULL)
        return true;
    word->unit = units_find(units, id);
    if (word->unit == NULL)
        json_report(entry->file, json_get(entry->json, "unit"), "no unit has the id \"%s\"", id);
    return word->unit != NULL;
}

typedef struct Loader {
    QuantityWords *words;
    LexiconBuilder *builder;
    uint32_t index; /* of the next word */
} Loader;

static ClaimsStatus load_word(void *cookie, const KnowledgeEntry *entry)
{
    Loader *loader = cookie;
    QuantityWords *words = loader->words;
    uint32_t index = loader->index++;
    static const JsonKey keys[] = {{"id", JSON_STRING, true},         {"is", JSON_ARRAY, true},
                                   {"forms", JSON_ARRAY, true},       {"value", JSON_NUMBER, false},
                                   {"value_max", JSON_NUMBER, false}, {"unit", JSON_STRING, false},
                                   {"bound", JSON_STRING, false}};
    if (!json_check_object(entry->file, entry->json, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    QuantityWord *word = &words->words[index];
    const char *bound = json_get_string(entry->json, "bound");
    *word = (QuantityWord){.value = json_get_number(entry->json, "value", NAN),
                           .value_max = json_get_number(entry->json, "value_max", NAN),
                           .bound = (ClaimBound)find_name(bound_names, bound)->value};
    if (bound != NULL && word->bound == CLAIM_BOUND_EXACT) {
        json_report(entry->file, json_get(entry->json, "bound"), "no bound is called \"%s\"",
                    bound);
        return CLAIMS_ERROR_RULES;
    }
    if (!read_roles(entry, word) || !read_unit(words->units, entry, word))
        return CLAIMS_ERROR_RULES;
    return forms_add(loader->builder, entry->file, json_get(entry->json, "forms"), index);
}

static ClaimsStatus load_all(QuantityWords *words, Knowledge *knowledge)
{
    Loader loader = {words, lexicon_builder_new(LEXICON_WORDS), 0};
    if (loader.builder == NULL)
        return CLAIMS_ERROR_SYSTEM;
    ClaimsStatus status = knowledge_load(knowledge, "quantity_words", &words->arena, &words->words,
                                         sizeof(QuantityWord), load_word, &loader);
    words->lexicon = lexicon_build(loader.builder);
    return words->lexicon == NULL ? CLAIMS_ERROR_SYSTEM : status;
}

ClaimsStatus quantity_words_load(Knowledge *knowledge, const UnitTable *units,
                                 QuantityWords **words)
{
    QuantityWords *made = calloc(1, sizeof *made);
    *words = NULL;
    if (made == NULL)
        return CLAIMS_ERROR_SYSTEM;
    made->units = units;
    ClaimsStatus status = load_all(made, knowledge);
    if (status == CLAIMS_OK)
        *words = made;
    else
        quantity_words_free(made);
    return status;
}

void quantity_words_free(QuantityWords *words)
{
    if (words == NULL)
        return;
    lexicon_free(words->lexicon);
    arena_free(&words->arena);
    free(words);
}

const QuantityWord *quantity_words_match(const QuantityWords *words, ClaimsString text, size_t at,
                                         LexiconMatch *match)
{
    return lexicon_match(words->lexicon, text, at, match) ? &words->words[match->value] : NULL;
}
