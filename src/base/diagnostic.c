/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diagnostic.h"

#include <stdarg.h>
#include <stdio.h>
#include <utf8proc.h>

#include "base/string.h"

void diagnostic_send(ClaimsSink sink, const ClaimsDiagnostic *diagnostic)
{
    if (sink.report != NULL)
        sink.report(sink.cookie, diagnostic);
}

void diagnostic_report(ClaimsSink sink, ClaimsSeverity severity, const char *file, size_t line,
                       const char *format, ...)
{
    char message[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    diagnostic_send(
        sink,
        &(ClaimsDiagnostic){.severity = severity, .file = file, .line = line, .message = message});
}

/* ---- Rendering --------------------------------------------------------------------------- */

enum { EXCERPT_WIDTH = 76, EXCERPT_BEFORE = 50 };

/* The place behind the character at text[at]; `*point` is -1 when the byte there begins none. */
static size_t next_character(ClaimsString text, size_t at, utf8proc_int32_t *point)
{
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text.data + at,
                                             (utf8proc_ssize_t)(text.size - at), point);
    return at + (size > 0 ? (size_t)size : 1);
}

/* Append the character at text[at], or what stands for it; returns the place behind it. */
static size_t append_character(Buffer *buffer, ClaimsString text, size_t at)
{
    utf8proc_int32_t point = -1;
    size_t end = next_character(text, at, &point);
    utf8proc_category_t category = utf8proc_category(point);
    if (point == '\t' || point == '\n' || point == '\r')
        buffer_append_char(buffer, ' ');
    else if (point < 0 || category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF)
        buffer_append_char(buffer, '?');
    else
        buffer_append(buffer, text.data + at, end - at);
    return end;
}

static void append_shown(Buffer *buffer, const char *text)
{
    ClaimsString string = string_of(text);
    for (size_t at = 0; at < string.size;)
        at = append_character(buffer, string, at);
}

/* The excerpt's characters from `from` on, at most as many as fit a line. */
static void append_part(Buffer *buffer, ClaimsString excerpt, size_t from)
{
    size_t at = 0;
    utf8proc_int32_t point = 0;
    for (size_t i = 0; i < from && at < excerpt.size; i++)
        at = next_character(excerpt, at, &point);
    buffer_append_text(buffer, from > 0 ? "..." : "");
    for (size_t i = 0; i < EXCERPT_WIDTH && at < excerpt.size; i++)
        at = append_character(buffer, excerpt, at);
    buffer_append_text(buffer, at < excerpt.size ? "..." : "");
}

static void append_excerpt(Buffer *buffer, const ClaimsDiagnostic *diagnostic)
{
    size_t column = diagnostic->caret > 0 ? diagnostic->caret - 1 : 0;
    size_t from = column > EXCERPT_WIDTH ? column - EXCERPT_BEFORE : 0;
    buffer_append_text(buffer, "    ");
    append_part(buffer, string_of(diagnostic->excerpt), from);
    buffer_append_char(buffer, '\n');
    if (diagnostic->caret > 0)
        buffer_printf(buffer, "    %*s^\n", (int)(column - from + (from > 0 ? 3 : 0)), "");
}

void diagnostic_render(const ClaimsDiagnostic *diagnostic, Buffer *text)
{
    static const char *const names[] = {
        [CLAIMS_NOTE] = "note", [CLAIMS_WARNING] = "warning", [CLAIMS_ERROR] = "error"};
    append_shown(text, diagnostic->file != NULL ? diagnostic->file : "claims");
    buffer_append_char(text, ':');
    if (diagnostic->line > 0)
        buffer_printf(text, "%zu:", diagnostic->line);
    if (diagnostic->line > 0 && diagnostic->column > 0)
        buffer_printf(text, "%zu:", diagnostic->column);
    buffer_printf(text, " %s: ", names[diagnostic->severity]);
    append_shown(text, diagnostic->message);
    buffer_append_char(text, '\n');
    if (diagnostic->excerpt != NULL)
        append_excerpt(text, diagnostic);
    if (diagnostic->help != NULL) {
        buffer_append_text(text, "help: ");
        append_shown(text, diagnostic->help);
        buffer_append_char(text, '\n');
    }
}
