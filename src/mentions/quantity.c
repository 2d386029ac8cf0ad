/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions/quantity.h"

#include <math.h>

#include "base/string.h"
#include "mentions/number.h"

enum { YEAR_FIRST = 1900, YEAR_LAST = 2100, BILLION = 1000000000, CORPUS = 100000000 };

/* Fewer tokens than this are an answer or a prompt, more fill a context. */
enum { CONTEXT = 4000, BIT_WIDTH_MAX = 64 };

/* No claim is larger; and what units and lists do to a number stays finite. */
#define QUANTITY_MAX 1e60

static unsigned char byte_at(ClaimsString text, size_t at)
{
    return at < text.size ? (unsigned char)text.data[at] : 0;
}

static bool is_times_sign(ClaimsString text, size_t at, size_t *size)
{
    unsigned char c = byte_at(text, at);
    if (c == 0xc3 && byte_at(text, at + 1) == 0x97) {
        *size = 2;
        return true;
    }
    *size = 1;
    return c == 'x' || c == '*' || c == 'X';
}

/* ---- Units and multipliers --------------------------------------------------------------- */

/* A unit at `at`, or behind one space or hyphen. Returns its end, or `at` when there is none. */
static size_t parse_unit(const UnitTable *units, ClaimsString text, size_t at, const Unit **unit)
{
    LexiconMatch match;
    for (size_t skip = 0; skip <= 1; skip++) {
        unsigned char c = byte_at(text, at);
        if (skip == 1 && c != ' ' && c != '-')
            break;
        if (!lexicon_match(units->forms, text, at + skip, &match))
            continue;
        if (match.value == UNIT_EXCEPTION)
            return at;
        const Unit *found = &units->units[match.value];
        if (found->spaced && skip == 0)
            continue;
        *unit = found;
        return match.end;
    }
    return at;
}

/* A multiplier behind the digits: letters directly, words also behind a space or hyphen. */
static size_t parse_multiplier(const UnitTable *units, ClaimsString text, size_t at, double *scale,
                               const Unit **alone)
{
    LexiconMatch match;
    for (size_t skip = 0; skip <= 1; skip++) {
        unsigned char c = byte_at(text, at);
        if (skip == 1 && c != ' ' && c != '-')
            break;
        if (!lexicon_match(units->multiplier_forms, text, at + skip, &match))
            continue;
        const Multiplier *multiplier = &units->multipliers[match.value];
        if (multiplier->letter && skip == 1)
            continue;
        *scale *= multiplier->scale;
        *alone = multiplier->alone;
        return match.end;
    }
    return at;
}

/* 1024×1024, 16 × 16: returns the end of the chain, or `at`. Unlike "2× 4-bit", it has a space on
 * both sides of the sign or on none. */
static size_t skip_dimensions(ClaimsString text, size_t at)
{
    size_t end = at;
    for (;;) {
        size_t space = byte_at(text, end) == ' ', size = 0;
        if (!is_times_sign(text, end + space, &size))
            return end;
        size_t i = end + space + size;
        Number number;
        if ((byte_at(text, i) == ' ') != space || !byte_is_digit(byte_at(text, i + space)) ||
            !number_parse(text, i + space, &number))
            return end;
        end = number.end;
    }
}

/* ---- One amount: number, multiplier, unit ------------------------------------------------ */

typedef struct Amount {
    double value;
    const Unit *unit;
    const Unit *alone; /* what the multiplier implies where no unit follows */
    size_t end;
    size_t dimensions_end; /* of 1024×1024, which is no amount; else 0 */
    bool is_whole, has_multiplier;
    bool plus;       /* "30+ fps" */
    NumberWord word; /* role NUMBER_DIGIT and value 0 when written in digits */
    bool is_word;
} Amount;

/* A cardinal of several words or characters behind its first word: "twenty-five", 三十二. */
static size_t compose_words(const UnitTable *units, ClaimsString text, size_t at, Amount *amount)
{
    NumberRole role = amount->word.role;
    for (int words = 0; words < 8; words++) {
        LexiconMatch match;
        size_t from =
            at + (!amount->word.cjk && (byte_at(text, at) == ' ' || byte_at(text, at) == '-'));
        if (!lexicon_match(units->word_forms, text, from, &match))
            break;
        const NumberWord *next = &units->words[match.value];
        if (next->role != NUMBER_DIGIT || next->cjk != amount->word.cjk || role != NUMBER_TENS)
            break;
        amount->value += next->value;
        role = NUMBER_DIGIT;
        at = match.end;
    }
    return at;
}

