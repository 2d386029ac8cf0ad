/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading JSON (RFC 8259) in place, with the place of everything: that is what the library for
 * JSON does not tell. Beyond the RFC it accepts what common writers write: NaN and Infinity, and
 * control characters other than line feed in strings.
 */
#ifndef INPUT_JSON_SCAN_H
#define INPUT_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "claims/claims.h"
#include "input/utf8.h"

typedef enum JsonScanType {
    JSON_SCAN_LITERAL, /* null, true, false, NaN, Infinity */
    JSON_SCAN_NUMBER,
    JSON_SCAN_STRING,
    JSON_SCAN_ARRAY,
    JSON_SCAN_OBJECT,
} JsonScanType;

/* A value's bytes, as places in the text; those of a string are between its quotes. */
typedef struct JsonScanValue {
    JsonScanType type;
    size_t from, to;
} JsonScanValue;

typedef enum JsonScanOutcome {
    JSON_SCAN_READ,
    JSON_SCAN_NEEDS_MORE, /* the text ends too early, and is not all there is */
    JSON_SCAN_MALFORMED,
} JsonScanOutcome;

/* Receives each member of an object; `key` is between its quotes, its escapes still in it. */
typedef void (*JsonScanMember)(void *cookie, ClaimsString key, JsonScanValue value);

/* A walk through `text`. */
typedef struct JsonScanner {
    ClaimsString text;
    bool whole;        /* nothing comes after `text` */
    size_t at;         /* where the walk is; where the fault is after JSON_SCAN_MALFORMED */
    const char *fault; /* what is wrong there; static */
} JsonScanner;

/* Read the object at scanner->at, giving its members (not those of objects in it) to `member`. */
JsonScanOutcome json_scan_object(JsonScanner *scanner, JsonScanMember member, void *cookie);

/*
 * Decode the inside of a well-formed string, `raw`, which stands at `offset` of the file, into the
 * arena. Escapes for what is no character, such as half a surrogate pair, become U+FFFD.
 * Returns false when memory is exhausted.
 */
bool json_scan_decode(Arena *arena, ClaimsString raw, size_t offset, MappedText *text);

/*
 * Where the object or array that starts at `at` is closed (past its end), by its brackets and
 * strings alone and within its line; 0 when it is not. Serves to go on after a malformed one.
 */
size_t json_scan_close(ClaimsString text, size_t at);

#endif
