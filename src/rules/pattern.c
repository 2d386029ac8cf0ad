/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/pattern.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/string.h"

enum { FRAGMENT_DEPTH_MAX = 8, PATTERN_SIZE_MAX = 64 * 1024 };

/* A pattern while it is translated. */
typedef struct Translation {
    const KnowledgeEntry *entry;
    const cJSON *item; /* where faults are reported */
    const Fragments *fragments;
    const Vocabulary *vocabulary;
    Buffer words;   /* the pattern with its fragments expanded */
    Buffer regex;   /* the translated pattern */
    size_t *places; /* byte of `regex` → byte of `words` */
    size_t place_count, place_capacity;
    uint32_t targets; /* classes of quantities in angle brackets, a bit each */
    bool failed;
} Translation;

ClaimsStatus fragments_load(Knowledge *knowledge, Fragments *fragments)
{
    static const JsonKey keys[] = {{"id", JSON_STRING, true}, {"pattern", JSON_STRING, true}};
    ClaimsStatus status = knowledge_list(knowledge, "fragments", &fragments->list);
    for (size_t i = 0; status == CLAIMS_OK && i < fragments->list.count; i++) {
        const KnowledgeEntry *entry = &fragments->list.entries[i];
        if (!json_check_object(entry->file, entry->json, keys, 2))
            status = CLAIMS_ERROR_RULES;
    }
    return status;
}

static void fail_in(Translation *translation, const char *excerpt, size_t place,
                    const char *message)
{
    if (translation->failed)
        return;
    translation->failed = true;
    char text[512];
    snprintf(text, sizeof text, "rule \"%s\": %s",
             translation->entry->id != NULL ? translation->entry->id : "?", message);
    json_report_excerpt(translation->entry->file, translation->item, text, excerpt, place + 1,
                        "rules/schema/rules.schema.json explains patterns and their tags");
}

/* `place` is a byte of the expanded pattern, which is ASCII up to there. */
static void fail(Translation *translation, size_t place, const char *message)
{
    fail_in(translation, translation->words.data, place, message);
}

/* ---- Fragments --------------------------------------------------------------------------- */

static const char *find_fragment(const Fragments *fragments, ClaimsString id)
{
    for (size_t i = 0; i < fragments->list.count; i++)
        if (string_equal(string_of(fragments->list.entries[i].id), id))
            return json_get_string(fragments->list.entries[i].json, "pattern");
    return NULL;
}

static void expand(Translation *translation, const char *pattern, int depth)
{
    const char *whole = pattern;
    if (depth > FRAGMENT_DEPTH_MAX || translation->words.size > PATTERN_SIZE_MAX) {
        fail_in(translation, whole, 0, "fragments nest too deeply, or the pattern is over 64 KiB");
        return;
    }
    for (const char *open; (open = strstr(pattern, "{{")) != NULL;) {
        const char *close = strstr(open, "}}");
        buffer_append(&translation->words, pattern, (size_t)(open - pattern));
        if (close == NULL) {
            fail_in(translation, whole, (size_t)(open - whole), "\"{{\" without \"}}\"");
            return;
        }
        ClaimsString id = {open + 2, (size_t)(close - open - 2)};
        const char *fragment = find_fragment(translation->fragments, id);
        if (fragment == NULL) {
            char message[300];
            snprintf(message, sizeof message, "unknown fragment \"%.*s\"",
                     (int)(id.size < 200 ? id.size : 200), id.data);
            fail_in(translation, whole, (size_t)(open - whole), message);
            return;
        }
        buffer_append_text(&translation->words, "(?:");
        expand(translation, fragment, depth + 1);
        buffer_append_text(&translation->words, ")");
        if (translation->failed)
            return;
        pattern = close + 2;
    }
    buffer_append_text(&translation->words, pattern);
}

/* ---- Translation ------------------------------------------------------------------------- */

