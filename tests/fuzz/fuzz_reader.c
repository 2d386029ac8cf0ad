/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes, read as an input of whatever format they look like, compressed or not. The first byte
 * says how much is read at a time, so that entries are met across the borders of reads. Each text
 * must stand where it says in the file.
 */
#include "fuzz.h"

#include <string.h>

#include "input/reader.h"

/* Some bytes of compressed data may become millions of text: more than this is not read. */
enum { TEXT_MOST = 256 * 1024 };

static void check_document(const ClaimsDocument *document)
{
    ClaimsString text = document->text;
    const size_t *offsets = document->offsets;
    require(document->start < document->end, "a document has bytes");
    require(text.size > 0 && utf8_valid_size(text) == text.size, "a text is UTF-8");
    if (offsets == NULL) {
        require(document->end - document->start == text.size, "a text is as long as its bytes");
        return;
    }
    require(offsets[0] == document->start && offsets[text.size] == document->end,
            "offsets reach from start to end");
    for (size_t i = 0; i < text.size; i++)
        require(offsets[i] <= offsets[i + 1], "offsets are in order");
}

/* What can be checked when the file is not compressed. */
static void check_place(const ClaimsDocument *document, ClaimsString file)
{
    require(document->end <= file.size, "a document is in the file");
    if (document->offsets == NULL)
        require(memcmp(file.data + document->start, document->text.data, document->text.size) == 0,
                "a text is what stands in the file");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    size_t chunk = data[0] < 128 ? (size_t)data[0] + 1 : SOURCE_CHUNK;
    ClaimsString file = {(const char *)data + 1, size - 1};
    bool plain = compression_recognise(file) == NULL;
    int fd = fuzz_file(data + 1, file.size);
    ClaimsReader *reader;
    if (reader_open_fd(fd, "fuzz", "fuzz", chunk, (ClaimsSink){0}, &reader) == CLAIMS_OK) {
        const ClaimsPaper *paper;
        while (reader->source.offset < TEXT_MOST && claims_reader_next(reader, &paper) == CLAIMS_OK)
            for (size_t i = 0; i < paper->document_count; i++) {
                check_document(&paper->documents[i]);
                if (plain)
                    check_place(&paper->documents[i], file);
            }
        claims_reader_close(reader);
    }
    close(fd);
    return 0;
}