static bool parse_word(const UnitTable *units, ClaimsString text, size_t at, Amount *amount)
{
    LexiconMatch match;
    if (!lexicon_match(units->word_forms, text, at, &match))
        return false;
    bool slashed = byte_at(text, match.end) == '/' || (at > 0 && byte_at(text, at - 1) == '/');
    if (slashed && byte_is_digit(byte_at(text, at))) /* 2/3/4 is a list, 2/3 a fraction */
        return false;
    amount->word = units->words[match.value];
    amount->is_word = amount->is_whole = true;
    amount->value = amount->word.value;
    amount->unit = amount->word.unit;
    amount->end = compose_words(units, text, match.end, amount);
    return true;
}

static bool parse_digits(ClaimsString text, size_t at, Amount *amount)
{
    Number number;
    if (!byte_is_digit(byte_at(text, at)) || !number_parse(text, at, &number))
        return false;
    amount->value = number.value;
    amount->is_whole = !number.has_point;
    amount->end = number.end;
    return true;
}

/* "± 0.2" behind a number belongs to it. */
static size_t skip_deviation(ClaimsString text, size_t at)
{
    static const char sign[] = "\xc2\xb1";
    size_t i = at + (byte_at(text, at) == ' ');
    Number number;
    if (text.size - i < 3 || memcmp(text.data + i, sign, 2) != 0)
        return at;
    i += 2 + (byte_at(text, i + 2) == ' ');
    return byte_is_digit(byte_at(text, i)) && number_parse(text, i, &number) ? number.end : at;
}

/* "/5" behind a rating belongs to it: "4.2/5", "8.7/10.0". */
static size_t skip_scale(ClaimsString text, size_t at)
{
    static const char *const scales[] = {"/5", "/7", "/10", "/100"};
    size_t longest = at;
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++) {
        size_t size = strlen(scales[i]);
        if (text.size - at >= size && memcmp(text.data + at, scales[i], size) == 0)
            longest = at + size;
    }
    if (longest > at && byte_at(text, longest) == '.' && byte_at(text, longest + 1) == '0')
        longest += 2;
    bool ends = !byte_is_digit(byte_at(text, longest)) && !byte_is_letter(byte_at(text, longest)) &&
                byte_at(text, longest) != '/' && byte_at(text, longest) != '%';
    return ends ? longest : at;
}

static bool parse_amount(const UnitTable *units, ClaimsString text, size_t at, Amount *amount)
{
    *amount = (Amount){0};
    bool word = parse_word(units, text, at, amount);
    if (!word && !parse_digits(text, at, amount))
        return false;
    if (!word && !amount->is_whole)
        amount->end = skip_scale(text, amount->end);
    bool complete = word && amount->word.role >= NUMBER_FRACTION && amount->unit != NULL;
    size_t dimensions = word ? amount->end : skip_dimensions(text, amount->end);
    if (dimensions > amount->end)
        amount->dimensions_end = dimensions;
    if (complete || dimensions > amount->end)
        return true;
    double scale = 1;
    size_t end =
        parse_multiplier(units, text, skip_deviation(text, amount->end), &scale, &amount->alone);
    amount->has_multiplier = scale != 1;
    amount->value *= scale;
    if (end > amount->end)
        amount->end = end;
    const Unit *unit = NULL;
    size_t plus = byte_at(text, amount->end) == '+';
    end = parse_unit(units, text, amount->end + plus, &unit);
    if (unit != NULL) {
        amount->plus = plus > 0;
        amount->unit = unit;
        amount->end = end;
    }
    return true;
}

static double scaled(const Amount *amount, const Unit *unit)
{
    if (unit == NULL)
        return amount->value;
    return unit->power_of_ten ? pow(10, amount->value) : amount->value * unit->scale;
}

/* ---- Things that are no quantities ------------------------------------------------------- */

static bool is_year(const Amount *amount, size_t at)
{
    return amount->unit == NULL && !amount->is_word && amount->is_whole && amount->end - at == 4 &&
           amount->value >= YEAR_FIRST && amount->value <= YEAR_LAST;
}

/* "the 1930s" */
static bool is_decade(const Amount *amount, ClaimsString text)
{
    return amount->unit != NULL && amount->unit->class == UNIT_TIME && amount->is_whole &&
           amount->value >= YEAR_FIRST && amount->value <= YEAR_LAST &&
           fmod(amount->value, 10) == 0 && byte_is_digit(byte_at(text, amount->end - 2)) &&
           byte_at(text, amount->end - 1) == 's';
}

static size_t end_of_word(ClaimsString text, size_t at)
{
    while (byte_is_letter(byte_at(text, at)) || byte_is_digit(byte_at(text, at)))
        at++;
    return at;
}

