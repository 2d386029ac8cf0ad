/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing and hashing texts that are mostly shorter than what calling the C library costs. */
#ifndef STATS_SHORT_TEXT_H
#define STATS_SHORT_TEXT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/string.h"

static inline uint64_t short_text_word(const char *data)
{
    uint64_t word;
    memcpy(&word, data, sizeof word);
    return word;
}

static inline uint32_t short_text_half(const char *data)
{
    uint32_t half;
    memcpy(&half, data, sizeof half);
    return half;
}

/* As string_equal. Pieces at both ends overlap where they do not fit exactly. */
static inline bool short_text_equal(ClaimsString a, ClaimsString b)
{
    size_t size = a.size;
    if (size != b.size)
        return false;
    if (size > 16)
        return memcmp(a.data, b.data, size) == 0;
    if (size >= 8)
        return short_text_word(a.data) == short_text_word(b.data) &&
               short_text_word(a.data + size - 8) == short_text_word(b.data + size - 8);
    if (size >= 4)
        return short_text_half(a.data) == short_text_half(b.data) &&
               short_text_half(a.data + size - 4) == short_text_half(b.data + size - 4);
    for (size_t i = 0; i < size; i++)
        if (a.data[i] != b.data[i])
            return false;
    return true;
}

/* Multiplicative hashing by words (Knuth, "The Art of Computer Programming", vol. 3, 6.4). */
static inline uint64_t short_text_hash(ClaimsString text)
{
    const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t hash = text.size * factor, last = 0;
    if (text.size >= 8) {
        for (size_t at = 0; at + 8 < text.size; at += 8) {
            hash = (hash ^ short_text_word(text.data + at)) * factor;
            hash ^= hash >> 29;
        }
        last = short_text_word(text.data + text.size - 8);
    } else if (text.size >= 4) {
        last =
            (uint64_t)short_text_half(text.data) << 32 | short_text_half(text.data + text.size - 4);
    } else {
        for (size_t i = 0; i < text.size; i++)
            last = last << 8 | (unsigned char)text.data[i];
    }
    hash = (hash ^ last) * factor;
    /* once more, or the last bytes would reach the highest bits alone */
    hash = (hash ^ hash >> 32) * factor;
    return hash ^ hash >> 32;
}

#endif
