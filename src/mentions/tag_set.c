/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions/tag_set.h"

void surroundings_read(const char *tags, size_t from, size_t target, size_t to,
                       Surroundings *around)
{
    *around = (Surroundings){.previous = TAG_NONE, .next = TAG_NONE};
    for (size_t i = from; i < to; i++) {
        int tag = tag_decode(tags + i * TAG_BYTES);
        if (i == target)
            continue;
        tag_set_add(i < target ? &around->before : &around->behind, tag);
        if (i + 1 == target)
            around->previous = tag;
        else if (i > 0 && i - 1 == target)
            around->next = tag;
    }
}
