/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/piece.h"

#include <string.h>

#include "base/string.h"
#include "input/bytes.h"
#include "input/utf8.h"

/* True when the line of `text` that starts at `at` is empty. */
static bool is_empty_line(ClaimsString text, size_t at)
{
    return text.data[at] == '\n' ||
           (text.data[at] == '\r' && at + 1 < text.size && text.data[at + 1] == '\n');
}

size_t piece_cut(ClaimsString text)
{
    const size_t least = PIECE_LIMIT / 2;
    size_t line_end = 0;
    for (size_t size = PIECE_LIMIT; size > least;) {
        const char *found = memrchr(text.data + least, '\n', size - least);
        if (found == NULL)
            break;
        size_t at = (size_t)(found - text.data);
        if (at + 1 < PIECE_LIMIT && is_empty_line(text, at + 1))
            return at + 1;
        if (line_end == 0)
            line_end = at + 1;
        size = at;
    }
    if (line_end > 0)
        return line_end;
    const char *space = memrchr(text.data + least, ' ', PIECE_LIMIT - least);
    return space != NULL ? (size_t)(space - text.data) + 1 : utf8_cut(text, PIECE_LIMIT);
}

/* The part of `document` that the walk is at; moves it on. */
static ClaimsDocument take_part(PieceWalk *walk, const ClaimsDocument *document)
{
    ClaimsString rest = string_slice(document->text, walk->at, document->text.size);
    size_t size = rest.size > PIECE_LIMIT ? piece_cut(rest) : rest.size;
    size_t end = walk->at + size;
    ClaimsDocument part = *document;
    part.text = string_slice(rest, 0, size);
    if (document->offsets != NULL) {
        part.offsets = document->offsets + walk->at;
        part.start = document->offsets[walk->at];
        part.end = document->offsets[end];
    } else {
        part.start = document->start + walk->at;
        part.end = document->start + end;
    }
    if (!document->escaped) {
        part.line += walk->lines;
        walk->lines += bytes_count_lines(part.text);
    }
    walk->at = end;
    return part;
}

ClaimsPaper piece_next(PieceWalk *walk, const ClaimsPaper *whole)
{
    ClaimsPaper piece = *whole;
    piece.document_count = 0;
    while (piece_is_left(walk, whole)) {
        const ClaimsDocument *document = &whole->documents[walk->document];
        bool is_long = document->text.size > PIECE_LIMIT;
        if (is_long && piece.document_count > 0)
            break;
        piece.documents[piece.document_count++] = is_long ? take_part(walk, document) : *document;
        if (is_long && walk->at < document->text.size)
            break;
        *walk = (PieceWalk){.document = walk->document + 1};
        if (is_long)
            break;
    }
    return piece;
}
