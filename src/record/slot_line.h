/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line that slot rules match: the tagged line of the claim rules with finer tags where a word
 * says what kind of thing a phrase names ("dataset", "GPU", "method"), and with names that are in
 * no list told apart by their shape. The claim rules' own tags stay as they are.
 */
#ifndef RECORD_SLOT_LINE_H
#define RECORD_SLOT_LINE_H

#include "base/regex.h"
#include "mentions/mentions.h"

/* The compiled collections "slot_words" and "slot_shapes". Immutable, shared by threads. */
typedef struct SlotWords SlotWords;

/* Adds the tags of "slot_words" to `vocabulary`. Returns CLAIMS_OK, CLAIMS_ERROR_RULES (every fault
 * has been reported) or CLAIMS_ERROR_SYSTEM. `*words` is owned: slot_words_free. */
ClaimsStatus slot_words_load(Knowledge *knowledge, Vocabulary *vocabulary, SlotWords **words);
void slot_words_free(SlotWords *words); /* NULL is allowed */

/* Where does the text behind the leading articles of [start, end) begin? */
size_t slot_words_trim(const SlotWords *words, ClaimsString text, TextSpan span);

/* Does a word of tag `tag` stand in `text`? */
bool slot_words_has(const SlotWords *words, ClaimsString text, int tag);

/* The tag of the word that stands at text[at], or TAG_NONE. */
int slot_words_at(const SlotWords *words, ClaimsString text, size_t at);

/* Does a word that introduces a name of the paper's own stand at text[at]? */
bool slot_words_introduce(const SlotWords *words, ClaimsString text, size_t at);

typedef struct SlotItem {
    int tag;
    TextSpan span;
    size_t first_token;
    bool tail; /* may be left out behind a name: "dataset", "model" */
} SlotItem;

typedef struct SlotLine {
    const Line *line;
    SlotItem *items;
    size_t count;
    size_t *places; /* item of the line → item of this line */
    char *tags;     /* TAG_BYTES per item, NUL-terminated */
} SlotLine;

/* A name that the paper gives to what it brings, compared without letter case; may be empty. */
typedef struct OwnName {
    ClaimsString name;
    int tag; /* of the items that it stands for */
} OwnName;

enum { OWN_NAMES = 2 };

/* The end of the name when it stands at text[at], as a word; else 0. */
size_t own_name_end(ClaimsString text, size_t at, ClaimsString name);

/* Lives in `arena`. Returns CLAIMS_OK or CLAIMS_ERROR_SYSTEM. */
ClaimsStatus slot_line_make(const SlotWords *words, const Vocabulary *vocabulary, const Line *line,
                            const OwnName own[OWN_NAMES], RegexScratch *scratch, Arena *arena,
                            SlotLine *slots);

/* Mark, or with `on` false unmark, the quantity `item` as the target. */
void slot_line_set_target(const Vocabulary *vocabulary, SlotLine *slots, size_t item, bool on);

#endif
