/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/stream.h"

#include "base/diagnostic.h"
#include "cli/command.h"
#include "cli/destination.h"

static ClaimsStatus write_text(void *cookie, ClaimsString text)
{
    return text.size > 0 ? destination_write(cookie, text) : CLAIMS_OK;
}

static ClaimsStatus write_papers(const StreamRequest *request, const Shard *shard,
                                 const RunTask *task, Destination *destination, RunCounts *counts)
{
    bool is_first = shard == NULL || request->part.number == 1;
    bool is_last = shard == NULL || request->part.number == request->part.count;
    const RunRequest run = {.paths = request->inputs->items,
                            .path_count = request->inputs->count,
                            .shard = shard,
                            .jobs = request->jobs,
                            .progress = true,
                            .sink = request->sink};
    const RunOutput output = {.cookie = destination, .emit = write_text};
    if (request->before.failed || request->after.failed) {
        diagnostic_report(request->sink, CLAIMS_ERROR, NULL, 0, "out of memory");
        return CLAIMS_ERROR_SYSTEM;
    }
    ClaimsStatus status = CLAIMS_OK;
    if (is_first)
        status = write_text(destination, buffer_string(&request->before));
    if (status == CLAIMS_OK)
        status = run_papers(&run, task, &output, counts);
    if (status == CLAIMS_OK && is_last)
        status = write_text(destination, buffer_string(&request->after));
    return status;
}

ExitStatus stream_papers(StreamRequest *request, const RunTask *task)
{
    Destination destination;
    Shard shard = {0};
    RunCounts counts = {0};
    bool in_parts = request->part.count > 0;
    ClaimsStatus status = CLAIMS_OK;
    if (in_parts)
        status = shard_measure(&shard, request->part, request->inputs, request->sink);
    if (status == CLAIMS_OK)
        status = destination_open(&destination, request->output, request->sink);
    if (status == CLAIMS_OK) {
        status = write_papers(request, in_parts ? &shard : NULL, task, &destination, &counts);
        ClaimsStatus closed = destination_close(&destination, status == CLAIMS_OK);
        if (closed != CLAIMS_OK)
            status = closed;
    }
    shard_free(&shard);
    buffer_free(&request->before);
    buffer_free(&request->after);
    ExitStatus exit_status = command_exit(status);
    return exit_status == EXIT_DONE && counts.bad_input ? EXIT_BAD_INPUT : exit_status;
}
