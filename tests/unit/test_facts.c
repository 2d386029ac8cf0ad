/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From mentions to facts to papers' values: what counts once, what counts at all, and where. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/string.h"
#include "record/knowledge_base.h"
#include "stats/facts.h"

/* A table, and what it is made of. */
typedef struct Fixture {
    Records records;
    ScaleKnowledge knowledge;
    FactTable table;
} Fixture;

static ClaimsRules *rules;

static int load_rules(void **state)
{
    (void)state;
    return claims_rules_load(NULL, 0, (ClaimsSink){0}, &rules) == CLAIMS_OK ? 0 : -1;
}

static int free_rules(void **state)
{
    (void)state;
    claims_rules_free(rules);
    return 0;
}

/* A line of the records' JSON, "factor" and "x" where `members` do not say otherwise. */
#define SPEED(paper, value, members)                                                               \
    "{\"source\":\"s\",\"paper\":" #paper                                                          \
    ",\"kind\":\"factor\",\"metric\":\"speed\",\"value\":" #value ",\"factor\":" #value            \
    ",\"unit\":\"x\",\"direction\":\"increase\"" members "}\n"
#define FAMILY(name) ",\"families\":[\"" name "\"]"
#define BOUND(name) ",\"bound\":\"" name "\""

static void build(Fixture *fixture, const char *lines, FactsRequest request)
{
    size_t line = 1;
    *fixture = (Fixture){0};
    assert_int_equal(
        records_add_lines(&fixture->records, "f", &line, string_of(lines), (ClaimsSink){0}),
        CLAIMS_OK);
    assert_int_equal(fixture->records.fault_count, 0);
    assert_true(scale_knowledge_make(&fixture->records, rules->vocabulary, &fixture->knowledge));
    assert_int_equal(facts_build(&fixture->records, &fixture->knowledge, &request, &fixture->table),
                     CLAIMS_OK);
}

static void release(Fixture *fixture)
{
    facts_free(&fixture->table);
    scale_knowledge_free(&fixture->knowledge);
    records_free(&fixture->records);
}

/* The only value of the only group. */
static PaperValue single(const Fixture *fixture)
{
    assert_int_equal(fixture->table.group_count, 1);
    assert_int_equal(fixture->table.value_count, 1);
    return fixture->table.values[0];
}

static const FactsRequest by_metric = {.by = FACTS_BY_METRIC};

static void a_fact_told_twice_counts_once(void **state)
{
    (void)state;
    Fixture fixture;
    /* the abstract's wording counts: there it is a peak */
    build(&fixture,
          SPEED(1, 4, ",\"section\":\"brief\"")
              SPEED(1, 4, ",\"section\":\"abstract\"" BOUND("up_to"))
                  SPEED(1, 4, ",\"section\":\"abstract\""),
          by_metric);
    PaperValue value = single(&fixture);
    assert_int_equal(fixture.table.fact_count, 1);
    assert_int_equal(value.facts, 1);
    assert_true(value.has_peak && value.peak == 4 && !value.has_centre);
    release(&fixture);
}

static const struct {
    const char *lines;
    double centre;
    Censoring censoring;
    double peak; /* 0 for none */
} papers[] = {
    {SPEED(1, 2, "") SPEED(1, 3, "") SPEED(1, 10, ""), 3, CENSORING_NONE, 0},
    {SPEED(1, 2, "") SPEED(1, 3, ""), 2.5, CENSORING_NONE, 0},
    {SPEED(1, 2, "") SPEED(1, 9, BOUND("up_to")) SPEED(1, 7, BOUND("up_to")), 2, CENSORING_NONE, 9},
    {SPEED(1, 2, BOUND("at_least")), 2, CENSORING_RIGHT, 0},
    {SPEED(1, 2, BOUND("at_most")), 2, CENSORING_LEFT, 0},
    /* of three, one bound does not reach the middle */
    {SPEED(1, 2, "") SPEED(1, 3, "") SPEED(1, 5, BOUND("at_least")), 3, CENSORING_NONE, 0},
    {SPEED(1, 5, "") SPEED(1, 3, BOUND("at_least")) SPEED(1, 2, BOUND("at_least")), 3,
     CENSORING_RIGHT, 0},
    /* enclosed on both sides: the middle of factors is their geometric mean */
    {SPEED(1, 2, BOUND("at_least")) SPEED(1, 4, "") SPEED(1, 8, BOUND("at_most")), 4,
     CENSORING_NONE, 0},
};

