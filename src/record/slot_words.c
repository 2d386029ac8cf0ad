/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/slot_words.h"

#include <stdlib.h>

#include "base/string.h"
#include "mentions/forms.h"

typedef struct SlotShape {
    int tag;
    Regex *regex;
} SlotShape;

struct SlotWords {
    Arena arena;
    SlotWord *words;
    size_t word_count;
    SlotShape *shapes;
    size_t shape_count;
    Lexicon *lexicon;
};

/* ---- Loading ----------------------------------------------------------------------------- */

typedef struct Loader {
    SlotWords *words;
    Vocabulary *vocabulary;
    LexiconBuilder *builder;
} Loader;

static ClaimsStatus load_word(void *cookie, const KnowledgeEntry *entry)
{
    Loader *loader = cookie;
    SlotWords *words = loader->words;
    static const JsonKey keys[] = {{"id", JSON_STRING, true},        {"tag", JSON_STRING, false},
                                   {"trim", JSON_BOOL, false},       {"tail", JSON_BOOL, false},
                                   {"introduces", JSON_BOOL, false}, {"ends", JSON_BOOL, false},
                                   {"practice", JSON_BOOL, false},   {"forms", JSON_ARRAY, true}};
    if (!json_check_object(entry->file, entry->json, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    const char *tag = json_get_string(entry->json, "tag");
    size_t index = words->word_count++;
    words->words[index] =
        (SlotWord){.tag = tag != NULL ? vocabulary_add_tag(loader->vocabulary, tag) : TAG_NONE,
                   .trim = json_get_bool(entry->json, "trim"),
                   .tail = json_get_bool(entry->json, "tail"),
                   .introduces = json_get_bool(entry->json, "introduces"),
                   .practice = json_get_bool(entry->json, "practice"),
                   .ends = json_get_bool(entry->json, "ends")};
    return forms_add(loader->builder, entry->file, json_get(entry->json, "forms"), (uint32_t)index);
}

static ClaimsStatus load_shape(void *cookie, const KnowledgeEntry *entry)
{
    Loader *loader = cookie;
    SlotWords *words = loader->words;
    static const JsonKey keys[] = {{"id", JSON_STRING, true},
                                   {"tag", JSON_STRING, true},
                                   {"pattern", JSON_STRING, true},
                                   {"examples", JSON_ARRAY, true},
                                   {"counterexamples", JSON_ARRAY, true}};
    if (!json_check_object(entry->file, entry->json, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    const char *tag = json_get_string(entry->json, "tag");
    const char *pattern = json_get_string(entry->json, "pattern");
    SlotShape *shape = &words->shapes[words->shape_count];
    shape->tag = vocabulary_tag(loader->vocabulary, string_of(tag));
    if (shape->tag == TAG_NONE) {
        json_report(entry->file, json_get(entry->json, "tag"), "unknown tag \"%s\"", tag);
        return CLAIMS_ERROR_RULES;
    }
    RegexError error = {0};
    ClaimsStatus status = regex_compile(pattern, strlen(pattern), &error, &shape->regex);
    if (status == CLAIMS_ERROR_RULES)
        json_report_excerpt(entry->file, json_get(entry->json, "pattern"), error.message, pattern,
                            error.offset + 1, NULL);
    if (status == CLAIMS_OK)
        words->shape_count++;
    return status;
}

static ClaimsStatus load_all(Loader *loader, Knowledge *knowledge)
{
    SlotWords *words = loader->words;
    ClaimsStatus status = knowledge_load(knowledge, "slot_words", &words->arena, &words->words,
                                         sizeof(SlotWord), load_word, loader);
    ClaimsStatus shapes = knowledge_load(knowledge, "slot_shapes", &words->arena, &words->shapes,
                                         sizeof(SlotShape), load_shape, loader);
    return status != CLAIMS_OK ? status : shapes;
}

ClaimsStatus slot_words_load(Knowledge *knowledge, Vocabulary *vocabulary, SlotWords **words)
{
    SlotWords *made = calloc(1, sizeof *made);
    LexiconBuilder *builder = lexicon_builder_new(LEXICON_WORDS);
    if (made == NULL || builder == NULL) {
        free(made);
        lexicon_builder_free(builder);
        return CLAIMS_ERROR_SYSTEM;
    }
    Loader loader = {made, vocabulary, builder};
    ClaimsStatus status = load_all(&loader, knowledge);
    made->lexicon = lexicon_build(builder);
    if (status == CLAIMS_OK && made->lexicon == NULL)
        status = CLAIMS_ERROR_SYSTEM;
    if (status == CLAIMS_OK)
        *words = made;
    else
        slot_words_free(made);
    return status;
}

void slot_words_free(SlotWords *words)
{
    if (words == NULL)
        return;
    for (size_t i = 0; i < words->shape_count; i++)
        regex_free(words->shapes[i].regex);
    lexicon_free(words->lexicon);
    arena_free(&words->arena);
    free(words);
}

/* ---- Words ------------------------------------------------------------------------------- */

const SlotWord *slot_words_find(const SlotWords *words, ClaimsString text, size_t at, size_t *end)
{
    LexiconMatch match;
    if (!lexicon_match(words->lexicon, text, at, &match))
        return NULL;
    *end = match.end;
    return &words->words[match.value];
}

size_t slot_words_trim(const SlotWords *words, ClaimsString text, TextSpan span)
{
    size_t at = span.start, end = 0;
    const SlotWord *word;
    while (at < span.end && (word = slot_words_find(words, text, at, &end)) != NULL && word->trim &&
           end < span.end) {
        at = end;
        while (at < span.end && text.data[at] == ' ')
            at++;
    }
    return at;
}

int slot_words_at(const SlotWords *words, ClaimsString text, size_t at)
{
    size_t end = 0;
    const SlotWord *word = slot_words_find(words, text, at, &end);
    return word != NULL ? word->tag : TAG_NONE;
}

bool slot_words_any(const SlotWords *words, ClaimsString text, size_t from, int tag,
                    bool introduces)
{
    size_t end = 0;
    for (size_t at = from; (at = lexicon_next(words->lexicon, text, at)) < text.size; at++) {
        const SlotWord *word = slot_words_find(words, text, at, &end);
        if (word != NULL &&
            ((tag != TAG_NONE && word->tag == tag) || (introduces && word->introduces)))
            return true;
    }
    return false;
}

bool slot_words_has(const SlotWords *words, ClaimsString text, int tag)
{
    return slot_words_any(words, text, 0, tag, false);
}

int slot_words_shape(const SlotWords *words, RegexScratch *scratch, ClaimsString name)
{
    RegexMatch match;
    for (size_t i = 0; i < words->shape_count; i++)
        if (regex_match(words->shapes[i].regex, scratch, name, 0, &match) == REGEX_MATCH)
            return words->shapes[i].tag;
    return TAG_NONE;
}
