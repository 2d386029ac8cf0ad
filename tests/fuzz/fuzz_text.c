/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text through the clean view: every byte of it must come from the source, in order. */
#include "fuzz.h"

#include "base/string.h"
#include "input/utf8.h"
#include "record/knowledge_base.h"

static Arena arena;

static void check_sentences(const TextView *view, size_t source_size)
{
    size_t end = 0;
    for (size_t i = 0; i < view->sentence_count; i++) {
        TextSpan span = view->sentences[i];
        require(end <= span.start && span.start < span.end && span.end <= view->text.size,
                "sentences are in order");
        for (size_t at = end; at < span.start; at++)
            require(byte_is_space((unsigned char)view->text.data[at]),
                    "there is no text between sentences");
        TextSpan source = text_view_source(view, span);
        require(source.start < source.end && source.end <= source_size,
                "a sentence comes from somewhere");
        end = span.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    MappedText text;
    TextView view;
    arena_reset(&arena);
    ClaimsString raw = {(const char *)data, size};
    require(mapped_text_mend(&text, &arena, raw, 0), "there is memory");
    ClaimsString source = {text.data, text.size};
    require(text_view_make(fuzz_rules()->text, source, &arena, &view) == CLAIMS_OK,
            "a view is made");
    require(utf8_valid_size(view.text) == view.text.size, "the clean text is UTF-8");
    TextSpan before = {0, 0};
    for (uint32_t i = 0; i < view.text.size; i++) {
        TextSpan place = text_view_source(&view, (TextSpan){i, i + 1});
        require(place.start < place.end && place.end <= source.size, "a byte comes from somewhere");
        require(before.start <= place.start, "bytes are in order");
        before = place;
    }
    check_sentences(&view, source.size);
    return 0;
}
