/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/diagnostic.h"
#include "base/string.h"
#include "output/summary_sheet.h"
#include "report/claims_data.h"
#include "report/draft.h"
#include "stats/bootstrap.h"

/* The figures of one way to group. */
static ClaimsStatus summarise(const ChartSource *source, FactsBy by, FactTable *table,
                              Summary *summary)
{
    FactsRequest request = source->facts;
    request.by = by;
    ClaimsStatus status = facts_build(source->records, source->knowledge, &request, table);
    if (status == CLAIMS_OK)
        status = summary_make(table, source->seed, BOOTSTRAP_RESAMPLES, summary);
    return status;
}

static ClaimsStatus write_sections(Draft *draft)
{
    static ClaimsStatus (*const sections[])(Draft *) = {
        section_summary, section_metrics,  section_comparison, section_tradeoff,
        section_trend,   section_settings, section_check,      section_sources,
    };
    const ChartSource *source = &draft->request->source;
    ClaimsStatus status = summarise(source, FACTS_BY_METRIC, &draft->by_metric, &draft->metrics);
    if (status == CLAIMS_OK)
        status = summarise(source, FACTS_BY_FAMILY, &draft->by_family, &draft->families);
    for (size_t i = 0; i < sizeof sections / sizeof *sections && status == CLAIMS_OK; i++)
        status = sections[i](draft);
    return draft->page.failed ? CLAIMS_ERROR_SYSTEM : status;
}

/* ---- Files ------------------------------------------------------------------------------- */

/* An empty file of that name, borrowed until the next one is added; NULL when memory is exhausted.
 */
static Buffer *add_file(Report *report, const char *name)
{
    if (!array_reserve(&report->files, &report->capacity, report->count, sizeof *report->files, 8))
        return NULL;
    ReportFile *file = &report->files[report->count];
    *file = (ReportFile){.name = strdup(name)};
    if (file->name == NULL)
        return NULL;
    report->count++;
    return &file->bytes;
}

static ClaimsString frame_word(const void *cookie, ClaimsString id)
{
    const Draft *draft = cookie;
    Buffer label = {0};
    buffer_append_string(&label, id);
    ClaimsString word = label.failed ? (ClaimsString){0} : draft_word(draft, label.data);
    buffer_free(&label);
    return word;
}

static ClaimsStatus add_pages(Draft *draft)
{
    Buffer data = {0}, *markdown, *html;
    const char *title = draft->request->title;
    ClaimsStatus status = claims_data_append_json(draft, &data);
    const PageFrame frame = {.title = title != NULL && *title != '\0'
                                          ? string_of(title)
                                          : draft_word(draft, "page.title"),
                             .language = draft_word(draft, "page.language"),
                             .data = buffer_string(&data),
                             .word = frame_word,
                             .cookie = draft};
    if (status == CLAIMS_OK && (markdown = add_file(draft->report, "report.md")) != NULL)
        page_render_markdown(&draft->page, &frame, markdown);
    if (status == CLAIMS_OK && (html = add_file(draft->report, "index.html")) != NULL)
        page_render_html(&draft->page, &frame, html);
    buffer_free(&data);
    return status;
}

static ClaimsStatus add_data(Draft *draft)
{
    Buffer *csv = add_file(draft->report, "claims.csv");
    if (csv != NULL)
        claims_data_append_csv(draft->request->claims, csv);
    Buffer *lines = add_file(draft->report, "claims.jsonl");
    if (lines != NULL)
        buffer_append_string(lines, draft->request->claims);
    Buffer *stats = add_file(draft->report, "stats.csv");
    if (stats != NULL)
        summary_sheet_render(&draft->families, draft->records, "family", false, SHEET_FORMAT_CSV,
                             stats);
    return csv != NULL && lines != NULL && stats != NULL ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
}

static bool is_complete(const Report *report)
{
    bool complete = report->count >= 5;
    for (size_t i = 0; i < report->count; i++)
        complete = complete && !report->files[i].bytes.failed;
    return complete;
}

ClaimsStatus report_make(const ReportRequest *request, ClaimsSink sink, Report *report)
{
    Draft draft = {
        .request = request, .records = request->source.records, .sink = sink, .report = report};
    ClaimsStatus status = write_sections(&draft);
    if (status == CLAIMS_OK)
        status = add_data(&draft);
    if (status == CLAIMS_OK)
        status = add_pages(&draft);
    if (status == CLAIMS_OK && !is_complete(report))
        status = CLAIMS_ERROR_SYSTEM;
    if (status == CLAIMS_ERROR_SYSTEM)
        diagnostic_report(sink, CLAIMS_ERROR, NULL, 0, "the report was not made");
    summary_free(&draft.metrics);
    summary_free(&draft.families);
    facts_free(&draft.by_metric);
    facts_free(&draft.by_family);
    page_free(&draft.page);
    return status;
}

void report_free(Report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        free(report->files[i].name);
        buffer_free(&report->files[i].bytes);
    }
    free(report->files);
    *report = (Report){0};
}