/* ---- Ranges ------------------------------------------------------------------------------ */

/* "7-13B" means 7B to 13B. */
static double range_low(const Amount *low, const Amount *high, const Unit *unit)
{
    if (low->has_multiplier || !high->has_multiplier || low->unit != NULL)
        return scaled(low, unit);
    double scale = 1;
    while (high->value / scale >= 1000)
        scale *= 1000;
    return scaled(low, unit) * scale;
}

/* "-45%" of "42-45%", "~2.5×" of "2~2.5×". A falling pair is no range unless both have units. */
static bool parse_range_end(const UnitTable *units, ClaimsString text, const Amount *low,
                            Amount *high)
{
    size_t at = low->end;
    if (byte_at(text, at) == ' ' && (byte_at(text, at + 1) == '-' || byte_at(text, at + 1) == '~'))
        at++;
    bool spaced = at > low->end;
    if (byte_at(text, at) != '-' && byte_at(text, at) != '~')
        return false;
    at++;
    if (spaced && byte_at(text, at) != ' ')
        return false;
    at += byte_at(text, at) == ' ';
    if (!byte_is_digit(byte_at(text, at)) || !parse_amount(units, text, at, high))
        return false;
    const Unit *unit = high->unit != NULL ? high->unit : high->alone;
    const Unit *low_unit = low->unit != NULL ? low->unit : low->alone != NULL ? low->alone : unit;
    if (is_year(high, at) || unit != low_unit)
        return false;
    return scaled(high, unit) > range_low(low, high, unit);
}

/* ---- Putting it together ----------------------------------------------------------------- */

static UnitClass class_of(const Quantity *quantity, bool range)
{
    if (quantity->unit == NULL)
        return quantity->is_whole && !range ? UNIT_WHOLE : UNIT_BARE;
    if (quantity->unit->general)
        return quantity->unit->class == UNIT_THINGS ? UNIT_THINGS : UNIT_OTHER;
    if (quantity->unit->class == UNIT_TIMES && quantity->value < 1)
        return UNIT_FRACTION;
    double most = quantity->value_max > quantity->value ? quantity->value_max : quantity->value;
    if (quantity->unit->class == UNIT_PARAMETERS && most >= BILLION)
        return UNIT_BILLIONS;
    if (quantity->unit->class == UNIT_BIT && quantity->value > BIT_WIDTH_MAX)
        return UNIT_OTHER;
    if (quantity->unit->class == UNIT_TOKENS && quantity->value >= CONTEXT &&
        quantity->value < CORPUS)
        return UNIT_CONTEXT;
    if (quantity->unit->class == UNIT_TOKENS && quantity->value >= CORPUS)
        return UNIT_CORPUS;
    return quantity->unit->class;
}

/* A number word is a quantity only with a unit, or where counts are asked for. */
static bool word_is_quantity(const Amount *amount, bool counts)
{
    if (amount->unit == NULL)
        return counts && !amount->word.needs_unit && !amount->word.cjk;
    UnitClass class = amount->unit->class;
    if (!amount->word.cjk || amount->word.unit != NULL)
        return true;
    return class == UNIT_TIMES || class == UNIT_PP || class == UNIT_TIME || counts;
}

static size_t parse_sign(ClaimsString text, size_t at, int *sign)
{
    unsigned char c = byte_at(text, at);
    if (c != '+' && c != '-')
        return at;
    *sign = c == '+' ? 1 : -1;
    return at + 1;
}

static QuantityResult finish(const UnitTable *units, ClaimsString text, size_t at, Amount *low,
                             const Unit *prefix, int sign, Quantity *quantity)
{
    Amount high = {0};
    bool range = !low->is_word && parse_range_end(units, text, low, &high);
    const Amount *last = range ? &high : low;
    const Unit *unit = last->unit != NULL ? last->unit : prefix != NULL ? prefix : last->alone;
    *quantity = (Quantity){.span = {(uint32_t)at, (uint32_t)last->end},
                           .value = range ? range_low(low, &high, unit) : scaled(low, unit),
                           .value_max = range ? scaled(&high, unit) : NAN,
                           .unit = unit,
                           .sign = sign,
                           .is_whole = low->is_whole,
                           .is_count = low->is_word && unit == NULL,
                           .decrease = low->is_word && low->word.decrease,
                           .bound = low->is_word ? low->word.bound
                                    : last->plus ? CLAIM_BOUND_AT_LEAST
                                                 : CLAIM_BOUND_EXACT};
    if (fabs(quantity->value) > QUANTITY_MAX || (range && quantity->value_max > QUANTITY_MAX))
        return QUANTITY_OTHER;
    quantity->class = class_of(quantity, range);
    bool counts_things = quantity->class == UNIT_TOKENS || quantity->class == UNIT_STEPS ||
                         quantity->class == UNIT_SAMPLES || quantity->class == UNIT_THINGS ||
                         quantity->class == UNIT_OTHER;
    if (low->is_word && counts_things)
        quantity->class = UNIT_WHOLE; /* "three steps" counts stages rather than measures */
    return QUANTITY_FOUND;
}

