/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences as tagged lines, and the quantities in them. */
#include <math.h>

#include "language_fixture.h"

static const struct {
    const char *sentence;
    uint16_t parenthesis;
    const char *line;
} lines[] = {
    {"reduces latency by 45%", 0, "DEC EFF BY PCT"},
    {"The Latency was reduced", 0, ""}, /* without a quantity there is no line */
    {"a latency of 3 ms", 0, "EFF OF TIME"},
    {"Acme has 7B parameters", 0, "MODEL W BILLIONS"},
    {"Acme 2.5 reaches 3 on RoadBench-v2", 0, "MODEL W INT W DATASET"},
    {"an unknown FooNet and Acme Foo by 3%", 0, "W NAME AND MODEL BY PCT"},
    {"image-to-text by 3%", 0, "W W W BY PCT"},
    {"1024x1024 images in 2024, a 3D view by 3%", 0, "W W W W COMMA W W BY PCT"},
    {"by 3% [12], [3, 4]", 0, "BY PCT COMMA"},
    {"see https://example.org/3x, a 3x cut", 0, "W W X W"},

    /* Coordination of quantities. */
    {"45% and 26%", 0, "PCT"},
    {"by 45, 26, and 12% or 3", 0, "BY PCT AND INT"},
    {"45% and 3 dB", 0, "PCT AND DB"},
    {"scenario 1, 63%", 0, "LABEL INT COMMA PCT"},
    {"2K and 3 tokens", 0, "TOKENS"},
    {"45% (for memory) and 26%", 0, "PCT"},

    /* Coordination of metrics. */
    {"latency and memory by 3%", 0, "EFF BY PCT"},
    {"accuracy, F1, and performance by 3%", 0, "QUAL BY PCT"},
    {"accuracy and latency by 3%", 0, "QUAL AND EFF BY PCT"},
    {"89% accuracy and an F1 of 0.88", 0, "PCT QUAL AND QUAL OF NUM"},
    {"accuracy performance by 3%", 0, "QUAL BY PCT"},

    /* Ranges and pairs. */
    {"5% to 20%", 0, "PCT"},
    {"5-20%", 0, "PCT"},
    {"5 to 20%", 0, "PCT"},
    {"20% to 5%", 0, "PCT TO PCT"},
    {"from 5% to 20%", 0, "FROM PCT TO PCT"},
    {"5% versus 20%", 0, "PCT VS PCT"},
    {"2 versus 3 tokens", 0, "TOKENS VS TOKENS"},

    /* Parentheses: one item from outside, their own words from inside. */
    {"accuracy (62% to 69%) by 3%", 0, "QUAL PAREN BY PCT"},
    {"accuracy (62% to 69%) by 3%", 1, "QUAL OPEN PCT TO PCT CLOSE BY PCT"},
    {"accuracy (by (nested) 3%) and (by 4%)", 1, "QUAL OPEN BY OPEN W CLOSE PCT CLOSE AND PAREN"},
    {"accuracy (by (nested) 3%) and (by 4%)", 2, "QUAL PAREN AND OPEN BY PCT CLOSE"},
    {"accuracy (by 3%", 0, "QUAL OPEN BY PCT"},
    {"accuracy) by 3%", 0, "QUAL CLOSE BY PCT"},

    /* Bound words are taken up by their number. */
    {"by up to 3%", 0, "BY PCT"},
    {"3% or more, on average", 0, "PCT COMMA"},
    {"a factor of about 3", 0, "OF X"},
};

static void sentences_become_tags(void **state)
{
    Language *language = *state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Sentence sentence;
        Line line = {0};
        Buffer text = {0};
        buffer_append_text(&text, "");
        language_read(language, lines[i].sentence, &sentence);
        if (sentence.quantity_count > 0) {
            language_line(language, lines[i].sentence, lines[i].parenthesis, &sentence, &line);
            line_describe(language->vocabulary, &line, SIZE_MAX, &text);
        }
        if (strcmp(text.data, lines[i].line) != 0)
            print_error("%s\n", lines[i].sentence);
        assert_string_equal(text.data, lines[i].line);
        assert_int_equal(line.tags != NULL ? strlen(line.tags) : 0, line.count * TAG_BYTES);
        buffer_free(&text);
    }
}

