/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions/measure.h"

#include <math.h>

#include "base/string.h"
#include "mentions/number.h"
#include "mentions/quantity.h"

enum { UNIT_PARTS_MAX = 6, GROUPS_MAX = 6, SYMBOL_MAX = 8, HOURS = 24, SIXTY = 60 };

static const char plus_minus[] = "\xc2\xb1";

const char *measure_form_name(MeasureForm form)
{
    static const char *const names[] = {"number", "range", "list", "size", "ratio", "time", "date"};
    return names[form];
}

bool measure_has_unit(const Measure *measure)
{
    return measure->unit != NULL || measure->unit_span.end > measure->unit_span.start;
}

static unsigned char byte_at(ClaimsString text, size_t at)
{
    return at < text.size ? (unsigned char)text.data[at] : 0;
}

static bool starts_with(ClaimsString text, size_t at, const char *sign)
{
    size_t size = strlen(sign);
    return at <= text.size && text.size - at >= size && memcmp(text.data + at, sign, size) == 0;
}

static size_t skip_digits(ClaimsString text, size_t at)
{
    while (byte_is_digit(byte_at(text, at)))
        at++;
    return at;
}

/* ---- Compounds --------------------------------------------------------------------------- */

/* The size of the letter or digit at `at`; 0 when there is none. Of the letters beyond ASCII only
 * Latin and Greek matter: they are what formulas and names are made of. */
static size_t letter_size(ClaimsString text, size_t at)
{
    static const char increment[] = "\xe2\x88\x86", times[] = "\xc3\x97";
    unsigned char c = byte_at(text, at);
    if (byte_is_letter(c) || byte_is_digit(c))
        return 1;
    if (c >= 0xc3 && c <= 0xcf && !starts_with(text, at, times))
        return 2;
    return starts_with(text, at, increment) ? 3 : 0;
}

size_t measure_skip_compound(ClaimsString text, size_t at)
{
    for (;;) {
        size_t size = letter_size(text, at);
        unsigned char c = byte_at(text, at);
        bool joint = c != 0 && strchr("-._/:@+*'", c) != NULL;
        if (size > 0)
            at += size;
        else if (joint && letter_size(text, at + 1) > 0)
            at++;
        else
            return at;
    }
}

/* ---- Numbers ----------------------------------------------------------------------------- */

/* The power of ten that "× 1012" stands for where the text lost its superscripts; 0 for none. */
static int lost_exponent(ClaimsString text, const Number *number, size_t *end)
{
    size_t at = number->end, space = byte_at(text, at) == ' ';
    if (number->value >= 10 || !starts_with(text, at + space, "\xc3\x97"))
        return 0;
    at += space + 2;
    at += byte_at(text, at) == ' ';
    size_t digits = skip_digits(text, at);
    if (digits - at < 3 || digits - at > 4 || !starts_with(text, at, "10") ||
        byte_at(text, at + 2) == '0' || byte_at(text, digits) == '.')
        return 0;
    *end = digits;
    int exponent = 0;
    for (size_t i = at + 2; i < digits; i++)
        exponent = exponent * 10 + (byte_at(text, i) - '0');
    return exponent;
}

/* "10 000 000": thousands set apart by spaces. */
static void read_spaced_groups(ClaimsString text, size_t at, Number *number)
{
    size_t limit = at + 4 * GROUPS_MAX;
    if (number->end - at > 3 || byte_at(text, at) == '0')
        return;
    while (number->end < limit && byte_at(text, number->end) == ' ' &&
           skip_digits(text, number->end + 1) == number->end + 4 &&
           byte_at(text, number->end + 4) != '.') {
        double group = 0;
        for (size_t i = number->end + 1; i < number->end + 4; i++)
            group = group * 10 + (byte_at(text, i) - '0');
        number->value = number->value * 1000 + group;
        number->end += 4;
        number->is_grouped = true;
    }
}

