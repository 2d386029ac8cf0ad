/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The claims themselves, as data. */
#ifndef REPORT_CLAIMS_DATA_H
#define REPORT_CLAIMS_DATA_H

#include "report/draft.h"

/* A page with more claims than this would be slow to open; they are all in the other files. */
enum { CLAIMS_DATA_MOST = 20000 };

/* The members of a claim in the page's data, in order, as the script names them. */
#define CLAIMS_DATA_MEMBERS                                                                        \
    "source", "paper", "title", "date", "section", "families", "kind", "metric", "text", "value",  \
        "factor", "sentence", "mark", "markEnd", "line", "rule", "baseline", "model", "dataset",   \
        "hardware", "confidence", "background"

/*
 * Append the claims as the page's script wants them, one JSON object:
 *   texts    every text once; elsewhere texts are their numbers here, 0 for none
 *   names    what texts that are identifiers are called, by their number
 *   members  of a claim
 *   claims   an array of members each
 *   total    of all claims, which may be more
 * Marks count UTF-16 units of the sentence, as the script does.
 */
ClaimsStatus claims_data_append_json(const Draft *draft, Buffer *json);

/* Append them as CSV, as `extract` writes it. */
void claims_data_append_csv(ClaimsString claims, Buffer *csv);

#endif
