/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/check.h"

#include <math.h>
#include <stddef.h>

#include "base/string.h"
#include "stats/check_value.h"

const char *check_status_name(CheckStatus status)
{
    static const char *const names[] = {"supported", "altered", "unsupported", "uncheckable"};
    return names[status];
}

const char *check_reason_name(CheckReason reason)
{
    static const char *const names[] = {NULL,        "value",    "unit",  "metric",
                                        "direction", "baseline", "scope", "bound"};
    return names[reason];
}

CheckNumber check_number_of_claim(const ClaimRecord *record)
{
    return (CheckNumber){.document = record->document,
                         .start = record->start,
                         .end = record->end,
                         .line = record->line,
                         .quote = record->quote,
                         .sentence = record->sentence,
                         .value = record->value,
                         .value_max = record->value_max,
                         .unit = record->unit,
                         .bound = record->bound,
                         .claim = record};
}

CheckNumber check_number_of_quantity(const QuantityRecord *record)
{
    return (CheckNumber){.document = record->document,
                         .start = record->start,
                         .end = record->end,
                         .line = record->line,
                         .quote = record->quote,
                         .sentence = record->sentence,
                         .value = record->value,
                         .value_max = record->value_max,
                         .unit = record->unit,
                         .bound = record->bound,
                         .several = record->form == MEASURE_LIST || record->form == MEASURE_SIZE ||
                                    record->form == MEASURE_RATIO};
}

bool check_number_is_telling(const CheckNumber *number)
{
    Digits digits = check_find_digits(number->quote);
    return number->claim != NULL ||
           (digits.text.size > 0 && (number->unit.size > 0 || digits.decimals > 0));
}

/* ---- Names ------------------------------------------------------------------------------- */

static bool is_name_byte(char c)
{
    return byte_is_letter((unsigned char)c) || byte_is_digit((unsigned char)c);
}

/* The next word of `text` from `*at` on that looks like a proper name: Latin letters, one of which
 * is a capital behind which there is a small letter, another capital or a digit. */
static bool next_name(ClaimsString text, size_t *at, ClaimsString *name)
{
    while (*at < text.size) {
        size_t start = *at;
        while (start < text.size && !is_name_byte(text.data[start]))
            start++;
        size_t end = start;
        bool capital = false, letter = false;
        for (; end < text.size && is_name_byte(text.data[end]); end++) {
            capital = capital || (text.data[end] >= 'A' && text.data[end] <= 'Z');
            letter = letter || byte_is_letter((unsigned char)text.data[end]);
        }
        *at = end;
        *name = string_slice(text, start, end);
        if (capital && letter && end - start > 1)
            return true;
    }
    return false;
}

static bool has_name(ClaimsString text)
{
    size_t at = 0;
    ClaimsString name;
    return next_name(text, &at, &name);
}

static bool contains(ClaimsString text, ClaimsString part)
{
    for (size_t at = 0; part.size > 0 && at + part.size <= text.size; at++) {
        size_t i = 0;
        while (i < part.size && byte_to_lower(text.data[at + i]) == byte_to_lower(part.data[i]))
            i++;
        if (i == part.size)
            return true;
    }
    return false;
}

/* Is one of the names in `names` in `text`? */
static bool shares_name(ClaimsString names, ClaimsString text)
{
    size_t at = 0;
    ClaimsString name;
    while (next_name(names, &at, &name))
        if (contains(text, name))
            return true;
    return false;
}

/* ---- What a number is said to mean ------------------------------------------------------- */

/* All that one comparison needs. */
typedef struct Comparison {
    const Kin *kin;
    const CheckNumber *brief, *abstract;
    const CheckNumber *numbers; /* all of the abstract */
    size_t count;
    ClaimsString text;
} Comparison;

/* Are both texts explicit about what they say, as far as their claims are sure? */
static bool both_explicit(const ClaimRecord *a, const ClaimRecord *b)
{
    const double sure = 0.9;
    return a != NULL && b != NULL && a->confidence >= sure && b->confidence >= sure &&
           a->metric_text.size > 0 && b->metric_text.size > 0;
}

