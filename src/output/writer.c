/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/writer.h"

#include <string.h>
#include <strings.h>

#include "output/writer_formats.h"

const WriterFormat *writer_format(WriterFormatId id)
{
    static const WriterFormat *const formats[] = {
#define WRITER(name) &writer_format_##name,
#include "output/writers.def"
#undef WRITER
    };
    return formats[id];
}

const char *const writer_format_names[] = {
#define WRITER(name) #name,
#include "output/writers.def"
#undef WRITER
    NULL};

static bool has_word(const char *words, const char *word)
{
    size_t size = strlen(word);
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        if (length == size && strncasecmp(words, word, size) == 0)
            return true;
        words += length;
        words += strspn(words, " ");
    }
    return false;
}

const WriterFormat *writer_format_of_path(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash == NULL ? path : slash, '.');
    if (dot == NULL)
        return NULL;
    for (int id = 0; id < WRITER_FORMAT_COUNT; id++) {
        const WriterFormat *format = writer_format((WriterFormatId)id);
        if (has_word(format->endings, dot + 1))
            return format;
    }
    return NULL;
}

void writer_begin(const Writer *writer, Buffer *buffer)
{
    if (writer->format->begin != NULL)
        writer->format->begin(writer, buffer);
}

void writer_append_document(const Writer *writer, Buffer *buffer, const ClaimsPaper *paper,
                            const ClaimsDocument *document, const ClaimsString *families,
                            size_t count)
{
    if (writer->format->document != NULL)
        writer->format->document(writer, buffer, paper, document, families, count);
}

void writer_append_record(const Writer *writer, Buffer *buffer, const ClaimRecord *record,
                          const ClaimsString *families, size_t count)
{
    writer->format->record(writer, buffer, record, families, count);
}

void writer_end(const Writer *writer, Buffer *buffer)
{
    if (writer->format->end != NULL)
        writer->format->end(writer, buffer);
}
