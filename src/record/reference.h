/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that are no claims themselves, but what an earlier claim is compared with. */
#ifndef RECORD_REFERENCE_H
#define RECORD_REFERENCE_H

#include "record/build.h"

/* The value that `own` is compared with, in the unit of `own`, as a record has one unit only: of
 * "3 hours instead of 2 days", 48. NAN when that is not known. */
double reference_value(const Quantity *own, const Quantity *other);

/*
 * The match of a veto with a group "of": its target becomes the `ref_value` of the levels among
 * `records`, all of this sentence so far, that were made of the number in that group. Of several
 * rivals the best one counts. False when there is no such level: then the rule does not apply.
 */
bool reference_apply(const ClaimsRules *rules, const Line *line, const RuleMatch *match,
                     ClaimRecord *records, size_t count);

#endif
