/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Surface forms and where they stand: all forms of a lexicon are one trie, so that a text is read
 * once however many forms there are.
 *
 * Matching, the same for every lexicon of rules/:
 *   - a form without capital letters matches in any case, one with capitals only as written;
 *   - a hyphen equals a space, in the form and in the text;
 *   - where a form begins or ends with an ASCII letter or digit, so must a word of the text;
 *   - a form that ends in "#" matches, without the "#", only where a number follows, one that ends
 *     in "@" only where a capital letter does;
 *   - the longest match at a place wins.
 */
#ifndef MENTIONS_LEXICON_H
#define MENTIONS_LEXICON_H

#include <stdbool.h>
#include <stdint.h>

#include "claims/claims.h"

enum { LEXICON_FORM_MAX = 255 }; /* bytes of a form */

/* A compiled lexicon: immutable, shared by threads. */
typedef struct Lexicon Lexicon;

/* Collects forms. Owned: lexicon_builder_free, or given up to lexicon_build. */
typedef struct LexiconBuilder LexiconBuilder;

/* What a form may stand next to. */
typedef enum LexiconBoundary {
    LEXICON_WORDS, /* whole words only */
    LEXICON_UNITS, /* as LEXICON_WORDS, but a digit may stand directly before the form */
} LexiconBoundary;

/* NULL when memory is exhausted. */
LexiconBuilder *lexicon_builder_new(LexiconBoundary boundary);
void lexicon_builder_free(LexiconBuilder *builder);

/* What became of an added form. */
typedef enum LexiconAdd {
    LEXICON_ADDED,
    LEXICON_DUPLICATE, /* the same form stands for another value; `*previous` says which */
    LEXICON_NO_MEMORY,
} LexiconAdd;

/* Add one expanded form that stands for `value`. The same form with the same value is no
 * duplicate. */
LexiconAdd lexicon_builder_add(LexiconBuilder *builder, ClaimsString form, uint32_t value,
                               uint32_t *previous);

/* Compile; the builder is used up even on failure. NULL when memory is exhausted. */
Lexicon *lexicon_build(LexiconBuilder *builder);
void lexicon_free(Lexicon *lexicon);

typedef struct LexiconMatch {
    uint32_t value;
    size_t end; /* the match is [at, end) */
} LexiconMatch;

/*
 * The first place from text[at] on where a form may begin, going by its first two bytes and by
 * where words begin; text.size when there is none. No match begins at a place that is passed over.
 */
size_t lexicon_next(const Lexicon *lexicon, ClaimsString text, size_t at);

/* May a form begin at text[at], which is inside the text? False is certain. */
bool lexicon_may_match(const Lexicon *lexicon, ClaimsString text, size_t at);

/* The longest form that begins at text[at]. */
bool lexicon_match(const Lexicon *lexicon, ClaimsString text, size_t at, LexiconMatch *match);

#endif
