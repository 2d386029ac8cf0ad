/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/atomic_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diagnostic.h"

static ClaimsStatus report(const AtomicFile *file, const char *what, int error)
{
    diagnostic_report(file->sink, CLAIMS_ERROR, file->name, 0, "cannot %s: %s", what,
                      strerror(error));
    return CLAIMS_ERROR_SYSTEM;
}

/* "folder/.claims-PID-NUMBER.tmp" for "folder/name"; owned; NULL when memory is exhausted. */
static char *aside_name(const char *path, unsigned number)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash - path) + 1;
    size_t size = folder + 64;
    char *name = malloc(size);
    if (name != NULL)
        snprintf(name, size, "%.*s.claims-%ld-%u.tmp", (int)folder, path, (long)getpid(), number);
    return name;
}

/* Not mkstemp: it makes private files, and the umask, which says what a new file's permissions
 * are, cannot be read without changing it for all threads. O_EXCL makes the open just as safe. */
static int open_aside(AtomicFile *file, mode_t mode)
{
    for (unsigned number = 0; number < 1000; number++) {
        free(file->aside);
        file->aside = aside_name(file->path, number);
        if (file->aside == NULL) {
            errno = ENOMEM;
            return -1;
        }
        int descriptor = open(file->aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (descriptor >= 0 || errno != EEXIST)
            return descriptor;
    }
    return -1;
}

static void release(AtomicFile *file)
{
    if (file->descriptor >= 0)
        close(file->descriptor);
    file->descriptor = -1;
    free(file->path);
    free(file->aside);
    file->path = file->aside = NULL;
}

ClaimsStatus atomic_file_open(AtomicFile *file, const char *path, ClaimsSink sink)
{
    *file = (AtomicFile){.name = path, .descriptor = -1, .sink = sink};
    struct stat old;
    bool exists = stat(path, &old) == 0;
    /* A link is followed, so that it stays and its target is replaced. */
    file->path = exists ? realpath(path, NULL) : strdup(path);
    int error = errno;
    if (file->path == NULL)
        goto failed;
    if (exists && !S_ISREG(old.st_mode)) {
        file->descriptor = open(path, O_WRONLY | O_CLOEXEC);
    } else {
        file->descriptor = open_aside(file, 0666);
        if (file->descriptor >= 0 && exists && fchmod(file->descriptor, old.st_mode & 0777) != 0) {
            error = errno;
            unlink(file->aside);
            goto failed;
        }
    }
    if (file->descriptor >= 0)
        return CLAIMS_OK;
    error = errno;
failed:
    release(file);
    return report(file, "create the file", error);
}

ClaimsStatus atomic_file_write(AtomicFile *file, const char *data, size_t size)
{
    file->synced = false;
    while (size > 0) {
        ssize_t written = write(file->descriptor, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return report(file, "write the file", errno);
        data += written;
        size -= (size_t)written;
    }
    return CLAIMS_OK;
}

ClaimsStatus atomic_file_sync(AtomicFile *file)
{
    /* Without this, a crash of the system could leave the name with an empty file. */
    if (!file->synced && file->aside != NULL && fsync(file->descriptor) != 0)
        return report(file, "write the file", errno);
    file->synced = true;
    return CLAIMS_OK;
}

ClaimsStatus atomic_file_commit(AtomicFile *file)
{
    ClaimsStatus status = atomic_file_sync(file);
    int closed = close(file->descriptor);
    file->descriptor = -1;
    if (status == CLAIMS_OK && closed != 0)
        status = report(file, "write the file", errno);
    if (status == CLAIMS_OK && file->aside != NULL && rename(file->aside, file->path) != 0)
        status = report(file, "put the file in its place", errno);
    if (status != CLAIMS_OK && file->aside != NULL)
        unlink(file->aside);
    release(file);
    return status;
}

void atomic_file_discard(AtomicFile *file)
{
    if (file->aside != NULL)
        unlink(file->aside);
    release(file);
}
