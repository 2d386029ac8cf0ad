/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file seen through a window: the bytes that were read and not yet given up. The window grows
 * while a reader needs to see more of one entry, up to SOURCE_LIMIT, and never holds more than
 * that: memory does not depend on the size of the file. A compressed file is seen decompressed:
 * then "the file" means the text in it, here and wherever a place in a file is told.
 */
#ifndef INPUT_SOURCE_H
#define INPUT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "claims/claims.h"
#include "input/decompress.h"

enum {
    SOURCE_CHUNK = 256 * 1024,       /* bytes asked of the system at a time */
    SOURCE_LIMIT = 16 * 1024 * 1024, /* most that one entry may need to be seen at once */
};

typedef struct Source {
    int fd; /* closed by source_close when `owned` */
    bool owned;
    size_t chunk;
    char *data;
    size_t capacity, begin, end; /* the window is data[begin, end) */
    size_t offset;               /* place of data[begin] in the file */
    size_t line, column;         /* of data[begin], 1-based, the column in characters */
    bool ended;                  /* the window reaches to the end of what can be read */
    Decompressor *decompressor;  /* NULL when it is not */
    int error;                   /* errno of what made an end of reading before that of the file */
} Source;

/* A place in a file as people count: both 1-based, the column in characters. */
typedef struct SourcePlace {
    size_t line, column;
} SourcePlace;

/* Read from `fd`, `chunk` bytes at a time. Reads the first bytes, which tell whether the file is
 * compressed. */
void source_open(Source *source, int fd, bool owned, size_t chunk);

void source_close(Source *source);

/* What made an end of reading before that of the file; NULL when nothing did. Borrowed until the
 * next such call. */
const char *source_fault(const Source *source);

/* The answer of a function that cannot open, or read on, because of `error`, an errno. */
ClaimsStatus source_error_status(int error);

/*
 * Make the window longer: by `chunk` bytes, or by half its size when that is more, so that a
 * reader may look at the whole window again each time. Moves the window's bytes.
 * Returns false when it cannot: `ended`, or the window has SOURCE_LIMIT bytes.
 */
bool source_more(Source *source);

/* source_more until the window has at least `size` bytes; false when it ends before. */
bool source_fill(Source *source, size_t size);

/* Give up the window's first `size` bytes. */
void source_skip(Source *source, size_t size);

/* The same when these bytes are whole lines, of a caller who has counted them. */
void source_skip_lines(Source *source, size_t size, size_t lines);

/* Give up the rest of the line that the window starts in, and its line end; false when the file
 * ends with it. */
bool source_skip_line(Source *source);

/* The place of the window's byte `at`. */
SourcePlace source_place(const Source *source, size_t at);

/* The line of the window's byte `at`: that of its place, found faster. */
size_t source_line(const Source *source, size_t at);

/* Borrowed until source_more, source_skip or source_close. */
static inline ClaimsString source_window(const Source *source)
{
    return (ClaimsString){source->data + source->begin, source->end - source->begin};
}

#endif
