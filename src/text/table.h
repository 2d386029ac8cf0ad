/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compiled rules/text.json, shared by the files of this folder only. */
#ifndef TEXT_TABLE_H
#define TEXT_TABLE_H

#include <stdbool.h>

#include "text/view.h"

typedef struct Replacement {
    ClaimsString from, to;
} Replacement;

/* What a byte may be. */
enum {
    TEXT_PLAIN = 1, /* stands for itself, whatever is around it; no white space */
    TEXT_STOP = 2,  /* a sentence may end at it: ".", "!", "?", a line feed, a wide full stop */
};

struct TextTable {
    Arena arena;
    Replacement *replacements; /* sorted by first byte, then longest first */
    size_t replacement_count;
    size_t growth;            /* clean text is at most this many times as long as its source */
    size_t first[257];        /* replacements beginning with byte b: [first[b], first[b + 1]) */
    unsigned char class[256]; /* of a byte: TEXT_PLAIN, TEXT_STOP */
    TextLimits limits;
    ClaimsString *abbreviations;
    size_t abbreviation_count;
};

/* The replacement for what stands at `text[at]`, longest first, or NULL. */
const Replacement *text_table_find(const TextTable *table, ClaimsString text, size_t at);

/* Is the period at `text[at]` the end of an abbreviation? */
bool text_table_is_abbreviation(const TextTable *table, ClaimsString text, size_t at);

/* Cut clean text into sentences. `stops` are the places, in order, of all its bytes of the class
 * TEXT_STOP. Returns CLAIMS_OK or CLAIMS_ERROR_SYSTEM. */
ClaimsStatus text_split_sentences(const TextTable *table, ClaimsString text, const uint32_t *stops,
                                  size_t stop_count, Arena *arena, TextSpan **sentences,
                                  size_t *count);

#endif