static bool metric_differs(const Comparison *c)
{
    const ClaimRecord *a = c->brief->claim, *b = c->abstract->claim;
    if (!both_explicit(a, b) || a->kind == CLAIM_KIND_SETTING || b->kind == CLAIM_KIND_SETTING ||
        check_is_relative(a) != check_is_relative(b))
        return false;
    const Metric *one = kin_metric(c->kin, a->metric), *other = kin_metric(c->kin, b->metric);
    if (one == NULL || other == NULL || one->unit != NULL || other->unit != NULL ||
        one->group == METRIC_SETTING || other->group == METRIC_SETTING)
        return false;
    /* "other" is the metric of what has none */
    bool open = one->polarity == POLARITY_NONE || other->polarity == POLARITY_NONE;
    return !open && !kin_metrics(c->kin, one, other);
}

/* 1: said to get better; -1: worse; 0: neither. */
static int sense(const Kin *kin, const ClaimRecord *claim)
{
    const Metric *metric = kin_metric(kin, claim->metric);
    if (!check_is_relative(claim) || claim->direction == CLAIM_DIRECTION_NONE || metric == NULL ||
        metric->polarity == POLARITY_NONE)
        return 0;
    bool up = claim->direction == CLAIM_DIRECTION_INCREASE;
    return up == (metric->polarity == POLARITY_HIGHER) ? 1 : -1;
}

static bool direction_differs(const Comparison *c)
{
    const ClaimRecord *a = c->brief->claim, *b = c->abstract->claim;
    return both_explicit(a, b) && check_metrics_are_kin(c->kin, a, b) && a->kind == b->kind &&
           sense(c->kin, a) * sense(c->kin, b) < 0;
}

static ClaimsString name_field(const ClaimRecord *claim, size_t field)
{
    return *(const ClaimsString *)((const char *)claim + field);
}

/* Does the abstract name `mine` as this field of another claim of the same metric, which is not
 * `theirs`? */
static bool named_elsewhere(const Comparison *c, size_t field, ClaimsString mine,
                            ClaimsString theirs)
{
    for (size_t i = 0; i < c->count; i++) {
        const ClaimRecord *other = c->numbers[i].claim;
        if (other != NULL && other != c->abstract->claim &&
            string_equal(other->metric, c->abstract->claim->metric) &&
            shares_name(mine, name_field(other, field)) &&
            !shares_name(name_field(other, field), theirs))
            return true;
    }
    return false;
}

/* Do both name something, but not the same? The names that a claim is given may come from far
 * away in the text: what counts is a name in the number's own clause. */
static bool names_differ(const Comparison *c, size_t field)
{
    const ClaimRecord *a = c->brief->claim, *b = c->abstract->claim;
    if (a == NULL || b == NULL)
        return false;
    ClaimsString mine = name_field(a, field), theirs = name_field(b, field),
                 clause = check_clause_before(c->brief);
    return has_name(mine) && has_name(theirs) && !shares_name(mine, theirs) &&
           !shares_name(theirs, mine) && shares_name(mine, clause) &&
           !shares_name(theirs, clause) &&
           (named_elsewhere(c, field, mine, theirs) || !shares_name(mine, c->text));
}

/* A rival's number is told as the method's own earlier one when its name is gone. */
static bool rival_is_gone(const Comparison *c)
{
    const ClaimRecord *a = c->brief->claim, *b = c->abstract->claim;
    return a != NULL && b != NULL && !isnan(b->ref_value) && has_name(b->baseline) &&
           check_value_renders(c->brief, a->ref_value, b->ref_value) && a->baseline.size == 0 &&
           !shares_name(b->baseline, c->brief->sentence);
}

static bool bound_differs(const Kin *kin, const CheckNumber *brief, const CheckNumber *abstract)
{
    switch (abstract->bound) {
    case CLAIM_BOUND_UP_TO:
        return brief->bound != CLAIM_BOUND_UP_TO && brief->bound != CLAIM_BOUND_AT_MOST &&
               !kin_tells_peak(kin, check_clause_before(brief));
    case CLAIM_BOUND_AT_LEAST:
        return brief->bound == CLAIM_BOUND_AT_MOST;
    case CLAIM_BOUND_AT_MOST:
        return brief->bound == CLAIM_BOUND_AT_LEAST;
    default:
        return false;
    }
}

static unsigned bit(CheckReason reason, bool set)
{
    return set ? 1u << (CHECK_REASON_COUNT - reason) : 0;
}

