/* SPDX-License-Identifier: GPL-3.0-or-later */
/* claims report: a page, its charts and its data, in a folder. */
#include "cli/analysis.h"
#include "cli/command.h"
#include "cli/destination.h"
#include "cli/interrupt.h"
#include "report/folder.h"

typedef struct ReportOptions {
    AnalysisOptions common;
    const char *folder, *title;
    int language; /* a Language */
} ReportOptions;

static ExitStatus make(Analysis *analysis, const ReportOptions *options)
{
    const ReportRequest request = {.source = {.rules = analysis->rules,
                                              .records = &analysis->records,
                                              .knowledge = &analysis->knowledge,
                                              .facts = analysis->request,
                                              .seed = options->common.seed},
                                   .language = (Language)options->language,
                                   .title = options->title,
                                   .claims = buffer_string(&analysis->kept.lines),
                                   .checks = buffer_string(&analysis->kept.checks),
                                   .sources = buffer_string(&analysis->kept.sources)};
    Report report = {0};
    ClaimsStatus status = report_make(&request, analysis->sink, &report);
    if (status == CLAIMS_OK) {
        sigset_t before;
        interrupt_hold(&before);
        status = folder_write(&report, options->folder, analysis->sink);
        interrupt_release(&before);
    }
    report_free(&report);
    ExitStatus exit_status = command_exit(status);
    return exit_status == EXIT_DONE && analysis->bad_input ? EXIT_BAD_INPUT : exit_status;
}

static ExitStatus run(const Command *command, size_t count, char *const *arguments, ClaimsSink sink)
{
    ReportOptions options = {.common = analysis_defaults()};
    Analysis analysis = {.keeps = true};
    OptionList paths = {0};
    Arena arena = {0};
    ExitStatus status;
    options.common.format = SHEET_FORMAT_TABLE;
    if (!command_parse(command, count, arguments, &options, &paths, &arena, sink, &status))
        goto cleanup;
    if (!destination_is_file(options.folder)) /* a report is many files */
        status = command_usage_error(sink, "expected --output: the folder to write the report into",
                                     "claims report -o report FILE...");
    else if (analysis_begin(&analysis, &options.common, &paths, sink, &status))
        status = make(&analysis, &options);
cleanup:
    analysis_end(&analysis);
    arena_free(&arena);
    return status;
}

static const Option rows[] = {
    {.type = OPTION_TEXT,
     .letter = 'o',
     .name = "output",
     .argument = "DIR",
     .help = "write into the folder DIR, which is made when it is missing; an earlier report in it "
             "is replaced when the new one is complete, and not before",
     .target = offsetof(ReportOptions, folder)},
    {.type = OPTION_TEXT,
     .name = "title",
     .argument = "TITLE",
     .help = "the page's title",
     .target = offsetof(ReportOptions, title)},
    {.type = OPTION_CHOICE,
     .name = "lang",
     .argument = "LANG",
     .help = "the page's language (default: en)",
     .target = offsetof(ReportOptions, language),
     .choices = language_names},
    ANALYSIS_ROW_SEED,
    OPTION_ROW_RULES(AnalysisOptions),
    OPTION_ROW_JOBS(AnalysisOptions),
};

const Command command_report = {
    .name = "report",
    .operands = "[FILE]...",
    .summary = "Write a page about the claims in FILEs, with charts and data, into a folder",
    .details =
        "FILEs are what extract reads, or the JSON Lines that it writes. DIR/index.html holds "
        "findings, charts, tables and all claims, and needs no other file and no network; "
        "report.md is the same in Markdown. claims.csv, claims.jsonl and stats.csv are the data, "
        "charts/*.svg the charts. Findings are told only where they are significant. Briefs are "
        "checked against abstracts where FILEs are reports. Charts need gnuplot; without it, all "
        "else is made.",
    .options = {rows, sizeof rows / sizeof *rows},
    .run = run,
};
