/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How metrics move over the reports' dates. */
#include <math.h>
#include <stdlib.h>

#include "base/string.h"
#include "output/scale_text.h"
#include "output/trend_text.h"
#include "report/draft.h"
#include "stats/trend.h"

enum { CHARTS_MOST = 3 };

/* A metric that has dates enough. */
typedef struct Moving {
    const FactGroup *group;
    Trend trend;
} Moving;

static void add_record(Draft *draft, const Moving *moving, Sheet *sheet)
{
    Buffer text = {0};
    const Records *records = draft->records;
    if (moving->trend.record_count > 0) {
        const TrendRecord *record = &moving->trend.records[moving->trend.record_count - 1];
        draft_append_value(draft, &text, moving->group, record->value);
        sheet_take_text(sheet, &text);
        records_append_paper_name(records, record->paper, &text);
        sheet_take_text(sheet, &text);
        sheet_add_text(sheet, names_text(&records->names, records->papers[record->paper].date));
    } else {
        for (int i = 0; i < 3; i++)
            sheet_add_text(sheet, (ClaimsString){0});
    }
    buffer_free(&text);
}

static void add_row(Draft *draft, const Moving *moving, Sheet *sheet)
{
    Buffer text = {0};
    const Trend *trend = &moving->trend;
    draft_append_metric(draft, moving->group->metric, &text);
    sheet_take_text(sheet, &text);
    draft_append_scale(draft, moving->group, &text);
    sheet_take_text(sheet, &text);
    sheet_add_count(sheet, trend->papers);
    sheet_add_count(sheet, trend->dates);
    if (trend->significant)
        trend_text_append_growth(&text, moving->group->scale, trend->growth, trend->slope.slope);
    else
        buffer_append_char(&text, '~');
    sheet_take_text(sheet, &text);
    trend_text_append_interval(&text, moving->group->scale, trend,
                               draft_title(draft, "page.undetermined"));
    sheet_take_text(sheet, &text);
    scale_text_append_p(&text, trend->correlation.p);
    sheet_take_text(sheet, &text);
    add_record(draft, moving, sheet);
    buffer_free(&text);
}

static void add_table(Draft *draft, const Moving *moving, size_t count)
{
    static const struct {
        const char *title;
        bool right;
    } titles[] = {
        {"page.column.metric", false}, {"page.column.scale", false}, {"page.column.papers", true},
        {"page.column.dates", true},   {"page.column.month", true},  {"page.column.interval", true},
        {"page.column.p", true},       {"page.column.record", true}, {"page.column.holder", false},
        {"page.column.since", false},
    };
    enum { COLUMNS = sizeof titles / sizeof *titles };
    SheetColumn columns[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++)
        columns[i] =
            (SheetColumn){.name = draft_title(draft, titles[i].title), .right = titles[i].right};
    Sheet *sheet =
        page_add_table(&draft->page, draft_word(draft, "page.trend.table"), columns, COLUMNS);
    for (size_t i = 0; sheet != NULL && i < count; i++)
        add_row(draft, &moving[i], sheet);
}

static int more_papers(const void *a, const void *b)
{
    const Moving *x = a, *y = b;
    if (x->trend.papers != y->trend.papers)
        return x->trend.papers > y->trend.papers ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

/* Those with most papers; of a metric on two scales, the chart shows one. */
static ClaimsStatus add_charts(Draft *draft, const Moving *moving, size_t count)
{
    ClaimsStatus status = CLAIMS_OK;
    size_t drawn = 0;
    for (size_t i = 0; i < count && drawn < CHARTS_MOST && status == CLAIMS_OK; i++) {
        bool before = false;
        for (size_t k = 0; k < i; k++)
            before = before || moving[k].group->metric == moving[i].group->metric;
        if (before)
            continue;
        const ChartRequest request = {.kind = CHART_TREND, .metrics = {moving[i].group->metric}};
        status = draft_add_metric_chart(draft, request, true);
        drawn++;
    }
    return status;
}

ClaimsStatus section_trend(Draft *draft)
{
    const FactTable *table = &draft->by_metric;
    Moving *moving = calloc(table->group_count + 1, sizeof *moving);
    ClaimsStatus status = moving != NULL ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
    size_t count = 0;
    for (size_t i = 0; i < table->group_count && status == CLAIMS_OK; i++) {
        if (table->groups[i].scale == SCALE_SETTING)
            continue;
        moving[count].group = &table->groups[i];
        status = trend_make(draft->records, table, &table->groups[i], &moving[count].trend);
        if (moving[count].trend.dates >= TREND_DATES_LEAST &&
            isfinite(moving[count].trend.slope.slope))
            count++;
        else
            trend_free(&moving[count].trend);
    }
    if (status == CLAIMS_OK && draft->records->paper_count > 0) {
        Phrase phrase = {.draft = draft};
        phrase_number(&phrase, "least", TREND_DATES_LEAST);
        draft_add_section(draft, "trend", "page.trend");
        phrase_add(&phrase, count > 0 ? "page.trend.how" : "page.trend.none", PAGE_NOTE);
    }
    if (status == CLAIMS_OK && count > 0) {
        qsort(moving, count, sizeof *moving, more_papers);
        status = add_charts(draft, moving, count);
        add_table(draft, moving, count);
    }
    for (size_t i = 0; i < count; i++)
        trend_free(&moving[i].trend);
    free(moving);
    return status;
}
