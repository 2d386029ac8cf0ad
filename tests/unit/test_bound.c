/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bound of a number: at it, spread over a coordination, anywhere in its phrase. */
#include "language_fixture.h"
#include "record/bound.h"

/* The rule is taken to cover the whole line. */
static const struct {
    const char *sentence;
    const char *bounds; /* of the numbers, in order */
} cases[] = {
    {"reduces latency by 45%", "exact"},
    {"reduces latency by up to 45%", "up_to"},
    {"reduces latency by about 45%", "about"},
    {"reduces latency by 45% or more", "at_least"},
    {"reduces latency by up to about 45%", "up_to"},

    /* A bound covers what is coordinated with it. */
    {"up to 45% and 26%", "up_to up_to"},
    {"up to 45% of latency and 26% of memory", "up_to up_to"},
    {"about 45% of latency and 26% of memory", "about about"},
    {"45% of latency and up to 26% of memory", "exact up_to"},
    {"up to 45% of latency and reducing 26% of memory", "up_to exact"},
    {"up to 45% of latency, 26% of memory", "up_to exact"},

    /* An average may stand anywhere. */
    {"reduces the average latency by 45%", "average"},
    {"by 45% on average", "average"},
    {"on average, latency by 45%", "average"},
    {"reduces average latency by up to 45%", "up_to"},
};

static void bounds_are_found(void **state)
{
    Language *language = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Sentence sentence;
        Line line;
        Buffer bounds = {0};
        language_line(language, cases[i].sentence, 0, &sentence, &line);
        for (size_t k = 0; k < line.count; k++) {
            const Rule rule = {.kind = RULE_CHANGE};
            const RuleMatch match = {.rule = &rule, .target = k, .first = 0, .end = line.count};
            for (size_t m = 0; line_is_target(&line, k) && m < line.items[k].member_count; m++)
                buffer_printf(&bounds, "%s%s", bounds.size > 0 ? " " : "",
                              claims_bound_name(bound_of(&line, &match, m, CLAIM_BOUND_EXACT)));
        }
        if (strcmp(bounds.data, cases[i].bounds) != 0)
            print_error("%s\n", cases[i].sentence);
        assert_string_equal(bounds.data, cases[i].bounds);
        buffer_free(&bounds);
    }
}

/* Beyond the words that a rule covers, here the number and one behind it, an average reaches a few
 * words, not over another number. */
static void averages_reach_a_few_words(void **state)
{
    static const struct {
        const char *sentence, *bound;
    } reaches[] = {
        {"average of b 45% c", "average"}, {"average of b d 45% c", "exact"},
        {"45% c d average", "average"},    {"45% c d e average", "exact"},
        {"average 3 dB, 45% c", "exact"},  {"average, 45% c", "average"},
    };
    Language *language = *state;
    for (size_t i = 0; i < sizeof reaches / sizeof *reaches; i++) {
        Sentence sentence;
        Line line;
        language_line(language, reaches[i].sentence, 0, &sentence, &line);
        size_t target = line.count;
        while (!line_is_target(&line, --target))
            ;
        const Rule rule = {.kind = RULE_CHANGE};
        const RuleMatch match = {
            .rule = &rule, .target = target, .first = target, .end = target + 2};
        if (strcmp(claims_bound_name(bound_of(&line, &match, 0, CLAIM_BOUND_EXACT)),
                   reaches[i].bound) != 0)
            print_error("%s\n", reaches[i].sentence);
        assert_string_equal(claims_bound_name(bound_of(&line, &match, 0, CLAIM_BOUND_EXACT)),
                            reaches[i].bound);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_are_found),
        cmocka_unit_test(averages_reach_a_few_words),
    };
    return cmocka_run_group_tests(tests, language_setup, language_teardown);
}
