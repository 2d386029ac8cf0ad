/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known about what: papers by technique family and metric. */
#include <math.h>
#include <stdlib.h>

#include "charts/choice.h"
#include "charts/kind.h"
#include "output/display.h"

enum {
    FAMILIES_MOST = 30,
    METRICS_MOST = 24,
    ROW_HEIGHT = 24,
    NAME_COLUMNS = 30,
    FOOT_COLUMNS = 20,
    RIGHT = 24,
};

/* A run of groups that have the family, or metric, or both in common. */
typedef struct Run {
    uint32_t family, metric;
    size_t papers;
} Run;

typedef struct Coverage {
    Plot *plot;
    FactTable by_family, by_metric;
    Run families[FAMILIES_MOST], metrics[METRICS_MOST];
    size_t family_count, metric_count, left_out;
    Run *cells;
    size_t cell_count, most;
    uint32_t *marks; /* by paper: the run that counted it last */
    uint32_t mark;
} Coverage;

static bool same_family(const FactGroup *a, const FactGroup *b)
{
    return a->key == b->key;
}

static bool same_metric(const FactGroup *a, const FactGroup *b)
{
    return a->metric == b->metric;
}

static bool same_both(const FactGroup *a, const FactGroup *b)
{
    return a->key == b->key && a->metric == b->metric;
}

/* Go through the runs of groups that are `same`, which stand together, and count the papers of
 * each. Returns how many runs there are. */
static size_t count_runs(Coverage *coverage, const FactTable *table,
                         bool (*same)(const FactGroup *a, const FactGroup *b), Run *runs)
{
    size_t count = 0;
    for (size_t i = 0; i < table->group_count; i++) {
        const FactGroup *group = &table->groups[i];
        if (i == 0 || !same(group, group - 1)) {
            runs[count++] = (Run){group->key, group->metric, 0};
            coverage->mark++;
        }
        for (size_t k = 0; k < group->count; k++) {
            uint32_t *mark = &coverage->marks[table->values[group->first + k].paper];
            runs[count - 1].papers += *mark != coverage->mark;
            *mark = coverage->mark;
        }
    }
    return count;
}

static int more_papers(const void *a, const void *b)
{
    const Run *x = a, *y = b;
    if (x->papers != y->papers)
        return x->papers > y->papers ? -1 : 1;
    if (x->metric != y->metric)
        return x->metric < y->metric ? -1 : 1;
    return (x->family > y->family) - (x->family < y->family);
}

/* Keep the runs of most papers, at most `most`; the unnamed are left out. Returns how many. */
static size_t keep_largest(Coverage *coverage, Run *runs, size_t count, bool families, Run *kept,
                           size_t most)
{
    size_t found = 0;
    if (count > 1)
        qsort(runs, count, sizeof *runs, more_papers);
    for (size_t i = 0; i < count; i++) {
        if ((families ? runs[i].family : runs[i].metric) == NAME_NONE)
            continue;
        if (found < most)
            kept[found++] = runs[i];
        else
            coverage->left_out++;
    }
    return found;
}

/* Count the papers of all rows, columns and cells. False when memory is exhausted. */
static bool count_all(Coverage *coverage)
{
    size_t groups = coverage->by_family.group_count + coverage->by_metric.group_count;
    Run *runs = calloc(groups + 1, sizeof *runs);
    coverage->cells = calloc(groups + 1, sizeof *coverage->cells);
    coverage->marks = calloc(coverage->plot->source->records->paper_count + 1, sizeof(uint32_t));
    bool done = runs != NULL && coverage->cells != NULL && coverage->marks != NULL;
    if (done) {
        size_t count = count_runs(coverage, &coverage->by_family, same_family, runs);
        coverage->family_count =
            keep_largest(coverage, runs, count, true, coverage->families, FAMILIES_MOST);
        count = count_runs(coverage, &coverage->by_metric, same_metric, runs);
        coverage->metric_count =
            keep_largest(coverage, runs, count, false, coverage->metrics, METRICS_MOST);
        coverage->cell_count =
            count_runs(coverage, &coverage->by_family, same_both, coverage->cells);
    }
    free(runs);
    return done;
}

/* ---- The plot ---------------------------------------------------------------------------- */

static size_t place_of(const Run *runs, size_t count, uint32_t number, bool family)
{
    size_t i = 0;
    while (i < count && (family ? runs[i].family : runs[i].metric) != number)
        i++;
    return i;
}

