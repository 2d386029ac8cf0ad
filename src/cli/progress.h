/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line on standard error that says how far a long run is, and is gone at its end. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

typedef struct Progress {
    bool enabled, shown;
    struct timespec due; /* when it may be drawn again */
} Progress;

/* Starts the clock. Draws nothing, now or ever, unless `wanted` and standard error is a
 * terminal. */
void progress_start(Progress *progress, bool wanted);

/* Draw the line, unless that was done a moment ago or the run is still young. */
void progress_update(Progress *progress, size_t files, size_t file_total, size_t papers,
                     size_t claims);

/* Erase the line, because something else is to be printed or the run is over. */
void progress_clear(Progress *progress);

#endif
