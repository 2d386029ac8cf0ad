/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrays that grow: a pointer from malloc, a count and a capacity that their owner keeps. */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/*
 * Make room for one element more than `count`. `array` is the address of the pointer to the
 * elements, of `size` bytes each; the pointer may be NULL while `*capacity` is 0. Doubles the room,
 * beginning with `first` elements. False, with nothing changed, when memory runs out.
 */
static inline bool array_reserve(void *array, size_t *capacity, size_t count, size_t size,
                                 size_t first)
{
    if (count < *capacity)
        return true;
    void *items;
    size_t wanted = *capacity > 0 ? *capacity * 2 : first;
    memcpy(&items, array, sizeof items);
    items = wanted <= (size_t)-1 / size ? realloc(items, wanted * size) : NULL;
    if (items == NULL)
        return false;
    memcpy(array, &items, sizeof items);
    *capacity = wanted;
    return true;
}

#endif
