/* SPDX-License-Identifier: GPL-3.0-or-later */
/* claims trend: how metrics move over the reports' dates. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "cli/analysis.h"
#include "cli/terminal.h"
#include "output/scale_text.h"
#include "output/trend_text.h"
#include "stats/trend.h"

static ClaimsString date_text(const Analysis *analysis, uint32_t paper)
{
    const Records *records = &analysis->records;
    return names_text(&records->names, records->papers[paper].date);
}

/* ---- For programs ------------------------------------------------------------------------ */

static const SheetColumn data_columns[] = {
    {.name = "row"},    {.name = "metric"},     {.name = "scale"},       {.name = "papers"},
    {.name = "dates"},  {.name = "slope"},      {.name = "slope_low"},   {.name = "slope_high"},
    {.name = "growth"}, {.name = "growth_low"}, {.name = "growth_high"}, {.name = "doubling"},
    {.name = "rho"},    {.name = "p"},          {.name = "significant"}, {.name = "date"},
    {.name = "paper"},  {.name = "value"},      {.name = "family"},
};

static void add_data(Analysis *analysis, const FactGroup *group, const Trend *trend, Sheet *sheet)
{
    ClaimsString metric = names_text(&analysis->records.names, group->metric);
    ClaimsString scale = analysis_scale_name(analysis, group->scale, group->unit);
    sheet_add_text(sheet, string_of("trend"));
    sheet_add_text(sheet, metric);
    sheet_add_text(sheet, scale);
    sheet_add_count(sheet, trend->papers);
    sheet_add_count(sheet, trend->dates);
    const double figures[] = {
        trend->slope.slope, trend->slope.interval.low,  trend->slope.interval.high,
        trend->growth,      trend->growth_interval.low, trend->growth_interval.high,
        trend->doubling,    trend->correlation.rho,     trend->correlation.p};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        sheet_add_number(sheet, figures[i]);
    sheet_add_bool(sheet, trend->significant);
    sheet_add_blanks(sheet, 4);
    for (size_t i = 0; i < trend->record_count; i++) {
        const TrendRecord *record = &trend->records[i];
        sheet_add_text(sheet, string_of("record"));
        sheet_add_text(sheet, metric);
        sheet_add_text(sheet, scale);
        sheet_add_blanks(sheet, 12);
        sheet_add_text(sheet, date_text(analysis, record->paper));
        sheet_add_text(sheet, analysis_paper_name(analysis, record->paper));
        sheet_add_number(sheet, record->value);
        sheet_add_blanks(sheet, 1);
    }
}

/* ---- For people -------------------------------------------------------------------------- */

static const SheetColumn trend_columns[] = {
    {.name = "METRIC"},
    {.name = "SCALE"},
    {.name = "PAPERS", .right = true},
    {.name = "DATES", .right = true},
    {.name = "A MONTH", .right = true},
    {.name = "95 %", .right = true},
    {.name = "DOUBLES IN", .right = true},
    {.name = "RHO", .right = true},
    {.name = "p", .right = true},
    {.name = "RECORD", .right = true},
    {.name = "SINCE"},
    {.name = "HELD BY", .most = 26},
};

static void add_slope(const FactGroup *group, const Trend *trend, Sheet *sheet)
{
    Buffer text = {0};
    bool told = isfinite(trend->slope.slope);
    if (told && trend->significant)
        trend_text_append_growth(&text, group->scale, trend->growth, trend->slope.slope);
    else if (told)
        buffer_append_char(&text, '~');
    sheet_take_text(sheet, &text);
    if (told)
        trend_text_append_interval(&text, group->scale, trend, "not determined");
    sheet_take_text(sheet, &text);
    if (isfinite(trend->doubling)) {
        bool days = trend->doubling < 1;
        sheet_append_rounded(&text, days ? trend->doubling * TREND_MONTH : trend->doubling);
        buffer_append_text(&text, days ? " days" : " months");
    }
    sheet_take_text(sheet, &text);
    if (isfinite(trend->correlation.rho))
        sheet_append_rounded(&text, trend->correlation.rho);
    sheet_take_text(sheet, &text);
    scale_text_append_p(&text, trend->correlation.p);
    sheet_take_text(sheet, &text);
    buffer_free(&text);
}

static void add_line(Analysis *analysis, const FactGroup *group, const Trend *trend, Sheet *sheet)
{
    Buffer text = {0};
    sheet_add_text(sheet, names_text(&analysis->records.names, group->metric));
    sheet_add_text(sheet, analysis_scale_name(analysis, group->scale, group->unit));
    sheet_add_count(sheet, trend->papers);
    sheet_add_count(sheet, trend->dates);
    add_slope(group, trend, sheet);
    if (trend->record_count > 0) {
        const TrendRecord *record = &trend->records[trend->record_count - 1];
        analysis_append_value(analysis, &text, group->scale, group->unit, record->value);
        sheet_take_text(sheet, &text);
        sheet_add_text(sheet, date_text(analysis, record->paper));
        sheet_add_text(sheet, analysis_paper_name(analysis, record->paper));
    } else {
        sheet_add_blanks(sheet, 3);
    }
    buffer_free(&text);
}

