/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/shard.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diagnostic.h"
#include "input/source.h"

/* The bytes that a reader of `fd` would see. Leaves `fd` where it is. */
static size_t measure_file(int fd, size_t file_size)
{
    off_t start = lseek(fd, 0, SEEK_CUR);
    size_t size = (size_t)start < file_size ? file_size - (size_t)start : 0;
    Source source;
    source_open(&source, fd, false, SOURCE_CHUNK);
    if (source.decompressor != NULL) {
        do
            source_skip(&source, source_window(&source).size);
        while (source_more(&source));
        size = source.offset;
    }
    source_close(&source);
    lseek(fd, start, SEEK_SET);
    return size;
}

/* The size of the input at `path`; 0 when it cannot be read, which its reader will report. */
static ClaimsStatus measure(const char *path, ClaimsSink sink, size_t *size)
{
    bool is_standard = strcmp(path, "-") == 0;
    struct stat info;
    *size = 0;
    if ((is_standard ? fstat(STDIN_FILENO, &info) : stat(path, &info)) != 0 ||
        S_ISDIR(info.st_mode))
        return CLAIMS_OK;
    if (!S_ISREG(info.st_mode)) {
        diagnostic_report(sink, CLAIMS_ERROR, path, 0,
                          "only files can be read in parts: how long this will be is not known");
        return CLAIMS_ERROR_INPUT;
    }
    int fd = is_standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return CLAIMS_OK;
    *size = measure_file(fd, (size_t)info.st_size);
    if (!is_standard)
        close(fd);
    return CLAIMS_OK;
}

/* `total` * `number` / `count`, where the product may be too large. */
static size_t boundary(size_t total, OptionPart part, size_t number)
{
    return total / part.count * number + total % part.count * number / part.count;
}

ClaimsStatus shard_measure(Shard *shard, OptionPart part, const OptionList *paths, ClaimsSink sink)
{
    size_t total = 0;
    ClaimsStatus status = CLAIMS_OK;
    *shard = (Shard){.sizes = calloc(paths->count + 1, sizeof *shard->sizes)};
    if (shard->sizes == NULL) {
        diagnostic_report(sink, CLAIMS_ERROR, NULL, 0, "out of memory");
        return CLAIMS_ERROR_SYSTEM;
    }
    for (size_t i = 0; i < paths->count && status == CLAIMS_OK; i++) {
        status = measure(paths->items[i], sink, &shard->sizes[i]);
        total += shard->sizes[i];
    }
    shard->first = boundary(total, part, part.number - 1);
    shard->end = part.number == part.count ? SIZE_MAX : boundary(total, part, part.number);
    return status;
}

bool shard_is_after(const Shard *shard, size_t start, size_t size)
{
    /* what is said of an input without a byte is said where it would have one */
    return size > 0 ? start + size <= shard->first : start < shard->first;
}

void shard_free(Shard *shard)
{
    free(shard->sizes);
    *shard = (Shard){0};
}
