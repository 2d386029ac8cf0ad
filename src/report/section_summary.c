/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read, and what can be said of it: only what is statistically significant. */
#include <math.h>
#include <stdlib.h>

#include "base/string.h"
#include "output/trend_text.h"
#include "report/contrasts.h"
#include "report/draft.h"
#include "report/sources.h"
#include "stats/rank_test.h"
#include "stats/trend.h"

enum {
    HEADLINE_PAPERS_LEAST = 5, /* papers with a typical value */
    METRICS_TOLD_MOST = 6,
    CONTRASTS_TOLD_MOST = 8,
};

/* ---- What was read ----------------------------------------------------------------------- */

static ClaimsStatus add_read(Draft *draft)
{
    Sources sources = {0};
    ClaimsStatus status = sources_make(draft->request, &sources);
    Phrase phrase = {.draft = draft};
    phrase_count(&phrase, "papers", "paper", draft->records->paper_count);
    phrase_count(&phrase, "claims", "claim", draft->records->count);
    phrase_count(&phrase, "files", "file", sources.count);
    phrase_text(&phrase, "first", sources.first);
    phrase_text(&phrase, "last", sources.last);
    phrase_add(&phrase,
               draft->records->paper_count == 0            ? "page.read.nothing"
               : sources.first.size == 0                   ? "page.read.undated"
               : string_equal(sources.first, sources.last) ? "page.read.day"
                                                           : "page.read.dated",
               PAGE_TEXT);
    sources_free(&sources);
    return status;
}

/* ---- Findings ---------------------------------------------------------------------------- */

/* Does the interval leave out the value of no change? */
static bool is_settled(const SummaryRow *row)
{
    double same = row->group->scale == SCALE_FACTOR ? 1 : 0;
    Interval interval = row->interval;
    return row->group->scale != SCALE_SETTING && row->beyond == 0 &&
           row->centre_papers >= HEADLINE_PAPERS_LEAST && isfinite(interval.low) &&
           isfinite(interval.high) && (interval.low > same || interval.high < same);
}

static void add_metric_finding(Draft *draft, const SummaryRow *row)
{
    Phrase phrase = {.draft = draft};
    phrase_count(&phrase, "papers", "paper", row->centre_papers);
    phrase_metric(&phrase, "metric", row->group->metric);
    phrase_figure(&phrase, "median", row->group, row->median);
    phrase_interval(&phrase, "interval", row->interval);
    phrase_add(&phrase,
               row->group->scale == SCALE_FACTOR   ? "page.finding.factor"
               : row->group->scale == SCALE_POINTS ? "page.finding.points"
                                                   : "page.finding.change",
               PAGE_ITEM);
}

/* The metrics that most papers tell, of those of which the median is settled. */
static size_t add_metric_findings(Draft *draft)
{
    const Summary *metrics = &draft->metrics;
    const SummaryRow *told[METRICS_TOLD_MOST] = {0};
    size_t count = 0;
    for (size_t i = 0; i < metrics->row_count; i++) {
        const SummaryRow *row = &metrics->rows[i];
        if (!is_settled(row))
            continue;
        for (size_t k = 0; k < METRICS_TOLD_MOST; k++) {
            if (told[k] == NULL || row->centre_papers > told[k]->centre_papers) {
                const SummaryRow *pushed = told[k];
                told[k] = row;
                row = pushed;
            }
            if (row == NULL)
                break;
        }
    }
    for (; count < METRICS_TOLD_MOST && told[count] != NULL; count++)
        add_metric_finding(draft, told[count]);
    return count;
}

static void add_contrast(Draft *draft, const Contrast *contrast)
{
    Phrase phrase = {.draft = draft};
    const FactGroup *group = contrast->a->group;
    phrase_metric(&phrase, "metric", group->metric);
    phrase_family(&phrase, "a", group->key);
    phrase_family(&phrase, "b", contrast->b->group->key);
    phrase_figure(&phrase, "median_a", group, contrast->a->stated_median);
    phrase_figure(&phrase, "median_b", group, contrast->b->stated_median);
    phrase_number(&phrase, "papers_a", contrast->a->centre_papers);
    phrase_number(&phrase, "papers_b", contrast->b->centre_papers);
    buffer_printf(phrase_value(&phrase, "delta"), "%.2f", contrast->effect.delta);
    phrase_interval(&phrase, "interval", contrast->effect.delta_interval);
    phrase_probability(&phrase, "p", contrast->adjusted_p);
    phrase_add(&phrase, "page.finding.contrast", PAGE_ITEM);
}

