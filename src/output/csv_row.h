/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of CSV as RFC 4180 has it, with CRLF line ends, and of TSV, with LF. Several strings in one
 * cell are joined by "; "; an absent value is an empty cell.
 *
 * TSV has no way to quote, so tabs and line ends within a text become spaces.
 *
 * Texts come from anywhere, and spreadsheets run cells that look like formulas. A text cell that
 * begins like one is therefore written with an apostrophe before it, the spreadsheets' own mark
 * for "this is text". Cells that hold numbers never need it.
 */
#ifndef OUTPUT_CSV_ROW_H
#define OUTPUT_CSV_ROW_H

#include "output/record_fields.h"

/* One row of `count` values, its line end included; as TSV when `tabs`. */
void csv_append_row(Buffer *buffer, const FieldValue *values, size_t count, bool tabs);

#endif
