/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions/number.h"

#include <math.h>

#include "base/string.h"

/* More digits than a double holds add nothing; a longer exponent is infinite or zero anyway. */
enum { MANTISSA_DIGITS = 18, EXPONENT_MAX = 400 };

static unsigned char byte_at(ClaimsString text, size_t at)
{
    return at < text.size ? (unsigned char)text.data[at] : 0;
}

static size_t skip_digits(ClaimsString text, size_t at)
{
    while (byte_is_digit(byte_at(text, at)))
        at++;
    return at;
}

/* Exact where the mantissa fits 53 bits and the power of ten is at most 22 (Clinger, "How to read
 * floating point numbers accurately", 1990, the fast case); within an ulp or two beyond. */
static double scale_by_ten(double mantissa, long exponent)
{
    if (exponent == 0 || mantissa == 0)
        return mantissa;
    if (exponent < 0 && exponent >= -22)
        return mantissa / pow(10, (double)-exponent);
    return mantissa * pow(10, (double)exponent);
}

/* The end of "24,000,000" beginning at `at`, or `at` when there are no such groups. */
static size_t skip_groups(ClaimsString text, size_t at)
{
    size_t end = skip_digits(text, at);
    if (end - at > 3 || byte_at(text, at) == '0')
        return at;
    size_t groups = 0;
    while (byte_at(text, end) == ',' && skip_digits(text, end + 1) == end + 4) {
        end += 4;
        groups++;
    }
    return groups > 0 ? end : at;
}

/* A small whole number with an optional sign; `*end` stays `at` when there is none. */
static long parse_exponent(ClaimsString text, size_t at, size_t *end)
{
    size_t i = at;
    bool negative = byte_at(text, i) == '-';
    if (negative || byte_at(text, i) == '+')
        i++;
    while (byte_at(text, i) == '^') /* "^-^5", as superscripts come */
        i++;
    *end = at;
    long exponent = 0;
    for (; byte_is_digit(byte_at(text, i)); i++) {
        if (exponent < EXPONENT_MAX)
            exponent = exponent * 10 + (byte_at(text, i) - '0');
        *end = i + 1;
    }
    return negative ? -exponent : exponent;
}

long number_parse_power(ClaimsString text, size_t at, size_t *end)
{
    static const char times[] = "\xc3\x97";
    size_t i = at;
    *end = at;
    if (byte_at(text, i) == ' ')
        i++;
    if (text.size - i >= 2 && memcmp(text.data + i, times, 2) == 0)
        i += 2;
    else if (byte_at(text, i) == 'x' || byte_at(text, i) == '*')
        i++;
    else
        return 0;
    if (byte_at(text, i) == ' ')
        i++;
    if (byte_at(text, i) != '1' || byte_at(text, i + 1) != '0')
        return 0;
    i += 2;
    bool marked = byte_at(text, i) == '^' || byte_at(text, i) == '-';
    if (!marked)
        return 0;
    if (byte_at(text, i) == '^')
        i++;
    size_t exponent_end = 0;
    long exponent = parse_exponent(text, i, &exponent_end);
    if (exponent_end > i)
        *end = exponent_end;
    return exponent_end > i ? exponent : 0;
}

static void parse_mantissa(ClaimsString text, size_t at, Number *number, long *exponent)
{
    size_t end = skip_groups(text, at);
    number->is_grouped = end > at;
    if (!number->is_grouped)
        end = skip_digits(text, at);
    if (byte_at(text, end) == '.' && byte_is_digit(byte_at(text, end + 1)))
        number->has_point = true;
    double mantissa = 0;
    int digits = 0;
    bool after_point = false;
    size_t i = at;
    for (; i < end || (number->has_point && (i == end || byte_is_digit(byte_at(text, i)))); i++) {
        unsigned char c = byte_at(text, i);
        if (c == '.')
            after_point = true;
        if (!byte_is_digit(c))
            continue;
        if (digits < MANTISSA_DIGITS) {
            mantissa = mantissa * 10 + (c - '0');
            digits += mantissa > 0;
            *exponent -= after_point;
        } else if (!after_point) {
            (*exponent)++;
        }
    }
    number->value = mantissa;
    number->end = i;
}

bool number_parse(ClaimsString text, size_t at, Number *number)
{
    *number = (Number){0};
    long exponent = 0;
    parse_mantissa(text, at, number, &exponent);
    size_t end = number->end, power_end = 0;
    unsigned char next = byte_at(text, end);
    if (next == '.' && byte_is_digit(byte_at(text, end + 1)))
        return false; /* a version: 1.2.3 */
    if (next == '^') {
        long power = parse_exponent(text, end + 1, &power_end);
        if (number->value != 10 || power_end == end + 1)
            return false;
        *number = (Number){.value = scale_by_ten(1, power), .end = power_end, .has_point = true};
        return true;
    }
    long power = 0;
    if ((next | 0x20) == 'e') {
        power = parse_exponent(text, end + 1, &power_end);
        if (power_end == end + 1)
            power_end = end;
    } else {
        power = number_parse_power(text, end, &power_end);
    }
    if (power_end > end) {
        number->end = power_end;
        number->has_point = true;
    }
    number->value = scale_by_ten(number->value, exponent + power);
    return true;
}
