/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A growable run of bytes. Running out of memory is remembered in `failed` (further appends do
 * nothing), so a writer checks once, at the end.
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "claims/claims.h"

/* Zero-initialise before first use. `data` is NUL-terminated once anything was appended. */
typedef struct Buffer {
    char *data;
    size_t size, capacity;
    bool failed;
} Buffer;

void buffer_append(Buffer *buffer, const char *data, size_t size);
void buffer_append_string(Buffer *buffer, ClaimsString string);
void buffer_append_text(Buffer *buffer, const char *text); /* NUL-terminated */
void buffer_append_char(Buffer *buffer, char c);
void buffer_printf(Buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The shortest decimal notation that reads back as `number`, which is finite; no locale. */
void buffer_append_number(Buffer *buffer, double number);

/* Empty it, keep the memory. Clears `failed`. */
void buffer_clear(Buffer *buffer);
void buffer_free(Buffer *buffer);

static inline ClaimsString buffer_string(const Buffer *buffer)
{
    return (ClaimsString){buffer->data, buffer->size};
}

#endif
