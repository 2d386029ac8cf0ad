/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/reference.h"

#include <math.h>

#include "base/string.h"
#include "record/factor.h"

static const Quantity *token_quantity(const Line *line, size_t token)
{
    const Token *t = &line->sentence->tokens[token];
    return t->type == TOKEN_QUANTITY && !t->skip ? &line->sentence->quantities[t->quantity] : NULL;
}

/* The quantities of an item, the one in a PAREN item included when it is alone there. */
static size_t item_quantities(const Line *line, const Item *item, const Quantity **quantities,
                              size_t most)
{
    size_t count = 0;
    if (item->type == TOKEN_QUANTITY) {
        for (size_t m = 0; m < item->member_count && m < most; m++)
            quantities[count++] = token_quantity(line, item->members[m]);
        return count;
    }
    for (size_t i = item->first_token; i < item->token_end; i++) {
        const Quantity *quantity = token_quantity(line, i);
        if (quantity == NULL)
            continue;
        if (count > 0)
            return 0;
        quantities[count++] = quantity;
    }
    return count;
}

static bool is_bare(UnitClass class)
{
    return class == UNIT_BARE || class == UNIT_WHOLE;
}

/* A value is compared with an unsigned one of its own kind. */
static bool can_compare(const Quantity *own, const Quantity *other)
{
    bool alike = own->class == other->class || (is_bare(own->class) && is_bare(other->class)) ||
                 (own->class == UNIT_PARAMETERS && other->class == UNIT_BILLIONS);
    return alike && other->sign == 0;
}

double reference_value(const Quantity *own, const Quantity *other)
{
    if (own->unit == NULL)
        return other->value;
    if (other->unit == NULL)
        return other->value * own->unit->scale; /* "from 11.6 to 8.5 GFLOPs" */
    if (string_equal(own->unit->symbol, other->unit->symbol))
        return other->value;
    return own->unit->class == other->unit->class && own->unit->base > 0
               ? other->value * other->unit->base / own->unit->base
               : NAN;
}

static bool is_better_rival(const Metric *metric, double value, double known)
{
    return isnan(known) || (value < known) == (metric->polarity == POLARITY_LOWER);
}

/* Give the level, if it is made of `own`, its rival's value; false when it is not. */
static bool set_reference(const ClaimsRules *rules, const Line *line, const Quantity *own,
                          double value, ClaimRecord *record)
{
    if (record->kind != CLAIM_KIND_LEVEL ||
        record->quote_in_sentence != own->span.start - line->sentence->span.start)
        return false;
    const Metric *metric = vocabulary_metric(rules->vocabulary, record->metric.data);
    if (is_better_rival(metric, value, record->ref_value)) {
        record->ref_value = value;
        record->factor = claim_factor(record, metric, own->unit);
    }
    return true;
}

bool reference_apply(const ClaimsRules *rules, const Line *line, const RuleMatch *match,
                     ClaimRecord *records, size_t count)
{
    enum { MOST = 32 };
    const Quantity *own[MOST], *others[MOST];
    size_t own_count = item_quantities(line, &line->items[match->of], own, MOST);
    size_t other_count = item_quantities(line, &line->items[match->target], others, MOST);
    bool found = false;
    for (size_t i = 0; other_count > 0 && i < own_count; i++) {
        const Quantity *other = others[i < other_count ? i : other_count - 1];
        if (!can_compare(own[i], other))
            continue;
        for (size_t r = 0; r < count; r++)
            if (set_reference(rules, line, own[i], reference_value(own[i], other), &records[r]))
                found = true;
    }
    return found;
}
