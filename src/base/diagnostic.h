/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making diagnostics, and turning them into text. */
#ifndef BASE_DIAGNOSTIC_H
#define BASE_DIAGNOSTIC_H

#include "base/buffer.h"
#include "claims/claims.h"

/* Report a message about `file` (NULL: none) at `line` (0: the whole file). */
void diagnostic_report(ClaimsSink sink, ClaimsSeverity severity, const char *file, size_t line,
                       const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Report `diagnostic` as it is. */
void diagnostic_send(ClaimsSink sink, const ClaimsDiagnostic *diagnostic);

/*
 * The text that a user reads, with its line ends:
 *     file:line:column: error: message
 *         excerpt
 *             ^
 *     help: help
 * Of a long excerpt, the part around the caret. Whatever came from files and arguments is made
 * harmless for a terminal: control characters, those that turn the direction of writing, and bytes
 * that are not UTF-8 become question marks.
 */
void diagnostic_render(const ClaimsDiagnostic *diagnostic, Buffer *text);

#endif
