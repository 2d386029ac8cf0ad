/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gather.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/string.h"
#include "cli/run.h"
#include "input/reader.h"
#include "output/check_line.h"
#include "output/writer.h"
#include "record/knowledge_base.h"

typedef struct Gather {
    const GatherRequest *request;
    Records *records;
    Writer writer;
    const char **raw; /* inputs of raw text that wait to be extracted together */
    size_t raw_count;
    FILE **spools; /* temporary files in use */
    size_t spool_count;
    Arena arena; /* paths of these */
    bool bad_input;
} Gather;

/* ---- Raw text ---------------------------------------------------------------------------- */

/* Between a paper's records and its checks, and behind these. JSON has no such byte. */
enum { PART_END = '\x1e' };

typedef struct GatherWorker {
    const Gather *gather;
    ClaimsExtractor *extractor;
    QuantityExtractor *quantities; /* NULL unless briefs are checked */
    Arena arena;                   /* of the paper in hand */
} GatherWorker;

static void worker_free(void *object)
{
    GatherWorker *worker = object;
    claims_extractor_free(worker->extractor);
    quantity_extractor_free(worker->quantities);
    arena_free(&worker->arena);
    free(worker);
}

static ClaimsStatus worker_new(void *cookie, ClaimsSink sink, void **result)
{
    const Gather *gather = cookie;
    GatherWorker *worker = calloc(1, sizeof *worker);
    if (worker == NULL)
        return CLAIMS_ERROR_SYSTEM;
    worker->gather = gather;
    ClaimsStatus status = claims_extractor_new(gather->request->rules, sink, &worker->extractor);
    if (status == CLAIMS_OK && gather->request->kept != NULL)
        status = quantity_extractor_new(gather->request->rules, &worker->quantities);
    if (status != CLAIMS_OK) {
        worker_free(worker);
        return status;
    }
    *result = worker;
    return CLAIMS_OK;
}

static void append_check(void *cookie, const CheckItem *item)
{
    check_line_append(cookie, item);
}

/* The paper's documents, and what becomes of its brief. */
static ClaimsStatus check_brief(GatherWorker *worker, CheckFound *found, Buffer *output)
{
    CheckCounts counts = {0};
    ClaimsStatus status = CLAIMS_OK;
    buffer_append_char(output, PART_END);
    if (check_has_brief(found->paper))
        status = quantity_extractor_run(worker->quantities, found->paper, &found->quantities,
                                        &found->quantity_count);
    if (status == CLAIMS_OK)
        status = check_paper(worker->gather->request->rules->kin, found, &worker->arena,
                             &(CheckListener){append_check, output}, &counts);
    buffer_append_char(output, PART_END);
    arena_reset(&worker->arena);
    return status;
}

static ClaimsStatus work(void *object, const ClaimsPaper *paper, Buffer *output,
                         size_t *claim_count)
{
    GatherWorker *worker = object;
    const Writer *writer = &worker->gather->writer;
    const bool checks = worker->gather->request->kept != NULL;
    const ClaimRecord *records;
    size_t family_count = 0;
    const ClaimsString *families = NULL; /* nobody asks for those of a paper without claims */
    ClaimsStatus status = claims_extractor_run(worker->extractor, paper, &records, claim_count);
    if (status != CLAIMS_OK)
        return status;
    if (checks || *claim_count > 0)
        families = claims_extractor_families(worker->extractor, &family_count);
    for (size_t i = 0; checks && i < paper->document_count; i++)
        writer_append_document(writer, output, paper, &paper->documents[i], families, family_count);
    for (size_t i = 0; i < *claim_count; i++)
        writer_append_record(writer, output, &records[i], families, family_count);
    CheckFound found = {.paper = paper, .claims = records, .claim_count = *claim_count};
    return checks ? check_brief(worker, &found, output) : CLAIMS_OK;
}

/* Records and checks take turns, where briefs are checked. */
static ClaimsStatus emit(void *cookie, ClaimsString output)
{
    Gather *gather = cookie;
    ClaimsStatus status = CLAIMS_OK;
    bool is_check = false;
    size_t line = 1;
    for (size_t at = 0; at < output.size && status == CLAIMS_OK; is_check = !is_check) {
        const char *mark = memchr(output.data + at, PART_END, output.size - at);
        size_t end = mark != NULL ? (size_t)(mark - output.data) : output.size;
        ClaimsString part = string_slice(output, at, end);
        if (is_check)
            buffer_append_string(&gather->request->kept->checks, part);
        else
            status = records_add_lines(gather->records, NULL, &line, part, gather->request->sink);
        at = end + 1;
    }
    return status;
}

static ClaimsStatus extract_waiting(Gather *gather)
{
    if (gather->raw_count == 0)
        return CLAIMS_OK;
    const RunRequest request = {.paths = gather->raw,
                                .path_count = gather->raw_count,
                                .jobs = gather->request->jobs,
                                .progress = true,
                                .sink = gather->request->sink};
    const RunTask task = {
        .cookie = gather, .worker_new = worker_new, .worker_free = worker_free, .work = work};
    const RunOutput output = {.cookie = gather, .emit = emit};
    RunCounts counts;
    ClaimsStatus status = run_papers(&request, &task, &output, &counts);
    gather->bad_input = gather->bad_input || counts.bad_input;
    gather->raw_count = 0;
    return status;
}

