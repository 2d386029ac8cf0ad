/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running gnuplot, which is found on the PATH: the only place that knows how. */
#ifndef CHARTS_GNUPLOT_H
#define CHARTS_GNUPLOT_H

#include "base/buffer.h"

#define GNUPLOT_OLDEST 5.4

typedef enum GnuplotOutcome {
    GNUPLOT_DONE,
    GNUPLOT_MISSING,
    GNUPLOT_TOO_OLD,
    GNUPLOT_FAILED,
    GNUPLOT_TIMEOUT,
} GnuplotOutcome;

/*
 * Run gnuplot in `folder` with its file `script`, which prints GPVAL_VERSION first of all. No shell
 * is involved, no start-up file of the user's is read, and the locale is that of C in UTF-8. What
 * gnuplot prints after its version is appended to `messages`, of which only the beginning is kept.
 * CLAIMS_OK or CLAIMS_ERROR_SYSTEM (no process can be made, memory), not reported.
 */
ClaimsStatus gnuplot_run(const char *folder, const char *script, GnuplotOutcome *outcome,
                         Buffer *messages);

#endif
