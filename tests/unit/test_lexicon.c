/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/string.h"
#include "mentions/forms.h"
#include "mentions/lexicon.h"

enum { FORMS_MAX = 8 };

static Lexicon *build(LexiconBoundary boundary, const char *const *forms)
{
    LexiconBuilder *builder = lexicon_builder_new(boundary);
    assert_non_null(builder);
    uint32_t previous = 0;
    for (uint32_t i = 0; i < FORMS_MAX && forms[i] != NULL; i++)
        assert_int_equal(lexicon_builder_add(builder, string_of(forms[i]), i, &previous),
                         LEXICON_ADDED);
    Lexicon *lexicon = lexicon_build(builder);
    assert_non_null(lexicon);
    return lexicon;
}

/* Finds stand in brackets with the number of their form: "a [1:speed up] of 2". The search for
 * places passes over none of them. */
static void mark_finds(const Lexicon *lexicon, ClaimsString text, Buffer *marked)
{
    LexiconMatch match;
    for (size_t at = 0; at < text.size;) {
        if (lexicon_match(lexicon, text, at, &match)) {
            assert_int_equal(lexicon_next(lexicon, text, at), at);
            buffer_printf(marked, "[%u:%.*s]", match.value, (int)(match.end - at), text.data + at);
            at = match.end;
        } else {
            buffer_append_char(marked, text.data[at++]);
        }
    }
}

static const struct {
    LexiconBoundary boundary;
    const char *forms[FORMS_MAX];
    const char *text, *marked;
} finds[] = {
    /* The case rule. */
    {LEXICON_WORDS, {"speed"}, "Speed SPEED speed", "[0:Speed] [0:SPEED] [0:speed]"},
    {LEXICON_WORDS, {"mAP"}, "map MAP mAP", "map MAP [0:mAP]"},
    {LEXICON_WORDS, {"map", "MAP"}, "map MAP Map", "[0:map] [1:MAP] [0:Map]"},
    /* Hyphens equal spaces. */
    {LEXICON_WORDS, {"wall clock"}, "wall-clock, Wall Clock", "[0:wall-clock], [0:Wall Clock]"},
    {LEXICON_WORDS, {"end-to-end"}, "end to end", "[0:end to end]"},
    {LEXICON_WORDS, {"KV-cache"}, "KV cache, kv cache", "[0:KV cache], kv cache"},
    /* Whole words. */
    {LEXICON_WORDS,
     {"art"},
     "smart art, artful 2art art2 art",
     "smart [0:art], artful 2art art2 [0:art]"},
    {LEXICON_UNITS, {"ms"}, "3ms 3 ms 3msec rms", "3[0:ms] 3 [0:ms] 3msec rms"},
    {LEXICON_WORDS,
     {"\xe5\x8a\xa0\xe9\x80\x9f"},
     "a\xe5\x8a\xa0\xe9\x80\x9f"
     "b",
     "a[0:\xe5\x8a\xa0\xe9\x80\x9f]b"},
    {LEXICON_WORDS, {"%", "=", "("}, "3%=(3)", "3[0:%][1:=][2:(]3)"},
    /* Before numbers. */
    {LEXICON_WORDS, {"p#"}, "p 3, p < 3, p-3, p q, p", "[0:p] 3, [0:p] < 3, [0:p]-3, p q, p"},
    {LEXICON_WORDS, {"p", "p#"}, "p 3, p q", "[1:p] 3, [0:p] q"},
    {LEXICON_WORDS, {"#"}, "# 3", "[0:#] 3"},
    /* The longest form. */
    {LEXICON_WORDS,
     {"speed", "speed up", "speed up of"},
     "speed up ofs speed, speed up of 2",
     "[1:speed up] ofs [0:speed], [2:speed up of] 2"},
    {LEXICON_WORDS, {"a", "a b c"}, "a b d", "[0:a] b d"},
};

