/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A metric over the reports' dates: every claim, the running record, the fitted slope. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "charts/axis.h"
#include "charts/choice.h"
#include "charts/kind.h"
#include "charts/palette.h"
#include "charts/points.h"
#include "output/scale_text.h"
#include "output/trend_text.h"

enum {
    PICTURE_HEIGHT = 400,
    LEFT = 76,
    RIGHT = 48,      /* half of a date may stand there */
    BAND_STEPS = 60, /* straight lines, but an axis may cut them off anywhere */
    LANE_PIXELS = 7,
    MARK_PEAK = PLOT_FAMILIES_MOST + 2,
    MARK_RECORD,
    MARK_SLOPE,
    MARK_BAND,
    MARK_BOUND,
};

typedef struct DatedPoint {
    const FactPoint *fact;
    long day;
} DatedPoint;

typedef struct TrendPlot {
    Plot *plot;
    ChoiceScale choice;
    FactTable table;
    const FactGroup *group;
    Trend trend;
    DatedPoint *points; /* by day, then by value */
    size_t count;
    Palette palette;
    Axis x, y;
} TrendPlot;

static int compare_points(const void *a, const void *b)
{
    const DatedPoint *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return (x->fact > y->fact) - (x->fact < y->fact); /* which are by value */
}

/* The points with a date, and the families' colours. False when memory is exhausted. */
static bool list_points(TrendPlot *trend)
{
    const Records *records = trend->plot->source->records;
    size_t most = trend->group->point_count;
    uint32_t *papers = calloc(most + 1, sizeof *papers);
    trend->points = calloc(most + 1, sizeof *trend->points);
    bool done = papers != NULL && trend->points != NULL;
    for (size_t i = 0; done && i < most; i++) {
        const FactPoint *fact = &trend->table.points[trend->group->first_point + i];
        long day;
        if (!trend_parse_date(names_text(&records->names, records->papers[fact->paper].date), &day))
            continue;
        papers[trend->count] = fact->paper;
        trend->points[trend->count++] = (DatedPoint){fact, day};
    }
    if (done && trend->count > 1)
        qsort(trend->points, trend->count, sizeof *trend->points, compare_points);
    done = done && palette_make(trend->plot, papers, trend->count, &trend->palette);
    free(papers);
    return done;
}

static void make_axes(TrendPlot *trend)
{
    AxisRange range;
    axis_range_begin(&range, trend->choice.scale == SCALE_FACTOR);
    for (size_t i = 0; i < trend->count; i++)
        axis_range_add(&range, trend->points[i].fact->value.value);
    trend->y = axis_make(&range, PICTURE_HEIGHT, true);
    trend->x = axis_dates((double)trend->points[0].day, (double)trend->points[trend->count - 1].day,
                          PLOT_WIDTH - LEFT - RIGHT);
}

/* ---- Tables ------------------------------------------------------------------------------ */

static void add_points(TrendPlot *trend)
{
    double day_width = (trend->x.high - trend->x.low) / (PLOT_WIDTH - LEFT - RIGHT);
    PlotTable *table =
        plot_add_table(trend->plot, "points",
                       "day, value, family, shape: 0 typical, 1 peak, 2 at least, 3 at most");
    PointLanes lanes;
    for (size_t i = 0; i < trend->count; i++) {
        const DatedPoint *point = &trend->points[i];
        int lane;
        if (i == 0 || point->day != trend->points[i - 1].day)
            point_lanes_begin(&lanes);
        double value = point->fact->value.value;
        if (!point_lanes_place(&lanes, axis_place(&trend->y, value) * PICTURE_HEIGHT, &lane))
            continue;
        plot_cell_number(table, (double)point->day + lane * LANE_PIXELS * day_width);
        plot_cell_number(table, value);
        plot_cell_number(table,
                         (double)palette_number(&trend->palette, trend->plot, point->fact->paper));
        plot_cell_number(table, point_shape(point->fact));
        plot_end_row(table);
    }
}

