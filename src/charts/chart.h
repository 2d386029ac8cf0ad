/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Charts of claims, drawn by gnuplot, which is an external program.
 *
 * A chart is made in three steps: kind_*.c turns records into tables and words (plot.h), gnuplot
 * draws them by a template of plots/ in a private folder (gnuplot.h), and what it drew is finished
 * (svg.h). All figures come from src/stats.
 *
 * The same records and request give the same SVG, byte for byte, with the same gnuplot. Charts have
 * a white ground of their own, so that they look the same on light and dark pages and on paper.
 */
#ifndef CHARTS_CHART_H
#define CHARTS_CHART_H

#include "record/labels.h"
#include "stats/facts.h"

typedef enum ChartKind {
#define CHART(KIND, name) CHART_##KIND,
#include "charts/charts.def"
#undef CHART
    CHART_KIND_COUNT
} ChartKind;

enum { CHART_FAMILIES_MOST = 12 }; /* that are compared */

typedef enum ChartFormat { CHART_SVG, CHART_PNG, CHART_PDF } ChartFormat;

/* Their names, by value, then NULL; static. */
extern const char *const chart_kind_names[];
extern const char *const chart_format_names[];

/* What charts are made of; all borrowed. */
typedef struct ChartSource {
    const ClaimsRules *rules;
    const Records *records;
    const ScaleKnowledge *knowledge;
    FactsRequest facts; /* conditions and confidence; what else it has does not matter */
    uint64_t seed;      /* of the intervals */
} ChartSource;

typedef struct ChartRequest {
    ChartKind kind;
    ChartFormat format;
    Language language;
    /* Numbers in Records.names; NAME_NONE where the chart is to choose: what most papers tell.
     * families and trend: metrics[0]; tradeoff: an efficiency metric, then a quality metric; bits:
     * a setting. */
    uint32_t metrics[2];
    const uint32_t *families; /* compare: which; none: those with most papers */
    size_t family_count;
    const char *title;         /* NULL: the chart's own */
    const char *template_path; /* NULL: the built-in one of plots/ */
    const char *keep;   /* a folder in which gnuplot's script and data are to stay, or NULL */
    const char *prefix; /* ids in the SVG begin with it: letters, digits, "-"; NULL: kind's name */
} ChartRequest;

typedef enum ChartOutcome {
    CHART_MADE,
    CHART_TOO_LITTLE, /* the records do not have what the chart shows */
    CHART_NO_GNUPLOT, /* gnuplot is missing or too old */
    CHART_FAILED,     /* gnuplot did not draw it */
} ChartOutcome;

typedef struct Chart {
    ChartOutcome outcome;
    Buffer bytes;              /* the chart; empty unless it was made */
    Buffer title, description; /* plain text; the SVG has them too. Empty: too little */
    Buffer reason;             /* why it was not made, a sentence without a full stop; of
                                * CHART_TOO_LITTLE in the request's language */
    size_t reason_line;        /* CHART_FAILED: line of the template; 0: none */
} Chart;

/*
 * Make a chart. CLAIMS_OK, with `chart->outcome`; or, reported, CLAIMS_ERROR_INPUT (the template
 * cannot be read) or CLAIMS_ERROR_SYSTEM (memory, files). `*chart` is owned: chart_free, also after
 * an error. Starts a process; may be called from several threads at once.
 */
ClaimsStatus chart_make(const ChartSource *source, const ChartRequest *request, ClaimsSink sink,
                        Chart *chart);
void chart_free(Chart *chart);

#endif
