/* SPDX-License-Identifier: GPL-3.0-or-later */
/* claims stats: the figures of each family and metric. */
#include <math.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "cli/analysis.h"
#include "cli/terminal.h"
#include "output/scale_text.h"
#include "output/summary_sheet.h"
#include "output/summary_text.h"
#include "stats/bootstrap.h"
#include "stats/summary.h"

typedef struct StatsOptions {
    AnalysisOptions common;
    int by; /* a FactsBy */
} StatsOptions;

static const char *const by_names[] = {"family", "metric",  "paper",    "date",
                                       "model",  "dataset", "hardware", NULL};

/* What the rendering needs. */
typedef struct Stats {
    Analysis *analysis;
    FactsBy by;
    const Summary *summary;
} Stats;

static ClaimsString key_text(const Stats *stats, const SummaryRow *row)
{
    if (stats->by == FACTS_BY_PAPER)
        return analysis_paper_name(stats->analysis, row->group->key);
    return names_text(&stats->analysis->records.names, row->group->key);
}

static ClaimsString metric_text(const Stats *stats, const SummaryRow *row)
{
    return names_text(&stats->analysis->records.names, row->group->metric);
}

static void render_data(const Stats *stats)
{
    const char *key = stats->by == FACTS_BY_METRIC ? "group" : by_names[stats->by];
    summary_sheet_render(stats->summary, &stats->analysis->records, key,
                         stats->by == FACTS_BY_PAPER, stats->analysis->format,
                         &stats->analysis->output);
}

/* ---- For people -------------------------------------------------------------------------- */

static const char *const by_titles[] = {"FAMILY", "",        "PAPER",   "DATE",
                                        "MODEL",  "DATASET", "HARDWARE"};

static void append_value(const Stats *stats, const SummaryRow *row, Buffer *text, double value)
{
    analysis_append_value(stats->analysis, text, row->group->scale, row->group->unit, value);
}

/* Say what bounds did to the median. Returns the note's number, or 0 for none. */
static size_t add_note(const Stats *stats, const SummaryRow *row, size_t *notes)
{
    bool differs = row->beyond != 0 || row->median != row->stated_median;
    if (row->centre_papers <= SUMMARY_LISTED || row->at_least + row->at_most == 0 || !differs)
        return 0;
    Buffer *text = &stats->analysis->notes;
    buffer_printf(text, "[%zu] of %zu papers, ", ++*notes, row->centre_papers);
    if (row->at_least > 0)
        buffer_printf(text, "%zu say%s only that it is this or more%s", row->at_least,
                      row->at_least == 1 ? "s" : "", row->at_most > 0 ? ", " : "");
    if (row->at_most > 0)
        buffer_printf(text, "%zu say%s only that it is this or less", row->at_most,
                      row->at_most == 1 ? "s" : "");
    buffer_append_text(text, "; with these at their word the median would be ");
    append_value(stats, row, text, row->stated_median);
    buffer_append_char(text, '\n');
    return *notes;
}

static void add_result_row(const Stats *stats, const SummaryRow *row, size_t *notes, Sheet *sheet)
{
    Buffer text = {0};
    if (stats->by != FACTS_BY_METRIC)
        sheet_add_text(sheet, key_text(stats, row));
    sheet_add_text(sheet, metric_text(stats, row));
    sheet_add_count(sheet, row->centre_papers);
    sheet_add_count(sheet, row->facts);
    const Names *names = &stats->analysis->records.names;
    scale_text_append_centre(&text, names, row);
    sheet_take_text(sheet, &text);
    summary_text_append_interval(&text, row);
    sheet_take_text(sheet, &text);
    if (row->centre_papers > SUMMARY_LISTED && isfinite(row->geometric_mean))
        sheet_append_rounded(&text, row->geometric_mean);
    sheet_take_text(sheet, &text);
    summary_text_append_quartiles(&text, row);
    sheet_take_text(sheet, &text);
    summary_text_append_extremes(&text, row);
    sheet_take_text(sheet, &text);
    summary_text_append_peak(&text, names, row, "best");
    sheet_take_text(sheet, &text);
    size_t note = add_note(stats, row, notes);
    if (note > 0)
        buffer_printf(&text, "[%zu]", note);
    sheet_take_text(sheet, &text);
    buffer_free(&text);
}

static void add_setting_row(const Stats *stats, const SummaryRow *row, Sheet *sheet)
{
    Buffer text = {0};
    if (stats->by != FACTS_BY_METRIC)
        sheet_add_text(sheet, key_text(stats, row));
    sheet_add_text(sheet, metric_text(stats, row));
    sheet_add_text(sheet, names_text(&stats->analysis->records.names, row->group->unit));
    sheet_add_count(sheet, row->papers);
    sheet_add_count(sheet, row->facts);
    scale_text_append_centre(&text, NULL, row);
    sheet_take_text(sheet, &text);
    summary_text_append_quartiles(&text, row);
    sheet_take_text(sheet, &text);
    summary_text_append_extremes(&text, row);
    sheet_take_text(sheet, &text);
    summary_text_append_common(&text, row);
    sheet_take_text(sheet, &text);
    buffer_free(&text);
}

