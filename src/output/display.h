/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text in a terminal's columns. Only what can be shown gets through: runs of white space become
 * one space, and control and format characters, which could drive the terminal, are left out.
 */
#ifndef OUTPUT_DISPLAY_H
#define OUTPUT_DISPLAY_H

#include <stddef.h>

#include "base/buffer.h"
#include "claims/claims.h"

/* Which part of a text that is too wide is kept. */
typedef enum DisplayKeep { DISPLAY_KEEP_START, DISPLAY_KEEP_END } DisplayKeep;

/* The columns that `text` takes. */
size_t display_width(ClaimsString text);

/* Append `text`, cut to `width` columns with an ellipsis where it is wider. Returns the columns
 * used. */
size_t display_append_fitted(Buffer *buffer, ClaimsString text, size_t width, DisplayKeep keep);

void display_append_spaces(Buffer *buffer, size_t count);

#endif
