/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/string.h"
#include "output/atomic_file.h"

static const char charts_name[] = "charts";

/* A folder that is there, or that was made now. */
typedef struct Folder {
    const char *path;
    bool made;
} Folder;

static ClaimsStatus refuse(ClaimsSink sink, const char *path, int error)
{
    diagnostic_report(sink, CLAIMS_ERROR, path, 0, "cannot make the folder: %s", strerror(error));
    return CLAIMS_ERROR_SYSTEM;
}

static ClaimsStatus folder_make(Folder *folder, ClaimsSink sink)
{
    struct stat info;
    if (folder->path == NULL)
        return refuse(sink, charts_name, ENOMEM);
    folder->made = mkdir(folder->path, 0777) == 0;
    if (folder->made ||
        (errno == EEXIST && stat(folder->path, &info) == 0 && S_ISDIR(info.st_mode)))
        return CLAIMS_OK;
    return refuse(sink, folder->path, errno == EEXIST ? ENOTDIR : errno);
}

/* "folder/name"; lives in `arena`; NULL when memory is exhausted. */
static const char *join(Arena *arena, const char *folder, const char *name)
{
    Buffer path = {0};
    buffer_printf(&path, "%s/%s", folder, name);
    const char *joined = path.failed ? NULL : arena_copy(arena, buffer_string(&path)).data;
    buffer_free(&path);
    return joined;
}

/* Write all files aside. Returns how many are open, in `files`; all of them when `*status` is
 * CLAIMS_OK. */
static size_t write_aside(const Report *report, const char *folder, Arena *arena, AtomicFile *files,
                          ClaimsSink sink, ClaimsStatus *status)
{
    size_t count = 0;
    while (count < report->count && *status == CLAIMS_OK) {
        const ReportFile *file = &report->files[count];
        const char *path = join(arena, folder, file->name);
        *status = path != NULL ? atomic_file_open(&files[count], path, sink) : CLAIMS_ERROR_SYSTEM;
        if (*status != CLAIMS_OK)
            break;
        *status = atomic_file_write(&files[count], file->bytes.data, file->bytes.size);
        if (*status == CLAIMS_OK)
            *status = atomic_file_sync(&files[count]);
        count++;
    }
    return count;
}

/* Is `name` a chart's, such as reports have: "KIND.svg", "KIND-….svg"? */
static bool is_chart_name(const char *name)
{
    size_t size = strlen(name);
    if (size < 4 || strcmp(name + size - 4, ".svg") != 0)
        return false;
    for (int i = 0; i < CHART_KIND_COUNT; i++) {
        size_t kind = strlen(chart_kind_names[i]);
        if (strncmp(name, chart_kind_names[i], kind) == 0 &&
            (name[kind] == '-' || kind == size - 4))
            return true;
    }
    return false;
}

static bool has_chart(const Report *report, const char *name)
{
    for (size_t i = 0; i < report->count; i++) {
        const char *slash = strchr(report->files[i].name, '/');
        if (slash != NULL && strcmp(slash + 1, name) == 0)
            return true;
    }
    return false;
}

/* What cannot be removed does no harm. */
static void remove_old_charts(const Report *report, const char *charts, Arena *arena)
{
    DIR *directory = opendir(charts);
    const struct dirent *entry;
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        if (!is_chart_name(entry->d_name) || has_chart(report, entry->d_name))
            continue;
        const char *path = join(arena, charts, entry->d_name);
        if (path != NULL)
            unlink(path);
    }
    if (directory != NULL)
        closedir(directory);
}

static ClaimsStatus write_files(const Report *report, const char *folder, Arena *arena,
                                ClaimsSink sink)
{
    ClaimsStatus status = CLAIMS_OK;
    AtomicFile *files = arena_array(arena, report->count + 1, sizeof *files);
    if (files == NULL)
        return CLAIMS_ERROR_SYSTEM;
    size_t count = write_aside(report, folder, arena, files, sink, &status);
    for (size_t i = 0; i < count; i++) {
        if (status == CLAIMS_OK)
            status = atomic_file_commit(&files[i]);
        else
            atomic_file_discard(&files[i]);
    }
    return status;
}

ClaimsStatus folder_write(const Report *report, const char *folder, ClaimsSink sink)
{
    Arena arena = {0};
    Folder whole = {.path = folder}, charts = {.path = join(&arena, folder, charts_name)};
    ClaimsStatus status = folder_make(&whole, sink);
    if (status == CLAIMS_OK)
        status = folder_make(&charts, sink);
    if (status == CLAIMS_OK)
        status = write_files(report, folder, &arena, sink);
    if (status == CLAIMS_OK) {
        remove_old_charts(report, charts.path, &arena);
    } else {
        if (charts.made)
            rmdir(charts.path);
        if (whole.made)
            rmdir(folder);
    }
    arena_free(&arena);
    return status;
}
