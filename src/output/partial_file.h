/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file that is written in one go or in several: what was written stays in PATH.partial, and how
 * far that is complete in PATH.progress, until the file is whole and appears at PATH. Whatever
 * breaks the writing off, even of the system, the next one goes on at the latest mark.
 */
#ifndef OUTPUT_PARTIAL_FILE_H
#define OUTPUT_PARTIAL_FILE_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "claims/claims.h"

/* A place up to which the file is complete. */
typedef struct PartialMark {
    size_t items; /* what the caller counts */
    size_t bytes;
} PartialMark;

typedef struct PartialFile {
    const char *name;                            /* as the user gave it, for messages; borrowed */
    char *path, *partial, *progress;             /* owned */
    int partial_descriptor, progress_descriptor; /* -1 when closed */
    size_t size;                                 /* bytes written */
    PartialMark reached, kept; /* the latest mark, and the latest in PATH.progress */
    struct timespec due;       /* when to keep the next one */
    ClaimsSink sink;
} PartialFile;

/*
 * Start, or go on, writing the file at `path`, which must stay valid as long as `file`: from the
 * mark `file->reached`, which is zero at the start. `identity` says what the file is made of: to go
 * on, it must be what it was.
 * Returns CLAIMS_OK or CLAIMS_ERROR_SYSTEM; `sink` has been told why, and nothing needs closing.
 */
ClaimsStatus partial_file_open(PartialFile *file, const char *path, uint64_t identity,
                               ClaimsSink sink);

/* Append `size` bytes. CLAIMS_OK or, reported, CLAIMS_ERROR_SYSTEM. */
ClaimsStatus partial_file_write(PartialFile *file, const char *data, size_t size);

/* The file is complete up to here, which is `items` items. Kept now and then, for it takes time to
 * have the disk hold it. CLAIMS_OK or, reported, CLAIMS_ERROR_SYSTEM. */
ClaimsStatus partial_file_mark(PartialFile *file, size_t items);

/* Make the file appear, and close. CLAIMS_OK or, reported, CLAIMS_ERROR_SYSTEM. */
ClaimsStatus partial_file_commit(PartialFile *file);

/* Close, and keep what there is up to the latest mark. */
void partial_file_suspend(PartialFile *file);

#endif
