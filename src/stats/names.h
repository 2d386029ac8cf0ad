/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of strings, each kept once and known by a number. */
#ifndef STATS_NAMES_H
#define STATS_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "claims/claims.h"

enum { NAME_NONE = 0 };        /* stands for no string, and for the empty one */
#define NAME_UNUSED UINT32_MAX /* the number of a name that no record has */

/* Of a string, the number and the end of its hash: strings are far apart in memory, so as few as
 * possible are looked at. */
typedef struct NamesSlot {
    uint32_t number, hash;
} NamesSlot;

/* Zero-initialise before first use; names_free releases it. */
typedef struct Names {
    Arena arena;
    ClaimsString *strings; /* by number */
    uint32_t count, capacity;
    NamesSlot *slots; /* hash table */
    uint32_t slot_count;
} Names;

/* The number of `text`, which is copied when it is new. False when memory is exhausted. */
bool names_add(Names *names, ClaimsString text, uint32_t *number);

/* The number of `text`, or NAME_NONE when it is not there. */
uint32_t names_find(const Names *names, ClaimsString text);

/* The string with that number, NUL-terminated, borrowed until names_free. */
ClaimsString names_text(const Names *names, uint32_t number);

void names_free(Names *names);

#endif
