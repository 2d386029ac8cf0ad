/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/slot_line.h"

#include "base/string.h"

/* ---- Lines ------------------------------------------------------------------------------- */

typedef struct SlotBuilder {
    const SlotWords *words;
    const Vocabulary *vocabulary;
    const Line *line;
    const OwnName *own; /* of OWN_NAMES */
    RegexScratch *scratch;
    SlotLine *slots;
} SlotBuilder;

static void add_item(SlotBuilder *builder, int tag, size_t start, size_t end, size_t first_token)
{
    builder->slots->items[builder->slots->count++] =
        (SlotItem){tag, {(uint32_t)start, (uint32_t)end}, first_token, false};
}

static void add_slot_word(SlotBuilder *builder, const SlotWord *word, size_t start, size_t end,
                          size_t first_token)
{
    add_item(builder, word->tag, start, end, first_token);
    builder->slots->items[builder->slots->count - 1].tail = word->tail;
}

/* The items from `first` on that lie before byte `end` become one. Returns the next item, or
 * `first` when an item stands across `end`. */
static size_t take_items(const SlotBuilder *builder, size_t first, size_t end)
{
    size_t next = first;
    while (next < builder->line->count && builder->line->items[next].span.start < end)
        next++;
    return builder->line->items[next - 1].span.end <= end ? next : first;
}

/* Cut a run of characters outside ASCII at the words that are known. */
static void cut_run(SlotBuilder *builder, const Item *item)
{
    ClaimsString text = {builder->line->sentence->text.data, item->span.end};
    size_t start = item->span.start, at = start, end = 0;
    while (at < item->span.end) {
        const SlotWord *word = slot_words_find(builder->words, text, at, &end);
        if (word != NULL && word->tag != TAG_NONE) {
            if (at > start)
                add_item(builder, item->tag, start, at, item->first_token);
            add_slot_word(builder, word, at, end, item->first_token);
            start = at = end;
        } else {
            do
                at++;
            while (at < item->span.end && ((unsigned char)text.data[at] & 0xc0u) == 0x80u);
        }
    }
    if (at > start)
        add_item(builder, item->tag, start, at, item->first_token);
}

static int shape_tag(const SlotBuilder *builder, const Item *item)
{
    ClaimsString name =
        string_slice(builder->line->sentence->text, item->span.start, item->span.end);
    int tag = slot_words_shape(builder->words, builder->scratch, name);
    return tag != TAG_NONE ? tag : item->tag;
}

/* The paper's own name, with what is joined to it ("VCMamba-B"). */
static size_t add_own_name(SlotBuilder *builder, size_t index)
{
    const Line *line = builder->line;
    const Item *item = &line->items[index];
    ClaimsString text = {line->sentence->text.data, line->sentence->span.end};
    for (int i = 0; i < OWN_NAMES; i++) {
        size_t end = own_name_end(text, item->span.start, builder->own[i].name);
        if (end == 0)
            continue;
        size_t next = end <= item->span.end ? index + 1 : take_items(builder, index, end);
        if (next == index)
            continue;
        /* A model that is known is one, whatever else the paper brings. */
        bool model = item->type == TOKEN_NAME &&
                     shape_tag(builder, item) == builder->vocabulary->engine.names[NAME_MODEL];
        add_item(builder,
                 model ? builder->vocabulary->engine.names[NAME_MODEL] : builder->own[i].tag,
                 item->span.start, line->items[next - 1].span.end, item->first_token);
        return next;
    }
    return index;
}

static size_t add_word(SlotBuilder *builder, size_t index)
{
    const Line *line = builder->line;
    const Item *item = &line->items[index];
    ClaimsString text = {line->sentence->text.data, line->sentence->span.end};
    size_t end = 0;
    const SlotWord *word = slot_words_find(builder->words, text, item->span.start, &end);
    if (word == NULL || word->tag == TAG_NONE)
        return index;
    size_t next = take_items(builder, index, end);
    if (next > index)
        add_slot_word(builder, word, item->span.start, end, item->first_token);
    return next;
}

/* A word that the claim rules leave out of the line may be one that slot rules look for
 * ("comparable to"). It takes the items it reaches over; returns the next item. */
