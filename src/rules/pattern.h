/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Patterns: PCRE2 over tags. A pattern is written in words and compiled to characters, one a tag:
 *
 *     DEC        the tag DEC                      <PCT>      the quantity to explain, in percent
 *     Q          any quantity                     <Q>        the quantity to explain, of any unit
 *     V          a quantity that measures: no count, no operating point
 *     METRIC     a metric: EFF or QUAL            {{name}}   the fragment called name
 *     .          any tag
 *
 * White space is ignored; all other syntax is PCRE2's.
 */
#ifndef RULES_PATTERN_H
#define RULES_PATTERN_H

#include "base/regex.h"
#include "rules/filter.h"

/* Priorities of rules are from -PRIORITY_MAX to this. */
enum { PRIORITY_MAX = 10000 };

/* Named pieces of patterns: the collection "fragments". */
typedef struct Fragments {
    KnowledgeList list;
} Fragments;

ClaimsStatus fragments_load(Knowledge *knowledge, Fragments *fragments);

/*
 * Compile the pattern in member `key` of `entry`: a string, or an array of strings that are
 * joined. Faults are reported where they stand, with the pattern and a caret. Returns CLAIMS_OK,
 * CLAIMS_ERROR_RULES or CLAIMS_ERROR_SYSTEM; `*regex` is owned: regex_free. `*targets` becomes the
 * set of the classes, a bit (1 << class) each, of the quantities that the pattern can explain; NULL
 * says that it is for no quantity. `*filter` becomes what lines must have for a match.
 */
ClaimsStatus pattern_compile(const KnowledgeEntry *entry, const char *key,
                             const Fragments *fragments, const Vocabulary *vocabulary,
                             Regex **regex, uint32_t *targets, Filter *filter);

#endif
