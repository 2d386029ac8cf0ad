/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/work_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "output/atomic_file.h"

enum { FILE_MOST = 64 * 1024 * 1024 };

static ClaimsStatus report(const WorkFolder *folder, const char *path, const char *what)
{
    diagnostic_report(folder->sink, CLAIMS_ERROR, path, 0, "cannot %s: %s", what, strerror(errno));
    return CLAIMS_ERROR_SYSTEM;
}

/* Make `path`, which is changed meanwhile, and what is missing above it. */
static bool make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool done = mkdir(path, 0777) == 0 || errno == EEXIST;
        *slash = '/';
        if (!done)
            return false;
    }
    return mkdir(path, 0777) == 0 || errno == EEXIST;
}

static ClaimsStatus make_kept(WorkFolder *folder, const char *keep)
{
    char *copy = strdup(keep);
    if (copy == NULL || *copy == '\0' || !make_folders(copy)) {
        free(copy);
        return report(folder, keep, "make the folder");
    }
    free(copy);
    folder->path = realpath(keep, NULL);
    return folder->path != NULL ? CLAIMS_OK : report(folder, keep, "use the folder");
}

static ClaimsStatus make_temporary(WorkFolder *folder)
{
    const char *above = getenv("TMPDIR");
    Buffer path = {0};
    buffer_append_text(&path, above != NULL && *above == '/' ? above : "/tmp");
    buffer_append_text(&path, "/claims-XXXXXX");
    if (path.failed || mkdtemp(path.data) == NULL) {
        ClaimsStatus status = report(folder, path.failed ? NULL : path.data, "make a folder");
        buffer_free(&path);
        return status;
    }
    folder->path = path.data; /* taken over from the buffer */
    folder->temporary = true;
    return CLAIMS_OK;
}

ClaimsStatus work_folder_open(WorkFolder *folder, const char *keep, ClaimsSink sink)
{
    *folder = (WorkFolder){.sink = sink};
    return keep != NULL ? make_kept(folder, keep) : make_temporary(folder);
}

/* Owned; NULL when memory is exhausted. */
static char *path_in(const WorkFolder *folder, const char *name)
{
    Buffer path = {0};
    buffer_printf(&path, "%s/%s", folder->path, name);
    if (path.failed)
        buffer_free(&path);
    return path.data;
}

ClaimsStatus work_folder_write(const WorkFolder *folder, const char *name, ClaimsString text)
{
    char *path = path_in(folder, name);
    if (path == NULL)
        return CLAIMS_ERROR_SYSTEM;
    AtomicFile file;
    ClaimsStatus status = atomic_file_open(&file, path, folder->sink);
    if (status == CLAIMS_OK) {
        status = atomic_file_write(&file, text.data, text.size);
        if (status == CLAIMS_OK)
            status = atomic_file_commit(&file);
        else
            atomic_file_discard(&file);
    }
    free(path);
    return status;
}

bool work_file_read(const char *path, Buffer *bytes)
{
    char block[1 << 14];
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    ssize_t size;
    do {
        size = read(descriptor, block, sizeof block);
        if (size > 0)
            buffer_append(bytes, block, (size_t)size);
    } while ((size > 0 && bytes->size <= FILE_MOST) || (size < 0 && errno == EINTR));
    int error = bytes->failed ? ENOMEM : size > 0 ? EFBIG : errno;
    close(descriptor);
    errno = error;
    return size == 0 && !bytes->failed;
}

bool work_folder_read(const WorkFolder *folder, const char *name, Buffer *bytes)
{
    char *path = path_in(folder, name);
    bool done = path != NULL && work_file_read(path, bytes);
    free(path);
    return done;
}

void work_folder_remove(const WorkFolder *folder, const char *name)
{
    char *path = path_in(folder, name);
    if (path != NULL)
        unlink(path);
    free(path);
}

void work_folder_close(WorkFolder *folder)
{
    DIR *files = folder->temporary ? opendir(folder->path) : NULL;
    for (struct dirent *file = NULL; files != NULL && (file = readdir(files)) != NULL;)
        unlinkat(dirfd(files), file->d_name, 0);
    if (files != NULL)
        closedir(files);
    if (folder->temporary)
        rmdir(folder->path);
    free(folder->path);
    *folder = (WorkFolder){0};
}
