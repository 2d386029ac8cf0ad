/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The numbers of a brief against the abstract of the same paper.
 *
 * A number of a brief is compared with every number of the abstract. Two numbers meet when they
 * have the same value, within what rounding to the digits of the brief allows, after
 *   - units of one kind are converted (0.5 s and 500 ms, a half and 50 %),
 *   - two claims about kin metrics are put as factors (2× less memory, memory halved, down 50 %),
 *   - a range of the brief is held against all that the abstract lists for one metric: its ends
 *     must be the least and the greatest.
 * A number that meets none is unsupported. Where several meet, the one counts that differs least
 * in what it is said to mean: unit, metric, direction, baseline, scope, bound, in this order of
 * weight. Differences are found only where both texts are explicit: a metric, baseline or
 * direction that one of them leaves open agrees with any.
 *
 * The functions are pure: they neither allocate nor keep anything.
 */
#ifndef STATS_CHECK_H
#define STATS_CHECK_H

#include "record/kin.h"
#include "record/quantity_record.h"

typedef enum CheckStatus {
    CHECK_SUPPORTED,
    CHECK_ALTERED,
    CHECK_UNSUPPORTED,
    CHECK_UNCHECKABLE,
} CheckStatus;

/* How an altered number differs, what weighs most first. */
typedef enum CheckReason {
    CHECK_REASON_NONE,
    CHECK_REASON_VALUE,
    CHECK_REASON_UNIT,
    CHECK_REASON_METRIC,
    CHECK_REASON_DIRECTION,
    CHECK_REASON_BASELINE,
    CHECK_REASON_SCOPE,
    CHECK_REASON_BOUND,
    CHECK_REASON_COUNT,
} CheckReason;

/* As outputs write them; static. NULL for CHECK_REASON_NONE. */
const char *check_status_name(CheckStatus status);
const char *check_reason_name(CheckReason reason);

/* A number of either text: a claim, or a quantity that no claim is made of. */
typedef struct CheckNumber {
    const ClaimsDocument *document;
    size_t start, end, line;
    ClaimsString quote, sentence;
    double value, value_max; /* value_max: NAN when it is no range */
    ClaimsString unit;
    ClaimBound bound;
    bool several;             /* value and value_max are the ends of a list */
    const ClaimRecord *claim; /* NULL: a quantity */
} CheckNumber;

CheckNumber check_number_of_claim(const ClaimRecord *record);
CheckNumber check_number_of_quantity(const QuantityRecord *record);

/*
 * Is a number that no claim is made of worth listing even where the abstract does not have it? It
 * is when it has a unit or decimals; the other numbers of a text are mostly names, or count what
 * may be counted in many ways.
 */
bool check_number_is_telling(const CheckNumber *number);

typedef struct CheckFinding {
    CheckStatus status;
    CheckReason reason;
    const CheckNumber *match; /* what the abstract says; NULL: nothing */
} CheckFinding;

/*
 * What becomes of `number`, given all numbers of the abstract (of `count`). `text` is all
 * that may be told, where a number without a unit may also stand within a name.
 */
CheckFinding check_number(const Kin *kin, const CheckNumber *number, const CheckNumber *numbers,
                          size_t count, ClaimsString text);

/* Is `number`, of the abstract, a result that a brief should tell: the paper's own, not an
 * operating point, and relative to something? */
bool check_is_headline(const CheckNumber *number);

/* Does `number` of the brief tell the claim `told` of the abstract, altered or not? */
bool check_tells(const Kin *kin, const CheckNumber *number, const CheckNumber *told);

#endif
