/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/view.h"

#include <utf8proc.h>

#include "base/string.h"
#include "text/table.h"

/* How far apart the two dollar signs of a formula may be. */
enum { FORMULA_MAX = 400 };

/* The clean text while it is made. */
typedef struct Cleaner {
    const TextTable *table;
    ClaimsString source;
    size_t at;            /* next byte of the source */
    size_t formula_close; /* the dollar sign that closes the formula we are in, or 0 */
    char *text;
    uint32_t *from, *to;
    size_t size, capacity;
} Cleaner;

static void emit(Cleaner *cleaner, const char *bytes, size_t size, size_t from, size_t to)
{
    for (size_t i = 0; i < size && cleaner->size < cleaner->capacity; i++) {
        cleaner->text[cleaner->size] = bytes[i];
        cleaner->from[cleaner->size] = (uint32_t)from;
        cleaner->to[cleaner->size] = (uint32_t)to;
        cleaner->size++;
    }
}

static unsigned char source_byte(const Cleaner *cleaner, size_t at)
{
    return at < cleaner->source.size ? (unsigned char)cleaner->source.data[at] : 0;
}

static char last_clean_byte(const Cleaner *cleaner)
{
    return cleaner->size > 0 ? cleaner->text[cleaner->size - 1] : '\n';
}

/* White space becomes one space; a blank line becomes '\n'; a word broken over a hyphen at a
 * line's end is joined. */
static void clean_space(Cleaner *cleaner)
{
    size_t start = cleaner->at, newlines = 0;
    while (byte_is_space(source_byte(cleaner, cleaner->at))) {
        newlines += source_byte(cleaner, cleaner->at) == '\n';
        cleaner->at++;
    }
    char last = last_clean_byte(cleaner);
    if (last == '\n')
        return;
    if (newlines > 1) {
        if (last == ' ')
            cleaner->size--;
        emit(cleaner, "\n", 1, start, cleaner->at);
        return;
    }
    bool broken_word = newlines == 1 && last == '-' && cleaner->size > 1 &&
                       byte_is_letter((unsigned char)cleaner->text[cleaner->size - 2]) &&
                       byte_is_letter(source_byte(cleaner, cleaner->at));
    if (last != ' ' && !broken_word)
        emit(cleaner, " ", 1, start, cleaner->at);
}

/*
 * A dollar sign opens a formula when no space follows it and, within reach, another one closes it:
 * with no space before it and no digit after it (the rule of Pandoc's tex_math_dollars, which
 * leaves prices alone).
 */
static bool opens_formula(Cleaner *cleaner)
{
    const char *data = cleaner->source.data;
    size_t at = cleaner->at;
    bool command = false; /* "6$\\times$6" is no price */
    if (byte_is_space(source_byte(cleaner, at + 1)))
        return false;
    for (size_t i = at + 1; i < cleaner->source.size && i - at < FORMULA_MAX; i++) {
        if (data[i] == '\\') {
            command = true;
            i++;
        } else if (data[i] == '$') {
            if (i == at + 1 || byte_is_space((unsigned char)data[i - 1]) ||
                (byte_is_digit(source_byte(cleaner, i + 1)) && !command))
                return false;
            cleaner->formula_close = i;
            return true;
        }
    }
    return false;
}

static void clean_dollar(Cleaner *cleaner)
{
    if (cleaner->formula_close != 0 && cleaner->at == cleaner->formula_close)
        cleaner->formula_close = 0;
    else if (cleaner->formula_close != 0 || !opens_formula(cleaner))
        emit(cleaner, "$", 1, cleaner->at, cleaner->at + 1);
    cleaner->at++;
}

/* A command that no replacement names is dropped; its argument stays. */
static void clean_command(Cleaner *cleaner)
{
    size_t at = cleaner->at + 1;
    while (byte_is_letter(source_byte(cleaner, at)))
        at++;
    if (at == cleaner->at + 1)
        emit(cleaner, "\\", 1, cleaner->at, at);
    cleaner->at = at;
}

