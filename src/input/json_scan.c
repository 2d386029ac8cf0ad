/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/json_scan.h"

#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/string.h"

enum { MAX_DEPTH = 64 /* of values in values; bounds the recursion */ };

static bool scan_value(JsonScanner *scanner, JsonScanValue *value, int depth);

/* The scan functions answer false to stop: scanner->fault tells why, NULL for "needs more". */

static bool fail(JsonScanner *scanner, const char *fault)
{
    scanner->fault = fault;
    return false;
}

static bool fail_at_end(JsonScanner *scanner)
{
    return fail(scanner, scanner->whole ? "the input ends inside an object" : NULL);
}

static void skip_space(JsonScanner *scanner)
{
    while (scanner->at < scanner->text.size) {
        char c = scanner->text.data[scanner->at];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
            break;
        scanner->at++;
    }
}

/* The next byte that is not white space; false at the end. */
static bool peek(JsonScanner *scanner, char *c)
{
    skip_space(scanner);
    if (scanner->at == scanner->text.size)
        return fail_at_end(scanner);
    *c = scanner->text.data[scanner->at];
    return true;
}

/* ---- Strings ----------------------------------------------------------------------------- */

#ifdef __SSE2__
/* Of the 16 bytes at `data`, a bit for each that ends a plain piece of a string. */
static int special_bytes(const char *data)
{
    __m128i block = _mm_loadu_si128((const __m128i *)(const void *)data);
    __m128i quotes = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
    __m128i backslashes = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
    __m128i line_feeds = _mm_cmpeq_epi8(block, _mm_set1_epi8('\n'));
    return _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quotes, backslashes), line_feeds));
}
#endif

/* Where the first quote, backslash or line feed at or after `at` is, or the end of the text. Most
 * of what JSON readers do is this. */
static size_t find_special(ClaimsString text, size_t at)
{
#ifdef __SSE2__
    for (; text.size - at >= 16; at += 16) {
        int found = special_bytes(text.data + at);
        if (found != 0)
            return at + (size_t)__builtin_ctz((unsigned)found);
    }
#endif
    while (at < text.size && text.data[at] != '"' && text.data[at] != '\\' && text.data[at] != '\n')
        at++;
    return at;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = byte_to_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool scan_escape(JsonScanner *scanner)
{
    ClaimsString text = scanner->text;
    if (scanner->at + 1 >= text.size)
        return fail_at_end(scanner);
    char c = text.data[scanner->at + 1];
    if (c == '\0' || strchr("\"\\/bfnrtu", c) == NULL)
        return fail(scanner, "a backslash before a character that needs none; "
                             "a backslash itself is written \\\\");
    scanner->at += 2;
    for (int i = 0; c == 'u' && i < 4; i++, scanner->at++) {
        if (scanner->at == text.size)
            return fail_at_end(scanner);
        if (hex_digit(text.data[scanner->at]) < 0)
            return fail(scanner, "expected four hexadecimal digits after \\u");
    }
    return true;
}

/* The rest of a string, from its first byte that is not plain. */
static bool scan_string_rest(JsonScanner *scanner, JsonScanValue *value)
{
    for (;;) {
        if (scanner->at == scanner->text.size)
            return fail_at_end(scanner);
        char c = scanner->text.data[scanner->at];
        if (c == '\n')
            return fail(scanner, "the line ends inside a string; a line end in it is written \\n");
        if (c == '"') {
            value->to = scanner->at++;
            return true;
        }
        if (!scan_escape(scanner))
            return false;
        scanner->at = find_special(scanner->text, scanner->at);
    }
}

static inline bool scan_string(JsonScanner *scanner, JsonScanValue *value)
{
    size_t from = scanner->at + 1;
    scanner->at = find_special(scanner->text, from);
    *value = (JsonScanValue){JSON_SCAN_STRING, from, scanner->at};
    if (scanner->at == scanner->text.size || scanner->text.data[scanner->at] != '"')
        return scan_string_rest(scanner, value);
    scanner->at++;
    return true; /* as most do */
}

/* ---- Other values ------------------------------------------------------------------------ */

static size_t scan_digits(JsonScanner *scanner)
{
    size_t from = scanner->at;
    while (scanner->at < scanner->text.size &&
           byte_is_digit((unsigned char)scanner->text.data[scanner->at]))
        scanner->at++;
    return scanner->at - from;
}

static bool take(JsonScanner *scanner, char c)
{
    bool there = scanner->at < scanner->text.size && scanner->text.data[scanner->at] == c;
    scanner->at += there;
    return there;
}

static bool scan_number(JsonScanner *scanner, JsonScanValue *value)
{
    *value = (JsonScanValue){.type = JSON_SCAN_NUMBER, .from = scanner->at};
    take(scanner, '-');
    bool well_formed = take(scanner, '0') || scan_digits(scanner) > 0;
    if (well_formed && take(scanner, '.'))
        well_formed = scan_digits(scanner) > 0;
    if (well_formed && (take(scanner, 'e') || take(scanner, 'E'))) {
        if (!take(scanner, '-'))
            take(scanner, '+');
        well_formed = scan_digits(scanner) > 0;
    }
    if (scanner->at == scanner->text.size)
        return fail_at_end(scanner);
    value->to = scanner->at;
    return well_formed || fail(scanner, "a malformed number");
}

static bool scan_literal(JsonScanner *scanner, JsonScanValue *value)
{
    static const char *const words[] = {"null", "true", "false", "NaN", "Infinity", "-Infinity"};
    ClaimsString rest = string_slice(scanner->text, scanner->at, scanner->text.size);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (words[i][0] != rest.data[0])
            continue;
        size_t size = strlen(words[i]);
        size_t compared = size < rest.size ? size : rest.size;
        if (memcmp(rest.data, words[i], compared) != 0)
            break;
        if (compared < size)
            return fail_at_end(scanner);
        *value = (JsonScanValue){JSON_SCAN_LITERAL, scanner->at, scanner->at + size};
        scanner->at += size;
        return true;
    }
    return rest.data[0] == '-' ? scan_number(scanner, value) : fail(scanner, "expected a value");
}

