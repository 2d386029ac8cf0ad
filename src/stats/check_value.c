/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/check_value.h"

#include <math.h>
#include <stddef.h>

#include "base/string.h"

/* ---- The digits of a quote --------------------------------------------------------------- */

Digits check_find_digits(ClaimsString quote)
{
    Digits digits = {.value = 0};
    size_t at = 0;
    while (at < quote.size && !byte_is_digit((unsigned char)quote.data[at]))
        at++;
    size_t start = at;
    bool fraction = false;
    for (; at < quote.size; at++) {
        char c = quote.data[at];
        bool inside = at + 1 < quote.size && byte_is_digit((unsigned char)quote.data[at + 1]);
        if (byte_is_digit((unsigned char)c)) {
            digits.value = digits.value * 10 + (c - '0');
            digits.significant += digits.value > 0;
            digits.decimals += fraction;
        } else if (c == '.' && !fraction && inside) {
            fraction = true;
        } else if (c != ',' || fraction || !inside) {
            break;
        }
    }
    digits.value /= pow(10, digits.decimals);
    digits.text = string_slice(quote, start, at);
    return digits;
}

/* The end of `digits` at text[at], a space beside the decimal point aside; 0 when they are not
 * there. */
static size_t match_digits(ClaimsString text, size_t at, ClaimsString digits)
{
    for (size_t i = 0; i < digits.size; i++, at++) {
        bool beside = digits.data[i] == '.' || (i > 0 && digits.data[i - 1] == '.');
        if (beside && at < text.size && text.data[at] == ' ')
            at++;
        if (at >= text.size || text.data[at] != digits.data[i])
            return 0;
    }
    return at;
}

/* Does a number go on at text[at], in steps of `step`? */
static bool number_goes_on(ClaimsString text, size_t at, ptrdiff_t step)
{
    if (at < text.size && text.data[at] == '.')
        at += (size_t)step;
    return at < text.size && byte_is_digit((unsigned char)text.data[at]);
}

bool check_text_has_digits(ClaimsString text, ClaimsString digits)
{
    for (size_t at = 0; digits.size > 0 && at < text.size; at++) {
        size_t end = match_digits(text, at, digits);
        if (end > 0 && !number_goes_on(text, at - 1, -1) && !number_goes_on(text, end, 1))
            return true;
    }
    return false;
}

double check_rounding(const CheckNumber *brief, double value)
{
    enum { FEWEST_DIGITS = 2 }; /* a number of one digit is rarely a rounded one */
    Digits digits = check_find_digits(brief->quote);
    double least = 1e-6 * fabs(value);
    if (digits.text.size == 0)
        return 0.011 * fabs(value); /* "a third" is 0.333 */
    if (digits.significant < FEWEST_DIGITS || !(digits.value > 0))
        return least;
    return fmax(least, 0.5001 * pow(10, -digits.decimals) * fabs(brief->value / digits.value));
}

bool check_value_renders(const CheckNumber *brief, double value, double truth)
{
    const double near = 0.06;
    double difference = value - truth, slack = near * fabs(truth);
    if (fabs(difference) <= check_rounding(brief, value))
        return true;
    if (fabs(difference) > slack)
        return false;
    return brief->bound == CLAIM_BOUND_ABOUT ||
           (brief->bound == CLAIM_BOUND_AT_LEAST && difference < 0) ||
           (brief->bound == CLAIM_BOUND_AT_MOST && difference > 0);
}

bool check_same_kind(const CheckNumber *brief, const CheckNumber *abstract)
{
    return brief->claim != NULL && abstract->claim != NULL &&
           brief->claim->kind == abstract->claim->kind;
}

bool check_is_relative(const ClaimRecord *claim)
{
    return claim->kind == CLAIM_KIND_FACTOR || claim->kind == CLAIM_KIND_DELTA ||
           claim->kind == CLAIM_KIND_RATIO;
}

bool check_metrics_are_kin(const Kin *kin, const ClaimRecord *a, const ClaimRecord *b)
{
    const Metric *one = kin_metric(kin, a->metric), *other = kin_metric(kin, b->metric);
    return one == NULL || other == NULL || kin_metrics(kin, one, other);
}

/* Do two claims say the same change in two notations: halved, down 50 %, 2× less? */
static bool factors_meet(const Kin *kin, const CheckNumber *brief, const CheckNumber *abstract)
{
    const ClaimRecord *a = brief->claim, *b = abstract->claim;
    const double tolerance = 0.011;
    return a != NULL && b != NULL && check_is_relative(a) && check_is_relative(b) &&
           isnan(brief->value_max) && isnan(abstract->value_max) && a->factor > 0 &&
           b->factor > 0 && check_metrics_are_kin(kin, a, b) &&
           fabs(a->factor - b->factor) <= tolerance * b->factor;
}

/* Where the number stands in its sentence; 0 when the sentence does not show it. */
static size_t quote_place(const CheckNumber *number)
{
    if (number->claim != NULL)
        return number->claim->quote_in_sentence;
    for (size_t at = 0; at + number->quote.size <= number->sentence.size; at++)
        if (memcmp(number->sentence.data + at, number->quote.data, number->quote.size) == 0)
            return at;
    return 0;
}