/* ---- Papers over time -------------------------------------------------------------------- */

enum { PERIODS_MOST = 12 };

/* The distinct prefixes, `size` long, of the papers' dates, in order; at most `most` are told.
 * Returns how many there are, or more than `most`. */
static size_t list_periods(const Analysis *analysis, const bool *counted, size_t size,
                           ClaimsString *periods, size_t most)
{
    size_t count = 0;
    for (uint32_t i = 0; i < analysis->records.paper_count && count <= most; i++) {
        ClaimsString date = date_text(analysis, i);
        long day;
        if (!counted[i] || date.size < size || !trend_parse_date(date, &day))
            continue;
        date.size = size;
        size_t at = 0;
        while (at < count && at < most && memcmp(periods[at].data, date.data, size) < 0)
            at++;
        if (at < count && at < most && string_equal(periods[at], date))
            continue;
        if (count < most)
            memmove(periods + at + 1, periods + at, (count - at) * sizeof *periods);
        if (at < most)
            periods[at] = date;
        count++;
    }
    return count;
}

/* Days where there are few, else months, else years, of which the latest. */
static size_t choose_periods(const Analysis *analysis, const bool *counted, ClaimsString *periods)
{
    static const size_t sizes[] = {10, 7, 4};
    size_t count = 0;
    for (size_t i = 0; i < 3; i++) {
        count = list_periods(analysis, counted, sizes[i], periods, PERIODS_MOST);
        if (count > 0 && count <= PERIODS_MOST)
            return count;
    }
    return count < PERIODS_MOST ? count : PERIODS_MOST;
}

static bool has_family(const RecordPaper *paper, uint32_t family)
{
    for (size_t i = 0; i < paper->family_count; i++)
        if (paper->families[i] == family)
            return true;
    return false;
}

static size_t count_papers(const Analysis *analysis, const bool *counted, uint32_t family,
                           ClaimsString period)
{
    size_t count = 0;
    for (uint32_t i = 0; i < analysis->records.paper_count; i++) {
        ClaimsString date = date_text(analysis, i);
        count += counted[i] && has_family(&analysis->records.papers[i], family) &&
                 date.size >= period.size && memcmp(date.data, period.data, period.size) == 0;
    }
    return count;
}

/* Papers with facts, for each family and period. */
static bool render_counts(Analysis *analysis, const FactTable *by_family, const bool *counted)
{
    ClaimsString periods[PERIODS_MOST + 1];
    SheetColumn columns[PERIODS_MOST + 1] = {{.name = "FAMILY"}};
    size_t count = choose_periods(analysis, counted, periods);
    const bool people = sheet_format_is_readable(analysis->format);
    for (size_t i = 0; i < count; i++) {
        ClaimsString name = arena_copy(&analysis->arena, periods[i]);
        if (name.data == NULL)
            return false;
        columns[i + 1] = (SheetColumn){.name = name.data, .right = true};
    }
    Sheet sheet = {.columns = people ? columns : data_columns,
                   .column_count = people ? count + 1 : sizeof data_columns / sizeof *data_columns};
    for (size_t i = 0; i < by_family->group_count && count > 0; i++) {
        uint32_t family = by_family->groups[i].key;
        if (family == NAME_NONE || (i > 0 && family == by_family->groups[i - 1].key))
            continue;
        if (people)
            sheet_add_text(&sheet, names_text(&analysis->records.names, family));
        for (size_t k = 0; k < count; k++) {
            size_t papers = count_papers(analysis, counted, family, periods[k]);
            if (people) {
                sheet_add_count(&sheet, papers);
                continue;
            }
            sheet_add_text(&sheet, string_of("count"));
            sheet_add_blanks(&sheet, 2);
            sheet_add_count(&sheet, papers);
            sheet_add_blanks(&sheet, 11);
            sheet_add_text(&sheet, periods[k]);
            sheet_add_blanks(&sheet, 2);
            sheet_add_text(&sheet, names_text(&analysis->records.names, family));
        }
    }
    if (people && sheet.cell_count > 0) {
        buffer_append_text(&analysis->output, "\n");
        sheet_render(&sheet, analysis->format, analysis->color, &analysis->output);
    } else if (!people) {
        sheet_flush(&sheet, analysis->format, &analysis->output);
    }
    sheet_free(&sheet);
    return true;
}

/* ---- The command ------------------------------------------------------------------------- */