static bool read_number(ClaimsString text, size_t at, Number *number)
{
    if (byte_at(text, at) == '.') { /* ".05" */
        size_t end = skip_digits(text, at + 1);
        *number = (Number){.end = end, .has_point = true};
        for (size_t i = end; i > at + 1; i--)
            number->value = (number->value + (byte_at(text, i - 1) - '0')) / 10;
        return end > at + 1 && end - at <= 10;
    }
    if (!byte_is_digit(byte_at(text, at)) || !number_parse(text, at, number))
        return false;
    size_t end = 0;
    int exponent = lost_exponent(text, number, &end);
    if (exponent > 0)
        *number =
            (Number){.value = number->value * pow(10, exponent), .end = end, .has_point = true};
    else if (!number->has_point)
        read_spaced_groups(text, at, number);
    return true;
}

/* "± 0.2" behind a number or its unit belongs to it. */
static size_t skip_deviation(ClaimsString text, size_t at)
{
    size_t i = at + (byte_at(text, at) == ' ');
    Number number;
    if (!starts_with(text, i, plus_minus))
        return at;
    i += sizeof plus_minus - 1;
    i += byte_at(text, i) == ' ';
    return read_number(text, i, &number) ? number.end : at;
}

/* ---- Units ------------------------------------------------------------------------------- */

/* "^2", "-1", "2" directly behind a unit: its power. Returns the end, or `at`. */
static size_t skip_power(ClaimsString text, size_t at)
{
    size_t i = at + (byte_at(text, at) == '^');
    i += byte_at(text, i) == '-';
    i += byte_at(text, i) == ' ' && i > at; /* "cm- 2", as superscripts come */
    size_t end = skip_digits(text, i);
    bool good = end == i + 1 && letter_size(text, end) == 0 &&
                (byte_at(text, end) != '.' || !byte_is_digit(byte_at(text, end + 1)));
    return good ? end : at;
}

/* A unit at `at`. The power in "km3" belongs to no form, and the whole-word rule would hide the
 * "km" before it; capitals are left out because "H2" is no unit. */
static bool match_unit(const QuantityWords *words, ClaimsString text, size_t at,
                       LexiconMatch *match)
{
    const Lexicon *forms = words->units->forms;
    if (lexicon_match(forms, text, at, match))
        return match->value != UNIT_EXCEPTION;
    size_t end = at;
    while (end < at + SYMBOL_MAX && byte_is_letter(byte_at(text, end)))
        end++;
    unsigned char power = byte_at(text, end);
    if (end == at || text.data[end - 1] < 'a' || (power != '2' && power != '3') ||
        skip_power(text, end) == end)
        return false;
    ClaimsString symbol = {text.data, end};
    return lexicon_match(forms, symbol, at, match) && match->end == end &&
           match->value != UNIT_EXCEPTION && words->units->units[match->value].composable;
}

/* Is the unit [at, end) told by a negative power, its own ("s-1" is a form) or one behind it? */
static bool is_divisor(ClaimsString text, size_t at, size_t end)
{
    size_t i = end + (byte_at(text, end) == '^');
    bool own = end >= at + 3 && text.data[end - 2] == '-' && byte_is_digit(byte_at(text, end - 1));
    return own || byte_at(text, i) == '-';
}

/* The word behind a space or hyphen at `at`, when it has the role: its end; else 0. */
static size_t skip_word(const QuantityWords *words, ClaimsString text, size_t at, WordRole role)
{
    LexiconMatch match;
    unsigned char c = byte_at(text, at);
    const QuantityWord *word =
        c == ' ' || c == '-' ? quantity_words_match(words, text, at + 1, &match) : NULL;
    return word != NULL && (word->roles & (unsigned)role) != 0 ? match.end : 0;
}

/*
 * Further parts of a unit: "/L", " per year", " kg-1", "·s". Returns the end, or `at`. Behind a
 * slash any word will do ("stems/ha"); a part behind a space must have a negative power.
 */
static size_t skip_unit_part(const QuantityWords *words, ClaimsString text, size_t at)
{
    static const char dot[] = "\xc2\xb7";
    LexiconMatch match;
    unsigned char c = byte_at(text, at);
    if (c == '/' && match_unit(words, text, at + 1, &match))
        return skip_power(text, match.end);
    if (c == '/' && letter_size(text, at + 1) > 0 && !byte_is_digit(byte_at(text, at + 1)))
        return measure_skip_compound(text, at + 1);
    size_t per = skip_word(words, text, at, WORD_PER);
    if (per > 0 && byte_at(text, per) == ' ' && match_unit(words, text, per + 1, &match))
        return match.end;
    size_t skip = c == ' ' ? 1 : starts_with(text, at, dot) ? 2 : 0;
    if (skip == 0 || !match_unit(words, text, at + skip, &match) ||
        !is_divisor(text, at + skip, match.end))
        return at;
    size_t end = skip_power(text, match.end);
    return byte_is_digit(byte_at(text, end - 1)) ? end : at;
}

