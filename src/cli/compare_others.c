/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trade-off between two metrics, and a paper among all others. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "cli/compare.h"
#include "cli/paper_lookup.h"
#include "stats/tradeoff.h"

/* A value as the format wants it: with its unit for people, bare for programs. */
static void add_value(const Analysis *analysis, Sheet *sheet, Scale scale, uint32_t unit,
                      double value)
{
    if (!sheet_format_is_readable(analysis->format)) {
        sheet_add_number(sheet, value);
        return;
    }
    Buffer text = {0};
    analysis_append_value(analysis, &text, scale, unit, value);
    sheet_take_text(sheet, &text);
    buffer_free(&text);
}

/* ---- A trade-off ------------------------------------------------------------------------- */

/* The typical values of all papers for one metric, by paper; groups of different scales follow one
 * another. */
static ClaimsStatus build_metric(const Analysis *analysis, uint32_t metric, FactTable *table)
{
    FactsRequest request = analysis->request;
    request.by = FACTS_BY_METRIC;
    request.metric = metric;
    return facts_build(&analysis->records, &analysis->knowledge, &request, table);
}

static bool belongs(const Analysis *analysis, uint32_t paper, const CompareArm *arms, size_t count)
{
    const RecordPaper *about = &analysis->records.papers[paper];
    for (size_t i = 0; i < count; i++) {
        if (arms[i].is_paper && arms[i].key == paper)
            return true;
        for (size_t k = 0; !arms[i].is_paper && k < about->family_count; k++)
            if (about->families[k] == arms[i].key)
                return true;
    }
    return count == 0;
}

static void add_families(const Analysis *analysis, Sheet *sheet, uint32_t paper)
{
    const RecordPaper *about = &analysis->records.papers[paper];
    Buffer text = {0};
    for (size_t i = 0; i < about->family_count; i++) {
        buffer_append_text(&text, i > 0 ? ", " : "");
        buffer_append_string(&text, names_text(&analysis->records.names, about->families[i]));
    }
    sheet_take_text(sheet, &text);
    buffer_free(&text);
}

/* What a trade-off is between. */
typedef struct Tradeoff {
    Analysis *analysis;
    const char *names[2];
    const FactTable *tables[2];
    const CompareArm *arms;
    size_t arm_count;
} Tradeoff;

static bool add_points(const Tradeoff *tradeoff, const FactGroup *x, const FactGroup *y,
                       Sheet *sheet)
{
    Analysis *analysis = tradeoff->analysis;
    ParetoPoint *points = malloc((x->count + 1) * sizeof *points);
    if (points == NULL)
        return false;
    size_t all = tradeoff_pair(tradeoff->tables[0], x, tradeoff->tables[1], y, points), count = 0;
    for (size_t i = 0; i < all; i++)
        if (belongs(analysis, (uint32_t)points[i].index, tradeoff->arms, tradeoff->arm_count))
            points[count++] = points[i];
    pareto_front(points, count);
    for (size_t i = 0; i < count; i++) {
        uint32_t paper = (uint32_t)points[i].index;
        sheet_add_text(sheet, analysis_paper_name(analysis, paper));
        add_families(analysis, sheet, paper);
        if (!sheet_format_is_readable(analysis->format)) {
            sheet_add_text(sheet, analysis_scale_name(analysis, x->scale, x->unit));
            sheet_add_text(sheet, analysis_scale_name(analysis, y->scale, y->unit));
        }
        add_value(analysis, sheet, x->scale, x->unit, points[i].x);
        add_value(analysis, sheet, y->scale, y->unit, points[i].y);
        if (sheet_format_is_readable(analysis->format))
            sheet_add_text(sheet, string_of(points[i].front ? "*" : NULL));
        else
            sheet_add_bool(sheet, points[i].front);
    }
    free(points);
    return true;
}

static bool render_tradeoff(Tradeoff *tradeoff)
{
    const bool people = sheet_format_is_readable(tradeoff->analysis->format);
    const SheetColumn for_people[] = {{"PAPER", false, 24},
                                      {"FAMILIES", false, 40},
                                      {tradeoff->names[0], true, 0},
                                      {tradeoff->names[1], true, 0},
                                      {"FRONT", false, 0}};
    const SheetColumn for_programs[] = {
        {"paper", false, 0}, {"families", false, 0}, {"x_scale", false, 0}, {"y_scale", false, 0},
        {"x", true, 0},      {"y", true, 0},         {"front", false, 0}};
    Sheet sheet = {.columns = people ? for_people : for_programs, .column_count = people ? 5 : 7};
    Buffer *output = &tradeoff->analysis->output;
    bool done = true;
    for (size_t i = 0; i < tradeoff->tables[0]->group_count; i++)
        for (size_t k = 0; done && k < tradeoff->tables[1]->group_count; k++)
            done = add_points(tradeoff, &tradeoff->tables[0]->groups[i],
                              &tradeoff->tables[1]->groups[k], &sheet);
    if (sheet.cell_count == 0)
        diagnostic_report(tradeoff->analysis->sink, CLAIMS_NOTE, NULL, 0,
                          "no paper states both %s and %s", tradeoff->names[0], tradeoff->names[1]);
    if (sheet.cell_count > 0 || !people)
        sheet_render(&sheet, tradeoff->analysis->format, tradeoff->analysis->color, output);
    if (sheet.cell_count > 0 && people)
        buffer_append_text(&tradeoff->analysis->notes,
                           "\n* no other paper, on the same scales, is better in one and as good "
                           "in the other.\n");
    sheet_free(&sheet);
    return done;
}

