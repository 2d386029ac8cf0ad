/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/operands.h"

#include <string.h>
#include <sys/stat.h>

static bool is_input(const char *operand)
{
    struct stat info;
    return strcmp(operand, "-") == 0 || (stat(operand, &info) == 0 && !S_ISDIR(info.st_mode));
}

bool operands_split(Arena *arena, const OptionList *operands, OptionList *names, OptionList *paths)
{
    names->items = arena_array(arena, operands->count + 1, sizeof *names->items);
    paths->items = arena_array(arena, operands->count + 1, sizeof *paths->items);
    if (names->items == NULL || paths->items == NULL)
        return false;
    for (size_t i = 0; i < operands->count; i++) {
        OptionList *list = is_input(operands->items[i]) ? paths : names;
        list->items[list->count++] = operands->items[i];
    }
    return true;
}
