/* SPDX-License-Identifier: GPL-3.0-or-later */
/* claims extract: the records of all papers, in one of the output formats. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/destination.h"
#include "cli/format_choice.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "output/writer.h"

typedef struct ExtractOptions {
    int format; /* a WriterFormatId; -1 when not given */
    int color;  /* a ColorChoice */
    const char *output;
    bool documents, mark;
    size_t jobs;
    OptionList rules;
    double min_confidence;
} ExtractOptions;

/* What the workers share; all but the destination is constant while they run. */
typedef struct Extract {
    const ExtractOptions *options;
    const ClaimsRules *rules;
    Writer writer;
    Destination destination;
} Extract;

typedef struct ExtractWorker {
    const Extract *extract;
    ClaimsExtractor *extractor;
} ExtractWorker;

static ClaimsStatus worker_new(void *cookie, ClaimsSink sink, void **result)
{
    const Extract *extract = cookie;
    ExtractWorker *worker = malloc(sizeof *worker);
    if (worker == NULL)
        return CLAIMS_ERROR_SYSTEM;
    *worker = (ExtractWorker){.extract = extract};
    ClaimsStatus status = claims_extractor_new(extract->rules, sink, &worker->extractor);
    if (status != CLAIMS_OK) {
        free(worker);
        return status;
    }
    *result = worker;
    return CLAIMS_OK;
}

static void worker_free(void *object)
{
    ExtractWorker *worker = object;
    claims_extractor_free(worker->extractor);
    free(worker);
}

/* Each document's line stands before its records. */
static ClaimsStatus work(void *object, const ClaimsPaper *paper, Buffer *output,
                         size_t *claim_count)
{
    ExtractWorker *worker = object;
    const ExtractOptions *options = worker->extract->options;
    const Writer *writer = &worker->extract->writer;
    const ClaimRecord *records;
    size_t count;
    ClaimsStatus status = claims_extractor_run(worker->extractor, paper, &records, &count);
    if (status != CLAIMS_OK)
        return status;
    size_t family_count;
    const ClaimsString *families = claims_extractor_families(worker->extractor, &family_count);
    for (size_t i = 0; i < paper->document_count; i++) {
        const ClaimsDocument *document = &paper->documents[i];
        if (options->documents)
            writer_append_document(writer, output, paper, document, families, family_count);
        for (size_t k = 0; k < count; k++) {
            if (records[k].document != document || records[k].confidence < options->min_confidence)
                continue;
            writer_append_record(writer, output, &records[k], families, family_count);
            ++*claim_count;
        }
    }
    return CLAIMS_OK;
}

static ClaimsStatus emit(void *cookie, ClaimsString output)
{
    Extract *extract = cookie;
    return destination_write(&extract->destination, output);
}

static bool make_writer(const ExtractOptions *options, ClaimsSink sink, Writer *writer)
{
    const WriterFormat *format = command_choose_format(options->format, options->output, sink);
    if (format == NULL)
        return false;
    if (options->documents && !format->has_documents) {
        command_usage_error(sink, "--documents is for the format jsonl only", NULL);
        return false;
    }
    if (options->mark && !format->has_mark) {
        command_usage_error(sink, "--bom is for the formats csv and tsv only", NULL);
        return false;
    }
    bool to_file = options->output != NULL && strcmp(options->output, "-") != 0;
    /* Descriptor -1 is no terminal. */
    int descriptor = to_file ? -1 : STDOUT_FILENO;
    *writer = (Writer){
        .format = format,
        .options = {.color = terminal_color((ColorChoice)options->color, descriptor),
                    .mark = options->mark,
                    .width = terminal_width(descriptor)},
    };
    return true;
}

/* What comes before and after the records. */
static ClaimsStatus write_frame(Extract *extract,
                                void (*render)(const Writer *writer, Buffer *buffer))
{
    Buffer text = {0};
    render(&extract->writer, &text);
    ClaimsStatus status = text.failed
                              ? CLAIMS_ERROR_SYSTEM
                              : destination_write(&extract->destination, buffer_string(&text));
    buffer_free(&text);
    return status;
}

