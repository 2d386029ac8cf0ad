/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing JSON straight into a buffer, compact, as RFC 8259 has it. Whatever the bytes, what comes
 * out is valid: bytes that are no UTF-8 become U+FFFD, numbers that are not finite become null.
 */
#ifndef OUTPUT_JSON_TEXT_H
#define OUTPUT_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "claims/claims.h"

/* A string literal with its quotation marks. */
void json_append_string(Buffer *buffer, ClaimsString string);

/* A number, or null. */
void json_append_number(Buffer *buffer, double number);

void json_append_bool(Buffer *buffer, bool value);

/* An array of strings. */
void json_append_strings(Buffer *buffer, const ClaimsString *strings, size_t count);

/* `"key":`, after a comma unless it is the first in its object. `key` needs no escapes. */
void json_append_key(Buffer *buffer, const char *key);

#endif
