/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From tokens to the tagged lines that rules match: parentheses folded, coordination resolved. */
#include <string.h>

#include "mentions/mentions.h"

enum { OWN_NUMBER_REACH = 2, LIST_MAX = 32 };

typedef struct LineBuilder {
    const Vocabulary *vocabulary;
    const Sentence *sentence;
    Line *line;
    size_t *members; /* room for every token twice: alone, and in a list */
    size_t member_count;
} LineBuilder;

static const Quantity *item_quantity(const Sentence *sentence, const Item *item, size_t member)
{
    return &sentence->quantities[sentence->tokens[item->members[member]].quantity];
}

static int token_tag(const LineBuilder *builder, const Token *token)
{
    const EngineTags *engine = &builder->vocabulary->engine;
    switch (token->type) {
    case TOKEN_WORD:
        return engine->word;
    case TOKEN_METRIC:
        return token->metric->tag;
    case TOKEN_CUE:
        return token->cue->tag;
    case TOKEN_NAME:
        return engine->names[token->slot];
    case TOKEN_QUANTITY:
        return engine->quantity[builder->sentence->quantities[token->quantity].class];
    }
    return engine->word;
}

/* ---- Items ------------------------------------------------------------------------------- */

static void add_item(LineBuilder *builder, size_t token)
{
    const Token *t = &builder->sentence->tokens[token];
    Item *item = &builder->line->items[builder->line->count++];
    *item = (Item){.tag = token_tag(builder, t),
                   .type = t->type,
                   .span = t->span,
                   .first_token = token,
                   .token_end = token + 1,
                   .members = &builder->members[builder->member_count],
                   .member_count = 1};
    builder->members[builder->member_count++] = token;
}

static void add_parenthesis(LineBuilder *builder, size_t token)
{
    const Token *t = &builder->sentence->tokens[token];
    Item *last = builder->line->count > 0 ? &builder->line->items[builder->line->count - 1] : NULL;
    if (last != NULL && last->tag == builder->vocabulary->engine.parenthesis &&
        builder->sentence->tokens[last->first_token].parenthesis == t->parenthesis) {
        last->span.end = t->span.end;
        last->token_end = token + 1;
        return;
    }
    Item *item = &builder->line->items[builder->line->count++];
    *item = (Item){.tag = builder->vocabulary->engine.parenthesis,
                   .type = TOKEN_WORD,
                   .span = t->span,
                   .first_token = token,
                   .token_end = token + 1};
}

static void list_items(LineBuilder *builder)
{
    for (size_t i = 0; i < builder->sentence->token_count; i++) {
        const Token *token = &builder->sentence->tokens[i];
        if (token->parenthesis != 0 && token->parenthesis != builder->line->parenthesis)
            add_parenthesis(builder, i);
        else if (!token->skip)
            add_item(builder, i);
    }
}

/* ---- Coordination ------------------------------------------------------------------------ */

static bool has_tag(const LineBuilder *builder, size_t item, int tag)
{
    return item < builder->line->count && builder->line->items[item].tag == tag;
}

/* Where the next member of a list stands behind item `item`: behind commas and an "and", perhaps
 * behind a parenthesis; or 0. */
static size_t next_member(const LineBuilder *builder, size_t item, bool over_parenthesis)
{
    const EngineTags *engine = &builder->vocabulary->engine;
    size_t i = item + 1;
    if (over_parenthesis && has_tag(builder, i, engine->parenthesis))
        i++;
    size_t separator = i;
    if (has_tag(builder, i, engine->comma))
        i++;
    if (has_tag(builder, i, engine->conjunction))
        i++;
    return i > separator && i < builder->line->count ? i : 0;
}

/* Quantities coordinate when they have the same unit, or the first has none and takes the unit of
 * the second. */