static void add_record(TrendPlot *trend)
{
    const Trend *made = &trend->trend;
    PlotTable *table = plot_add_table(trend->plot, "record", "day, best value so far");
    for (size_t i = 0; i < made->record_count; i++) {
        plot_cell_number(table, (double)made->records[i].day);
        plot_cell_number(table, made->records[i].value);
        plot_end_row(table);
    }
    if (made->record_count > 0) {
        plot_cell_number(table, trend->x.high);
        plot_cell_number(table, made->records[made->record_count - 1].value);
        plot_end_row(table);
    }
}

/* The value on the line of `slope` through the middle of the fitted one, within the axis. */
static double line_at(const TrendPlot *trend, double slope, double day)
{
    const Slope *fit = &trend->trend.slope;
    double middle = fit->intercept + fit->slope * fit->middle;
    double value = middle + slope * (day - fit->middle);
    if (trend->choice.scale == SCALE_FACTOR)
        value = exp(value);
    return fmin(fmax(value, trend->y.low), trend->y.high);
}

static bool has_slope(const TrendPlot *trend)
{
    return isfinite(trend->trend.slope.slope) && trend->trend.dates >= TREND_DATES_LEAST;
}

static void add_slope(TrendPlot *trend)
{
    const Slope *fit = &trend->trend.slope;
    PlotTable *table = plot_add_table(trend->plot, "slope", "day, line, one edge of band, other");
    double first = (double)trend->points[0].day, last = (double)trend->points[trend->count - 1].day;
    for (int i = 0; has_slope(trend) && i <= BAND_STEPS; i++) {
        double day = first + (last - first) * i / BAND_STEPS;
        plot_cell_number(table, day);
        plot_cell_number(table, line_at(trend, fit->slope, day));
        plot_cell_number(table, line_at(trend, fit->interval.low, day));
        plot_cell_number(table, line_at(trend, fit->interval.high, day));
        plot_end_row(table);
    }
}

/* ---- Words ------------------------------------------------------------------------------- */

static const char *subtitle_of(const TrendPlot *trend)
{
    if (!has_slope(trend))
        return "chart.trend.subtitle_few";
    return trend->trend.significant ? "chart.trend.subtitle" : "chart.trend.subtitle_chance";
}

static void append_interval(const TrendPlot *trend, Buffer *text)
{
    Buffer undetermined = {0};
    plot_append_label(trend->plot, "chart.trend.undetermined", NULL, 0, &undetermined);
    if (undetermined.data != NULL)
        trend_text_append_interval(text, trend->choice.scale, &trend->trend, undetermined.data);
    text->failed = text->failed || undetermined.failed;
    buffer_free(&undetermined);
}

static void describe(const TrendPlot *trend)
{
    enum { METRIC, PAPERS, DATES, GROWTH, INTERVAL, RECORD, LEAST, VALUES };
    static const char *const names[VALUES] = {"metric",   "papers", "dates", "growth",
                                              "interval", "record", "least"};
    Plot *plot = trend->plot;
    const Trend *made = &trend->trend;
    Buffer texts[VALUES] = {0};
    plot_append_metric(plot, trend->choice.metric, &texts[METRIC]);
    buffer_printf(&texts[PAPERS], "%zu", made->papers);
    buffer_printf(&texts[DATES], "%zu", made->dates);
    append_interval(trend, &texts[INTERVAL]);
    trend_text_append_growth(&texts[GROWTH], trend->choice.scale, made->growth, made->slope.slope);
    buffer_printf(&texts[LEAST], "%d", TREND_DATES_LEAST);
    if (made->record_count > 0)
        scale_text_append_value(&texts[RECORD], &plot->source->records->names, trend->choice.scale,
                                trend->choice.unit, made->records[made->record_count - 1].value);
    else
        plot_append_label(plot, "chart.none", NULL, 0, &texts[RECORD]);
    LabelValue values[VALUES];
    for (size_t i = 0; i < VALUES; i++)
        values[i] = (LabelValue){names[i], buffer_string(&texts[i])};
    plot_append_label(plot,
                      trend->choice.scale == SCALE_FACTOR ? "chart.trend.title"
                                                          : "chart.trend.title_change",
                      values, VALUES, &plot->title);
    plot_append_label(plot, subtitle_of(trend), values, VALUES, &plot->subtitle);
    buffer_append_string(&plot->description, buffer_string(&plot->subtitle));
    buffer_append_char(&plot->description, ' ');
    plot_append_label(plot, "chart.trend.description", values, VALUES, &plot->description);
    for (size_t i = 0; i < VALUES; i++) {
        plot->title.failed = plot->title.failed || texts[i].failed;
        buffer_free(&texts[i]);
    }
}

