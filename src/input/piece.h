/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents that are too long to be worked on as a whole come in pieces, each as a paper of the
 * same id and title, so that memory does not grow with them.
 */
#ifndef INPUT_PIECE_H
#define INPUT_PIECE_H

#include <stdbool.h>
#include <stddef.h>

#include "claims/claims.h"

enum { PIECE_LIMIT = 1024 * 1024 /* bytes of a piece */ };

/* Where to cut `text`, of more than PIECE_LIMIT bytes: in the second half of its first PIECE_LIMIT
 * ones, between paragraphs where there are any, or lines, or words. */
size_t piece_cut(ClaimsString text);

/* The walk through a paper's pieces; zero-initialise for each paper. */
typedef struct PieceWalk {
    size_t document; /* the one that the next piece starts with */
    size_t at;       /* where in its text, */
    size_t lines;    /* and so many lines from its start */
} PieceWalk;

/* The next piece of `whole`: all of its documents that are not too long, or one part of one. */
ClaimsPaper piece_next(PieceWalk *walk, const ClaimsPaper *whole);

/* Whether `piece_next` has something to give once more. */
static inline bool piece_is_left(const PieceWalk *walk, const ClaimsPaper *whole)
{
    return walk->document < whole->document_count;
}

#endif
