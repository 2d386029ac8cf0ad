/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/utf8.h"

#include <sys/types.h>
#include <utf8proc.h>

size_t utf8_character_size(const char *data, size_t size)
{
    if ((unsigned char)data[0] < 0x80)
        return 1;
    utf8proc_int32_t codepoint;
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)data,
                                               size < 4 ? (utf8proc_ssize_t)size : 4, &codepoint);
    return length > 0 ? (size_t)length : 0;
}
