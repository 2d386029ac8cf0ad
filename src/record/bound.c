/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/bound.h"

#include <math.h>

/* How many words an "average" may stand before what it qualifies. */
enum { REACH_BEFORE = 3, REACH_AFTER = 2 };

static const Quantity *quantity_at(const Line *line, size_t token)
{
    return &line->sentence->quantities[line->sentence->tokens[token].quantity];
}

/* Does the token end the phrase around a number? */
static bool ends_phrase(const Line *line, const Token *token)
{
    if (token->type == TOKEN_QUANTITY)
        return true;
    char c = line->sentence->text.data[token->span.start];
    return token->type == TOKEN_CUE && (c == ',' || c == ';');
}

static bool is_conjunction(const Line *line, const Token *token)
{
    return token->type == TOKEN_CUE && token->cue->tag == line->conjunction;
}

static bool is_comma(const Sentence *sentence, const Token *token)
{
    return token->type == TOKEN_CUE && sentence->text.data[token->span.start] == ',';
}

static void consider(const Token *token, ClaimBound *bound)
{
    if (token->type == TOKEN_CUE && token->cue->place == BOUND_ANYWHERE &&
        token->cue->bound < *bound)
        *bound = token->cue->bound;
}

/* Bound words that may stand anywhere in the phrase: "average", "maximum", 平均. */
static ClaimBound nearby_bound(const Line *line, const RuleMatch *match)
{
    const Token *tokens = line->sentence->tokens;
    size_t first = line->items[match->first].first_token;
    size_t end = line->items[match->end - 1].token_end;
    ClaimBound bound = CLAIM_BOUND_EXACT;
    for (size_t i = first; i < end; i++)
        if (tokens[i].parenthesis == line->parenthesis || tokens[i].parenthesis == 0)
            consider(&tokens[i], &bound);
    for (size_t i = 0; i < REACH_BEFORE && first > 0 && !ends_phrase(line, &tokens[first - 1]); i++)
        consider(&tokens[--first], &bound);
    for (size_t i = 0; i < REACH_AFTER && end < line->sentence->token_count &&
                       !ends_phrase(line, &tokens[end]) && !is_conjunction(line, &tokens[end]);
         i++)
        consider(&tokens[end++], &bound);
    return bound;
}

/*
 * A bound covers the coordinated items behind it that have no verb or preposition of their own:
 * "up to a 4× cut in complexity and a 1.7× gain".
 */
static ClaimBound inherited_bound(const Line *line, const RuleMatch *match)
{
    size_t i = match->target;
    if (i < 2 || line->items[i - 1].tag != line->conjunction)
        return CLAIM_BOUND_EXACT;
    for (i--; i-- > 0;) {
        const Item *item = &line->items[i];
        if (item->type == TOKEN_QUANTITY)
            return quantity_at(line, item->members[0])->bound;
        if (item->type == TOKEN_CUE && line->sentence->tokens[item->members[0]].cue->breaks)
            return CLAIM_BOUND_EXACT;
    }
    return CLAIM_BOUND_EXACT;
}

/* What a phrase with a comma behind it says of all that follows: "on average, it cuts …". */
static ClaimBound leading_bound(const Line *line, size_t target)
{
    const Sentence *sentence = line->sentence;
    size_t number = line->items[target].first_token;
    ClaimBound bound = CLAIM_BOUND_EXACT;
    for (size_t i = 0; i + 1 < number; i++) {
        const Token *token = &sentence->tokens[i];
        bool leads = i == 0 || is_comma(sentence, &token[-1]) ||
                     (token[-1].type == TOKEN_CUE && token[-1].cue->breaks); /* "that" */
        if (leads && is_comma(sentence, &token[1]))
            consider(token, &bound);
    }
    return bound;
}

ClaimBound bound_of(const Line *line, const RuleMatch *match, size_t member, ClaimBound previous)
{
    const Item *item = &line->items[match->target];
    const Quantity *quantity = quantity_at(line, item->members[member]);
    ClaimBound bound = quantity->bound;
    if (match->rule->kind == RULE_SETTING && quantity->circumstance)
        return CLAIM_BOUND_EXACT;
    if (bound <= CLAIM_BOUND_AT_MOST)
        return bound;
    bool range = !isnan(quantity->value_max);
    if (bound == CLAIM_BOUND_EXACT && !range && match->rule->kind == RULE_SAME)
        bound = previous;
    if (bound == CLAIM_BOUND_EXACT && !range)
        bound = inherited_bound(line, match);
    if (match->end - match->first == 1)
        return bound; /* only what stands directly at the number */
    if (bound == CLAIM_BOUND_EXACT && match->rule->kind != RULE_SETTING)
        bound = leading_bound(line, match->target);
    ClaimBound nearby = nearby_bound(line, match);
    return nearby < bound ? nearby : bound;
}
