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

/* The first place in [start, limit) that an overlong sentence must be cut at, or `limit`. */
static size_t find_cut(ClaimsString text, size_t start, size_t limit)
{
    if (limit - start <= SENTENCE_MAX)
        return limit;
    size_t at = start + SENTENCE_MAX;
    while (at < limit && !is_cut(text, start, at))
        at++;
    return at;
}

ClaimsStatus text_split_sentences(const TextTable *table, ClaimsString text, const uint32_t *stops,
                                  size_t stop_count, Arena *arena, TextSpan **sentences,
                                  size_t *count)
{
    size_t most = stop_count + text.size / SENTENCE_MAX + 2, start = 0, next = 0;
    *count = 0;
    *sentences = arena_room(arena, most, sizeof(TextSpan));
    if (*sentences == NULL)
        return CLAIMS_ERROR_SYSTEM;
    while (start < text.size) {
        while (next < stop_count && stops[next] < start)
            next++;
        size_t stop = next < stop_count ? stops[next] : text.size;
        size_t end = find_cut(text, start, stop), wide = 0;
        if (end == stop && stop < text.size) {
            next++;
            wide = wide_stop(text, stop);
            if (wide > 0)
                end = stop + wide;
            else if (text.data[stop] != '\n' && !is_cut(text, start, stop) &&
                     !ends_sentence(table, text, stop, &end))
                continue;
        }
        add_sentence(text, start, end, *sentences, count);
        start = end;
    }
    return CLAIMS_OK;
}
