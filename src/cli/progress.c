/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"

enum { FIRST_AFTER_MS = 500, AGAIN_AFTER_MS = 100 };

void progress_start(Progress *progress, bool wanted)
{
    *progress =
        (Progress){.enabled = wanted && isatty(STDERR_FILENO), .due = clock_after(FIRST_AFTER_MS)};
}

void progress_update(Progress *progress, size_t files, size_t file_total, size_t papers,
                     size_t claims)
{
    if (!progress->enabled || !clock_reached(progress->due))
        return;
    fprintf(stderr, "\r\033[K%zu of %zu files, %zu papers, %zu claims", files, file_total, papers,
            claims);
    fflush(stderr);
    progress->shown = true;
    progress->due = clock_after(AGAIN_AFTER_MS);
}

void progress_clear(Progress *progress)
{
    if (!progress->shown)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress->shown = false;
}
