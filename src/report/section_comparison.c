/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Technique families head to head. */
#include "base/string.h"
#include "output/scale_text.h"
#include "report/contrasts.h"
#include "report/draft.h"

enum { CONTRASTS_LISTED_MOST = 20 };

static void add_contrast(const Draft *draft, const Contrast *contrast, Sheet *sheet)
{
    Buffer text = {0};
    const SummaryRow *sides[] = {contrast->a, contrast->b};
    draft_append_metric(draft, contrast->a->group->metric, &text);
    sheet_take_text(sheet, &text);
    for (size_t i = 0; i < 2; i++) {
        draft_append_family(draft, sides[i]->group->key, &text);
        sheet_take_text(sheet, &text);
        draft_append_value(draft, &text, sides[i]->group, sides[i]->stated_median);
        buffer_printf(&text, " (%zu)", sides[i]->centre_papers);
        sheet_take_text(sheet, &text);
    }
    buffer_printf(&text, "%.2f ", contrast->effect.delta);
    scale_text_append_interval(&text, contrast->effect.delta_interval);
    sheet_take_text(sheet, &text);
    scale_text_append_p(&text, contrast->adjusted_p);
    buffer_append_text(&text, contrast->adjusted_p < SIGNIFICANT ? "" : " ~");
    sheet_take_text(sheet, &text);
    buffer_free(&text);
}

static void add_table(Draft *draft, const Contrasts *contrasts)
{
    const SheetColumn columns[] = {
        {.name = draft_title(draft, "page.column.metric")},
        {.name = draft_title(draft, "page.column.more")},
        {.name = draft_title(draft, "page.column.median_papers"), .right = true},
        {.name = draft_title(draft, "page.column.less")},
        {.name = draft_title(draft, "page.column.median_papers"), .right = true},
        {.name = draft_title(draft, "page.column.delta"), .right = true},
        {.name = draft_title(draft, "page.column.p"), .right = true},
    };
    Phrase phrase = {.draft = draft};
    phrase_count(&phrase, "pairs", "pair", contrasts->count);
    phrase_count(&phrase, "metrics", "metric", contrasts->metric_count);
    phrase_add(&phrase, "page.comparison.how", PAGE_NOTE);
    size_t shown =
        contrasts->count < CONTRASTS_LISTED_MOST ? contrasts->count : CONTRASTS_LISTED_MOST;
    phrase_count(&phrase, "pairs", "pair", shown);
    Buffer text = {0};
    phrase_append(&phrase, "page.comparison.table", &text);
    page_add(&draft->page, PAGE_FOLD, buffer_string(&text));
    Sheet *sheet = page_add_table(&draft->page, buffer_string(&text), columns,
                                  sizeof columns / sizeof *columns);
    for (size_t i = 0; sheet != NULL && i < shown; i++)
        add_contrast(draft, &contrasts->items[i], sheet);
    page_add(&draft->page, PAGE_FOLD_END, (ClaimsString){0});
    buffer_free(&text);
}

ClaimsStatus section_comparison(Draft *draft)
{
    Contrasts contrasts = {0};
    ClaimsStatus status = contrasts_make(&draft->by_family, &draft->families, &contrasts);
    if (status == CLAIMS_OK && contrasts.count > 0) {
        const ChartRequest request = {.kind = CHART_COMPARE};
        draft_add_section(draft, "comparison", "page.comparison");
        status = draft_add_chart(draft, "compare", request, true);
        add_table(draft, &contrasts);
    }
    contrasts_free(&contrasts);
    return status;
}
