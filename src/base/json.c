/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/diagnostic.h"
#include "base/string.h"

/* ---- Positions --------------------------------------------------------------------------- */

static const char *skip_space(const char *cursor)
{
    while (byte_is_space((unsigned char)*cursor))
        cursor++;
    return cursor;
}

static const char *skip_string(const char *cursor)
{
    for (cursor++; *cursor != '"' && *cursor != '\0'; cursor++)
        if (*cursor == '\\' && cursor[1] != '\0')
            cursor++;
    return *cursor == '"' ? cursor + 1 : cursor;
}

/*
 * Walk the text in step with the parsed tree, whose children stand in the order of the text, until
 * `target` is reached. True with *cursor at its place; false with *cursor behind `item`. Depth is
 * bounded by cJSON's own nesting limit.
 */
static bool locate(const char **cursor, const cJSON *item, const cJSON *target)
{
    *cursor = skip_space(*cursor);
    if (item == target)
        return true;
    if (cJSON_IsArray(item) || cJSON_IsObject(item)) {
        (*cursor)++;
        for (const cJSON *child = item->child; child != NULL; child = child->next) {
            *cursor = skip_space(*cursor);
            if (cJSON_IsObject(item)) {
                *cursor = skip_space(skip_string(*cursor));
                (*cursor)++; /* the colon */
            }
            if (locate(cursor, child, target))
                return true;
            *cursor = skip_space(*cursor);
            if (**cursor == ',')
                (*cursor)++;
        }
        *cursor = skip_space(*cursor);
        if (**cursor != '\0')
            (*cursor)++;
    } else if (cJSON_IsString(item)) {
        *cursor = skip_string(*cursor);
    } else {
        *cursor += strcspn(*cursor, ",]} \t\r\n");
    }
    return false;
}

static void line_and_column(const JsonFile *file, const char *place, size_t *line, size_t *column)
{
    *line = 1;
    const char *line_start = file->text;
    for (const char *c = file->text; c < place; c++) {
        if (*c == '\n') {
            (*line)++;
            line_start = c + 1;
        }
    }
    *column = 1;
    for (const char *c = line_start; c < place; c++)
        *column += ((unsigned char)*c & 0xC0u) != 0x80u;
}

/* Where `item` begins, or NULL when it is not in the file. */
static const char *place_of(const JsonFile *file, const cJSON *item)
{
    static const char mark[] = "\xef\xbb\xbf"; /* U+FEFF, which may come first */
    const char *cursor = file->text + (strncmp(file->text, mark, 3) == 0 ? 3 : 0);
    return locate(&cursor, file->root, item) ? cursor : NULL;
}

size_t json_line(const JsonFile *file, const cJSON *item)
{
    size_t line = 0, column = 0;
    const char *place = place_of(file, item);
    if (place != NULL)
        line_and_column(file, place, &line, &column);
    return line;
}

void json_report_excerpt(const JsonFile *file, const cJSON *item, const char *message,
                         const char *excerpt, size_t caret, const char *help)
{
    ClaimsDiagnostic diagnostic = {.severity = CLAIMS_ERROR,
                                   .file = file->name,
                                   .message = message,
                                   .excerpt = excerpt,
                                   .caret = caret,
                                   .help = help};
    const char *place = place_of(file, item);
    if (place != NULL)
        line_and_column(file, place, &diagnostic.line, &diagnostic.column);
    diagnostic_send(file->sink, &diagnostic);
}

