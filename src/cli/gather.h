/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of all inputs, whether these are raw texts or what `extract` made of them. */
#ifndef CLI_GATHER_H
#define CLI_GATHER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "claims/claims.h"
#include "stats/records.h"

/* What may be kept beside the records. Then all papers of raw texts are added, also those without
 * records, and their briefs are checked. Zero-initialise; gather_kept_free releases it. */
typedef struct GatherKept {
    Buffer lines;   /* the records' lines, as they are */
    Buffer checks;  /* a line for every finding (output/check_line.h), in the papers' order */
    Buffer sources; /* a line for every input of raw text: its name, as records tell it */
} GatherKept;

typedef struct GatherRequest {
    const char *const *paths; /* "-" is standard input */
    size_t path_count;
    size_t jobs; /* threads that extract */
    const ClaimsRules *rules;
    ClaimsSink sink;
    GatherKept *kept; /* or NULL */
} GatherRequest;

/*
 * Add all records to `records`, in the inputs' order. Each input is recognised by its content; what
 * cannot be read twice and turns out to be raw text is kept in a temporary file meanwhile.
 * Inputs that are missing, unreadable or malformed in part are reported, set `*bad_input`, and do
 * not end the run. Returns CLAIMS_OK or the error that ended it.
 */
ClaimsStatus gather_records(const GatherRequest *request, Records *records, bool *bad_input);

void gather_kept_free(GatherKept *kept);

#endif
