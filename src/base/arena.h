/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A region of memory that is released all at once. Each document's temporary data lives in one,
 * which is reset for the next document: blocks are kept, so a steady run allocates nothing.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "claims/claims.h"

typedef struct ArenaBlock ArenaBlock;

/* Zero-initialise before first use. Not shared between threads. */
typedef struct Arena {
    ArenaBlock *first, *current;
} Arena;

/* `size` bytes, zeroed, aligned for any type; NULL when memory is exhausted. Borrowed until
 * arena_reset or arena_free. */
void *arena_alloc(Arena *arena, size_t size);

/* Room for `count` things of `size` bytes, zeroed; NULL on exhaustion or overflow. */
void *arena_array(Arena *arena, size_t count, size_t size);

/* The same, not zeroed: for what is written before it is read, where most of the room stays
 * unused. */
void *arena_room(Arena *arena, size_t count, size_t size);

/* A copy of `string`'s bytes followed by NUL; data is NULL when memory is exhausted. */
ClaimsString arena_copy(Arena *arena, ClaimsString string);

/* Forget all allocations, keep the memory. */
void arena_reset(Arena *arena);

/* Release the memory; the arena may be used again. */
void arena_free(Arena *arena);

#endif
