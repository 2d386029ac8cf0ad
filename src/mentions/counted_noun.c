/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions/counted_noun.h"

#include "base/string.h"

enum { NOUN_WORDS_MAX = 4 };

static unsigned char byte_at(ClaimsString text, size_t at)
{
    return at < text.size ? (unsigned char)text.data[at] : 0;
}

/* Can it count? A unit names things itself; a bare whole number may, where no date is. */
static bool is_count(const Measure *measure)
{
    return !measure_has_unit(measure) && measure->is_whole && measure->form <= MEASURE_LIST &&
           !measure->is_signed;
}

/* Label words are nouns: "36 clones". */
static bool is_closed_class(const QuantityWords *words, ClaimsString text, size_t at)
{
    LexiconMatch match;
    const QuantityWord *word = quantity_words_match(words, text, at, &match);
    return word != NULL && (word->roles & ~(unsigned)WORD_LABEL) != 0;
}

/* The noun ends with the words of open classes, which no list could hold. */
TextSpan counted_noun(const QuantityWords *words, ClaimsString text, const Measure *measure)
{
    TextSpan noun = {0, 0};
    if (measure->unit != NULL && measure->unit->class == UNIT_THINGS)
        return measure->unit_span;
    if (!is_count(measure))
        return noun;
    size_t at = measure->span.end;
    for (int i = 0; i < NOUN_WORDS_MAX; i++) {
        size_t word = at + 1;
        bool joined = byte_at(text, at) == ' ' || byte_at(text, at) == '-';
        if (!joined || !byte_is_letter(byte_at(text, word)) || is_closed_class(words, text, word))
            break;
        at = measure_skip_compound(text, word);
        noun.start = noun.end == 0 ? (uint32_t)word : noun.start;
        noun.end = (uint32_t)at;
    }
    return noun;
}
