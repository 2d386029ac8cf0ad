/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading compressed files: gzip, zstd, xz and bzip2, recognised by their first bytes. Several
 * streams one after the other, as `cat` makes them, are one text. The checksums are verified.
 * Memory depends neither on the size of the file nor on that of the text.
 */
#ifndef INPUT_DECOMPRESS_H
#define INPUT_DECOMPRESS_H

#include <stddef.h>
#include <sys/types.h>

#include "claims/claims.h"

enum {
    COMPRESSION_HEAD = 10,                 /* bytes by which a compression is known */
    DECOMPRESS_MEMORY = 128 * 1024 * 1024, /* most that a stream may need */
};

/* A way to compress; static. */
typedef struct Compression Compression;

typedef struct Decompressor Decompressor;

/* The compression of an input that starts with `head`, or NULL. */
const Compression *compression_recognise(ClaimsString head);

/* Decompress what `head`, at most COMPRESSION_HEAD bytes that were read already, and then `fd`
 * give. NULL when memory is exhausted. Owned: decompressor_free. */
Decompressor *decompressor_new(const Compression *compression, ClaimsString head, int fd);

/*
 * Put the next bytes of the text, at most `size` > 0, into `text`. Returns their number; 0 at the
 * end; -1 when it cannot: then decompressor_fault tells why or, when that is NULL, errno.
 */
ssize_t decompressor_read(Decompressor *decompressor, char *text, size_t size);

/* What is wrong with the compressed data, after decompressor_read failed; static. NULL when it was
 * the system that failed. */
const char *decompressor_fault(const Decompressor *decompressor);

/* Free; NULL is allowed. */
void decompressor_free(Decompressor *decompressor);

#endif
