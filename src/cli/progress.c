/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

enum { FIRST_AFTER_MS = 500, AGAIN_AFTER_MS = 100 };

static struct timespec later(struct timespec time, long milliseconds)
{
    time.tv_nsec += milliseconds * 1000000;
    time.tv_sec += time.tv_nsec / 1000000000;
    time.tv_nsec %= 1000000000;
    return time;
}

static struct timespec now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time;
}

void progress_start(Progress *progress, bool wanted)
{
    *progress =
        (Progress){.enabled = wanted && isatty(STDERR_FILENO), .due = later(now(), FIRST_AFTER_MS)};
}

void progress_update(Progress *progress, size_t files, size_t file_total, size_t papers,
                     size_t claims)
{
    if (!progress->enabled)
        return;
    struct timespec time = now();
    if (time.tv_sec < progress->due.tv_sec ||
        (time.tv_sec == progress->due.tv_sec && time.tv_nsec < progress->due.tv_nsec))
        return;
    fprintf(stderr, "\r\033[K%zu of %zu files, %zu papers, %zu claims", files, file_total, papers,
            claims);
    fflush(stderr);
    progress->shown = true;
    progress->due = later(time, AGAIN_AFTER_MS);
}

void progress_clear(Progress *progress)
{
    if (!progress->shown)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress->shown = false;
}
