/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and spellings that say what kind of thing a phrase names: "dataset", "GPU", "…Net". */
#ifndef RECORD_SLOT_WORDS_H
#define RECORD_SLOT_WORDS_H

#include "base/regex.h"
#include "mentions/mentions.h"

/* The compiled collections "slot_words" and "slot_shapes". Immutable, shared by threads. */
typedef struct SlotWords SlotWords;

/* What a word means for slots. */
typedef struct SlotWord {
    int tag;         /* TAG_NONE: the word keeps its own */
    bool trim;       /* left out in front of a name */
    bool tail;       /* may be left out behind one */
    bool introduces; /* the name behind it is the paper's own */
    bool practice;   /* what is called so is a way to do something, never a model */
    bool ends;       /* what stands behind it no longer says what a phrase names */
} SlotWord;

/* Adds the tags of "slot_words" to `vocabulary`. Returns CLAIMS_OK, CLAIMS_ERROR_RULES (every fault
 * has been reported) or CLAIMS_ERROR_SYSTEM. `*words` is owned: slot_words_free. */
ClaimsStatus slot_words_load(Knowledge *knowledge, Vocabulary *vocabulary, SlotWords **words);
void slot_words_free(SlotWords *words); /* NULL is allowed */

/* The longest word that stands at text[at], up to *end; or NULL. */
const SlotWord *slot_words_find(const SlotWords *words, ClaimsString text, size_t at, size_t *end);

/* The tag that names of this spelling have, or TAG_NONE. */
int slot_words_shape(const SlotWords *words, RegexScratch *scratch, ClaimsString name);

/* Where does the text behind the leading articles of [start, end) begin? */
size_t slot_words_trim(const SlotWords *words, ClaimsString text, TextSpan span);

/* Does a word of tag `tag` stand in `text`? */
bool slot_words_has(const SlotWords *words, ClaimsString text, int tag);

/* Does a word of tag `tag` (TAG_NONE: of none) or, when it is asked for, one that introduces names
 * stand in `text`, from text[from] on? */
bool slot_words_any(const SlotWords *words, ClaimsString text, size_t from, int tag,
                    bool introduces);

/* The tag of the word that stands at text[at], or TAG_NONE. */
int slot_words_at(const SlotWords *words, ClaimsString text, size_t at);

#endif
