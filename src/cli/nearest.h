/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_NEAREST_H
#define CLI_NEAREST_H

#include <stddef.h>

/* The one of `count` names (NULLs are skipped) that `word` is most probably a slip for; NULL when
 * none is close. Borrowed from `names`. */
const char *nearest_name(const char *word, const char *const *names, size_t count);

#endif
