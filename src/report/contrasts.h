/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All pairs of technique families that can be compared, metric by metric. */
#ifndef REPORT_CONTRASTS_H
#define REPORT_CONTRASTS_H

#include "stats/comparison.h"
#include "stats/summary.h"

enum { CONTRAST_PAPERS_LEAST = 3 }; /* with a typical value, on either side */

typedef struct Contrast {
    const SummaryRow *a, *b; /* a is the better one */
    Effect effect;
    double adjusted_p; /* by Holm's method over all contrasts: a report looks at all of them */
} Contrast;

typedef struct Contrasts {
    Contrast *items; /* least p first */
    size_t count, capacity;
    size_t metric_count; /* on so many metrics */
} Contrasts;

/* `families` summarises `table`, which is by family; both must outlive the result. CLAIMS_OK or
 * CLAIMS_ERROR_SYSTEM; `*contrasts` is owned: contrasts_free, also after an error. */
ClaimsStatus contrasts_make(const FactTable *table, const Summary *families, Contrasts *contrasts);
void contrasts_free(Contrasts *contrasts);

#endif
