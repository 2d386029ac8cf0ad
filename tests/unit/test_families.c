/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The families of papers: the examples of rules/families.json, the ways of a score, and faults. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "record/families.h"
#include "rules/builtin.h"

/* What a test has loaded. */
typedef struct Loaded {
    Knowledge knowledge;
    FamilyTable *table;
    Arena arena;
    Buffer messages;
} Loaded;

static void collect_message(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    diagnostic_render(diagnostic, cookie);
}

static ClaimsStatus load_text(Loaded *loaded, const char *name, const char *text, size_t size)
{
    *loaded = (Loaded){0};
    ClaimsSink sink = {collect_message, &loaded->messages};
    ClaimsStatus status = knowledge_add_text(&loaded->knowledge, name, text, size, sink);
    return status == CLAIMS_OK ? families_load(&loaded->knowledge, &loaded->table) : status;
}

static void unload(Loaded *loaded)
{
    families_free(loaded->table);
    knowledge_free(&loaded->knowledge);
    arena_free(&loaded->arena);
    buffer_free(&loaded->messages);
}

static void load_builtin(Loaded *loaded)
{
    for (size_t i = 0; i < builtin_file_count; i++) {
        const BuiltinFile *file = &builtin_files[i];
        if (strcmp(file->name, "families.json") != 0)
            continue;
        ClaimsStatus status = load_text(loaded, file->name, file->text, file->size);
        if (status != CLAIMS_OK)
            print_error("%s", loaded->messages.data != NULL ? loaded->messages.data : "");
        assert_int_equal(status, CLAIMS_OK);
        return;
    }
    fail_msg("families.json is not built in");
}

/* The families of a paper with one text, separated by commas. */
static const char *families_of(Loaded *loaded, const char *title, const char *text, Buffer *list)
{
    ClaimsString families[FAMILIES_MAX];
    arena_reset(&loaded->arena);
    FamilyScores *scores = families_begin(loaded->table, &loaded->arena);
    assert_non_null(scores);
    families_read(scores, FAMILY_TITLE, string_of(title));
    families_read(scores, FAMILY_TEXT, string_of(text));
    size_t count = families_rank(scores, families);
    buffer_clear(list);
    for (size_t i = 0; i < count; i++) {
        buffer_append_text(list, i > 0 ? "," : "");
        buffer_append_string(list, families[i]);
    }
    return list->data;
}

/* ---- The file's own examples ------------------------------------------------------------- */

static void check_example(Loaded *loaded, const cJSON *example)
{
    Buffer expected = {0}, got = {0};
    const cJSON *family = NULL;
    cJSON_ArrayForEach(family, json_get(example, "families"))
    {
        buffer_append_text(&expected, expected.size > 0 ? "," : "");
        buffer_append_text(&expected, cJSON_GetStringValue(family));
    }
    const char *text = json_get_string(example, "text");
    families_of(loaded, json_get_string(example, "title"), text, &got);
    if (strcmp(got.data, expected.data) != 0)
        print_error("in the example \"%s\":\n", text);
    assert_string_equal(got.data, expected.data);
    buffer_free(&expected);
    buffer_free(&got);
}

static void check_counterexample(Loaded *loaded, const char *id, const cJSON *example)
{
    Buffer got = {0};
    const char *text = json_get_string(example, "text");
    assert_non_null(json_get_string(example, "why"));
    families_of(loaded, json_get_string(example, "title"), text, &got);
    if (strstr(got.data, id) != NULL)
        print_error("\"%s\" is given to \"%s\"\n", id, text);
    assert_null(strstr(got.data, id));
    buffer_free(&got);
}

