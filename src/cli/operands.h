/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operands of which some are names and some are input. */
#ifndef CLI_OPERANDS_H
#define CLI_OPERANDS_H

#include <stdbool.h>

#include "cli/options.h"

/* Split `operands`: what names a file (or any input but a folder), and "-", is input; all else are
 * names. Both lists live in `arena` and have room for one more. False when memory is exhausted. */
bool operands_split(Arena *arena, const OptionList *operands, OptionList *names, OptionList *paths);

#endif