/* ---- Inputs ------------------------------------------------------------------------------ */

static ClaimsStatus spool_failed(const Gather *gather, const char *path)
{
    diagnostic_report(gather->request->sink, CLAIMS_ERROR, path, 0,
                      "cannot keep the input in a temporary file: %s", strerror(errno));
    return CLAIMS_ERROR_SYSTEM;
}

/* Copy what `source` still gives to `file`. */
static bool copy_all(Source *source, FILE *file)
{
    do {
        ClaimsString window = source_window(source);
        if (window.size > 0 && fwrite(window.data, 1, window.size, file) != window.size)
            return false;
        source_skip(source, window.size);
    } while (source_more(source));
    return fflush(file) == 0;
}

/* Keep `source`, which cannot be read again, in a temporary file, and have `*path` name it. */
static ClaimsStatus spool(Gather *gather, Source *source, const char **path)
{
    FILE *file = tmpfile();
    if (file == NULL)
        return spool_failed(gather, *path);
    gather->spools[gather->spool_count++] = file;
    if (!copy_all(source, file))
        return spool_failed(gather, *path);
    int descriptor = fileno(file);
    if (lseek(descriptor, 0, SEEK_SET) < 0)
        return spool_failed(gather, *path);
    if (strcmp(*path, "-") == 0)
        return dup2(descriptor, STDIN_FILENO) >= 0 ? CLAIMS_OK : spool_failed(gather, *path);
    char name[40];
    int size = snprintf(name, sizeof name, "/dev/fd/%d", descriptor);
    *path = arena_copy(&gather->arena, (ClaimsString){name, (size_t)size}).data;
    return *path != NULL ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
}

/* Have raw text wait, so that it can be read from its start again. */
static ClaimsStatus add_raw(Gather *gather, Source *source, off_t start, const char *path)
{
    struct stat info;
    bool is_file = fstat(source->fd, &info) == 0 && !S_ISFIFO(info.st_mode) &&
                   !S_ISSOCK(info.st_mode) && !S_ISCHR(info.st_mode);
    ClaimsStatus status = CLAIMS_OK;
    if (!is_file)
        status = spool(gather, source, &path);
    else if (!source->owned && start >= 0)
        lseek(source->fd, start, SEEK_SET);
    if (status == CLAIMS_OK)
        gather->raw[gather->raw_count++] = path;
    if (status == CLAIMS_OK && gather->request->kept != NULL) {
        const char *slash = strrchr(path, '/');
        buffer_append_text(&gather->request->kept->sources, slash != NULL ? slash + 1 : path);
        buffer_append_char(&gather->request->kept->sources, '\n');
    }
    return status;
}

static ClaimsStatus add_input(Gather *gather, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        gather->raw[gather->raw_count++] = path; /* its reader says why it cannot be opened */
        return CLAIMS_OK;
    }
    Source source;
    ClaimsStatus status;
    off_t start = standard ? lseek(fd, 0, SEEK_CUR) : 0;
    source_open(&source, fd, !standard, SOURCE_CHUNK);
    source_fill(&source, READER_HEAD);
    if (records_recognise(source_window(&source))) {
        status = extract_waiting(gather);
        if (status == CLAIMS_OK)
            status = records_read(gather->records, path, &source, gather->request->sink);
        if (status == CLAIMS_ERROR_INPUT) {
            gather->bad_input = true;
            status = CLAIMS_OK;
        }
    } else {
        status = add_raw(gather, &source, start, path);
    }
    source_close(&source);
    return status;
}

ClaimsStatus gather_records(const GatherRequest *request, Records *records, bool *bad_input)
{
    Gather gather = {.request = request, .records = records};
    records->lines = request->kept != NULL ? &request->kept->lines : NULL;
    gather.writer.format = writer_format(WRITER_FORMAT_jsonl);
    gather.raw = calloc(request->path_count + 1, sizeof *gather.raw);
    gather.spools = calloc(request->path_count + 1, sizeof *gather.spools);
    ClaimsStatus status = CLAIMS_OK;
    if (gather.raw == NULL || gather.spools == NULL) {
        diagnostic_report(request->sink, CLAIMS_ERROR, NULL, 0, "out of memory");
        status = CLAIMS_ERROR_SYSTEM;
    }
    for (size_t i = 0; i < request->path_count && status == CLAIMS_OK; i++)
        status = add_input(&gather, request->paths[i]);
    if (status == CLAIMS_OK)
        status = extract_waiting(&gather);
    if (status == CLAIMS_OK && request->kept != NULL &&
        (request->kept->checks.failed || request->kept->sources.failed)) {
        diagnostic_report(request->sink, CLAIMS_ERROR, NULL, 0, "out of memory");
        status = CLAIMS_ERROR_SYSTEM;
    }
    for (size_t i = 0; i < gather.spool_count; i++)
        fclose(gather.spools[i]);
    free(gather.spools);
    free(gather.raw);
    arena_free(&gather.arena);
    *bad_input = gather.bad_input || records->fault_count > 0;
    return status;
}

void gather_kept_free(GatherKept *kept)
{
    buffer_free(&kept->lines);
    buffer_free(&kept->checks);
    buffer_free(&kept->sources);
}
