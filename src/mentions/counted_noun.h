/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a count counts. */
#ifndef MENTIONS_COUNTED_NOUN_H
#define MENTIONS_COUNTED_NOUN_H

#include "mentions/measure.h"

/* The noun, with what stands before it, that follows the count `measure` in `text`, which ends
 * with the sentence; empty where the text does not say it directly. */
TextSpan counted_noun(const QuantityWords *words, ClaimsString text, const Measure *measure);

#endif
