/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A metric by technique family: every claim, the median and its interval. */
#include <math.h>
#include <stdlib.h>

#include "charts/choice.h"
#include "charts/forest.h"
#include "charts/kind.h"
#include "charts/legend.h"
#include "charts/points.h"
#include "stats/bootstrap.h"

enum {
    ROWS_MOST = 40,
    BEST_TOLD = 3, /* in the description */
};

typedef struct Families {
    Plot *plot;
    ChoiceScale choice;
    FactTable table;
    Summary summary;
    const SummaryRow *rows[ROWS_MOST];
    size_t count, left_out, told;
} Families;

/* ---- Rows -------------------------------------------------------------------------------- */

/* What a family is placed by: its median, without one its peaks. */
static double rank_of(const SummaryRow *row)
{
    double median = forest_median(row);
    return isfinite(median) ? median : row->peak_median;
}

/* Those of which a median is told first, those that have peaks alone last; best first. */
static int compare_rows(const void *a, const void *b)
{
    const SummaryRow *x = *(const SummaryRow *const *)a, *y = *(const SummaryRow *const *)b;
    if (forest_is_told(x) != forest_is_told(y))
        return forest_is_told(x) ? -1 : 1;
    if ((x->centre_papers > 0) != (y->centre_papers > 0))
        return x->centre_papers > 0 ? -1 : 1;
    double one = rank_of(x), other = rank_of(y);
    if (one != other)
        return one > other ? -1 : 1;
    return x->group < y->group ? -1 : x->group > y->group;
}

static void list_rows(Families *families)
{
    for (size_t i = 0; i < families->summary.row_count; i++) {
        const SummaryRow *row = &families->summary.rows[i];
        if (!choice_holds(&families->choice, row->group) || row->group->key == NAME_NONE)
            continue;
        families->told += forest_is_told(row);
        if (families->count < ROWS_MOST)
            families->rows[families->count++] = row;
        else
            families->left_out++;
    }
    qsort(families->rows, families->count, sizeof *families->rows, compare_rows);
}

static Axis make_axis(const Families *families, double pixels)
{
    AxisRange range;
    axis_range_begin(&range, families->choice.scale == SCALE_FACTOR);
    for (size_t i = 0; i < families->count; i++) {
        const FactGroup *group = families->rows[i]->group;
        for (size_t k = 0; k < group->point_count; k++)
            axis_range_add(&range, families->table.points[group->first_point + k].value.value);
    }
    return axis_make(&range, pixels, false);
}

static void add_rows(const Families *families, const Axis *axis)
{
    PlotTable *table =
        plot_add_table(families->plot, "rows", "row, name, median, low, high, in figures");
    for (size_t i = 0; i < families->count; i++) {
        plot_cell_number(table, (double)i + 1);
        forest_add_cells(families->plot, families->rows[i], axis, table);
        plot_end_row(table);
    }
}

/* ---- Points ------------------------------------------------------------------------------ */

static void add_points(const Families *families, const Axis *axis, double pixels)
{
    static const double lane_height = 0.15; /* of a row */
    PlotTable *table = plot_add_table(
        families->plot, "points", "value, row, shape: 0 typical, 1 peak, 2 at least, 3 at most");
    for (size_t i = 0; i < families->count; i++) {
        const FactGroup *group = families->rows[i]->group;
        PointLanes lanes;
        point_lanes_begin(&lanes);
        for (size_t k = 0; k < group->point_count; k++) {
            const FactPoint *point = &families->table.points[group->first_point + k];
            int lane;
            if (!point_lanes_place(&lanes, axis_place(axis, point->value.value) * pixels, &lane))
                continue;
            plot_cell_number(table, point->value.value);
            plot_cell_number(table, (double)i + 1 + lane * lane_height);
            plot_cell_number(table, point_shape(point));
            plot_end_row(table);
        }
    }
}

/* ---- Words ------------------------------------------------------------------------------- */

static void append_best(const Families *families, Buffer *text)
{
    for (size_t i = 0; i < families->count && i < BEST_TOLD; i++) {
        const SummaryRow *row = families->rows[i];
        if (!forest_is_told(row))
            break;
        buffer_append_text(text, i > 0 ? "; " : "");
        plot_append_family(families->plot, row->group->key, text);
        buffer_append_char(text, ' ');
        forest_append_figures(families->plot, row, text);
    }
    if (text->size == 0)
        plot_append_label(families->plot, "chart.none", NULL, 0, text);
}

