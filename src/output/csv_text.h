/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef OUTPUT_CSV_TEXT_H
#define OUTPUT_CSV_TEXT_H

#include "base/buffer.h"
#include "claims/claims.h"

/* Append `text` as a cell of CSV (RFC 4180), quoted where it must be, and marked with an apostrophe
 * where a spreadsheet would take it for a formula. */
void csv_append_text(Buffer *buffer, ClaimsString text);

#endif
