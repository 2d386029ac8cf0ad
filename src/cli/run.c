/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/run.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diagnostic.h"
#include "cli/batch.h"
#include "cli/feed.h"
#include "cli/progress.h"

/* Batches on the way for each worker: enough that none waits while one batch takes long. */
enum { BATCHES_PER_WORKER = 4, JOBS_MOST = 256 };

typedef enum SlotState { SLOT_EMPTY, SLOT_FILLED, SLOT_TAKEN, SLOT_DONE } SlotState;

typedef struct Slot {
    Batch batch;
    SlotState state;
} Slot;

typedef struct Run Run;

typedef struct Worker {
    Run *run;
    void *object; /* the task's worker; NULL until it is needed */
    Batch *batch; /* being worked on */
    BatchPaper *paper;
    pthread_t thread;
} Worker;

/*
 * A ring of slots. Batches are numbered as they are read; batch n is in slot n % slot_count.
 * emitted <= taken <= filled <= emitted + slot_count.
 */
struct Run {
    const RunRequest *request;
    const RunTask *task;
    const RunOutput *output;
    RunCounts *counts;
    Feed feed;
    Progress progress;
    Slot *slots;
    size_t slot_count;
    size_t emitted; /* this and `told`: the calling thread's alone */
    BatchTold told;
    Worker *workers;
    size_t worker_count, worker_most;

    pthread_mutex_t mutex; /* for what follows, and the states of slots */
    pthread_cond_t slot_filled, slot_done;
    size_t filled, taken, idle;
    bool closed; /* no more batches will be filled */
};

static void worker_report(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    Worker *worker = cookie;
    if (worker->batch != NULL)
        batch_add_message(worker->batch, &worker->paper->messages, diagnostic);
}

static ClaimsStatus work_on_paper(Worker *worker, BatchPaper *paper)
{
    const RunTask *task = worker->run->task;
    worker->paper = paper;
    if (worker->object == NULL) {
        ClaimsSink sink = {worker_report, worker};
        ClaimsStatus status = task->worker_new(task->cookie, sink, &worker->object);
        if (status != CLAIMS_OK) {
            worker->object = NULL;
            return status;
        }
    }
    size_t claims = 0;
    ClaimsStatus status =
        task->work(worker->object, &paper->paper, &worker->batch->output, &claims);
    worker->batch->claim_count += claims;
    return status;
}

static void work_on_batch(Worker *worker, Batch *batch)
{
    worker->batch = batch;
    batch->status = CLAIMS_OK;
    for (BatchPaper *paper = batch->first; paper != NULL && batch->status == CLAIMS_OK;
         paper = paper->next)
        batch->status = work_on_paper(worker, paper);
    worker->batch = NULL;
    if (batch->output.failed)
        batch->out_of_memory = true;
    if (batch->out_of_memory)
        batch->status = CLAIMS_ERROR_SYSTEM;
}

static void *worker_main(void *cookie)
{
    Worker *worker = cookie;
    Run *run = worker->run;
    pthread_mutex_lock(&run->mutex);
    for (;;) {
        while (run->taken == run->filled && !run->closed) {
            run->idle++;
            pthread_cond_wait(&run->slot_filled, &run->mutex);
            run->idle--;
        }
        if (run->taken == run->filled)
            break;
        Slot *slot = &run->slots[run->taken++ % run->slot_count];
        slot->state = SLOT_TAKEN;
        pthread_mutex_unlock(&run->mutex);
        work_on_batch(worker, &slot->batch);
        pthread_mutex_lock(&run->mutex);
        slot->state = SLOT_DONE;
        pthread_cond_signal(&run->slot_done);
    }
    pthread_mutex_unlock(&run->mutex);
    return NULL;
}

/* One more thread, unless there are all. False when there is none at all. */
static bool start_worker(Run *run)
{
    if (run->worker_count == run->worker_most)
        return true;
    Worker *worker = &run->workers[run->worker_count];
    *worker = (Worker){.run = run};
    if (pthread_create(&worker->thread, NULL, worker_main, worker) != 0)
        return run->worker_count > 0;
    run->worker_count++;
    return true;
}

/* Hand the batch in the next slot to the workers; without threads, work on it at once. */
static ClaimsStatus submit(Run *run)
{
    Slot *slot = &run->slots[run->filled % run->slot_count];
    if (run->worker_most == 1) {
        run->workers[0].run = run;
        run->worker_count = 1;
        work_on_batch(&run->workers[0], &slot->batch);
        slot->state = SLOT_DONE;
        run->filled++;
        return CLAIMS_OK;
    }
    pthread_mutex_lock(&run->mutex);
    slot->state = SLOT_FILLED;
    run->filled++;
    bool wants_worker = run->filled - run->taken > run->idle;
    pthread_cond_signal(&run->slot_filled);
    pthread_mutex_unlock(&run->mutex);
    if (!wants_worker || start_worker(run))
        return CLAIMS_OK;
    diagnostic_report(run->request->sink, CLAIMS_ERROR, NULL, 0, "cannot start a thread");
    return CLAIMS_ERROR_SYSTEM;
}