static void describe(const Families *families)
{
    Plot *plot = families->plot;
    Buffer metric = {0}, best = {0}, count = {0}, papers = {0};
    plot_append_metric(plot, families->choice.metric, &metric);
    append_best(families, &best);
    buffer_printf(&count, "%zu", families->count + families->left_out);
    buffer_printf(&papers, "%zu", families->choice.papers);
    const LabelValue values[] = {{"metric", buffer_string(&metric)},
                                 {"families", buffer_string(&count)},
                                 {"papers", buffer_string(&papers)},
                                 {"medians", buffer_string(&best)}};
    const size_t value_count = sizeof values / sizeof *values;
    bool factors = families->choice.scale == SCALE_FACTOR;
    plot_append_label(plot, factors ? "chart.families.title" : "chart.families.title_change",
                      values, value_count, &plot->title);
    plot_append_label(plot, "chart.families.subtitle", values, value_count, &plot->subtitle);
    plot_append_label(plot, "chart.families.description", values, value_count, &plot->description);
    plot->title.failed =
        plot->title.failed || metric.failed || best.failed || count.failed || papers.failed;
    buffer_free(&metric);
    buffer_free(&best);
    buffer_free(&count);
    buffer_free(&papers);
}

/* The marks of what there is. */
static Legend make_legend(const Families *families)
{
    static const char *const shapes[] = {[POINT_TYPICAL] = "chart.typical",
                                         [POINT_PEAK] = "chart.peak",
                                         [POINT_AT_LEAST] = "chart.at_least",
                                         [POINT_AT_MOST] = "chart.at_most"};
    enum { SHAPES = sizeof shapes / sizeof *shapes, MARK_INTERVAL = 1, MARK_MEDIAN, MARK_SHAPES };
    bool present[SHAPES] = {false};
    Legend legend = {0};
    for (size_t i = 0; i < families->count; i++) {
        const FactGroup *group = families->rows[i]->group;
        for (size_t k = 0; k < group->point_count; k++)
            present[point_shape(&families->table.points[group->first_point + k])] = true;
    }
    for (size_t i = 0; i < SHAPES; i++)
        if (present[i])
            legend_add_label(&legend, families->plot, MARK_SHAPES + i, shapes[i]);
    if (families->told > 0) {
        legend_add_label(&legend, families->plot, MARK_MEDIAN, "chart.median");
        legend_add_label(&legend, families->plot, MARK_INTERVAL, "chart.interval");
    }
    return legend;
}

/* ---- The plot ---------------------------------------------------------------------------- */

static void fill(const Families *families)
{
    Plot *plot = families->plot;
    Legend legend = make_legend(families);
    double top = PLOT_HEAD + legend_height(&legend) + 10;
    double left = forest_name_width(plot, families->rows, families->count);
    double pixels = PLOT_WIDTH - FOREST_FIGURES - left;
    Axis axis = make_axis(families, pixels);
    plot->width = PLOT_WIDTH;
    plot->height = (unsigned)(top + PLOT_FOOT) + FOREST_ROW * (unsigned)families->count;
    plot_set_frame(plot, left, FOREST_FIGURES, top, PLOT_FOOT);
    axis_set(&axis, "x", plot);
    plot_set_count(plot, "told", families->told);
    describe(families);
    axis_set_title(&axis, "x_title", families->choice.metric, families->choice.scale,
                   families->choice.unit, plot);
    legend_set(&legend, plot);
    add_rows(families, &axis);
    add_points(families, &axis, pixels);
}

ClaimsStatus kind_families_prepare(Plot *plot, Buffer *reason)
{
    Families families = {.plot = plot};
    uint32_t metric = plot->request->metrics[0];
    ClaimsStatus status = choice_make_scale(plot, metric, false, &families.choice);
    if (status == CLAIMS_OK && families.choice.papers > 0)
        status = choice_build_facts(plot, FACTS_BY_FAMILY, families.choice.metric, &families.table);
    if (status == CLAIMS_OK)
        status = summary_make(&families.table, plot->source->seed, BOOTSTRAP_RESAMPLES,
                              &families.summary);
    if (status == CLAIMS_OK)
        list_rows(&families);
    if (status == CLAIMS_OK && families.count > 0)
        fill(&families);
    else if (status == CLAIMS_OK)
        plot_append_label(plot, "chart.families.nothing", NULL, 0, reason);
    summary_free(&families.summary);
    facts_free(&families.table);
    return status;
}
