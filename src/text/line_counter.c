/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/line_counter.h"

#include <string.h>

void line_counter_begin(LineCounter *counter, const ClaimsDocument *document)
{
    *counter = (LineCounter){.document = document, .line = document->line};
}

size_t line_counter_at(LineCounter *counter, size_t at)
{
    const ClaimsDocument *document = counter->document;
    if (document->escaped)
        return document->line;
    if (at < counter->at)
        line_counter_begin(counter, document);
    while (counter->at < at) {
        const char *data = document->text.data;
        const char *newline = memchr(data + counter->at, '\n', at - counter->at);
        counter->at = newline != NULL ? (size_t)(newline - data) + 1 : at;
        counter->line += newline != NULL;
    }
    return counter->line;
}
