/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Families side by side: their medians over the metrics that they share. */
#include <math.h>
#include <stdlib.h>

#include "base/string.h"
#include "charts/choice.h"
#include "charts/forest.h"
#include "charts/kind.h"
#include "stats/bootstrap.h"

enum {
    METRICS_MOST = 12, /* a panel */
    DEFAULT_FAMILIES = 3,
    PANELS = 2,
    ROW_HEIGHT = 24,
    PANEL_GAP = 10,
};

/* A metric with the families' rows for it; NULL: no values. */
typedef struct Block {
    uint32_t metric;
    size_t papers;
    const SummaryRow *rows[CHART_FAMILIES_MOST];
} Block;

/* Metrics on one scale, which have an axis in common. */
typedef struct Panel {
    Scale scale;
    Block blocks[METRICS_MOST];
    size_t count, lines; /* lines: rows and headings */
    Axis axis;
} Panel;

typedef struct Compare {
    Plot *plot;
    FactTable table;
    Summary summary;
    uint32_t families[CHART_FAMILIES_MOST];
    size_t family_count;
    Panel panels[PANELS];
} Compare;

/* ---- Families ---------------------------------------------------------------------------- */

typedef struct Tally {
    uint32_t family;
    size_t papers;
} Tally;

static int more_papers(const void *a, const void *b)
{
    const Tally *x = a, *y = b;
    if (x->papers != y->papers)
        return x->papers > y->papers ? -1 : 1;
    return (x->family > y->family) - (x->family < y->family);
}

/* Those that state most values on factors, when none are asked for. False: out of memory. */
static bool choose_families(Compare *compare)
{
    const ChartRequest *request = compare->plot->request;
    for (size_t i = 0; i < request->family_count && i < CHART_FAMILIES_MOST; i++)
        compare->families[compare->family_count++] = request->families[i];
    if (compare->family_count > 0)
        return true;
    Tally *tallies = calloc(compare->summary.row_count + 1, sizeof *tallies);
    size_t count = 0;
    for (size_t i = 0; tallies != NULL && i < compare->summary.row_count; i++) {
        const SummaryRow *row = &compare->summary.rows[i];
        if (row->group->key == NAME_NONE || row->group->scale != SCALE_FACTOR)
            continue;
        if (count == 0 || tallies[count - 1].family != row->group->key)
            tallies[count++] = (Tally){row->group->key, 0};
        tallies[count - 1].papers += row->centre_papers;
    }
    if (count > 1)
        qsort(tallies, count, sizeof *tallies, more_papers);
    for (size_t i = 0; i < count && i < DEFAULT_FAMILIES; i++)
        compare->families[compare->family_count++] = tallies[i].family;
    free(tallies);
    return tallies != NULL;
}

/* ---- Metrics ----------------------------------------------------------------------------- */

static size_t family_place(const Compare *compare, uint32_t family)
{
    size_t i = 0;
    while (i < compare->family_count && compare->families[i] != family)
        i++;
    return i;
}

static Block *find_block(Block *blocks, size_t *count, uint32_t metric)
{
    for (size_t i = 0; i < *count; i++)
        if (blocks[i].metric == metric)
            return &blocks[i];
    blocks[*count] = (Block){.metric = metric};
    return &blocks[(*count)++];
}

static int compare_blocks(const void *a, const void *b)
{
    const Block *x = a, *y = b;
    if (x->papers != y->papers)
        return x->papers > y->papers ? -1 : 1;
    return (x->metric > y->metric) - (x->metric < y->metric);
}

static size_t rows_of(const Compare *compare, const Block *block)
{
    size_t count = 0;
    for (size_t i = 0; i < compare->family_count; i++)
        count += block->rows[i] != NULL;
    return count;
}

static bool has_median(const Compare *compare, const Block *block)
{
    for (size_t i = 0; i < compare->family_count; i++)
        if (block->rows[i] != NULL && forest_is_told(block->rows[i]))
            return true;
    return false;
}

/* The metrics that two families or more have typical values of, and one a median, most papers
 * first. */
