/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that records come from. */
#ifndef REPORT_SOURCES_H
#define REPORT_SOURCES_H

#include "report/report.h"

typedef struct SourceCount {
    ClaimsString name;
    size_t papers, claims;    /* papers: with claims */
    ClaimsString first, last; /* dates; empty when there are none */
    ClaimsString last_paper;  /* while counting */
} SourceCount;

/* Zero-initialise before first use; sources_free releases it. */
typedef struct Sources {
    Arena arena;
    SourceCount *items; /* in the order of the lines, then those without claims */
    size_t count, capacity;
    ClaimsString first, last; /* over all */
} Sources;

/* Of all claims, and of the files that have none. CLAIMS_OK or CLAIMS_ERROR_SYSTEM. */
ClaimsStatus sources_make(const ReportRequest *request, Sources *sources);
void sources_free(Sources *sources);

#endif
