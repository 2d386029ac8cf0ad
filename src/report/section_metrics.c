/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every metric: all of them in one table, then those with enough papers, by technique family. */
#include <stdio.h>

#include "base/string.h"
#include "report/draft.h"

static bool is_result(const SummaryRow *row)
{
    return row->group->scale != SCALE_SETTING;
}

static void add_glance(Draft *draft)
{
    SheetColumn columns[3 + DRAFT_FIGURE_CELLS] = {
        {.name = draft_title(draft, "page.column.metric")},
        {.name = draft_title(draft, "page.column.scale")},
    };
    Buffer text = {0};
    draft_figure_columns(draft, columns + 2);
    Sheet *sheet = page_add_table(&draft->page, draft_word(draft, "page.metrics.table"), columns,
                                  2 + DRAFT_FIGURE_CELLS);
    for (size_t i = 0; sheet != NULL && i < draft->metrics.row_count; i++) {
        const SummaryRow *row = &draft->metrics.rows[i];
        if (!is_result(row))
            continue;
        draft_append_metric(draft, row->group->metric, &text);
        sheet_take_text(sheet, &text);
        draft_append_scale(draft, row->group, &text);
        sheet_take_text(sheet, &text);
        draft_add_figures(draft, row, sheet);
    }
    buffer_free(&text);
}

/* The families on the measure of `metric`, folded away below the chart. */
static void add_families(Draft *draft, const SummaryRow *metric)
{
    SheetColumn columns[1 + DRAFT_FIGURE_CELLS] = {
        {.name = draft_title(draft, "page.column.family")}};
    Buffer text = {0};
    Phrase phrase = {.draft = draft};
    draft_figure_columns(draft, columns + 1);
    phrase_metric(&phrase, "metric", metric->group->metric);
    draft_append_scale(draft, metric->group, phrase_value(&phrase, "scale"));
    phrase_append(&phrase, "page.families.table", &text);
    page_add(&draft->page, PAGE_FOLD, buffer_string(&text));
    Sheet *sheet =
        page_add_table(&draft->page, buffer_string(&text), columns, 1 + DRAFT_FIGURE_CELLS);
    buffer_clear(&text);
    for (size_t i = 0; sheet != NULL && i < draft->families.row_count; i++) {
        const SummaryRow *row = &draft->families.rows[i];
        if (row->group->metric != metric->group->metric ||
            row->group->scale != metric->group->scale || row->group->unit != metric->group->unit)
            continue;
        draft_append_family(draft, row->group->key, &text);
        sheet_take_text(sheet, &text);
        draft_add_figures(draft, row, sheet);
    }
    buffer_free(&text);
    page_add(&draft->page, PAGE_FOLD_END, (ClaimsString){0});
}

/* The rows [first, end) are one metric's, by scale. */
static ClaimsStatus add_metric(Draft *draft, size_t first, size_t end)
{
    const SummaryRow *rows = draft->metrics.rows;
    ClaimsStatus status = CLAIMS_OK;
    bool begun = false;
    for (size_t i = first; i < end && status == CLAIMS_OK; i++) {
        if (!is_result(&rows[i]) || rows[i].centre_papers < DRAFT_PAPERS_LEAST)
            continue;
        if (!begun) {
            Buffer text = {0};
            draft_append_metric(draft, rows[i].group->metric, &text);
            page_add(&draft->page, PAGE_HEADING, buffer_string(&text));
            buffer_free(&text);
            const ChartRequest request = {.kind = CHART_FAMILIES,
                                          .metrics = {rows[i].group->metric}};
            status = draft_add_metric_chart(draft, request, false);
            begun = true;
        }
        add_families(draft, &rows[i]);
    }
    return status;
}

ClaimsStatus section_metrics(Draft *draft)
{
    const Summary *metrics = &draft->metrics;
    size_t results = 0;
    for (size_t i = 0; i < metrics->row_count; i++)
        results += is_result(&metrics->rows[i]);
    if (results == 0)
        return CLAIMS_OK;
    draft_add_section(draft, "metrics", "page.metrics");
    Phrase phrase = {.draft = draft};
    phrase_add(&phrase, "page.metrics.how", PAGE_NOTE);
    add_glance(draft);
    const ChartRequest coverage = {.kind = CHART_COVERAGE};
    ClaimsStatus status = draft_add_chart(draft, "coverage", coverage, true);
    for (size_t i = 0, end; i < metrics->row_count && status == CLAIMS_OK; i = end) {
        end = i + 1;
        while (end < metrics->row_count &&
               metrics->rows[end].group->metric == metrics->rows[i].group->metric)
            end++;
        status = add_metric(draft, i, end);
    }
    return status;
}
