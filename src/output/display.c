/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/display.h"

#include <stdbool.h>
#include <utf8proc.h>

#include "base/string.h"
#include "output/utf8.h"

/* The next thing to show: its bytes, and its columns (0 for marks that combine with the one
 * before). */
typedef struct Glyph {
    ClaimsString bytes;
    size_t columns;
} Glyph;

static bool is_space(utf8proc_int32_t codepoint)
{
    utf8proc_category_t category = utf8proc_category(codepoint);
    return (codepoint >= '\t' && codepoint <= '\r') || category == UTF8PROC_CATEGORY_ZS ||
           category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

static bool is_shown(utf8proc_int32_t codepoint)
{
    utf8proc_category_t category = utf8proc_category(codepoint);
    return category != UTF8PROC_CATEGORY_CC && category != UTF8PROC_CATEGORY_CF &&
           category != UTF8PROC_CATEGORY_CS;
}

/* Decode the character at `*at` and step over it; U+FFFD for a byte that is none. */
static utf8proc_int32_t decode(ClaimsString text, size_t *at, ClaimsString *bytes)
{
    utf8proc_int32_t codepoint = 0xFFFD;
    size_t size = utf8_character_size(text.data + *at, text.size - *at);
    *bytes = size > 0 ? (ClaimsString){text.data + *at, size} : string_of(UTF8_REPLACEMENT);
    if (size > 0)
        utf8proc_iterate((const utf8proc_uint8_t *)text.data + *at, (utf8proc_ssize_t)size,
                         &codepoint);
    *at += size > 0 ? size : 1;
    return codepoint;
}

/* The glyph at or after `*at`, which moves behind it. False at the end. */
static bool next_glyph(ClaimsString text, size_t *at, Glyph *glyph)
{
    while (*at < text.size) {
        ClaimsString bytes;
        utf8proc_int32_t codepoint = decode(text, at, &bytes);
        if (is_space(codepoint)) {
            for (size_t next = *at; next < text.size; *at = next)
                if (!is_space(decode(text, &next, &bytes)))
                    break;
            *glyph = (Glyph){string_of(" "), 1};
            return true;
        }
        if (!is_shown(codepoint))
            continue;
        int columns = utf8proc_charwidth(codepoint);
        *glyph = (Glyph){bytes, columns > 0 ? (size_t)columns : 0};
        return true;
    }
    return false;
}

size_t display_width(ClaimsString text)
{
    size_t width = 0;
    Glyph glyph;
    for (size_t at = 0; next_glyph(text, &at, &glyph);)
        width += glyph.columns;
    return width;
}

static size_t append_end(Buffer *buffer, ClaimsString text, size_t width, size_t full)
{
    size_t at = 0;
    Glyph glyph;
    while (full > width && next_glyph(text, &at, &glyph))
        full -= glyph.columns;
    bool at_cut = true;
    while (next_glyph(text, &at, &glyph)) {
        at_cut = at_cut && glyph.columns == 0;
        if (!at_cut)
            buffer_append_string(buffer, glyph.bytes);
    }
    return full;
}

static size_t append_start(Buffer *buffer, ClaimsString text, size_t width)
{
    size_t at = 0, used = 0;
    Glyph glyph;
    while (next_glyph(text, &at, &glyph) && used + glyph.columns <= width) {
        buffer_append_string(buffer, glyph.bytes);
        used += glyph.columns;
    }
    return used;
}

size_t display_append_fitted(Buffer *buffer, ClaimsString text, size_t width, DisplayKeep keep)
{
    static const char ellipsis[] = "…";
    size_t full = display_width(text);
    if (width == 0)
        return 0;
    if (full <= width)
        return append_start(buffer, text, width);
    if (keep == DISPLAY_KEEP_END) {
        buffer_append_text(buffer, ellipsis);
        return 1 + append_end(buffer, text, width - 1, full);
    }
    size_t used = append_start(buffer, text, width - 1);
    buffer_append_text(buffer, ellipsis);
    return used + 1;
}

void display_append_spaces(Buffer *buffer, size_t count)
{
    while (count-- > 0)
        buffer_append_char(buffer, ' ');
}
