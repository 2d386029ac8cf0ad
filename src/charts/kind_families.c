/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A metric by technique family: every claim, the median and its interval. */
#include <math.h>
#include <stdlib.h>

#include "base/string.h"
#include "charts/axis.h"
#include "charts/choice.h"
#include "charts/kind.h"
#include "output/display.h"
#include "output/scale_text.h"
#include "stats/bootstrap.h"
#include "stats/summary.h"

enum {
    ROWS_MOST = 40,
    WIDTH = 860,
    ROW_HEIGHT = 26,
    HEAD_HEIGHT = 84, /* title and key */
    FOOT_HEIGHT = 62, /* axis */
    LETTER_WIDTH = 8, /* a column of text, in the widest of the usual fonts */
    NAME_COLUMNS = 34,
    RIGHT_MARGIN = 176, /* for the median in figures */
    TOLD_LEAST = SUMMARY_LISTED + 1,
};

typedef struct Families {
    Plot *plot;
    ChoiceScale choice;
    FactTable table;
    Summary summary;
    const SummaryRow *rows[ROWS_MOST];
    size_t count, left_out;
} Families;

/* What a family is placed by: its median, one beyond all values included; without it its peaks. */
static double rank_of(const SummaryRow *row)
{
    if (row->beyond != 0)
        return row->beyond > 0 ? row->maximum : row->minimum;
    if (isfinite(row->median))
        return row->median;
    return row->peak_median;
}

/* Those of which a median is told first, best first. */
static int compare_rows(const void *a, const void *b)
{
    const SummaryRow *x = *(const SummaryRow *const *)a, *y = *(const SummaryRow *const *)b;
    bool x_told = x->centre_papers >= TOLD_LEAST, y_told = y->centre_papers >= TOLD_LEAST;
    if (x_told != y_told)
        return x_told ? -1 : 1;
    if ((x->centre_papers > 0) != (y->centre_papers > 0))
        return x->centre_papers > 0 ? -1 : 1;
    double one = rank_of(x), other = rank_of(y);
    if (one != other)
        return one > other ? -1 : 1;
    return x->group < y->group ? -1 : 1;
}

static void list_rows(Families *families)
{
    for (size_t i = 0; i < families->summary.row_count; i++) {
        const SummaryRow *row = &families->summary.rows[i];
        if (!choice_holds(&families->choice, row->group) || row->group->key == NAME_NONE)
            continue;
        if (families->count < ROWS_MOST)
            families->rows[families->count++] = row;
        else
            families->left_out++;
    }
    qsort(families->rows, families->count, sizeof *families->rows, compare_rows);
}

static void extend(double value, double *low, double *high)
{
    if (!isfinite(value))
        return;
    *low = fmin(*low, value);
    *high = fmax(*high, value);
}

static Axis make_axis(const Families *families, double pixels)
{
    bool factors = families->choice.scale == SCALE_FACTOR;
    double low = factors ? 1 : 0, high = low;
    for (size_t i = 0; i < families->count; i++) {
        const FactGroup *group = families->rows[i]->group;
        for (size_t k = 0; k < group->count; k++) {
            const PaperValue *value = &families->table.values[group->first + k];
            if (value->has_centre)
                extend(value->centre.value, &low, &high);
            if (value->has_peak)
                extend(value->peak, &low, &high);
        }
    }
    return factors ? axis_logarithmic(low, high, pixels) : axis_linear(low, high, pixels);
}

/* ---- Rows -------------------------------------------------------------------------------- */

static void append_row_name(const Plot *plot, const SummaryRow *row, Buffer *name)
{
    Buffer family = {0};
    plot_append_family(plot, row->group->key, &family);
    plot_append_shown(buffer_string(&family), NAME_COLUMNS, name);
    buffer_printf(name, " (%zu)", row->papers);
    name->failed = name->failed || family.failed;
    buffer_free(&family);
}

/* "2.94× [1.5, 4.2]" */
static void append_median(const Plot *plot, const SummaryRow *row, Buffer *text)
{
    if (row->centre_papers < TOLD_LEAST)
        return;
    const Names *names = &plot->source->records->names;
    buffer_append_text(text, row->beyond > 0 ? "> " : row->beyond < 0 ? "< " : "");
    scale_text_append_value(text, names, row->group->scale, row->group->unit, rank_of(row));
    buffer_append_char(text, ' ');
    scale_text_append_interval(text, row->interval);
}

static double or_else(double value, double otherwise)
{
    return isfinite(value) ? value : otherwise;
}

