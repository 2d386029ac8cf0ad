/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding out whether bytes are UTF-8, and mending those that are not without losing track of
 * where each byte of the mended text stands in the file.
 */
#ifndef INPUT_UTF8_H
#define INPUT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "claims/claims.h"

/* How many bytes of `text`, from its start, are well-formed UTF-8 without NUL bytes. */
size_t utf8_valid_size(ClaimsString text);

/* The largest size <= `limit` (and > 0) at which `text` can be cut without cutting a character.
 * Needs 0 < limit <= text.size. */
size_t utf8_cut(ClaimsString text, size_t limit);

/* Characters in `text`: bytes that do not continue a character. */
size_t utf8_count(ClaimsString text);

/*
 * A text made from a file's bytes, with the place of each of its bytes in the file. Lives in an
 * arena. Every maximal ill-formed subsequence becomes U+FFFD, every NUL byte a space.
 */
typedef struct MappedText {
    char *data;
    size_t *offsets; /* size + 1 entries once mapped_text_end was called */
    size_t size, capacity;
    size_t ill_formed; /* bytes that were not UTF-8 */
    size_t nuls;
} MappedText;

/* Empty, with room for `raw` once mended or for anything shorter that is made from it.
 * False when memory is exhausted. */
bool mapped_text_begin(MappedText *text, Arena *arena, ClaimsString raw);

/* Append `raw`, which stands at `offset` of the file, mended. */
void mapped_text_append(MappedText *text, ClaimsString raw, size_t offset);

/* Append a character that is written in another way at `offset`: a value that is no character, and
 * U+0000, becomes U+FFFD. */
void mapped_text_append_character(MappedText *text, uint32_t value, size_t offset);

/* Close the map: what follows the text stands at `offset`. */
void mapped_text_end(MappedText *text, size_t offset);

/* All of that for `raw` alone. False when memory is exhausted. */
bool mapped_text_mend(MappedText *text, Arena *arena, ClaimsString raw, size_t offset);

#endif
