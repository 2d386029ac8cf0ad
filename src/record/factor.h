/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A claim on the one scale on which claims compare. */
#ifndef RECORD_FACTOR_H
#define RECORD_FACTOR_H

#include "mentions/vocabulary.h"

/*
 * How many times better the claim says it is: above 1 is better, below 1 worse. A cut of 45 % of
 * something that had better be low is 1/(1 - 0.45) = 1.82; a third of the compute is 3; +20 % speed
 * is 1.2; a level is compared with its reference. Of a range, the geometric mean of its ends.
 *
 * NAN where the text does not allow it: no polarity, a cut of 100 %, a level without reference, a
 * difference in points, or in percent of a quality, which may be points or relative.
 */
double claim_factor(const ClaimRecord *record, const Metric *metric, const Unit *unit);

#endif
