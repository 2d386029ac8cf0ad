/* SPDX-License-Identifier: GPL-3.0-or-later */
/* claims extract: the records of all papers, in one of the output formats. */
#include <stdlib.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/destination.h"
#include "cli/format_choice.h"
#include "cli/stream.h"
#include "cli/terminal.h"
#include "output/writer.h"

typedef struct ExtractOptions {
    int format; /* a WriterFormatId; -1 when not given */
    int color;  /* a ColorChoice */
    const char *output;
    bool documents, mark, resume;
    size_t jobs;
    OptionPart shard;
    OptionList rules;
    double min_confidence;
} ExtractOptions;

/* What the workers share; constant while they run. */
typedef struct Extract {
    const ExtractOptions *options;
    const ClaimsRules *rules;
    Writer writer;
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
    size_t family_count = 0;
    const ClaimsString *families = NULL; /* nobody asks for those of a paper without claims */
    if (options->documents || count > 0)
        families = claims_extractor_families(worker->extractor, &family_count);
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
    /* Descriptor -1 is no terminal. */
    int descriptor = destination_is_file(options->output) ? -1 : STDOUT_FILENO;
    *writer = (Writer){
        .format = format,
        .options = {.color = terminal_color((ColorChoice)options->color, descriptor),
                    .mark = options->mark,
                    .width = terminal_width(descriptor)},
    };
    return true;
}

static ExitStatus extract_papers(Extract *extract, const OptionList *paths, ClaimsSink sink)
{
    StreamRequest request = {.inputs = paths,
                             .output = extract->options->output,
                             .jobs = extract->options->jobs,
                             .part = extract->options->shard,
                             .resume = extract->options->resume,
                             .rules = extract->rules,
                             .sink = sink};
    const RunTask task = {
        .cookie = extract, .worker_new = worker_new, .worker_free = worker_free, .work = work};
    buffer_printf(&request.settings, "extract %s %d %d %d %zu %a", extract->writer.format->name,
                  extract->options->documents, extract->options->mark,
                  extract->writer.options.color, extract->writer.options.width,
                  extract->options->min_confidence);
    writer_begin(&extract->writer, &request.before);
    writer_end(&extract->writer, &request.after);
    return stream_papers(&request, &task);
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
    OPTION_ROW_SHARD(ExtractOptions),
    OPTION_ROW_RESUME(ExtractOptions),
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
               "title and abstract, Markdown and plain text, all of them also compressed with "
               "gzip, zstd, xz or bzip2; the format is recognised by the content. The FILE - is "
               "standard input.",
    .options = {rows, sizeof rows / sizeof *rows},
    .run = run,
};
