/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operating points that papers chose. */
#include "base/string.h"
#include "output/scale_text.h"
#include "output/summary_text.h"
#include "report/draft.h"

static void add_row(const Draft *draft, const SummaryRow *row, Sheet *sheet)
{
    Buffer text = {0};
    draft_append_metric(draft, row->group->metric, &text);
    sheet_take_text(sheet, &text);
    draft_append_scale(draft, row->group, &text);
    sheet_take_text(sheet, &text);
    sheet_add_count(sheet, row->papers);
    scale_text_append_centre(&text, NULL, row);
    sheet_take_text(sheet, &text);
    summary_text_append_quartiles(&text, row);
    sheet_take_text(sheet, &text);
    summary_text_append_extremes(&text, row);
    sheet_take_text(sheet, &text);
    summary_text_append_common(&text, row);
    sheet_take_text(sheet, &text);
    buffer_free(&text);
}

ClaimsStatus section_settings(Draft *draft)
{
    const SheetColumn columns[] = {
        {.name = draft_title(draft, "page.column.setting")},
        {.name = draft_title(draft, "page.column.unit")},
        {.name = draft_title(draft, "page.column.papers"), .right = true},
        {.name = draft_title(draft, "page.column.median"), .right = true},
        {.name = draft_title(draft, "page.column.quartiles"), .right = true},
        {.name = draft_title(draft, "page.column.range"), .right = true},
        {.name = draft_title(draft, "page.column.common")},
    };
    size_t settings = 0;
    for (size_t i = 0; i < draft->metrics.row_count; i++)
        settings += draft->metrics.rows[i].group->scale == SCALE_SETTING;
    if (settings == 0)
        return CLAIMS_OK;
    draft_add_section(draft, "settings", "page.settings");
    const ChartRequest bits = {.kind = CHART_BITS};
    ClaimsStatus status = draft_add_chart(draft, "bits", bits, true);
    Sheet *sheet = page_add_table(&draft->page, draft_word(draft, "page.settings.table"), columns,
                                  sizeof columns / sizeof *columns);
    for (size_t i = 0; sheet != NULL && i < draft->metrics.row_count; i++)
        if (draft->metrics.rows[i].group->scale == SCALE_SETTING)
            add_row(draft, &draft->metrics.rows[i], sheet);
    return status;
}