/* A line for each metric; people are not shown those without a date. Counts those with too few. */
static ClaimsStatus render_trends(Analysis *analysis, const FactTable *table, size_t *too_few)
{
    const bool people = sheet_format_is_readable(analysis->format);
    Sheet sheet = {.columns = people ? trend_columns : data_columns,
                   .column_count = people ? sizeof trend_columns / sizeof *trend_columns
                                          : sizeof data_columns / sizeof *data_columns};
    ClaimsStatus status = CLAIMS_OK;
    for (size_t i = 0; i < table->group_count && status == CLAIMS_OK; i++) {
        const FactGroup *group = &table->groups[i];
        if (group->scale == SCALE_SETTING)
            continue;
        Trend trend;
        status = trend_make(&analysis->records, table, group, &trend);
        if (status == CLAIMS_OK && !people)
            add_data(analysis, group, &trend, &sheet);
        else if (status == CLAIMS_OK && trend.dates > 0)
            add_line(analysis, group, &trend, &sheet);
        *too_few += trend.dates < TREND_DATES_LEAST;
        trend_free(&trend);
    }
    if (!people || sheet.cell_count > 0)
        sheet_render(&sheet, analysis->format, analysis->color, &analysis->output);
    sheet_free(&sheet);
    return status;
}

static ClaimsStatus build(const Analysis *analysis, FactsBy by, FactTable *table)
{
    FactsRequest request = analysis->request;
    request.by = by;
    return facts_build(&analysis->records, &analysis->knowledge, &request, table);
}

static size_t count_undated(const Analysis *analysis, const bool *counted)
{
    size_t count = 0;
    long day;
    for (uint32_t i = 0; i < analysis->records.paper_count; i++)
        count += counted[i] && !trend_parse_date(date_text(analysis, i), &day);
    return count;
}

static ExitStatus follow(Analysis *analysis)
{
    FactTable by_metric = {0}, by_family = {0};
    size_t too_few = 0;
    bool *counted = calloc(analysis->records.paper_count + 1, sizeof *counted);
    ClaimsStatus status = counted != NULL ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
    if (status == CLAIMS_OK)
        status = build(analysis, FACTS_BY_METRIC, &by_metric);
    if (status == CLAIMS_OK)
        status = build(analysis, FACTS_BY_FAMILY, &by_family);
    for (size_t i = 0; i < by_metric.value_count && counted != NULL; i++)
        counted[by_metric.values[i].paper] = true;
    if (status == CLAIMS_OK && by_metric.group_count == 0)
        diagnostic_report(analysis->sink, CLAIMS_NOTE, NULL, 0, "no claims to follow over time");
    if (status == CLAIMS_OK)
        status = render_trends(analysis, &by_metric, &too_few);
    if (status == CLAIMS_OK && !render_counts(analysis, &by_family, counted))
        status = CLAIMS_ERROR_SYSTEM;
    size_t undated = counted != NULL ? count_undated(analysis, counted) : 0;
    if (undated > 0)
        buffer_printf(&analysis->notes, "\nPapers without a date, left out: %zu.\n", undated);
    if (too_few > 0)
        buffer_printf(&analysis->notes,
                      "\nMetrics with fewer than %d dates have no trend: %zu of them.\n",
                      TREND_DATES_LEAST, too_few);
    facts_free(&by_metric);
    facts_free(&by_family);
    free(counted);
    if (status == CLAIMS_OK)
        return analysis_write(analysis);
    diagnostic_report(analysis->sink, CLAIMS_ERROR, NULL, 0, "out of memory");
    return EXIT_SYSTEM;
}

static ExitStatus run(const Command *command, size_t count, char *const *arguments, ClaimsSink sink)
{
    AnalysisOptions options = analysis_defaults();
    return analysis_run(command, count, arguments, sink, &options, follow);
}

static const Option rows[] = {
    ANALYSIS_ROW_METRIC,
    ANALYSIS_ROW_WHERE,
    ANALYSIS_ROW_CONFIDENCE,
    ANALYSIS_ROW_FORMAT,
    OPTION_ROW_OUTPUT(AnalysisOptions),
    OPTION_ROW_RULES(AnalysisOptions),
    OPTION_ROW_JOBS(AnalysisOptions),
    ANALYSIS_ROW_COLOR,
};

const Command command_trend = {
    .name = "trend",
    .operands = "[FILE]...",
    .summary = "Follow the metrics over the reports' dates",
    .details = "The change a month is that of the Theil-Sen line, through the logarithms where "
               "the metric is measured in times better; RHO is Spearman's correlation with the "
               "date; ~ stands where the change may be chance. Typical values alone count, not "
               "\"up to\".",
    .options = {rows, sizeof rows / sizeof *rows},
    .run = run,
};
