/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Doing something now and then. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <time.h>

/* The time in `milliseconds` from now, on a clock that nobody sets. */
static inline struct timespec clock_after(long milliseconds)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_nsec += milliseconds * 1000000;
    time.tv_sec += time.tv_nsec / 1000000000;
    time.tv_nsec %= 1000000000;
    return time;
}

static inline bool clock_reached(struct timespec due)
{
    struct timespec now = clock_after(0);
    return now.tv_sec > due.tv_sec || (now.tv_sec == due.tv_sec && now.tv_nsec >= due.tv_nsec);
}

#endif
