/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Markdown and plain text: one paper, number 1. Its title is the first Markdown heading of the
 * first level, and its text is the whole of the file, headings, lists and code included.
 * A text of more than PIECE_LIMIT bytes comes in pieces, all of paper 1 and under its title, so
 * that memory does not grow with it.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/string.h"
#include "input/piece.h"
#include "input/reader.h"

typedef struct TextState {
    bool started;
    Buffer title; /* outlives the piece that has it */
} TextState;

static bool text_sniff(ClaimsString head)
{
    (void)head;
    return true;
}

/* The text of the first heading of the first level that is not in a block of code. */
static ClaimsString find_title(ClaimsString text)
{
    ClaimsString line;
    bool in_code = false;
    for (size_t at = 0; bytes_next_line(text, &at, &line);) {
        if (bytes_start_with(line, "```") || bytes_start_with(line, "~~~"))
            in_code = !in_code;
        if (!in_code && (bytes_start_with(line, "# ") || bytes_start_with(line, "#\t"))) {
            line = bytes_trim(string_slice(line, 2, line.size));
            while (line.size > 0 && line.data[line.size - 1] == '#')
                line.size--;
            return bytes_trim(line);
        }
    }
    return (ClaimsString){0};
}

/* Set the paper's id and title, which all pieces have from the first, `piece`. */
static bool set_names(ClaimsReader *reader, ClaimsString piece)
{
    TextState *state = reader->state;
    ClaimsPaper *paper = &reader->paper;
    if (!state->started) {
        ClaimsString title;
        if (!reader_fold(reader, find_title(piece), &title))
            return false;
        buffer_append_string(&state->title, title);
        state->started = true;
    }
    paper->id = string_of("1");
    paper->id_is_number = true;
    paper->title = buffer_string(&state->title);
    return !state->title.failed;
}

static ClaimsStatus text_next(ClaimsReader *reader)
{
    ClaimsPaper *paper = &reader->paper;
    while (source_fill(&reader->source, PIECE_LIMIT + 1) ||
           source_window(&reader->source).size > 0) {
        ClaimsString window = source_window(&reader->source);
        size_t size = window.size > PIECE_LIMIT ? piece_cut(window) : window.size;
        if (!reader_add_text(reader, CLAIM_SECTION_TEXT, 0, size, reader->source.line))
            return CLAIMS_ERROR_SYSTEM;
        if (paper->document_count > 0) {
            reader->consumed = size;
            return set_names(reader, string_slice(window, 0, size)) ? CLAIMS_OK
                                                                    : CLAIMS_ERROR_SYSTEM;
        }
        source_skip(&reader->source, size); /* nothing but white space */
        arena_reset(&reader->arena);
    }
    return CLAIMS_END;
}

static void text_close(ClaimsReader *reader)
{
    TextState *state = reader->state;
    buffer_free(&state->title);
}

const ReaderFormat reader_format_text = {.name = "text",
                                         .state_size = sizeof(TextState),
                                         .sniff = text_sniff,
                                         .next = text_next,
                                         .close = text_close};