static void add_row(const Families *families, size_t i, const Axis *axis, PlotTable *table)
{
    const SummaryRow *row = families->rows[i];
    bool told = row->centre_papers >= TOLD_LEAST;
    bool bounded = told && (isfinite(row->interval.low) || isfinite(row->interval.high));
    Buffer text = {0};
    append_row_name(families->plot, row, &text);
    plot_cell_number(table, (double)i + 1);
    plot_cell_text(table, buffer_string(&text), NAME_COLUMNS + 12);
    plot_cell_number(table, told ? rank_of(row) : NAN);
    plot_cell_number(table, bounded ? or_else(row->interval.low, axis->low) : NAN);
    plot_cell_number(table, bounded ? or_else(row->interval.high, axis->high) : NAN);
    table->text.failed = table->text.failed || text.failed;
    buffer_clear(&text);
    append_median(families->plot, row, &text);
    plot_cell_text(table, buffer_string(&text), 40);
    plot_end_row(table);
    table->text.failed = table->text.failed || text.failed;
    buffer_free(&text);
}

/* ---- Points ------------------------------------------------------------------------------ */

/* A claim, and how it is drawn. */
typedef enum PointShape { POINT_TYPICAL, POINT_PEAK, POINT_AT_LEAST, POINT_AT_MOST } PointShape;

typedef struct Point {
    double value;
    PointShape shape;
} Point;

static int compare_points(const void *a, const void *b)
{
    const Point *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->shape > y->shape) - (x->shape < y->shape);
}

static size_t list_points(const Families *families, const FactGroup *group, Point *points)
{
    static const PointShape shapes[] = {[CENSORING_NONE] = POINT_TYPICAL,
                                        [CENSORING_RIGHT] = POINT_AT_LEAST,
                                        [CENSORING_LEFT] = POINT_AT_MOST};
    size_t count = 0;
    for (size_t i = 0; i < group->count; i++) {
        const PaperValue *value = &families->table.values[group->first + i];
        if (value->has_centre)
            points[count++] = (Point){value->centre.value, shapes[value->centre.censoring]};
        if (value->has_peak)
            points[count++] = (Point){value->peak, POINT_PEAK};
    }
    qsort(points, count, sizeof *points, compare_points);
    return count;
}

/* Points that would cover one another are moved off the row's middle, to the first of a few lanes
 * that is free. */
static void add_points(const Point *points, size_t count, double middle, const Axis *axis,
                       double pixels, PlotTable *table)
{
    static const double lanes[] = {0, -0.16, 0.16, -0.3, 0.3};
    enum { LANES = sizeof lanes / sizeof *lanes, POINT_PIXELS = 9 };
    double ends[LANES];
    for (size_t k = 0; k < LANES; k++)
        ends[k] = -POINT_PIXELS;
    for (size_t i = 0; i < count; i++) {
        double place = axis_place(axis, points[i].value) * pixels;
        size_t lane = 0, emptiest = 0;
        while (lane < LANES && place - ends[lane] < POINT_PIXELS)
            lane++;
        for (size_t k = 1; k < LANES; k++)
            if (ends[k] < ends[emptiest])
                emptiest = k;
        if (lane == LANES)
            lane = emptiest;
        ends[lane] = place;
        plot_cell_number(table, points[i].value);
        plot_cell_number(table, middle + lanes[lane]);
        plot_cell_number(table, points[i].shape);
        plot_end_row(table);
    }
}

/* ---- The plot ---------------------------------------------------------------------------- */

static void describe(const Families *families)
{
    Plot *plot = families->plot;
    const Names *names = &plot->source->records->names;
    Buffer metric = {0}, best = {0}, count = {0}, papers = {0};
    plot_append_metric(plot, families->choice.metric, &metric);
    buffer_printf(&count, "%zu", families->count + families->left_out);
    buffer_printf(&papers, "%zu", families->choice.papers);
    for (size_t i = 0; i < families->count && i < 3; i++) {
        const SummaryRow *row = families->rows[i];
        if (row->centre_papers < TOLD_LEAST)
            break;
        buffer_append_text(&best, i > 0 ? "; " : "");
        plot_append_family(plot, row->group->key, &best);
        buffer_append_char(&best, ' ');
        append_median(plot, row, &best);
    }
    if (best.size == 0)
        plot_append_label(plot, "chart.none", NULL, 0, &best);
    const LabelValue values[] = {{"metric", buffer_string(&metric)},
                                 {"unit", names_text(names, families->choice.unit)},
                                 {"families", buffer_string(&count)},
                                 {"papers", buffer_string(&papers)},
                                 {"medians", buffer_string(&best)}};
    const size_t value_count = sizeof values / sizeof *values;
    bool factors = families->choice.scale == SCALE_FACTOR;
    plot_append_label(plot, factors ? "chart.families.title" : "chart.families.title_change",
                      values, value_count, &plot->title);
    plot_append_label(plot, "chart.families.description", values, value_count, &plot->description);
    Buffer axis = {0};
    buffer_printf(&axis, "scale.%s",
                  factors ? "factor"
                  : scale_name(families->choice.scale) == NULL
                      ? "unit"
                      : scale_name(families->choice.scale));
    if (!axis.failed)
        plot_set_label(plot, "x_title", axis.data, values, value_count);
    buffer_free(&axis);
    plot->title.failed = plot->title.failed || metric.failed || best.failed || count.failed ||
                         papers.failed || axis.failed;
    buffer_free(&metric);
    buffer_free(&best);
    buffer_free(&count);
    buffer_free(&papers);
}