static Legend make_legend(const TrendPlot *trend)
{
    bool peaks = false, bounds = false;
    Legend legend = {0};
    for (size_t i = 0; i < trend->count; i++) {
        PointShape shape = point_shape(trend->points[i].fact);
        peaks = peaks || shape == POINT_PEAK;
        bounds = bounds || shape == POINT_AT_LEAST || shape == POINT_AT_MOST;
    }
    palette_add_legend(&trend->palette, trend->plot, &legend);
    if (peaks)
        legend_add_label(&legend, trend->plot, MARK_PEAK, "chart.trend.peak");
    if (bounds)
        legend_add_label(&legend, trend->plot, MARK_BOUND, "chart.trend.bound");
    if (trend->trend.record_count > 0)
        legend_add_label(&legend, trend->plot, MARK_RECORD, "chart.trend.record");
    if (has_slope(trend)) {
        legend_add_label(&legend, trend->plot, MARK_SLOPE, "chart.trend.slope");
        legend_add_label(&legend, trend->plot, MARK_BAND, "chart.trend.band");
    }
    return legend;
}

/* ---- The plot ---------------------------------------------------------------------------- */

static void fill(TrendPlot *trend)
{
    Plot *plot = trend->plot;
    Legend legend = make_legend(trend);
    double top = PLOT_HEAD + legend_height(&legend) + 10;
    make_axes(trend);
    plot->width = PLOT_WIDTH;
    plot->height = (unsigned)(top + PICTURE_HEIGHT + PLOT_FOOT);
    plot_set_frame(plot, LEFT, RIGHT, top, PLOT_FOOT);
    axis_set(&trend->x, "x", plot);
    axis_set(&trend->y, "y", plot);
    plot_set_label(plot, "x_title", "chart.date", NULL, 0);
    axis_set_title(&trend->y, "y_title", trend->choice.metric, trend->choice.scale,
                   trend->choice.unit, plot);
    describe(trend);
    legend_set(&legend, plot);
    add_points(trend);
    add_record(trend);
    add_slope(trend);
}

/* The group that the choice fell on. */
static void find_group(TrendPlot *trend)
{
    for (size_t i = 0; i < trend->table.group_count && trend->group == NULL; i++)
        if (trend->choice.papers > 0 && choice_holds(&trend->choice, &trend->table.groups[i]))
            trend->group = &trend->table.groups[i];
}

ClaimsStatus kind_trend_prepare(Plot *plot, Buffer *reason)
{
    TrendPlot trend = {.plot = plot};
    uint32_t metric = plot->request->metrics[0];
    ClaimsStatus status = choice_make_scale(plot, metric, false, &trend.choice);
    if (status == CLAIMS_OK)
        status = choice_build_facts(plot, FACTS_BY_METRIC, trend.choice.metric, &trend.table);
    if (status == CLAIMS_OK)
        find_group(&trend);
    if (status == CLAIMS_OK && trend.group != NULL)
        status = trend_make(plot->source->records, &trend.table, trend.group, &trend.trend);
    if (status == CLAIMS_OK && trend.group != NULL && !list_points(&trend))
        status = CLAIMS_ERROR_SYSTEM;
    bool dates = trend.count > 0 && trend.points[0].day != trend.points[trend.count - 1].day;
    if (status == CLAIMS_OK && dates)
        fill(&trend);
    else if (status == CLAIMS_OK)
        plot_append_label(plot, "chart.trend.nothing", NULL, 0, reason);
    trend_free(&trend.trend);
    free(trend.points);
    facts_free(&trend.table);
    return status;
}
