/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting clean text into sentences, English and Chinese. */
#include "base/string.h"
#include "text/table.h"

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

static void add_sentence(ClaimsString text, size_t start, size_t end, TextSpan *sentences,
                         size_t *count)
{
    while (start < end && (text.data[start] == ' ' || text.data[start] == '\n'))
        start++;
    if (start < end)
        sentences[(*count)++] = (TextSpan){(uint32_t)start, (uint32_t)end};
}

/* Where the sentence at `start`, of more than `most` bytes, is cut: after the last clause in the
 * second half of them; or at the first space behind them; or, without any, at a character. */
static size_t find_cut(ClaimsString text, size_t start, size_t most)
{
    for (size_t at = start + most; at > start + most / 2; at--) {
        char c = text.data[at - 1];
        if ((c == ',' || c == ';' || c == ':') && !byte_is_digit((unsigned char)text.data[at]))
            return at;
    }
    size_t limit = start + most + most / 2, at = start + most;
    limit = limit < text.size ? limit : text.size;
    while (at < limit && text.data[at] != ' ')
        at++;
    while (at < text.size && ((unsigned char)text.data[at] & 0xc0u) == 0x80u)
        at++;
    return at;
}

ClaimsStatus text_split_sentences(const TextTable *table, ClaimsString text, const uint32_t *stops,
                                  size_t stop_count, Arena *arena, TextSpan **sentences,
                                  size_t *count)
{
    const size_t longest = table->limits.sentence_bytes;
    size_t most = stop_count + text.size / (longest / 2) + 2, start = 0, next = 0;
    size_t cut = 0; /* of the sentence at `start`; 0 while it is not needed */
    *count = 0;
    *sentences = arena_room(arena, most, sizeof(TextSpan));
    if (*sentences == NULL)
        return CLAIMS_ERROR_SYSTEM;
    while (start < text.size) {
        while (next < stop_count && stops[next] < start)
            next++;
        size_t stop = next < stop_count ? stops[next] : text.size;
        size_t end = stop;
        if (stop - start > longest && cut == 0)
            cut = find_cut(text, start, longest);
        if (cut > 0 && cut < stop) {
            end = cut;
        } else if (stop < text.size) {
            next++;
            size_t wide = wide_stop(text, stop);
            if (wide > 0)
                end = stop + wide;
            else if (text.data[stop] != '\n' && !ends_sentence(table, text, stop, &end))
                continue;
        }
        add_sentence(text, start, end, *sentences, count);
        start = end;
        cut = 0;
    }
    return CLAIMS_OK;
}
