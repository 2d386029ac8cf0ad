/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a command's output goes: standard output, or a file that appears when it is complete. */
#ifndef CLI_DESTINATION_H
#define CLI_DESTINATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "claims/claims.h"
#include "output/atomic_file.h"
#include "output/partial_file.h"

typedef struct Destination {
    bool is_file, resumable;
    AtomicFile file;
    PartialFile partial; /* in its place when `resumable` */
    ClaimsSink sink;
} Destination;

/* Whether the output is a file: `path` is neither NULL nor "-". */
bool destination_is_file(const char *path);

/* `path` is NULL or "-" for standard output. CLAIMS_OK or, reported, CLAIMS_ERROR_SYSTEM. */
ClaimsStatus destination_open(Destination *destination, const char *path, ClaimsSink sink);

/* Open the file at `path` so that a run that is broken off can be resumed, and go on with such a
 * run: see partial_file_open. `*items` are those that the file has already. */
ClaimsStatus destination_resume(Destination *destination, const char *path, uint64_t identity,
                                ClaimsSink sink, size_t *items);

/* What was written is complete, up to item `items`. CLAIMS_OK or, reported,
 * CLAIMS_ERROR_SYSTEM. */
ClaimsStatus destination_mark(Destination *destination, size_t items);

/* CLAIMS_OK; CLAIMS_END when nobody reads standard output any more; or, reported,
 * CLAIMS_ERROR_SYSTEM. */
ClaimsStatus destination_write(Destination *destination, ClaimsString text);

/* Close; the file appears if `keep`, else nothing does, but a resumable one can be gone on with.
 * CLAIMS_OK or, reported, CLAIMS_ERROR_SYSTEM. */
ClaimsStatus destination_close(Destination *destination, bool keep);

/* Open, write all of `text`, close; CLAIMS_OK or as these. */
ClaimsStatus destination_write_all(const char *path, ClaimsString text, ClaimsSink sink);

/* Write all of `text` to standard output; as destination_write. */
ClaimsStatus standard_output_write(ClaimsString text, ClaimsSink sink);

/* Close standard output at the program's end: only then is it known that all was written. As
 * destination_write. */
ClaimsStatus standard_output_close(ClaimsSink sink);

#endif
