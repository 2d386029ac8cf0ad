/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/names.h"

#include <stdlib.h>

#include "base/string.h"
#include "stats/short_text.h"

/* Slot for `text`: the one that holds it, or the empty one where it belongs. */
static uint32_t find_slot(const Names *names, ClaimsString text)
{
    uint32_t slot = (uint32_t)short_text_hash(text) & (names->slot_count - 1);
    while (names->slots[slot] != NAME_NONE &&
           !short_text_equal(names->strings[names->slots[slot]], text))
        slot = (slot + 1) & (names->slot_count - 1);
    return slot;
}

/* Room for one more string, in a table that is at most half full. */
static bool grow(Names *names)
{
    if (names->count + 1 < names->capacity)
        return true;
    if (names->capacity > UINT32_MAX / 4)
        return false;
    uint32_t capacity = names->capacity == 0 ? 256 : names->capacity * 2;
    ClaimsString *strings = realloc(names->strings, capacity * sizeof *strings);
    if (strings == NULL)
        return false;
    names->strings = strings;
    uint32_t *slots = calloc((size_t)capacity * 2, sizeof *slots);
    if (slots == NULL)
        return false;
    if (names->count == 0)
        names->strings[names->count++] = string_of(""); /* NAME_NONE */
    free(names->slots);
    names->slots = slots;
    names->slot_count = capacity * 2;
    names->capacity = capacity;
    for (uint32_t i = 1; i < names->count; i++)
        slots[find_slot(names, strings[i])] = i;
    return true;
}

bool names_add(Names *names, ClaimsString text, uint32_t *number)
{
    *number = NAME_NONE;
    if (text.size == 0)
        return true;
    if (!grow(names))
        return false;
    uint32_t slot = find_slot(names, text);
    if (names->slots[slot] == NAME_NONE) {
        ClaimsString copy = arena_copy(&names->arena, text);
        if (copy.data == NULL)
            return false;
        names->strings[names->count] = copy;
        names->slots[slot] = names->count++;
    }
    *number = names->slots[slot];
    return true;
}

uint32_t names_find(const Names *names, ClaimsString text)
{
    return names->slot_count > 0 && text.size > 0 ? names->slots[find_slot(names, text)]
                                                  : NAME_NONE;
}

ClaimsString names_text(const Names *names, uint32_t number)
{
    return number == NAME_NONE ? string_of("") : names->strings[number];
}

void names_free(Names *names)
{
    arena_free(&names->arena);
    free(names->strings);
    free(names->slots);
    *names = (Names){0};
}
