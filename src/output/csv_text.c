/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/csv_text.h"

#include <stdbool.h>
#include <string.h>

#include "output/utf8.h"

/* The full-width forms count as operators in East Asian editions; a sign alone does not. */
static bool starts_like_formula(ClaimsString text)
{
    static const char *const openings[] = {"=",  "+",  "-",  "@",  "\t", "\r",
                                           "\n", "＝", "＋", "－", "＠"};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        size_t size = strlen(openings[i]);
        if (text.size > 1 && text.size >= size && memcmp(text.data, openings[i], size) == 0)
            return true;
    }
    return false;
}

static bool needs_quotes(ClaimsString text)
{
    for (size_t i = 0; i < text.size; i++)
        if (strchr("\",\r\n", text.data[i]) != NULL)
            return true;
    return text.size > 0 && (text.data[0] == ' ' || text.data[text.size - 1] == ' ');
}

void csv_append_text(Buffer *buffer, ClaimsString text)
{
    bool quoted = needs_quotes(text);
    if (quoted)
        buffer_append_char(buffer, '"');
    if (starts_like_formula(text))
        buffer_append_char(buffer, '\'');
    for (size_t i = 0; i < text.size;) {
        size_t step = utf8_character_size(text.data + i, text.size - i);
        if (step == 0)
            buffer_append_text(buffer, UTF8_REPLACEMENT);
        else if (text.data[i] == '"')
            buffer_append_text(buffer, "\"\"");
        else
            buffer_append(buffer, text.data + i, step);
        i += step > 0 ? step : 1;
    }
    if (quoted)
        buffer_append_char(buffer, '"');
}
