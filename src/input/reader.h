/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of the formats share. */
#ifndef INPUT_READER_H
#define INPUT_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "claims/claims.h"
#include "input/bytes.h"
#include "input/piece.h"
#include "input/source.h"
#include "input/utf8.h"

/* A format. Its functions work on a reader's window (reader->source) and fill reader->paper. */
typedef struct ReaderFormat {
    const char *name;
    size_t state_size; /* of reader->state, which starts zeroed */
    /* Does the input look like this format? `head` is its start, without byte order mark: all of
     * it, or as much as READER_HEAD says. */
    bool (*sniff)(ClaimsString head);
    /*
     * Read the next paper into reader->paper, which is empty but for source, path and documents'
     * count. What the paper borrows of the window is given up at the next call, by setting
     * reader->consumed. Returns CLAIMS_OK, CLAIMS_END or CLAIMS_ERROR_SYSTEM.
     */
    ClaimsStatus (*next)(ClaimsReader *reader);
    void (*close)(ClaimsReader *reader); /* release what the state owns; may be NULL */
} ReaderFormat;

enum { READER_HEAD = 16 * 1024 };

struct ClaimsReader {
    Source source;
    ClaimsSink sink;
    const ReaderFormat *format;
    void *state;
    Arena arena;              /* the paper's strings; reset for each paper */
    ClaimsPaper paper, piece; /* as the format read it; the part of it that was given last */
    PieceWalk walk;
    size_t consumed; /* bytes of the window that the paper in hand borrows */
    ClaimsStatus status;
    bool had_errors, concluded;
    size_t messages; /* about entries, shown or not */
    size_t ill_formed, nuls;
};

/*
 * Open `fd`, which stays the caller's, as a reader under the names `path` and `name` (both must
 * stay valid), reading `chunk` bytes at a time. Otherwise as claims_reader_open.
 */
ClaimsStatus reader_open_fd(int fd, const char *path, const char *name, size_t chunk,
                            ClaimsSink sink, ClaimsReader **reader);

/*
 * Add the window's bytes [from, to) as the paper's text of `section`, without surrounding white
 * space; nothing is added when there is nothing else. `from` is on `line`. Takes the bytes as they
 * are when they are UTF-8, and mends them in the arena when not.
 * Returns false when memory is exhausted.
 */
bool reader_add_text(ClaimsReader *reader, ClaimSection section, size_t from, size_t to,
                     size_t line);

/* The same for a text that was decoded, and ended, by the caller. */
void reader_add_decoded(ClaimsReader *reader, ClaimSection section, const MappedText *text,
                        size_t line);

/* `raw` with its white space folded, and mended, in the arena. False: out of memory. */
bool reader_fold(ClaimsReader *reader, ClaimsString raw, ClaimsString *folded);

/*
 * Report that the entry at the window's byte `at` is malformed and left out. Only the first
 * messages of an input are sent; the rest are counted, and summed up at its end. Moves the
 * window's bytes.
 */
void reader_fault(ClaimsReader *reader, size_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Warn about something on `line`; counted in the same way. */
void reader_warn(ClaimsReader *reader, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