static void render_results(const Stats *stats)
{
    SheetColumn columns[] = {
        {by_titles[stats->by], false, 28},
        {"METRIC", false, 0},
        {"PAPERS", true, 0},
        {"FACTS", true, 0},
        {"MEDIAN", true, 0},
        {"95 %", true, 0},
        {"GEOMEAN", true, 0},
        {"QUARTILES", true, 0},
        {"RANGE", true, 0},
        {"UP TO (papers)", true, 0},
        {"NOTE", false, 0},
    };
    size_t skipped = stats->by == FACTS_BY_METRIC, notes = 0;
    Sheet sheet = {.columns = columns + skipped,
                   .column_count = sizeof columns / sizeof *columns - skipped};
    for (size_t i = 0; i < stats->summary->row_count; i++)
        if (stats->summary->rows[i].group->scale != SCALE_SETTING)
            add_result_row(stats, &stats->summary->rows[i], &notes, &sheet);
    sheet_render(&sheet, stats->analysis->format, stats->analysis->color, &stats->analysis->output);
    sheet_free(&sheet);
}

static void render_settings(const Stats *stats)
{
    SheetColumn columns[] = {
        {by_titles[stats->by], false, 28},
        {"SETTING", false, 0},
        {"UNIT", false, 0},
        {"PAPERS", true, 0},
        {"FACTS", true, 0},
        {"MEDIAN", true, 0},
        {"QUARTILES", true, 0},
        {"RANGE", true, 0},
        {"MOST COMMON (papers)", false, 0},
    };
    size_t skipped = stats->by == FACTS_BY_METRIC;
    Buffer *output = &stats->analysis->output;
    Sheet sheet = {.columns = columns + skipped,
                   .column_count = sizeof columns / sizeof *columns - skipped};
    for (size_t i = 0; i < stats->summary->row_count; i++)
        if (stats->summary->rows[i].group->scale == SCALE_SETTING)
            add_setting_row(stats, &stats->summary->rows[i], &sheet);
    if (sheet.cell_count > 0) {
        if (output->size > 0)
            buffer_append_char(output, '\n');
        sheet_render(&sheet, stats->analysis->format, stats->analysis->color, output);
    }
    sheet_free(&sheet);
}

/* What was left out, below everything. */
static void append_left_out(const Stats *stats, const FactTable *table)
{
    Buffer *notes = &stats->analysis->notes;
    if (notes->size > 0)
        buffer_append_text(notes, "These medians take what a bound leaves open to be like what "
                                  "other papers state beyond it (product-limit estimate).\n");
    if (table->unscaled_count > 0)
        buffer_printf(notes,
                      "Facts that say nothing to compare, such as a level without a "
                      "reference: %zu of %zu.\n",
                      table->unscaled_count, table->fact_count);
    if (table->background_count > 0)
        buffer_printf(notes, "Mentions of others' work, not counted: %zu.\n",
                      table->background_count);
    if (notes->size > 0 && stats->analysis->output.size > 0)
        buffer_append_char(&stats->analysis->output, '\n');
}

static ExitStatus render(const Stats *stats, const FactTable *table)
{
    Analysis *analysis = stats->analysis;
    bool for_people = sheet_format_is_readable(analysis->format);
    if (stats->summary->row_count == 0)
        diagnostic_report(analysis->sink, CLAIMS_NOTE, NULL, 0, "no claims to summarise");
    if (for_people && stats->summary->row_count > 0) {
        render_results(stats);
        render_settings(stats);
        append_left_out(stats, table);
    } else if (!for_people) {
        render_data(stats);
    }
    return analysis_write(analysis);
}

static ExitStatus summarise(Analysis *analysis)
{
    /* what analysis_run was given is the first member of this */
    const StatsOptions *options = (const StatsOptions *)(const void *)analysis->options;
    FactTable table = {0};
    Summary summary = {0};
    analysis->request.by = (FactsBy)options->by;
    ClaimsStatus status =
        facts_build(&analysis->records, &analysis->knowledge, &analysis->request, &table);
    if (status == CLAIMS_OK)
        status = summary_make(&table, options->common.seed, BOOTSTRAP_RESAMPLES, &summary);
    ExitStatus exit_status = EXIT_SYSTEM;
    if (status == CLAIMS_OK) {
        const Stats stats = {analysis, (FactsBy)options->by, &summary};
        exit_status = render(&stats, &table);
    } else {
        diagnostic_report(analysis->sink, CLAIMS_ERROR, NULL, 0, "out of memory");
    }
    summary_free(&summary);
    facts_free(&table);
    return exit_status;
}

static ExitStatus run(const Command *command, size_t count, char *const *arguments, ClaimsSink sink)
{
    StatsOptions options = {.common = analysis_defaults()};
    return analysis_run(command, count, arguments, sink, &options.common, summarise);
}

static const Option rows[] = {
    {.type = OPTION_CHOICE,
     .name = "by",
     .argument = "KEY",
     .help = "one row for each KEY and metric (default: family)",
     .target = offsetof(StatsOptions, by),
     .choices = by_names},
    ANALYSIS_ROW_METRIC,
    ANALYSIS_ROW_WHERE,
    ANALYSIS_ROW_CONFIDENCE,
    ANALYSIS_ROW_SEED,
    ANALYSIS_ROW_FORMAT,
    OPTION_ROW_OUTPUT(AnalysisOptions),
    OPTION_ROW_RULES(AnalysisOptions),
    OPTION_ROW_JOBS(AnalysisOptions),
    ANALYSIS_ROW_COLOR,
};

const Command command_stats = {
    .name = "stats",
    .operands = "[FILE]...",
    .summary = "Summarise the claims in FILEs by technique family and metric",
    .details = "FILEs are what extract reads, or the JSON Lines that it writes. Mentions of one "
               "fact count once, and a paper once for each metric. Efficiency is measured in "
               "times better, quality by its difference; \"up to\" is kept apart, and PAPERS are "
               "those with a typical value, FACTS all. Intervals are of 95 % confidence, by "
               "bootstrap over papers; below three papers the values are listed instead.",
    .options = {rows, sizeof rows / sizeof *rows},
    .run = run,
};
