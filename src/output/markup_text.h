/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef OUTPUT_MARKUP_TEXT_H
#define OUTPUT_MARKUP_TEXT_H

#include "base/buffer.h"
#include "claims/claims.h"

/* Append `text` as data within XML or HTML, between tags or in a quoted attribute: what would be
 * markup is escaped, characters that XML does not allow are left out, and bytes that are not UTF-8
 * become U+FFFD. */
void markup_append_text(Buffer *buffer, ClaimsString text);

#endif
