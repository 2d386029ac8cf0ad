/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/view.h"

#include <utf8proc.h>

#include "base/string.h"
#include "text/table.h"

/* How far apart the two dollar signs of a formula may be. */
enum { FORMULA_MAX = 400 };

/* Zero bytes behind a clean text: matchers look at blocks of this size. */
enum { PADDING = 16 };

/* The clean text while it is made. */
typedef struct Cleaner {
    const TextTable *table;
    ClaimsString source;
    size_t at;            /* next byte of the source */
    size_t formula_close; /* the dollar sign that closes the formula we are in, or 0 */
    char *text;
    size_t size;
    TextPiece *pieces;
    size_t piece_count;
    uint32_t *stops;
    size_t stop_count;
} Cleaner;

/* What is added next, from the source's byte `from` on, begins a piece unless the last one, made of
 * nothing, leads up to there. */
static void begin_piece(Cleaner *cleaner, size_t from, size_t made)
{
    if (cleaner->piece_count > 0 && made == 0) {
        const TextPiece *last = &cleaner->pieces[cleaner->piece_count - 1];
        if (last->made == 0 && last->from + (cleaner->size - last->at) == from)
            return;
    }
    cleaner->pieces[cleaner->piece_count++] =
        (TextPiece){(uint32_t)cleaner->size, (uint32_t)from, (uint32_t)made};
}

/* Add a byte that stands for itself. */
static void keep(Cleaner *cleaner, char byte)
{
    if ((cleaner->table->class[(unsigned char)byte] & TEXT_STOP) != 0)
        cleaner->stops[cleaner->stop_count++] = (uint32_t)cleaner->size;
    cleaner->text[cleaner->size++] = byte;
}

/* Add bytes that come from the source's bytes [from, to). */
static void emit(Cleaner *cleaner, const char *bytes, size_t size, size_t from, size_t to)
{
    bool unchanged = bytes == cleaner->source.data + from || (size == 1 && to - from == 1);
    if (size == 0)
        return;
    begin_piece(cleaner, from, unchanged ? 0 : to - from);
    for (size_t i = 0; i < size; i++)
        keep(cleaner, bytes[i]);
}

/* Take back the last byte, a space. */
static void take_back(Cleaner *cleaner)
{
    cleaner->size--;
    if (cleaner->pieces[cleaner->piece_count - 1].at == cleaner->size)
        cleaner->piece_count--;
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
            take_back(cleaner);
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
    if (point >= 0x4e00 && point <= 0x9fff) { /* Chinese characters have no other form */
        emit(cleaner, cleaner->source.data + at, (size_t)size, at, cleaner->at);
        return;
    }
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

/* Most of a text is words with single spaces or line ends between them, which stand for
 * themselves. A space does not so beside others, nor a line end behind a hyphen. */
static void clean_plain_run(Cleaner *cleaner)
{
    const unsigned char *class = cleaner->table->class;
    const char *source = cleaner->source.data;
    size_t from = cleaner->at, at = from, end = cleaner->source.size;
    char *text = cleaner->text + cleaner->size;
    begin_piece(cleaner, from, 0);
    for (; at < end; at++) {
        unsigned char kind = class[(unsigned char)source[at]];
        if (kind == TEXT_PLAIN)
            continue;
        if (kind == (TEXT_PLAIN | TEXT_STOP))
            cleaner->stops[cleaner->stop_count++] = (uint32_t)(cleaner->size + (at - from));
        else if ((source[at] != ' ' && source[at] != '\n') || source[at - 1] == ' ' ||
                 source[at - 1] == '\n' || source[at - 1] == '-' ||
                 (at + 1 < end && byte_is_space((unsigned char)source[at + 1])))
            break;
    }
    memcpy(text, source + from, at - from);
    for (char *line = text; (line = memchr(line, '\n', at - from - (size_t)(line - text))) != NULL;)
        *line = ' ';
    cleaner->size += at - from;
    cleaner->at = at;
}

/* Room for what a text of this size becomes at the most. Every step of the cleaner takes a byte of
 * the source at least and begins one piece at the most. */
static bool make_room(Cleaner *cleaner, Arena *arena)
{
    size_t most = cleaner->source.size * cleaner->table->growth + PADDING;
    cleaner->text = arena_room(arena, most, 1);
    cleaner->stops = arena_room(arena, most, sizeof *cleaner->stops);
    cleaner->pieces = arena_room(arena, cleaner->source.size + 1, sizeof *cleaner->pieces);
    return cleaner->text != NULL && cleaner->stops != NULL && cleaner->pieces != NULL;
}

ClaimsStatus text_view_make(const TextTable *table, ClaimsString text, Arena *arena, TextView *view)
{
    *view = (TextView){0};
    if (text.size >= UINT32_MAX / table->growth - PADDING)
        return CLAIMS_ERROR_SYSTEM;
    Cleaner cleaner = {.table = table, .source = text};
    if (!make_room(&cleaner, arena))
        return CLAIMS_ERROR_SYSTEM;
    while (cleaner.at < text.size) {
        if ((table->class[(unsigned char)text.data[cleaner.at]] & TEXT_PLAIN) != 0)
            clean_plain_run(&cleaner);
        else
            clean_byte(&cleaner);
    }
    memset(cleaner.text + cleaner.size, 0, PADDING);
    view->text = (ClaimsString){cleaner.text, cleaner.size};
    view->pieces = cleaner.pieces;
    view->piece_count = cleaner.piece_count;
    TextSpan *sentences = NULL;
    ClaimsStatus status = text_split_sentences(table, view->text, cleaner.stops, cleaner.stop_count,
                                               arena, &sentences, &view->sentence_count);
    view->sentences = sentences;
    view->limits = &table->limits;
    return status;
}

/* The document's bytes that clean byte `at` comes from. */
static TextSpan source_of(const TextView *view, uint32_t at)
{
    size_t low = 0, high = view->piece_count; /* the piece is in [low, high) */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (view->pieces[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    const TextPiece *piece = &view->pieces[low];
    if (piece->made > 0)
        return (TextSpan){piece->from, piece->from + piece->made};
    uint32_t from = piece->from + (at - piece->at);
    return (TextSpan){from, from + 1};
}

TextSpan text_view_shown(const TextView *view, TextSpan sentence, TextSpan quote)
{
    const char *text = view->text.data;
    uint32_t most = (uint32_t)view->limits->shown_bytes;
    if (sentence.end - sentence.start <= most)
        return sentence;
    if (quote.start - sentence.start > most / 2)
        sentence.start = quote.start - most / 2;
    if (sentence.end - quote.end > most / 2)
        sentence.end = quote.end + most / 2;
    while (sentence.start < quote.start && ((unsigned char)text[sentence.start] & 0xc0u) == 0x80u)
        sentence.start++;
    while (sentence.end > quote.end && ((unsigned char)text[sentence.end] & 0xc0u) == 0x80u)
        sentence.end--;
    return sentence;
}

TextSpan text_view_source(const TextView *view, TextSpan span)
{
    if (span.start >= span.end || span.end > view->text.size)
        return (TextSpan){0, 0};
    return (TextSpan){source_of(view, span.start).start, source_of(view, span.end - 1).end};
}
