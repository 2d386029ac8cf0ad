/* SPDX-License-Identifier: GPL-3.0-or-later */
/* claims plot: one chart. */
#include <string.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "charts/chart.h"
#include "cli/analysis.h"

typedef struct PlotOptions {
    AnalysisOptions common;
    const char *title, *template_path, *keep;
    int language;
} PlotOptions;

static int find_name(const char *const *names, const char *name)
{
    int i = 0;
    while (names[i] != NULL && strcmp(names[i], name) != 0)
        i++;
    return names[i] != NULL ? i : -1;
}

/* The format that the ending of `path` names. */
static bool choose_format(const char *path, ClaimsSink sink, ChartFormat *format)
{
    *format = CHART_SVG;
    if (path == NULL || strcmp(path, "-") == 0)
        return true;
    const char *dot = strrchr(path, '.');
    int found = dot != NULL ? find_name(chart_format_names, dot + 1) : -1;
    if (found < 0) {
        command_usage_error(sink, "the output file's ending names no format of charts",
                            "use .svg, .png or .pdf");
        return false;
    }
    *format = (ChartFormat)found;
    return true;
}

static ExitStatus report_outcome(const Chart *chart, const ChartRequest *request, ClaimsSink sink)
{
    ClaimsDiagnostic diagnostic = {.severity = CLAIMS_ERROR, .message = chart->reason.data};
    switch (chart->outcome) {
    case CHART_MADE:
        return EXIT_DONE;
    case CHART_TOO_LITTLE:
        diagnostic.severity = CLAIMS_NOTE;
        diagnostic_send(sink, &diagnostic);
        return EXIT_DONE;
    case CHART_NO_GNUPLOT:
        diagnostic.help = "install it (on Debian: apt-get install gnuplot-nox)";
        break;
    case CHART_FAILED:
        if (request->template_path != NULL) {
            diagnostic.file = request->template_path;
            diagnostic.line = chart->reason_line;
        }
        break;
    }
    diagnostic_send(sink, &diagnostic);
    return EXIT_SYSTEM;
}

static ExitStatus draw(Analysis *analysis, const PlotOptions *options, ChartRequest *request)
{
    const ChartSource source = {.rules = analysis->rules,
                                .records = &analysis->records,
                                .knowledge = &analysis->knowledge,
                                .facts = analysis->request,
                                .seed = options->common.seed};
    request->metrics[0] = analysis->request.metric;
    Chart chart;
    ExitStatus exit_status = command_exit(chart_make(&source, request, analysis->sink, &chart));
    if (exit_status == EXIT_DONE)
        exit_status = report_outcome(&chart, request, analysis->sink);
    if (exit_status == EXIT_DONE && chart.outcome == CHART_MADE) {
        buffer_append_string(&analysis->output, buffer_string(&chart.bytes));
        exit_status = analysis_write(analysis);
    }
    chart_free(&chart);
    return exit_status;
}

static bool take_kind(OptionList *operands, ClaimsSink sink, ChartKind *kind)
{
    int found = operands->count > 0 ? find_name(chart_kind_names, operands->items[0]) : -1;
    if (found < 0) {
        command_usage_error(sink, "expected the kind of chart first", "families");
        return false;
    }
    *kind = (ChartKind)found;
    operands->items++;
    operands->count--;
    return true;
}

static ExitStatus run(const Command *command, size_t count, char *const *arguments, ClaimsSink sink)
{
    PlotOptions options = {.common = analysis_defaults()};
    Analysis analysis = {0};
    OptionList operands = {0};
    Arena arena = {0};
    ChartRequest request = {0};
    ExitStatus status;
    if (!command_parse(command, count, arguments, &options, &operands, &arena, sink, &status))
        goto cleanup;
    request.language = (Language)options.language;
    request.title = options.title;
    request.template_path = options.template_path;
    request.keep = options.keep;
    status = EXIT_USAGE;
    if (!choose_format(options.common.output, sink, &request.format) ||
        !take_kind(&operands, sink, &request.kind))
        goto cleanup;
    options.common.format = SHEET_FORMAT_CSV;
    if (analysis_begin(&analysis, &options.common, &operands, sink, &status))
        status = draw(&analysis, &options, &request);
cleanup:
    analysis_end(&analysis);
    arena_free(&arena);
    return status;
}

static const Option rows[] = {
    ANALYSIS_ROW_METRIC,
    {.type = OPTION_TEXT,
     .name = "title",
     .argument = "TEXT",
     .help = "the chart's title",
     .target = offsetof(PlotOptions, title)},
    {.type = OPTION_CHOICE,
     .name = "lang",
     .argument = "LANG",
     .help = "the language of the chart's words (default: en)",
     .target = offsetof(PlotOptions, language),
     .choices = language_names},
    {.type = OPTION_TEXT,
     .name = "template",
     .argument = "FILE",
     .help = "draw with the gnuplot script FILE instead of the built-in one",
     .target = offsetof(PlotOptions, template_path)},
    {.type = OPTION_TEXT,
     .name = "keep",
     .argument = "DIR",
     .help = "leave gnuplot's script and data in DIR",
     .target = offsetof(PlotOptions, keep)},
    ANALYSIS_ROW_WHERE,
    ANALYSIS_ROW_CONFIDENCE,
    ANALYSIS_ROW_SEED,
    OPTION_ROW_OUTPUT(AnalysisOptions),
    OPTION_ROW_RULES(AnalysisOptions),
    OPTION_ROW_JOBS(AnalysisOptions),
};

const Command command_plot = {
    .name = "plot",
    .operands = "KIND [FILE]...",
    .summary = "Draw a chart of the claims in FILEs",
    .details = NULL,
    .options = {rows, sizeof rows / sizeof *rows},
    .run = run,
};
