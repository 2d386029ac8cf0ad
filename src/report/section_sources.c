/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files, and how the figures were made. */
#include "base/string.h"
#include "report/draft.h"
#include "report/sources.h"

static void add_table(Draft *draft, const Sources *sources)
{
    const SheetColumn columns[] = {
        {.name = draft_title(draft, "page.column.file")},
        {.name = draft_title(draft, "page.column.date")},
        {.name = draft_title(draft, "page.column.told"), .right = true},
        {.name = draft_title(draft, "page.column.claims"), .right = true},
    };
    Buffer text = {0};
    Sheet *sheet = page_add_table(&draft->page, draft_word(draft, "page.sources.table"), columns,
                                  sizeof columns / sizeof *columns);
    for (size_t i = 0; sheet != NULL && i < sources->count; i++) {
        const SourceCount *source = &sources->items[i];
        sheet_add_text(sheet, source->name);
        buffer_append_string(&text, source->first);
        if (!string_equal(source->first, source->last)) {
            buffer_append_text(&text, " … ");
            buffer_append_string(&text, source->last);
        }
        sheet_take_text(sheet, &text);
        sheet_add_count(sheet, source->papers);
        sheet_add_count(sheet, source->claims);
    }
    buffer_free(&text);
}

ClaimsStatus section_sources(Draft *draft)
{
    static const char *const notes[] = {"page.method.facts", "page.method.factor",
                                        "page.method.peaks", "page.method.tests",
                                        "page.method.bias"};
    Sources sources = {0};
    ClaimsStatus status = sources_make(draft->request, &sources);
    draft_add_section(draft, "sources", "page.sources");
    add_table(draft, &sources);
    sources_free(&sources);
    if (draft->records->count == 0)
        return status;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        page_add(&draft->page, PAGE_ITEM, draft_word(draft, notes[i]));
    Phrase phrase = {.draft = draft};
    phrase_number(&phrase, "said", draft->by_metric.unscaled_count);
    phrase_number(&phrase, "facts", draft->by_metric.fact_count);
    phrase_number(&phrase, "background", draft->by_metric.background_count);
    phrase_add(&phrase, "page.method.left_out", PAGE_ITEM);
    return status;
}