/* The times sign of "60 × 10" is no unit: it has a space on both sides or on none. */
static bool is_between_factors(ClaimsString text, size_t sign, size_t end)
{
    bool spaced = byte_at(text, sign - 1) == ' ';
    return spaced ? byte_at(text, end) == ' ' && byte_is_digit(byte_at(text, end + 1))
                  : byte_is_digit(byte_at(text, end));
}

/* A word that only its denominator shows to be a unit: "stems/ha". */
static size_t skip_unknown_unit(const QuantityWords *words, ClaimsString text, size_t at)
{
    size_t end = at;
    LexiconMatch match;
    while (byte_is_letter(byte_at(text, end)))
        end++;
    return end > at && byte_at(text, end) == '/' && match_unit(words, text, end + 1, &match)
               ? match.end
               : at;
}

/* The unit behind a number that ends at `at`, directly or behind a space or hyphen. */
static size_t read_unit(const QuantityWords *words, ClaimsString text, size_t at, Measure *measure)
{
    LexiconMatch match;
    unsigned char c = byte_at(text, at);
    for (size_t skip = 0; skip <= (c == ' ' || c == '-'); skip++) {
        size_t start = at + skip;
        const Unit *unit = NULL;
        if (match_unit(words, text, start, &match))
            unit = &words->units->units[match.value];
        if (unit == NULL && skip == 1 && c == ' ') {
            size_t end = skip_unknown_unit(words, text, start);
            if (end > start)
                measure->unit_span = (TextSpan){(uint32_t)start, (uint32_t)end};
            return end > start ? end : at;
        }
        if (unit == NULL || (unit->spaced && skip == 0) ||
            (unit->class == UNIT_TIMES && is_between_factors(text, start, match.end)))
            continue;
        size_t end = skip_power(text, match.end);
        for (int parts = 0; parts < UNIT_PARTS_MAX; parts++) {
            size_t next = skip_unit_part(words, text, end);
            if (next == end)
                break;
            end = next;
        }
        measure->unit_span = (TextSpan){(uint32_t)start, (uint32_t)end};
        measure->unit = end == match.end ? unit : NULL;
        return end;
    }
    return at;
}

/* "million" behind a space or hyphen; "K" directly, where no letter follows. */
static size_t read_multiplier(const QuantityWords *words, ClaimsString text, size_t at,
                              Measure *measure)
{
    LexiconMatch match;
    unsigned char c = byte_at(text, at);
    size_t skip = c == ' ' || c == '-';
    if (!lexicon_match(words->units->multiplier_forms, text, at + skip, &match))
        return at;
    const Multiplier *multiplier = &words->units->multipliers[match.value];
    if (multiplier->letter && skip == 1)
        return at;
    measure->value *= multiplier->scale;
    measure->is_whole = measure->value == floor(measure->value); /* "5.9 million seeds" */
    measure->digits = 0;
    measure->unit = multiplier->alone;
    return match.end;
}

size_t measure_apply_power(const QuantityWords *words, ClaimsString text, size_t at,
                           Measure *measure)
{
    size_t end = at;
    long exponent = byte_at(text, at) == ')' ? number_parse_power(text, at + 1, &end) : 0;
    if (exponent == 0)
        return at;
    size_t unit_end = read_unit(words, text, end, measure);
    double scale = pow(10, (double)exponent);
    if (measure->unit != NULL)
        scale *= measure->unit->scale;
    measure->value *= scale;
    measure->value_max *= scale;
    measure->is_whole = false;
    measure->span.end = (uint32_t)unit_end;
    return unit_end;
}

/* ---- Angles, ratios, times of day -------------------------------------------------------- */

