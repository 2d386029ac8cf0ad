/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When two numbers have the same value: the part of a check that looks at values and units. */
#ifndef STATS_CHECK_VALUE_H
#define STATS_CHECK_VALUE_H

#include "stats/check.h"

/* The first number written in digits. */
typedef struct Digits {
    ClaimsString text; /* size 0: there is none */
    double value;
    int significant, decimals;
} Digits;

Digits check_find_digits(ClaimsString quote);

/* Does `text` have these digits as a number, or in a name ("RTX 4090", "6G")? */
bool check_text_has_digits(ClaimsString text, ClaimsString digits);

/* By how much `value`, as the brief writes it, may differ from what it renders. */
double check_rounding(const CheckNumber *brief, double value);

/* Does the brief's `value` render `truth`? What is said to be near, above or below it may differ
 * by more. False when `truth` is NAN. */
bool check_value_renders(const CheckNumber *brief, double value, double truth);

/* The part of the brief's sentence that a number stands in: up to it, from the last punctuation
 * mark. Behind a number only its unit and what it counts are told. */
ClaimsString check_clause_before(const CheckNumber *number);

/* Are both claims, and of one kind? */
bool check_same_kind(const CheckNumber *brief, const CheckNumber *abstract);

/* Does the claim tell a change or a share? */
bool check_is_relative(const ClaimRecord *claim);

/* A metric that the rules do not know is kin to all. */
bool check_metrics_are_kin(const Kin *kin, const ClaimRecord *a, const ClaimRecord *b);

/* The number that the abstract's is converted with; NAN when the units have nothing in common. A
 * number without a unit agrees with any: texts leave units out, and points and percent of a score
 * are told for one another. */
double check_unit_scale(const Kin *kin, const CheckNumber *brief, const CheckNumber *abstract);

/* How a value of the brief relates to one of the abstract. */
typedef enum Meeting {
    MEETING_NONE,
    MEETING_SAME,
    MEETING_REFERENCE, /* it is the number that the abstract's is compared with */
    MEETING_PART,      /* one end of a range told for the whole */
    MEETING_UNIT,      /* the same number in another unit */
    MEETING_NEAR,      /* nearly the same number of the same thing: miscopied */
} Meeting;

Meeting check_meet(const Kin *kin, const CheckNumber *brief, const CheckNumber *abstract);

#endif