static bool fill_panel(const Compare *compare, Panel *panel)
{
    Block *blocks = calloc(compare->summary.row_count + 1, sizeof *blocks);
    size_t count = 0;
    for (size_t i = 0; blocks != NULL && i < compare->summary.row_count; i++) {
        const SummaryRow *row = &compare->summary.rows[i];
        size_t place = family_place(compare, row->group->key);
        if (row->group->scale != panel->scale || place == compare->family_count ||
            row->centre_papers == 0)
            continue;
        Block *block = find_block(blocks, &count, row->group->metric);
        block->rows[place] = row;
        block->papers += row->centre_papers;
    }
    if (count > 1)
        qsort(blocks, count, sizeof *blocks, compare_blocks);
    for (size_t i = 0; i < count && panel->count < METRICS_MOST; i++) {
        size_t rows = rows_of(compare, &blocks[i]);
        if (rows < 2 || !has_median(compare, &blocks[i]))
            continue;
        panel->blocks[panel->count++] = blocks[i];
        panel->lines += rows + 1;
    }
    free(blocks);
    return blocks != NULL;
}

static void make_axis(const Compare *compare, Panel *panel, double pixels)
{
    AxisRange range;
    axis_range_begin(&range, panel->scale == SCALE_FACTOR);
    for (size_t i = 0; i < panel->count; i++) {
        for (size_t k = 0; k < compare->family_count; k++) {
            const SummaryRow *row = panel->blocks[i].rows[k];
            if (row == NULL)
                continue;
            for (size_t n = 0; !forest_is_told(row) && n < row->centre_papers; n++)
                axis_range_add(&range, row->listed[n]);
            axis_range_add(&range, forest_is_told(row) ? forest_median(row) : NAN);
            axis_range_add(&range, forest_is_told(row) ? row->interval.low : NAN);
            axis_range_add(&range, forest_is_told(row) ? row->interval.high : NAN);
        }
    }
    panel->axis = axis_make(&range, pixels, false);
}

/* ---- Tables ------------------------------------------------------------------------------ */

static void add_row(const Compare *compare, const Panel *panel, const SummaryRow *row,
                    size_t family, size_t line)
{
    Plot *plot = compare->plot;
    double number = (double)(panel - compare->panels) + 1;
    double mark = (double)(family < PLOT_FAMILIES_MOST ? family : PLOT_FAMILIES_MOST) + 1;
    PlotTable *rows = &plot->tables[0], *singles = &plot->tables[2];
    plot_cell_number(rows, (double)line);
    forest_add_cells(plot, row, &panel->axis, rows);
    plot_cell_number(rows, mark);
    plot_cell_number(rows, number);
    plot_end_row(rows);
    for (size_t i = 0; !forest_is_told(row) && i < row->centre_papers; i++) {
        plot_cell_number(singles, row->listed[i]);
        plot_cell_number(singles, (double)line);
        plot_cell_number(singles, mark);
        plot_cell_number(singles, number);
        plot_end_row(singles);
    }
}

static void add_heading(const Compare *compare, const Panel *panel, uint32_t metric, size_t line)
{
    PlotTable *heads = &compare->plot->tables[1];
    Buffer name = {0};
    plot_append_metric(compare->plot, metric, &name);
    plot_cell_number(heads, (double)line);
    plot_cell_text(heads, buffer_string(&name), FOREST_NAME_COLUMNS);
    plot_cell_number(heads, (double)(panel - compare->panels) + 1);
    plot_end_row(heads);
    heads->text.failed = heads->text.failed || name.failed;
    buffer_free(&name);
}

static void add_tables(const Compare *compare)
{
    Plot *plot = compare->plot;
    plot_add_table(plot, "rows", "line, name, median, low, high, in figures, family, panel");
    plot_add_table(plot, "heads", "line, metric, panel");
    plot_add_table(plot, "singles", "value, line, family, panel");
    for (size_t p = 0; p < PANELS; p++) {
        const Panel *panel = &compare->panels[p];
        size_t line = 0;
        for (size_t i = 0; i < panel->count; i++) {
            add_heading(compare, panel, panel->blocks[i].metric, ++line);
            for (size_t k = 0; k < compare->family_count; k++)
                if (panel->blocks[i].rows[k] != NULL)
                    add_row(compare, panel, panel->blocks[i].rows[k], k, ++line);
        }
    }
}

/* ---- The plot ---------------------------------------------------------------------------- */