/* All reasons that apply, as bits: what weighs most is highest. */
static unsigned differences(const Comparison *c, Meeting meeting)
{
    return bit(CHECK_REASON_VALUE, meeting == MEETING_PART || meeting == MEETING_NEAR) |
           bit(CHECK_REASON_UNIT, meeting == MEETING_UNIT) |
           bit(CHECK_REASON_METRIC, metric_differs(c)) |
           bit(CHECK_REASON_DIRECTION, direction_differs(c)) |
           bit(CHECK_REASON_BASELINE, meeting == MEETING_REFERENCE || rival_is_gone(c) ||
                                          names_differ(c, offsetof(ClaimRecord, baseline))) |
           bit(CHECK_REASON_SCOPE, names_differ(c, offsetof(ClaimRecord, model)) ||
                                       names_differ(c, offsetof(ClaimRecord, dataset)) ||
                                       names_differ(c, offsetof(ClaimRecord, hardware))) |
           bit(CHECK_REASON_BOUND, bound_differs(c->kin, c->brief, c->abstract));
}

static CheckReason first_reason(unsigned bits)
{
    for (int reason = CHECK_REASON_VALUE; reason < CHECK_REASON_COUNT; reason++)
        if (bits & bit((CheckReason)reason, true))
            return (CheckReason)reason;
    return CHECK_REASON_NONE;
}

/* ---- Folded ranges ----------------------------------------------------------------------- */

/* Is `other` listed with `low`: in the same sentence, or for the same metric? */
static bool is_listed_with(const CheckNumber *low, const CheckNumber *other)
{
    if (string_equal(low->sentence, other->sentence))
        return low->claim == NULL || other->claim == NULL || low->claim->kind == other->claim->kind;
    return check_same_kind(low, other) && string_equal(other->claim->metric, low->claim->metric) &&
           other->claim->direction == low->claim->direction;
}

static bool has_end(const CheckNumber *brief, double value, const CheckNumber *number, double scale)
{
    return check_value_renders(brief, value, number->value * scale) ||
           check_value_renders(brief, value, number->value_max * scale);
}

/* Is `other` a number of the list that the range leaves out? */
static bool is_outside(const CheckNumber *brief, const CheckNumber *low, const CheckNumber *other,
                       double scale)
{
    if (!check_same_kind(low, other) || !string_equal(low->claim->metric, other->claim->metric) ||
        low->claim->direction != other->claim->direction ||
        !string_equal(low->sentence, other->sentence))
        return false;
    double least = other->value * scale,
           most = isnan(other->value_max) ? least : other->value_max * scale;
    return least < brief->value - check_rounding(brief, least) ||
           most > brief->value_max + check_rounding(brief, most);
}

/* The range of the brief against the numbers that the abstract lists with `low`, which has its low
 * end. */
static CheckFinding fold(const Comparison *c, const CheckNumber *low)
{
    const CheckNumber *high = NULL;
    bool widest = true;
    for (size_t i = 0; i < c->count; i++) {
        const CheckNumber *other = &c->numbers[i];
        double scale = check_unit_scale(c->kin, c->brief, other);
        if (isnan(scale) || !is_listed_with(low, other))
            continue;
        if (has_end(c->brief, c->brief->value_max, other, scale))
            high = other;
        widest = widest && !is_outside(c->brief, low, other, scale);
    }
    if (high == NULL)
        return (CheckFinding){.status = CHECK_UNSUPPORTED};
    Comparison pair = *c;
    pair.abstract = low;
    unsigned bits = differences(&pair, widest ? MEETING_SAME : MEETING_PART);
    return (CheckFinding){bits == 0 ? CHECK_SUPPORTED : CHECK_ALTERED, first_reason(bits), low};
}

static CheckFinding fold_range(Comparison *c)
{
    CheckFinding best = {.status = CHECK_UNSUPPORTED};
    for (size_t i = 0; i < c->count; i++) {
        const CheckNumber *low = &c->numbers[i];
        double scale = check_unit_scale(c->kin, c->brief, low);
        if (isnan(scale) || !has_end(c->brief, c->brief->value, low, scale))
            continue;
        CheckFinding finding = fold(c, low);
        if (finding.status == CHECK_SUPPORTED)
            return finding;
        if (finding.match != NULL && (best.match == NULL || finding.reason > best.reason))
            best = finding;
    }
    return best;
}

/* ---- One number -------------------------------------------------------------------------- */

/* How much two numbers that meet have in common: what chooses between equal differences. */
static int likeness(const CheckNumber *brief, const CheckNumber *abstract)
{
    const ClaimRecord *a = brief->claim, *b = abstract->claim;
    int likeness = brief->bound == abstract->bound ? 1 : 0;
    if (string_equal(brief->unit, abstract->unit))
        likeness += 2;
    if (a == NULL || b == NULL)
        return likeness;
    likeness += a->kind == b->kind ? 4 : 0;
    likeness += string_equal(a->metric, b->metric) ? 8 : 0;
    likeness += shares_name(a->model, b->model) ? 2 : 0;
    likeness += shares_name(a->dataset, b->dataset) ? 2 : 0;
    likeness += shares_name(a->baseline, b->baseline) ? 2 : 0;
    return likeness;
}

