/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words around numbers that the search for quantities goes by: rules/quantities.json,
 * compiled. */
#ifndef MENTIONS_QUANTITY_WORDS_H
#define MENTIONS_QUANTITY_WORDS_H

#include "base/knowledge.h"
#include "mentions/lexicon.h"
#include "mentions/units.h"

/* What a word does; several may hold. */
typedef enum WordRole {
    WORD_LABEL = 1 << 0,    /* the bare number behind is a name: "Table 4", "phase 3" */
    WORD_FUNCTION = 1 << 1, /* of the closed classes: "of", "only", "were" */
    WORD_RANGE = 1 << 2,    /* between two numbers: a range ("to") */
    WORD_LIST = 1 << 3,     /* between two numbers: a list ("and") */
    WORD_BETWEEN = 1 << 4,  /* before two numbers: their list is a range */
    WORD_APART = 1 << 5,    /* behind a list: its numbers belong to different things */
    WORD_MONTH = 1 << 6,
    WORD_VALUE = 1 << 7,    /* stands for a quantity: "room temperature" */
    WORD_BOUND = 1 << 8,    /* says how exact the number behind it is */
    WORD_PER = 1 << 9,      /* joins two units */
    WORD_ARTICLE = 1 << 10, /* may stand between a bound or a list's "and" and the number */
    WORD_AUTHORS = 1 << 11, /* the year behind is a citation's: "et al." */
    WORD_PRONOUN = 1 << 12, /* no number though it looks like one: "one of the" */
    WORD_PART = 1 << 13,    /* behind a fraction: it is one of something */
} WordRole;

typedef struct QuantityWord {
    unsigned roles;
    double value, value_max; /* of WORD_VALUE; NAN when absent */
    const Unit *unit;        /* of WORD_VALUE, or NULL */
    ClaimBound bound;        /* of WORD_VALUE and WORD_BOUND */
} QuantityWord;

/* Immutable. */
typedef struct QuantityWords {
    Arena arena;
    const UnitTable *units;
    QuantityWord *words;
    Lexicon *lexicon;
} QuantityWords;

/* Compile the collection "quantity_words"; `units` must outlive the result. Returns CLAIMS_OK,
 * CLAIMS_ERROR_RULES or CLAIMS_ERROR_SYSTEM. Owned: quantity_words_free. */
ClaimsStatus quantity_words_load(Knowledge *knowledge, const UnitTable *units,
                                 QuantityWords **words);
void quantity_words_free(QuantityWords *words);

/* The longest word or phrase that begins at text[at], or NULL. */
const QuantityWord *quantity_words_match(const QuantityWords *words, ClaimsString text, size_t at,
                                         LexiconMatch *match);

#endif
