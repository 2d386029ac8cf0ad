/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the entries of a daily report are, and which brief belongs to which details. */
#ifndef INPUT_REPORT_INDEX_H
#define INPUT_REPORT_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "claims/claims.h"

/* Most briefs, and most details, in a batch: a report has some tens. Bounds the time of joining,
 * which is quadratic in them for reports whose two parts do not agree. */
enum { REPORT_BATCH = 10000 };

/* An entry of one of the two parts; places are in the window that was indexed. */
typedef struct ReportEntry {
    uint64_t number;
    size_t line; /* of its heading */
    size_t title_from, title_to;
    uint64_t title_hash;       /* of the title with its white space folded */
    size_t text_from, text_to; /* its brief or abstract; 0, 0 when details have no abstract */
    size_t text_line;          /* of text_from */
    size_t partner;            /* 1 + index of the paper's entry in the other part; 0: none */
} ReportEntry;

typedef struct ReportEntries {
    ReportEntry *items;
    size_t count, capacity;
} ReportEntries;

typedef enum ReportPart { REPORT_START, REPORT_BRIEFS, REPORT_DETAILS, REPORT_OTHER } ReportPart;

/* One batch: a report, or as much of one as is taken at a time. Zero-initialise before use. */
typedef struct ReportIndex {
    ReportEntries briefs, details;
    char date[11];   /* YYYY-MM-DD, or empty */
    ReportPart part; /* the part that the batch starts in; after building: that it ends in */
    size_t size;     /* bytes of the window that the batch is */
    bool divided;    /* the report goes on after the batch */
    bool shortened;  /* its one entry is larger than the window may be, and was cut */
} ReportIndex;

typedef enum ReportOutcome { REPORT_INDEXED, REPORT_NEEDS_MORE, REPORT_NO_MEMORY } ReportOutcome;

/* What a window is. */
typedef struct ReportWindow {
    ClaimsString text;
    size_t line;      /* of its first byte */
    bool within_line; /* its first byte does not start a line */
    bool whole;       /* nothing comes after it */
    bool full;        /* it cannot become longer */
} ReportWindow;

/* True when the line is one that only these reports have. */
bool report_is_marker(ClaimsString line);

/* Index, and join, the batch that `window` starts with, in place of the one in `index`. */
ReportOutcome report_index_build(ReportIndex *index, ReportWindow window);

void report_index_free(ReportIndex *index);

#endif
