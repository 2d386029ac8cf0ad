/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quantities of papers as records, whatever they are about. */
#ifndef RECORD_QUANTITY_RECORD_H
#define RECORD_QUANTITY_RECORD_H

#include "claims/claims.h"
#include "mentions/measure.h"

/* One quantity. Strings are borrowed as quantity_extractor_run says; an absent string has size 0,
 * an absent number is NAN. */
typedef struct QuantityRecord {
    const ClaimsPaper *paper;
    const ClaimsDocument *document;
    size_t start, end;  /* bytes in the input file */
    size_t line;        /* 1-based line of `start` */
    ClaimsString quote; /* those bytes, as text */
    ClaimsString sentence;
    MeasureForm form;
    double value;      /* in `unit`; the least of a range or list */
    double value_max;  /* the greatest of a range or list */
    ClaimsString unit; /* a canonical unit of rules/units.json, or the unit as written */
    ClaimBound bound;
    ClaimsString of; /* what a count counts */
} QuantityRecord;

/* Working memory. One per thread. */
typedef struct QuantityExtractor QuantityExtractor;

/* `rules` must outlive the extractor. Owned: quantity_extractor_free. CLAIMS_OK or
 * CLAIMS_ERROR_SYSTEM. */
ClaimsStatus quantity_extractor_new(const ClaimsRules *rules, QuantityExtractor **extractor);
void quantity_extractor_free(QuantityExtractor *extractor);

/* All quantities of `paper`, by document and then by place; borrowed until the next run, and no
 * longer than `paper`. CLAIMS_OK or CLAIMS_ERROR_SYSTEM. */
ClaimsStatus quantity_extractor_run(QuantityExtractor *extractor, const ClaimsPaper *paper,
                                    const QuantityRecord **records, size_t *count);

#endif
