/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share that turn papers into one stream of text, paper by paper. */
#ifndef CLI_STREAM_H
#define CLI_STREAM_H

#include <stdbool.h>

#include "base/buffer.h"
#include "cli/exit.h"
#include "cli/options.h"
#include "cli/run.h"

typedef struct StreamRequest {
    const OptionList *inputs;
    const char *output; /* NULL or "-" for standard output */
    size_t jobs;
    OptionPart part; /* of the papers; all of them when its count is 0 */
    bool resume;     /* go on with a run that was broken off, and let this one be gone on with */
    const ClaimsRules *rules; /* this, and `settings`: what the text depends on beside the inputs */
    Buffer settings;
    ClaimsSink sink;
    /* What stands before the first part's text and after the last one's. A buffer that failed ends
     * the run. */
    Buffer before, after;
} StreamRequest;

/*
 * Run `task` over the inputs and write what becomes of them; a file appears complete or not at all.
 * Frees the buffers of `request`. Faults are reported; the answer is the command's.
 */
ExitStatus stream_papers(StreamRequest *request, const RunTask *task);

#endif
