/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report while it is written: what its sections share, and the sections. */
#ifndef REPORT_DRAFT_H
#define REPORT_DRAFT_H

#include "report/page.h"
#include "report/report.h"
#include "stats/check_paper.h"
#include "stats/summary.h"

/* Papers with a typical value that a metric needs for a part of its own. */
enum { DRAFT_PAPERS_LEAST = 3 };

typedef struct Draft {
    const ReportRequest *request;
    const Records *records;
    ClaimsSink sink;
    Page page;
    Report *report; /* charts are added to it as they are drawn */
    FactTable by_metric, by_family;
    Summary metrics, families; /* of these tables */
    bool no_gnuplot;           /* known, and said */
} Draft;

/* The sections, in reading order. CLAIMS_OK or CLAIMS_ERROR_SYSTEM; memory that ran out while texts
 * were put together shows in draft->page.failed. */
ClaimsStatus section_summary(Draft *draft);    /* what was read, what was found */
ClaimsStatus section_metrics(Draft *draft);    /* each metric, by family */
ClaimsStatus section_comparison(Draft *draft); /* families head to head */
ClaimsStatus section_tradeoff(Draft *draft);
ClaimsStatus section_trend(Draft *draft);
ClaimsStatus section_settings(Draft *draft);
ClaimsStatus section_check(Draft *draft); /* briefs against abstracts */
ClaimsStatus section_sources(Draft *draft);

/* ---- Words ------------------------------------------------------------------------------- */

/* The words of a label; they last as long as the rules. */
ClaimsString draft_word(const Draft *draft, const char *id);

/* The same for the header of a table, where it must be NUL-terminated. */
const char *draft_title(const Draft *draft, const char *id);

/* Append what a metric, or a family, is called. */
void draft_append_metric(const Draft *draft, uint32_t metric, Buffer *text);
void draft_append_family(const Draft *draft, uint32_t family, Buffer *text);

/* Append what the scale of a group is called, or its unit. */
void draft_append_scale(const Draft *draft, const FactGroup *group, Buffer *text);

/* Append a value on the scale of `group`. */
void draft_append_value(const Draft *draft, Buffer *text, const FactGroup *group, double value);

/* How many numbers of briefs came out how; numbers: those that could be checked. */
CheckCounts draft_count_checks(const Draft *draft);

/* ---- Sentences --------------------------------------------------------------------------- */

enum { PHRASE_VALUES_MOST = 12 };

/* A label whose {names} are filled in one by one. Zero-initialise with the draft. */
typedef struct Phrase {
    Draft *draft;
    LabelValue values[PHRASE_VALUES_MOST];
    Buffer texts[PHRASE_VALUES_MOST];
    size_t count;
} Phrase;

/* What stands for {name}, static; append to it. */
Buffer *phrase_value(Phrase *phrase, const char *name);

void phrase_text(Phrase *phrase, const char *name, ClaimsString text);
void phrase_number(Phrase *phrase, const char *name, size_t number);

/* "1 paper", "12 papers": of the labels `thing`.one and `thing`.many. */
void phrase_count(Phrase *phrase, const char *name, const char *thing, size_t count);

void phrase_metric(Phrase *phrase, const char *name, uint32_t metric);
void phrase_family(Phrase *phrase, const char *name, uint32_t family);

/* A value on the scale of `group`, and an interval. */
void phrase_figure(Phrase *phrase, const char *name, const FactGroup *group, double value);
void phrase_interval(Phrase *phrase, const char *name, Interval interval);

/* A probability: "0.012", "< 0.001". */
void phrase_probability(Phrase *phrase, const char *name, double p);

/* Append the label with all values, and make the phrase empty. */
void phrase_append(Phrase *phrase, const char *label, Buffer *text);

/* Add it to the page. */
void phrase_add(Phrase *phrase, const char *label, PageBlockType type);

/* Add a section or a heading of that label. */
void draft_add_section(Draft *draft, const char *id, const char *label);
void draft_add_heading(Draft *draft, const char *label);

/* ---- Tables ------------------------------------------------------------------------------ */

/* Cells about a row of a summary: papers, median with its interval, quartiles, peaks. */
enum { DRAFT_FIGURE_CELLS = 5 };
void draft_figure_columns(const Draft *draft, SheetColumn *columns);
void draft_add_figures(const Draft *draft, const SummaryRow *row, Sheet *sheet);

/* ---- Charts ------------------------------------------------------------------------------ */

/* Draw the chart and add it to the page and the report's files as charts/NAME.svg, or the sentence
 * why there is none; `quiet` leaves that out where there is too little to show.
 * CLAIMS_OK or CLAIMS_ERROR_SYSTEM. */
ClaimsStatus draft_add_chart(Draft *draft, const char *name, ChartRequest request, bool quiet);

/* The same for a chart of request.metrics[0], whose name tells kind and metric. */
ClaimsStatus draft_add_metric_chart(Draft *draft, ChartRequest request, bool quiet);

#endif
