/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/stream.h"

#include <string.h>
#include <sys/stat.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "cli/command.h"
#include "cli/destination.h"
#include "record/knowledge_base.h"

typedef struct Stream {
    const StreamRequest *request;
    Destination destination;
    Shard shard;
    size_t resumed; /* papers that a run which was broken off has written */
    RunCounts counts;
} Stream;

static ClaimsStatus write_text(Stream *stream, ClaimsString text)
{
    return text.size > 0 ? destination_write(&stream->destination, text) : CLAIMS_OK;
}

static ClaimsStatus emit(void *cookie, ClaimsString text)
{
    Stream *stream = cookie;
    /* the papers before this text's: those of the latter are counted when it is written */
    size_t papers = stream->resumed + stream->counts.papers;
    ClaimsStatus status = CLAIMS_OK;
    if (papers > 0) /* else there is nothing to go on with */
        status = destination_mark(&stream->destination, papers);
    return status == CLAIMS_OK ? write_text(stream, text) : status;
}

/* ---- Resuming ---------------------------------------------------------------------------- */

static uint64_t hash_text(uint64_t hash, const char *text)
{
    return hash_bytes(hash, text, strlen(text) + 1);
}

/* A hash of all that the output depends on. That a file is the same is told by its size and time:
 * to read it takes too long. */
static uint64_t output_identity(const StreamRequest *request)
{
    uint64_t rules = knowledge_hash(&request->rules->knowledge);
    uint64_t hash = hash_text(HASH_SEED, claims_version());
    hash = hash_bytes(hash, &rules, sizeof rules);
    hash = hash_text(hash, request->settings.data);
    hash = hash_bytes(hash, &request->part, sizeof request->part);
    for (size_t i = 0; i < request->inputs->count; i++) {
        struct stat info;
        hash = hash_text(hash, request->inputs->items[i]);
        if (stat(request->inputs->items[i], &info) != 0)
            continue;
        int64_t values[] = {info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec};
        hash = hash_bytes(hash, values, sizeof values);
    }
    return hash;
}

/* Report, and answer false, when `request` cannot be resumed. */
static bool check_resumable(const StreamRequest *request)
{
    if (!destination_is_file(request->output)) {
        command_usage_error(request->sink, "--resume is for output to a file: name it with -o",
                            NULL);
        return false;
    }
    for (size_t i = 0; i < request->inputs->count; i++)
        if (strcmp(request->inputs->items[i], "-") == 0) {
            command_usage_error(request->sink, "--resume cannot read standard input again",
                                "name the input FILE");
            return false;
        }
    return true;
}

/* ---- Streaming --------------------------------------------------------------------------- */

static ClaimsStatus write_papers(Stream *stream, const RunTask *task)
{
    const StreamRequest *request = stream->request;
    bool in_parts = request->part.count > 0;
    bool is_first = !in_parts || request->part.number == 1;
    bool is_last = !in_parts || request->part.number == request->part.count;
    const RunRequest run = {.paths = request->inputs->items,
                            .path_count = request->inputs->count,
                            .shard = in_parts ? &stream->shard : NULL,
                            .skip = stream->resumed,
                            .jobs = request->jobs,
                            .progress = true,
                            .sink = request->sink};
    const RunOutput output = {.cookie = stream, .emit = emit};
    ClaimsStatus status = CLAIMS_OK;
    if (is_first && stream->resumed == 0)
        status = write_text(stream, buffer_string(&request->before));
    if (status == CLAIMS_OK)
        status = run_papers(&run, task, &output, &stream->counts);
    if (status == CLAIMS_OK && is_last)
        status = write_text(stream, buffer_string(&request->after));
    return status;
}

static ClaimsStatus open_destination(Stream *stream)
{
    const StreamRequest *request = stream->request;
    if (request->resume)
        return destination_resume(&stream->destination, request->output, output_identity(request),
                                  request->sink, &stream->resumed);
    return destination_open(&stream->destination, request->output, request->sink);
}

static ClaimsStatus stream_all(Stream *stream, const RunTask *task)
{
    const StreamRequest *request = stream->request;
    if (request->before.failed || request->after.failed || request->settings.failed) {
        diagnostic_report(request->sink, CLAIMS_ERROR, NULL, 0, "out of memory");
        return CLAIMS_ERROR_SYSTEM;
    }
    ClaimsStatus status = CLAIMS_OK;
    if (request->part.count > 0)
        status = shard_measure(&stream->shard, request->part, request->inputs, request->sink);
    if (status == CLAIMS_OK)
        status = open_destination(stream);
    if (status != CLAIMS_OK)
        return status;
    status = write_papers(stream, task);
    ClaimsStatus closed = destination_close(&stream->destination, status == CLAIMS_OK);
    return closed != CLAIMS_OK ? closed : status;
}

ExitStatus stream_papers(StreamRequest *request, const RunTask *task)
{
    Stream stream = {.request = request};
    ExitStatus answer = EXIT_USAGE;
    if (!request->resume || check_resumable(request)) {
        answer = command_exit(stream_all(&stream, task));
        if (answer == EXIT_DONE && stream.counts.bad_input)
            answer = EXIT_BAD_INPUT;
    }
    shard_free(&stream.shard);
    buffer_free(&request->before);
    buffer_free(&request->after);
    buffer_free(&request->settings);
    return answer;
}
