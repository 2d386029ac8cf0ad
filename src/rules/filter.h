/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a line must have for a pattern to match: so that of two hundred patterns only the few that
 * can match a number are run.
 *
 * The filter is derived from the translated pattern as one derives an automaton from a regular
 * expression (Glushkov, "The abstract theory of automata", 1961): for every part, which tags can
 * come first and last, and which can stand directly beside the target; and besides, which tags the
 * part cannot do without. Whatever only narrows matches (look-around, anchors, greed) is left out,
 * and a pattern that uses more than the grammar below gets a filter that lets everything pass. So
 * a filter may let a line pass in vain, but never holds one back that the pattern matches.
 */
#ifndef RULES_FILTER_H
#define RULES_FILTER_H

#include "mentions/tag_set.h"

enum { FILTER_NEEDS = 4 };

/* From each of these sets, a tag must be there. */
typedef struct Needs {
    TagSet sets[FILTER_NEEDS];
    size_t count;
} Needs;

typedef struct Filter {
    bool passes_all;
    bool begins, ends;              /* a match may begin, or end, with the target */
    TagSet before, after;           /* else one of these is directly before, or behind it */
    Needs need_before, need_behind; /* anywhere there; all is before where there is no target */
} Filter;

/* Derive the filter of a translated pattern, tags written by tag_encode. */
void filter_make(const Vocabulary *vocabulary, ClaimsString pattern, Filter *filter);

/* False only where the pattern cannot match. */
bool filter_passes(const Filter *filter, const Surroundings *around);

#endif
