/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An efficiency factor against a change of quality: papers, and those that no other one beats. */
#include <math.h>
#include <stdlib.h>

#include "base/string.h"
#include "charts/axis.h"
#include "charts/choice.h"
#include "charts/kind.h"
#include "charts/palette.h"
#include "stats/tradeoff.h"

enum {
    PICTURE_HEIGHT = 380,
    LEFT = 76,
    RIGHT = 24,
    NAMED_MOST = 12,
    NAME_ROW = 20,
    NAME_COLUMNS = 104,
    MARK_FRONT = PLOT_FAMILIES_MOST + 2,
    NEAR_X = 16, /* points as near share one number */
    NEAR_Y = 12,
};

typedef struct Tradeoff {
    Plot *plot;
    FactTable table; /* by metric */
    const FactGroup *x, *y;
    ParetoPoint *points; /* best x first */
    size_t count, front_count;
    Palette palette;
    Axis x_axis, y_axis;
} Tradeoff;

/* ---- Points ------------------------------------------------------------------------------ */

static bool list_points(Tradeoff *tradeoff)
{
    size_t most = tradeoff->x->count;
    uint32_t *papers = calloc(most + 1, sizeof *papers);
    tradeoff->points = calloc(most + 1, sizeof *tradeoff->points);
    bool done = papers != NULL && tradeoff->points != NULL;
    if (done) {
        tradeoff->count = tradeoff_pair(&tradeoff->table, tradeoff->x, &tradeoff->table,
                                        tradeoff->y, tradeoff->points);
        pareto_front(tradeoff->points, tradeoff->count);
    }
    for (size_t i = 0; done && i < tradeoff->count; i++) {
        papers[i] = (uint32_t)tradeoff->points[i].index;
        tradeoff->front_count += tradeoff->points[i].front;
    }
    done = done && palette_make(tradeoff->plot, papers, tradeoff->count, &tradeoff->palette);
    free(papers);
    return done;
}

static Axis make_axis(const Tradeoff *tradeoff, bool upright)
{
    AxisRange range;
    axis_range_begin(&range, (upright ? tradeoff->y : tradeoff->x)->scale == SCALE_FACTOR);
    for (size_t i = 0; i < tradeoff->count; i++)
        axis_range_add(&range, upright ? tradeoff->points[i].y : tradeoff->points[i].x);
    return axis_make(&range, upright ? PICTURE_HEIGHT : PLOT_WIDTH - LEFT - RIGHT, upright);
}

static void add_points(const Tradeoff *tradeoff)
{
    PlotTable *table = plot_add_table(tradeoff->plot, "points", "x, y, family");
    for (size_t i = 0; i < tradeoff->count; i++) {
        const ParetoPoint *point = &tradeoff->points[i];
        plot_cell_number(table, point->x);
        plot_cell_number(table, point->y);
        plot_cell_number(table, (double)palette_number(&tradeoff->palette, tradeoff->plot,
                                                       (uint32_t)point->index));
        plot_end_row(table);
    }
}

/* The corners of what the front beats, from the left edge to the bottom. */
static void add_front(const Tradeoff *tradeoff)
{
    PlotTable *table = plot_add_table(tradeoff->plot, "front", "x, y of the corners");
    double below = tradeoff->y_axis.low;
    for (size_t i = 0; i < tradeoff->count; i++) {
        const ParetoPoint *point = &tradeoff->points[i];
        if (!point->front)
            continue;
        plot_cell_number(table, point->x);
        plot_cell_number(table, below);
        plot_end_row(table);
        plot_cell_number(table, point->x);
        plot_cell_number(table, point->y);
        plot_end_row(table);
        below = point->y;
    }
    plot_cell_number(table, tradeoff->x_axis.low);
    plot_cell_number(table, below);
    plot_end_row(table);
}

/* "3  report-2025-11-03#4: FooNet: Fast and Small" */
static void append_paper(const Tradeoff *tradeoff, uint32_t paper, size_t number, Buffer *texts)
{
    const Records *records = tradeoff->plot->source->records;
    ClaimsString title = names_text(&records->names, records->papers[paper].title);
    Buffer text = {0};
    buffer_printf(&text, "%zu  ", number);
    records_append_paper_name(records, paper, &text);
    if (title.size > 0)
        buffer_append_text(&text, "  ");
    buffer_append_string(&text, title);
    plot_append_shown(buffer_string(&text), NAME_COLUMNS, texts);
    buffer_append_char(texts, '\0');
    texts->failed = texts->failed || text.failed;
    buffer_free(&text);
}

static bool is_near(const Tradeoff *tradeoff, const ParetoPoint *a, const ParetoPoint *b)
{
    double pixels = PLOT_WIDTH - LEFT - RIGHT;
    double across = axis_place(&tradeoff->x_axis, a->x) - axis_place(&tradeoff->x_axis, b->x);
    double up = axis_place(&tradeoff->y_axis, a->y) - axis_place(&tradeoff->y_axis, b->y);
    return fabs(across) * pixels < NEAR_X && fabs(up) * PICTURE_HEIGHT < NEAR_Y;
}

