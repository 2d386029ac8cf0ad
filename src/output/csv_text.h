/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef OUTPUT_CSV_TEXT_H
#define OUTPUT_CSV_TEXT_H

#include <stdbool.h>

#include "base/buffer.h"
#include "claims/claims.h"

/*
 * Append `text` as a cell of CSV (RFC 4180), quoted where it must be; of TSV when `tabs`, which has
 * no way to quote, so that tabs and line ends within the text become spaces.
 *
 * Texts come from anywhere, and spreadsheets run cells that look like formulas. A text that begins
 * like one is therefore written with an apostrophe before it, the spreadsheets' own mark for "this
 * is text". Cells that hold numbers never need it.
 */
void csv_append_text(Buffer *buffer, ClaimsString text, bool tabs);

#endif
