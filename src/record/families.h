/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which technique families a paper belongs to, by weighted cues in its title and its texts
 * (rules/families.json).
 *
 * How a score is built: a lexicon of all cues is read over the title and each text once, the
 * longest form at a place winning. Each find adds to the cue's family
 *
 *     weight * zone * repeat_discount ^ (finds of this cue before)
 *
 * where weight is the cue's title_weight in the title (title_factor times its weight when it has
 * none), and counting starts anew between title and texts. Zones are words that say how much the
 * rest of their sentence tells: "we propose" doubles it, "existing methods" ends that; in a title,
 * what follows "for" tells less than what stands before it. The fallback family ("other") starts
 * with fallback_score points. The best family is the primary one; up to two more follow that reach
 * secondary_ratio of its score, the fallback never among them.
 */
#ifndef RECORD_FAMILIES_H
#define RECORD_FAMILIES_H

#include "base/arena.h"
#include "base/knowledge.h"

/* The compiled collections "families" and "family_zones", and "family_scoring". Immutable, shared
 * by threads. */
typedef struct FamilyTable FamilyTable;

/* The scores of one paper while its texts are read. */
typedef struct FamilyScores FamilyScores;

enum { FAMILIES_MAX = 3 };

typedef enum FamilyPart { FAMILY_TITLE, FAMILY_TEXT } FamilyPart;

/* Returns CLAIMS_OK, CLAIMS_ERROR_RULES (every fault has been reported) or CLAIMS_ERROR_SYSTEM.
 * `*table` is owned: families_free. It does not refer to `knowledge` afterwards. */
ClaimsStatus families_load(Knowledge *knowledge, FamilyTable **table);

/* NULL is allowed. */
void families_free(FamilyTable *table);

/* The families' identifiers, NUL-terminated, in the order of the files; borrowed from the table. */
const ClaimsString *families_list(const FamilyTable *table, size_t *count);

/* Scores for a new paper, borrowed until `arena` is reset; NULL when memory is exhausted. `table`
 * must outlive them. */
FamilyScores *families_begin(const FamilyTable *table, Arena *arena);

/* Read `text`, a clean view's text, as (a piece of) the paper's title or as one of its texts. */
void families_read(FamilyScores *scores, FamilyPart part, ClaimsString text);

/* The families, primary first: one to FAMILIES_MAX identifiers, NUL-terminated and borrowed from
 * the table. Returns how many. */
size_t families_rank(const FamilyScores *scores, ClaimsString families[FAMILIES_MAX]);

#endif