static bool is_english(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

static void test_examples(void **state)
{
    (void)state;
    Loaded loaded;
    load_builtin(&loaded);
    const cJSON *family = NULL, *example = NULL;
    cJSON_ArrayForEach(family, json_get(loaded.knowledge.files[0]->root, "families"))
    {
        size_t english = 0, chinese = 0, counter = 0;
        cJSON_ArrayForEach(example, json_get(family, "examples"))
        {
            check_example(&loaded, example);
            if (is_english(json_get_string(example, "text")))
                english++;
            else
                chinese++;
        }
        cJSON_ArrayForEach(example, json_get(family, "counterexamples"))
        {
            check_counterexample(&loaded, json_get_string(family, "id"), example);
            counter++;
        }
        assert_true(english > 0 && chinese > 0 && counter > 0);
    }
    unload(&loaded);
}

/* ---- How a score is built ---------------------------------------------------------------- */

/* Family "a" has the words "ant" and "apple", "b" has "bee"; "rest" is the fallback. */
static const char scoring_rules[] =
    "{\"family_scoring\": {\"title_factor\": 3, \"repeat_discount\": 0.5, \"secondary_ratio\": "
    "0.5, \"fallback\": \"rest\", \"fallback_score\": 3},"
    " \"family_zones\": ["
    "  {\"id\": \"method\", \"in\": \"text\", \"factor\": 4, \"forms\": [\"we make\"]},"
    "  {\"id\": \"plain\", \"in\": \"text\", \"factor\": 1, \"forms\": [\"but\"]},"
    "  {\"id\": \"purpose\", \"in\": \"title\", \"factor\": 0.1, \"forms\": [\"for\"]}],"
    " \"families\": ["
    "  {\"id\": \"a\", \"examples\": [], \"counterexamples\": [], \"cues\": ["
    "    {\"weight\": 2, \"forms\": [\"ant\"]}, {\"weight\": 2, \"forms\": [\"apple\"]},"
    "    {\"weight\": 0, \"forms\": [\"ant hill\"]}]},"
    "  {\"id\": \"b\", \"examples\": [], \"counterexamples\": [], \"cues\": ["
    "    {\"weight\": 2, \"forms\": [\"bee\"]},"
    "    {\"weight\": 1, \"title_weight\": 99, \"forms\": [\"bumble\"]}]},"
    "  {\"id\": \"rest\", \"cues\": [{\"weight\": -3, \"forms\": [\"sure\"]}],"
    "   \"examples\": [], \"counterexamples\": []}]}";

typedef struct ScoreCase {
    const char *title, *text, *families;
} ScoreCase;

static void test_scores(void **state)
{
    (void)state;
    static const ScoreCase cases[] = {
        {"", "", "rest"},
        {"", "An ant.", "rest,a"},    /* 2 of the fallback's 3 */
        {"", "An ant. An ant.", "a"}, /* 2 + 1: as much as the fallback, and an earlier family */
        {"", "An ant. Ants. Anthill. ant", "a"},       /* whole words only */
        {"", "An ant and an apple.", "a"},             /* another cue counts in full */
        {"", "An ant hill, an ant-hill.", "rest"},     /* the longer form hides the shorter */
        {"An Ant", "", "a"},                           /* 3 * 2 */
        {"Bumble", "", "b"},                           /* a title_weight of its own */
        {"", "Bumble.", "rest"},                       /* 1 is less than half of 3 */
        {"Bees", "", "rest"},                          /* whole words only */
        {"", "We make ants, we make an ant.", "a"},    /* 4 * 2 */
        {"", "We make it, but an ant.", "rest,a"},     /* the zone has ended */
        {"", "We make it. An ant.", "rest,a"},         /* so it has at the sentence's end */
        {"", "We make it 0.5 an ant.", "a"},           /* a decimal point is no end */
        {"", "We make it\xe3\x80\x82 ant.", "rest,a"}, /* U+3002 is */
        {"We make an ant for", "", "a"},               /* a zone of the text is none in a title */
        {"A hive for an ant", "", "rest"},             /* 0.1 * 6 */
        {"A hive for all: an ant", "", "a"},           /* a colon ends the title's zone */
        {"", "For an ant. ant. ant.", "a"},
        {"Bee, ant, ant", "", "a,b"},                /* 9 and 6 */
        {"", "We make an ant, a bee. Sure.", "a,b"}, /* ties go to the earlier one */
        {"", "An ant. Sure.", "a"},                  /* a negative weight */
    };
    Loaded loaded;
    Buffer got = {0};
    assert_int_equal(load_text(&loaded, "x.json", scoring_rules, sizeof scoring_rules - 1),
                     CLAIMS_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        families_of(&loaded, cases[i].title, cases[i].text, &got);
        if (strcmp(got.data, cases[i].families) != 0)
            print_error("for \"%s\" / \"%s\":\n", cases[i].title, cases[i].text);
        assert_string_equal(got.data, cases[i].families);
    }
    buffer_free(&got);
    unload(&loaded);
}

/* Texts are counted together, and reading them in pieces is reading them at once. */
static void test_several_texts(void **state)
{
    (void)state;
    Loaded loaded;
    ClaimsString families[FAMILIES_MAX];
    assert_int_equal(load_text(&loaded, "x.json", scoring_rules, sizeof scoring_rules - 1),
                     CLAIMS_OK);
    FamilyScores *scores = families_begin(loaded.table, &loaded.arena);
    for (int i = 0; i < 3; i++)
        families_read(scores, FAMILY_TEXT, string_of("ant"));
    families_read(scores, FAMILY_TEXT, (ClaimsString){NULL, 0});
    assert_int_equal(families_rank(scores, families), 1);
    assert_string_equal(families[0].data, "a");
    unload(&loaded);
}

/* ---- Faults ------------------------------------------------------------------------------ */

static void check_fault(const char *rules, const char *message)
{
    Loaded loaded;
    assert_int_equal(load_text(&loaded, "x.json", rules, strlen(rules)), CLAIMS_ERROR_RULES);
    assert_null(loaded.table);
    if (loaded.messages.data == NULL || strstr(loaded.messages.data, message) == NULL)
        print_error("got: %s", loaded.messages.data != NULL ? loaded.messages.data : "nothing\n");
    assert_non_null(loaded.messages.data);
    assert_non_null(strstr(loaded.messages.data, message));
    unload(&loaded);
}

#define SCORING_OF(fallback)                                                                       \
    "\"family_scoring\": {\"title_factor\": 3, \"repeat_discount\": 1, \"secondary_ratio\": "      \
    "1, \"fallback\": \"" fallback "\", \"fallback_score\": 1}"
#define FAMILY(id, cues)                                                                           \
    "{\"id\": \"" id "\", \"examples\": [], \"counterexamples\": [], \"cues\": [" cues "]}"

static void test_faults(void **state)
{
    (void)state;
    check_fault("{}",
                "x.json:1:1: error: neither this file nor another one has \"family_scoring\"");
    check_fault("{" SCORING_OF("none") ", \"families\": [" FAMILY("a", "") "]}",
                "there is no family \"none\"");
    check_fault(
        "{" SCORING_OF("a") ", \"families\": [" FAMILY(
            "a", "{\"weight\": 1, \"forms\": [\"x\"]}, {\"weight\": 2, \"forms\": [\"x\"]}") "]}",
        "the form \"x\" already stands in another entry");
    check_fault("{" SCORING_OF("a") ", \"families\": [" FAMILY("a", "{\"forms\": [\"x\"]}") "]}",
                "weight");
    check_fault(
        "{" SCORING_OF("a") ", \"families\": [" FAMILY(
            "a", "") "], \"family_zones\": ["
                     "{\"id\": \"z\", \"in\": \"brief\", \"factor\": 1, \"forms\": [\"x\"]}]}",
        "a zone is in \"title\" or in \"text\", not in \"brief\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_scores),
        cmocka_unit_test(test_several_texts),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