static void a_paper_is_reduced_to_one_value(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        Fixture fixture;
        build(&fixture, papers[i].lines, by_metric);
        PaperValue value = single(&fixture);
        bool as_expected = value.has_centre && value.centre.value == papers[i].centre &&
                           value.centre.censoring == papers[i].censoring &&
                           value.has_peak == (papers[i].peak > 0) &&
                           (!value.has_peak || value.peak == papers[i].peak);
        if (!as_expected)
            fail_msg("paper %zu: %g, censoring %d", i, value.centre.value,
                     (int)value.centre.censoring);
        release(&fixture);
    }
}

static void others_work_does_not_count(void **state)
{
    (void)state;
    Fixture fixture;
    build(&fixture, SPEED(1, 2, "") SPEED(1, 5, ",\"background\":true"), by_metric);
    assert_true(single(&fixture).centre.value == 2);
    assert_int_equal(fixture.table.background_count, 1);
    release(&fixture);
}

static void scales_and_units_are_kept_apart(void **state)
{
    (void)state;
    static const char lines[] =
        "{\"paper\":1,\"kind\":\"delta\",\"metric\":\"accuracy\",\"value\":2,\"unit\":\"%\","
        "\"direction\":\"increase\"}\n"
        "{\"paper\":1,\"kind\":\"delta\",\"metric\":\"accuracy\",\"value\":1,\"unit\":\"pp\","
        "\"direction\":\"increase\"}\n"
        "{\"paper\":1,\"kind\":\"setting\",\"metric\":\"memory\",\"value\":8,\"unit\":\"GB\"}\n"
        "{\"paper\":1,\"kind\":\"setting\",\"metric\":\"memory\",\"value\":9,\"unit\":\"MB\"}\n"
        "{\"paper\":1,\"kind\":\"level\",\"metric\":\"accuracy\",\"value\":71,\"unit\":\"%\"}\n";
    Fixture fixture;
    build(&fixture, lines, by_metric);
    assert_int_equal(fixture.table.group_count, 4);
    assert_int_equal(fixture.table.fact_count, 5);
    assert_int_equal(fixture.table.unscaled_count, 1); /* the level: compared with nothing */
    release(&fixture);
}

static void settings_keep_every_value(void **state)
{
    (void)state;
    static const char lines[] =
        "{\"paper\":1,\"kind\":\"setting\",\"metric\":\"bit_width\",\"value\":4,\"value_max\":8,"
        "\"unit\":\"bit\"}\n"
        "{\"paper\":2,\"kind\":\"setting\",\"metric\":\"bit_width\",\"value\":4,\"unit\":\"bit\"}"
        "\n";
    Fixture fixture;
    build(&fixture, lines, by_metric);
    assert_int_equal(fixture.table.group_count, 1);
    const FactGroup *group = &fixture.table.groups[0];
    assert_int_equal(group->setting_count, 3);
    const double expected[] = {4, 4, 8};
    for (size_t i = 0; i < 3; i++)
        assert_true(fixture.table.settings[group->first_setting + i].value == expected[i]);
    release(&fixture);
}

/* The groups' keys, in order, as one text. */
static void check_keys(const Fixture *fixture, const char *expected)
{
    Buffer keys = {0};
    buffer_append_text(&keys, "");
    for (size_t i = 0; i < fixture->table.group_count; i++) {
        const FactGroup *group = &fixture->table.groups[i];
        buffer_append_string(&keys, names_text(&fixture->records.names, group->key));
        buffer_printf(&keys, " %zu;", group->count);
    }
    assert_string_equal(keys.data, expected);
    buffer_free(&keys);
}

