/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters of patterns: never hold a line back that the pattern matches, and hold back most others.
 */
#include "language_fixture.h"
#include "rules/rule.h"

/* In the small language; with what filters know, and with what they let be. */
static const char *const patterns[] = {
    "<PCT>",
    "<Q>",
    "BY <PCT>",
    "DEC EFF BY <PCT>",
    "DEC W{0,2} EFF BY <PCT>",
    "DEC [W EFF]{1,3}+ BY? <PCT>",
    "(?<change>DEC) [^ COMMA BY]{0,3} BY (?:<PCT>|<X>)",
    "(?:DEC|EFF OF) <PCT> (?:OF W)?",
    "(?:BY <PCT>|<PCT> EFF)",
    "(?:BY (?:W|AND) <X>|OF <PCT> EFF|DEC <Q> COMMA)",
    "<PCT> .{0,2} (?<metric>METRIC)",
    "<PCT> (?!EFF) W",
    "<PCT> (?=EFF|COMMA)",
    "(?<=DEC) BY <PCT>",
    "(?:NAME|DEC) (?:W COMMA?)* <PCT> (?:AND Q)+",
    "^ DEC .* <PCT>",
    "<PCT> W* $",
    "^ W? <PCT> $",
    "(?>DEC|BY) <PCT> V",
    "(?:<PCT> EFF){1,2}",
    "(?:DEC <PCT>)? EFF",
    "(?=<PCT>) . EFF",
    "DEC (?<=<PCT> DEC) W",
    "[<PCT> <X> EFF] EFF",
    "(?:(?:DEC|BY) (?:(?:W|OF)? <PCT> (?:EFF|QUAL COMMA)|<X>))",
    "METRIC{2} BY{1,} <PCT>",
    "(?:|DEC BY) <PCT> (?:EFF|)",
    "DEC (?:EFF|QUAL) (?:BY|OF) (?<ref>Q) (?:TO|COMMA) <Q>",
};

enum { PATTERN_COUNT = sizeof patterns / sizeof *patterns, LINE_MAX = 6 };

static RuleSet *load_patterns(const Language *language, Knowledge *knowledge, Buffer *json)
{
    buffer_append_text(json, "{\"fragments\":[],\"rules\":[");
    for (size_t i = 0; i < PATTERN_COUNT; i++)
        buffer_printf(
            json,
            "%s{\"id\":\"r%zu\",\"priority\":1,\"kind\":\"level\",\"metric\":[\"before\"],"
            "\"pattern\":\"%s\",\"examples\":[{}],\"counterexamples\":[]}",
            i > 0 ? "," : "", i, patterns[i]);
    buffer_append_text(json, "]}");
    Buffer messages = {0};
    ClaimsSink sink = {language_message, &messages};
    RuleSet *set = NULL;
    assert_int_equal(knowledge_add_text(knowledge, "rules", json->data, json->size, sink),
                     CLAIMS_OK);
    ClaimsStatus status = ruleset_load(knowledge, language->vocabulary, &set);
    if (messages.size > 0)
        print_error("%s", messages.data);
    assert_int_equal(status, CLAIMS_OK);
    buffer_free(&messages);
    return set;
}

/* Lines of tags by a fixed sequence of numbers, one of them the target. */
static void make_line(const Vocabulary *vocabulary, uint32_t *random, char *tags, size_t *count,
                      size_t *target)
{
    static const char *const names[] = {"W",     "EFF", "QUAL", "DEC", "BY",
                                        "COMMA", "AND", "OF",   "PCT", "X"};
    *random = *random * 1664525u + 1013904223u;
    *count = 1 + (*random >> 16) % LINE_MAX;
    *target = (*random >> 8) % *count;
    for (size_t i = 0; i < *count; i++) {
        *random = *random * 1664525u + 1013904223u;
        const char *name = names[(*random >> 16) % (sizeof names / sizeof *names)];
        if (i == *target)
            name = (*random >> 12) % 3 == 0 ? "<X>" : "<PCT>";
        tag_encode(vocabulary_tag(vocabulary, string_of(name)), tags + i * TAG_BYTES);
    }
    tags[*count * TAG_BYTES] = '\0';
}

static void no_match_is_held_back(void **state)
{
    const Language *language = *state;
    Knowledge knowledge = {0};
    Buffer json = {0};
    RuleSet *set = load_patterns(language, &knowledge, &json);
    RegexScratch *scratch = regex_scratch_new();
    uint32_t random = 1;
    size_t matches = 0, passed = 0, lines = 20000;
    for (size_t round = 0; round < lines; round++) {
        char tags[(LINE_MAX + 1) * TAG_BYTES + 16] = "";
        size_t count, target;
        Surroundings around;
        make_line(language->vocabulary, &random, tags, &count, &target);
        surroundings_read(tags, 0, target, count, &around);
        for (size_t i = 0; i < set->count; i++) {
            RegexMatch match;
            ClaimsString line = {tags, count * TAG_BYTES};
            bool matched =
                regex_match(set->rules[i].regex, scratch, line, 0, &match) == REGEX_MATCH;
            bool passes = filter_passes(&set->rules[i].filter, &around);
            if (matched && !passes)
                print_error("%s\n", set->rules[i].id.data);
            assert_true(passes || !matched);
            matches += matched;
            passed += passes;
        }
    }
    assert_true(matches > lines);
    assert_true(passed * 2 < lines * PATTERN_COUNT);
    regex_scratch_free(scratch);
    ruleset_free(set);
    knowledge_free(&knowledge);
    buffer_free(&json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_match_is_held_back)};
    return cmocka_run_group_tests(tests, language_setup, language_teardown);
}