/* A number that the abstract's claims explain is not also found as a bare one beside them. */
static bool is_reference_of_claim(const Comparison *c, const CheckNumber *quantity)
{
    for (size_t i = 0; i < c->count; i++) {
        const ClaimRecord *claim = c->numbers[i].claim;
        if (claim != NULL && claim->ref_value == quantity->value &&
            string_equal(claim->sentence, quantity->sentence))
            return true;
    }
    return false;
}

/* A dropped bound outweighs what is left open: a claim of the same metric and kind is what the
 * brief renders, not a bare number elsewhere in the abstract. */
static unsigned weigh(const Comparison *c, unsigned bits)
{
    const ClaimRecord *a = c->brief->claim, *b = c->abstract->claim;
    bool thing = a != NULL && b != NULL && a->kind == b->kind && string_equal(a->metric, b->metric);
    bool bare =
        a != NULL && a->kind != CLAIM_KIND_SETTING && (b == NULL || b->kind == CLAIM_KIND_SETTING);
    return bits * 4 + (bare ? bit(CHECK_REASON_SCOPE, true) * 4 : thing ? 0 : 1);
}

/* Do the digits stand in the text where no number was read: in a name, or in a damaged number such
 * as "20 .7 %"? A claim is looked for only if its digits are so many that they are hardly another
 * number's. */
static bool stands_in_text(const Comparison *c)
{
    Digits digits = check_find_digits(c->brief->quote);
    if (c->brief->claim != NULL && c->brief->unit.size > 0) {
        if (digits.decimals == 0 || !isnan(c->brief->value_max))
            return false;
        for (size_t i = 0; i < c->count; i++)
            if (c->numbers[i].value == c->brief->value ||
                c->numbers[i].value_max == c->brief->value)
                return false;
    }
    return check_text_has_digits(c->text, digits.text);
}

CheckFinding check_number(const Kin *kin, const CheckNumber *number, const CheckNumber *numbers,
                          size_t count, ClaimsString text)
{
    Comparison c = {kin, number, NULL, numbers, count, text};
    CheckFinding best = {.status = CHECK_UNSUPPORTED};
    unsigned best_weight = 0;
    int best_likeness = 0;
    for (size_t i = 0; i < count; i++) {
        c.abstract = &numbers[i];
        Meeting meeting = check_meet(kin, number, c.abstract);
        if (meeting == MEETING_NONE ||
            (numbers[i].claim == NULL && number->claim != NULL &&
             number->claim->kind == CLAIM_KIND_LEVEL && is_reference_of_claim(&c, &numbers[i])))
            continue;
        unsigned bits = differences(&c, meeting), weight = weigh(&c, bits);
        int like = likeness(number, c.abstract);
        if (best.match != NULL &&
            (weight > best_weight || (weight == best_weight && like <= best_likeness)))
            continue;
        best = (CheckFinding){bits == 0 ? CHECK_SUPPORTED : CHECK_ALTERED, first_reason(bits),
                              c.abstract};
        best_weight = weight;
        best_likeness = like;
    }
    if ((best.match == NULL || best.reason == CHECK_REASON_VALUE) && !isnan(number->value_max)) {
        CheckFinding folded = fold_range(&c);
        if (folded.match != NULL)
            best = folded;
    }
    if (best.match == NULL && stands_in_text(&c))
        best.status = CHECK_SUPPORTED;
    return best;
}

/* ---- What the brief leaves out ----------------------------------------------------------- */

bool check_is_headline(const CheckNumber *number)
{
    const double sure = 0.5;
    const ClaimRecord *claim = number->claim;
    return claim != NULL && !claim->background && check_is_relative(claim) &&
           claim->confidence >= sure && claim->direction != CLAIM_DIRECTION_NONE;
}

bool check_tells(const Kin *kin, const CheckNumber *number, const CheckNumber *told)
{
    if (isnan(number->value_max) || !isnan(told->value_max))
        return check_meet(kin, number, told) != MEETING_NONE;
    double scale = check_unit_scale(kin, number, told);
    return told->value * scale >= number->value * (1 - 1e-9) &&
           told->value * scale <= number->value_max * (1 + 1e-9);
}
