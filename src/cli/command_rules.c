/* SPDX-License-Identifier: GPL-3.0-or-later */
/* claims rules: what is known, whether it is well-formed, and whether its examples hold. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/string.h"
#include "cli/command.h"
#include "cli/destination.h"
#include "cli/nearest.h"
#include "cli/rule_examples.h"
#include "output/display.h"

typedef struct RulesOptions {
    OptionList rules;
    bool overlaps;
} RulesOptions;

/* `text` becomes standard output. */
typedef struct Action {
    const char *name;
    ExitStatus (*run)(ClaimsRules *rules, const RulesOptions *options, ClaimsSink sink,
                      Buffer *text);
} Action;

static ExitStatus list_rules(ClaimsRules *rules, const RulesOptions *options, ClaimsSink sink,
                             Buffer *text)
{
    (void)options;
    (void)sink;
    buffer_append_text(text, "PRIORITY  KIND     CONFIDENCE  RULE                            "
                             "WHERE\n");
    for (size_t i = 0; i < rules->rules->count; i++) {
        const Rule *rule = &rules->rules->rules[i];
        const char *kind = json_get_string(rule->entry.json, "kind");
        const char *doc = json_get_string(rule->entry.json, "doc");
        buffer_printf(text, "%8d  %-7s  %10.3g  ", rule->priority, kind == NULL ? "" : kind,
                      rule->confidence);
        size_t width = display_append_fitted(text, rule->id, SIZE_MAX, DISPLAY_KEEP_START);
        display_append_spaces(text, width < 30 ? 30 - width : 0);
        buffer_printf(text, "  %s:%zu\n", rule->file, rule_line(rule));
        if (doc != NULL) {
            display_append_spaces(text, 31);
            display_append_fitted(text, string_of(doc), SIZE_MAX, DISPLAY_KEEP_START);
            buffer_append_char(text, '\n');
        }
    }
    return EXIT_DONE;
}

static ExitStatus check_rules(ClaimsRules *rules, const RulesOptions *options, ClaimsSink sink,
                              Buffer *text)
{
    (void)options;
    (void)sink;
    buffer_printf(text, "%zu files with %zu rules: well-formed\n", rules->knowledge.file_count,
                  rules->rules->count);
    return EXIT_DONE;
}

static void append_overlaps(const RuleSet *set, const size_t *overlaps, Buffer *text)
{
    for (size_t i = 0; i < set->count; i++)
        for (size_t k = 0; k < set->count; k++)
            if (overlaps[i * set->count + k] > 0)
                buffer_printf(text, "%s (%d) goes before %s (%d): %zu times\n",
                              set->rules[i].id.data, set->rules[i].priority, set->rules[k].id.data,
                              set->rules[k].priority, overlaps[i * set->count + k]);
}

static ExitStatus test_rules(ClaimsRules *rules, const RulesOptions *options, ClaimsSink sink,
                             Buffer *text)
{
    const RuleSet *set = rules->rules;
    size_t *overlaps =
        options->overlaps ? calloc(set->count * set->count + 1, sizeof(size_t)) : NULL;
    ExampleCounts counts;
    ClaimsStatus status = CLAIMS_ERROR_SYSTEM;
    if (overlaps != NULL || !options->overlaps)
        status = rule_examples_test(rules, sink, overlaps, &counts);
    if (status == CLAIMS_OK) {
        if (overlaps != NULL)
            append_overlaps(set, overlaps, text);
        buffer_printf(text, "%zu examples, %zu counterexamples: %zu faults\n", counts.examples,
                      counts.counterexamples, counts.faults);
    }
    free(overlaps);
    if (status != CLAIMS_OK)
        return command_exit(status);
    return counts.faults == 0 ? EXIT_DONE : EXIT_NO;
}

static const Action actions[] = {
    {"list", list_rules},
    {"check", check_rules},
    {"test", test_rules},
};

enum { ACTION_COUNT = sizeof actions / sizeof *actions };

/* The action named by the only operand; NULL, reported, when that names none. */
static const Action *find_action(const OptionList *operands, ClaimsSink sink)
{
    const char *names[ACTION_COUNT];
    for (size_t i = 0; i < ACTION_COUNT; i++) {
        names[i] = actions[i].name;
        if (operands->count == 1 && strcmp(operands->items[0], names[i]) == 0)
            return &actions[i];
    }
    char help[64] = "the actions are list, check and test";
    const char *nearest =
        operands->count == 1 ? nearest_name(operands->items[0], names, ACTION_COUNT) : NULL;
    if (nearest != NULL)
        snprintf(help, sizeof help, "did you mean '%s'?", nearest);
    command_usage_error(sink, operands->count == 1 ? "unknown action" : "give one action", help);
    return NULL;
}

static ExitStatus run(const Command *command, size_t count, char *const *arguments, ClaimsSink sink)
{
    RulesOptions options = {0};
    OptionList operands = {0};
    Arena arena = {0};
    Buffer text = {0};
    ClaimsRules *rules = NULL;
    ExitStatus status = EXIT_USAGE;
    if (!command_parse(command, count, arguments, &options, &operands, &arena, sink, &status))
        goto cleanup;
    const Action *action = find_action(&operands, sink);
    if (action == NULL)
        goto cleanup;
    status =
        command_exit(claims_rules_load(options.rules.items, options.rules.count, sink, &rules));
    if (status == EXIT_DONE)
        status = action->run(rules, &options, sink, &text);
    else if (status == EXIT_BAD_RULES && action->run == check_rules)
        status = EXIT_NO;
    ExitStatus written = command_exit(
        text.failed ? CLAIMS_ERROR_SYSTEM : standard_output_write(buffer_string(&text), sink));
    if (written != EXIT_DONE)
        status = written;
cleanup:
    claims_rules_free(rules);
    buffer_free(&text);
    arena_free(&arena);
    return status;
}

static const Option rows[] = {
    OPTION_ROW_RULES(RulesOptions),
    {.type = OPTION_FLAG,
     .name = "overlaps",
     .help = "test: also say which rules went before which others in the examples",
     .target = offsetof(RulesOptions, overlaps)},
};

const Command command_rules = {
    .name = "rules",
    .operands = "list|check|test",
    .summary = "List the rules, check that they are well-formed, or test their examples",
    .details = "The rules are those built in and those of every --rules DIR. The exit status is 1 "
               "when check finds a fault or test an example that does not hold.",
    .options = {rows, sizeof rows / sizeof *rows},
    .run = run,
};
