/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The papers of all inputs, one input after the other, in batches. */
#ifndef CLI_FEED_H
#define CLI_FEED_H

#include <stdbool.h>
#include <stddef.h>

#include "claims/claims.h"
#include "cli/batch.h"
#include "cli/shard.h"

/* Zero-initialise, then set `paths`, `path_count`, `shard` and `skip`. */
typedef struct Feed {
    const char *const *paths;
    size_t path_count, next_path;
    const Shard *shard;   /* the papers that are wanted; NULL: all */
    size_t start;         /* of the open input, or the next one, in the row of all inputs' bytes */
    size_t skip;          /* of the wanted papers, so many are passed over first */
    size_t position;      /* of the latest paper in that row */
    ClaimsReader *reader; /* of the input before `next_path`; NULL between inputs */
    Batch *batch;         /* the one being filled */
    bool bad_input;
    size_t file_count; /* inputs read to their end */
} Feed;

/*
 * Fill `batch`, which is empty, with the next papers and the diagnostics of reading them, and of
 * what had to be read on the way to them.
 * Returns CLAIMS_OK, CLAIMS_END when these are the last ones (there may be none), or
 * CLAIMS_ERROR_SYSTEM.
 */
ClaimsStatus feed_fill(Feed *feed, Batch *batch);

/* Close what is open. */
void feed_close(Feed *feed);

#endif
