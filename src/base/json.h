/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Strict JSON for knowledge files, over cJSON, which alone would accept duplicate keys, control
 * characters and bytes that are not UTF-8, cut strings at \u0000 and know no positions.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <cjson/cJSON.h>

#include "claims/claims.h"

/* A parsed file. `name` and `text` are borrowed from json_parse's caller. */
typedef struct JsonFile {
    const char *name;
    const char *text;
    size_t size;
    cJSON *root;
    ClaimsSink sink;
    unsigned layer; /* 0: built in; n: of the n-th directory given */
} JsonFile;

/*
 * Parse `text` (of `size` bytes, and a NUL behind them). Refused, with file, line and column:
 * syntax errors, text after the value, duplicate keys, control characters, bytes that are not
 * UTF-8. Returns CLAIMS_OK, CLAIMS_ERROR_RULES or CLAIMS_ERROR_SYSTEM. `file` is owned: json_free.
 */
ClaimsStatus json_parse(const char *name, const char *text, size_t size, ClaimsSink sink,
                        JsonFile *file);
void json_free(JsonFile *file);

/* Report an error at the place where `item`, a value of `file`, begins. */
void json_report(const JsonFile *file, const cJSON *item, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Like json_report, with an excerpt and a caret under its column `caret` (1-based; 0: none). */
void json_report_excerpt(const JsonFile *file, const cJSON *item, const char *message,
                         const char *excerpt, size_t caret, const char *help);

/* 1-based line of `item` in the file, 0 when it is not in it. */
size_t json_line(const JsonFile *file, const cJSON *item);

/* What a member must be. */
typedef enum JsonType {
    JSON_STRING,
    JSON_NUMBER,
    JSON_BOOL,
    JSON_ARRAY,
    JSON_OBJECT,
    JSON_TEXT, /* a string, or an array of strings */
} JsonType;

/* One permitted member of an object. */
typedef struct JsonKey {
    const char *name;
    JsonType type;
    bool required;
} JsonKey;

/*
 * Check that `object` is an object with the members of `keys` (of `count`) and no others
 * ("$schema" and "doc" are always allowed; an optional member may be null). Reports every fault;
 * false when there was one.
 */
bool json_check_object(const JsonFile *file, const cJSON *object, const JsonKey *keys,
                       size_t count);

/* The member `name` of `object`, or NULL; names are matched exactly. */
const cJSON *json_get(const cJSON *object, const char *name);

/* The string member `name`, NULL when absent; borrowed until json_free. */
const char *json_get_string(const cJSON *object, const char *name);

/* Is the number member `name`, if there is one, from `least` to `most`? Reports when it is not. */
bool json_check_range(const JsonFile *file, const cJSON *object, const char *name, double least,
                      double most);

/* The number member `name`, `otherwise` when absent. */
double json_get_number(const cJSON *object, const char *name, double otherwise);

/* The index of the string `value`, member `name` of an object, in `names`; -1, reported, when it is
 * no string or not among them. */
int json_choose(const JsonFile *file, const cJSON *value, const char *name,
                const char *const *names, size_t count);

/* The boolean member `name`, false when absent. */
bool json_get_bool(const cJSON *object, const char *name);

#endif
