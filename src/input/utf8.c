/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/utf8.h"

#include <string.h>

#include <utf8proc.h>

#define WORD_ONES UINT64_C(0x0101010101010101)
#define WORD_HIGHS UINT64_C(0x8080808080808080)

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */
enum { REPLACEMENT_SIZE = 3 };

/*
 * The size of the well-formed sequence that `bytes` (of `size` > 0) starts with; when it is
 * ill-formed 0, and `*ill_formed` is the size of its maximal ill-formed part: the practice that
 * Unicode recommends in section 3.9, with the ranges of its table 3-7.
 */
static size_t sequence_size(const unsigned char *bytes, size_t size, size_t *ill_formed)
{
    unsigned char lead = bytes[0];
    *ill_formed = 1;
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (size_t i = 1; i < length; i++) {
        if (i == size || bytes[i] < low || bytes[i] > high) {
            *ill_formed = i;
            return 0;
        }
        low = 0x80;
        high = 0xBF;
    }
    return length;
}

enum { PLAIN_RUN = 32 };

/* True when PLAIN_RUN bytes are ASCII other than NUL. A borrow can make a byte after a NUL look
 * like one too; that does not change the answer. */
static bool run_is_plain(const unsigned char *bytes)
{
    uint64_t words[PLAIN_RUN / sizeof(uint64_t)], found = 0;
    memcpy(words, bytes, sizeof words);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        found |= words[i] | (words[i] - WORD_ONES);
    return (found & WORD_HIGHS) == 0;
}

size_t utf8_valid_size(ClaimsString text)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    size_t at = 0;
    while (at < text.size) {
        while (text.size - at >= PLAIN_RUN && run_is_plain(bytes + at))
            at += PLAIN_RUN;
        /* what follows is short, or has other bytes near: take it one by one for a while */
        size_t end = text.size - at > PLAIN_RUN ? at + PLAIN_RUN : text.size;
        while (at < end) {
            size_t ill_formed;
            size_t size = sequence_size(bytes + at, text.size - at, &ill_formed);
            if (size == 0 || bytes[at] == 0)
                return at;
            at += size;
        }
    }
    return at;
}

size_t utf8_cut(ClaimsString text, size_t limit)
{
    if (limit == text.size)
        return limit;
    size_t at = limit;
    for (int back = 0; back < 3 && at > 1; back++, at--)
        if (((unsigned char)text.data[at] & 0xC0) != 0x80)
            return at;
    return ((unsigned char)text.data[at] & 0xC0) != 0x80 ? at : limit;
}

size_t utf8_count(ClaimsString text)
{
    size_t continuing = 0, at = 0; /* bytes 10xxxxxx */
    for (uint64_t word; text.size - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text.data + at, sizeof word);
        continuing += (size_t)(((word >> 7 & ~word >> 6) & WORD_ONES) * WORD_ONES >> 56);
    }
    for (; at < text.size; at++)
        continuing += ((unsigned char)text.data[at] & 0xC0) == 0x80;
    return text.size - continuing;
}

/* The size of `raw` once mended. */
static size_t mended_size(ClaimsString raw)
{
    size_t size = 0;
    for (size_t at = 0; at < raw.size;) {
        ClaimsString rest = {raw.data + at, raw.size - at};
        size_t valid = utf8_valid_size(rest);
        at += valid;
        size += valid;
        if (valid == rest.size)
            break;
        size_t ill_formed;
        sequence_size((const unsigned char *)raw.data + at, raw.size - at, &ill_formed);
        size += raw.data[at] == '\0' ? 1 : REPLACEMENT_SIZE;
        at += ill_formed;
    }
    return size;
}

bool mapped_text_begin(MappedText *text, Arena *arena, ClaimsString raw)
{
    *text = (MappedText){.capacity = mended_size(raw)};
    text->data = arena_alloc(arena, text->capacity + 1);
    text->offsets = arena_array(arena, text->capacity + 1, sizeof *text->offsets);
    return text->data != NULL && text->offsets != NULL;
}

/* Append bytes that all come from the same place of the file. */
static void append_from(MappedText *text, const char *bytes, size_t size, size_t offset)
{
    if (size > text->capacity - text->size)
        return;
    for (size_t i = 0; i < size; i++) {
        text->data[text->size] = bytes[i];
        text->offsets[text->size++] = offset;
    }
}

static void append_valid(MappedText *text, ClaimsString valid, size_t offset)
{
    if (valid.size == 0 || valid.size > text->capacity - text->size)
        return;
    memcpy(text->data + text->size, valid.data, valid.size);
    for (size_t i = 0; i < valid.size; i++)
        text->offsets[text->size + i] = offset + i;
    text->size += valid.size;
}

void mapped_text_append(MappedText *text, ClaimsString raw, size_t offset)
{
    for (size_t at = 0; at < raw.size;) {
        ClaimsString rest = {raw.data + at, raw.size - at};
        size_t valid = utf8_valid_size(rest);
        append_valid(text, (ClaimsString){rest.data, valid}, offset + at);
        at += valid;
        if (valid == rest.size)
            break;
        if (raw.data[at] == '\0') {
            for (; at < raw.size && raw.data[at] == '\0'; at++, text->nuls++)
                append_from(text, " ", 1, offset + at);
            continue;
        }
        size_t ill_formed;
        sequence_size((const unsigned char *)raw.data + at, raw.size - at, &ill_formed);
        append_from(text, replacement, REPLACEMENT_SIZE, offset + at);
        text->ill_formed += ill_formed;
        at += ill_formed;
    }
}

void mapped_text_append_character(MappedText *text, uint32_t value, size_t offset)
{
    bool is_character = value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t size = is_character ? utf8proc_encode_char((utf8proc_int32_t)value, bytes) : 0;
    if (size > 0)
        append_from(text, (const char *)bytes, (size_t)size, offset);
    else
        append_from(text, replacement, REPLACEMENT_SIZE, offset);
}

void mapped_text_end(MappedText *text, size_t offset)
{
    text->offsets[text->size] = offset;
    text->data[text->size] = '\0';
}

bool mapped_text_mend(MappedText *text, Arena *arena, ClaimsString raw, size_t offset)
{
    if (!mapped_text_begin(text, arena, raw))
        return false;
    mapped_text_append(text, raw, offset);
    mapped_text_end(text, offset + raw.size);
    return true;
}
