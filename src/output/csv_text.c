/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/csv_text.h"

#include <string.h>

#include "input/bytes.h"
#include "output/utf8.h"

/* Would a spreadsheet take the cell for something else than its text? The full-width forms count
 * as operators in East Asian editions; a sign alone, such as standard input's name, does not. */
static bool starts_like_formula(ClaimsString text)
{
    static const char *const openings[] = {"=",  "+",  "-",  "@",  "\t", "\r",
                                           "\n", "＝", "＋", "－", "＠"};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (text.size > 1 && bytes_start_with(text, openings[i]))
            return true;
    return false;
}

static bool needs_quotes(ClaimsString text)
{
    for (size_t i = 0; i < text.size; i++)
        if (strchr("\",\r\n", text.data[i]) != NULL)
            return true;
    return text.size > 0 && (text.data[0] == ' ' || text.data[text.size - 1] == ' ');
}

static void append_characters(Buffer *buffer, ClaimsString text, bool tabs)
{
    for (size_t i = 0; i < text.size;) {
        char c = text.data[i];
        size_t step = utf8_character_size(text.data + i, text.size - i);
        if (step == 0)
            buffer_append_text(buffer, UTF8_REPLACEMENT);
        else if (tabs && (c == '\t' || c == '\n' || c == '\r'))
            buffer_append_char(buffer, ' ');
        else if (!tabs && c == '"')
            buffer_append_text(buffer, "\"\"");
        else
            buffer_append(buffer, text.data + i, step);
        i += step > 0 ? step : 1;
    }
}

void csv_append_text(Buffer *buffer, ClaimsString text, bool tabs)
{
    /* Most readers of TSV take a leading quotation mark for the start of a quoted cell. */
    bool marked = starts_like_formula(text) || (tabs && bytes_start_with(text, "\""));
    bool quoted = !tabs && needs_quotes(text);
    if (quoted)
        buffer_append_char(buffer, '"');
    if (marked)
        buffer_append_char(buffer, '\'');
    append_characters(buffer, text, tabs);
    if (quoted)
        buffer_append_char(buffer, '"');
}
