/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the JSON Lines of extract: what becomes records, papers and faults. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/string.h"
#include "stats/records.h"

static void collect_message(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    diagnostic_render(diagnostic, cookie);
}

static void add(Records *records, const char *text, Buffer *messages)
{
    size_t line = 1;
    buffer_append_text(messages, "");
    assert_int_equal(records_add_lines(records, "f", &line, string_of(text),
                                       (ClaimsSink){collect_message, messages}),
                     CLAIMS_OK);
}

static const char *name(const Records *records, uint32_t number)
{
    return names_text(&records->names, number).data;
}

static void a_line_becomes_a_record(void **state)
{
    (void)state;
    Records records = {0};
    Buffer messages = {0};
    add(&records,
        "{\"source\":\"a.txt\",\"paper\":7,\"section\":\"abstract\",\"quote\":\"1.5x\","
        "\"kind\":\"delta\",\"metric\":\"latency\",\"value\":1.5,\"value_max\":2.25,\"unit\":"
        "\"ms\","
        "\"direction\":\"decrease\",\"bound\":\"at_least\",\"ref_value\":-3e2,\"model\":\"M\","
        "\"dataset\":null,\"hardware\":\"H\",\"title\":\"A \\\"T\\\"\",\"date\":\"2025-01-02\","
        "\"families\":[\"x\",\"\\u0079\"],\"confidence\":0.75,\"factor\":null,\"background\":true}"
        "\n",
        &messages);
    assert_string_equal(messages.data, "");
    assert_int_equal(records.count, 1);
    const Record *record = &records.items[0];
    assert_true(record->value == 1.5 && record->value_max == 2.25 && record->ref_value == -300);
    assert_true(record->confidence == 0.75 && isnan(record->factor) && record->background);
    assert_int_equal(record->kind, CLAIM_KIND_DELTA);
    assert_int_equal(record->direction, CLAIM_DIRECTION_DECREASE);
    assert_int_equal(record->bound, CLAIM_BOUND_AT_LEAST);
    assert_int_equal(record->section, CLAIM_SECTION_ABSTRACT);
    assert_string_equal(name(&records, record->metric), "latency");
    assert_string_equal(name(&records, record->unit), "ms");
    assert_string_equal(name(&records, record->model), "M");
    assert_int_equal(record->dataset, NAME_NONE);
    const RecordPaper *paper = &records.papers[record->paper];
    assert_string_equal(name(&records, paper->id), "7");
    assert_string_equal(name(&records, paper->title), "A \"T\"");
    assert_int_equal(paper->family_count, 2);
    assert_string_equal(name(&records, paper->families[1]), "y");
    buffer_free(&messages);
    records_free(&records);
}

#define CLAIM(members) "{\"kind\":\"factor\",\"metric\":\"speed\",\"value\":2," members "}\n"

static void entries_of_one_paper_meet(void **state)
{
    (void)state;
    Records records = {0};
    Buffer messages = {0};
    add(&records,
        CLAIM("\"source\":\"a\",\"paper\":1,\"title\":\"Fast: Things\"")
            CLAIM("\"source\":\"a\",\"paper\":2,\"title\":\"Other\"")
                CLAIM("\"source\":\"a\",\"paper\":1")                   /* by source and number */
        CLAIM("\"source\":\"b\",\"paper\":9,\"title\":\"fast things\"") /* by title, elsewhere */
        CLAIM(
            "\"source\":\"a\",\"paper\":3,\"title\":\"Other\"") /* the same title, another number */
        CLAIM("\"source\":\"b\",\"paper\":1"),                  /* no title: only by number */
        &messages);
    const uint32_t expected[] = {0, 1, 0, 0, 2, 3};
    assert_int_equal(records.count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < records.count; i++)
        assert_int_equal(records.items[i].paper, expected[i]);
    assert_int_equal(records.paper_count, 4);
    buffer_free(&messages);
    records_free(&records);
}

static void a_document_tells_of_its_paper(void **state)
{
    (void)state;
    Records records = {0};
    Buffer messages = {0};
    add(&records,
        "{\"source\":\"a\",\"paper\":1,\"document\":true,\"title\":\"T\",\"families\":[\"moe\"]}\n"
        "\n  \n" CLAIM("\"source\":\"a\",\"paper\":1"),
        &messages);
    assert_string_equal(messages.data, "");
    assert_int_equal(records.count, 1);
    assert_int_equal(records.paper_count, 1);
    assert_string_equal(name(&records, records.papers[0].families[0]), "moe");
    buffer_free(&messages);
    records_free(&records);
}