static void set_words(Plot *plot)
{
    static const char *const words[][2] = {
        {"word_typical", "chart.typical"},      {"word_peak", "chart.peak"},
        {"word_at_least", "chart.lower_bound"}, {"word_at_most", "chart.upper_bound"},
        {"word_median", "chart.median"},        {"word_interval", "chart.interval"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        plot_set_label(plot, words[i][0], words[i][1], NULL, 0);
}

/* The width that the longest name needs. */
static unsigned name_width(const Families *families)
{
    size_t columns = 0;
    for (size_t i = 0; i < families->count; i++) {
        Buffer name = {0};
        append_row_name(families->plot, families->rows[i], &name);
        size_t width = name.failed ? 0 : display_width(buffer_string(&name));
        columns = width > columns ? width : columns;
        buffer_free(&name);
    }
    return (unsigned)columns * LETTER_WIDTH + 24;
}

static ClaimsStatus fill(Families *families)
{
    Plot *plot = families->plot;
    unsigned left = name_width(families);
    double pixels = WIDTH - RIGHT_MARGIN - (double)left;
    Axis axis = make_axis(families, pixels);
    plot->width = WIDTH;
    plot->height = HEAD_HEIGHT + FOOT_HEIGHT + ROW_HEIGHT * (unsigned)families->count;
    describe(families);
    set_words(plot);
    plot_set_number(plot, "left", left);
    plot_set_number(plot, "right", RIGHT_MARGIN);
    plot_set_number(plot, "top", HEAD_HEIGHT);
    plot_set_number(plot, "bottom", FOOT_HEIGHT);
    plot_set_count(plot, "x_log", axis.logarithmic);
    axis_set(&axis, "x", plot);
    PlotTable *rows =
        plot_add_table(plot, "rows", "row, name, median, low, high, median in figures");
    size_t told = 0;
    for (size_t i = 0; i < families->count; i++) {
        add_row(families, i, &axis, rows);
        told += families->rows[i]->centre_papers >= TOLD_LEAST;
    }
    plot_set_count(plot, "told", told);
    PlotTable *table = plot_add_table(
        plot, "points", "value, row, shape: 0 typical, 1 peak, 2 at least, 3 at most");
    size_t counts[POINT_AT_MOST + 1] = {0};
    for (size_t i = 0; i < families->count; i++) {
        const FactGroup *group = families->rows[i]->group;
        Point *points = malloc((2 * group->count + 1) * sizeof *points);
        if (points == NULL)
            return CLAIMS_ERROR_SYSTEM;
        size_t count = list_points(families, group, points);
        for (size_t k = 0; k < count; k++)
            counts[points[k].shape]++;
        add_points(points, count, (double)i + 1, &axis, pixels, table);
        free(points);
    }
    plot_set_count(plot, "typical_count", counts[POINT_TYPICAL]);
    plot_set_count(plot, "peak_count", counts[POINT_PEAK]);
    plot_set_count(plot, "at_least_count", counts[POINT_AT_LEAST]);
    plot_set_count(plot, "at_most_count", counts[POINT_AT_MOST]);
    return CLAIMS_OK;
}

ClaimsStatus kind_families_prepare(Plot *plot, Buffer *reason)
{
    Families families = {.plot = plot};
    uint32_t metric = plot->request->metrics[0];
    ClaimsStatus status =
        choice_make_scale(plot, metric, false, metric == NAME_NONE, &families.choice);
    if (status == CLAIMS_OK && families.choice.papers > 0)
        status = choice_build_facts(plot, FACTS_BY_FAMILY, families.choice.metric, &families.table);
    if (status == CLAIMS_OK)
        status = summary_make(&families.table, plot->source->seed, BOOTSTRAP_RESAMPLES,
                              &families.summary);
    if (status == CLAIMS_OK)
        list_rows(&families);
    if (status == CLAIMS_OK && families.count > 0)
        status = fill(&families);
    else if (status == CLAIMS_OK)
        plot_append_label(plot, "chart.families.nothing", NULL, 0, reason);
    summary_free(&families.summary);
    facts_free(&families.table);
    return status;
}