static bool quantities_coordinate(const LineBuilder *builder, const Item *a, const Item *b,
                                  bool labelled)
{
    const Quantity *first = item_quantity(builder->sentence, a, a->member_count - 1);
    const Quantity *second = item_quantity(builder->sentence, b, 0);
    if (first->class == second->class)
        return true;
    if (labelled)
        return false; /* "for scenario 1, 63%" */
    bool first_bare = first->class == UNIT_BARE || first->class == UNIT_WHOLE;
    bool second_bare = second->class == UNIT_BARE || second->class == UNIT_WHOLE;
    return first_bare && (second_bare || second->class != UNIT_BYTES);
}

/* "89% accuracy and an F1 of 0.88": each metric has its own number, before one and behind the
 * other, so that they are no list. */
static bool have_own_numbers(const LineBuilder *builder, size_t first, size_t second)
{
    const Item *items = builder->line->items;
    bool before = false, behind = false;
    for (size_t i = first, n = 0; i-- > 0 && n < OWN_NUMBER_REACH; n++)
        before = before || items[i].type == TOKEN_QUANTITY;
    for (size_t i = second + 1; i < builder->line->count && i <= second + OWN_NUMBER_REACH; i++)
        behind = behind || items[i].type == TOKEN_QUANTITY;
    return before && behind;
}

/* A metric that is a result, rather than an operating point. */
static bool is_result(const LineBuilder *builder, const Item *item)
{
    const EngineTags *engine = &builder->vocabulary->engine;
    return item->tag == engine->efficiency || item->tag == engine->quality;
}

static bool can_join(const LineBuilder *builder, const Item *a, size_t index, size_t next)
{
    const Item *b = &builder->line->items[next];
    if (a->type != b->type || a->member_count == LIST_MAX)
        return false;
    if (a->type == TOKEN_QUANTITY)
        return quantities_coordinate(
            builder, a, b,
            index > 0 && has_tag(builder, index - 1, builder->vocabulary->engine.label));
    return a->type == TOKEN_METRIC && a->tag == b->tag && !have_own_numbers(builder, index, next);
}

/* The unit and an upper bound of a list belong to every member. */
static void share_unit_and_bound(const LineBuilder *builder, const Item *item)
{
    const Quantity *last = item_quantity(builder->sentence, item, item->member_count - 1);
    const Quantity *first = item_quantity(builder->sentence, item, 0);
    ClaimBound bound = first->bound;
    for (size_t m = 0; m < item->member_count; m++) {
        Quantity *quantity =
            &builder->sentence->quantities[builder->sentence->tokens[item->members[m]].quantity];
        if (quantity->unit == NULL && last->unit != NULL) {
            quantity->value *= last->unit->scale;
            quantity->unit = last->unit;
            quantity->class = last->unit->class;
        }
        if (quantity->bound == CLAIM_BOUND_EXACT)
            quantity->bound = bound;
    }
}

/* Begin a member list of its own for an item, at the end of the room for members. */
static void start_members(LineBuilder *builder, Item *item)
{
    size_t *members = &builder->members[builder->member_count];
    memcpy(members, item->members, item->member_count * sizeof *members);
    item->members = members;
    builder->member_count += item->member_count;
}

/* "Perplexity is 6.12, 0.21 above the teacher's": two numbers that only a comma parts are no list,
 * unless the list goes on behind them. */
static bool only_a_comma(const LineBuilder *builder, const Item *item, size_t index, size_t next)
{
    if (item->type != TOKEN_QUANTITY || item->member_count > 1 ||
        !has_tag(builder, index + 1, builder->vocabulary->engine.comma) || next != index + 2)
        return false;
    size_t third = next_member(builder, next, true);
    return third == 0 || !can_join(builder, &builder->line->items[next], next, third);
}

