/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diagnostic.h"

#include <stdarg.h>
#include <stdio.h>

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

void diagnostic_render(const ClaimsDiagnostic *diagnostic, Buffer *text)
{
    static const char *const names[] = {
        [CLAIMS_NOTE] = "note", [CLAIMS_WARNING] = "warning", [CLAIMS_ERROR] = "error"};
    if (diagnostic->file != NULL)
        buffer_printf(text, "%s:", diagnostic->file);
    else
        buffer_append_text(text, "claims:");
    if (diagnostic->line > 0)
        buffer_printf(text, "%zu:", diagnostic->line);
    if (diagnostic->line > 0 && diagnostic->column > 0)
        buffer_printf(text, "%zu:", diagnostic->column);
    buffer_printf(text, " %s: %s\n", names[diagnostic->severity], diagnostic->message);
    if (diagnostic->excerpt != NULL) {
        buffer_printf(text, "    %s\n", diagnostic->excerpt);
        if (diagnostic->caret > 0)
            buffer_printf(text, "    %*s^\n", (int)(diagnostic->caret - 1), "");
    }
    if (diagnostic->help != NULL)
        buffer_printf(text, "help: %s\n", diagnostic->help);
}
