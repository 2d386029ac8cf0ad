/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of the JSON Lines that `extract` writes. */
#ifndef STATS_RECORD_LINE_H
#define STATS_RECORD_LINE_H

#include "base/arena.h"
#include "stats/records.h"

/* The texts of a line that records keep. */
typedef enum LineText {
    LINE_SOURCE,
    LINE_PAPER,
    LINE_TITLE,
    LINE_DATE,
    LINE_FAMILIES,
    LINE_METRIC,
    LINE_UNIT,
    LINE_MODEL,
    LINE_DATASET,
    LINE_HARDWARE,
    LINE_TEXT_COUNT,
} LineText;

/* Zero-initialise before first use; record_line_free releases it. */
typedef struct RecordLine {
    Record record;                     /* without its texts and its paper */
    ClaimsString raw[LINE_TEXT_COUNT]; /* as in the line: escapes still in it; families: an array */
    unsigned found;                    /* members that a record must have */
    bool is_document;
    const char *fault; /* static */
    size_t fault_column;
    Arena arena; /* decoded texts */
} RecordLine;

typedef enum RecordLineResult {
    RECORD_LINE_RECORD,
    RECORD_LINE_DOCUMENT,  /* of --documents: a paper, no claim */
    RECORD_LINE_MALFORMED, /* line->fault says why */
} RecordLineResult;

/* Read `bytes`, a line without white space around it, which must stay valid while the line is
 * used. */
RecordLineResult record_line_read(RecordLine *line, ClaimsString bytes);

/* The text, decoded; borrowed until the next record_line_read. Empty when there is none. */
ClaimsString record_line_text(RecordLine *line, LineText text);

/* The family at or after byte `*at` of the families, which moves behind it; false at the end. */
bool record_line_next_family(RecordLine *line, size_t *at, ClaimsString *family);

/* Does `head`, which may end anywhere, begin with such a line? */
bool record_line_recognise(ClaimsString head);

void record_line_free(RecordLine *line);

#endif
