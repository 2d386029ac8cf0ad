/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_PASSAGE_H
#define REPORT_PASSAGE_H

#include "text/view.h"

/*
 * Where in `sentence` its quote number `occurrence` (from 0) stands. A sentence is text cleaned by
 * `table`, a quote is text as it stood in the file, so it is looked for as it is and cleaned.
 * Empty when it is not there.
 */
TextSpan passage_find(const TextTable *table, ClaimsString sentence, ClaimsString quote,
                      size_t occurrence, Arena *arena);

#endif
