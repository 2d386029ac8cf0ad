/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bound of a number: what stands directly at it, near it, or spreads to it. */
#ifndef RECORD_BOUND_H
#define RECORD_BOUND_H

#include "rules/rule.h"

/* The bound of member `member` of a match's target; `previous` is that of the sentence's last
 * claim, which another number of what was said last has too. */
ClaimBound bound_of(const Line *line, const RuleMatch *match, size_t member, ClaimBound previous);

#endif
