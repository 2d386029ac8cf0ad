/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "cli/nearest.h"
#include "cli/options.h"

typedef struct Values {
    bool flag, other;
    const char *text;
    OptionList list;
    size_t count;
    double number;
    int choice;
    OptionPart part;
} Values;

static const char *const colors[] = {"red", "green", "blue", NULL};

static const Option rows[] = {
    {.type = OPTION_FLAG,
     .letter = 'a',
     .name = "all",
     .help = "A.",
     .target = offsetof(Values, flag)},
    {.type = OPTION_FLAG,
     .letter = 'b',
     .name = "both",
     .help = "B.",
     .target = offsetof(Values, other)},
    {.type = OPTION_TEXT,
     .letter = 'o',
     .name = "output",
     .argument = "FILE",
     .help = "O.",
     .target = offsetof(Values, text)},
    {.type = OPTION_LIST,
     .name = "rules",
     .argument = "DIR",
     .help = "R.",
     .target = offsetof(Values, list)},
    {.type = OPTION_COUNT,
     .letter = 'j',
     .name = "jobs",
     .argument = "N",
     .help = "J.",
     .target = offsetof(Values, count)},
    {.type = OPTION_NUMBER,
     .name = "share",
     .argument = "X",
     .help = "S.",
     .target = offsetof(Values, number),
     .least = 0,
     .most = 1},
    {.type = OPTION_CHOICE,
     .letter = 'c',
     .name = "color",
     .argument = "COLOR",
     .help = "Colour",
     .target = offsetof(Values, choice),
     .choices = colors},
    {.type = OPTION_PART,
     .name = "part",
     .argument = "I/N",
     .help = "P.",
     .target = offsetof(Values, part)},
};

static const OptionTable table = {rows, sizeof rows / sizeof *rows};

/* What the last parse left behind. */
typedef struct Outcome {
    OptionsResult result;
    Values values;
    OptionList operands;
    char message[256], help[256];
    Arena arena;
} Outcome;

static void remember(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    Outcome *outcome = cookie;
    assert_int_equal(diagnostic->severity, CLAIMS_ERROR);
    snprintf(outcome->message, sizeof outcome->message, "%s", diagnostic->message);
    if (diagnostic->help != NULL)
        snprintf(outcome->help, sizeof outcome->help, "%s", diagnostic->help);
}

/* Parse the words of `line`, which are separated by single spaces. */
static void parse(Outcome *outcome, const char *line)
{
    static char words[256];
    char *arguments[32];
    size_t count = 0;
    snprintf(words, sizeof words, "%s", line);
    for (char *word = strtok(words, " "); word != NULL; word = strtok(NULL, " "))
        arguments[count++] = word;
    *outcome = (Outcome){.values = {.choice = -1, .count = 9}};
    outcome->result = options_parse(&table, count, arguments, &outcome->values, &outcome->operands,
                                    &outcome->arena, (ClaimsSink){remember, outcome});
}

static void assert_fails(const char *line, const char *message, const char *help)
{
    Outcome outcome;
    parse(&outcome, line);
    assert_int_equal(outcome.result, OPTIONS_ERROR);
    assert_string_equal(outcome.message, message);
    assert_string_equal(outcome.help, help);
    arena_free(&outcome.arena);
}

static void test_every_form(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "-a -b -o out --rules x --rules=y -j 3 --share 0.25 -c green in -",
        "in --all --both --output=out --rules=x - --rules y --jobs=3 --share=.25 --color green",
        "-abo out in --rules x -j3 --rules y --share 25e-2 -cgreen -",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Outcome outcome;
        parse(&outcome, lines[i]);
        assert_int_equal(outcome.result, OPTIONS_OK);
        assert_true(outcome.values.flag && outcome.values.other);
        assert_string_equal(outcome.values.text, "out");
        assert_int_equal(outcome.values.list.count, 2);
        assert_string_equal(outcome.values.list.items[0], "x");
        assert_string_equal(outcome.values.list.items[1], "y");
        assert_int_equal(outcome.values.count, 3);
        assert_true(outcome.values.number == 0.25);
        assert_int_equal(outcome.values.choice, 1);
        assert_int_equal(outcome.operands.count, 2);
        assert_string_equal(outcome.operands.items[0], "in");
        assert_string_equal(outcome.operands.items[1], "-");
        arena_free(&outcome.arena);
    }
}

static void test_nothing_given(void **state)
{
    (void)state;
    Outcome outcome;
    parse(&outcome, "");
    assert_int_equal(outcome.result, OPTIONS_OK);
    assert_int_equal(outcome.operands.count, 0);
    assert_int_equal(outcome.values.choice, -1);
    assert_int_equal(outcome.values.count, 9);
    arena_free(&outcome.arena);
}

static void test_end_of_options(void **state)
{
    (void)state;
    Outcome outcome;
    parse(&outcome, "-- -a --help --");
    assert_int_equal(outcome.result, OPTIONS_OK);
    assert_false(outcome.values.flag);
    assert_int_equal(outcome.operands.count, 3);
    assert_string_equal(outcome.operands.items[2], "--");
    arena_free(&outcome.arena);
}

