/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/bytes.h"

#include <stdint.h>
#include <string.h>

#include "base/string.h"

bool bytes_contain(ClaimsString text, const char *needle)
{
    return text.size > 0 && memmem(text.data, text.size, needle, strlen(needle)) != NULL;
}

size_t bytes_count_lines(ClaimsString text)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), lows = ones * 0x7F;
    size_t count = 0, at = 0;
    for (uint64_t words[4]; text.size - at >= sizeof words; at += sizeof words) {
        uint64_t sums = 0; /* one sum a byte */
        memcpy(words, text.data + at, sizeof words);
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
            uint64_t word = words[i] ^ (ones * '\n');
            /* the high bit of each byte that is zero now, and no other */
            uint64_t found = ~(((word & lows) + lows) | word | lows);
            sums += found >> 7;
        }
        count += (size_t)(sums * ones >> 56);
    }
    for (; at < text.size; at++)
        count += text.data[at] == '\n';
    return count;
}

ClaimsString bytes_trim(ClaimsString text)
{
    while (text.size > 0 && byte_is_space((unsigned char)text.data[0])) {
        text.data++;
        text.size--;
    }
    while (text.size > 0 && byte_is_space((unsigned char)text.data[text.size - 1]))
        text.size--;
    return text;
}

bool bytes_next_line(ClaimsString text, size_t *at, ClaimsString *line)
{
    if (*at >= text.size)
        return false;
    const char *start = text.data + *at;
    const char *line_end = memchr(start, '\n', text.size - *at);
    size_t size = line_end != NULL ? (size_t)(line_end - start) : text.size - *at;
    *at += line_end != NULL ? size + 1 : size;
    if (size > 0 && start[size - 1] == '\r')
        size--;
    *line = (ClaimsString){start, size};
    return true;
}

static bool digits_at(ClaimsString text, size_t at, size_t count)
{
    if (text.size < at + count)
        return false;
    for (size_t i = at; i < at + count; i++)
        if (!byte_is_digit((unsigned char)text.data[i]))
            return false;
    return true;
}

ClaimsString bytes_date(ClaimsString text)
{
    if (!digits_at(text, 0, 4) || digits_at(text, 4, 1))
        return (ClaimsString){0};
    bool month = digits_at(text, 5, 2) && text.data[4] == '-' &&
                 memcmp(text.data + 5, "00", 2) > 0 && memcmp(text.data + 5, "12", 2) <= 0;
    bool day = month && digits_at(text, 8, 2) && text.data[7] == '-' &&
               memcmp(text.data + 8, "00", 2) > 0 && memcmp(text.data + 8, "31", 2) <= 0;
    return string_slice(text, 0, day ? 10 : month ? 7 : 4);
}
