/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line that slot rules match: the tagged line of the claim rules with finer tags where a word
 * says what kind of thing a phrase names ("dataset", "GPU", "method"), and with names that are in
 * no list told apart by their shape. The claim rules' own tags stay as they are.
 */
#ifndef RECORD_SLOT_LINE_H
#define RECORD_SLOT_LINE_H

#include "record/own_name.h"

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

/* Lives in `arena`. Returns CLAIMS_OK or CLAIMS_ERROR_SYSTEM. */
ClaimsStatus slot_line_make(const SlotWords *words, const Vocabulary *vocabulary, const Line *line,
                            const OwnName own[OWN_NAMES], RegexScratch *scratch, Arena *arena,
                            SlotLine *slots);

/* Mark, or with `on` false unmark, the quantity `item` as the target. */
void slot_line_set_target(const Vocabulary *vocabulary, SlotLine *slots, size_t item, bool on);

#endif
