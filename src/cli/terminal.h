/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known about the terminal, if there is one. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/* When to use colours. */
typedef enum ColorChoice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } ColorChoice;

/* The words for these, by value, then NULL. */
extern const char *const color_choice_names[];

/* Whether output to `descriptor` is to be coloured. COLOR_AUTO: when it is a terminal, and the
 * environment says neither NO_COLOR nor TERM=dumb. */
bool terminal_color(ColorChoice choice, int descriptor);

/* The columns of the terminal at `descriptor`; without one those that the environment's COLUMNS
 * says, or 100. */
size_t terminal_width(int descriptor);

#endif
