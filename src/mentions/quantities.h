/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every quantity of a sentence, whatever it is about: numbers with their units, counts, ranges,
 * lists and dates; not the numbers that are names, labels, citations or parts of formulas.
 */
#ifndef MENTIONS_QUANTITIES_H
#define MENTIONS_QUANTITIES_H

#include "base/arena.h"
#include "mentions/measure.h"
#include "mentions/vocabulary.h"

typedef struct MeasureList {
    Measure *items; /* in the order of the text; they do not overlap */
    size_t count;
} MeasureList;

/*
 * Find the quantities of the sentence `span` of the clean text. The bounds are those of
 * `vocabulary` and of `words`. The list lives in `arena`. CLAIMS_OK or CLAIMS_ERROR_SYSTEM.
 */
ClaimsStatus quantities_find(const QuantityWords *words, const Vocabulary *vocabulary,
                             ClaimsString text, TextSpan span, Arena *arena, MeasureList *list);

#endif
