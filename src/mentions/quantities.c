/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions/quantities.h"

#include <math.h>

#include "base/string.h"
#include "mentions/counted_noun.h"
#include "mentions/quantity_lists.h"

enum {
    PARENTHESES_MAX = 16,
    YEAR_FIRST = 1700,
    YEAR_LAST = 2100,
    ARGUMENTS_MAX = 16, /* bytes of a function's arguments, as in "F(3, 8.9)" */
    DAYS = 31,
};

typedef struct Parenthesis {
    size_t open;
    bool cited; /* holds a citation, whose further years are citations too */
} Parenthesis;

typedef struct Finder {
    const QuantityWords *words;
    const Vocabulary *vocabulary;
    ClaimsString text; /* ends with the sentence */
    size_t start, at;
    MeasureList *list;
    size_t capacity;
    Arena *arena;
    bool failed; /* out of memory */

    TextSpan bound_span; /* bound words that the next number would follow */
    ClaimBound bound;
    TextSpan word; /* the last word */
    unsigned word_roles;
    size_t label_end;   /* behind a label word, or a number that is a label */
    bool in_label_list; /* `label_end` is behind a number */
    TextSpan ordinal;   /* the last "9th" */
    Parenthesis parentheses[PARENTHESES_MAX];
    size_t depth;
} Finder;

static unsigned char byte_at(const Finder *finder, size_t at)
{
    return at < finder->text.size ? (unsigned char)finder->text.data[at] : 0;
}

static unsigned char byte_before(const Finder *finder, size_t at)
{
    return at > finder->start ? (unsigned char)finder->text.data[at - 1] : ' ';
}

static size_t skip_space(const Finder *finder, size_t at)
{
    return at + (byte_at(finder, at) == ' ');
}

static bool is_word_byte(unsigned char c)
{
    return byte_is_letter(c) || byte_is_digit(c) || c >= 0x80;
}

