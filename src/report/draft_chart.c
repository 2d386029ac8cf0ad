/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts as parts of a report. */
#include "base/array.h"
#include "base/diagnostic.h"
#include "base/string.h"
#include "report/draft.h"

/* Takes `bytes`. False when memory is exhausted. */
static bool add_file(Report *report, const char *name, Buffer *bytes)
{
    Buffer path = {0};
    buffer_printf(&path, "charts/%s.svg", name);
    if (path.failed || !array_reserve(&report->files, &report->capacity, report->count,
                                      sizeof *report->files, 8)) {
        buffer_free(&path);
        return false;
    }
    report->files[report->count++] = (ReportFile){.name = path.data, .bytes = *bytes};
    *bytes = (Buffer){0};
    return true;
}

static ClaimsStatus add_made(Draft *draft, const char *name, Chart *chart)
{
    Buffer text = {0};
    Phrase phrase = {.draft = draft};
    phrase_text(&phrase, "title", buffer_string(&chart->title));
    phrase_text(&phrase, "description", buffer_string(&chart->description));
    phrase_append(&phrase, "page.chart", &text);
    PageBlock *block = page_add_named(&draft->page, PAGE_CHART, name, buffer_string(&text));
    draft->page.failed = draft->page.failed || text.failed;
    buffer_free(&text);
    if (block == NULL || !add_file(draft->report, name, &chart->bytes))
        return CLAIMS_ERROR_SYSTEM;
    block->svg = buffer_string(&draft->report->files[draft->report->count - 1].bytes);
    return CLAIMS_OK;
}

/* A sentence in the chart's place; to the sink only what is not about the claims, and that once. */
static void add_reason(Draft *draft, const Chart *chart)
{
    Phrase phrase = {.draft = draft};
    phrase_text(&phrase, "reason", buffer_string(&chart->reason));
    phrase_add(&phrase, "page.no_chart", PAGE_NOTE);
    if (chart->outcome == CHART_TOO_LITTLE ||
        (chart->outcome == CHART_NO_GNUPLOT && draft->no_gnuplot))
        return;
    draft->no_gnuplot = draft->no_gnuplot || chart->outcome == CHART_NO_GNUPLOT;
    diagnostic_report(draft->sink, CLAIMS_WARNING, NULL, 0,
                      "a chart is missing in the report: %.*s", (int)chart->reason.size,
                      chart->reason.data);
}

ClaimsStatus draft_add_chart(Draft *draft, const char *name, ChartRequest request, bool quiet)
{
    Chart chart = {0};
    Buffer prefix = {0};
    buffer_append_text(&prefix, name);
    request.format = CHART_SVG;
    request.language = draft->request->language;
    request.prefix = prefix.data;
    ClaimsStatus status = prefix.failed
                              ? CLAIMS_ERROR_SYSTEM
                              : chart_make(&draft->request->source, &request, draft->sink, &chart);
    if (status == CLAIMS_OK && chart.outcome == CHART_MADE)
        status = add_made(draft, name, &chart);
    else if (status == CLAIMS_OK && !(quiet && chart.outcome == CHART_TOO_LITTLE))
        add_reason(draft, &chart);
    chart_free(&chart);
    buffer_free(&prefix);
    return status;
}

/* Metrics may be anybody's text, and names are files and ids. */
static bool is_plain(ClaimsString id)
{
    bool plain = id.size > 0 && id.size < 40;
    for (size_t i = 0; plain && i < id.size; i++) {
        unsigned char c = (unsigned char)id.data[i];
        plain = byte_is_letter(c) || byte_is_digit(c) || c == '_';
    }
    return plain;
}

ClaimsStatus draft_add_metric_chart(Draft *draft, ChartRequest request, bool quiet)
{
    Buffer name = {0};
    ClaimsString metric = names_text(&draft->records->names, request.metrics[0]);
    buffer_printf(&name, "%s-", chart_kind_names[request.kind]);
    if (is_plain(metric))
        buffer_append_string(&name, metric);
    else
        buffer_printf(&name, "%zu", draft->report->count);
    ClaimsStatus status = CLAIMS_ERROR_SYSTEM;
    if (!name.failed)
        status = draft_add_chart(draft, name.data, request, quiet);
    buffer_free(&name);
    return status;
}
