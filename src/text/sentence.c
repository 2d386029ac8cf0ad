/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting clean text into sentences, English and Chinese. */
#include "base/string.h"
#include "text/table.h"

/* Longer sentences are tables or no text; cutting them keeps what is done for each bounded. */
enum { SENTENCE_MAX = 2048 };

/* Chinese full stop, exclamation and question marks (the full-width ASCII ones are ASCII by now).
 */
static size_t wide_stop(ClaimsString text, size_t at)
{
    static const char stop[] = "\xe3\x80\x82"; /* U+3002 */
    return text.size - at >= 3 && memcmp(text.data + at, stop, 3) == 0 ? 3 : 0;
}

static bool is_closing(char c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']';
}

/* A period ends a sentence when a space and no lower-case letter follow, unless it belongs to an
 * abbreviation. */
static bool ends_sentence(const TextTable *table, ClaimsString text, size_t at, size_t *end)
{
    char c = text.data[at];
    if (c != '.' && c != '!' && c != '?')
        return false;
    size_t next = at + 1;
    while (next < text.size && is_closing(text.data[next]))
        next++;
    if (next < text.size && text.data[next] != ' ' && text.data[next] != '\n')
        return false;
    size_t follow = next + 1;
    if (follow < text.size && text.data[follow] >= 'a' && text.data[follow] <= 'z' && c == '.')
        return false;
    if (c == '.' && text_table_is_abbreviation(table, text, at))
        return false;
    *end = next;
    return true;
}

/* Must an overlong sentence be cut before text[at]? At a space; or, without any, at a character. */
static bool is_cut(ClaimsString text, size_t start, size_t at)
{
    if (at - start < SENTENCE_MAX)
        return false;
    return text.data[at] == ' ' ||
           (at - start >= SENTENCE_MAX * 3 / 2 && ((unsigned char)text.data[at] & 0xc0u) != 0x80u);
}

static void add_sentence(ClaimsString text, size_t start, size_t end, TextSpan *sentences,
                         size_t *count)
{
    while (start < end && (text.data[start] == ' ' || text.data[start] == '\n'))
        start++;
    if (start < end)
        sentences[(*count)++] = (TextSpan){(uint32_t)start, (uint32_t)end};
}

ClaimsStatus text_split_sentences(const TextTable *table, ClaimsString text, Arena *arena,
                                  TextSpan **sentences, size_t *count)
{
    size_t most = 1 + text.size / SENTENCE_MAX;
    for (size_t i = 0; i < text.size; i++)
        most += text.data[i] == '.' || text.data[i] == '!' || text.data[i] == '?' ||
                text.data[i] == '\n' || text.data[i] == '\xe3';
    *count = 0;
    *sentences = arena_array(arena, most, sizeof(TextSpan));
    if (*sentences == NULL)
        return CLAIMS_ERROR_SYSTEM;
    size_t start = 0;
    for (size_t at = 0; at < text.size; at++) {
        size_t end = 0;
        size_t wide = wide_stop(text, at);
        if (wide > 0)
            end = at + wide;
        else if (text.data[at] == '\n' || is_cut(text, start, at))
            end = at;
        else if (!ends_sentence(table, text, at, &end))
            continue;
        add_sentence(text, start, end, *sentences, count);
        start = end;
        at = end > at ? end - 1 : at;
    }
    add_sentence(text, start, text.size, *sentences, count);
    return CLAIMS_OK;
}