static void add_cells(Coverage *coverage)
{
    PlotTable *table = plot_add_table(coverage->plot, "cells", "metric, family, papers");
    for (size_t i = 0; i < coverage->cell_count; i++) {
        const Run *cell = &coverage->cells[i];
        size_t x = place_of(coverage->metrics, coverage->metric_count, cell->metric, false);
        size_t y = place_of(coverage->families, coverage->family_count, cell->family, true);
        if (x == coverage->metric_count || y == coverage->family_count)
            continue;
        coverage->most = cell->papers > coverage->most ? cell->papers : coverage->most;
        plot_cell_number(table, (double)x + 1);
        plot_cell_number(table, (double)y + 1);
        plot_cell_number(table, (double)cell->papers);
        plot_end_row(table);
    }
}

static void append_name(const Coverage *coverage, const Run *run, bool family, Buffer *text)
{
    Buffer name = {0};
    if (family)
        plot_append_family(coverage->plot, run->family, &name);
    else
        plot_append_metric(coverage->plot, run->metric, &name);
    plot_append_shown(buffer_string(&name), family ? NAME_COLUMNS : FOOT_COLUMNS, text);
    if (family)
        buffer_printf(text, " (%zu)", run->papers);
    text->failed = text->failed || name.failed;
    buffer_free(&name);
}

/* Add the names of rows or columns. Returns the columns that the longest takes. */
static size_t add_names(const Coverage *coverage, const Run *runs, size_t count, bool family)
{
    PlotTable *table =
        plot_add_table(coverage->plot, family ? "families" : "metrics", "place, name");
    size_t widest = 0;
    for (size_t i = 0; i < count; i++) {
        Buffer text = {0};
        append_name(coverage, &runs[i], family, &text);
        plot_cell_number(table, (double)i + 1);
        plot_cell_text(table, buffer_string(&text), NAME_COLUMNS + 12);
        plot_end_row(table);
        size_t width = text.failed ? 0 : display_width(buffer_string(&text));
        widest = width > widest ? width : widest;
        table->text.failed = table->text.failed || text.failed;
        buffer_free(&text);
    }
    return widest;
}

static void describe(const Coverage *coverage)
{
    Plot *plot = coverage->plot;
    Buffer families = {0}, metrics = {0}, left_out = {0}, most = {0};
    buffer_printf(&families, "%zu", coverage->family_count);
    buffer_printf(&metrics, "%zu", coverage->metric_count);
    buffer_printf(&left_out, "%zu", coverage->left_out);
    buffer_printf(&most, "%zu", coverage->most);
    const LabelValue values[] = {{"families", buffer_string(&families)},
                                 {"metrics", buffer_string(&metrics)},
                                 {"left_out", buffer_string(&left_out)},
                                 {"most", buffer_string(&most)}};
    const size_t count = sizeof values / sizeof *values;
    plot_append_label(plot, "chart.coverage.title", values, count, &plot->title);
    plot_append_label(
        plot, coverage->left_out > 0 ? "chart.coverage.subtitle_most" : "chart.coverage.subtitle",
        values, count, &plot->subtitle);
    plot_append_label(plot, "chart.coverage.description", values, count, &plot->description);
    plot->title.failed =
        plot->title.failed || families.failed || metrics.failed || left_out.failed || most.failed;
    buffer_free(&families);
    buffer_free(&metrics);
    buffer_free(&left_out);
    buffer_free(&most);
}

static void fill(Coverage *coverage)
{
    Plot *plot = coverage->plot;
    add_cells(coverage);
    size_t left = add_names(coverage, coverage->families, coverage->family_count, true);
    size_t foot = add_names(coverage, coverage->metrics, coverage->metric_count, false);
    double bottom = (double)foot * PLOT_LETTER * 0.75 + 28; /* the names of metrics stand slanted */
    double top = PLOT_HEAD + 12;
    plot->width = PLOT_WIDTH;
    plot->height = (unsigned)(top + bottom) + ROW_HEIGHT * (unsigned)coverage->family_count;
    plot_set_frame(plot, (double)left * PLOT_LETTER + 28, RIGHT, top, bottom);
    plot_set_count(plot, "most", coverage->most);
    describe(coverage);
}

ClaimsStatus kind_coverage_prepare(Plot *plot, Buffer *reason)
{
    Coverage coverage = {.plot = plot};
    ClaimsStatus status =
        choice_build_facts(plot, FACTS_BY_FAMILY, plot->request->metrics[0], &coverage.by_family);
    if (status == CLAIMS_OK)
        status = choice_build_facts(plot, FACTS_BY_METRIC, plot->request->metrics[0],
                                    &coverage.by_metric);
    if (status == CLAIMS_OK && !count_all(&coverage))
        status = CLAIMS_ERROR_SYSTEM;
    if (status == CLAIMS_OK && coverage.family_count > 0 && coverage.metric_count > 0)
        fill(&coverage);
    else if (status == CLAIMS_OK)
        plot_append_label(plot, "chart.coverage.nothing", NULL, 0, reason);
    free(coverage.cells);
    free(coverage.marks);
    facts_free(&coverage.by_family);
    facts_free(&coverage.by_metric);
    return status;
}