static void append_families(const Compare *compare, Buffer *text)
{
    for (size_t i = 0; i < compare->family_count; i++) {
        if (i > 0 && i + 1 == compare->family_count)
            plot_append_label(compare->plot, "chart.compare.and", NULL, 0, text);
        else if (i > 0)
            plot_append_label(compare->plot, "chart.compare.comma", NULL, 0, text);
        plot_append_family(compare->plot, compare->families[i], text);
    }
}

static void describe(const Compare *compare)
{
    Plot *plot = compare->plot;
    Buffer families = {0}, metrics = {0};
    append_families(compare, &families);
    buffer_printf(&metrics, "%zu", compare->panels[0].count + compare->panels[1].count);
    const LabelValue values[] = {{"families", buffer_string(&families)},
                                 {"metrics", buffer_string(&metrics)}};
    plot_append_label(plot, "chart.compare.title", values, 2, &plot->title);
    plot_append_label(plot, "chart.compare.subtitle", values, 2, &plot->subtitle);
    plot_append_label(plot, "chart.compare.description", values, 2, &plot->description);
    plot->title.failed = plot->title.failed || families.failed || metrics.failed;
    buffer_free(&families);
    buffer_free(&metrics);
}

static double name_width(const Compare *compare)
{
    double widest = 0;
    for (size_t p = 0; p < PANELS; p++) {
        for (size_t i = 0; i < compare->panels[p].count; i++) {
            for (size_t k = 0; k < compare->family_count; k++) {
                const SummaryRow *row = compare->panels[p].blocks[i].rows[k];
                if (row != NULL)
                    widest = fmax(widest, forest_name_width(compare->plot, &row, 1));
            }
        }
    }
    return widest;
}

static void set_panel(const Compare *compare, size_t p, double top)
{
    static const char *const names[PANELS][3] = {{"x1", "panel1_top", "panel1_lines"},
                                                 {"x2", "panel2_top", "panel2_lines"}};
    const Panel *panel = &compare->panels[p];
    axis_set(&panel->axis, names[p][0], compare->plot);
    plot_set_number(compare->plot, names[p][1], top);
    plot_set_count(compare->plot, names[p][2], panel->lines);
}

static void fill(Compare *compare)
{
    Plot *plot = compare->plot;
    double left = name_width(compare), top = PLOT_HEAD + 10;
    for (size_t p = 0; p < PANELS; p++) {
        double height = ROW_HEIGHT * (double)compare->panels[p].lines;
        make_axis(compare, &compare->panels[p], PLOT_WIDTH - FOREST_FIGURES - left);
        set_panel(compare, p, top);
        if (height > 0)
            top += height + PLOT_FOOT + PANEL_GAP;
    }
    plot->width = PLOT_WIDTH;
    plot->height = (unsigned)top;
    plot_set_frame(plot, left, FOREST_FIGURES, 0, 0);
    plot_set_number(plot, "row_height", ROW_HEIGHT);
    axis_set_title(&compare->panels[0].axis, "x1_title", NAME_NONE, SCALE_FACTOR, NAME_NONE, plot);
    axis_set_title(&compare->panels[1].axis, "x2_title", NAME_NONE, SCALE_PERCENT, NAME_NONE, plot);
    describe(compare);
    add_tables(compare);
}

ClaimsStatus kind_compare_prepare(Plot *plot, Buffer *reason)
{
    Compare compare = {.plot = plot, .panels = {{.scale = SCALE_FACTOR}, {.scale = SCALE_PERCENT}}};
    ClaimsStatus status =
        choice_build_facts(plot, FACTS_BY_FAMILY, plot->request->metrics[0], &compare.table);
    if (status == CLAIMS_OK)
        status =
            summary_make(&compare.table, plot->source->seed, BOOTSTRAP_RESAMPLES, &compare.summary);
    if (status == CLAIMS_OK && !choose_families(&compare))
        status = CLAIMS_ERROR_SYSTEM;
    for (size_t p = 0; p < PANELS && status == CLAIMS_OK; p++)
        if (!fill_panel(&compare, &compare.panels[p]))
            status = CLAIMS_ERROR_SYSTEM;
    if (status == CLAIMS_OK && compare.panels[0].count + compare.panels[1].count > 0)
        fill(&compare);
    else if (status == CLAIMS_OK)
        plot_append_label(plot, "chart.compare.nothing", NULL, 0, reason);
    summary_free(&compare.summary);
    facts_free(&compare.table);
    return status;
}