static bool is_capital(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

static unsigned roles_at(const Finder *finder, size_t at, size_t *end)
{
    LexiconMatch match;
    const QuantityWord *word = quantity_words_match(finder->words, finder->text, at, &match);
    *end = word != NULL ? match.end : at;
    return word != NULL ? word->roles : 0;
}

/* ---- Things to pass over ----------------------------------------------------------------- */

/* The end of a bracket that holds nothing but whole numbers: "[12]", "(26,29-31)"; or `at`. */
static size_t skip_references(const Finder *finder, size_t at, unsigned char close)
{
    size_t i = at + 1, digits = 0, longest = 0;
    for (;; i++) {
        unsigned char c = byte_at(finder, i);
        digits = byte_is_digit(c) ? digits + 1 : 0;
        longest = digits > longest ? digits : longest;
        if (!byte_is_digit(c) && c != ',' && c != '-' && c != ' ' && c != ';')
            break;
    }
    return byte_at(finder, i) == close && longest > 0 && longest < 4 ? i + 1 : at;
}

/* The end of arguments directly behind a name, "F(3, 8.9)", "6(a)"; or `at`. */
static size_t skip_arguments(const Finder *finder, size_t at)
{
    if (!is_word_byte(byte_before(finder, at)) && byte_before(finder, at) != ']')
        return at;
    for (size_t i = at + 1; i < at + ARGUMENTS_MAX; i++) {
        unsigned char c = byte_at(finder, i);
        if (c == ')')
            return i + 1;
        if (c == '(' || c == '%')
            break;
    }
    return at;
}

static bool scan_bracket(Finder *finder)
{
    size_t at = finder->at, end;
    unsigned char c = byte_at(finder, at);
    if (c == '[') {
        end = skip_references(finder, at, ']');
        finder->at = end > at ? end : at + 1;
        return true;
    }
    if (c == '(') {
        end = skip_references(finder, at, ')');
        end = end == at ? skip_arguments(finder, at) : end;
        if (end == at && finder->depth < PARENTHESES_MAX)
            finder->parentheses[finder->depth++] = (Parenthesis){.open = at};
        finder->at = end > at ? end : at + 1;
        return true;
    }
    if (c == ')') {
        Measure ignored = {0};
        end = measure_apply_power(finder->words, finder->text, at, &ignored);
        finder->depth -= finder->depth > 0;
        finder->at = end > at ? end : at + 1; /* the power is applied once its numbers are joined */
        return true;
    }
    return false;
}

/* ---- Bounds ------------------------------------------------------------------------------ */

/* A bound word at `at` that stands before its number, or behind it. */
static bool match_bound(const Finder *finder, size_t at, bool behind, ClaimBound *bound,
                        size_t *end)
{
    LexiconMatch match;
    const QuantityWord *word = quantity_words_match(finder->words, finder->text, at, &match);
    if (!behind && word != NULL && (word->roles & WORD_BOUND) != 0) {
        *bound = word->bound;
        *end = match.end;
        return true;
    }
    if (!lexicon_match(finder->vocabulary->lexicon, finder->text, at, &match) ||
        word_type(match.value) != WORD_CUE)
        return false;
    const Cue *cue = &finder->vocabulary->cues[word_index(match.value)];
    *bound = cue->bound;
    *end = match.end;
    return cue->bound != CLAIM_BOUND_EXACT && (cue->place == BOUND_AFTER) == behind;
}

static bool scan_bound(Finder *finder)
{
    ClaimBound bound = CLAIM_BOUND_EXACT;
    size_t end = 0;
    if (!match_bound(finder, finder->at, false, &bound, &end))
        return false;
    bool continues =
        finder->bound_span.end > 0 && skip_space(finder, finder->bound_span.end) == finder->at;
    if (!continues) {
        finder->bound_span.start = (uint32_t)finder->at;
        finder->bound = bound;
    } else if (bound < finder->bound) {
        finder->bound = bound;
    }
    finder->bound_span.end = (uint32_t)end;
    finder->word = (TextSpan){(uint32_t)finder->at, (uint32_t)end};
    finder->word_roles = WORD_FUNCTION;
    finder->at = end;
    return true;
}

static void attach_bounds(Finder *finder, Measure *measure)
{
    if (finder->bound_span.end > 0 &&
        skip_space(finder, finder->bound_span.end) == measure->span.start) {
        measure->span.start = finder->bound_span.start;
        measure->bound = finder->bound;
    }
    size_t at = skip_space(finder, measure->span.end), end = 0;
    ClaimBound bound = CLAIM_BOUND_EXACT;
    if (match_bound(finder, at, true, &bound, &end) && !is_word_byte(byte_at(finder, end))) {
        measure->span.end = (uint32_t)end;
        measure->bound = bound < measure->bound ? bound : measure->bound;
    }
}

/* ---- Numbers that are names -------------------------------------------------------------- */

static bool is_year(const Measure *measure)
{
    return measure->form == MEASURE_NUMBER && measure->digits == 4 && !measure_has_unit(measure) &&
           measure->value >= YEAR_FIRST && measure->value <= YEAR_LAST && !measure->is_signed;
}

/* "(Smith et al., 2004, 2006)", "Smith (2004)", "Smith et al. 2004". */
static bool is_citation_year(Finder *finder, const Measure *measure)
{
    size_t at = measure->span.start;
    Parenthesis *parenthesis = finder->depth > 0 ? &finder->parentheses[finder->depth - 1] : NULL;
    if (at > finder->start && byte_before(finder, at) == ' ')
        at--;
    bool comma = byte_before(finder, at) == ',';
    size_t name = at - comma;
    bool authors = finder->word.end == name && (finder->word_roles & WORD_AUTHORS) != 0;
    bool named = finder->word.end == name && finder->word.end > finder->word.start &&
                 (comma || is_capital(byte_at(finder, finder->word.start)));
    bool opened = parenthesis != NULL && parenthesis->open + 1 == measure->span.start &&
                  parenthesis->open > finder->start &&
                  skip_space(finder, finder->word.end) == parenthesis->open &&
                  finder->word.end > finder->word.start;
    bool cites =
        authors || opened || (parenthesis != NULL && (named || (comma && parenthesis->cited)));
    if (cites && parenthesis != NULL)
        parenthesis->cited = true;
    return cites;
}

/* A name directly before: "Viking 1", "LEO 1525", "OAE 2". */
static bool follows_name(const Finder *finder, const Measure *measure)
{
    size_t end = finder->word.end;
    if (end == 0 || finder->word_roles != 0 || measure->span.start != end + 1 ||
        byte_at(finder, end) != ' ' || measure->is_signed)
        return false;
    bool opens = finder->word.start == finder->start; /* its capital says nothing */
    bool capital = is_capital(byte_at(finder, finder->word.start)), digit = false, upper = true;
    for (size_t i = finder->word.start; i < end; i++) {
        digit = digit || byte_is_digit(byte_at(finder, i));
        upper = upper && !(byte_at(finder, i) >= 'a' && byte_at(finder, i) <= 'z');
    }
    return ((capital && (upper || !opens)) || digit) && (measure->is_whole || !upper);
}

/* Behind a label word, or in a list that began there: "phases 3, 5, and 7". */
static bool continues_label(const Finder *finder, size_t number)
{
    size_t at = finder->label_end, end = 0;
    if (at == 0 || number < at)
        return false;
    while (at < number) {
        unsigned char c = byte_at(finder, at);
        bool joint =
            finder->in_label_list ? c == ',' || c == '-' || c == ';' : c == '#' || c == ':';
        if (c == ' ' || joint)
            at++;
        else if (finder->in_label_list &&
                 (roles_at(finder, at, &end) & (WORD_LIST | WORD_RANGE)) != 0)
            at = end;
        else
            return false;
    }
    return true;
}

static void take_label(Finder *finder, size_t end)
{
    finder->label_end = end;
    finder->in_label_list = true;
    finder->at = end;
}

/* Numbers of places in a formula: "2,5-diyl", "poly(3-hexylthiophene)". */
static bool is_locant(const Finder *finder, const Measure *measure)
{
    size_t start = measure->number, end = measure->span.end;
    if (byte_before(finder, start) == ',' && start > finder->start + 1 &&
        byte_is_digit(byte_at(finder, start - 2)))
        return true;
    if (byte_at(finder, end) == ',' && byte_is_digit(byte_at(finder, end + 1)))
        return true;
    return byte_before(finder, start) == '(' && byte_at(finder, end) == '-' &&
           byte_is_letter(byte_at(finder, end + 1)) && start >= finder->start + 2 &&
           is_word_byte(byte_at(finder, start - 2));
}

/* Codes: "001", and what is told apart by them: "0 = never, 1 = daily". */
static bool is_key(const Finder *finder, const Measure *measure)
{
    bool zero = measure->digits > 1 && byte_at(finder, measure->number) == '0';
    size_t at = skip_space(finder, measure->span.end);
    return zero || (measure->digits > 0 && byte_at(finder, at) == '=' &&
                    byte_before(finder, measure->number) != '=');
}

static bool is_name(Finder *finder, const Measure *measure)
{
    if (measure_has_unit(measure) || measure->form == MEASURE_CLOCK)
        return false;
    if (is_year(measure))
        return is_citation_year(finder, measure);
    return follows_name(finder, measure) || is_locant(finder, measure) || is_key(finder, measure);
}

/* ---- Numbers ----------------------------------------------------------------------------- */

/* Room for one more item; false, remembered, when memory is exhausted. */
static bool make_room(Finder *finder)
{
    MeasureList *list = finder->list;
    if (list->count < finder->capacity)
        return true;
    size_t capacity = finder->capacity > 0 ? finder->capacity * 2 : 16;
    Measure *items = arena_array(finder->arena, capacity, sizeof(Measure));
    finder->failed = items == NULL;
    if (finder->failed)
        return false;
    if (list->count > 0)
        memcpy(items, list->items, list->count * sizeof(Measure));
    list->items = items;
    finder->capacity = capacity;
    return true;
}

static void add(Finder *finder, Measure *measure)
{
    attach_bounds(finder, measure);
    if (make_room(finder))
        finder->list->items[finder->list->count++] = *measure;
    finder->at = measure->span.end;
    finder->word = (TextSpan){0, 0};
    finder->bound_span.end = 0;
}

static bool may_begin_number(const Finder *finder)
{
    static const char plus_minus[] = "\xc2\xb1";
    size_t at = finder->at;
    unsigned char c = byte_at(finder, at), before = byte_before(finder, at);
    bool sign = c == '+' || c == '-';
    size_t next = at + 1;
    if (c == (unsigned char)plus_minus[0] &&
        byte_at(finder, at + 1) == (unsigned char)plus_minus[1])
        return !is_word_byte(before);
    if (sign && finder->bound_span.end > 0)
        next = skip_space(finder, next);
    if (c == '.' || sign)
        return (byte_is_digit(byte_at(finder, next)) || (sign && byte_at(finder, next) == '.')) &&
               !is_word_byte(before) && before != ')' && before != '%' && before != '.';
    return byte_is_digit(c) && before != ')';
}

/* "3A": a letter directly behind the digits, and no more. */
static bool has_letter(const Finder *finder, size_t at)
{
    while (byte_is_digit(byte_at(finder, at)))
        at++;
    return byte_is_letter(byte_at(finder, at)) && !is_word_byte(byte_at(finder, at + 1));
}

/* "1065-1280 cm-1": the unit behind the range is the first number's too. */
static bool begins_range_of_units(const Finder *finder, const Measure *measure)
{
    Measure next;
    size_t at = measure->span.end;
    return byte_at(finder, at) == '-' && byte_is_digit(byte_at(finder, at + 1)) &&
           measure_parse(finder->words, finder->text, at + 1, &next) == MEASURE_FOUND &&
           measure_has_unit(&next) && !has_letter(finder, at + 1);
}

static bool scan_digits(Finder *finder)
{
    Measure measure;
    if (!may_begin_number(finder)) {
        if (!byte_is_digit(byte_at(finder, finder->at)))
            return false;
        finder->at = measure_skip_compound(finder->text, finder->at);
        return true;
    }
    size_t start = finder->at;
    MeasureResult result = measure_parse(finder->words, finder->text, start, &measure);
    if (result == MEASURE_NONE)
        return false;
    if (continues_label(finder, start) &&
        (result == MEASURE_OTHER || !measure_has_unit(&measure) || has_letter(finder, start)) &&
        !begins_range_of_units(finder, &measure)) {
        take_label(finder, measure.span.end);
        return true;
    }
    if (result == MEASURE_OTHER) {
        if (measure.unit != NULL && measure.unit->class == UNIT_THINGS)
            finder->ordinal = measure.span;
        finder->at = measure.span.end;
    } else if (is_name(finder, &measure)) {
        take_label(finder, measure.span.end);
    } else {
        add(finder, &measure);
    }
    return true;
}

/* "one" is a number before a noun, a pronoun elsewhere. */
static bool is_pronoun(const Finder *finder, const Measure *measure)
{
    size_t end = 0;
    unsigned roles = roles_at(finder, measure->span.start, &end);
    if ((roles & WORD_PRONOUN) != 0)
        return true;
    if (measure->value != 1 || measure_has_unit(measure) || finder->bound_span.end > 0)
        return false;
    size_t next = skip_space(finder, measure->span.end);
    return !byte_is_letter(byte_at(finder, next)) ||
           (roles_at(finder, next, &end) & WORD_FUNCTION) != 0;
}

static bool scan_number_word(Finder *finder)
{
    Measure measure;
    size_t start = finder->at;
    switch (measure_parse(finder->words, finder->text, start, &measure)) {
    case MEASURE_NONE:
        return false;
    case MEASURE_OTHER:
        finder->at = measure.span.end;
        return true;
    case MEASURE_FOUND:
        break;
    }
    bool name = is_capital(byte_at(finder, start)) && start > finder->start;
    if (name || is_pronoun(finder, &measure) || continues_label(finder, start))
        return false;
    add(finder, &measure);
    return true;
}

/* ---- Dates ------------------------------------------------------------------------------- */

/* The whole number at `at`, of one or two digits or of four; -1 when there is none. */
static int read_date_number(const Finder *finder, size_t at, size_t *end)
{
    int number = 0;
    *end = at;
    while (byte_is_digit(byte_at(finder, *end)) && *end < at + 5)
        number = number * 10 + (byte_at(finder, (*end)++) - '0');
    size_t digits = *end - at;
    return (digits == 4 || (digits > 0 && digits < 3 && number <= DAYS)) &&
                   !byte_is_letter(byte_at(finder, *end))
               ? number
               : -1;
}

/* "26 October 2011", "9th August", "December 16, 2011", "July 2002". */
static bool scan_date(Finder *finder, size_t month_end)
{
    MeasureList *list = finder->list;
    size_t start = finder->at, end = month_end, next = 0;
    Measure *day = list->count > 0 ? &list->items[list->count - 1] : NULL;
    Measure date = {
        .form = MEASURE_DATE, .value = NAN, .value_max = NAN, .bound = CLAIM_BOUND_EXACT};
    bool day_before = day != NULL && day->span.end + 1 == start && day->digits > 0 &&
                      day->digits < 3 && !measure_has_unit(day) && day->value <= DAYS;
    if (day_before)
        start = day->span.start;
    else if (finder->ordinal.end > 0 && finder->ordinal.end + 1 == start)
        start = finder->ordinal.start;
    for (int parts = 0; parts < 2; parts++) {
        size_t at = end + (byte_at(finder, end) == ',' && parts > 0);
        int number = byte_at(finder, at) == ' ' ? read_date_number(finder, at + 1, &next) : -1;
        if (number < 0)
            break;
        end = next;
        if (number > DAYS) {
            date.value = number;
            break;
        }
    }
    if (start == finder->at && end == month_end)
        return false;
    list->count -= day_before;
    date.span = (TextSpan){(uint32_t)start, (uint32_t)end};
    date.number = date.span.start;
    add(finder, &date);
    return true;
}

/* ---- Words ------------------------------------------------------------------------------- */

static void add_value_word(Finder *finder, const QuantityWord *word, size_t end)
{
    Measure measure = {.span = {(uint32_t)finder->at, (uint32_t)end},
                       .number = (uint32_t)finder->at,
                       .form = isnan(word->value_max) ? MEASURE_NUMBER : MEASURE_RANGE,
                       .value = word->value,
                       .value_max = word->value_max,
                       .unit = word->unit,
                       .bound = word->bound,
                       .is_word = true};
    add(finder, &measure);
}

static bool scan_known_word(Finder *finder)
{
    LexiconMatch match;
    const QuantityWord *word =
        quantity_words_match(finder->words, finder->text, finder->at, &match);
    if (word == NULL)
        return false;
    if ((word->roles & WORD_MONTH) != 0 && scan_date(finder, match.end))
        return true;
    if ((word->roles & WORD_VALUE) != 0) {
        add_value_word(finder, word, match.end);
        return true;
    }
    if ((word->roles & WORD_LABEL) != 0) {
        finder->label_end = match.end;
        finder->in_label_list = false;
    }
    bool after_bound = finder->bound_span.end > 0 && (word->roles & WORD_ARTICLE) != 0 &&
                       skip_space(finder, finder->bound_span.end) == finder->at;
    finder->bound_span.end = after_bound ? (uint32_t)match.end : 0;
    finder->word = (TextSpan){(uint32_t)finder->at, (uint32_t)match.end};
    finder->word_roles = word->roles;
    finder->at = match.end;
    return true;
}

static void scan_word(Finder *finder)
{
    if (scan_bound(finder) || scan_number_word(finder))
        return;
    size_t end = measure_skip_compound(finder->text, finder->at);
    size_t start = finder->at;
    if (scan_known_word(finder)) {
        /* A known word within a compound is not itself: "phase-3", "to-do". */
        if (finder->at < end && finder->at > start && finder->word.start == start)
            finder->word_roles = (finder->word_roles & WORD_LABEL) != 0 ? finder->word_roles : 0;
        if (finder->word.start == start && finder->at < end) {
            finder->word.end = (uint32_t)end;
            finder->at = end;
        }
        return;
    }
    finder->word = (TextSpan){(uint32_t)start, (uint32_t)end};
    finder->word_roles = 0;
    finder->bound_span.end = 0;
    finder->at = end > start ? end : start + 1;
}

/* The times sign of "60 × 10", which may otherwise stand before a factor. */
static bool is_factor_sign(const Finder *finder)
{
    const MeasureList *list = finder->list;
    return list->count > 0 && byte_at(finder, finder->at) >= 0x80 &&
           skip_space(finder, list->items[list->count - 1].span.end) == finder->at;
}

static void scan(Finder *finder)
{
    unsigned char c = byte_at(finder, finder->at);
    if (c == ' ' || c == '\n') {
        finder->at++;
        return;
    }
    if (scan_bracket(finder) || scan_digits(finder))
        return;
    if (is_word_byte(c) && measure_skip_compound(finder->text, finder->at) > finder->at) {
        scan_word(finder);
        return;
    }
    bool sign = c == '-' || c == '+' || c == '.' || is_factor_sign(finder);
    if (scan_bound(finder) || (!sign && scan_number_word(finder)))
        return;
    finder->at++;
    while ((byte_at(finder, finder->at) & 0xc0) == 0x80)
        finder->at++; /* the rest of a character */
}

ClaimsStatus quantities_find(const QuantityWords *words, const Vocabulary *vocabulary,
                             ClaimsString text, TextSpan span, Arena *arena, MeasureList *list)
{
    Finder finder = {.words = words,
                     .vocabulary = vocabulary,
                     .text = {text.data, span.end},
                     .start = span.start,
                     .at = span.start,
                     .list = list,
                     .arena = arena};
    *list = (MeasureList){0};
    while (finder.at < span.end && !finder.failed)
        scan(&finder);
    if (finder.failed)
        return CLAIMS_ERROR_SYSTEM;
    quantity_lists_join(words, finder.text, list);
    for (size_t i = 0; i < list->count; i++)
        list->items[i].of = counted_noun(words, finder.text, &list->items[i]);
    return CLAIMS_OK;
}
