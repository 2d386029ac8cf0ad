/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/own_name.h"

#include "base/string.h"

/* How many tokens behind an introducing word its name may stand. */
enum { INTRODUCTION_REACH = 8 };

size_t own_name_end(ClaimsString text, size_t at, ClaimsString name)
{
    if (name.size == 0 || name.size > text.size - at)
        return 0;
    for (size_t i = 0; i < name.size; i++)
        if (byte_to_lower(text.data[at + i]) != byte_to_lower(name.data[i]))
            return 0;
    size_t end = at + name.size;
    unsigned char next = end < text.size ? (unsigned char)text.data[end] : ' ';
    return byte_is_letter(next) || byte_is_digit(next) ? 0 : end;
}

/* Does the text use the name as one: with no word in lower case that is not so in the name? */
static bool text_has_name(ClaimsString text, ClaimsString name)
{
    for (size_t at = 0; name.size > 0 && at < text.size; at++) {
        if (byte_to_lower(text.data[at]) != byte_to_lower(name.data[0]) ||
            own_name_end(text, at, name) == 0)
            continue;
        bool named = true;
        for (size_t i = 0; i < name.size; i++) {
            char c = text.data[at + i];
            bool begins = i == 0 || name.data[i - 1] == ' ';
            named = named && !(begins && c >= 'a' && c <= 'z' && c != name.data[i]);
        }
        if (named)
            return true;
    }
    return false;
}

/* ---- What it is called ------------------------------------------------------------------- */

typedef enum OwnKind {
    KIND_UNTOLD,
    KIND_MODEL,    /* "a network" */
    KIND_METHOD,   /* "a framework", which may be measured as if it were a model */
    KIND_PRACTICE, /* "an optimization": a way to do something, never a model */
} OwnKind;

static bool begins_word(ClaimsString text, size_t at)
{
    unsigned char before = at > 0 ? (unsigned char)text.data[at - 1] : ' ';
    return before >= 0x80 || !(byte_is_letter(before) || byte_is_digit(before));
}

static bool ends_phrase(char c)
{
    return c == ',' || c == ';' || c == ':' || c == '(' || c == '.';
}

/*
 * What do the words of [start, end) say that a phrase which begins there names? The last noun of
 * its head tells it: "a sparse attention network for video models" is a network.
 */
static OwnKind phrase_kind(const SlotWords *words, const OwnTags *tags, ClaimsString text,
                           size_t start, size_t end)
{
    OwnKind kind = KIND_UNTOLD;
    for (size_t at = start; at < end;) {
        size_t word_end = 0;
        if (ends_phrase(text.data[at]))
            return kind;
        const SlotWord *word =
            begins_word(text, at) ? slot_words_find(words, text, at, &word_end) : NULL;
        if (word != NULL && word->ends)
            return kind;
        if (word != NULL && word->practice)
            return KIND_PRACTICE;
        if (word != NULL && word->tag == tags->model_word)
            kind = KIND_MODEL;
        else if (word != NULL && word->tag == tags->method_word)
            kind = KIND_METHOD;
        at = word != NULL ? word_end : at + 1;
    }
    return kind;
}

static int name_tag(const OwnTags *tags, OwnKind kind, bool brings_method)
{
    return kind == KIND_PRACTICE || (brings_method && kind != KIND_MODEL) ? tags->method
                                                                          : tags->model;
}

OwnName own_name_of_title(const SlotWords *words, const OwnTags *tags, ClaimsString title,
                          ClaimsString text, bool brings_method)
{
    const char *colon = title.size > 0 ? memchr(title.data, ':', title.size) : NULL;
    if (colon == NULL)
        return (OwnName){{0}, TAG_NONE};
    size_t end = (size_t)(colon - title.data), behind = end + 1;
    bool dataset =
        slot_words_has(words, string_slice(title, behind, title.size), tags->dataset_word);
    while (end > 0 && title.data[end - 1] == ' ')
        end--;
    ClaimsString name = string_slice(title, 0, end);
    if (!text_has_name(text, name))
        return (OwnName){{0}, TAG_NONE};
    OwnKind kind = phrase_kind(words, tags, title, behind, title.size);
    return (OwnName){name, dataset ? tags->dataset : name_tag(tags, kind, brings_method)};
}

/* ---- How the text introduces it ---------------------------------------------------------- */