static const struct {
    const char *line, *message;
} faulty[] = {
    {"[]", "f:1:1: error: expected a JSON object\n"},
    {"{\"metric\":\"speed\",\"value\":2}",
     "f:1: error: no \"kind\": expected a record that claims extract wrote\n"},
    {"{\"kind\":\"factor\",\"value\":2}",
     "f:1: error: no \"metric\": expected a record that claims extract wrote\n"},
    {"{\"kind\":\"factor\",\"metric\":\"\",\"value\":2}",
     "f:1: error: no \"metric\": expected a record that claims extract wrote\n"},
    {"{\"kind\":\"factor\",\"metric\":\"speed\"}",
     "f:1: error: no \"value\": expected a record that claims extract wrote\n"},
    {"{\"kind\":\"faktor\",\"metric\":\"speed\",\"value\":2}",
     "f:1:9: error: unknown \"kind\", expected factor, delta, ratio, level or setting\n"},
    {"{\"kind\":\"factor\",\"metric\":\"speed\",\"value\":2} 3",
     "f:1:45: error: expected nothing behind the object\n"},
    {"{\"kind\":\"factor\"", "f:1:17: error: the input ends inside an object\n"},
};

static void faults_are_told_and_left_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faulty / sizeof *faulty; i++) {
        Records records = {0};
        Buffer messages = {0};
        add(&records, faulty[i].line, &messages);
        assert_string_equal(messages.data, faulty[i].message);
        assert_int_equal(records.count, 0);
        assert_int_equal(records.fault_count, 1);
        buffer_free(&messages);
        records_free(&records);
    }
}

static const struct {
    const char *written;
    double value;
} numbers[] = {
    {"0", 0},
    {"-0.5", -0.5},
    {"123456789012345", 123456789012345},
    {"0.000000000000001", 1e-15},
    {"0.1", 0.1},
    {"2.675", 2.675},
    {"1e3", 1000},
    {"1.5E-7", 1.5e-7},
    {"12345678901234567890", 12345678901234567890.0},
    {"0.30000000000000004", 0.1 + 0.2},
    {"1e999", NAN},
    {"null", NAN},
    {"\"2\"", NAN},
    {"NaN", NAN},
    {"-Infinity", NAN},
};

/* Short ones without the C library, so they must be rounded as it rounds. */
static void numbers_are_what_is_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        Records records = {0};
        Buffer messages = {0}, line = {0};
        buffer_printf(&line, "{\"kind\":\"factor\",\"metric\":\"speed\",\"value\":%s}\n",
                      numbers[i].written);
        add(&records, line.data, &messages);
        assert_int_equal(records.count, 1);
        double value = records.items[0].value, expected = numbers[i].value;
        if (!(value == expected || (isnan(value) && isnan(expected))))
            fail_msg("%s is read as %.17g", numbers[i].written, value);
        buffer_free(&line);
        buffer_free(&messages);
        records_free(&records);
    }
}

static void records_are_recognised(void **state)
{
    (void)state;
    static const char *const claims[] = {
        "{\"kind\":\"factor\",\"metric\":\"speed\",\"va",
        "\xEF\xBB\xBF\n {\"x\":{\"kind\":1},\"metric\":\"speed\",\"kind\":\"factor\",\"sent",
        "{\"source\":\"a\",\"document\":true}"};
    static const char *const others[] = {"", "{", "{\"title\":\"T\",\"abstract\":\"kind metric\"}",
                                         "[{\"kind\":\"factor\",\"metric\":\"speed\"}]",
                                         "{\"a\":{\"kind\":\"factor\",\"metric\":\"speed\"}}"};
    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++)
        assert_true(records_recognise(string_of(claims[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(records_recognise(string_of(others[i])));
}

static void names_are_kept_once(void **state)
{
    (void)state;
    enum { MANY = 5000 };
    Names names = {0};
    uint32_t numbers_of[MANY], again;
    char text[32];
    for (size_t i = 0; i < MANY; i++) {
        int size = snprintf(text, sizeof text, "a name that ends in %zu", i);
        assert_true(names_add(&names, (ClaimsString){text, (size_t)size}, &numbers_of[i]));
        assert_int_equal(numbers_of[i], i + 1);
    }
    for (size_t i = 0; i < MANY; i++) {
        int size = snprintf(text, sizeof text, "a name that ends in %zu", i);
        assert_true(names_add(&names, (ClaimsString){text, (size_t)size}, &again));
        assert_int_equal(again, numbers_of[i]);
        assert_string_equal(names_text(&names, again).data, text);
    }
    assert_int_equal(names_find(&names, string_of("a name")), NAME_NONE);
    assert_true(names_add(&names, string_of(""), &again));
    assert_int_equal(again, NAME_NONE);
    names_free(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_becomes_a_record),
        cmocka_unit_test(entries_of_one_paper_meet),
        cmocka_unit_test(a_document_tells_of_its_paper),
        cmocka_unit_test(faults_are_told_and_left_out),
        cmocka_unit_test(numbers_are_what_is_written),
        cmocka_unit_test(records_are_recognised),
        cmocka_unit_test(names_are_kept_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
