/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_BLOCK_SIZE = 64 * 1024 };

struct ArenaBlock {
    ArenaBlock *next;
    size_t capacity, used;
    alignas(max_align_t) unsigned char bytes[];
};

static ArenaBlock *block_new(size_t size)
{
    size_t capacity = size > ARENA_BLOCK_SIZE ? size : ARENA_BLOCK_SIZE;
    if (capacity > SIZE_MAX - sizeof(ArenaBlock))
        return NULL;
    ArenaBlock *block = malloc(sizeof(ArenaBlock) + capacity);
    if (block != NULL)
        *block = (ArenaBlock){.capacity = capacity};
    return block;
}

/* The current block if it has room, else the next kept one that has, else a new one after it. */
static ArenaBlock *block_with_room(Arena *arena, size_t size)
{
    ArenaBlock *block = arena->current;
    while (block != NULL && block->capacity - block->used < size) {
        if (block->next == NULL)
            break;
        block = block->next;
    }
    if (block != NULL && block->capacity - block->used >= size)
        return block;
    ArenaBlock *fresh = block_new(size);
    if (fresh == NULL)
        return NULL;
    if (block == NULL)
        arena->first = fresh;
    else
        block->next = fresh;
    return fresh;
}

/* `*size` becomes what is taken. */
static void *take(Arena *arena, size_t *size)
{
    const size_t align = alignof(max_align_t);
    if (*size > SIZE_MAX - align)
        return NULL;
    *size = (*size + align - 1) / align * align;
    ArenaBlock *block = block_with_room(arena, *size);
    if (block == NULL)
        return NULL;
    arena->current = block;
    void *place = block->bytes + block->used;
    block->used += *size;
    return place;
}

void *arena_alloc(Arena *arena, size_t size)
{
    void *place = take(arena, &size);
    if (place != NULL)
        memset(place, 0, size); /* all of it: compiled patterns look at whole blocks */
    return place;
}

void *arena_array(Arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return arena_alloc(arena, count * size);
}

void *arena_room(Arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    size *= count;
    return take(arena, &size);
}

ClaimsString arena_copy(Arena *arena, ClaimsString string)
{
    if (string.size == SIZE_MAX)
        return (ClaimsString){0};
    size_t size = string.size + 1;
    char *copy = take(arena, &size);
    if (copy == NULL)
        return (ClaimsString){0};
    if (string.size > 0)
        memcpy(copy, string.data, string.size);
    copy[string.size] = '\0';
    return (ClaimsString){copy, string.size};
}

void arena_reset(Arena *arena)
{
    for (ArenaBlock *block = arena->first; block != NULL; block = block->next)
        block->used = 0;
    arena->current = arena->first;
}

void arena_free(Arena *arena)
{
    for (ArenaBlock *block = arena->first; block != NULL;) {
        ArenaBlock *next = block->next;
        free(block);
        block = next;
    }
    *arena = (Arena){0};
}
