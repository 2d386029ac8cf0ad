/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file that appears whole or not at all: written aside, in the same folder, and renamed when it
 * is complete. Until then, and after any error, what was there before stays as it was.
 *
 * A path that names no regular file (a device, a pipe) is written to directly.
 */
#ifndef OUTPUT_ATOMIC_FILE_H
#define OUTPUT_ATOMIC_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "claims/claims.h"

typedef struct AtomicFile {
    const char *name; /* as the user gave it, for messages; borrowed */
    char *path;       /* where the file goes, links resolved; owned */
    char *aside;      /* where it is written; NULL when written directly; owned */
    int descriptor;   /* -1 when closed */
    bool synced;      /* nothing was written since it reached the disk */
    ClaimsSink sink;
} AtomicFile;

/*
 * Start writing the file at `path`, which must stay valid as long as `file`. Its permissions are
 * those of the file it replaces, or those of any new file.
 * Returns CLAIMS_OK or CLAIMS_ERROR_SYSTEM; `sink` has been told why, and nothing needs closing.
 */
ClaimsStatus atomic_file_open(AtomicFile *file, const char *path, ClaimsSink sink);

/* Append `size` bytes. CLAIMS_OK or, reported, CLAIMS_ERROR_SYSTEM. */
ClaimsStatus atomic_file_write(AtomicFile *file, const char *data, size_t size);

/* Have all that was written reach the disk. CLAIMS_OK or, reported, CLAIMS_ERROR_SYSTEM. Only for
 * several files that are to appear together: atomic_file_commit does it too. */
ClaimsStatus atomic_file_sync(AtomicFile *file);

/* Make the file appear, and close. CLAIMS_OK or, reported, CLAIMS_ERROR_SYSTEM: then nothing
 * appeared. */
ClaimsStatus atomic_file_commit(AtomicFile *file);

/* Close without a trace. Does nothing after atomic_file_commit. */
void atomic_file_discard(AtomicFile *file);

#endif
