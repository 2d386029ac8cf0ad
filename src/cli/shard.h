/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A part of the inputs, for several machines to share them. All inputs, one after the other, are
 * one row of bytes, which is cut into parts of the same size; a paper belongs to the part that its
 * first text starts in. So the outputs of all parts, one after the other, are that of the whole.
 */
#ifndef CLI_SHARD_H
#define CLI_SHARD_H

#include <stdbool.h>
#include <stddef.h>

#include "claims/claims.h"
#include "cli/options.h"

typedef struct Shard {
    size_t *sizes;     /* of the inputs, decompressed; owned */
    size_t first, end; /* the part's bytes, [first, end); for the last one `end` is SIZE_MAX */
} Shard;

/*
 * Find out what `part` of the inputs at `paths` is. Compressed inputs are read through for it.
 * Returns CLAIMS_OK; CLAIMS_ERROR_INPUT for an input that cannot be read twice, such as a pipe; or
 * CLAIMS_ERROR_SYSTEM. Errors are reported. Free with shard_free.
 */
ClaimsStatus shard_measure(Shard *shard, OptionPart part, const OptionList *paths, ClaimsSink sink);

/* Whether no paper of an input of `size` bytes that starts at byte `start` is in the part, for it
 * ends before. */
bool shard_is_after(const Shard *shard, size_t start, size_t size);

void shard_free(Shard *shard);

#endif