static ExitStatus extract_papers(Extract *extract, const OptionList *paths, ClaimsSink sink)
{
    ClaimsStatus status = destination_open(&extract->destination, extract->options->output, sink);
    if (status != CLAIMS_OK)
        return command_exit(status);
    RunCounts counts = {0};
    const RunRequest request = {.paths = paths->items,
                                .path_count = paths->count,
                                .jobs = extract->options->jobs,
                                .progress = true,
                                .sink = sink};
    const RunTask task = {.cookie = extract,
                          .worker_new = worker_new,
                          .worker_free = worker_free,
                          .work = work,
                          .emit = emit};
    status = write_frame(extract, writer_begin);
    if (status == CLAIMS_OK)
        status = run_papers(&request, &task, &counts);
    if (status == CLAIMS_OK)
        status = write_frame(extract, writer_end);
    ClaimsStatus closed = destination_close(&extract->destination, status == CLAIMS_OK);
    if (closed != CLAIMS_OK)
        status = closed;
    ExitStatus exit_status = command_exit(status);
    return exit_status == EXIT_DONE && counts.bad_input ? EXIT_BAD_INPUT : exit_status;
}

static ExitStatus run(const Command *command, size_t count, char *const *arguments, ClaimsSink sink)
{
    ExtractOptions options = {.format = -1, .color = COLOR_AUTO, .jobs = run_processor_count()};
    Extract extract = {.options = &options};
    OptionList paths = {0};
    Arena arena = {0};
    ClaimsRules *rules = NULL;
    ExitStatus status = EXIT_USAGE;
    if (!command_parse(command, count, arguments, &options, &paths, &arena, sink, &status))
        goto cleanup;
    if (!make_writer(&options, sink, &extract.writer) || !command_default_input(&paths, sink))
        goto cleanup;
    ClaimsStatus loaded = claims_rules_load(options.rules.items, options.rules.count, sink, &rules);
    status = command_exit(loaded);
    if (loaded == CLAIMS_OK) {
        extract.rules = rules;
        status = extract_papers(&extract, &paths, sink);
        claims_rules_free(rules);
    }
cleanup:
    arena_free(&arena);
    return status;
}

static const Option rows[] = {
    OPTION_ROW_FORMAT(ExtractOptions),
    OPTION_ROW_OUTPUT(ExtractOptions),
    {.type = OPTION_FLAG,
     .name = "documents",
     .help = "jsonl: also write a line for every document, before its claims",
     .target = offsetof(ExtractOptions, documents)},
    {.type = OPTION_FLAG,
     .name = "bom",
     .help = "csv, tsv: begin with a byte order mark, which some spreadsheets need",
     .target = offsetof(ExtractOptions, mark)},
    {.type = OPTION_NUMBER,
     .name = "min-confidence",
     .argument = "X",
     .help = "leave out claims with a confidence below X, from 0 to 1",
     .target = offsetof(ExtractOptions, min_confidence),
     .least = 0,
     .most = 1},
    OPTION_ROW_RULES(ExtractOptions),
    OPTION_ROW_JOBS(ExtractOptions),
    {.type = OPTION_CHOICE,
     .name = "color",
     .argument = "WHEN",
     .help = "colours in the table",
     .target = offsetof(ExtractOptions, color),
     .choices = color_choice_names},
};

const Command command_extract = {
    .name = "extract",
    .operands = "[FILE]...",
    .summary = "Write the claims of the papers in FILEs, or in standard input",
    .details = "Reads daily reports, arXiv listings, JSON Lines or JSON arrays of objects with "
               "title and abstract, Markdown and plain text; the format is recognised by the "
               "content. The FILE - is standard input.",
    .options = {rows, sizeof rows / sizeof *rows},
    .run = run,
};