void json_report(const JsonFile *file, const cJSON *item, const char *format, ...)
{
    char message[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    json_report_excerpt(file, item, message, NULL, 0, NULL);
}

/* ---- Parsing ----------------------------------------------------------------------------- */

static void report_at(const JsonFile *file, const char *place, const char *message)
{
    ClaimsDiagnostic diagnostic = {
        .severity = CLAIMS_ERROR, .file = file->name, .message = message};
    line_and_column(file, place, &diagnostic.line, &diagnostic.column);
    diagnostic_send(file->sink, &diagnostic);
}

/* Objects of so many keys are checked pair by pair, others by sorting them. */
enum { FEW_KEYS = 16 };

static int compare_names(const void *a, const void *b)
{
    return strcmp((*(const cJSON *const *)a)->string, (*(const cJSON *const *)b)->string);
}

static bool has_two_alike(const cJSON *object)
{
    for (const cJSON *a = object->child; a != NULL; a = a->next)
        for (const cJSON *b = object->child; b != a; b = b->next)
            if (a->string[0] == b->string[0] && strcmp(a->string, b->string) == 0)
                return true;
    return false;
}

static ClaimsStatus check_keys(const JsonFile *file, const cJSON *object)
{
    size_t count = (size_t)cJSON_GetArraySize(object);
    if (count <= FEW_KEYS && !has_two_alike(object))
        return CLAIMS_OK;
    const cJSON **members = malloc(count * sizeof *members);
    if (members == NULL)
        return CLAIMS_ERROR_SYSTEM;
    size_t i = 0;
    for (const cJSON *child = object->child; child != NULL; child = child->next)
        members[i++] = child;
    qsort(members, count, sizeof *members, compare_names);
    ClaimsStatus status = CLAIMS_OK;
    for (i = 1; i < count && status == CLAIMS_OK; i++) {
        if (strcmp(members[i - 1]->string, members[i]->string) == 0) {
            json_report(file, members[i], "the key \"%s\" stands twice in one object",
                        members[i]->string);
            status = CLAIMS_ERROR_RULES;
        }
    }
    free(members);
    return status;
}

static ClaimsStatus check_duplicates(const JsonFile *file, const cJSON *item)
{
    ClaimsStatus status = cJSON_IsObject(item) ? check_keys(file, item) : CLAIMS_OK;
    for (const cJSON *child = item->child; child != NULL; child = child->next) {
        ClaimsStatus one = check_duplicates(file, child);
        status = one != CLAIMS_OK ? one : status;
    }
    return status;
}

/* The first thing that cJSON would let pass, with `*message` saying what it is; or NULL. */
static const char *find_fault(const char *text, size_t size, const char **message)
{
    bool in_string = false;
    for (size_t at = 0; at < size;) {
        utf8proc_int32_t point = 0;
        for (unsigned char byte; at < size; at++) { /* most of a file */
            byte = (unsigned char)text[at];
            if (byte < ' ' || byte >= 0x80 || byte == '\\')
                break;
            in_string ^= byte == '"';
        }
        if (at == size)
            break;
        const char *place = text + at;
        utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)place,
                                                   (utf8proc_ssize_t)(size - at), &point);
        bool escape = in_string && point == '\\';
        *message = NULL;
        if (length < 0)
            *message = "not UTF-8, which a knowledge file must be";
        else if (point == 0 || (escape && size - at >= 6 && memcmp(place, "\\u0000", 6) == 0))
            *message = "a NUL character, which no knowledge file needs: remove it";
        else if (in_string && (point == '\n' || point == '\r'))
            *message = "a string must end on the line on which it begins";
        else if (point < ' ' && (in_string || strchr("\t\r\n", (int)point) == NULL))
            *message = "a control character: write \\t for a tab, and leave out others";
        if (*message != NULL)
            return place;
        at += (size_t)length + (escape && at + 1 < size && strchr("\"\\", place[1]) != NULL);
    }
    return NULL;
}

ClaimsStatus json_parse(const char *name, const char *text, size_t size, ClaimsSink sink,
                        JsonFile *file)
{
    *file = (JsonFile){.name = name, .text = text, .size = size, .sink = sink};
    const char *message = NULL;
    const char *end = find_fault(text, size, &message);
    if (end != NULL) {
        report_at(file, end, message);
        return CLAIMS_ERROR_RULES;
    }
    /* The text is NUL-terminated behind `size`; requiring that refuses text after the value. That
     * memory was exhausted, the library does not tell: malloc does. */
    errno = 0;
    file->root = cJSON_ParseWithLengthOpts(text, size + 1, &end, 1);
    if (file->root == NULL && errno == ENOMEM)
        return CLAIMS_ERROR_SYSTEM;
    if (file->root == NULL) {
        report_at(file, end != NULL ? end : text, "this is not valid JSON here");
        return CLAIMS_ERROR_RULES;
    }
    ClaimsStatus status = check_duplicates(file, file->root);
    if (status != CLAIMS_OK)
        json_free(file);
    return status;
}