static void put(Translation *translation, const char *bytes, size_t size, size_t place)
{
    buffer_append(&translation->regex, bytes, size);
    for (size_t i = 0; i < size; i++) {
        if (!array_reserve(&translation->places, &translation->place_capacity,
                           translation->place_count, sizeof place, 256))
            translation->regex.failed = true;
        else
            translation->places[translation->place_count++] = place;
    }
}

static void put_tag(Translation *translation, int tag, size_t place)
{
    char bytes[TAG_BYTES];
    tag_encode(tag, bytes);
    put(translation, bytes, TAG_BYTES, place);
}

static void put_class(Translation *translation, const int *tags, int count, bool in_class,
                      size_t place)
{
    if (!in_class)
        put(translation, "[", 1, place);
    for (int i = 0; i < count; i++)
        put_tag(translation, tags[i], place);
    if (!in_class)
        put(translation, "]", 1, place);
}

/* Quantities that measure something, rather than count things or name an operating point. */
static void put_values(Translation *translation, bool in_class, size_t place)
{
    static const UnitClass values[] = {UNIT_BARE,     UNIT_PERCENT, UNIT_PP,        UNIT_TIMES,
                                       UNIT_FRACTION, UNIT_DB,      UNIT_TIME,      UNIT_BYTES,
                                       UNIT_RATE,     UNIT_POWER,   UNIT_FREQUENCY, UNIT_ENERGY,
                                       UNIT_MONEY,    UNIT_POINTS,  UNIT_COMPUTE};
    int tags[sizeof values / sizeof values[0]];
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        tags[i] = translation->vocabulary->engine.quantity[values[i]];
    put_class(translation, tags, (int)(sizeof tags / sizeof tags[0]), in_class, place);
}

static bool is_tag_byte(char c)
{
    return (c >= 'A' && c <= 'Z') || byte_is_digit((unsigned char)c);
}

static void fail_tag(Translation *translation, size_t place, const char *what, ClaimsString name)
{
    char message[200];
    snprintf(message, sizeof message, "%s \"%.*s\"", what, (int)(name.size < 100 ? name.size : 100),
             name.data);
    fail(translation, place, message);
}

static void translate_target(Translation *translation, ClaimsString name, size_t place,
                             bool in_class)
{
    const EngineTags *engine = &translation->vocabulary->engine;
    if (string_equal(name, string_of("Q"))) {
        put_class(translation, engine->target, UNIT_CLASS_COUNT, in_class, place);
        translation->targets = UINT32_MAX;
        return;
    }
    int tag = vocabulary_tag(translation->vocabulary, name);
    for (int i = 0; tag != TAG_NONE && i < UNIT_CLASS_COUNT; i++) {
        if (engine->quantity[i] == tag) {
            put_tag(translation, engine->target[i], place);
            translation->targets |= UINT32_C(1) << i;
            return;
        }
    }
    fail_tag(translation, place, "angle brackets are for a kind of number, not for", name);
}

/* A tag, or with `target` one in angle brackets, whose name is words[from, to). */
static void translate_tag(Translation *translation, size_t from, size_t to, bool target,
                          bool in_class)
{
    const EngineTags *engine = &translation->vocabulary->engine;
    ClaimsString name = {translation->words.data + from, to - from};
    if (target) {
        translate_target(translation, name, from, in_class);
        return;
    }
    if (name.size == 1 && name.data[0] == 'Q') {
        put_class(translation, engine->quantity, UNIT_CLASS_COUNT, in_class, from);
        return;
    }
    if (string_equal(name, string_of("V"))) {
        put_values(translation, in_class, from);
        return;
    }
    if (string_equal(name, string_of("METRIC"))) {
        const int results[] = {engine->efficiency, engine->quality};
        put_class(translation, results, 2, in_class, from);
        return;
    }
    int tag = vocabulary_tag(translation->vocabulary, name);
    if (tag == TAG_NONE)
        fail_tag(translation, from, "unknown tag", name);
    else
        put_tag(translation, tag, from);
}

/* The syntax of PCRE2 that means something over tags. Anything else would never match. */
static bool is_syntax(char c)
{
    return byte_is_digit((unsigned char)c) ||
           (c != '\0' && strchr("()[]{}|?*+.,^$:=!<>-", c) != NULL);
}