static void join_lists(LineBuilder *builder)
{
    Line *line = builder->line;
    size_t out = 0;
    for (size_t i = 0; i < line->count; i++) {
        Item item = line->items[i];
        bool listable = item.type == TOKEN_QUANTITY || item.type == TOKEN_METRIC;
        bool joined = false;
        for (;;) {
            size_t next = listable ? next_member(builder, i, item.type == TOKEN_QUANTITY) : 0;
            if (next == 0 || !can_join(builder, &item, i, next) ||
                only_a_comma(builder, &item, i, next))
                break;
            if (!joined)
                start_members(builder, &item);
            joined = true;
            item.members[item.member_count++] = line->items[next].members[0];
            builder->member_count++;
            item.span.end = line->items[next].span.end;
            item.token_end = line->items[next].token_end;
            item.tag = line->items[next].tag;
            i = next;
        }
        if (joined && item.type == TOKEN_QUANTITY)
            share_unit_and_bound(builder, &item);
        line->items[out++] = item;
    }
    line->count = out;
}

/* Neighbouring names are one name; of neighbouring metrics the last one counts, unless it says
 * little by itself ("accuracy performance"). */
static bool join_neighbour(const LineBuilder *builder, Item *item, const Item *next)
{
    const Token *tokens = builder->sentence->tokens;
    if (item->type == TOKEN_METRIC && next->type == TOKEN_METRIC &&
        is_result(builder, item) == is_result(builder, next) &&
        item->token_end == next->first_token) {
        if (!tokens[next->members[0]].metric->generic) {
            item->members = next->members;
            item->tag = next->tag;
        }
    } else if (item->type == TOKEN_NAME && next->type == TOKEN_NAME &&
               next->span.start <= item->span.end + 1) {
        if (item->tag == builder->vocabulary->engine.names[NAME_ANY])
            item->tag = next->tag;
    } else {
        return false;
    }
    item->span.end = next->span.end;
    item->token_end = next->token_end;
    return true;
}

static void join_neighbours(LineBuilder *builder)
{
    Line *line = builder->line;
    size_t out = 0;
    for (size_t i = 0; i < line->count; i++) {
        if (out == 0 || !join_neighbour(builder, &line->items[out - 1], &line->items[i]))
            line->items[out++] = line->items[i];
    }
    line->count = out;
}

/* ---- Lines ------------------------------------------------------------------------------- */

ClaimsStatus line_make(const Vocabulary *vocabulary, const Sentence *sentence, uint16_t parenthesis,
                       Arena *arena, Line *line)
{
    *line = (Line){.sentence = sentence,
                   .parenthesis = parenthesis,
                   .conjunction = vocabulary->engine.conjunction,
                   .comma = vocabulary->engine.comma,
                   .background = vocabulary->engine.background};
    size_t room = sentence->token_count;
    line->items = arena_room(arena, room + 1, sizeof(Item));
    line->tags = arena_alloc(arena, room * TAG_BYTES + 1);
    LineBuilder builder = {.vocabulary = vocabulary, .sentence = sentence, .line = line};
    builder.members = arena_room(arena, room * 2 + 2, sizeof(size_t));
    if (line->items == NULL || line->tags == NULL || builder.members == NULL)
        return CLAIMS_ERROR_SYSTEM;
    list_items(&builder);
    join_neighbours(&builder);
    join_lists(&builder);
    for (size_t i = 0; i < line->count; i++)
        tag_encode(line->items[i].tag, line->tags + i * TAG_BYTES);
    return CLAIMS_OK;
}

bool line_is_target(const Line *line, size_t item)
{
    const Item *it = &line->items[item];
    return it->type == TOKEN_QUANTITY &&
           line->sentence->tokens[it->first_token].parenthesis == line->parenthesis;
}

void line_describe(const Vocabulary *vocabulary, const Line *line, size_t target, Buffer *text)
{
    for (size_t i = 0; i < line->count; i++) {
        if (i > 0)
            buffer_append_char(text, ' ');
        const char *name = vocabulary->tags[line->items[i].tag];
        if (i == target)
            buffer_printf(text, "<%s>", name);
        else
            buffer_append_text(text, name);
    }
}