static ClaimsStatus add_contrast_findings(Draft *draft, size_t *told)
{
    Contrasts contrasts = {0};
    ClaimsStatus status = contrasts_make(&draft->by_family, &draft->families, &contrasts);
    size_t significant = 0;
    while (significant < contrasts.count && contrasts.items[significant].adjusted_p < SIGNIFICANT)
        significant++;
    for (size_t i = 0; status == CLAIMS_OK && i < significant && i < CONTRASTS_TOLD_MOST; i++)
        add_contrast(draft, &contrasts.items[i]);
    if (status == CLAIMS_OK && contrasts.count > 0 && significant == 0) {
        Phrase phrase = {.draft = draft};
        phrase_count(&phrase, "pairs", "pair", contrasts.count);
        phrase_count(&phrase, "metrics", "metric", contrasts.metric_count);
        phrase_add(&phrase, "page.finding.no_contrast", PAGE_ITEM);
    }
    *told += contrasts.count > 0;
    contrasts_free(&contrasts);
    return status;
}

/* Of the trends, those that stay significant when all of them are looked at. */
static ClaimsStatus add_trend_findings(Draft *draft, size_t *told)
{
    const FactTable *table = &draft->by_metric;
    Trend *trends = calloc(table->group_count + 1, sizeof *trends);
    double *p = calloc(table->group_count + 1, sizeof *p);
    ClaimsStatus status = trends != NULL && p != NULL ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
    for (size_t i = 0; status == CLAIMS_OK && i < table->group_count; i++) {
        p[i] = NAN;
        if (table->groups[i].scale == SCALE_SETTING)
            continue;
        status = trend_make(draft->records, table, &table->groups[i], &trends[i]);
        if (trends[i].dates >= TREND_DATES_LEAST)
            p[i] = trends[i].correlation.p;
    }
    if (status == CLAIMS_OK && !holm_adjust(p, table->group_count))
        status = CLAIMS_ERROR_SYSTEM;
    for (size_t i = 0; status == CLAIMS_OK && i < table->group_count; i++) {
        const FactGroup *group = &table->groups[i];
        if (!(p[i] < SIGNIFICANT) || !trends[i].significant)
            continue;
        Phrase phrase = {.draft = draft};
        phrase_metric(&phrase, "metric", group->metric);
        trend_text_append_growth(phrase_value(&phrase, "growth"), group->scale, trends[i].growth,
                                 trends[i].slope.slope);
        trend_text_append_interval(phrase_value(&phrase, "interval"), group->scale, &trends[i],
                                   draft_title(draft, "page.undetermined"));
        phrase_count(&phrase, "papers", "paper", trends[i].papers);
        phrase_count(&phrase, "dates", "date", trends[i].dates);
        phrase_probability(&phrase, "p", p[i]);
        phrase_add(&phrase, "page.finding.trend", PAGE_ITEM);
        ++*told;
    }
    for (size_t i = 0; trends != NULL && i < table->group_count; i++)
        trend_free(&trends[i]);
    free(trends);
    free(p);
    return status;
}

static void add_check_finding(Draft *draft)
{
    const CheckCounts counts = draft_count_checks(draft);
    size_t differ = counts.statuses[CHECK_ALTERED] + counts.statuses[CHECK_UNSUPPORTED];
    if (counts.numbers == 0)
        return;
    Phrase phrase = {.draft = draft};
    phrase_number(&phrase, "differ", differ);
    phrase_number(&phrase, "bounds", counts.reasons[CHECK_REASON_BOUND]);
    phrase_count(&phrase, "numbers", "number", counts.numbers);
    phrase_add(&phrase, differ > 0 ? "page.finding.check" : "page.finding.check_clean", PAGE_ITEM);
}

ClaimsStatus section_summary(Draft *draft)
{
    ClaimsStatus status = add_read(draft);
    if (status != CLAIMS_OK || draft->records->count == 0)
        return status;
    draft_add_section(draft, "findings", "page.findings");
    size_t told = add_metric_findings(draft);
    status = add_contrast_findings(draft, &told);
    if (status == CLAIMS_OK)
        status = add_trend_findings(draft, &told);
    Phrase phrase = {.draft = draft};
    if (told == 0)
        phrase_add(&phrase, "page.findings.none", PAGE_ITEM);
    add_check_finding(draft);
    phrase_add(&phrase, "page.findings.note", PAGE_NOTE);
    return status;
}