/* "(?" and "(?<name>" pass as they are. Returns the end of what passed. */
static size_t pass_group_name(Translation *translation, size_t at)
{
    const char *words = translation->words.data;
    size_t end = at + 2;
    if (words[end] == '<' && words[end + 1] != '=' && words[end + 1] != '!')
        while (words[end] != '\0' && words[end] != '>')
            end++;
    put(translation, words + at, end - at, at);
    return end;
}

static void translate(Translation *translation)
{
    const char *words = translation->words.data;
    bool in_class = false;
    for (size_t i = 0; i < translation->words.size && !translation->failed;) {
        char c = words[i];
        size_t end = i + 1;
        if (c == '(' && words[i + 1] == '?') {
            i = pass_group_name(translation, i);
            continue;
        }
        bool target = c == '<' && is_tag_byte(words[i + 1]);
        size_t from = i + target;
        if (byte_is_space((unsigned char)c)) {
            i++;
            continue;
        }
        if (target || (c >= 'A' && c <= 'Z')) {
            for (end = from; is_tag_byte(words[end]);)
                end++;
            translate_tag(translation, from, end, target, in_class);
            if (target && words[end++] != '>')
                fail(translation, i, "\"<\" without \">\"");
        } else if (is_syntax(c)) {
            in_class = c == '[' || (in_class && c != ']');
            put(translation, &c, 1, i);
        } else {
            fail(translation, i, "tags are written in capital letters, and this is no syntax");
        }
        i = end;
    }
}

static void collect(Translation *translation, const cJSON *pattern)
{
    if (cJSON_IsString(pattern)) {
        expand(translation, cJSON_GetStringValue(pattern), 0);
        return;
    }
    const cJSON *part = NULL;
    cJSON_ArrayForEach(part, pattern)
    {
        const char *text = cJSON_GetStringValue(part);
        if (text == NULL) {
            fail_in(translation, NULL, 0, "a pattern is a string, or an array of strings");
            return;
        }
        expand(translation, text, 0);
        buffer_append_char(&translation->words, ' ');
    }
}

ClaimsStatus pattern_compile(const KnowledgeEntry *entry, const char *key,
                             const Fragments *fragments, const Vocabulary *vocabulary,
                             Regex **regex, uint32_t *targets, Filter *filter)
{
    Translation translation = {.entry = entry,
                               .item = json_get(entry->json, key),
                               .fragments = fragments,
                               .vocabulary = vocabulary};
    ClaimsStatus status = CLAIMS_ERROR_RULES;
    collect(&translation, translation.item);
    if (translation.failed)
        goto cleanup;
    if (translation.words.failed) {
        status = CLAIMS_ERROR_SYSTEM;
        goto cleanup;
    }
    if (translation.words.size == 0) {
        fail_in(&translation, NULL, 0, "the pattern is empty");
        goto cleanup;
    }
    translate(&translation);
    if (translation.regex.failed) {
        status = CLAIMS_ERROR_SYSTEM;
        goto cleanup;
    }
    if (targets != NULL && translation.targets == 0)
        fail(&translation, 0, "nothing in angle brackets says which number it explains");
    if (targets == NULL && translation.targets != 0)
        fail(&translation, 0, "it is for no number, so nothing can stand in angle brackets");
    if (translation.failed)
        goto cleanup;
    if (targets != NULL)
        *targets = translation.targets;
    if (translation.regex.failed) {
        status = CLAIMS_ERROR_SYSTEM;
        goto cleanup;
    }
    filter_make(vocabulary, buffer_string(&translation.regex), filter);
    RegexError error = {0};
    status = regex_compile(translation.regex.data, translation.regex.size, &error, regex);
    if (status == CLAIMS_ERROR_RULES)
        fail(&translation,
             error.offset < translation.place_count ? translation.places[error.offset]
                                                    : translation.words.size,
             error.message);
cleanup:
    free(translation.places);
    buffer_free(&translation.words);
    buffer_free(&translation.regex);
    return status;
}
