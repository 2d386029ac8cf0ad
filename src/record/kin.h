/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which metrics texts use for one another, and how units convert: rules/check.json, compiled. */
#ifndef RECORD_KIN_H
#define RECORD_KIN_H

#include "mentions/vocabulary.h"

/* Immutable; may be shared by threads. */
typedef struct Kin Kin;

/* Compile "metric_kin", "unit_scales" and "peak_words"; `vocabulary` must outlive the result.
 * CLAIMS_OK, CLAIMS_ERROR_RULES or CLAIMS_ERROR_SYSTEM. Owned: kin_free. */
ClaimsStatus kin_load(Knowledge *knowledge, const Vocabulary *vocabulary, Kin **kin);
void kin_free(Kin *kin);

/* The metric called `id`, or NULL. */
const Metric *kin_metric(const Kin *kin, ClaimsString id);

/* May a text that says the one mean the other? A metric is kin to itself. */
bool kin_metrics(const Kin *kin, const Metric *a, const Metric *b);

/* What a number in unit `from` is multiplied with to be one in `to`; NAN when they do not
 * convert. */
double kin_convert(const Kin *kin, ClaimsString from, ClaimsString to);

/* Is the unit one of those that convert? */
bool kin_has_scale(const Kin *kin, ClaimsString unit);

/* Does `text` say that the number behind it is a peak? */
bool kin_tells_peak(const Kin *kin, ClaimsString text);

#endif
