/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * claims explain: every number that was looked at, the tagged line that rules see, and which rule
 * took it; or, where none did, which ones came near.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/string.h"
#include "cli/command.h"
#include "cli/stream.h"
#include "output/display.h"
#include "output/value_text.h"
#include "record/extract.h"

typedef struct ExplainOptions {
    const char *output;
    size_t jobs;
    OptionList rules;
} ExplainOptions;

typedef struct ExplainWorker {
    const ClaimsRules *rules;
    ClaimsExtractor *extractor;
    RegexScratch *scratch;
    ExtractObserver observer;
    const ClaimsPaper *paper; /* being explained, into `output` */
    Buffer *output;
    /* The sentence that was written last. */
    const ClaimsDocument *document;
    TextSpan sentence;
    LineCounter lines; /* of the document */
} ExplainWorker;

static void append_shown(Buffer *buffer, ClaimsString text)
{
    display_append_fitted(buffer, text, SIZE_MAX, DISPLAY_KEEP_START);
}

static void append_sentence(ExplainWorker *worker, const ClaimsDocument *document,
                            const TextView *view, TextSpan sentence)
{
    if (worker->document == document && worker->sentence.start == sentence.start)
        return;
    if (worker->document != document)
        line_counter_begin(&worker->lines, document);
    worker->document = document;
    worker->sentence = sentence;
    TextSpan source = text_view_source(view, sentence);
    append_shown(worker->output, string_of(worker->paper->path));
    buffer_printf(worker->output, ":%zu: ", line_counter_at(&worker->lines, source.start));
    append_shown(worker->output, string_slice(view->text, sentence.start, sentence.end));
    buffer_append_char(worker->output, '\n');
}

static void append_rule(Buffer *buffer, const char *label, const Rule *rule, const char *remark)
{
    buffer_printf(buffer, "      %-7s%s (%s:%zu)%s\n", label, rule->id.data, rule->file,
                  rule_line(rule), remark);
}

static void append_claims(ExplainWorker *worker, const ClaimsDocument *document,
                          const TextView *view, const Line *line, const Reading *reading)
{
    const Place place = {.paper = worker->paper,
                         .document = document,
                         .view = view,
                         .lines = &worker->lines,
                         .points = worker->rules->points};
    size_t count = reading_record_count(reading, line);
    for (size_t i = 0; i < count; i++) {
        ClaimRecord record;
        reading_make_record(reading, line, &place, i, &record);
        const char *arrow = value_text_arrow(record.direction);
        buffer_printf(worker->output, "      claim  %s ", claims_kind_name(record.kind));
        buffer_append_string(worker->output, record.metric);
        buffer_printf(worker->output, "%s%s ", arrow[0] != '\0' ? " " : "", arrow);
        value_text_append(worker->output, &record);
        buffer_append_char(worker->output, '\n');
    }
}

/* A rule whose pattern fits, and which still did not take the number, found no metric for it. */
static void append_near_rules(ExplainWorker *worker, const Line *line, size_t target)
{
    const RuleSet *set = worker->rules->rules;
    for (size_t i = 0; i < set->count; i++) {
        RuleMatch match;
        if (rule_try(&set->rules[i], line, target, worker->scratch, &match) == RULE_MATCHED)
            append_rule(worker->output, "near", &set->rules[i], " fits, but finds no metric");
    }
}

static void explain_quantity(void *cookie, const ClaimsDocument *document, const TextView *view,
                             const Line *line, size_t target, const Reading *reading)
{
    ExplainWorker *worker = cookie;
    Buffer *output = worker->output;
    TextSpan span = line->items[target].span;
    append_sentence(worker, document, view, line->sentence->span);
    buffer_append_text(output, "  ");
    append_shown(output, string_slice(view->text, span.start, span.end));
    buffer_append_text(output, "\n      line   ");
    line_describe(worker->rules->vocabulary, line, target, output);
    buffer_append_char(output, '\n');
    if (line->sentence->quantity_count > view->limits->sentence_numbers) {
        buffer_append_text(output, "      rule   none: with so many numbers it is a table\n");
    } else if (reading == NULL) {
        buffer_append_text(output, "      rule   none\n");
        append_near_rules(worker, line, target);
    } else if (reading->match.rule->kind == RULE_VETO) {
        append_rule(output, "veto", reading->match.rule, "");
    } else {
        append_rule(output, "rule", reading->match.rule, "");
        append_claims(worker, document, view, line, reading);
    }
}

static void worker_free(void *object)
{
    ExplainWorker *worker = object;
    claims_extractor_free(worker->extractor);
    regex_scratch_free(worker->scratch);
    free(worker);
}

static ClaimsStatus worker_new(void *cookie, ClaimsSink sink, void **result)
{
    const ClaimsRules *rules = cookie;
    ExplainWorker *worker = malloc(sizeof *worker);
    if (worker == NULL)
        return CLAIMS_ERROR_SYSTEM;
    *worker = (ExplainWorker){.rules = rules, .scratch = regex_scratch_new()};
    ClaimsStatus status = claims_extractor_new(rules, sink, &worker->extractor);
    if (status == CLAIMS_OK && worker->scratch == NULL)
        status = CLAIMS_ERROR_SYSTEM;
    if (status != CLAIMS_OK) {
        worker_free(worker);
        return status;
    }
    worker->observer = (ExtractObserver){explain_quantity, worker};
    extractor_observe(worker->extractor, &worker->observer);
    *result = worker;
    return CLAIMS_OK;
}

static ClaimsStatus work(void *object, const ClaimsPaper *paper, Buffer *output,
                         size_t *claim_count)
{
    ExplainWorker *worker = object;
    const ClaimRecord *records;
    worker->paper = paper;
    worker->output = output;
    worker->document = NULL;
    return claims_extractor_run(worker->extractor, paper, &records, claim_count);
}

static ExitStatus run(const Command *command, size_t count, char *const *arguments, ClaimsSink sink)
{
    ExplainOptions options = {.jobs = run_processor_count()};
    OptionList paths = {0};
    Arena arena = {0};
    ExitStatus status = EXIT_USAGE;
    ClaimsRules *rules = NULL;
    if (!command_parse(command, count, arguments, &options, &paths, &arena, sink, &status) ||
        !command_default_input(&paths, sink))
        goto cleanup;
    ClaimsStatus loaded = claims_rules_load(options.rules.items, options.rules.count, sink, &rules);
    status = command_exit(loaded);
    if (loaded == CLAIMS_OK) {
        StreamRequest request = {
            .inputs = &paths, .output = options.output, .jobs = options.jobs, .sink = sink};
        const RunTask task = {
            .cookie = rules, .worker_new = worker_new, .worker_free = worker_free, .work = work};
        status = stream_papers(&request, &task);
    }
cleanup:
    claims_rules_free(rules);
    arena_free(&arena);
    return status;
}

static const Option rows[] = {
    OPTION_ROW_OUTPUT(ExplainOptions),
    OPTION_ROW_RULES(ExplainOptions),
    OPTION_ROW_JOBS(ExplainOptions),
};

const Command command_explain = {
    .name = "explain",
    .operands = "[FILE]...",
    .summary = "Say which rule took each number of the papers in FILEs, or why none did",
    .details = "For every number: the sentence's tagged line, which is what the rules see, with "
               "the number in angle brackets; the rule that took it, and the claims it made of "
               "it; or the rule that says it is no claim; or that there is none, and the rules "
               "whose pattern fits but which found no metric. Numbers in names and dates are not "
               "looked at.",
    .options = {rows, sizeof rows / sizeof *rows},
    .run = run,
};