static void forms_are_found_by_the_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof finds / sizeof *finds; i++) {
        Lexicon *lexicon = build(finds[i].boundary, finds[i].forms);
        Buffer marked = {0};
        mark_finds(lexicon, string_of(finds[i].text), &marked);
        assert_string_equal(marked.data, finds[i].marked);
        buffer_free(&marked);
        lexicon_free(lexicon);
    }
}

static void one_form_has_one_value(void **state)
{
    (void)state;
    LexiconBuilder *builder = lexicon_builder_new(LEXICON_WORDS);
    static const struct {
        const char *form;
        uint32_t value;
        LexiconAdd result;
    } adds[] = {
        {"speed up", 1, LEXICON_ADDED},      {"speed up", 1, LEXICON_ADDED},
        {"speed up", 2, LEXICON_DUPLICATE},  {"speed-up", 2, LEXICON_DUPLICATE},
        {"Speed up", 2, LEXICON_ADDED},      {"SPEED up", 3, LEXICON_ADDED},
        {"SPEED up", 4, LEXICON_DUPLICATE},  {"speed up#", 5, LEXICON_ADDED},
        {"speed up#", 6, LEXICON_DUPLICATE},
    };
    for (size_t i = 0; i < sizeof adds / sizeof *adds; i++) {
        uint32_t previous = 0;
        assert_int_equal(
            lexicon_builder_add(builder, string_of(adds[i].form), adds[i].value, &previous),
            adds[i].result);
        if (adds[i].result == LEXICON_DUPLICATE)
            assert_int_not_equal(previous, adds[i].value);
    }
    lexicon_builder_free(builder);
}

static void an_empty_lexicon_finds_nothing(void **state)
{
    (void)state;
    static const char *const none[FORMS_MAX] = {NULL};
    Lexicon *lexicon = build(LEXICON_WORDS, none);
    LexiconMatch match;
    assert_false(lexicon_match(lexicon, string_of("a"), 0, &match));
    assert_false(lexicon_match(lexicon, string_of("a"), 1, &match));
    assert_false(lexicon_match(lexicon, (ClaimsString){NULL, 0}, 0, &match));
    lexicon_free(lexicon);
}

static bool append_form(void *cookie, ClaimsString form)
{
    Buffer *forms = cookie;
    buffer_printf(forms, "<%.*s>", (int)form.size, form.data);
    return true;
}

static const struct {
    const char *pattern;
    const char *forms; /* NULL: refused */
} expansions[] = {
    {"plain", "<plain>"},
    {"boost{s|ed|}", "<boosts><boosted><boost>"},
    {"{a|b} {c|d}", "<a c><a d><b c><b d>"},
    {"{|x}", "<><x>"},
    {"a|b", "<a|b>"},
    {"{only}", "<only>"},
    {"{a", NULL},
    {"a}", NULL},
    {"{a{b}}", NULL},
};

static void braces_expand(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof expansions / sizeof *expansions; i++) {
        Buffer forms = {0};
        bool good = forms_expand(expansions[i].pattern, append_form, &forms);
        assert_int_equal(good, expansions[i].forms != NULL);
        if (good)
            assert_string_equal(forms.data, expansions[i].forms);
        buffer_free(&forms);
    }
}

static void forms_have_at_most_255_bytes(void **state)
{
    (void)state;
    char pattern[300];
    Buffer forms = {0};
    memset(pattern, 'a', sizeof pattern);
    pattern[255] = '\0';
    assert_true(forms_expand(pattern, append_form, &forms));
    memcpy(pattern + 250, "{bcdef}", 8);
    assert_true(forms_expand(pattern, append_form, &forms));
    memcpy(pattern + 250, "{bcdefg}", 9);
    assert_false(forms_expand(pattern, append_form, &forms));
    buffer_free(&forms);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_are_found_by_the_rules),   cmocka_unit_test(one_form_has_one_value),
        cmocka_unit_test(an_empty_lexicon_finds_nothing), cmocka_unit_test(braces_expand),
        cmocka_unit_test(forms_have_at_most_255_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
