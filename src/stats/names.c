/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/names.h"

#include <stdlib.h>

#include "base/string.h"
#include "stats/short_text.h"

static uint32_t hash_of(ClaimsString text)
{
    return (uint32_t)short_text_hash(text);
}

/* Slot for `text`: the one that holds it, or the empty one where it belongs. */
static NamesSlot *find_slot(const Names *names, ClaimsString text, uint32_t hash)
{
    for (uint32_t at = hash;; at++) {
        NamesSlot *slot = &names->slots[at & (names->slot_count - 1)];
        if (slot->number == NAME_NONE ||
            (slot->hash == hash && short_text_equal(names->strings[slot->number], text)))
            return slot;
    }
}

static void move_slots(Names *names, NamesSlot *slots, uint32_t slot_count)
{
    for (uint32_t i = 0; i < names->slot_count; i++) {
        uint32_t at = names->slots[i].hash & (slot_count - 1);
        if (names->slots[i].number == NAME_NONE)
            continue;
        while (slots[at].number != NAME_NONE)
            at = (at + 1) & (slot_count - 1);
        slots[at] = names->slots[i];
    }
    free(names->slots);
    names->slots = slots;
    names->slot_count = slot_count;
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
    NamesSlot *slots = calloc((size_t)capacity * 2, sizeof *slots);
    if (slots == NULL)
        return false;
    if (names->count == 0)
        names->strings[names->count++] = string_of(""); /* NAME_NONE */
    move_slots(names, slots, capacity * 2);
    names->capacity = capacity;
    return true;
}

bool names_add(Names *names, ClaimsString text, uint32_t *number)
{
    *number = NAME_NONE;
    if (text.size == 0)
        return true;
    if (!grow(names))
        return false;
    uint32_t hash = hash_of(text);
    NamesSlot *slot = find_slot(names, text, hash);
    if (slot->number == NAME_NONE) {
        ClaimsString copy = arena_copy(&names->arena, text);
        if (copy.data == NULL)
            return false;
        names->strings[names->count] = copy;
        *slot = (NamesSlot){names->count++, hash};
    }
    *number = slot->number;
    return true;
}

uint32_t names_find(const Names *names, ClaimsString text)
{
    return names->slot_count > 0 && text.size > 0 ? find_slot(names, text, hash_of(text))->number
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
