/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers as people name them. */
#ifndef CLI_PAPER_LOOKUP_H
#define CLI_PAPER_LOOKUP_H

#include "cli/analysis.h"

typedef enum PaperLookup {
    PAPER_FOUND,
    PAPER_UNKNOWN,
    PAPER_AMBIGUOUS, /* several papers fit; reported, with some of their names */
} PaperLookup;

/* Find the paper called `name`: its name in outputs, its identifier, its title, or a part of its
 * title, letter case (of ASCII) aside; the first of these that fits any paper counts. */
PaperLookup paper_lookup(Analysis *analysis, const char *name, uint32_t *paper);

#endif
