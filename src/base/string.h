/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small helpers on counted strings. */
#ifndef BASE_STRING_H
#define BASE_STRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "claims/claims.h"

static inline ClaimsString string_of(const char *text)
{
    return (ClaimsString){text, text == NULL ? 0 : strlen(text)};
}

static inline bool string_equal(ClaimsString a, ClaimsString b)
{
    if (a.size != b.size)
        return false;
    if (a.size == 0)
        return true;
    return a.data != NULL && b.data != NULL && memcmp(a.data, b.data, a.size) == 0;
}

static inline ClaimsString string_slice(ClaimsString s, size_t from, size_t to)
{
    return (ClaimsString){s.data + from, to - from};
}

static inline bool byte_is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static inline bool byte_is_letter(unsigned char c)
{
    return (c | 0x20u) >= 'a' && (c | 0x20u) <= 'z';
}

static inline bool byte_is_space(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline char byte_to_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* FNV-1a, 64 bits (Fowler, Noll and Vo): ids and hash tables, nothing that needs secrecy. */
static inline uint64_t hash_bytes(uint64_t hash, const void *data, size_t size)
{
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

#define HASH_SEED UINT64_C(0xcbf29ce484222325)

#endif
