/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tests of the readers share: reading an input that is given as bytes into a text that a
 * table can state, with checks on every paper that hold for any input whatever.
 */
#ifndef TEST_INPUT_H
#define TEST_INPUT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/string.h"
#include "claims/claims.h"
#include "input/reader.h"

/* Initialises a ClaimsString with a string literal; NUL bytes in it count. */
#define BYTES(literal)                                                                             \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

/* What came of reading an input. */
typedef struct Reading {
    Buffer papers;   /* each paper and its documents, as told below */
    Buffer messages; /* the diagnostics, rendered */
    ClaimsStatus status;
    bool had_errors;
    size_t paper_count, document_count, message_count;
} Reading;

static inline void collect_message(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    Reading *reading = cookie;
    reading->message_count++;
    diagnostic_render(diagnostic, &reading->messages);
}

static inline void check_text(const ClaimsDocument *document, ClaimsString file)
{
    ClaimsString text = document->text;
    const size_t *offsets = document->offsets;
    assert_int_equal(utf8_valid_size(text), text.size);
    assert_null(memchr(text.data, '\0', text.size));
    if (offsets == NULL) {
        assert_int_equal(document->end - document->start, text.size);
        assert_memory_equal(file.data + document->start, text.data, text.size);
        return;
    }
    assert_int_equal(offsets[0], document->start);
    assert_int_equal(offsets[text.size], document->end);
    for (size_t i = 0; i < text.size; i++) {
        assert_true(offsets[i] <= offsets[i + 1] && offsets[i] < document->end);
        char c = file.data[offsets[i]];
        bool replaced = (c == '\0' && text.data[i] == ' ') || (document->escaped && c == '\\') ||
                        strchr("\xEF\xBF\xBD", text.data[i]) != NULL;
        assert_true(c == text.data[i] || replaced);
    }
}

/* What holds for every document of every input. */
static inline void check_document(const ClaimsDocument *document, ClaimsString file)
{
    assert_true(document->start < document->end);
    assert_true(document->end <= file.size);
    assert_true(document->text.size > 0);
    assert_int_equal(document->line,
                     1 + bytes_count_lines((ClaimsString){file.data, document->start}));
    check_text(document, file);
}

/* "#1 2025-09-10 [A title]" for a paper, a number marked by #, and a line for each document. */
static inline void write_paper(const ClaimsPaper *paper, Buffer *text)
{
    static const char *const sections[] = {"title", "brief", "abstract", "text"};
    buffer_append_text(text, paper->id_is_number ? "#" : "");
    buffer_append_string(text, paper->id);
    buffer_append_char(text, ' ');
    buffer_append_string(text, paper->date);
    buffer_append_text(text, " [");
    buffer_append_string(text, paper->title);
    buffer_append_text(text, "]\n");
    for (size_t i = 0; i < paper->document_count; i++) {
        const ClaimsDocument *document = &paper->documents[i];
        buffer_printf(text, "  %zu %s%s: ", document->line, sections[document->section],
                      document->escaped ? " (escaped)" : "");
        buffer_append_string(text, document->text);
        buffer_append_char(text, '\n');
    }
}

/* Read `file`, `chunk` bytes at a time, whose text is `text` once it is decompressed; documents are
 * not checked when that is unknown, with data NULL. Free the result with reading_free. */
static inline Reading read_bytes_of(ClaimsString file, size_t chunk, ClaimsString text)
{
    Reading reading = {0};
    ClaimsSink sink = {collect_message, &reading};
    ClaimsReader *reader;
    int fd = memfd_create("input", 0);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, file.data, file.size), file.size);
    lseek(fd, 0, SEEK_SET);
    reading.status = reader_open_fd(fd, "dir/in.txt", "in.txt", chunk, sink, &reader);
    if (reading.status == CLAIMS_OK) {
        const ClaimsPaper *paper;
        while ((reading.status = claims_reader_next(reader, &paper)) == CLAIMS_OK) {
            reading.paper_count++;
            reading.document_count += paper->document_count;
            assert_string_equal(paper->source, "in.txt");
            assert_int_equal(utf8_valid_size(paper->title), paper->title.size);
            assert_int_equal(utf8_valid_size(paper->id), paper->id.size);
            for (size_t i = 0; i < paper->document_count && text.data != NULL; i++)
                check_document(&paper->documents[i], text);
            write_paper(paper, &reading.papers);
        }
        assert_null(paper);
        assert_int_equal(claims_reader_next(reader, &paper), reading.status);
        reading.had_errors = claims_reader_had_errors(reader);
        claims_reader_close(reader);
    }
    close(fd);
    return reading;
}

static inline Reading read_bytes(ClaimsString file, size_t chunk)
{
    return read_bytes_of(file, chunk, file);
}

static inline void reading_free(Reading *reading)
{
    buffer_free(&reading->papers);
    buffer_free(&reading->messages);
}

/* One row of a table: an input, the papers in it, and what is said about it. */
typedef struct InputCase {
    const char *name;
    ClaimsString input;
    const char *papers;
    const char *messages; /* NULL: none */
} InputCase;

static inline const char *text_or_empty(const Buffer *buffer)
{
    return buffer->data != NULL ? buffer->data : "";
}

/* Read every row in one go, and byte by byte, which must not make a difference. */
static inline void check_cases(const InputCase *cases, size_t count)
{
    static const size_t chunks[] = {SOURCE_CHUNK, 1, 7};
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < sizeof chunks / sizeof chunks[0]; j++) {
            Reading reading = read_bytes(cases[i].input, chunks[j]);
            const char *messages = cases[i].messages != NULL ? cases[i].messages : "";
            if (strcmp(text_or_empty(&reading.papers), cases[i].papers) != 0 ||
                strcmp(text_or_empty(&reading.messages), messages) != 0)
                print_error("in the case \"%s\", read by %zu:\n", cases[i].name, chunks[j]);
            assert_string_equal(text_or_empty(&reading.papers), cases[i].papers);
            assert_string_equal(text_or_empty(&reading.messages), messages);
            bool error = strstr(messages, "error: ") != NULL;
            assert_int_equal(reading.had_errors || reading.status > CLAIMS_END, error);
            reading_free(&reading);
        }
}

#define CHECK_CASES(cases) check_cases(cases, sizeof(cases) / sizeof((cases)[0]))

#endif
