/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/markup_text.h"

#include <string.h>

#include "output/utf8.h"

/* What stands for `c`; NULL when it stands for itself. */
static const char *escape_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* XML 1.0, production 2: of the control characters only tab and line ends; not U+FFFE, U+FFFF. */
static bool is_allowed(const char *data, size_t size)
{
    if (size == 1)
        return (unsigned char)*data >= ' ' || *data == '\t' || *data == '\n' || *data == '\r';
    return size != 3 ||
           (memcmp(data, "\xEF\xBF\xBE", 3) != 0 && memcmp(data, "\xEF\xBF\xBF", 3) != 0);
}

void markup_append_text(Buffer *buffer, ClaimsString text)
{
    for (size_t i = 0; i < text.size;) {
        const char *here = text.data + i;
        size_t size = utf8_character_size(here, text.size - i);
        const char *escape = escape_of(*here);
        if (size == 0)
            buffer_append_text(buffer, UTF8_REPLACEMENT);
        else if (escape != NULL)
            buffer_append_text(buffer, escape);
        else if (is_allowed(here, size))
            buffer_append(buffer, here, size);
        i += size > 0 ? size : 1;
    }
}
