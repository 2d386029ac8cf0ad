/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The knowledge files of rules/, as they were when the program was built. */
#ifndef RULES_BUILTIN_H
#define RULES_BUILTIN_H

#include <stddef.h>

/* Static. `name` is the file's base name ("metrics.json"); `text` is NUL-terminated, and `size`
 * does not count that NUL. */
typedef struct BuiltinFile {
    const char *name;
    const char *text;
    size_t size;
} BuiltinFile;

/* Sorted by name. */
extern const BuiltinFile builtin_files[];
extern const size_t builtin_file_count;

#endif
