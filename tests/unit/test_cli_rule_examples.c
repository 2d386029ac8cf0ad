/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Examples that hold, and ones that do not, of a rule added to the built-in ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "cli/rule_examples.h"

/* A rule that goes before all others. */
#define RULE_WITH(examples, counterexamples)                                                       \
    "{\"rules\": [{\"id\": \"of-the-test\", \"priority\": 9999, \"kind\": \"level\","              \
    " \"metric\": [\"accuracy\"], \"pattern\": \"QUAL <PCT>\","                                    \
    " \"examples\": [" examples "], \"counterexamples\": [" counterexamples "]}]}"

/* Collects what is said about the rule of the test. */
static void collect(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    static const char rule[] = "\"of-the-test\"";
    if (strncmp(diagnostic->message, rule, sizeof rule - 1) == 0) {
        buffer_append_text(cookie, diagnostic->message);
        buffer_append_char(cookie, '\n');
    }
}

/* Test with `file` as the user's rules; the messages are left in `messages`. */
static void test_file(const char *file, Buffer *messages)
{
    char folder[] = "/tmp/claims-test-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/rules.json", folder);
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    fputs(file, stream);
    fclose(stream);
    const char *directories[] = {folder};
    ClaimsRules *rules;
    ExampleCounts counts;
    ClaimsSink sink = {collect, messages};
    assert_int_equal(claims_rules_load(directories, 1, sink, &rules), CLAIMS_OK);
    size_t *overlaps = calloc(rules->rules->count * rules->rules->count, sizeof *overlaps);
    assert_int_equal(rule_examples_test(rules, sink, overlaps, &counts), CLAIMS_OK);
    assert_true(counts.examples > 0);
    claims_rules_free(rules);
    free(overlaps);
    unlink(path);
    rmdir(folder);
}

static void test_examples_that_hold(void **state)
{
    (void)state;
    Buffer messages = {0};
    test_file(RULE_WITH("{\"text\": \"It has an accuracy 82.5%.\", \"claims\": [{\"quote\": "
                        "\"82.5%\", \"kind\": \"level\", \"metric\": \"accuracy\", \"value\": "
                        "82.5, \"value_max\": null, \"background\": false}]}",
                        "{\"text\": \"It is accurate.\", \"why\": \"no number\"}"),
              &messages);
    assert_string_equal(messages.data == NULL ? "" : messages.data, "");
    buffer_free(&messages);
}

static void test_examples_that_do_not_hold(void **state)
{
    (void)state;
    Buffer messages = {0};
    test_file(RULE_WITH("{\"text\": \"It has an accuracy 82.5%.\", \"claims\": [{\"value\": 12, "
                        "\"unit\": null, \"color\": 1}]},"
                        "{\"text\": \"It has an accuracy 82.5%.\", \"claims\": []},"
                        "{\"text\": \"Nothing here.\", \"claims\": []}",
                        "{\"text\": \"It has an accuracy 82.5%.\"}"),
              &messages);
    assert_string_equal(
        messages.data,
        "\"of-the-test\": claim 1: \"value\" is 82.5, expected 12\n"
        "\"of-the-test\": claim 1: \"unit\" is \"%\", expected null\n"
        "\"of-the-test\": claims have no field \"color\"\n"
        "\"of-the-test\": 1 claims found, expected 0; \"82.5%\" by rule \"of-the-test\": level "
        "accuracy 82.5 %\n"
        "\"of-the-test\": this rule takes no number of its example\n"
        "\"of-the-test\": 1 claims found, expected 0; \"82.5%\" by rule \"of-the-test\": level "
        "accuracy 82.5 %\n");
    buffer_free(&messages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples_that_hold),
        cmocka_unit_test(test_examples_that_do_not_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