/* Emit the oldest batch, which is done, and empty its slot. */
static ClaimsStatus emit(Run *run)
{
    Slot *slot = &run->slots[run->emitted % run->slot_count];
    Batch *batch = &slot->batch;
    ClaimsStatus status = batch->status;
    if (batch->message_count > 0 || batch->output.size > 0)
        progress_clear(&run->progress);
    batch_report(batch, &run->told, run->request->sink);
    if (status == CLAIMS_OK && batch->output.size > 0)
        status = run->output->emit(run->output->cookie, buffer_string(&batch->output));
    else if (batch->out_of_memory || (status != CLAIMS_OK && batch->message_count == 0))
        diagnostic_report(run->request->sink, CLAIMS_ERROR, NULL, 0, "out of memory");
    run->counts->papers += batch->paper_count;
    run->counts->claims += batch->claim_count;
    batch_reset(batch);
    slot->state = SLOT_EMPTY;
    run->emitted++;
    progress_update(&run->progress, run->feed.file_count, run->request->path_count,
                    run->counts->papers, run->counts->claims);
    return status;
}

/* Emit what is done, waiting until at most `most` batches are on the way. */
static ClaimsStatus emit_done(Run *run, size_t most)
{
    ClaimsStatus status = CLAIMS_OK;
    while (status == CLAIMS_OK && run->emitted < run->filled) {
        Slot *slot = &run->slots[run->emitted % run->slot_count];
        pthread_mutex_lock(&run->mutex);
        while (slot->state != SLOT_DONE && run->filled - run->emitted > most)
            pthread_cond_wait(&run->slot_done, &run->mutex);
        bool done = slot->state == SLOT_DONE;
        pthread_mutex_unlock(&run->mutex);
        if (!done)
            break;
        status = emit(run);
    }
    return status;
}

static ClaimsStatus run_all(Run *run)
{
    ClaimsStatus status = CLAIMS_OK;
    ClaimsStatus fed = CLAIMS_OK;
    while (status == CLAIMS_OK && fed == CLAIMS_OK) {
        fed = feed_fill(&run->feed, &run->slots[run->filled % run->slot_count].batch);
        if (fed != CLAIMS_OK && run->filled == 0)
            run->worker_most = 1; /* a single batch needs no threads */
        status = submit(run);
        if (status == CLAIMS_OK)
            status = emit_done(run, run->slot_count - 1);
    }
    if (status == CLAIMS_OK)
        status = emit_done(run, 0);
    if (status == CLAIMS_OK && fed != CLAIMS_END)
        status = fed;
    return status;
}

static void stop_workers(Run *run)
{
    pthread_mutex_lock(&run->mutex);
    run->closed = true;
    run->taken = run->filled; /* after an error, what nobody works on yet is dropped */
    pthread_cond_broadcast(&run->slot_filled);
    pthread_mutex_unlock(&run->mutex);
    for (size_t i = 0; i < run->worker_count; i++) {
        if (run->worker_most > 1)
            pthread_join(run->workers[i].thread, NULL);
        if (run->workers[i].object != NULL)
            run->task->worker_free(run->workers[i].object);
    }
}

ClaimsStatus run_papers(const RunRequest *request, const RunTask *task, const RunOutput *output,
                        RunCounts *counts)
{
    size_t jobs = request->jobs > JOBS_MOST ? JOBS_MOST : request->jobs;
    Run run = {.request = request,
               .task = task,
               .output = output,
               .counts = counts,
               .feed = {.paths = request->paths,
                        .path_count = request->path_count,
                        .shard = request->shard,
                        .skip = request->skip},
               .worker_most = jobs > 0 ? jobs : 1,
               .mutex = PTHREAD_MUTEX_INITIALIZER,
               .slot_filled = PTHREAD_COND_INITIALIZER,
               .slot_done = PTHREAD_COND_INITIALIZER};
    *counts = (RunCounts){0};
    run.slot_count = run.worker_most == 1 ? 1 : run.worker_most * BATCHES_PER_WORKER;
    run.slots = calloc(run.slot_count, sizeof *run.slots);
    run.workers = calloc(run.worker_most, sizeof *run.workers);
    progress_start(&run.progress, request->progress);
    ClaimsStatus status = CLAIMS_ERROR_SYSTEM;
    if (run.slots != NULL && run.workers != NULL) {
        status = run_all(&run);
        stop_workers(&run);
    } else {
        diagnostic_report(request->sink, CLAIMS_ERROR, NULL, 0, "out of memory");
    }
    progress_clear(&run.progress);
    feed_close(&run.feed);
    counts->files = run.feed.file_count;
    counts->bad_input = run.feed.bad_input;
    for (size_t i = 0; run.slots != NULL && i < run.slot_count; i++)
        batch_free(&run.slots[i].batch);
    free(run.slots);
    free(run.workers);
    return status;
}

size_t run_processor_count(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (size_t)count : 1;
}
