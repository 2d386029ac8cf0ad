/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test_input.h"

/* How each input is mended: the text, and where in the input its bytes come from. */
static const struct {
    const char *name;
    ClaimsString input;
    const char *mended;
    size_t offsets[8]; /* of the text's first bytes, and of its end after them */
    size_t ill_formed, nuls;
} mendings[] = {
    {"plain", BYTES("ab"), "ab", {0, 1, 2}, 0, 0},
    {"characters of two, three and four bytes",
     BYTES("\u00E9\u4E2D\U0001F600"),
     "\u00E9\u4E2D\U0001F600",
     {0, 1, 2, 3, 4, 5, 6, 7},
     0,
     0},
    {"a NUL byte", BYTES("a\0b"), "a b", {0, 1, 2, 3}, 0, 1},
    {"a lone continuation",
     BYTES("a\x80"
           "b"),
     "a\uFFFD"
     "b",
     {0, 1, 1, 1, 2, 3},
     1,
     0},
    {"an overlong slash", BYTES("\xC0\xAF"), "\uFFFD\uFFFD", {0, 0, 0, 1, 1, 1, 2}, 2, 0},
    {"half a surrogate pair",
     BYTES("\xED\xA0\x80"),
     "\uFFFD\uFFFD\uFFFD",
     {0, 0, 0, 1, 1, 1, 2, 2},
     3,
     0},
    {"beyond the last character", BYTES("\xF4\x90"), "\uFFFD\uFFFD", {0, 0, 0, 1, 1, 1, 2}, 2, 0},
    {"cut short at the end: one", BYTES("\xF0\x9F\x98"), "\uFFFD", {0, 0, 0, 3}, 3, 0},
    {"cut short in the text: one",
     BYTES("\xE4\xB8"
           "a"),
     "\uFFFD"
     "a",
     {0, 0, 0, 2, 3},
     2,
     0},
};

static void test_mending(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mendings / sizeof mendings[0]; i++) {
        Arena arena = {0};
        MappedText text;
        assert_true(mapped_text_begin(&text, &arena, mendings[i].input));
        mapped_text_append(&text, mendings[i].input, 0);
        mapped_text_end(&text, mendings[i].input.size);
        if (strcmp(text.data, mendings[i].mended) != 0)
            print_error("in the case \"%s\":\n", mendings[i].name);
        assert_string_equal(text.data, mendings[i].mended);
        assert_int_equal(text.size, text.capacity);
        for (size_t at = 0; at <= text.size && at < 8; at++)
            assert_int_equal(text.offsets[at], mendings[i].offsets[at]);
        assert_int_equal(text.ill_formed, mendings[i].ill_formed);
        assert_int_equal(text.nuls, mendings[i].nuls);
        arena_free(&arena);
    }
}

/* The fast path sees a fault wherever it stands. */
static void test_valid_size_at_every_place(void **state)
{
    static const char faults[] = {'\0', '\x80', '\xFF'};
    char bytes[100];
    (void)state;
    for (size_t at = 0; at < sizeof bytes; at++)
        for (size_t fault = 0; fault < sizeof faults; fault++) {
            memset(bytes, 'a', sizeof bytes);
            bytes[at] = faults[fault];
            assert_int_equal(utf8_valid_size((ClaimsString){bytes, sizeof bytes}), at);
        }
}

static void test_cut(void **state)
{
    static const struct {
        ClaimsString text;
        size_t limit, cut;
    } cases[] = {
        {BYTES("abc"), 2, 2},
        {BYTES("abc"), 3, 3},
        {BYTES("a\u4E2Db"), 2, 1},
        {BYTES("a\u4E2Db"), 3, 1},
        {BYTES("a\u4E2Db"), 4, 4},
        {BYTES("\u4E2D"), 1, 1},
        {BYTES("\x80\x80\x80\x80\x80\x80"), 5, 5},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(utf8_cut(cases[i].text, cases[i].limit), cases[i].cut);
}

/* Whatever its bytes are, each that does not continue a character is counted as one. */
static void test_character_counting(void **state)
{
    char bytes[23];
    uint64_t seed = 1;
    (void)state;
    for (int round = 0; round < 200; round++) {
        size_t expected = 0;
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            bytes[i] = (char)(seed >> 56);
            expected += ((unsigned char)bytes[i] & 0xC0) != 0x80;
        }
        assert_int_equal(utf8_count((ClaimsString){bytes, sizeof bytes}), expected);
    }
}

static void test_line_counting(void **state)
{
    char bytes[200];
    (void)state;
    memset(bytes, 'a', sizeof bytes);
    for (size_t at = 0; at < sizeof bytes; at += 3) {
        bytes[at] = '\n';
        bytes[at / 2 * 2] = bytes[at / 2 * 2] == '\n' ? '\n' : '\x8A'; /* not a line feed */
        size_t expected = 0;
        for (size_t i = 0; i < sizeof bytes; i++)
            expected += bytes[i] == '\n';
        assert_int_equal(bytes_count_lines((ClaimsString){bytes, sizeof bytes}), expected);
    }
}

static void test_dates(void **state)
{
    static const char *const cases[][2] = {
        {"2025-09-10 15:56:45", "2025-09-10"},
        {"2025-09", "2025-09"},
        {"2025", "2025"},
        {"2025-13-01", "2025"},
        {"2025-12-32", "2025-12"},
        {"20250910", ""},
        {"2025-00-10", "2025"},
        {"10 Sep 2025", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_true(string_equal(bytes_date(string_of(cases[i][0])), string_of(cases[i][1])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mending), cmocka_unit_test(test_valid_size_at_every_place),
        cmocka_unit_test(test_cut),     cmocka_unit_test(test_line_counting),
        cmocka_unit_test(test_dates),   cmocka_unit_test(test_character_counting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
