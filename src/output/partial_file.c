/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/partial_file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/diagnostic.h"

/*
 * PATH.progress is text: a line with the identity, then a line "ITEMS BYTES" for every mark that
 * was kept, each after the bytes it tells of have reached the disk. A last line without its end was
 * broken off.
 */
static const char progress_head[] = "claims progress 1 ";

enum { KEEP_AFTER_MS = 250 };

static ClaimsStatus report(const PartialFile *file, const char *what, int error)
{
    diagnostic_report(file->sink, CLAIMS_ERROR, file->name, 0, "cannot %s: %s", what,
                      strerror(error));
    return CLAIMS_ERROR_SYSTEM;
}

/* `path` and `ending`; owned; NULL when memory is exhausted. */
static char *join(const char *path, const char *ending)
{
    size_t size = strlen(path) + strlen(ending) + 1;
    char *name = malloc(size);
    if (name != NULL)
        snprintf(name, size, "%s%s", path, ending);
    return name;
}

static void release(PartialFile *file)
{
    if (file->partial_descriptor >= 0)
        close(file->partial_descriptor);
    if (file->progress_descriptor >= 0)
        close(file->progress_descriptor);
    file->partial_descriptor = file->progress_descriptor = -1;
    free(file->path);
    free(file->partial);
    free(file->progress);
    file->path = file->partial = file->progress = NULL;
}

static bool write_all(int descriptor, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t written = write(descriptor, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        data += written;
        size -= (size_t)written;
    }
    return true;
}

/* ---- Opening ----------------------------------------------------------------------------- */

static bool read_all(int descriptor, Buffer *text)
{
    char chunk[4096];
    ssize_t count;
    while ((count = read(descriptor, chunk, sizeof chunk)) != 0) {
        if (count > 0)
            buffer_append(text, chunk, (size_t)count);
        else if (errno != EINTR)
            return false;
    }
    buffer_append_char(text, '\0');
    return !text->failed;
}

/* The latest mark in `text`, lines of progress, whose bytes are there, in `available` ones. */
static PartialMark find_mark(const char *text, size_t available)
{
    PartialMark found = {0};
    for (const char *end = strchr(text, '\n'); end != NULL; end = strchr(text, '\n')) {
        char *bytes;
        PartialMark mark = {.items = strtoul(text, &bytes, 10)};
        mark.bytes = strtoul(bytes, NULL, 10);
        if (mark.bytes <= available)
            found = mark;
        text = end + 1;
    }
    return found;
}

static ClaimsStatus refuse(const PartialFile *file)
{
    Buffer help = {0};
    buffer_printf(&help, "to start again, remove '%s'", file->partial);
    diagnostic_send(file->sink,
                    &(ClaimsDiagnostic){.severity = CLAIMS_ERROR,
                                        .file = file->name,
                                        .message = "cannot go on where the run was broken off: the "
                                                   "inputs, options, rules or program were others",
                                        .help = help.failed ? NULL : help.data});
    buffer_free(&help);
    return CLAIMS_ERROR_SYSTEM;
}

/* Find out where to go on, and cut both files to what counts. `head` is the first line of progress
 * as it must be. */
static ClaimsStatus begin_at_mark(PartialFile *file, const char *head)
{
    struct stat info;
    Buffer text = {0};
    ClaimsStatus status = CLAIMS_OK;
    if (!read_all(file->progress_descriptor, &text) ||
        fstat(file->partial_descriptor, &info) != 0) {
        status = report(file, "read how far the file was written", text.failed ? ENOMEM : errno);
        goto cleanup;
    }
    size_t head_size = strlen(head), whole_lines = 0;
    if (info.st_size > 0) { /* else nothing was written, or all of it has its name already */
        if (strncmp(text.data, head, head_size) != 0) {
            status = refuse(file);
            goto cleanup;
        }
        file->reached = file->kept = find_mark(text.data + head_size, (size_t)info.st_size);
        whole_lines = (size_t)(strrchr(text.data, '\n') - text.data) + 1;
    }
    file->size = file->reached.bytes;
    if (ftruncate(file->partial_descriptor, (off_t)file->size) != 0 ||
        lseek(file->partial_descriptor, 0, SEEK_END) < 0 ||
        ftruncate(file->progress_descriptor, (off_t)whole_lines) != 0 ||
        lseek(file->progress_descriptor, 0, SEEK_END) < 0 ||
        (whole_lines == 0 && !write_all(file->progress_descriptor, head, head_size)))
        status = report(file, "write the file", errno);
cleanup:
    buffer_free(&text);
    return status;
}