/* "57°44'8.47"N": what follows the degrees, as part of a degree. */
static size_t read_arc(ClaimsString text, size_t at, Measure *measure)
{
    double part = 1;
    Number number;
    while (part < SIXTY * SIXTY && read_number(text, at, &number) &&
           (byte_at(text, number.end) == '\'' || byte_at(text, number.end) == '"')) {
        part *= SIXTY;
        measure->value += number.value / part;
        at = number.end + 1;
        measure->is_whole = false;
    }
    unsigned char pole = byte_at(text, at);
    bool named = pole != 0 && strchr("NSEW", pole) != NULL && letter_size(text, at + 1) == 0;
    return part > 1 && named ? at + 1 : at;
}

/* "1:10", "85/15", "05:28", "01:25:40.5". Returns the end, or `at` for a plain number. */
static size_t read_ratio(ClaimsString text, size_t at, const Number *first, Measure *measure)
{
    unsigned char sign = byte_at(text, first->end);
    Number second, third;
    size_t from = first->end + 1;
    if ((sign != ':' && sign != '/') || !read_number(text, from, &second))
        return at;
    bool minutes = sign == ':' && second.end - from == 2 && second.value < SIXTY &&
                   first->value <= HOURS && !first->has_point;
    bool seconds = minutes && byte_at(text, second.end) == ':' &&
                   read_number(text, second.end + 1, &third) && third.value < SIXTY;
    if (seconds || (minutes && first->end - at == 2)) {
        measure->form = MEASURE_CLOCK;
        measure->value = first->value + second.value / SIXTY;
        if (seconds)
            measure->value += third.value / (SIXTY * SIXTY);
        return seconds ? third.end : second.end;
    }
    if (byte_at(text, second.end) == sign) /* 12/05/2003: neither */
        return at;
    measure->form = MEASURE_RATIO;
    measure->value = second.value != 0 ? first->value / second.value : NAN;
    measure->is_whole = false;
    return second.end;
}

/* ---- Putting it together ----------------------------------------------------------------- */

static Measure measure_of(const Quantity *quantity, size_t at)
{
    return (Measure){.span = quantity->span,
                     .number = (uint32_t)at,
                     .value = quantity->value,
                     .value_max = quantity->value_max,
                     .unit = quantity->unit,
                     .bound = quantity->bound,
                     .is_whole = quantity->is_whole,
                     .is_word = true};
}

static MeasureResult parse_word(const QuantityWords *words, ClaimsString text, size_t at,
                                Measure *measure)
{
    LexiconMatch match;
    Quantity quantity;
    if (!lexicon_match(words->units->word_forms, text, at, &match) ||
        quantity_parse(words->units, text, at, text.size, true, &quantity) != QUANTITY_FOUND)
        return MEASURE_NONE;
    const NumberWord *word = &words->units->words[match.value];
    bool part =
        word->role == NUMBER_FRACTION && skip_word(words, text, quantity.span.end, WORD_PART) == 0;
    bool change =
        word->role == NUMBER_MULTIPLE && word->unit != NULL && word->unit->class == UNIT_TIMES;
    if (part || change)
        return MEASURE_NONE; /* "half as often", "twice", "doubled": how things compare */
    *measure = measure_of(&quantity, at);
    if (quantity.unit != NULL && word->unit == NULL)
        measure->unit_span = (TextSpan){(uint32_t)match.end + 1, quantity.span.end};
    /* In "two-dimensional", "three-way" the number is part of an adjective. */
    const Unit *unit = quantity.unit;
    size_t hyphen = unit == NULL ? quantity.span.end : match.end;
    if (byte_at(text, hyphen) == '-' && (unit == NULL || unit->class == UNIT_THINGS)) {
        measure->span.end = (uint32_t)measure_skip_compound(text, at);
        return MEASURE_OTHER;
    }
    return MEASURE_FOUND;
}

static size_t read_sign(ClaimsString text, size_t at, Measure *measure, double *sign)
{
    unsigned char c = byte_at(text, at);
    size_t size = c == '+' || c == '-'                ? 1
                  : starts_with(text, at, plus_minus) ? sizeof plus_minus - 1
                                                      : 0;
    measure->is_signed = size > 0;
    *sign = c == '-' ? -1 : 1;
    at += size;
    return size > 0 && byte_at(text, at) == ' ' ? at + 1 : at;
}

