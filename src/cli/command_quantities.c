/* SPDX-License-Identifier: GPL-3.0-or-later */
/* claims quantities: every quantity of the texts, whatever it is about. */
#include <stdlib.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/destination.h"
#include "cli/format_choice.h"
#include "cli/stream.h"
#include "cli/terminal.h"
#include "output/quantity_writer.h"

typedef struct QuantitiesOptions {
    int format; /* a WriterFormatId; -1 when not given */
    const char *output;
    bool resume;
    size_t jobs;
    OptionPart shard;
    OptionList rules;
} QuantitiesOptions;

/* What the workers share; constant while they run. */
typedef struct Quantities {
    const ClaimsRules *rules;
    Writer writer;
} Quantities;

typedef struct QuantitiesWorker {
    const Quantities *quantities;
    QuantityExtractor *extractor;
} QuantitiesWorker;

static ClaimsStatus worker_new(void *cookie, ClaimsSink sink, void **result)
{
    (void)sink;
    const Quantities *quantities = cookie;
    QuantitiesWorker *worker = malloc(sizeof *worker);
    if (worker == NULL)
        return CLAIMS_ERROR_SYSTEM;
    *worker = (QuantitiesWorker){.quantities = quantities};
    ClaimsStatus status = quantity_extractor_new(quantities->rules, &worker->extractor);
    if (status != CLAIMS_OK) {
        free(worker);
        return status;
    }
    *result = worker;
    return CLAIMS_OK;
}

static void worker_free(void *object)
{
    QuantitiesWorker *worker = object;
    quantity_extractor_free(worker->extractor);
    free(worker);
}

static ClaimsStatus work(void *object, const ClaimsPaper *paper, Buffer *output, size_t *count)
{
    QuantitiesWorker *worker = object;
    const QuantityRecord *records;
    size_t found;
    ClaimsStatus status = quantity_extractor_run(worker->extractor, paper, &records, &found);
    for (size_t i = 0; status == CLAIMS_OK && i < found; i++)
        quantity_writer_append(&worker->quantities->writer, output, &records[i]);
    *count += found;
    return status;
}

static ExitStatus find_quantities(Quantities *quantities, const QuantitiesOptions *options,
                                  const OptionList *paths, ClaimsSink sink)
{
    StreamRequest request = {.inputs = paths,
                             .output = options->output,
                             .jobs = options->jobs,
                             .part = options->shard,
                             .resume = options->resume,
                             .rules = quantities->rules,
                             .sink = sink};
    const RunTask task = {
        .cookie = quantities, .worker_new = worker_new, .worker_free = worker_free, .work = work};
    buffer_printf(&request.settings, "quantities %s %zu", quantities->writer.format->name,
                  quantities->writer.options.width);
    quantity_writer_begin(&quantities->writer, &request.before);
    return stream_papers(&request, &task);
}

static ExitStatus run(const Command *command, size_t count, char *const *arguments, ClaimsSink sink)
{
    QuantitiesOptions options = {.format = -1, .jobs = run_processor_count()};
    Quantities quantities = {0};
    OptionList paths = {0};
    Arena arena = {0};
    ClaimsRules *rules = NULL;
    ExitStatus status = EXIT_USAGE;
    if (!command_parse(command, count, arguments, &options, &paths, &arena, sink, &status))
        goto cleanup;
    quantities.writer.format = command_choose_format(options.format, options.output, sink);
    if (quantities.writer.format == NULL || !command_default_input(&paths, sink))
        goto cleanup;
    quantities.writer.options.width =
        terminal_width(destination_is_file(options.output) ? -1 : STDOUT_FILENO);
    ClaimsStatus loaded = claims_rules_load(options.rules.items, options.rules.count, sink, &rules);
    status = command_exit(loaded);
    if (loaded == CLAIMS_OK) {
        quantities.rules = rules;
        status = find_quantities(&quantities, &options, &paths, sink);
        claims_rules_free(rules);
    }
cleanup:
    arena_free(&arena);
    return status;
}

static const Option rows[] = {
    OPTION_ROW_FORMAT(QuantitiesOptions), OPTION_ROW_OUTPUT(QuantitiesOptions),
    OPTION_ROW_RULES(QuantitiesOptions),  OPTION_ROW_JOBS(QuantitiesOptions),
    OPTION_ROW_SHARD(QuantitiesOptions),  OPTION_ROW_RESUME(QuantitiesOptions),
};

const Command command_quantities = {
    .name = "quantities",
    .operands = "[FILE]...",
    .summary = "Write every quantity in FILEs, or in standard input, whatever it is about",
    .details = "A quantity is a number with its unit, a count, a range, a list or a date. Numbers "
               "that are names, labels, citations or parts of formulas are left out. Values are in "
               "the unit given; of a range or list, value and value_max are the least and the "
               "greatest. \"of\" is what a count counts. The FILE - is standard input.",
    .options = {rows, sizeof rows / sizeof *rows},
    .run = run,
};
