/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A report about some claims: a web page, the same in Markdown, the claims and their figures as
 * data, and charts.
 *
 * It is made in memory and written at the end (folder.h), so that whatever fails leaves an earlier
 * report as it was. The same claims give the same bytes, with the same gnuplot.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "charts/chart.h"

/* All borrowed. */
typedef struct ReportRequest {
    ChartSource source;
    Language language;
    const char *title;    /* NULL or empty: the language's own */
    ClaimsString claims;  /* the records of `source`, as the lines of JSON that they came from */
    ClaimsString sources; /* names of the files that were read, a line each, as records tell them */
    ClaimsString checks;  /* what became of the briefs' numbers: output/check_line.h */
} ReportRequest;

typedef struct ReportFile {
    char *name; /* within the report's folder: "index.html", "charts/bits.svg" */
    Buffer bytes;
} ReportFile;

/* Zero-initialise before first use; report_free releases it. */
typedef struct Report {
    ReportFile *files; /* index.html is the last one: it is what people open */
    size_t count, capacity;
} Report;

/* Make the files. Charts that cannot be made leave a sentence in their place, and a warning that
 * gnuplot failed. CLAIMS_OK or, reported, CLAIMS_ERROR_SYSTEM. */
ClaimsStatus report_make(const ReportRequest *request, ClaimsSink sink, Report *report);

void report_free(Report *report);

#endif
