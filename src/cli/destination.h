/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a command's output goes: standard output, or a file that appears when it is complete. */
#ifndef CLI_DESTINATION_H
#define CLI_DESTINATION_H

#include <stdbool.h>

#include "claims/claims.h"
#include "output/atomic_file.h"

typedef struct Destination {
    bool is_file;
    AtomicFile file;
    ClaimsSink sink;
} Destination;

/* Whether the output is a file: `path` is neither NULL nor "-". */
bool destination_is_file(const char *path);

/* `path` is NULL or "-" for standard output. CLAIMS_OK or, reported, CLAIMS_ERROR_SYSTEM. */
ClaimsStatus destination_open(Destination *destination, const char *path, ClaimsSink sink);

/* CLAIMS_OK; CLAIMS_END when nobody reads standard output any more; or, reported,
 * CLAIMS_ERROR_SYSTEM. */
ClaimsStatus destination_write(Destination *destination, ClaimsString text);

/* Close; the file appears if `keep`, else nothing does. CLAIMS_OK or, reported,
 * CLAIMS_ERROR_SYSTEM. */
ClaimsStatus destination_close(Destination *destination, bool keep);

/* Open, write all of `text`, close; CLAIMS_OK or as these. */
ClaimsStatus destination_write_all(const char *path, ClaimsString text, ClaimsSink sink);

/* Write all of `text` to standard output; as destination_write. */
ClaimsStatus standard_output_write(ClaimsString text, ClaimsSink sink);

/* Close standard output at the program's end: only then is it known that all was written. As
 * destination_write. */
ClaimsStatus standard_output_close(ClaimsSink sink);

#endif