static ClaimsStatus open_files(PartialFile *file, uint64_t identity)
{
    char head[64];
    struct stat old;
    bool exists = stat(file->name, &old) == 0;
    snprintf(head, sizeof head, "%s%016" PRIx64 "\n", progress_head, identity);
    if (exists && !S_ISREG(old.st_mode))
        return report(file, "go on with something else than a file", EINVAL);
    /* A link is followed, so that it stays and its target is replaced. */
    file->path = exists ? realpath(file->name, NULL) : join(file->name, "");
    file->partial = file->path != NULL ? join(file->path, ".partial") : NULL;
    file->progress = file->path != NULL ? join(file->path, ".progress") : NULL;
    if (file->partial == NULL || file->progress == NULL)
        return report(file, "create the file", errno);
    mode_t mode = exists ? old.st_mode & 0777 : 0666;
    file->partial_descriptor = open(file->partial, O_RDWR | O_CREAT | O_CLOEXEC, mode);
    if (file->partial_descriptor < 0)
        return report(file, "create the file", errno);
    if (flock(file->partial_descriptor, LOCK_EX | LOCK_NB) != 0)
        return report(file, "have the file for this run alone", errno);
    file->progress_descriptor = open(file->progress, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file->progress_descriptor < 0)
        return report(file, "create the file", errno);
    return begin_at_mark(file, head);
}

ClaimsStatus partial_file_open(PartialFile *file, const char *path, uint64_t identity,
                               ClaimsSink sink)
{
    *file = (PartialFile){
        .name = path, .partial_descriptor = -1, .progress_descriptor = -1, .sink = sink};
    ClaimsStatus status = open_files(file, identity);
    file->due = clock_after(KEEP_AFTER_MS);
    if (status != CLAIMS_OK)
        release(file);
    return status;
}

/* ---- Writing ----------------------------------------------------------------------------- */

ClaimsStatus partial_file_write(PartialFile *file, const char *data, size_t size)
{
    if (!write_all(file->partial_descriptor, data, size))
        return report(file, "write the file", errno);
    file->size += size;
    return CLAIMS_OK;
}

/* Have PATH.progress tell of the latest mark. */
static bool keep_mark(PartialFile *file)
{
    char line[64];
    snprintf(line, sizeof line, "%zu %zu\n", file->reached.items, file->reached.bytes);
    if (fdatasync(file->partial_descriptor) != 0 ||
        !write_all(file->progress_descriptor, line, strlen(line)))
        return false;
    file->kept = file->reached;
    return true;
}

ClaimsStatus partial_file_mark(PartialFile *file, size_t items)
{
    file->reached = (PartialMark){items, file->size};
    if (!clock_reached(file->due))
        return CLAIMS_OK;
    if (!keep_mark(file))
        return report(file, "write the file", errno);
    file->due = clock_after(KEEP_AFTER_MS);
    return CLAIMS_OK;
}

ClaimsStatus partial_file_commit(PartialFile *file)
{
    ClaimsStatus status = CLAIMS_OK;
    if (fsync(file->partial_descriptor) != 0)
        status = report(file, "write the file", errno);
    else if (rename(file->partial, file->path) != 0)
        status = report(file, "put the file in its place", errno);
    else
        unlink(file->progress);
    release(file);
    return status;
}

void partial_file_suspend(PartialFile *file)
{
    if (file->partial_descriptor < 0)
        return;
    if (file->reached.bytes > file->kept.bytes || file->reached.items > file->kept.items)
        keep_mark(file); /* else the next run goes on at the one before */
    release(file);
}