QuantityResult quantity_parse(const UnitTable *units, ClaimsString text, size_t at, size_t end,
                              bool counts, Quantity *quantity)
{
    int sign = 0;
    const Unit *prefix = NULL;
    LexiconMatch match;
    text.size = end < text.size ? end : text.size;
    size_t number = parse_sign(text, at, &sign);
    if (number >= text.size ||
        (!byte_is_digit(byte_at(text, number)) && !lexicon_may_match(units->openers, text, number)))
        return QUANTITY_NONE;
    if (lexicon_match(units->prefixes, text, number, &match) &&
        (number == 0 || !byte_is_digit(byte_at(text, number - 1)))) { /* not in "8×7B" */
        prefix = &units->units[match.value];
        number = match.end + (byte_at(text, match.end) == ' ');
    }
    Amount low;
    if (!parse_amount(units, text, number, &low)) {
        if (!byte_is_digit(byte_at(text, at)))
            return QUANTITY_NONE;
        quantity->span = (TextSpan){(uint32_t)at, (uint32_t)end_of_word(text, at + 1)};
        return QUANTITY_OTHER;
    }
    if (low.is_word && prefix == NULL)
        return word_is_quantity(&low, counts)
                   ? finish(units, text, at, &low, prefix, sign, quantity)
                   : QUANTITY_NONE;
    size_t other = low.dimensions_end;
    if (low.unit == NULL && other == 0 && byte_is_letter(byte_at(text, low.end)))
        other = end_of_word(text, low.end); /* 3D */
    if (other == 0 && (is_year(&low, number) || is_decade(&low, text)))
        other = low.end;
    if (other > 0) {
        quantity->span = (TextSpan){(uint32_t)at, (uint32_t)other};
        return QUANTITY_OTHER;
    }
    return finish(units, text, at, &low, prefix, sign, quantity);
}

bool quantity_may_be_in(const UnitTable *units, ClaimsString text, size_t from, size_t to)
{
    unsigned digits = 0;
    text.size = to < text.size ? to : text.size;
    for (size_t at = from; at < text.size; at++)
        digits += byte_is_digit((unsigned char)text.data[at]);
    if (digits > 0)
        return true;
    for (size_t at = from; (at = lexicon_next(units->openers, text, at)) < text.size; at++) {
        Quantity quantity;
        if (quantity_parse(units, text, at, text.size, false, &quantity) == QUANTITY_FOUND)
            return true;
    }
    return false;
}

bool quantity_parse_bits(const UnitTable *units, ClaimsString text, size_t at, size_t end,
                         Quantity *quantity)
{
    LexiconMatch match;
    if (units->bit == NULL || !lexicon_may_match(units->bit_forms, text, at))
        return false;
    /* The lexicon wants whole words; a format name is one only with its digits, so find the
     * longest run of letters that is a prefix. */
    size_t letters = at;
    while (letters < end && byte_is_letter(byte_at(text, letters)))
        letters++;
    size_t digits = letters + (byte_at(text, letters) == '-');
    ClaimsString word = {text.data, letters};
    if (letters == at || !byte_is_digit(byte_at(text, digits)) ||
        !lexicon_match(units->bit_forms, word, at, &match) || match.end != letters)
        return false;
    const BitPrefix *prefix = &units->bit_prefixes[match.value];
    Number number;
    if (!number_parse(text, digits, &number) || number.value < 1 || number.value > prefix->max ||
        number.end > end)
        return false;
    if (prefix->follows.size > 0) {
        size_t before = at;
        while (before > 0 && byte_is_digit(byte_at(text, before - 1)))
            before--;
        if (before == at || before == 0 || !byte_is_letter(byte_at(text, before - 1)))
            return false;
    }
    *quantity = (Quantity){.span = {(uint32_t)at, (uint32_t)number.end},
                           .value = number.value,
                           .value_max = NAN,
                           .unit = units->bit,
                           .class = UNIT_BIT,
                           .is_whole = true,
                           .bound = CLAIM_BOUND_EXACT};
    return true;
}
