/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The clean view of a document: LaTeX, full-width forms, the many dashes and signs, line breaks
 * and white space folded to one plain notation, with a map back to the document's bytes.
 */
#ifndef TEXT_VIEW_H
#define TEXT_VIEW_H

#include <stdint.h>

#include "base/arena.h"
#include "base/knowledge.h"
#include "claims/claims.h"

/* What rules/text.json says, compiled. Immutable. */
typedef struct TextTable TextTable;

/* Of sentences: what goes beyond is no prose, and would cost without bound. */
typedef struct TextLimits {
    size_t sentence_bytes;   /* longer ones are cut */
    size_t sentence_numbers; /* with more it is a table: none of them is read as a claim */
    size_t shown_bytes;      /* of a longer one, records tell what stands around the number */
} TextLimits;

/* Compile the collections "replacements" and "abbreviations", and "sentence_limits". Returns
 * CLAIMS_OK, CLAIMS_ERROR_RULES or CLAIMS_ERROR_SYSTEM; `*table` is owned: text_table_free. */
ClaimsStatus text_table_load(Knowledge *knowledge, TextTable **table);
void text_table_free(TextTable *table);

/* Borrowed from `table`. */
const TextLimits *text_table_limits(const TextTable *table);

/* A stretch of the clean view, in bytes: [start, end). */
typedef struct TextSpan {
    uint32_t start, end;
} TextSpan;

/*
 * Where clean bytes from `at` on, up to the next piece, come from. Mostly they stand as they are in
 * the document: clean byte at + i comes from the document's byte from + i. Where they were made,
 * `made` > 0, each of them comes from all of [from, from + made).
 */
typedef struct TextPiece {
    uint32_t at, from, made;
} TextPiece;

/* Clean text: runs of white space are one space, a paragraph's end is '\n'. */
typedef struct TextView {
    ClaimsString text;
    const TextPiece *pieces; /* in order; the first is at 0 */
    size_t piece_count;
    const TextSpan *sentences;
    size_t sentence_count;
    const TextLimits *limits; /* the table's */
} TextView;

/*
 * Make the clean view of `text` and cut it into sentences. Everything lives in `arena`. Texts of
 * 2 GiB and more are refused. Returns CLAIMS_OK or CLAIMS_ERROR_SYSTEM.
 */
ClaimsStatus text_view_make(const TextTable *table, ClaimsString text, Arena *arena,
                            TextView *view);

/* What records tell of `sentence`: all of it or, of a long one, what stands around `quote`, which
 * is in it. */
TextSpan text_view_shown(const TextView *view, TextSpan sentence, TextSpan quote);

/* The document's bytes that a span of the clean view comes from. */
TextSpan text_view_source(const TextView *view, TextSpan span);

#endif
