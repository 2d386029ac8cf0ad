/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compiled rules/text.json, shared by the files of this folder only. */
#ifndef TEXT_TABLE_H
#define TEXT_TABLE_H

#include <stdbool.h>

#include "text/view.h"

typedef struct Replacement {
    ClaimsString from, to;
} Replacement;

struct TextTable {
    Arena arena;
    Replacement *replacements; /* sorted by first byte, then longest first */
    size_t replacement_count;
    size_t growth;     /* clean text is at most this many times as long as its source */
    size_t first[257]; /* replacements beginning with byte b: [first[b], first[b + 1]) */
    ClaimsString *abbreviations;
    size_t abbreviation_count;
};

/* The replacement for what stands at `text[at]`, longest first, or NULL. */
const Replacement *text_table_find(const TextTable *table, ClaimsString text, size_t at);

/* Is the period at `text[at]` the end of an abbreviation? */
bool text_table_is_abbreviation(const TextTable *table, ClaimsString text, size_t at);

/* Cut clean text into sentences. Returns CLAIMS_OK or CLAIMS_ERROR_SYSTEM. */
ClaimsStatus text_split_sentences(const TextTable *table, ClaimsString text, Arena *arena,
                                  TextSpan **sentences, size_t *count);

#endif
