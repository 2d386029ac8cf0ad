/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nearest.h"

#include <stdbool.h>
#include <string.h>

enum { LONGEST = 40 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Insertions, deletions, replacements and swaps of neighbours that lead from `a` to `b` (the
 * "optimal string alignment" distance). Both are at most LONGEST long. */
static size_t distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_size; j++)
        above[j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            best = least(best, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = least(best, before[j - 2] + 1);
            row[j] = best;
        }
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[b_size];
}

const char *nearest_name(const char *word, const char *const *names, size_t count)
{
    const char *nearest = NULL;
    size_t size = strlen(word), nearest_distance = 0;
    if (size == 0 || size > LONGEST)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t name_size = names[i] == NULL ? 0 : strlen(names[i]);
        if (name_size == 0 || name_size > LONGEST)
            continue;
        bool is_start = size >= 2 && strncmp(names[i], word, size) == 0;
        size_t far = is_start ? 0 : distance(word, size, names[i], name_size);
        size_t limit = (size < name_size ? size : name_size) / 3 + 1;
        if (far <= limit && far < name_size && (nearest == NULL || far < nearest_distance)) {
            nearest = names[i];
            nearest_distance = far;
        }
    }
    return nearest;
}
