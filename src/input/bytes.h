/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small helpers on the bytes of an input, which need not be UTF-8. */
#ifndef INPUT_BYTES_H
#define INPUT_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "claims/claims.h"

/* `prefix` is NUL-terminated; inline, for its size to be known when compiling. */
static inline bool bytes_start_with(ClaimsString text, const char *prefix)
{
    size_t size = strlen(prefix);
    return text.size >= size && memcmp(text.data, prefix, size) == 0;
}

/* `needle` is NUL-terminated. */
bool bytes_contain(ClaimsString text, const char *needle);

/* Line feeds in `text`. */
size_t bytes_count_lines(ClaimsString text);

/* `text` without white space (ASCII) at both ends. */
ClaimsString bytes_trim(ClaimsString text);

/* The line of `text` that starts at `*at`, without its line end, LF or CRLF; moves `*at` to the
 * next line. False at the end of `text`. */
bool bytes_next_line(ClaimsString text, size_t *at, ClaimsString *line);

/* The date YYYY-MM-DD, or the prefix YYYY-MM or YYYY of one, that `text` starts with; empty when
 * it does not. */
ClaimsString bytes_date(ClaimsString text);

#endif
