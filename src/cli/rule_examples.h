/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The examples in the knowledge files, put to the test.
 *
 * An example says what its text must give: "claims" (rules, metrics, names), "quantities" (units)
 * or "families" (families), all of them and in order, each with the members that matter. A rule's
 * example must also be one that this rule takes a number of. A counterexample's text must give no
 * claim; a family's must not give that family.
 *
 * Wherever two rules would take the same number of a rule's example, one must have the higher
 * priority.
 */
#ifndef CLI_RULE_EXAMPLES_H
#define CLI_RULE_EXAMPLES_H

#include <stddef.h>

#include "record/knowledge_base.h"

typedef struct ExampleCounts {
    size_t examples, counterexamples;
    size_t faults; /* reported */
} ExampleCounts;

/*
 * Test all examples of `rules`; faults are reported where the example stands. With `overlaps` not
 * NULL, overlaps[i * n + k] counts how often rule i, of the n in rules->rules, took a number of an
 * example that rule k would have taken otherwise; it must be zeroed.
 * CLAIMS_OK or CLAIMS_ERROR_SYSTEM.
 */
ClaimsStatus rule_examples_test(ClaimsRules *rules, ClaimsSink sink, size_t *overlaps,
                                ExampleCounts *counts);

#endif