/* A letter behind a number and its unit makes it part of a name, unless it is the "x" of
 * "10x15". */
static bool is_part_of_name(ClaimsString text, size_t end)
{
    bool factor = byte_at(text, end) == 'x' && byte_is_digit(byte_at(text, end + 1));
    return letter_size(text, end) > 0 && !factor;
}

/* What stands behind the digits: multiplier, unit, arc. Returns the end, which is `end` when it is
 * an ordinal's ending ("5th"). */
static size_t read_behind(const QuantityWords *words, ClaimsString text, size_t end,
                          Measure *measure)
{
    size_t unit_end = read_unit(words, text, end, measure);
    if (unit_end == end) {
        end = read_multiplier(words, text, end, measure);
        unit_end = read_unit(words, text, end, measure);
    }
    bool glued = unit_end > end && letter_size(text, end) > 0;
    if (glued && measure->unit != NULL && measure->unit->class == UNIT_THINGS) {
        if (measure->form == MEASURE_RATIO) /* "1/100th" */
            measure->unit = NULL;
        else
            return end;
    }
    return unit_end > end ? read_arc(text, unit_end, measure) : end;
}

static MeasureResult parse_digits(const QuantityWords *words, ClaimsString text, size_t start,
                                  size_t at, const Unit *prefix, Measure *measure)
{
    Number number;
    if (!read_number(text, at, &number)) {
        if (!byte_is_digit(byte_at(text, at)))
            return MEASURE_NONE;
        measure->span = (TextSpan){(uint32_t)start, (uint32_t)measure_skip_compound(text, at)};
        return MEASURE_OTHER;
    }
    measure->value = number.value;
    measure->is_whole = !number.has_point;
    if (measure->is_whole && !number.is_grouped)
        measure->digits = (int)(number.end - at);
    size_t end = read_ratio(text, at, &number, measure);
    if (measure->form == MEASURE_NUMBER)
        end = skip_deviation(text, number.end);
    end = read_behind(words, text, end, measure);
    if (is_part_of_name(text, end)) {
        measure->span = (TextSpan){(uint32_t)start, (uint32_t)measure_skip_compound(text, end)};
        return MEASURE_OTHER;
    }
    size_t deviation = skip_deviation(text, end);
    if (deviation > end) {
        Measure ignored = {0};
        end = read_unit(words, text, deviation, &ignored);
    }
    if (!measure_has_unit(measure))
        measure->unit = prefix;
    measure->span = (TextSpan){(uint32_t)start, (uint32_t)end};
    return MEASURE_FOUND;
}

MeasureResult measure_parse(const QuantityWords *words, ClaimsString text, size_t at,
                            Measure *measure)
{
    *measure = (Measure){.number = (uint32_t)at, .value_max = NAN, .bound = CLAIM_BOUND_EXACT};
    if (byte_is_letter(byte_at(text, at)) || byte_at(text, at) >= 0xe0) {
        MeasureResult word = parse_word(words, text, at, measure);
        if (word != MEASURE_NONE)
            return word;
    }
    double sign = 1;
    const Unit *prefix = NULL;
    LexiconMatch match;
    size_t digits = read_sign(text, at, measure, &sign);
    if (lexicon_match(words->units->prefixes, text, digits, &match)) {
        prefix = &words->units->units[match.value];
        digits = match.end + (byte_at(text, match.end) == ' ');
    }
    Quantity quantity;
    MeasureResult result = parse_digits(words, text, at, digits, prefix, measure);
    if (result == MEASURE_NONE && prefix != NULL && /* 百分之三十 */
        quantity_parse(words->units, text, at, text.size, true, &quantity) == QUANTITY_FOUND) {
        *measure = measure_of(&quantity, at);
        return MEASURE_FOUND;
    }
    if (result == MEASURE_FOUND) {
        double scale = measure->unit != NULL ? measure->unit->scale : 1;
        measure->value *= sign * scale;
        if (measure->unit != NULL && measure->unit->power_of_ten)
            measure->value = pow(10, measure->value);
    }
    return result;
}
