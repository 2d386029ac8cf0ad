/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clean view of texts by rules/text.json, its map back to the source, and sentences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/string.h"
#include "rules/builtin.h"
#include "text/line_counter.h"
#include "text/view.h"

typedef struct Loaded {
    Knowledge knowledge;
    TextTable *table;
    Arena arena;
} Loaded;

static int load(void **state)
{
    static Loaded loaded;
    loaded = (Loaded){0};
    *state = &loaded;
    for (size_t i = 0; i < builtin_file_count; i++)
        if (strcmp(builtin_files[i].name, "text.json") == 0 &&
            knowledge_add_text(&loaded.knowledge, builtin_files[i].name, builtin_files[i].text,
                               builtin_files[i].size, (ClaimsSink){NULL, NULL}) != CLAIMS_OK)
            return -1;
    return text_table_load(&loaded.knowledge, &loaded.table) == CLAIMS_OK ? 0 : -1;
}

static int unload(void **state)
{
    Loaded *loaded = *state;
    text_table_free(loaded->table);
    knowledge_free(&loaded->knowledge);
    arena_free(&loaded->arena);
    return 0;
}

static const struct {
    const char *source, *clean;
} views[] = {
    /* White space and paragraphs. */
    {"a  b\tc\nd", "a b c d"},
    {"one\n\ntwo \n \n\n three", "one\ntwo\nthree"},
    {"wide\xe3\x80\x80space", "wide space"},
    /* A word broken at a line's end is joined, keeping its hyphen. */
    {"speed-\nup", "speed-up"},
    {"2-\n3, a -\nb", "2- 3, a - b"},
    /* LaTeX. */
    {"$2.5\\times$ faster", "2.5\xc3\x97 faster"},
    {"45\\%, \\textbf{bold} \\emph{x}", "45%, bold x"},
    {"$\\sim$3, $\\geq 4$, $10^{-5}$", "~3, \xe2\x89\xa5 4, 10^-5"},
    {"24{,}000", "24,000"},
    /* Dollars: formulas lose theirs, prices keep them. */
    {"costs $5 and $6", "costs $5 and $6"},
    {"from $5 to $x$ or $6", "from $5 to x or $6"},
    {"$ 5$", "$ 5$"},
    {"\\$5", "$5"},
    /* Dashes and signs. */
    {"2\xe2\x80\x93"
     "3, \xe2\x88\x92"
     "4, end\xe2\x80\x94start",
     "2-3, -4, end - start"},
    {"x\xe2\x81\xbb\xc2\xb2", "x^-^2"},
    /* Full-width forms, ligatures, invisible characters. */
    {"\xef\xbc\x93\xef\xbc\x85\xef\xbc\x8c\xef\xac\x81t", "3%,fit"},
    {"a\xe2\x80\x8b"
     "b\xc2\xad"
     "c",
     "abc"},
    {"\xe5\x8a\xa0\xe9\x80\x9f\x32\xe5\x80\x8d", "\xe5\x8a\xa0\xe9\x80\x9f\x32\xe5\x80\x8d"},
    {"\\", "\\"},
    {"", ""},
};

static void sources_become_clean(void **state)
{
    Loaded *loaded = *state;
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        TextView view;
        assert_int_equal(
            text_view_make(loaded->table, string_of(views[i].source), &loaded->arena, &view),
            CLAIMS_OK);
        assert_int_equal(view.text.size, strlen(view.text.data));
        assert_string_equal(view.text.data, views[i].clean);
    }
}

/* The order of places is kept, every place lies in the source, and letters and digits come from
 * themselves unless a replacement made them. */
