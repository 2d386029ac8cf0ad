/* SPDX-License-Identifier: GPL-3.0-or-later */
/* claims plot: one chart. */
#include <string.h>

#include "base/diagnostic.h"
#include "charts/chart.h"
#include "cli/analysis.h"
#include "cli/nearest.h"
#include "cli/operands.h"

typedef struct PlotOptions {
    AnalysisOptions common;
    const char *tradeoff, *title, *template_path, *keep;
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
    ExitStatus exit_status = EXIT_SYSTEM;
    switch (chart->outcome) {
    case CHART_MADE:
        return EXIT_DONE;
    case CHART_TOO_LITTLE:
        exit_status = EXIT_NO;
        diagnostic.help = "nothing was drawn";
        break;
    case CHART_NO_GNUPLOT:
        diagnostic.help = "install it (on Debian: apt-get install gnuplot-nox)";
        break;
    case CHART_FAILED:
        if (request->template_path != NULL && chart->reason_line > 0) {
            diagnostic.file = request->template_path;
            diagnostic.line = chart->reason_line;
        }
        break;
    }
    diagnostic_send(sink, &diagnostic);
    return exit_status;
}

static ExitStatus draw(Analysis *analysis, const ChartRequest *request)
{
    const ChartSource source = {.rules = analysis->rules,
                                .records = &analysis->records,
                                .knowledge = &analysis->knowledge,
                                .facts = analysis->request,
                                .seed = analysis->options->seed};
    Chart chart;
    ExitStatus exit_status = command_exit(chart_make(&source, request, analysis->sink, &chart));
    if (exit_status == EXIT_DONE)
        exit_status = report_outcome(&chart, request, analysis->sink);
    if (exit_status == EXIT_DONE) {
        buffer_append_string(&analysis->output, buffer_string(&chart.bytes));
        exit_status = analysis_write(analysis);
    }
    chart_free(&chart);
    return exit_status;
}

/* ---- What to draw ------------------------------------------------------------------------ */

/* Take the kind from the front of `operands`. */
static bool take_kind(OptionList *operands, ClaimsSink sink, ChartKind *kind)
{
    const char *name = operands->count > 0 ? operands->items[0] : NULL;
    int found = name != NULL ? find_name(chart_kind_names, name) : -1;
    if (found >= 0) {
        *kind = (ChartKind)found;
        operands->items++;
        operands->count--;
        return true;
    }
    Buffer message = {0}, help = {0};
    const char *nearest =
        name != NULL ? nearest_name(name, chart_kind_names, CHART_KIND_COUNT) : NULL;
    if (name != NULL)
        buffer_printf(&message, "unknown kind of chart '%s'", name);
    else
        buffer_append_text(&message, "expected the kind of chart");
    buffer_append_text(&help, nearest != NULL ? "did you mean '" : "one of");
    for (size_t i = 0; nearest == NULL && i < CHART_KIND_COUNT; i++)
        buffer_printf(&help, "%s %s", i > 0 ? "," : "", chart_kind_names[i]);
    if (nearest != NULL)
        buffer_printf(&help, "%s'?", nearest);
    if (!message.failed && !help.failed)
        command_usage_error(sink, message.data, help.data);
    buffer_free(&message);
    buffer_free(&help);
    return false;
}

static ExitStatus find_families(Analysis *analysis, const OptionList *names, ChartRequest *request)
{
    uint32_t *families = arena_array(&analysis->arena, names->count + 1, sizeof *families);
    ExitStatus status = families != NULL ? EXIT_DONE : EXIT_SYSTEM;
    for (size_t i = 0; i < names->count && status == EXIT_DONE; i++) {
        families[i] = analysis_find_family(analysis, names->items[i], &status);
        for (size_t k = 0; k < i && status == EXIT_DONE; k++)
            if (families[k] == families[i])
                status = command_usage_error(analysis->sink, "a family is named twice", NULL);
    }
    request->families = families;
    request->family_count = names->count;
    return status;
}

/* The two metrics of "M1:M2". */
static ExitStatus find_tradeoff(Analysis *analysis, const char *metrics, ChartRequest *request)
{
    const char *colon = strchr(metrics, ':');
    if (colon == NULL)
        return command_usage_error(analysis->sink, "--tradeoff needs two metrics: M1:M2", NULL);
    ClaimsString first =
        arena_copy(&analysis->arena, (ClaimsString){metrics, (size_t)(colon - metrics)});
    ExitStatus status = first.data != NULL ? EXIT_DONE : EXIT_SYSTEM;
    if (status == EXIT_DONE)
        request->metrics[0] = analysis_find_metric(analysis, first.data, &status);
    if (status == EXIT_DONE)
        request->metrics[1] = analysis_find_metric(analysis, colon + 1, &status);
    return status;
}