static void test_help(void **state)
{
    (void)state;
    static const char *const lines[] = {"-h", "--help", "in -ah --unknown"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Outcome outcome;
        parse(&outcome, lines[i]);
        assert_int_equal(outcome.result, OPTIONS_HELP);
        arena_free(&outcome.arena);
    }
}

static void test_errors(void **state)
{
    (void)state;
    assert_fails("--colour red", "unknown option '--colour'", "did you mean '--color'?");
    assert_fails("--out=x", "unknown option '--out=x'", "did you mean '--output'?");
    assert_fails("--hepl", "unknown option '--hepl'", "did you mean '--help'?");
    assert_fails("--zzzzzz", "unknown option '--zzzzzz'", "--help lists the options");
    assert_fails("-x", "unknown option '-x'", "--help lists the options");
    assert_fails("-ax", "unknown option '-x'", "--help lists the options");
    assert_fails("-all", "unknown option '-l'", "did you mean '--all'?");
    assert_fails("-é", "unknown option '-é'", "--help lists the options");
    assert_fails("--=x", "unknown option '--=x'", "--help lists the options");
    assert_fails("--all=yes", "--all takes no argument", "");
    assert_fails("--output", "--output needs an argument: FILE", "");
    assert_fails("-j", "--jobs needs an argument: N", "");
    assert_fails("-j 0", "--jobs: '0' is not a whole number from 1 on", "");
    assert_fails("-j -1", "--jobs: '-1' is not a whole number from 1 on", "");
    assert_fails("-j 2x", "--jobs: '2x' is not a whole number from 1 on", "");
    assert_fails("--jobs=", "--jobs: '' is not a whole number from 1 on", "");
    assert_fails("-j 99999999999999999999",
                 "--jobs: '99999999999999999999' is not a whole number from 1 on", "");
    assert_fails("--share 1.5", "--share: '1.5' is not a number from 0 to 1", "");
    assert_fails("--share nan", "--share: 'nan' is not a number from 0 to 1", "");
    assert_fails("--share 0.5x", "--share: '0.5x' is not a number from 0 to 1", "");
    assert_fails("-c gren", "--color: 'gren' is not one of red, green, blue",
                 "did you mean 'green'?");
    assert_fails("-c violet", "--color: 'violet' is not one of red, green, blue", "");
}

static void test_parts(void **state)
{
    (void)state;
    Outcome outcome;
    parse(&outcome, "--part 10/1000000");
    assert_int_equal(outcome.result, OPTIONS_OK);
    assert_int_equal(outcome.values.part.number, 10);
    assert_int_equal(outcome.values.part.count, 1000000);
    arena_free(&outcome.arena);
    assert_fails("--part 0/3", "--part: '0/3' is not a part of a whole, such as 2/8", "");
    assert_fails("--part 4/3", "--part: '4/3' is not a part of a whole, such as 2/8", "");
    assert_fails("--part 1", "--part: '1' is not a part of a whole, such as 2/8", "");
    assert_fails("--part 1/", "--part: '1/' is not a part of a whole, such as 2/8", "");
    assert_fails("--part -1/2", "--part: '-1/2' is not a part of a whole, such as 2/8", "");
    assert_fails("--part 1/2x", "--part: '1/2x' is not a part of a whole, such as 2/8", "");
    assert_fails("--part 1/1000001", "--part: '1/1000001' is not a part of a whole, such as 2/8",
                 "");
    assert_fails("--part 1/99999999999999999999",
                 "--part: '1/99999999999999999999' is not a part of a whole, such as 2/8", "");
}

static void test_description(void **state)
{
    (void)state;
    static const Option described[] = {
        {.type = OPTION_CHOICE,
         .letter = 'c',
         .name = "color",
         .argument = "COLOR",
         .help = "use this colour, which is one of those that every terminal can show",
         .choices = colors},
        {.type = OPTION_TEXT, .name = "a-rather-long-name", .argument = "TEXT", .help = "short"},
    };
    Buffer text = {0};
    options_describe(&(OptionTable){described, 2}, &text);
    assert_string_equal(
        text.data, "  -c, --color COLOR       use this colour, which is one of those that every\n"
                   "                          terminal can show: red, green, blue\n"
                   "      --a-rather-long-name TEXT\n"
                   "                          short\n"
                   "  -h, --help              show this help\n");
    buffer_free(&text);
}

static void test_nearest(void **state)
{
    (void)state;
    static const char *const names[] = {"extract", NULL, "explain", "rules", ""};
    assert_string_equal(nearest_name("extarct", names, 5), "extract");
    assert_string_equal(nearest_name("expl", names, 5), "explain");
    assert_string_equal(nearest_name("rule", names, 5), "rules");
    assert_null(nearest_name("plot", names, 5));
    assert_null(nearest_name("", names, 5));
    assert_null(nearest_name("e", names, 5));
    char endless[10000];
    memset(endless, 'e', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    assert_null(nearest_name(endless, names, 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_form),     cmocka_unit_test(test_nothing_given),
        cmocka_unit_test(test_end_of_options), cmocka_unit_test(test_help),
        cmocka_unit_test(test_errors),         cmocka_unit_test(test_description),
        cmocka_unit_test(test_nearest),        cmocka_unit_test(test_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
