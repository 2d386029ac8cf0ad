/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/string.h"
#include "input/bytes.h"
#include "input/utf8.h"

void source_close(Source *source)
{
    if (source->owned)
        close(source->fd);
    decompressor_free(source->decompressor);
    free(source->data);
    *source = (Source){.fd = -1};
}

const char *source_fault(const Source *source)
{
    const char *fault =
        source->decompressor != NULL ? decompressor_fault(source->decompressor) : NULL;
    if (fault != NULL)
        return fault;
    return source->error != 0 ? strerror(source->error) : NULL;
}

ClaimsStatus source_error_status(int error)
{
    bool system = error == ENOMEM || error == EMFILE || error == ENFILE;
    return system ? CLAIMS_ERROR_SYSTEM : CLAIMS_ERROR_INPUT;
}

/* Make room for `size` bytes after the window. */
static bool make_room(Source *source, size_t size)
{
    if (source->capacity - source->end >= size)
        return true;
    size_t held = source->end - source->begin;
    if (held > 0 && source->begin > 0)
        memmove(source->data, source->data + source->begin, held);
    source->begin = 0;
    source->end = held;
    if (source->capacity - held >= size)
        return true;
    char *data = realloc(source->data, held + size);
    if (data == NULL)
        return false;
    source->data = data;
    source->capacity = held + size;
    return true;
}

static ssize_t read_once(const Source *source, char *bytes, size_t size)
{
    if (source->decompressor != NULL)
        return decompressor_read(source->decompressor, bytes, size);
    ssize_t count;
    do
        count = read(source->fd, bytes, size);
    while (count < 0 && errno == EINTR);
    return count;
}

/* Read up to `size` bytes, for which there is room, and at least `least` unless the file ends. */
static size_t read_some(Source *source, size_t size, size_t least)
{
    size_t got = 0;
    while (got < least && !source->ended) {
        ssize_t count = read_once(source, source->data + source->end, size - got);
        if (count > 0) {
            source->end += (size_t)count;
            got += (size_t)count;
            continue;
        }
        source->ended = true;
        source->error = count < 0 ? errno : 0;
    }
    return got;
}

/* Reading ends here, for want of memory. */
static void end_without_memory(Source *source)
{
    source->ended = true;
    source->error = ENOMEM;
}

void source_open(Source *source, int fd, bool owned, size_t chunk)
{
    *source = (Source){.fd = fd, .owned = owned, .chunk = chunk, .line = 1, .column = 1};
    if (!make_room(source, COMPRESSION_HEAD)) {
        end_without_memory(source);
        return;
    }
    read_some(source, COMPRESSION_HEAD, COMPRESSION_HEAD);
    ClaimsString head = source_window(source);
    const Compression *compression = compression_recognise(head);
    if (compression == NULL)
        return;
    source->decompressor = decompressor_new(compression, head, fd);
    source->end = source->begin;
    source->ended = false;
    if (source->decompressor == NULL)
        end_without_memory(source);
}

bool source_more(Source *source)
{
    size_t held = source->end - source->begin;
    if (source->ended || held >= SOURCE_LIMIT)
        return false;
    size_t size = held / 2 > source->chunk ? held / 2 : source->chunk;
    if (size > SOURCE_LIMIT - held)
        size = SOURCE_LIMIT - held;
    if (!make_room(source, size)) {
        end_without_memory(source);
        return false;
    }
    return read_some(source, size, held < source->chunk ? 1 : size) > 0;
}

bool source_fill(Source *source, size_t size)
{
    while (source->end - source->begin < size)
        if (!source_more(source))
            return false;
    return true;
}

SourcePlace source_place(const Source *source, size_t at)
{
    ClaimsString before = {source->data + source->begin, at};
    size_t lines = bytes_count_lines(before);
    if (lines == 0)
        return (SourcePlace){source->line, source->column + utf8_count(before)};
    const char *line_end = memrchr(before.data, '\n', before.size);
    size_t rest = (size_t)(line_end - before.data) + 1;
    size_t column = 1 + utf8_count(string_slice(before, rest, before.size));
    return (SourcePlace){source->line + lines, column};
}

size_t source_line(const Source *source, size_t at)
{
    return source->line + bytes_count_lines((ClaimsString){source->data + source->begin, at});
}

void source_skip(Source *source, size_t size)
{
    if (size == 0)
        return;
    SourcePlace place = source_place(source, size);
    source->line = place.line;
    source->column = place.column;
    source->begin += size;
    source->offset += size;
}

void source_skip_lines(Source *source, size_t size, size_t lines)
{
    source->line += lines;
    source->column = lines > 0 ? 1 : source->column;
    source->begin += size;
    source->offset += size;
}

bool source_skip_line(Source *source)
{
    for (;;) {
        ClaimsString window = source_window(source);
        const char *line_end = window.size > 0 ? memchr(window.data, '\n', window.size) : NULL;
        if (line_end != NULL) {
            source_skip(source, (size_t)(line_end - window.data) + 1);
            return true;
        }
        source_skip(source, window.size);
        if (!source_more(source))
            return false;
    }
}