static void check_map(const TextView *view, ClaimsString source)
{
    TextSpan before = {0, 0};
    for (uint32_t i = 0; i < view->text.size; i++) {
        TextSpan place = text_view_source(view, (TextSpan){i, i + 1});
        assert_true(place.start < place.end && place.end <= source.size);
        assert_true(before.start <= place.start && before.end <= place.end);
        if (place.end - place.start == 1 && byte_is_letter((unsigned char)view->text.data[i]))
            assert_int_equal(view->text.data[i], source.data[place.start]);
        before = place;
    }
    size_t end = 0;
    for (size_t i = 0; i < view->sentence_count; i++) {
        TextSpan span = view->sentences[i];
        assert_true(end <= span.start && span.start < span.end && span.end <= view->text.size);
        TextSpan place = text_view_source(view, span);
        assert_true(place.start < place.end && place.end <= source.size);
        end = span.end;
    }
}

/* Texts put together from pieces that mean something, by a fixed sequence of numbers. */
static void every_clean_byte_comes_from_the_source(void **state)
{
    static const char *const pieces[] = {"a",
                                         "B",
                                         "7",
                                         " ",
                                         "\n",
                                         "\n\n",
                                         "-",
                                         "$",
                                         "\\",
                                         "{",
                                         "}",
                                         "\\times",
                                         "\\%",
                                         "{,}",
                                         ".",
                                         ". ",
                                         "e.g.",
                                         "\xe3\x80\x82",
                                         "\xef\xbc\x93",
                                         "\xe2\x80\x94",
                                         "\xe2\x80\x8b",
                                         "\xef\xac\x83",
                                         "\xc2\xb2",
                                         "\xe5\x80\x8d",
                                         "\xf0\x9f\x98\x80",
                                         "--",
                                         "\\textbf{x}",
                                         "!"};
    Loaded *loaded = *state;
    uint32_t random = 1;
    for (int round = 0; round < 2000; round++) {
        Buffer source = {0};
        buffer_append_text(&source, "");
        for (int i = 0; i < 30; i++) {
            random = random * 1664525u + 1013904223u;
            buffer_append_text(&source, pieces[(random >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        TextView view;
        assert_int_equal(
            text_view_make(loaded->table, buffer_string(&source), &loaded->arena, &view),
            CLAIMS_OK);
        check_map(&view, buffer_string(&source));
        arena_reset(&loaded->arena);
        buffer_free(&source);
    }
}

static const struct {
    const char *text;
    const char *sentences; /* with bars between */
} splits[] = {
    {"One. Two! Three? Four", "One.|Two!|Three?|Four"},
    {"It is 2.5x. It is 3.", "It is 2.5x.|It is 3."},
    {"As in Fig. 3, e.g. This, i.e. That vs. Other et al. 2020.",
     "As in Fig. 3, e.g. This, i.e. That vs. Other et al. 2020."},
    {"It ends (here.) Then \"there.\" Done", "It ends (here.)|Then \"there.\"|Done"},
    {"version 2. of it", "version 2. of it"},
    {"A paragraph\n\nAnother", "A paragraph|Another"},
    {"\xe5\x8a\xa0\xe9\x80\x9f\x32\xe5\x80\x8d\xe3\x80\x82\xe9\x99\x8d\xe4\xbd\x8e\x35%"
     "\xe3\x80\x82",
     "\xe5\x8a\xa0\xe9\x80\x9f\x32\xe5\x80\x8d\xe3\x80\x82|"
     "\xe9\x99\x8d\xe4\xbd\x8e\x35%\xe3\x80\x82"},
    {" . ", "."},
    {"", ""},
};

static void texts_split_into_sentences(void **state)
{
    Loaded *loaded = *state;
    for (size_t i = 0; i < sizeof splits / sizeof *splits; i++) {
        TextView view;
        Buffer joined = {0};
        buffer_append_text(&joined, "");
        assert_int_equal(
            text_view_make(loaded->table, string_of(splits[i].text), &loaded->arena, &view),
            CLAIMS_OK);
        for (size_t k = 0; k < view.sentence_count; k++) {
            TextSpan span = view.sentences[k];
            buffer_append_text(&joined, k > 0 ? "|" : "");
            buffer_append_string(&joined, string_slice(view.text, span.start, span.end));
        }
        assert_string_equal(joined.data, splits[i].sentences);
        buffer_free(&joined);
    }
}

/* What is too long for a sentence is cut at the last clause, else at a space, else anywhere between
 * characters; never further than half as long again. */
static void long_sentences_are_cut(void **state)
{
    static const struct {
        const char *piece, *end; /* of each part but the last */
    } rows[] = {{"word and word, ", ","},
                {"1,234 ", "4"},
                {"word ", "d"},
                {"\xe5\x8a\xa0", "\xa0"},
                {"a:b", ":"},
                {"x", "x"},
                {"a.", "."},
                {"\xe3\x80\x81", "\x81"}};
    Loaded *loaded = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        TextView view;
        Buffer text = {0};
        while (text.size < 20000)
            buffer_append_text(&text, rows[i].piece);
        assert_int_equal(text_view_make(loaded->table, buffer_string(&text), &loaded->arena, &view),
                         CLAIMS_OK);
        assert_in_range(view.sentence_count, 7, 20);
        for (size_t k = 0; k + 1 < view.sentence_count; k++) {
            TextSpan span = view.sentences[k];
            ClaimsString part = string_slice(view.text, span.start, span.end);
            assert_in_range(part.size, view.limits->sentence_bytes / 2,
                            view.limits->sentence_bytes * 3 / 2 + 3);
            assert_int_equal(part.data[part.size - 1], rows[i].end[0]);
            assert_true(((unsigned char)part.data[0] & 0xc0) != 0x80);
        }
        buffer_free(&text);
    }
}

static void long_sentences_are_shown_around_the_quote(void **state)
{
    Loaded *loaded = *state;
    TextView view;
    Buffer text = {0};
    while (text.size < 2000)
        buffer_append_text(&text, "\xe5\x8a\xa0");
    assert_int_equal(text_view_make(loaded->table, buffer_string(&text), &loaded->arena, &view),
                     CLAIMS_OK);
    const uint32_t size = (uint32_t)view.text.size;
    for (uint32_t at = 0; at + 3 <= size; at += 3) {
        const TextSpan quote = {at, at + 3};
        TextSpan shown = text_view_shown(&view, (TextSpan){0, size}, quote);
        assert_true(shown.start <= quote.start && shown.end >= quote.end && shown.end <= size);
        assert_true(shown.start % 3 == 0 && shown.end % 3 == 0);
        assert_in_range(shown.end - shown.start, view.limits->shown_bytes / 2,
                        view.limits->shown_bytes + 3);
    }
    const TextSpan whole = {0, (uint32_t)view.limits->shown_bytes};
    TextSpan shown = text_view_shown(&view, whole, (TextSpan){0, 3});
    assert_true(shown.start == whole.start && shown.end == whole.end);
    buffer_free(&text);
}

static void lines_are_counted_in_any_order(void **state)
{
    (void)state;
    static const char text[] = "a\nb\n\nc";
    static const size_t lines[] = {7, 7, 8, 8, 9, 10};
    ClaimsDocument document = {.line = 7, .text = {text, sizeof text - 1}};
    LineCounter counter;
    line_counter_begin(&counter, &document);
    for (size_t at = 0; at < sizeof text; at++)
        assert_int_equal(line_counter_at(&counter, at), at < 6 ? lines[at] : 10);
    for (size_t at = sizeof lines / sizeof *lines; at-- > 0;)
        assert_int_equal(line_counter_at(&counter, at), lines[at]);
    document.escaped = true;
    assert_int_equal(line_counter_at(&counter, 5), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sources_become_clean),
        cmocka_unit_test(every_clean_byte_comes_from_the_source),
        cmocka_unit_test(texts_split_into_sentences),
        cmocka_unit_test(long_sentences_are_cut),
        cmocka_unit_test(long_sentences_are_shown_around_the_quote),
        cmocka_unit_test(lines_are_counted_in_any_order),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
