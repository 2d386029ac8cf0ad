/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Claims as the statistics need them: a table of small records, filled from the JSON Lines that
 * `extract` writes. Raw texts are extracted and rendered first, so that both ways give the same
 * figures.
 */
#ifndef STATS_RECORDS_H
#define STATS_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "claims/claims.h"
#include "input/source.h"
#include "stats/names.h"

enum { RECORD_FAMILIES_MOST = 3 };

/* Texts are numbers in Records.names. */
typedef struct Record {
    double value, value_max, ref_value, factor, confidence; /* NAN where absent */
    uint32_t paper;                                         /* index in Records.papers */
    uint32_t metric, unit, model, dataset, hardware;
    uint8_t kind, direction, bound, section; /* ClaimKind and so on */
    bool background;
} Record;

typedef struct RecordPaper {
    uint32_t source, id, title, date;
    uint32_t families[RECORD_FAMILIES_MOST];
    uint8_t family_count;
} RecordPaper;

/* Zero-initialise before first use; `lines` may be set then. records_free releases it. */
typedef struct Records {
    Names names;
    Record *items;
    size_t count, capacity;
    RecordPaper *papers;
    size_t paper_count, paper_capacity;
    size_t fault_count; /* lines that were malformed, and left out */
    Buffer *lines;      /* the records' lines are kept here, as they are; borrowed, may be NULL */
    struct RecordPaperIndex *index;
} Records;

/* Does `head`, the start of an input, begin with a line that `extract` may have written: an object
 * with "kind" and "metric", or a document's? */
bool records_recognise(ClaimsString head);

/*
 * Add the records of `text`, whole lines of JSON, the first of which is line `*line` of `path`;
 * `*line` moves behind them. A document's line tells the title and the families of a paper whose
 * records do not. Empty lines are passed over. A malformed line is reported to `sink` and left out.
 * CLAIMS_OK or CLAIMS_ERROR_SYSTEM, which is reported.
 */
ClaimsStatus records_add_lines(Records *records, const char *path, size_t *line, ClaimsString text,
                               ClaimsSink sink);

/* Add all records of `source`, which is `path`. CLAIMS_OK, CLAIMS_ERROR_INPUT (it cannot be read to
 * its end) or CLAIMS_ERROR_SYSTEM; both are reported. */
ClaimsStatus records_read(Records *records, const char *path, Source *source, ClaimsSink sink);

/* Append the paper as outputs name it: its identifier, after its source's name when it is a number
 * in it ("report-2025-11-03#4"). */
void records_append_paper_name(const Records *records, uint32_t paper, Buffer *text);

void records_free(Records *records);

#endif
