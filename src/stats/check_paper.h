/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All numbers of a paper's brief against its abstract (check.h), and what the brief leaves out. */
#ifndef STATS_CHECK_PAPER_H
#define STATS_CHECK_PAPER_H

#include "base/arena.h"
#include "stats/check.h"

/* Something to tell about a paper. */
typedef struct CheckItem {
    const ClaimsPaper *paper;
    bool left_out; /* the brief does not have what `abstract` says; else `status` */
    CheckStatus status;
    CheckReason reason;
    const CheckNumber *brief;    /* or NULL */
    const CheckNumber *abstract; /* or NULL */
} CheckItem;

/* What was told. */
typedef struct CheckCounts {
    size_t briefs, numbers;
    size_t statuses[CHECK_UNCHECKABLE + 1];
    size_t reasons[CHECK_REASON_COUNT];
    size_t left_out, without_abstract, without_brief;
} CheckCounts;

/* What a paper's texts hold, as the extractors gave it. */
typedef struct CheckFound {
    const ClaimsPaper *paper;
    const ClaimRecord *claims;
    size_t claim_count;
    const QuantityRecord *quantities;
    size_t quantity_count;
} CheckFound;

/* Is told every item, in the brief's order, then what it leaves out. What an item points to lasts
 * until check_paper returns. */
typedef struct CheckListener {
    void (*tell)(void *cookie, const CheckItem *item);
    void *cookie;
} CheckListener;

/* A paper without a brief has nothing to check. */
bool check_has_brief(const ClaimsPaper *paper);

/*
 * Check the paper, and count in `counts` what was told. `arena` is for what lasts no longer than
 * the call; the caller resets it. CLAIMS_OK or CLAIMS_ERROR_SYSTEM (memory).
 */
ClaimsStatus check_paper(const Kin *kin, const CheckFound *found, Arena *arena,
                         const CheckListener *listener, CheckCounts *counts);

#endif
