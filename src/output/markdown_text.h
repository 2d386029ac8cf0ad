/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef OUTPUT_MARKDOWN_TEXT_H
#define OUTPUT_MARKDOWN_TEXT_H

#include "base/buffer.h"
#include "claims/claims.h"

/* Append `text` as data within a line of Markdown: what Markdown or HTML would take for markup is
 * escaped, and line ends become spaces. */
void markdown_append_text(Buffer *buffer, ClaimsString text);

#endif
