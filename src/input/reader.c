/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diagnostic.h"
#include "base/string.h"

#define FORMAT(name) extern const ReaderFormat reader_format_##name;
#include "input/formats.def"
#undef FORMAT

static const ReaderFormat *const formats[] = {
#define FORMAT(name) &reader_format_##name,
#include "input/formats.def"
#undef FORMAT
};

enum {
    FORMAT_COUNT = sizeof formats / sizeof formats[0],
    SHOWN_MESSAGES = 20, /* per input: a wrong file must not bury what is said of the others */
    EXCERPT_REACH = 40,  /* bytes of the line shown on each side of a fault */
    LARGE_PAPER = 1024 * 1024, /* memory of papers beyond this size is not kept for the next */
};

/* ---- Opening ----------------------------------------------------------------------------- */

/* The name of the wide encoding whose byte order mark `head` starts with, or NULL. */
static const char *wide_encoding(ClaimsString head)
{
    static const struct {
        ClaimsString mark;
        const char *name;
    } marks[] = {
        {{"\xFF\xFE\0\0", 4}, "UTF-32"}, /* before UTF-16, whose mark is the start of it */
        {{"\0\0\xFE\xFF", 4}, "UTF-32"},
        {{"\xFF\xFE", 2}, "UTF-16"},
        {{"\xFE\xFF", 2}, "UTF-16"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (head.size >= marks[i].mark.size &&
            memcmp(head.data, marks[i].mark.data, marks[i].mark.size) == 0)
            return marks[i].name;
    return NULL;
}

static void report_encoding(const ClaimsReader *reader, const char *encoding)
{
    char message[64];
    Buffer help = {0};
    snprintf(message, sizeof message, "the text is %s, expected UTF-8", encoding);
    buffer_printf(&help, "convert it: iconv -f %s -t UTF-8 '%s'", encoding, reader->paper.path);
    diagnostic_send(reader->sink, &(ClaimsDiagnostic){.severity = CLAIMS_ERROR,
                                                      .file = reader->paper.path,
                                                      .message = message,
                                                      .help = help.failed ? NULL : help.data});
    buffer_free(&help);
}

/* Read the start of the input and choose its format. */
static ClaimsStatus recognise(ClaimsReader *reader)
{
    Source *source = &reader->source;
    source_fill(source, READER_HEAD);
    const char *fault = source_fault(source);
    if (fault != NULL && source_window(source).size == 0) {
        diagnostic_report(reader->sink, CLAIMS_ERROR, reader->paper.path, 0, "cannot read: %s",
                          fault);
        return source_error_status(source->error);
    }
    const char *encoding = wide_encoding(source_window(source));
    if (encoding != NULL) {
        report_encoding(reader, encoding);
        return CLAIMS_ERROR_INPUT;
    }
    if (bytes_start_with(source_window(source), "\xEF\xBB\xBF")) {
        source_skip(source, 3);
        source->column = 1;
    }
    ClaimsString head = source_window(source);
    if (head.size > READER_HEAD)
        head.size = READER_HEAD; /* however much a read gave: the answer must not depend on it */
    size_t i = 0;
    while (i < FORMAT_COUNT - 1 && !formats[i]->sniff(head))
        i++;
    reader->format = formats[i];
    reader->state = calloc(1, formats[i]->state_size > 0 ? formats[i]->state_size : 1);
    return reader->state != NULL ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
}

static ClaimsStatus open_reader(int fd, bool owned, const char *path, const char *name,
                                size_t chunk, ClaimsSink sink, ClaimsReader **reader)
{
    ClaimsReader *fresh = calloc(1, sizeof *fresh);
    *reader = NULL;
    if (fresh == NULL) {
        if (owned)
            close(fd);
        diagnostic_report(sink, CLAIMS_ERROR, path, 0, "out of memory");
        return CLAIMS_ERROR_SYSTEM;
    }
    fresh->sink = sink;
    fresh->paper.path = path;
    fresh->paper.source = name;
    source_open(&fresh->source, fd, owned, chunk);
    ClaimsStatus status = recognise(fresh);
    if (status == CLAIMS_OK)
        *reader = fresh;
    else
        claims_reader_close(fresh);
    return status;
}

ClaimsStatus reader_open_fd(int fd, const char *path, const char *name, size_t chunk,
                            ClaimsSink sink, ClaimsReader **reader)
{
    return open_reader(fd, false, path, name, chunk, sink, reader);
}

ClaimsStatus claims_reader_open(const char *path, ClaimsSink sink, ClaimsReader **reader)
{
    if (strcmp(path, "-") == 0)
        return open_reader(STDIN_FILENO, false, path, path, SOURCE_CHUNK, sink, reader);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        int error = errno;
        *reader = NULL;
        diagnostic_report(sink, CLAIMS_ERROR, path, 0, "cannot open: %s", strerror(error));
        return source_error_status(error);
    }
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    return open_reader(fd, true, path, name, SOURCE_CHUNK, sink, reader);
}

/* ---- Reading ----------------------------------------------------------------------------- */

/* Say, once, what concerns the whole input. */
static void conclude(ClaimsReader *reader)
{
    const char *path = reader->paper.path;
    if (reader->concluded)
        return;
    reader->concluded = true;
    if (reader->messages > SHOWN_MESSAGES)
        diagnostic_report(reader->sink, CLAIMS_NOTE, path, 0, "%zu more messages are not shown",
                          reader->messages - SHOWN_MESSAGES);
    if (reader->ill_formed > 0)
        diagnostic_report(reader->sink, CLAIMS_WARNING, path, 0,
                          "%zu bytes that are not UTF-8 were replaced", reader->ill_formed);
    if (reader->nuls > 0)
        diagnostic_report(reader->sink, CLAIMS_WARNING, path, 0,
                          "%zu NUL bytes were replaced by spaces", reader->nuls);
}

/* What the end of the papers means: of the file, or of what could be read of it. */
static ClaimsStatus end_status(ClaimsReader *reader)
{
    const char *fault = source_fault(&reader->source);
    if (fault == NULL)
        return CLAIMS_END;
    reader->had_errors = true;
    diagnostic_report(reader->sink, CLAIMS_ERROR, reader->paper.path, 0,
                      "cannot read on after byte %zu: %s", reader->source.offset, fault);
    return source_error_status(reader->source.error);
}

static void begin_paper(ClaimsReader *reader)
{
    size_t size = reader->consumed;
    for (size_t i = 0; i < reader->paper.document_count; i++)
        size += reader->paper.documents[i].text.size;
    if (size > LARGE_PAPER)
        arena_free(&reader->arena);
    else
        arena_reset(&reader->arena);
    source_skip(&reader->source, reader->consumed);
    reader->consumed = 0;
    reader->paper = (ClaimsPaper){.source = reader->paper.source, .path = reader->paper.path};
}

static const ClaimsPaper *take_piece(ClaimsReader *reader)
{
    reader->piece = piece_next(&reader->walk, &reader->paper);
    return &reader->piece;
}

ClaimsStatus claims_reader_next(ClaimsReader *reader, const ClaimsPaper **paper)
{
    *paper = NULL;
    if (reader->status != CLAIMS_OK)
        return reader->status;
    ClaimsStatus status = CLAIMS_OK;
    if (!piece_is_left(&reader->walk, &reader->paper)) {
        begin_paper(reader);
        reader->walk = (PieceWalk){0};
        status = reader->format->next(reader);
    }
    if (status == CLAIMS_ERROR_SYSTEM)
        diagnostic_report(reader->sink, CLAIMS_ERROR, reader->paper.path, 0, "out of memory");
    if (status == CLAIMS_END)
        status = end_status(reader);
    if (status == CLAIMS_OK)
        *paper = take_piece(reader);
    else
        conclude(reader);
    reader->status = status;
    return status;
}

bool claims_reader_had_errors(const ClaimsReader *reader)
{
    return reader->had_errors;
}

void claims_reader_close(ClaimsReader *reader)
{
    if (reader == NULL)
        return;
    conclude(reader);
    if (reader->format != NULL && reader->state != NULL && reader->format->close != NULL)
        reader->format->close(reader);
    free(reader->state);
    source_close(&reader->source);
    arena_free(&reader->arena);
    free(reader);
}

/* ---- Filling the paper ------------------------------------------------------------------- */

static void add_document(ClaimsReader *reader, ClaimsDocument document)
{
    ClaimsPaper *paper = &reader->paper;
    if (document.text.size > 0 && paper->document_count < CLAIMS_MAX_DOCUMENTS)
        paper->documents[paper->document_count++] = document;
}

/* Add a mended or decoded text, which may have white space around it where the file has none. */
static void add_mapped(ClaimsReader *reader, ClaimsDocument document, const MappedText *text)
{
    ClaimsString untrimmed = {text->data, text->size};
    document.text = bytes_trim(untrimmed);
    size_t lead = (size_t)(document.text.data - untrimmed.data);
    document.offsets = text->offsets + lead;
    document.start = document.offsets[0];
    document.end = document.offsets[document.text.size];
    if (!document.escaped)
        document.line += bytes_count_lines(string_slice(untrimmed, 0, lead));
    reader->ill_formed += text->ill_formed;
    reader->nuls += text->nuls;
    add_document(reader, document);
}

bool reader_add_text(ClaimsReader *reader, ClaimSection section, size_t from, size_t to,
                     size_t line)
{
    ClaimsString window = source_window(&reader->source);
    ClaimsString untrimmed = string_slice(window, from, to);
    ClaimsString raw = bytes_trim(untrimmed);
    size_t lead = (size_t)(raw.data - untrimmed.data);
    ClaimsDocument document = {
        .section = section,
        .start = reader->source.offset + from + lead,
        .end = reader->source.offset + from + lead + raw.size,
        .line = line + bytes_count_lines(string_slice(untrimmed, 0, lead)),
        .text = raw,
    };
    if (utf8_valid_size(raw) == raw.size) {
        add_document(reader, document);
        return true;
    }
    MappedText text;
    if (!mapped_text_mend(&text, &reader->arena, raw, document.start))
        return false;
    add_mapped(reader, document, &text);
    return true;
}

void reader_add_decoded(ClaimsReader *reader, ClaimSection section, const MappedText *text,
                        size_t line)
{
    add_mapped(reader, (ClaimsDocument){.section = section, .line = line, .escaped = true}, text);
}

bool reader_fold(ClaimsReader *reader, ClaimsString raw, ClaimsString *folded)
{
    MappedText mended = {0};
    *folded = (ClaimsString){0};
    raw = bytes_trim(raw);
    if (raw.size == 0)
        return true;
    if (utf8_valid_size(raw) < raw.size) {
        if (!mapped_text_mend(&mended, &reader->arena, raw, 0))
            return false;
        reader->ill_formed += mended.ill_formed;
        reader->nuls += mended.nuls;
        raw = (ClaimsString){mended.data, mended.size};
    }
    char *text = arena_alloc(&reader->arena, raw.size + 1);
    if (text == NULL)
        return false;
    size_t size = 0;
    bool after_space = false;
    for (size_t i = 0; i < raw.size; i++) {
        bool space = byte_is_space((unsigned char)raw.data[i]);
        text[size] = space ? ' ' : raw.data[i];
        size += !(space && after_space);
        after_space = space;
    }
    *folded = bytes_trim((ClaimsString){text, size}); /* NUL bytes may have become spaces */
    return true;
}

/* ---- Messages ---------------------------------------------------------------------------- */

/* The part of the line around the window's byte `at` that a message can show, printable and
 * NUL-terminated; `*caret` is the column of `at` in it. NULL when there is none. */
static char *make_excerpt(ClaimsReader *reader, size_t at, size_t *caret)
{
    ClaimsString window = source_window(&reader->source);
    size_t from = at, to = at;
    while (from > 0 && at - from < EXCERPT_REACH && window.data[from - 1] != '\n')
        from--;
    while (to < window.size && to - at < EXCERPT_REACH && window.data[to] != '\n')
        to++;
    while (from < at && ((unsigned char)window.data[from] & 0xC0) == 0x80)
        from++;
    if (to == from)
        return NULL;
    to = from + utf8_cut(string_slice(window, from, window.size), to - from);
    MappedText text, before;
    if (!mapped_text_mend(&text, &reader->arena, string_slice(window, from, to), 0) ||
        !mapped_text_mend(&before, &reader->arena, string_slice(window, from, at), 0))
        return NULL;
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.data[i] < ' ' || text.data[i] == 0x7F)
            text.data[i] = ' ';
    *caret = utf8_count((ClaimsString){before.data, before.size}) + 1;
    return text.data;
}

void reader_fault(ClaimsReader *reader, size_t at, const char *format, ...)
{
    reader->had_errors = true;
    if (reader->messages++ >= SHOWN_MESSAGES)
        return;
    char message[256];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    /* what is shown must not depend on how much was read at a time */
    source_fill(&reader->source, at + EXCERPT_REACH);
    SourcePlace place = source_place(&reader->source, at);
    size_t caret = 0;
    char *excerpt = make_excerpt(reader, at, &caret);
    diagnostic_send(reader->sink, &(ClaimsDiagnostic){.severity = CLAIMS_ERROR,
                                                      .file = reader->paper.path,
                                                      .line = place.line,
                                                      .column = place.column,
                                                      .message = message,
                                                      .excerpt = excerpt,
                                                      .caret = caret});
}

void reader_warn(ClaimsReader *reader, size_t line, const char *format, ...)
{
    if (reader->messages++ >= SHOWN_MESSAGES)
        return;
    char message[256];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    diagnostic_report(reader->sink, CLAIMS_WARNING, reader->paper.path, line, "%s", message);
}