static ExitStatus plot(Analysis *analysis, const PlotOptions *options, const OptionList *names,
                       ChartRequest *request)
{
    ExitStatus status = EXIT_DONE;
    request->metrics[0] = analysis->request.metric;
    if (options->tradeoff != NULL)
        status = find_tradeoff(analysis, options->tradeoff, request);
    if (status == EXIT_DONE)
        status = find_families(analysis, names, request);
    return status == EXIT_DONE ? draw(analysis, request) : status;
}

/* ---- The command ------------------------------------------------------------------------- */

/* Are the options ones of this kind of chart? */
static bool check_options(const PlotOptions *options, const ChartRequest *request,
                          const OptionList *names, ClaimsSink sink)
{
    bool tradeoff = request->kind == CHART_TRADEOFF;
    if (tradeoff && options->common.metric != NULL)
        command_usage_error(sink, "a trade-off has two metrics",
                            "name them with --tradeoff M1:M2 instead of --metric");
    else if (!tradeoff && options->tradeoff != NULL)
        command_usage_error(sink, "--tradeoff belongs to 'claims plot tradeoff'", NULL);
    else if (names->count > CHART_FAMILIES_MOST)
        command_usage_error(sink, "expected 12 families to compare at most", NULL);
    else if (names->count == 1)
        command_usage_error(sink, "expected two or more families to compare, or none",
                            "claims plot compare quantization pruning FILE...; "
                            "a name that is a file's is taken for input");
    else
        return true;
    return false;
}

static ExitStatus run(const Command *command, size_t count, char *const *arguments, ClaimsSink sink)
{
    PlotOptions options = {.common = analysis_defaults()};
    Analysis analysis = {0};
    OptionList operands = {0}, names = {0}, paths = {0};
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
    options.common.format = SHEET_FORMAT_CSV; /* no sheet is written: its ending says nothing */
    if (!choose_format(options.common.output, sink, &request.format) ||
        !take_kind(&operands, sink, &request.kind))
        goto cleanup;
    if (request.kind != CHART_COMPARE)
        paths = operands;
    else if (!operands_split(&arena, &operands, &names, &paths))
        status = EXIT_SYSTEM;
    if (status == EXIT_USAGE && check_options(&options, &request, &names, sink) &&
        analysis_begin(&analysis, &options.common, &paths, sink, &status))
        status = plot(&analysis, &options, &names, &request);
cleanup:
    analysis_end(&analysis);
    arena_free(&arena);
    return status;
}

static const Option rows[] = {
    {.type = OPTION_TEXT,
     .letter = 'm',
     .name = "metric",
     .argument = "METRIC",
     .help = "the metric to chart (default: the one that most papers tell); of bits, any setting",
     .target = offsetof(AnalysisOptions, metric)},
    {.type = OPTION_TEXT,
     .name = "tradeoff",
     .argument = "M1:M2",
     .help = "of tradeoff: the two metrics (default: an efficiency metric and a quality metric "
             "that most papers tell together)",
     .target = offsetof(PlotOptions, tradeoff)},
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
     .help = "draw with the gnuplot script FILE; --keep leaves the built-in one, to begin with",
     .target = offsetof(PlotOptions, template_path)},
    {.type = OPTION_TEXT,
     .name = "keep",
     .argument = "DIR",
     .help = "leave gnuplot's script (chart.gp), template and data in DIR",
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
    .operands = "KIND [A B...] [FILE]...",
    .summary = "Draw a chart of the claims in FILEs",
    .details = "KINDs are families (a metric by technique family: every claim, medians and their "
               "intervals), compare (families A, B and so on over the metrics that they share), "
               "trend (a metric over the reports' dates), tradeoff (an efficiency metric against "
               "a quality metric), bits (the values of a setting) and coverage (papers by family "
               "and metric). The chart is SVG, or what the ending of the output file says: .svg, "
               ".png or .pdf. Needs gnuplot 5.4 or newer. Exit status 1: the claims do not have "
               "what the chart shows.",
    .options = {rows, sizeof rows / sizeof *rows},
    .run = run,
};
