/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of the input file that places of a document stand on. */
#ifndef TEXT_LINE_COUNTER_H
#define TEXT_LINE_COUNTER_H

#include "claims/claims.h"

/* Remembers how far it has counted, so that asking in the order of the text reads it once. */
typedef struct LineCounter {
    const ClaimsDocument *document;
    size_t at, line; /* the line of text byte `at` */
} LineCounter;

/* Begin to count in `document`, which must outlive the counter. */
void line_counter_begin(LineCounter *counter, const ClaimsDocument *document);

/* The 1-based line of the file on which byte `at` of the document's text stands; that of its start
 * when the text is an escaped literal, whose line ends are not the file's. */
size_t line_counter_at(LineCounter *counter, size_t at);

#endif
