/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/passage.h"

#include <string.h>

/* The occurrence of `quote`, or the last one before it. */
static TextSpan find(ClaimsString sentence, ClaimsString quote, size_t occurrence)
{
    TextSpan found = {0, 0};
    for (size_t at = 0; quote.size > 0 && at + quote.size <= sentence.size; at++) {
        if (memcmp(sentence.data + at, quote.data, quote.size) != 0)
            continue;
        found = (TextSpan){(uint32_t)at, (uint32_t)(at + quote.size)};
        if (occurrence-- == 0)
            break;
        at += quote.size - 1;
    }
    return found;
}

TextSpan passage_find(const TextTable *table, ClaimsString sentence, ClaimsString quote,
                      size_t occurrence, Arena *arena)
{
    TextView view;
    TextSpan span = find(sentence, quote, occurrence);
    if (span.end > 0 || sentence.size >= UINT32_MAX ||
        text_view_make(table, quote, arena, &view) != CLAIMS_OK)
        return span;
    ClaimsString clean = view.text;
    while (clean.size > 0 && clean.data[clean.size - 1] == '\n')
        clean.size--;
    return find(sentence, clean, occurrence);
}