/* Number the papers of the front; points that are near one another share their numbers' place. */
static void add_names(const Tradeoff *tradeoff)
{
    Plot *plot = tradeoff->plot;
    PlotTable *table = plot_add_table(plot, "numbers", "x, y, numbers of the papers there");
    Buffer names = {0}, numbers = {0};
    const ParetoPoint *place = NULL;
    size_t count = 0;
    for (size_t i = 0; i < tradeoff->count && count < NAMED_MOST; i++) {
        const ParetoPoint *point = &tradeoff->points[i];
        if (!point->front)
            continue;
        append_paper(tradeoff, (uint32_t)point->index, ++count, &names);
        if (place != NULL && !is_near(tradeoff, place, point)) {
            plot_cell_number(table, place->x);
            plot_cell_number(table, place->y);
            plot_cell_text(table, buffer_string(&numbers), 30);
            plot_end_row(table);
            buffer_clear(&numbers);
            place = NULL;
        }
        place = place != NULL ? place : point;
        buffer_printf(&numbers, "%s%zu", numbers.size > 0 ? "," : "", count);
    }
    if (place != NULL) {
        plot_cell_number(table, place->x);
        plot_cell_number(table, place->y);
        plot_cell_text(table, buffer_string(&numbers), 30);
        plot_end_row(table);
    }
    plot_set_count(plot, "name_count", count);
    plot_set_texts(plot, "names", &names, count);
    table->text.failed = table->text.failed || numbers.failed;
    buffer_free(&names);
    buffer_free(&numbers);
}

/* ---- Words ------------------------------------------------------------------------------- */

static void describe(const Tradeoff *tradeoff)
{
    enum { X, Y, PAPERS, FRONT, VALUES };
    static const char *const names[VALUES] = {"x", "y", "papers", "front"};
    Plot *plot = tradeoff->plot;
    Buffer texts[VALUES] = {0};
    plot_append_metric(plot, tradeoff->x->metric, &texts[X]);
    plot_append_metric(plot, tradeoff->y->metric, &texts[Y]);
    buffer_printf(&texts[PAPERS], "%zu", tradeoff->count);
    buffer_printf(&texts[FRONT], "%zu", tradeoff->front_count);
    LabelValue values[VALUES];
    for (size_t i = 0; i < VALUES; i++)
        values[i] = (LabelValue){names[i], buffer_string(&texts[i])};
    plot_append_label(plot, "chart.tradeoff.title", values, VALUES, &plot->title);
    plot_append_label(plot,
                      tradeoff->front_count > NAMED_MOST ? "chart.tradeoff.subtitle_most"
                                                         : "chart.tradeoff.subtitle",
                      values, VALUES, &plot->subtitle);
    plot_append_label(plot, "chart.tradeoff.description", values, VALUES, &plot->description);
    for (size_t i = 0; i < VALUES; i++) {
        plot->title.failed = plot->title.failed || texts[i].failed;
        buffer_free(&texts[i]);
    }
}

static void fill(Tradeoff *tradeoff)
{
    Plot *plot = tradeoff->plot;
    Legend legend = {0};
    palette_add_legend(&tradeoff->palette, plot, &legend);
    legend_add_label(&legend, plot, MARK_FRONT, "chart.tradeoff.front");
    double top = PLOT_HEAD + legend_height(&legend) + 10;
    size_t named = tradeoff->front_count < NAMED_MOST ? tradeoff->front_count : NAMED_MOST;
    double bottom = PLOT_FOOT + NAME_ROW * (double)named + 8;
    plot->width = PLOT_WIDTH;
    plot->height = (unsigned)(top + PICTURE_HEIGHT + bottom);
    plot_set_frame(plot, LEFT, RIGHT, top, bottom);
    plot_set_number(plot, "name_row", NAME_ROW);
    tradeoff->x_axis = make_axis(tradeoff, false);
    tradeoff->y_axis = make_axis(tradeoff, true);
    axis_set(&tradeoff->x_axis, "x", plot);
    axis_set(&tradeoff->y_axis, "y", plot);
    axis_set_title(&tradeoff->x_axis, "x_title", tradeoff->x->metric, tradeoff->x->scale,
                   tradeoff->x->unit, plot);
    axis_set_title(&tradeoff->y_axis, "y_title", tradeoff->y->metric, tradeoff->y->scale,
                   tradeoff->y->unit, plot);
    describe(tradeoff);
    legend_set(&legend, plot);
    add_points(tradeoff);
    add_front(tradeoff);
    add_names(tradeoff);
}

ClaimsStatus kind_tradeoff_prepare(Plot *plot, Buffer *reason)
{
    Tradeoff tradeoff = {.plot = plot};
    ClaimsStatus status = choice_build_facts(plot, FACTS_BY_METRIC, NAME_NONE, &tradeoff.table);
    if (status == CLAIMS_OK &&
        !tradeoff_choose(&tradeoff.table, plot->request->metrics, &tradeoff.x, &tradeoff.y))
        status = CLAIMS_ERROR_SYSTEM;
    if (status == CLAIMS_OK && tradeoff.x != NULL && tradeoff.y != NULL && !list_points(&tradeoff))
        status = CLAIMS_ERROR_SYSTEM;
    if (status == CLAIMS_OK && tradeoff.x != NULL && tradeoff.y != NULL && tradeoff.count > 0)
        fill(&tradeoff);
    else if (status == CLAIMS_OK)
        plot_append_label(plot, "chart.tradeoff.nothing", NULL, 0, reason);
    free(tradeoff.points);
    facts_free(&tradeoff.table);
    return status;
}