static const struct {
    const char *sentence;
    const char *quantities; /* of the line: value[..value_max] [unit] [bound], members by " + " */
} quantities[] = {
    {"3%", "3 %"},
    {"-3% and +4", "-3 %; 4"},
    {"45, 26, and 12%", "45 % + 26 % + 12 %"},
    {"5% to 20%", "5..20 %"},
    {"from 5% to 20%", "5 %; 20 %"},
    {"7-13B", "7000000000..13000000000 params"},
    {"2 versus 3 million tokens", "2 tokens; 3000000 tokens"},
    {"twice, three tokens, twenty-three tokens", "2 x; 3 tokens; 23 tokens"},
    {"a factor of about 3", "3 x about"},
    {"by up to 3% and 4%", "3 % up_to + 4 % up_to"},
    {"3%, 4%, 5%", "3 % + 4 % + 5 %"},
    {"6.12, 0.21 above", "6.12; 0.21"},
    {"3% or more", "3 % at_least"},
    {"3% on average", "3 % average"},
    {"about 3% or more", "3 % at_least"},
};

static void append_quantity(const Quantity *quantity, Buffer *text)
{
    buffer_append_number(text, quantity->sign < 0 ? -quantity->value : quantity->value);
    if (!isnan(quantity->value_max)) {
        buffer_append_text(text, "..");
        buffer_append_number(text, quantity->value_max);
    }
    if (quantity->unit != NULL) {
        buffer_append_char(text, ' ');
        buffer_append_string(text, quantity->unit->symbol);
    }
    if (quantity->bound != CLAIM_BOUND_EXACT)
        buffer_printf(text, " %s", claims_bound_name(quantity->bound));
}

static void lists_share_units_and_bounds(void **state)
{
    Language *language = *state;
    for (size_t i = 0; i < sizeof quantities / sizeof *quantities; i++) {
        Sentence sentence;
        Line line;
        Buffer text = {0};
        language_line(language, quantities[i].sentence, 0, &sentence, &line);
        for (size_t k = 0; k < line.count; k++) {
            const Item *item = &line.items[k];
            if (!line_is_target(&line, k))
                continue;
            buffer_append_text(&text, text.size > 0 ? "; " : "");
            for (size_t m = 0; m < item->member_count; m++) {
                buffer_append_text(&text, m > 0 ? " + " : "");
                append_quantity(&sentence.quantities[sentence.tokens[item->members[m]].quantity],
                                &text);
            }
        }
        if (strcmp(text.data, quantities[i].quantities) != 0)
            print_error("%s\n", quantities[i].sentence);
        assert_string_equal(text.data, quantities[i].quantities);
        buffer_free(&text);
    }
}

/* Sentences put together from pieces, by a fixed sequence of numbers: what the filter drops has no
 * quantity, and it does drop most of what has none. */
static void no_quantity_is_dropped(void **state)
{
    static const char *const pieces[] = {"three", "twenty",  "twice",   "-",       "$",  "US$",
                                         " ",     " ",       "percent", "seconds", "of", "the",
                                         "Three", "inthree", "B",       "million", "x",  "\xc3\x97",
                                         ", ",    "Acme",    "(",       "%"};
    Language *language = *state;
    uint32_t random = 1;
    size_t dropped = 0, empty = 0;
    for (int round = 0; round < 20000; round++) {
        Buffer piled = {0};
        for (int i = 0; i < 8; i++) {
            random = random * 1664525u + 1013904223u;
            buffer_append_text(&piled, pieces[(random >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        const char *text = piled.data;
        Sentence sentence;
        language_read(language, text, &sentence);
        bool may = quantity_may_be_in(language->units, string_of(text), 0, strlen(text));
        if (!may && sentence.quantity_count > 0)
            print_error("%s\n", text);
        assert_true(may || sentence.quantity_count == 0);
        dropped += !may;
        empty += sentence.quantity_count == 0;
        arena_reset(&language->arena);
        buffer_free(&piled);
    }
    assert_true(dropped > 0 && dropped * 10 > empty * 9);
    assert_true(empty < 20000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_become_tags),
        cmocka_unit_test(lists_share_units_and_bounds),
        cmocka_unit_test(no_quantity_is_dropped),
    };
    return cmocka_run_group_tests(tests, language_setup, language_teardown);
}