ClaimsString check_clause_before(const CheckNumber *number)
{
    static const char *const marks[] = {",",      ";",      ":",      "(",      ")",     "\u3001",
                                        "\uFF0C", "\uFF1B", "\uFF1A", "\uFF08", "\uFF09"};
    size_t end = quote_place(number), start = 0;
    for (size_t at = 0; at < end; at++)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t size = strlen(marks[i]);
            if (at + size <= end && memcmp(number->sentence.data + at, marks[i], size) == 0)
                start = at + size;
        }
    return string_slice(number->sentence, start, end);
}

/* One number of the brief and one end of the abstract's range. */
static Meeting end_meets(const Kin *kin, const CheckNumber *brief, const CheckNumber *abstract,
                         double scale)
{
    bool low = check_value_renders(brief, brief->value, abstract->value * scale),
         high = check_value_renders(brief, brief->value, abstract->value_max * scale);
    if (!low && !high)
        return MEETING_NONE;
    if (abstract->several || brief->claim == NULL || (high && brief->bound == CLAIM_BOUND_UP_TO) ||
        (high && (brief->bound == CLAIM_BOUND_AT_MOST ||
                  kin_tells_peak(kin, check_clause_before(brief)))) ||
        (low && brief->bound == CLAIM_BOUND_AT_LEAST))
        return MEETING_SAME;
    return MEETING_PART;
}

static Meeting values_meet(const Kin *kin, const CheckNumber *brief, const CheckNumber *abstract,
                           double scale)
{
    bool brief_range = !isnan(brief->value_max), range = !isnan(abstract->value_max);
    if (brief_range != range)
        return range ? end_meets(kin, brief, abstract, scale) : MEETING_NONE;
    if (!check_value_renders(brief, brief->value, abstract->value * scale))
        return MEETING_NONE;
    bool meets =
        !range || check_value_renders(brief, brief->value_max, abstract->value_max * scale);
    return meets ? MEETING_SAME : MEETING_NONE;
}

/* Of measures the unit is hardly ever left out: a bare whole number that no claim is made of counts
 * things. */
static bool counts_something_else(const Kin *kin, const CheckNumber *brief,
                                  const CheckNumber *abstract)
{
    return brief->claim != NULL && abstract->claim == NULL && kin_has_scale(kin, brief->unit) &&
           brief->value == floor(brief->value);
}

double check_unit_scale(const Kin *kin, const CheckNumber *brief, const CheckNumber *abstract)
{
    if (brief->unit.size == 0)
        return 1;
    if (abstract->unit.size == 0)
        return counts_something_else(kin, brief, abstract) ? NAN : 1;
    double scale = kin_convert(kin, abstract->unit, brief->unit);
    bool both = brief->claim != NULL && abstract->claim != NULL;
    if (!isnan(scale) || !both)
        return scale;
    const Metric *a = kin_metric(kin, brief->claim->metric),
                 *b = kin_metric(kin, abstract->claim->metric);
    bool quality = a != NULL && b != NULL && a->group == METRIC_QUALITY && a->group == b->group;
    bool times =
        brief->claim->kind == CLAIM_KIND_FACTOR || abstract->claim->kind == CLAIM_KIND_FACTOR;
    return quality && !times ? 1 : NAN;
}

/* Another unit makes another number, unless it is said of the very same thing. */
static bool same_in_other_unit(const Kin *kin, const CheckNumber *brief,
                               const CheckNumber *abstract)
{
    return brief->claim != NULL && abstract->claim != NULL &&
           brief->claim->kind != CLAIM_KIND_SETTING &&
           abstract->claim->kind != CLAIM_KIND_SETTING &&
           check_metrics_are_kin(kin, brief->claim, abstract->claim) &&
           values_meet(kin, brief, abstract, 1) == MEETING_SAME;
}

static bool nearly_meets(const CheckNumber *brief, const CheckNumber *abstract)
{
    const double near = 0.1;
    return check_same_kind(brief, abstract) && check_is_relative(brief->claim) &&
           string_equal(brief->claim->metric, abstract->claim->metric) &&
           string_equal(brief->unit, abstract->unit) && isnan(brief->value_max) &&
           isnan(abstract->value_max) &&
           fabs(brief->value - abstract->value) <= near * fabs(abstract->value);
}

Meeting check_meet(const Kin *kin, const CheckNumber *brief, const CheckNumber *abstract)
{
    double scale = check_unit_scale(kin, brief, abstract);
    Meeting meeting = isnan(scale) ? MEETING_NONE : values_meet(kin, brief, abstract, scale);
    if (meeting == MEETING_SAME || factors_meet(kin, brief, abstract))
        return MEETING_SAME;
    const ClaimRecord *told = abstract->claim, *claim = brief->claim;
    if (claim != NULL && told != NULL && claim->kind == CLAIM_KIND_LEVEL &&
        isnan(brief->value_max) && check_metrics_are_kin(kin, claim, told) &&
        check_value_renders(brief, brief->value, told->ref_value))
        return MEETING_REFERENCE;
    if (meeting != MEETING_NONE)
        return meeting;
    if (!string_equal(brief->unit, abstract->unit) && same_in_other_unit(kin, brief, abstract))
        return MEETING_UNIT;
    return nearly_meets(brief, abstract) ? MEETING_NEAR : MEETING_NONE;
}
