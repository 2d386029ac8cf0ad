/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The extraction of a paper, observable: what `explain` and the rules' tests look at.
 *
 * Nothing is done before it is known to be needed, because most of a listing makes no claim: a
 * sentence is read when it may hold a quantity; the technique families, the paper's names and what
 * earlier sentences say of the experiment are looked for when the first claim asks for them.
 */
#ifndef RECORD_EXTRACT_H
#define RECORD_EXTRACT_H

#include "record/build.h"

/* Told of every quantity that was looked at. Everything is borrowed until it returns. */
typedef struct ExtractObserver {
    /* `reading` is NULL when no rule took the quantity; its rule may be a veto. The line's target
     * is marked. `document` is the text that the line is from. */
    void (*quantity)(void *cookie, const ClaimsDocument *document, const TextView *view,
                     const Line *line, size_t target, const Reading *reading);
    void *cookie;
} ExtractObserver;

/* Let `observer` (NULL: nobody) follow the extractor's further runs. */
void extractor_observe(ClaimsExtractor *extractor, const ExtractObserver *observer);

/* Every rule that takes the target of `line`, which is marked, best first; at most `most` are
 * written to `readings`. Returns how many there are. For the rules' tests. */
size_t extractor_all_readings(ClaimsExtractor *extractor, const Line *line, size_t target,
                              Reading *readings, size_t most);

#endif
