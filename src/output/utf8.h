/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking through text that should be UTF-8. Input texts are; names of files need not be. */
#ifndef OUTPUT_UTF8_H
#define OUTPUT_UTF8_H

#include <stddef.h>

/* What stands for bytes that are no UTF-8: U+FFFD. */
#define UTF8_REPLACEMENT "\xEF\xBF\xBD"

/* The number of bytes of the character at data[0], of at most `size` (not 0); 0 when it is none. */
size_t utf8_character_size(const char *data, size_t size);

#endif
