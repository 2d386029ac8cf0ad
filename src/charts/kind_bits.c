/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values of a setting, such as the bit width, and how many papers state each. */
#include <math.h>
#include <stdlib.h>

#include "base/string.h"
#include "charts/axis.h"
#include "charts/choice.h"
#include "charts/kind.h"
#include "output/sheet.h"
#include "output/summary_text.h"
#include "record/knowledge_base.h"
#include "stats/bootstrap.h"

enum { BARS_MOST = 30, PICTURE_HEIGHT = 300, LEFT = 64, RIGHT = 24 };

typedef struct Bits {
    Plot *plot;
    ChoiceScale choice;
    const SummaryRow *row;
    SummaryCount bars[BARS_MOST]; /* by value */
    size_t count, left_out, most;
} Bits;

static int more_papers(const void *a, const void *b)
{
    const SummaryCount *x = a, *y = b;
    if (x->papers != y->papers)
        return x->papers > y->papers ? -1 : 1;
    return (x->value > y->value) - (x->value < y->value);
}

static int lesser_value(const void *a, const void *b)
{
    const SummaryCount *x = a, *y = b;
    return (x->value > y->value) - (x->value < y->value);
}

/* Keep the values that most papers state, by value. */
static bool list_bars(Bits *bits)
{
    const SummaryRow *row = bits->row;
    SummaryCount *counts = calloc(row->count_count + 1, sizeof *counts);
    if (counts == NULL)
        return false;
    for (size_t i = 0; i < row->count_count; i++)
        counts[i] = row->counts[i];
    if (row->count_count > 1)
        qsort(counts, row->count_count, sizeof *counts, more_papers);
    for (size_t i = 0; i < row->count_count && i < BARS_MOST; i++)
        bits->bars[bits->count++] = counts[i];
    bits->left_out = row->count_count - bits->count;
    bits->most = bits->count > 0 ? counts[0].papers : 0;
    if (bits->count > 1)
        qsort(bits->bars, bits->count, sizeof *bits->bars, lesser_value);
    free(counts);
    return true;
}

static void describe(const Bits *bits)
{
    Plot *plot = bits->plot;
    Buffer metric = {0}, papers = {0}, values_told = {0}, left_out = {0};
    plot_append_metric(plot, bits->choice.metric, &metric);
    buffer_printf(&papers, "%zu", bits->choice.papers);
    buffer_printf(&left_out, "%zu", bits->left_out);
    summary_text_append_common(&values_told, bits->row);
    const LabelValue values[] = {{"metric", buffer_string(&metric)},
                                 {"papers", buffer_string(&papers)},
                                 {"left_out", buffer_string(&left_out)},
                                 {"values", buffer_string(&values_told)}};
    const size_t count = sizeof values / sizeof *values;
    plot_append_label(plot, "chart.bits.title", values, count, &plot->title);
    plot_append_label(plot, bits->left_out > 0 ? "chart.bits.subtitle_most" : "chart.bits.subtitle",
                      values, count, &plot->subtitle);
    plot_append_label(plot, "chart.bits.description", values, count, &plot->description);
    plot->title.failed = plot->title.failed || metric.failed || papers.failed ||
                         values_told.failed || left_out.failed;
    buffer_free(&metric);
    buffer_free(&papers);
    buffer_free(&values_told);
    buffer_free(&left_out);
}

static void fill(const Bits *bits)
{
    Plot *plot = bits->plot;
    plot->width = PLOT_WIDTH;
    plot->height = PLOT_HEAD + PICTURE_HEIGHT + PLOT_FOOT;
    plot_set_frame(plot, LEFT, RIGHT, PLOT_HEAD + 12, PLOT_FOOT);
    describe(bits);
    axis_set_title(NULL, "x_title", bits->choice.metric, bits->choice.scale, bits->choice.unit,
                   plot);
    plot_set_label(plot, "y_title", "chart.papers", NULL, 0);
    Axis axis = axis_counts(bits->most, PICTURE_HEIGHT - 12);
    axis_set(&axis, "y", plot);
    PlotTable *table = plot_add_table(plot, "bars", "bar, value in figures, papers");
    for (size_t i = 0; i < bits->count; i++) {
        Buffer value = {0};
        sheet_append_rounded(&value, bits->bars[i].value);
        plot_cell_number(table, (double)i + 1);
        plot_cell_text(table, buffer_string(&value), 12);
        plot_cell_number(table, (double)bits->bars[i].papers);
        plot_end_row(table);
        buffer_free(&value);
    }
}

/* The setting that is charted unless another is asked for: the bit width, by its label. */
static uint32_t default_setting(const Plot *plot)
{
    ClaimsString id =
        labels_find(plot->source->rules->labels, LANGUAGE_EN, string_of("chart.bits.metric"));
    uint32_t number = names_find(&plot->source->records->names, id);
    return number != NAME_NONE ? number : NAME_UNUSED;
}

ClaimsStatus kind_bits_prepare(Plot *plot, Buffer *reason)
{
    Bits bits = {.plot = plot};
    FactTable table = {0};
    Summary summary = {0};
    uint32_t metric = plot->request->metrics[0];
    if (metric == NAME_NONE)
        metric = default_setting(plot);
    ClaimsStatus status = choice_make_scale(plot, metric, true, &bits.choice);
    if (status == CLAIMS_OK)
        status = choice_build_facts(plot, FACTS_BY_METRIC, metric, &table);
    if (status == CLAIMS_OK)
        status = summary_make(&table, plot->source->seed, BOOTSTRAP_RESAMPLES, &summary);
    for (size_t i = 0; i < summary.row_count && status == CLAIMS_OK; i++)
        if (bits.choice.papers > 0 && choice_holds(&bits.choice, summary.rows[i].group))
            bits.row = &summary.rows[i];
    if (status == CLAIMS_OK && bits.row != NULL && !list_bars(&bits))
        status = CLAIMS_ERROR_SYSTEM;
    if (status == CLAIMS_OK && bits.count > 0)
        fill(&bits);
    else if (status == CLAIMS_OK)
        plot_append_label(plot, "chart.bits.nothing", NULL, 0, reason);
    summary_free(&summary);
    facts_free(&table);
    return status;
}