/* Compatibility forms of ASCII characters (full width, ligatures, …) become those. */
static void clean_wide(Cleaner *cleaner)
{
    utf8proc_int32_t point = 0, folded[8];
    size_t at = cleaner->at;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)cleaner->source.data + at,
                                             (utf8proc_ssize_t)(cleaner->source.size - at), &point);
    if (size <= 0) {
        cleaner->at++; /* cannot be: documents are valid UTF-8 */
        return;
    }
    cleaner->at = at + (size_t)size;
    if (point == 0x3000) {
        if (last_clean_byte(cleaner) != ' ' && last_clean_byte(cleaner) != '\n')
            emit(cleaner, " ", 1, at, cleaner->at);
        return;
    }
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char(point, folded, 8, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &boundary);
    bool ascii = count > 0 && count <= 4;
    char letters[4];
    for (utf8proc_ssize_t i = 0; ascii && i < count; i++) {
        ascii = folded[i] > 0x20 && folded[i] < 0x7f;
        letters[i] = (char)folded[i];
    }
    if (ascii)
        emit(cleaner, letters, (size_t)count, at, cleaner->at);
    else
        emit(cleaner, cleaner->source.data + at, (size_t)size, at, cleaner->at);
}

static void clean_byte(Cleaner *cleaner)
{
    size_t at = cleaner->at;
    unsigned char byte = (unsigned char)cleaner->source.data[at];
    const Replacement *replacement = text_table_find(cleaner->table, cleaner->source, at);
    if (replacement != NULL) {
        cleaner->at += replacement->from.size;
        ClaimsString to = replacement->to;
        if (to.size > 0 && to.data[0] == ' ' && last_clean_byte(cleaner) == ' ')
            to = string_slice(to, 1, to.size);
        emit(cleaner, to.data, to.size, at, cleaner->at);
    } else if (byte_is_space(byte) || byte == 0) {
        clean_space(cleaner);
        if (byte == 0)
            cleaner->at++;
    } else if (byte == '$') {
        clean_dollar(cleaner);
    } else if (byte == '\\') {
        clean_command(cleaner);
    } else if (byte == '{' || byte == '}') {
        cleaner->at++;
    } else if (byte < 0x80) {
        emit(cleaner, (const char *)&byte, 1, at, at + 1);
        cleaner->at++;
    } else {
        clean_wide(cleaner);
    }
}

ClaimsStatus text_view_make(const TextTable *table, ClaimsString text, Arena *arena, TextView *view)
{
    *view = (TextView){0};
    if (text.size >= UINT32_MAX / table->growth - 16)
        return CLAIMS_ERROR_SYSTEM;
    size_t capacity = text.size * table->growth + 16;
    Cleaner cleaner = {.table = table, .source = text, .capacity = capacity};
    cleaner.text = arena_alloc(arena, capacity + 1);
    cleaner.from = arena_array(arena, capacity, sizeof(uint32_t));
    cleaner.to = arena_array(arena, capacity, sizeof(uint32_t));
    if (cleaner.text == NULL || cleaner.from == NULL || cleaner.to == NULL)
        return CLAIMS_ERROR_SYSTEM;
    while (cleaner.at < text.size)
        clean_byte(&cleaner);
    cleaner.text[cleaner.size] = '\0';
    view->text = (ClaimsString){cleaner.text, cleaner.size};
    view->from = cleaner.from;
    view->to = cleaner.to;
    TextSpan *sentences = NULL;
    ClaimsStatus status =
        text_split_sentences(table, view->text, arena, &sentences, &view->sentence_count);
    view->sentences = sentences;
    return status;
}

TextSpan text_view_source(const TextView *view, TextSpan span)
{
    if (span.start >= span.end || span.end > view->text.size)
        return (TextSpan){0, 0};
    return (TextSpan){view->from[span.start], view->to[span.end - 1]};
}