/* The separator after an element: true with `*closed` set when it is `close`. */
static bool scan_separator(JsonScanner *scanner, char close, bool *closed)
{
    char c;
    if (!peek(scanner, &c))
        return false;
    *closed = c == close;
    if (c != close && c != ',')
        return fail(scanner, close == '}' ? "expected a comma or } after a member"
                                          : "expected a comma or ] after an element");
    scanner->at++;
    return true;
}

static bool scan_array(JsonScanner *scanner, int depth)
{
    char c;
    bool closed = false;
    scanner->at++;
    if (!peek(scanner, &c))
        return false;
    if (take(scanner, ']'))
        return true;
    while (!closed) {
        JsonScanValue element;
        if (!scan_value(scanner, &element, depth) || !scan_separator(scanner, ']', &closed))
            return false;
    }
    return true;
}

static bool scan_members(JsonScanner *scanner, JsonScanMember member, void *cookie, int depth)
{
    char c = 0;
    bool closed = false;
    scanner->at++;
    if (!peek(scanner, &c))
        return false;
    if (take(scanner, '}'))
        return true;
    while (!closed) {
        JsonScanValue key, value;
        if (!peek(scanner, &c))
            return false;
        if (c != '"')
            return fail(scanner, "expected a key in double quotes");
        if (!scan_string(scanner, &key) || !peek(scanner, &c))
            return false;
        if (c != ':')
            return fail(scanner, "expected a colon after the key");
        scanner->at++;
        if (!scan_value(scanner, &value, depth) || !scan_separator(scanner, '}', &closed))
            return false;
        if (member != NULL)
            member(cookie, string_slice(scanner->text, key.from, key.to), value);
    }
    return true;
}

static bool scan_value(JsonScanner *scanner, JsonScanValue *value, int depth)
{
    char c;
    if (!peek(scanner, &c))
        return false;
    if (c == '"')
        return scan_string(scanner, value);
    if (byte_is_digit((unsigned char)c))
        return scan_number(scanner, value);
    if (c != '{' && c != '[')
        return scan_literal(scanner, value);
    if (depth == MAX_DEPTH)
        return fail(scanner, "values are nested too deeply");
    value->type = c == '{' ? JSON_SCAN_OBJECT : JSON_SCAN_ARRAY;
    value->from = scanner->at;
    bool read =
        c == '{' ? scan_members(scanner, NULL, NULL, depth + 1) : scan_array(scanner, depth + 1);
    value->to = scanner->at;
    return read;
}

JsonScanOutcome json_scan_object(JsonScanner *scanner, JsonScanMember member, void *cookie)
{
    scanner->fault = NULL;
    if (scan_members(scanner, member, cookie, 1))
        return JSON_SCAN_READ;
    return scanner->fault == NULL ? JSON_SCAN_NEEDS_MORE : JSON_SCAN_MALFORMED;
}

size_t json_scan_close(ClaimsString text, size_t at)
{
    size_t depth = 0;
    bool in_string = false;
    for (; at < text.size && text.data[at] != '\n'; at++) {
        char c = text.data[at];
        if (c == '"')
            in_string = !in_string;
        else if (in_string)
            at += c == '\\';
        else if (c == '{' || c == '[')
            depth++;
        else if ((c == '}' || c == ']') && --depth == 0)
            return at + 1;
    }
    return 0;
}

/* ---- Decoding ---------------------------------------------------------------------------- */

static uint32_t hex_value(const char *digits)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++)
        value = value << 4 | (uint32_t)hex_digit(digits[i]);
    return value;
}

/* Decode the escape at raw.data[at]; answers its size. */
static size_t decode_escape(MappedText *text, ClaimsString raw, size_t at, size_t offset)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    const char *escape = raw.data + at;
    if (escape[1] != 'u') {
        const char *name = strchr(names, escape[1]);
        mapped_text_append_character(text, (unsigned char)values[name - names], offset + at);
        return 2;
    }
    uint32_t value = hex_value(escape + 2);
    bool pair = value >= 0xD800 && value <= 0xDBFF && raw.size - at >= 12 && escape[6] == '\\' &&
                escape[7] == 'u';
    uint32_t low = pair ? hex_value(escape + 8) : 0;
    pair = pair && low >= 0xDC00 && low <= 0xDFFF;
    if (pair)
        value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
    mapped_text_append_character(text, value, offset + at);
    return pair ? 12 : 6;
}

bool json_scan_decode(Arena *arena, ClaimsString raw, size_t offset, MappedText *text)
{
    if (!mapped_text_begin(text, arena, raw))
        return false;
    for (size_t at = 0; at < raw.size;) {
        const char *escape = memchr(raw.data + at, '\\', raw.size - at);
        size_t plain = escape != NULL ? (size_t)(escape - raw.data) : raw.size;
        mapped_text_append(text, string_slice(raw, at, plain), offset + at);
        at = plain;
        if (at < raw.size)
            at += decode_escape(text, raw, at, offset);
    }
    mapped_text_end(text, offset + raw.size);
    return true;
}
