/* SPDX-License-Identifier: GPL-3.0-or-later */
/* claims check: the numbers of briefs against the abstracts of the same papers. */
#include "base/diagnostic.h"
#include "base/string.h"
#include "cli/command.h"
#include "cli/destination.h"
#include "cli/format_choice.h"
#include "cli/run.h"
#include "output/check_writer.h"
#include "record/knowledge_base.h"

typedef struct CheckOptions {
    int format; /* a SheetFormat; -1 when not given */
    const char *output;
    OptionList rules;
} CheckOptions;

/* One run. It is done in one thread: reports are small, and the whole is summed up. */
typedef struct Check {
    const ClaimsRules *rules;
    ClaimsExtractor *claims;
    QuantityExtractor *quantities;
    CheckWriter writer;
    CheckCounts counts;
    Arena arena; /* of the paper in hand */
} Check;

static ClaimsStatus worker_new(void *cookie, ClaimsSink sink, void **worker)
{
    Check *check = cookie;
    ClaimsStatus status = claims_extractor_new(check->rules, sink, &check->claims);
    if (status == CLAIMS_OK)
        status = quantity_extractor_new(check->rules, &check->quantities);
    if (status != CLAIMS_OK)
        claims_extractor_free(check->claims);
    *worker = check;
    return status;
}

static void worker_free(void *worker)
{
    Check *check = worker;
    claims_extractor_free(check->claims);
    quantity_extractor_free(check->quantities);
    arena_free(&check->arena);
}

static void tell(void *cookie, const CheckItem *item)
{
    Check *check = cookie;
    check_writer_add(&check->writer, item);
}

static ClaimsStatus work(void *worker, const ClaimsPaper *paper, Buffer *output, size_t *count)
{
    (void)output;
    Check *check = worker;
    CheckFound found = {.paper = paper};
    ClaimsStatus status = CLAIMS_OK;
    if (check_has_brief(paper)) {
        status = claims_extractor_run(check->claims, paper, &found.claims, &found.claim_count);
        if (status == CLAIMS_OK)
            status = quantity_extractor_run(check->quantities, paper, &found.quantities,
                                            &found.quantity_count);
    }
    arena_reset(&check->arena);
    if (status == CLAIMS_OK)
        status = check_paper(check->rules->kin, &found, &check->arena,
                             &(CheckListener){tell, check}, &check->counts);
    *count += found.claim_count;
    check_writer_end_paper(&check->writer);
    return status;
}

static ClaimsStatus emit(void *cookie, ClaimsString output)
{
    (void)cookie;
    (void)output;
    return CLAIMS_OK;
}

/* ---- The command ------------------------------------------------------------------------- */

static ExitStatus write_output(Check *check, const char *path, ClaimsSink sink)
{
    if (!check_writer_end(&check->writer, &check->counts)) {
        diagnostic_report(sink, CLAIMS_ERROR, NULL, 0, "out of memory");
        return EXIT_SYSTEM;
    }
    return command_exit(destination_write_all(path, buffer_string(&check->writer.output), sink));
}

static ExitStatus check_papers(Check *check, const CheckOptions *options, const OptionList *paths,
                               ClaimsSink sink)
{
    RunCounts counts = {0};
    const RunRequest request = {.paths = paths->items,
                                .path_count = paths->count,
                                .jobs = 1,
                                .progress = true,
                                .sink = sink};
    const RunTask task = {
        .cookie = check, .worker_new = worker_new, .worker_free = worker_free, .work = work};
    const RunOutput output = {.cookie = check, .emit = emit};
    ClaimsStatus status = run_papers(&request, &task, &output, &counts);
    if (status != CLAIMS_OK)
        return command_exit(status);
    ExitStatus exit_status = write_output(check, options->output, sink);
    if (exit_status != EXIT_DONE)
        return exit_status;
    if (counts.bad_input)
        return EXIT_BAD_INPUT;
    const size_t *statuses = check->counts.statuses;
    return statuses[CHECK_ALTERED] + statuses[CHECK_UNSUPPORTED] > 0 ? EXIT_NO : EXIT_DONE;
}

static ExitStatus run(const Command *command, size_t count, char *const *arguments, ClaimsSink sink)
{
    CheckOptions options = {.format = -1};
    Check check = {0};
    OptionList paths = {0};
    Arena arena = {0};
    ClaimsRules *rules = NULL;
    SheetFormat format;
    ExitStatus status = EXIT_USAGE;
    if (!command_parse(command, count, arguments, &options, &paths, &arena, sink, &status))
        goto cleanup;
    if (!command_choose_sheet_format(options.format, options.output, sink, &format) ||
        !command_default_input(&paths, sink))
        goto cleanup;
    check_writer_begin(&check.writer, format);
    ClaimsStatus loaded = claims_rules_load(options.rules.items, options.rules.count, sink, &rules);
    status = command_exit(loaded);
    if (loaded == CLAIMS_OK) {
        check.rules = rules;
        status = check_papers(&check, &options, &paths, sink);
        claims_rules_free(rules);
    }
cleanup:
    check_writer_free(&check.writer);
    arena_free(&arena);
    return status;
}

static const Option rows[] = {
    {.type = OPTION_CHOICE,
     .letter = 'f',
     .name = "format",
     .argument = "FORMAT",
     .help = "output format (else by the ending of the output file, else a table)",
     .target = offsetof(CheckOptions, format),
     .choices = sheet_format_names},
    OPTION_ROW_OUTPUT(CheckOptions),
    OPTION_ROW_RULES(CheckOptions),
};

const Command command_check = {
    .name = "check",
    .operands = "[FILE]...",
    .summary = "Check the numbers of the briefs in reports against the abstracts",
    .details =
        "A number of a brief is supported, altered (the abstract has it, but what it is said to "
        "mean differs: value, unit, metric, direction, baseline, scope or bound), unsupported (the "
        "abstract has it in no form) or uncheckable (the report has no abstract). The table also "
        "shows the results that a brief leaves out; csv and jsonl have a row for every number. "
        "FILEs are "
        "texts: the JSON Lines of extract do not tell all numbers. The exit status is 1 when a "
        "number is altered or unsupported. The FILE - is standard input.",
    .options = {rows, sizeof rows / sizeof *rows},
    .run = run,
};
