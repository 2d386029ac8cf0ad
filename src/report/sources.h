/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that records come from. */
#ifndef REPORT_SOURCES_H
#define REPORT_SOURCES_H

#include "stats/records.h"

typedef struct SourceCount {
    uint32_t source; /* a number in Records.names */
    size_t papers, claims;
    ClaimsString first, last; /* dates; empty when there are none */
} SourceCount;

/* Zero-initialise before first use; sources_free releases it. */
typedef struct Sources {
    SourceCount *items; /* in the order of the papers */
    size_t count, capacity;
    ClaimsString first, last; /* over all */
} Sources;

/* CLAIMS_OK or CLAIMS_ERROR_SYSTEM. Borrows texts from `records`. */
ClaimsStatus sources_make(const Records *records, Sources *sources);
void sources_free(Sources *sources);

#endif