static bool is_punctuation(const Sentence *sentence, const Token *token, char punctuation)
{
    return token->type == TOKEN_CUE && token->span.end - token->span.start == 1 &&
           sentence->text.data[token->span.start] == punctuation;
}

/* The name that begins at token `first`: of "Wide Hashing (WH)" it is "WH"; of what a noun follows
 * ("Graph learning") it is none. */
static ClaimsString introduced_name(const SlotWords *words, const Sentence *sentence, size_t first,
                                    size_t *behind)
{
    const Token *tokens = sentence->tokens;
    ClaimsString text = {sentence->text.data, sentence->span.end};
    size_t count = sentence->token_count, end = first + 1;
    while (end < count && tokens[end].type == TOKEN_NAME &&
           tokens[end].span.start == tokens[end - 1].span.end + 1)
        end++;
    if (end + 2 < count && is_punctuation(sentence, &tokens[end], '(') &&
        tokens[end + 1].type == TOKEN_NAME && is_punctuation(sentence, &tokens[end + 2], ')')) {
        *behind = tokens[end + 2].span.end;
        return string_slice(text, tokens[end + 1].span.start, tokens[end + 1].span.end);
    }
    if (end < count && tokens[end].type == TOKEN_WORD &&
        slot_words_at(words, text, tokens[end].span.start) == TAG_NONE)
        return (ClaimsString){0};
    *behind = tokens[end - 1].span.end;
    return string_slice(text, tokens[first].span.start, *behind);
}

/* Does a word that introduces stand at the token? In a run of Chinese it is the last one. */
static bool introduces(const SlotWords *words, ClaimsString text, const Token *token)
{
    if (token->type != TOKEN_WORD && token->type != TOKEN_CUE)
        return false;
    bool run = (unsigned char)text.data[token->span.start] >= 0x80;
    for (size_t at = token->span.start; at < token->span.end; at++) {
        size_t end = 0;
        const SlotWord *word = slot_words_find(words, text, at, &end);
        if (word != NULL && word->introduces && (!run || end >= token->span.end))
            return true;
        if (!run)
            return false;
    }
    return false;
}

/* What the sentence calls the name that ends at `behind`: "Name, a network" or "the Name network",
 * else "a network, Name"; a practice, wherever it
 * is called one ("Tidy Optimization (TiOp), a framework"). */
static OwnKind introduced_kind(const SlotWords *words, const OwnTags *tags,
                               const Sentence *sentence, const Token *cue, ClaimsString name,
                               size_t behind)
{
    ClaimsString text = sentence->text;
    size_t end = sentence->span.end;
    while (behind < end && (text.data[behind] == ' ' || text.data[behind] == ','))
        behind++;
    OwnKind kind = phrase_kind(words, tags, text, behind, end);
    OwnKind before = phrase_kind(words, tags, text, cue->span.end, (size_t)(name.data - text.data));
    return kind == KIND_UNTOLD || before == KIND_PRACTICE ? before : kind;
}

void own_name_read(const SlotWords *words, const OwnTags *tags, const Sentence *sentence,
                   bool brings_method, OwnName names[OWN_NAMES])
{
    ClaimsString text = {sentence->text.data, sentence->span.end};
    const Token *cue = NULL; /* a name shortly behind it is introduced */
    for (size_t i = 0; i < sentence->token_count; i++) {
        const Token *token = &sentence->tokens[i];
        size_t behind = 0;
        if (introduces(words, text, token))
            cue = token;
        if (token->type != TOKEN_NAME || cue == NULL || token - cue > INTRODUCTION_REACH)
            continue;
        ClaimsString name = introduced_name(words, sentence, i, &behind);
        const Token *from = cue;
        cue = NULL;
        /* "Robust Graph Learning" says what it is about, unless an acronym follows. */
        bool phrase =
            token->slot == NAME_ANY && name.size > 0 && memchr(name.data, ' ', name.size) != NULL;
        if (name.size == 0 || phrase || (token->slot != NAME_ANY && token->slot != NAME_MODEL))
            continue;
        OwnKind kind = introduced_kind(words, tags, sentence, from, name, behind);
        names[OWN_TEXT] = (OwnName){
            name, token->slot == NAME_MODEL ? tags->model : name_tag(tags, kind, brings_method)};
        OwnName *title = &names[OWN_TITLE];
        if (title->name.size == name.size &&
            own_name_end(text, (size_t)(name.data - text.data), title->name) != 0 &&
            kind != KIND_UNTOLD)
            title->tag = names[OWN_TEXT].tag;
    }
}