void json_free(JsonFile *file)
{
    cJSON_Delete(file->root);
    file->root = NULL;
}

/* ---- Access ------------------------------------------------------------------------------ */

static bool has_type(const cJSON *item, JsonType type)
{
    switch (type) {
    case JSON_STRING:
        return cJSON_IsString(item);
    case JSON_NUMBER:
        return cJSON_IsNumber(item) && isfinite(item->valuedouble);
    case JSON_BOOL:
        return cJSON_IsBool(item);
    case JSON_ARRAY:
        return cJSON_IsArray(item);
    case JSON_OBJECT:
        return cJSON_IsObject(item);
    case JSON_TEXT:
        return cJSON_IsString(item) || cJSON_IsArray(item);
    }
    return false;
}

static const JsonKey *find_key(const JsonKey *keys, size_t count, const char *name)
{
    static const JsonKey always[] = {{"$schema", JSON_STRING, false}, {"doc", JSON_STRING, false}};
    for (size_t i = 0; i < count; i++)
        if (strcmp(keys[i].name, name) == 0)
            return &keys[i];
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
        if (strcmp(always[i].name, name) == 0)
            return &always[i];
    return NULL;
}

bool json_check_object(const JsonFile *file, const cJSON *object, const JsonKey *keys, size_t count)
{
    static const char *const names[] = {
        [JSON_STRING] = "a string",    [JSON_NUMBER] = "a number",
        [JSON_BOOL] = "true or false", [JSON_ARRAY] = "an array",
        [JSON_OBJECT] = "an object",   [JSON_TEXT] = "a string or an array of strings"};
    if (!cJSON_IsObject(object)) {
        json_report(file, object, "an object was expected here");
        return false;
    }
    bool good = true;
    for (const cJSON *member = object->child; member != NULL; member = member->next) {
        const JsonKey *key = find_key(keys, count, member->string);
        if (key == NULL) {
            json_report(file, member, "unknown key \"%s\"; the schema beside the rules lists all",
                        member->string);
            good = false;
        } else if (!has_type(member, key->type) && (key->required || !cJSON_IsNull(member))) {
            json_report(file, member, "\"%s\" must be %s", member->string, names[key->type]);
            good = false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (keys[i].required && json_get(object, keys[i].name) == NULL) {
            json_report(file, object, "the key \"%s\" is missing", keys[i].name);
            good = false;
        }
    }
    return good;
}

const cJSON *json_get(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

const char *json_get_string(const cJSON *object, const char *name)
{
    return cJSON_GetStringValue(json_get(object, name));
}

bool json_check_range(const JsonFile *file, const cJSON *object, const char *name, double least,
                      double most)
{
    double number = json_get_number(object, name, least);
    if (number >= least && number <= most)
        return true;
    json_report(file, json_get(object, name), "\"%s\" must be from %g to %g", name, least, most);
    return false;
}

double json_get_number(const cJSON *object, const char *name, double otherwise)
{
    const cJSON *item = json_get(object, name);
    return cJSON_IsNumber(item) ? item->valuedouble : otherwise;
}

int json_choose(const JsonFile *file, const cJSON *value, const char *name,
                const char *const *names, size_t count)
{
    const char *text = cJSON_GetStringValue(value);
    for (size_t i = 0; text != NULL && i < count; i++)
        if (strcmp(names[i], text) == 0)
            return (int)i;
    json_report(file, value, "\"%s\" cannot be \"%s\"; the schema lists what it may be", name,
                text != NULL ? text : "?");
    return -1;
}

bool json_get_bool(const cJSON *object, const char *name)
{
    return cJSON_IsTrue(json_get(object, name));
}
