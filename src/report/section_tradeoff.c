/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What efficiency costs in quality: the papers that no other one beats. */
#include <stdlib.h>

#include "base/string.h"
#include "report/draft.h"
#include "stats/tradeoff.h"

static void append_families(const Draft *draft, const RecordPaper *paper, Buffer *text)
{
    for (size_t i = 0; i < paper->family_count; i++) {
        buffer_append_text(text, i > 0 ? ", " : "");
        draft_append_family(draft, paper->families[i], text);
    }
}

static void add_row(const Draft *draft, const FactGroup *x, const FactGroup *y,
                    const ParetoPoint *point, Sheet *sheet)
{
    Buffer text = {0};
    const Records *records = draft->records;
    const RecordPaper *paper = &records->papers[point->index];
    ClaimsString title = names_text(&records->names, paper->title);
    if (title.size > 0)
        buffer_append_string(&text, title);
    else
        records_append_paper_name(records, (uint32_t)point->index, &text);
    sheet_take_text(sheet, &text);
    append_families(draft, paper, &text);
    sheet_take_text(sheet, &text);
    draft_append_value(draft, &text, x, point->x);
    sheet_take_text(sheet, &text);
    draft_append_value(draft, &text, y, point->y);
    sheet_take_text(sheet, &text);
    buffer_free(&text);
}

/* What a metric is called, for the head of a column; lives as long as the page. */
static const char *metric_title(Draft *draft, uint32_t metric)
{
    Buffer text = {0};
    draft_append_metric(draft, metric, &text);
    const char *title = arena_copy(&draft->page.arena, buffer_string(&text)).data;
    draft->page.failed = draft->page.failed || text.failed || title == NULL;
    buffer_free(&text);
    return title != NULL ? title : "";
}

/* The papers on the front. */
static bool add_table(Draft *draft, const FactGroup *x, const FactGroup *y)
{
    const SheetColumn columns[] = {
        {.name = draft_title(draft, "page.column.paper")},
        {.name = draft_title(draft, "page.column.family")},
        {.name = metric_title(draft, x->metric), .right = true},
        {.name = metric_title(draft, y->metric), .right = true},
    };
    const FactTable *table = &draft->by_metric;
    ParetoPoint *points = calloc(x->count + 1, sizeof *points);
    if (points == NULL)
        return false;
    size_t count = tradeoff_pair(table, x, table, y, points);
    Sheet *sheet = page_add_table(&draft->page, draft_word(draft, "page.tradeoff.table"), columns,
                                  sizeof columns / sizeof *columns);
    pareto_front(points, count);
    for (size_t i = 0; sheet != NULL && i < count; i++)
        if (points[i].front)
            add_row(draft, x, y, &points[i], sheet);
    free(points);
    return true;
}

ClaimsStatus section_tradeoff(Draft *draft)
{
    const FactGroup *x = NULL, *y = NULL;
    ChartRequest request = {.kind = CHART_TRADEOFF};
    if (draft->metrics.row_count == 0)
        return CLAIMS_OK;
    if (!tradeoff_choose(&draft->by_metric, request.metrics, &x, &y))
        return CLAIMS_ERROR_SYSTEM;
    draft_add_section(draft, "tradeoff", "page.tradeoff");
    Phrase phrase = {.draft = draft};
    phrase_add(&phrase, "page.tradeoff.how", PAGE_NOTE);
    ClaimsStatus status = draft_add_chart(draft, "tradeoff", request, false);
    if (status == CLAIMS_OK && x != NULL && !add_table(draft, x, y))
        status = CLAIMS_ERROR_SYSTEM;
    return status;
}
