/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The driver: papers from the inputs, through workers in several threads, into one output, whose
 * bytes do not depend on the number of threads. Neither do the diagnostics nor their order.
 *
 * The calling thread reads papers into batches and emits finished batches in the order in which
 * they were read; workers take them as they come. The number of batches on the way is bounded.
 */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "claims/claims.h"
#include "cli/shard.h"

/* What is to be done with the papers. Workers must not touch anything of `cookie` that changes. */
typedef struct RunTask {
    void *cookie;

    /* A worker, used by one thread at a time. `sink` may be used until the worker is freed, but
     * only from within its functions. CLAIMS_OK or an error. */
    ClaimsStatus (*worker_new)(void *cookie, ClaimsSink sink, void **worker);
    void (*worker_free)(void *worker);

    /* Append what becomes of `paper` to `output`, and count its claims. An error ends the run. */
    ClaimsStatus (*work)(void *worker, const ClaimsPaper *paper, Buffer *output,
                         size_t *claim_count);
} RunTask;

/* Where the outputs go. */
typedef struct RunOutput {
    void *cookie;

    /* Takes the outputs, in order, in the calling thread. CLAIMS_END when no more is wanted; an
     * error, which it has reported, ends the run. */
    ClaimsStatus (*emit)(void *cookie, ClaimsString output);
} RunOutput;

typedef struct RunRequest {
    const char *const *paths; /* "-" is standard input */
    size_t path_count;
    const Shard *shard; /* the papers that are wanted; NULL: all */
    size_t skip;        /* of the wanted papers, so many are passed over first */
    size_t jobs;        /* number of workers; with 1 no threads are started */
    bool progress;      /* show a progress line when it takes long */
    ClaimsSink sink;    /* called in the calling thread only */
} RunRequest;

typedef struct RunCounts {
    size_t files, papers, claims;
    bool bad_input; /* some input was missing, unreadable or malformed in part */
} RunCounts;

/*
 * Run `task` over all papers of all inputs. An input that cannot be read is reported and counts as
 * bad; the others are still processed.
 * Returns CLAIMS_OK, CLAIMS_END when `emit` wanted no more, or the error that ended the run.
 */
ClaimsStatus run_papers(const RunRequest *request, const RunTask *task, const RunOutput *output,
                        RunCounts *counts);

/* The number of processors that can be used. */
size_t run_processor_count(void);

#endif
