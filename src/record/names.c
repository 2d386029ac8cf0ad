/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of the closed sets of values that records use. */
#include "claims/claims.h"

const char *claims_section_name(ClaimSection section)
{
    static const char *const names[] = {[CLAIM_SECTION_TITLE] = "title",
                                        [CLAIM_SECTION_BRIEF] = "brief",
                                        [CLAIM_SECTION_ABSTRACT] = "abstract",
                                        [CLAIM_SECTION_TEXT] = "text"};
    return names[section];
}

const char *claims_kind_name(ClaimKind kind)
{
    static const char *const names[] = {[CLAIM_KIND_FACTOR] = "factor",
                                        [CLAIM_KIND_DELTA] = "delta",
                                        [CLAIM_KIND_RATIO] = "ratio",
                                        [CLAIM_KIND_LEVEL] = "level",
                                        [CLAIM_KIND_SETTING] = "setting"};
    return names[kind];
}

const char *claims_direction_name(ClaimDirection direction)
{
    static const char *const names[] = {[CLAIM_DIRECTION_NONE] = "none",
                                        [CLAIM_DIRECTION_INCREASE] = "increase",
                                        [CLAIM_DIRECTION_DECREASE] = "decrease"};
    return names[direction];
}

const char *claims_bound_name(ClaimBound bound)
{
    static const char *const names[] = {
        [CLAIM_BOUND_UP_TO] = "up_to",     [CLAIM_BOUND_AT_LEAST] = "at_least",
        [CLAIM_BOUND_AT_MOST] = "at_most", [CLAIM_BOUND_AVERAGE] = "average",
        [CLAIM_BOUND_ABOUT] = "about",     [CLAIM_BOUND_EXACT] = "exact"};
    return names[bound];
}
