/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rendering records in one of the output formats. A writer appends to a buffer and keeps no state,
 * so that threads can share it and render parts that are put together afterwards: an output is
 * writer_begin, then each paper's documents and records in order, then writer_end.
 */
#ifndef OUTPUT_WRITER_H
#define OUTPUT_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "claims/claims.h"

typedef struct Writer Writer;

typedef struct WriterFormat {
    const char *name;
    const char *title;
    const char *endings; /* of file names, separated by spaces, without the dot */
    bool has_documents;  /* can write a document's line */
    bool has_mark;       /* may begin with a byte order mark */
    /* Any of these may be NULL, except `record`. */
    void (*begin)(const Writer *writer, Buffer *buffer);
    void (*document)(const Writer *writer, Buffer *buffer, const ClaimsPaper *paper,
                     const ClaimsDocument *document, const ClaimsString *families, size_t count);
    void (*record)(const Writer *writer, Buffer *buffer, const ClaimRecord *record,
                   const ClaimsString *families, size_t count);
    void (*end)(const Writer *writer, Buffer *buffer);
} WriterFormat;

typedef struct WriterOptions {
    bool color;   /* table: with terminal colours */
    bool mark;    /* CSV, TSV: begin with a UTF-8 byte order mark */
    size_t width; /* table: columns of the terminal */
} WriterOptions;

/* A plain value without anything to free; never changed once it is in use. */
struct Writer {
    const WriterFormat *format;
    WriterOptions options;
};

typedef enum WriterFormatId {
#define WRITER(name) WRITER_FORMAT_##name,
#include "output/writers.def"
#undef WRITER
    WRITER_FORMAT_COUNT
} WriterFormatId;

/* The format; static. */
const WriterFormat *writer_format(WriterFormatId id);

/* The formats' names, by id, then NULL. */
extern const char *const writer_format_names[];

/* The format that the ending of `path` asks for, letter case aside; NULL when none does. */
const WriterFormat *writer_format_of_path(const char *path);

/* What comes before the first record. */
void writer_begin(const Writer *writer, Buffer *buffer);

/* One document, in formats that have documents; nothing in the others. */
void writer_append_document(const Writer *writer, Buffer *buffer, const ClaimsPaper *paper,
                            const ClaimsDocument *document, const ClaimsString *families,
                            size_t count);

/* One record; `families` (of `count`) are those of its paper. */
void writer_append_record(const Writer *writer, Buffer *buffer, const ClaimRecord *record,
                          const ClaimsString *families, size_t count);

/* What comes after the last record. */
void writer_end(const Writer *writer, Buffer *buffer);

#endif
