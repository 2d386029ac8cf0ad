/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of tags, and which tags stand around the number that rules look at. */
#ifndef MENTIONS_TAG_SET_H
#define MENTIONS_TAG_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mentions/vocabulary.h"

typedef struct TagSet {
    uint64_t words[TAG_MAX / 64];
} TagSet;

static inline void tag_set_add(TagSet *set, int tag)
{
    set->words[tag / 64] |= UINT64_C(1) << tag % 64;
}

static inline bool tag_set_has(const TagSet *set, int tag)
{
    return (set->words[tag / 64] >> tag % 64 & 1) != 0;
}

static inline void tag_set_join(TagSet *set, const TagSet *other)
{
    for (size_t i = 0; i < TAG_MAX / 64; i++)
        set->words[i] |= other->words[i];
}

static inline bool tag_set_meets(const TagSet *a, const TagSet *b)
{
    uint64_t common = 0;
    for (size_t i = 0; i < TAG_MAX / 64; i++)
        common |= a->words[i] & b->words[i];
    return common != 0;
}

/* The tags on either side of a target, as far as rules see. */
typedef struct Surroundings {
    TagSet before, behind;
    int previous, next; /* directly beside it; TAG_NONE where the line ends */
} Surroundings;

/* The tags of the items [from, to) of a tagged line around `target`; when that is not among them,
 * all are before it. */
void surroundings_read(const char *tags, size_t from, size_t target, size_t to,
                       Surroundings *around);

#endif
