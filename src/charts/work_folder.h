/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder that a chart is made in: a private temporary one, or one that is kept. */
#ifndef CHARTS_WORK_FOLDER_H
#define CHARTS_WORK_FOLDER_H

#include "base/buffer.h"

typedef struct WorkFolder {
    char *path; /* owned; absolute */
    bool temporary;
    ClaimsSink sink;
} WorkFolder;

/* Make the folder: `keep`, with the folders above it, or a temporary one when that is NULL.
 * CLAIMS_OK or, reported, CLAIMS_ERROR_SYSTEM. Owned: work_folder_close. */
ClaimsStatus work_folder_open(WorkFolder *folder, const char *keep, ClaimsSink sink);

/* Write the file `name`, a plain name. CLAIMS_OK or, reported, CLAIMS_ERROR_SYSTEM. */
ClaimsStatus work_folder_write(const WorkFolder *folder, const char *name, ClaimsString text);

/* Append the bytes of the file `name` to `bytes`. False when there is none, or it cannot be read.
 */
bool work_folder_read(const WorkFolder *folder, const char *name, Buffer *bytes);

/* Remove the file `name`, if there is one. */
void work_folder_remove(const WorkFolder *folder, const char *name);

/* Append the bytes of the file at `path`, of which there are not absurdly many; errno says why
 * not. */
bool work_file_read(const char *path, Buffer *bytes);

/* Remove a temporary folder with all its files. Does nothing to one that never was opened. */
void work_folder_close(WorkFolder *folder);

#endif