static void papers_count_in_each_family(void **state)
{
    (void)state;
    Fixture fixture;
    build(&fixture,
          SPEED(1, 2, ",\"families\":[\"pruning\",\"moe\"]") SPEED(2, 3, FAMILY("moe"))
              SPEED(3, 4, ""),
          (FactsRequest){.by = FACTS_BY_FAMILY});
    check_keys(&fixture, "moe 2;pruning 1; 1;"); /* those without a family last */
    release(&fixture);
}

static void facts_belong_to_their_model(void **state)
{
    (void)state;
    static const char lines[] = SPEED(1, 2, ",\"model\":\"B\"") SPEED(1, 2, ",\"model\":\"A\"")
        SPEED(1, 3, ",\"model\":\"A\"");
    Fixture fixture;
    build(&fixture, lines, (FactsRequest){.by = FACTS_BY_MODEL});
    check_keys(&fixture, "A 1;B 1;");
    assert_int_equal(fixture.table.fact_count, 3); /* 2x is a fact of each model */
    release(&fixture);
    build(&fixture, lines, by_metric);
    assert_int_equal(fixture.table.fact_count, 2);
    release(&fixture);
}

static const struct {
    FactsField field;
    const char *text;
    size_t papers;
} conditions[] = {
    {FACTS_FIELD_FAMILY, "MOE", 2},       {FACTS_FIELD_FAMILY, "low_rank", 0},
    {FACTS_FIELD_PAPER, "1", 1},          {FACTS_FIELD_SOURCE, "s", 3},
    {FACTS_FIELD_BOUND, "at_least", 1},   {FACTS_FIELD_KIND, "factor", 3},
    {FACTS_FIELD_DATE, "2025", 2},        {FACTS_FIELD_DATE, "2025-02", 1},
    {FACTS_FIELD_DATE, "2025-02-031", 0}, {FACTS_FIELD_METRIC, "speed", 3},
    {FACTS_FIELD_SECTION, "brief", 0},
};

static void conditions_choose_records(void **state)
{
    (void)state;
    static const char lines[] = SPEED(1, 2, FAMILY("moe") ",\"date\":\"2025-01-01\"")
        SPEED(2, 3, FAMILY("moe") ",\"date\":\"2025-02-03\"") SPEED(3, 4, BOUND("at_least"));
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        const FactsCondition condition = {conditions[i].field, string_of(conditions[i].text)};
        Fixture fixture;
        build(
            &fixture, lines,
            (FactsRequest){.by = FACTS_BY_METRIC, .conditions = &condition, .condition_count = 1});
        if (fixture.table.value_count != conditions[i].papers)
            fail_msg("condition %zu: %zu papers", i, fixture.table.value_count);
        release(&fixture);
    }
}

static void doubtful_records_can_be_left_out(void **state)
{
    (void)state;
    Fixture fixture;
    build(&fixture,
          SPEED(1, 2, ",\"confidence\":0.5") SPEED(2, 3, ",\"confidence\":0.9") SPEED(3, 4, ""),
          (FactsRequest){.by = FACTS_BY_METRIC, .min_confidence = 0.8});
    assert_int_equal(fixture.table.value_count, 2); /* one without a confidence stays */
    release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fact_told_twice_counts_once),
        cmocka_unit_test(a_paper_is_reduced_to_one_value),
        cmocka_unit_test(others_work_does_not_count),
        cmocka_unit_test(scales_and_units_are_kept_apart),
        cmocka_unit_test(settings_keep_every_value),
        cmocka_unit_test(papers_count_in_each_family),
        cmocka_unit_test(facts_belong_to_their_model),
        cmocka_unit_test(conditions_choose_records),
        cmocka_unit_test(doubtful_records_can_be_left_out),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
