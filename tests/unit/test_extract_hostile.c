/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts made to be hard: one sentence of many thousand pieces. What is not linear in their length
 * does not come to an end in the time that a test has; and every record must still be sound.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/string.h"

/* The sanitizers make everything some ten times slower. */
#if defined(__SANITIZE_ADDRESS__)
enum { SIZE = 30 * 1000, MILLION = 50 * 1000 };
#else
enum { SIZE = 150 * 1000, MILLION = 1000 * 1000 };
#endif

static const struct {
    const char *about, *first, *piece, *last;
} texts[] = {
    {"digits", "", "7", "%"},
    {"decimals", "", "1.", ""},
    {"groups of digits", "1", ",111", ""},
    {"dimensions", "", "1x", ""},
    {"ranges", "", "1-2-", "3%"},
    {"ranges in words", "", "1% to 2% to ", "3%"},
    {"exponents", "1e", "^", "5"},
    {"overflowing numbers", "", "1-1e999B 1e400% two orders of magnitude ", ""},
    {"deviations", "", "3 \xc2\xb1 ", ""},
    {"signs", "", "+-", "3%"},
    {"a list of numbers", "memory falls by ", "3%, ", "and 4%"},
    {"a list of metrics", "", "latency and ", "memory by 3%"},
    {"bounds", "", "up to ", "3%"},
    {"words left out", "", "the ", "3%"},
    {"open brackets", "", "(", "3%"},
    {"brackets", "", "(3%)", ""},
    {"nested brackets", "", "([", "3%)])"},
    {"citations", "", "[1,", ""},
    {"changes in parentheses", "", "memory falls by 5% (from 3 GB to 2 GB) and ", "so on"},
    {"a compound", "", "a-", "b 3%"},
    {"a compound of cues", "", "to-", "b 3%"},
    {"names of cues", "", "to-A.", "b 3%"},
    {"no spaces", "", "a,", "3%"},
    {"names", "", "GPT-4 ", "3%"},
    {"formats", "", "W4A8", ""},
    {"a sentence", "", "word ", "by 3%"},
    {"ideographs", "", "\xe5\x8a\xa0", "3%"},
    {"Chinese claims", "", "\xe5\x8a\xa0\xe9\x80\x9f\x33\xe5\x80\x8d\xef\xbc\x8c", ""},
    {"right to left", "\xe2\x80\xae", "\xe2\x80\x8f\xd7\x90 3% ", ""},
    {"emoji", "", "\xf0\x9f\x98\x80", "3%"},
    {"dollars", "", "$a", "3%"},
    {"dollars alone", "", "$", "3%"},
    {"backslashes", "", "\\", "3%"},
    {"commands", "", "\\a", "3%"},
    {"spaces", "", " ", "3%"},
    {"lines", "", "5% faster\n", ""},
    {"periods", "", ". ", "3%"},
    {"closing marks", ".", ")", "3%"},
    {"introductions", "", "we propose ", "Foo 3%"},
};

typedef struct Loaded {
    ClaimsRules *rules;
    ClaimsExtractor *extractor;
} Loaded;

static int load(void **state)
{
    static Loaded loaded;
    const ClaimsSink silent = {NULL, NULL};
    *state = &loaded;
    return claims_rules_load(NULL, 0, silent, &loaded.rules) == CLAIMS_OK &&
                   claims_extractor_new(loaded.rules, silent, &loaded.extractor) == CLAIMS_OK
               ? 0
               : -1;
}

static int unload(void **state)
{
    Loaded *loaded = *state;
    claims_extractor_free(loaded->extractor);
    claims_rules_free(loaded->rules);
    return 0;
}

/* Extract `text` as a paper; returns how many records it has. */
static size_t extract(Loaded *loaded, ClaimsString text)
{
    const ClaimsPaper paper = {
        .source = "-",
        .path = "-",
        .id = {"1", 1},
        .documents = {{.section = CLAIM_SECTION_TEXT, .end = text.size, .line = 1, .text = text}},
        .document_count = 1};
    const ClaimRecord *records = NULL;
    size_t count = 0;
    assert_int_equal(claims_extractor_run(loaded->extractor, &paper, &records, &count), CLAIMS_OK);
    for (size_t i = 0; i < count; i++) {
        const ClaimRecord *record = &records[i];
        assert_true(record->start < record->end && record->end <= text.size);
        assert_ptr_equal(record->quote.data, text.data + record->start);
        assert_true(record->quote_in_sentence + record->quote_in_sentence_size <=
                    record->sentence.size);
        assert_true(isfinite(record->value));
        assert_false(isinf(record->value_max) || isinf(record->ref_value));
    }
    return count;
}

static void hard_texts_take_linear_time(void **state)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Buffer text = {0};
        print_message("%s\n", texts[i].about);
        buffer_append_text(&text, texts[i].first);
        while (text.size < SIZE)
            buffer_append_text(&text, texts[i].piece);
        buffer_append_text(&text, texts[i].last);
        assert_false(text.failed);
        extract(*state, buffer_string(&text));
        buffer_free(&text);
    }
}

static void a_million_numbers_are_a_table(void **state)
{
    Buffer text = {0};
    for (int i = 0; i < MILLION; i++)
        buffer_append_text(&text, "accuracy rises by 7%, ");
    buffer_append_text(&text, "and so on. Accuracy rises by 3%.");
    assert_int_equal(extract(*state, buffer_string(&text)), 1);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hard_texts_take_linear_time),
        cmocka_unit_test(a_million_numbers_are_a_table),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
