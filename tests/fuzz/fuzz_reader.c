/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes, read as an input of whatever format they look like. The first byte says how much is
 * read at a time, so that entries are met across the borders of reads. Each text must stand where
 * it says in the file.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "input/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_document(const ClaimsDocument *document, const uint8_t *file, size_t size)
{
    ClaimsString text = document->text;
    if (document->start >= document->end || document->end > size || text.size == 0 ||
        utf8_valid_size(text) != text.size)
        abort();
    if (document->offsets == NULL && (document->end - document->start != text.size ||
                                      memcmp(file + document->start, text.data, text.size) != 0))
        abort();
    if (document->offsets != NULL &&
        (document->offsets[0] != document->start || document->offsets[text.size] != document->end))
        abort();
    for (size_t i = 0; document->offsets != NULL && i < text.size; i++)
        if (document->offsets[i] > document->offsets[i + 1])
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    size_t chunk = data[0] < 128 ? (size_t)data[0] + 1 : SOURCE_CHUNK;
    data++;
    size--;
    int fd = memfd_create("fuzz", 0);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) != 0)
        abort();
    ClaimsReader *reader;
    if (reader_open_fd(fd, "fuzz", "fuzz", chunk, (ClaimsSink){0}, &reader) == CLAIMS_OK) {
        const ClaimsPaper *paper;
        while (claims_reader_next(reader, &paper) == CLAIMS_OK)
            for (size_t i = 0; i < paper->document_count; i++)
                check_document(&paper->documents[i], data, size);
        claims_reader_close(reader);
    }
    close(fd);
    return 0;
}