static size_t add_left_out(SlotBuilder *builder, size_t index)
{
    const Line *line = builder->line;
    const Token *tokens = line->sentence->tokens;
    ClaimsString text = {line->sentence->text.data, line->sentence->span.end};
    size_t token = index > 0 ? line->items[index - 1].token_end : 0;
    for (; token < line->items[index].first_token; token++) {
        size_t end = 0;
        const SlotWord *word = tokens[token].skip ? slot_words_find(builder->words, text,
                                                                    tokens[token].span.start, &end)
                                                  : NULL;
        if (word == NULL || word->tag == TAG_NONE)
            continue;
        size_t next = end > line->items[index].span.start ? take_items(builder, index, end) : index;
        if (end > line->items[index].span.start && next == index)
            continue;
        add_slot_word(builder, word, tokens[token].span.start, end, token);
        return next;
    }
    return index;
}

/* Names of several kinds that stand together are one item of the line, but not here. */
static void add_names(SlotBuilder *builder, const Item *item)
{
    const Token *tokens = builder->line->sentence->tokens;
    const EngineTags *engine = &builder->vocabulary->engine;
    size_t first = item->first_token;
    for (size_t i = first + 1; i <= item->token_end; i++) {
        bool same = i < item->token_end &&
                    (tokens[i].type != TOKEN_NAME || tokens[i].slot == tokens[first].slot ||
                     tokens[i].slot == NAME_ANY || tokens[first].slot == NAME_ANY);
        if (same)
            continue;
        Item part = *item;
        part.first_token = first;
        part.span.start = tokens[first].span.start;
        part.span.end = tokens[i - 1].span.end;
        for (size_t k = first; k < i; k++)
            if (tokens[k].type == TOKEN_NAME && tokens[k].slot != NAME_ANY)
                part.tag = engine->names[tokens[k].slot];
        add_item(builder,
                 part.tag == engine->names[NAME_ANY] ? shape_tag(builder, &part) : part.tag,
                 part.span.start, part.span.end, first);
        first = i;
    }
}

/* Add what item `index` begins; returns the next item. */
static size_t add_next(SlotBuilder *builder, size_t index)
{
    const EngineTags *engine = &builder->vocabulary->engine;
    const Item *item = &builder->line->items[index];
    if (item->type == TOKEN_QUANTITY || item->tag == engine->parenthesis) {
        add_item(builder, item->tag, item->span.start, item->span.end, item->first_token);
        return index + 1;
    }
    size_t next = add_left_out(builder, index);
    if (next > index)
        return next;
    next = add_own_name(builder, index);
    if (next == index && item->type != TOKEN_NAME)
        next = add_word(builder, index);
    if (next > index)
        return next;
    unsigned char first = (unsigned char)builder->line->sentence->text.data[item->span.start];
    if (item->type == TOKEN_WORD && first >= 0x80)
        cut_run(builder, item);
    else if (item->type == TOKEN_NAME)
        add_names(builder, item);
    else
        add_item(builder, item->tag, item->span.start, item->span.end, item->first_token);
    return index + 1;
}

/* Cutting gives at most one item a character, names and words left out one a token. */
static size_t room_for(const Line *line)
{
    size_t room = line->sentence->token_count + 1;
    for (size_t i = 0; i < line->count; i++)
        room += line->items[i].type == TOKEN_WORD
                    ? line->items[i].span.end - line->items[i].span.start
                    : 1;
    return room;
}

ClaimsStatus slot_line_make(const SlotWords *words, const Vocabulary *vocabulary, const Line *line,
                            const OwnName own[OWN_NAMES], RegexScratch *scratch, Arena *arena,
                            SlotLine *slots)
{
    size_t room = room_for(line);
    *slots = (SlotLine){.line = line,
                        .items = arena_room(arena, room, sizeof(SlotItem)),
                        .places = arena_room(arena, line->count + 1, sizeof(size_t)),
                        .tags = arena_alloc(arena, room * TAG_BYTES + 1)};
    if (slots->items == NULL || slots->places == NULL || slots->tags == NULL)
        return CLAIMS_ERROR_SYSTEM;
    SlotBuilder builder = {words, vocabulary, line, own, scratch, slots};
    for (size_t i = 0; i < line->count;) {
        size_t next = add_next(&builder, i);
        while (i < next)
            slots->places[i++] = slots->count - 1;
    }
    for (size_t i = 0; i < slots->count; i++)
        tag_encode(slots->items[i].tag, slots->tags + i * TAG_BYTES);
    return CLAIMS_OK;
}

void slot_line_set_target(const Vocabulary *vocabulary, SlotLine *slots, size_t item, bool on)
{
    const EngineTags *engine = &vocabulary->engine;
    int tag = slots->items[item].tag;
    for (int i = 0; on && i < UNIT_CLASS_COUNT; i++) {
        if (engine->quantity[i] == tag) {
            tag = engine->target[i];
            break;
        }
    }
    tag_encode(tag, slots->tags + item * TAG_BYTES);
}
