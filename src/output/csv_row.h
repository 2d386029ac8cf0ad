/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of CSV as RFC 4180 has it, with CRLF line ends, and of TSV, with LF. Several strings in one
 * cell are joined by "; "; an absent value is an empty cell.
 */
#ifndef OUTPUT_CSV_ROW_H
#define OUTPUT_CSV_ROW_H

#include "output/record_fields.h"

/* One row of `count` values, its line end included; as TSV when `tabs`. */
void csv_append_row(Buffer *buffer, const FieldValue *values, size_t count, bool tabs);

#endif
