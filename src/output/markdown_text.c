/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/markdown_text.h"

#include <string.h>

#include "base/string.h"
#include "output/utf8.h"

static const char *entity(unsigned char c)
{
    return c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : NULL;
}

void markdown_append_text(Buffer *buffer, ClaimsString text)
{
    for (size_t i = 0; i < text.size;) {
        unsigned char c = (unsigned char)text.data[i];
        size_t step = utf8_character_size(text.data + i, text.size - i);
        if (step == 0) {
            buffer_append_text(buffer, UTF8_REPLACEMENT);
        } else if (entity(c) != NULL) {
            buffer_append_text(buffer, entity(c));
        } else if (byte_is_space(c)) {
            buffer_append_char(buffer, ' ');
        } else if (c >= 0x20 && c != 0x7f) {
            if (strchr("\\`*_[]|~$", c) != NULL)
                buffer_append_char(buffer, '\\');
            buffer_append(buffer, text.data + i, step);
        }
        i += step > 0 ? step : 1;
    }
}
