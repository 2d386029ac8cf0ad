/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Some papers on their way through the program: copies of what a reader gave, the output that a
 * worker rendered from them, and the diagnostics of both, each kept with the paper it came before.
 * A batch belongs to one thread at a time.
 */
#ifndef CLI_BATCH_H
#define CLI_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "claims/claims.h"

enum { BATCH_TOLD_MOST = 1000 };

typedef struct BatchMessage {
    ClaimsDiagnostic diagnostic;
    bool by_worker;
    struct BatchMessage *next;
} BatchMessage;

typedef struct BatchMessages {
    BatchMessage *first, *last;
} BatchMessages;

typedef struct BatchPaper {
    ClaimsPaper paper;
    BatchMessages messages; /* the reader's on the way to this paper, then the worker's about it */
    struct BatchPaper *next;
} BatchPaper;

/* Zero-initialise before first use. */
typedef struct Batch {
    Arena arena; /* everything but `output` lives here */
    BatchPaper *first, *last;
    BatchMessages tail; /* messages after the last paper */
    size_t paper_count, text_size, message_count, messages_left_out;
    bool out_of_memory; /* something could not be copied */
    Buffer output;
    size_t claim_count;
    ClaimsStatus status; /* what the worker answered */
} Batch;

/* Copy `paper`, with all that it points to, and what it is preceded by. */
void batch_add_paper(Batch *batch, const ClaimsPaper *paper);

/* Copy `diagnostic` to the end of `messages`, which belong to the batch. Beyond some hundreds,
 * messages are counted only. */
void batch_add_message(Batch *batch, BatchMessages *messages, const ClaimsDiagnostic *diagnostic);

/* True when it is time to hand the batch on. */
bool batch_is_full(const Batch *batch);

/* The workers' messages that were told already. Every worker finds the same faults of the rules,
 * and each tells them once: without this, what users read would depend on the number of threads.
 * Zero-initialise. */
typedef struct BatchTold {
    uint64_t hashes[BATCH_TOLD_MOST];
    size_t count;
} BatchTold;

/* Tell `sink` all messages, in order, without those in `told`, to which the workers' are added. */
void batch_report(const Batch *batch, BatchTold *told, ClaimsSink sink);

/* Empty it, keep the memory. */
void batch_reset(Batch *batch);
void batch_free(Batch *batch);

#endif