ExitStatus compare_tradeoff(Analysis *analysis, const char *metrics, const CompareArm *arms,
                            size_t count)
{
    const char *colon = strchr(metrics, ':');
    if (colon == NULL)
        return command_usage_error(analysis->sink, "--tradeoff needs two metrics: M1:M2", NULL);
    ClaimsString first =
        arena_copy(&analysis->arena, (ClaimsString){metrics, (size_t)(colon - metrics)});
    if (first.data == NULL)
        return compare_out_of_memory(analysis);
    FactTable tables[2] = {0};
    Tradeoff tradeoff = {.analysis = analysis,
                         .names = {first.data, colon + 1},
                         .tables = {&tables[0], &tables[1]},
                         .arms = arms,
                         .arm_count = count};
    ClaimsStatus status = CLAIMS_OK;
    ExitStatus exit_status = EXIT_DONE;
    for (size_t i = 0; i < 2 && status == CLAIMS_OK && exit_status == EXIT_DONE; i++) {
        uint32_t metric = analysis_find_metric(analysis, tradeoff.names[i], &exit_status);
        if (exit_status == EXIT_DONE)
            status = build_metric(analysis, metric, &tables[i]);
    }
    if (status == CLAIMS_OK && exit_status == EXIT_DONE && !render_tradeoff(&tradeoff))
        status = CLAIMS_ERROR_SYSTEM;
    facts_free(&tables[0]);
    facts_free(&tables[1]);
    if (status != CLAIMS_OK)
        return compare_out_of_memory(analysis);
    return exit_status == EXIT_DONE ? analysis_write(analysis) : exit_status;
}

/* ---- A paper among all others ------------------------------------------------------------ */

/* Where the paper's value stands in the group, if it has one. */
static bool add_standing(Analysis *analysis, const FactTable *table, const FactGroup *group,
                         uint32_t paper, Sheet *sheet)
{
    const PaperValue *own = NULL;
    size_t others = 0;
    double *values = malloc((group->count + 1) * sizeof *values);
    if (values == NULL)
        return false;
    for (size_t i = 0; i < group->count; i++) {
        const PaperValue *value = &table->values[group->first + i];
        if (value->paper == paper)
            own = value;
        else if (value->has_centre)
            values[others++] = value->centre.value;
    }
    if (own != NULL && own->has_centre) {
        double rank = sample_percentile_rank(values, others, own->centre.value);
        sample_sort(values, others);
        sheet_add_text(sheet, names_text(&analysis->records.names, group->metric));
        if (!sheet_format_is_readable(analysis->format))
            sheet_add_text(sheet, analysis_scale_name(analysis, group->scale, group->unit));
        add_value(analysis, sheet, group->scale, group->unit, own->centre.value);
        sheet_add_number(sheet, sheet_format_is_readable(analysis->format) ? rint(rank) : rank);
        sheet_add_count(sheet, others);
        add_value(analysis, sheet, group->scale, group->unit, sample_quantile(values, others, 0.5));
    }
    free(values);
    return true;
}

ExitStatus compare_paper(Analysis *analysis, const char *name)
{
    static const SheetColumn for_people[] = {
        {"METRIC", false, 0}, {"VALUE", true, 0},        {"PERCENTILE", true, 0},
        {"OTHERS", true, 0},  {"THEIR MEDIAN", true, 0},
    };
    static const SheetColumn for_programs[] = {
        {"metric", false, 0},    {"scale", false, 0}, {"value", true, 0},
        {"percentile", true, 0}, {"others", true, 0}, {"others_median", true, 0},
    };
    const bool people = sheet_format_is_readable(analysis->format);
    uint32_t paper;
    switch (paper_lookup(analysis, name, &paper)) {
    case PAPER_FOUND:
        break;
    case PAPER_AMBIGUOUS:
        return EXIT_USAGE;
    case PAPER_UNKNOWN:
        return command_usage_error(analysis->sink, "no paper fits what --paper says",
                                   "name it by number, identifier, title or a part of it");
    }
    FactTable table = {0};
    ClaimsStatus status = build_metric(analysis, analysis->request.metric, &table);
    Sheet sheet = {.columns = people ? for_people : for_programs, .column_count = people ? 5 : 6};
    bool done = status == CLAIMS_OK;
    for (size_t i = 0; done && i < table.group_count; i++)
        if (table.groups[i].scale != SCALE_SETTING)
            done = add_standing(analysis, &table, &table.groups[i], paper, &sheet);
    facts_free(&table);
    if (sheet.cell_count == 0)
        diagnostic_report(analysis->sink, CLAIMS_NOTE, NULL, 0,
                          "the paper claims nothing that can be compared");
    if (sheet.cell_count > 0 || !people)
        sheet_render(&sheet, analysis->format, analysis->color, &analysis->output);
    sheet_free(&sheet);
    return done ? analysis_write(analysis) : compare_out_of_memory(analysis);
}
