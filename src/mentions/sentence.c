/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a sentence to tokens. */
#include <math.h>

#include "base/string.h"
#include "mentions/mentions.h"

/* Each parenthesis is looked at with the whole sentence around it; more than this are a table. */
enum { PARENTHESES_MAX = 64, VERSION_MAX = 12 };

typedef struct Scanner {
    const Vocabulary *vocabulary;
    ClaimsString text;
    size_t at, end;
    Sentence *sentence;
    /* What was found out about the bytes up to here, so that it is found out once: */
    size_t plain_end;      /* they are within a compound that is no name */
    size_t no_address_end; /* they are within a run that is no address */
} Scanner;

static unsigned char byte_at(const Scanner *scanner, size_t at)
{
    return at < scanner->end ? (unsigned char)scanner->text.data[at] : 0;
}

static bool is_word_byte(unsigned char c)
{
    return byte_is_letter(c) || byte_is_digit(c);
}

static bool is_capital(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

static size_t character_size(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

static Token *add_token(Scanner *scanner, TokenType type, size_t start, size_t end)
{
    Token *token = &scanner->sentence->tokens[scanner->sentence->token_count++];
    *token = (Token){.type = type, .span = {(uint32_t)start, (uint32_t)end}};
    scanner->at = end;
    return token;
}

static void add_quantity(Scanner *scanner, const Quantity *quantity)
{
    Sentence *sentence = scanner->sentence;
    sentence->quantities[sentence->quantity_count] = *quantity;
    Token *token = add_token(scanner, TOKEN_QUANTITY, quantity->span.start, quantity->span.end);
    token->quantity = sentence->quantity_count++;
}

/* ---- Names ------------------------------------------------------------------------------- */

/* A compound is letters and digits held together by hyphens, periods and the like. */
static size_t compound_end(const Scanner *scanner, size_t at)
{
    for (;;) {
        unsigned char c = byte_at(scanner, at);
        bool joint = c == '-' || c == '.' || c == '_' || c == '@' || c == '+' || c == '*';
        if (is_word_byte(c))
            at++;
        else if (joint && is_word_byte(byte_at(scanner, at + 1)))
            at += 2;
        else
            return at;
    }
}

/* Names show by a capital or a digit within the word, or by an initial capital where the sentence
 * does not ask for one. */
static bool looks_like_name(const Scanner *scanner, size_t start, size_t end)
{
    bool letter = false, mark = false;
    for (size_t i = start; i < end; i++) {
        unsigned char c = byte_at(scanner, i);
        letter = letter || byte_is_letter(c);
        mark = mark || byte_is_digit(c) || (is_capital(c) && i > start);
    }
    bool initial = is_capital(byte_at(scanner, start)) && start > scanner->sentence->span.start;
    return letter && (mark || initial);
}

/* A version behind a known name belongs to it: the "3.5" of "Stable Diffusion 3.5". */
static size_t version_end(const Scanner *scanner, size_t end)
{
    for (int parts = 0; parts < 3; parts++) {
        size_t from = end + 1;
        if (byte_at(scanner, end) != ' ' || !byte_is_digit(byte_at(scanner, from)))
            break;
        Quantity quantity;
        QuantityResult result = quantity_parse(scanner->vocabulary->units, scanner->text, from,
                                               scanner->end, false, &quantity);
        size_t compound = compound_end(scanner, from);
        bool scale = result == QUANTITY_FOUND && quantity.class == UNIT_BILLIONS &&
                     quantity.span.end == compound;
        bool bare = result == QUANTITY_FOUND && quantity.unit == NULL;
        bool mixed = result == QUANTITY_OTHER && quantity.span.end <= compound;
        if (compound - from > VERSION_MAX || !(scale || bare || mixed))
            break;
        end = compound;
    }
    return end;
}

/* The "1.1" of "MLBench 1.1", behind a name that is known by its spelling only. */
static size_t short_version_end(const Scanner *scanner, size_t end)
{
    bool version = byte_at(scanner, end) == ' ' && byte_is_digit(byte_at(scanner, end + 1)) &&
                   byte_at(scanner, end + 2) == '.' && byte_is_digit(byte_at(scanner, end + 3));
    return version && compound_end(scanner, end + 1) == end + 4 ? version_end(scanner, end) : end;
}

static void add_name(Scanner *scanner, size_t start, size_t end, const NameEntry *name)
{
    if (name == NULL)
        end = short_version_end(scanner, end);
    if (name != NULL && (name->slot == NAME_MODEL || name->slot == NAME_HARDWARE))
        end = version_end(scanner, end);
    Token *token = add_token(scanner, TOKEN_NAME, start, end);
    token->name = name;
    token->slot = name != NULL ? name->slot : NAME_ANY;
}

/* ---- Words ------------------------------------------------------------------------------- */

/* "to" in "image-to-text" is no preposition. */
static bool is_inside_compound(const Scanner *scanner, size_t start, size_t end)
{
    return start > scanner->sentence->span.start && byte_at(scanner, start - 1) == '-' &&
           byte_at(scanner, end) == '-' && start >= 2 &&
           is_word_byte(byte_at(scanner, start - 2)) && is_word_byte(byte_at(scanner, end + 1));
}

/* A match that a capital or digit follows over a hyphen is the stem of a longer name. */
static bool is_stem_of_name(const Scanner *scanner, size_t end)
{
    unsigned char next = byte_at(scanner, end + 1);
    return (byte_at(scanner, end) == '-' || byte_at(scanner, end) == '_') &&
           (is_capital(next) || byte_is_digit(next));
}

static bool add_known_word(Scanner *scanner)
{
    const Vocabulary *vocabulary = scanner->vocabulary;
    LexiconMatch match;
    ClaimsString text = {scanner->text.data, scanner->end};
    size_t start = scanner->at;
    if (!lexicon_match(vocabulary->lexicon, text, start, &match))
        return false;
    size_t index = word_index(match.value);
    switch (word_type(match.value)) {
    case WORD_NAME: {
        size_t compound = compound_end(scanner, start);
        add_name(scanner, start, compound > match.end ? compound : match.end,
                 &vocabulary->names[index]);
        return true;
    }
    case WORD_METRIC:
        if (is_stem_of_name(scanner, match.end))
            return false;
        add_token(scanner, TOKEN_METRIC, start, match.end)->metric = &vocabulary->metrics[index];
        return true;
    case WORD_CUE:
        if (is_stem_of_name(scanner, match.end) && byte_is_letter(byte_at(scanner, start)) &&
            is_capital(byte_at(scanner, start)))
            return false;
        if (is_inside_compound(scanner, start, match.end))
            add_token(scanner, TOKEN_WORD, start, match.end);
        else
            add_token(scanner, TOKEN_CUE, start, match.end)->cue = &vocabulary->cues[index];
        return true;
    }
    return false;
}

static void add_plain_word(Scanner *scanner)
{
    size_t start = scanner->at, end = start;
    if (start >= scanner->plain_end) {
        end = compound_end(scanner, start);
        if (looks_like_name(scanner, start, end)) {
            add_name(scanner, start, end, NULL);
            return;
        }
        scanner->plain_end = end;
        end = start;
    }
    while (is_word_byte(byte_at(scanner, end)))
        end++;
    add_token(scanner, TOKEN_WORD, start, end);
}

/* Characters outside ASCII that no lexicon knows: a run of them is one word. */
static void add_wide_character(Scanner *scanner)
{
    Sentence *sentence = scanner->sentence;
    size_t start = scanner->at, end = start + character_size(byte_at(scanner, start));
    if (sentence->token_count > 0) {
        Token *last = &sentence->tokens[sentence->token_count - 1];
        if (last->type == TOKEN_WORD && last->span.end == start &&
            byte_at(scanner, start - 1) >= 0x80) {
            last->span.end = (uint32_t)end;
            scanner->at = end;
            return;
        }
    }
    add_token(scanner, TOKEN_WORD, start, end);
}

/* ---- Things to pass over ----------------------------------------------------------------- */

/* "[12]", "[1, 2]": citations. */
static bool skip_citation(Scanner *scanner)
{
    size_t i = scanner->at + 1;
    if (byte_at(scanner, scanner->at) != '[')
        return false;
    while (byte_is_digit(byte_at(scanner, i)) || byte_at(scanner, i) == ',' ||
           byte_at(scanner, i) == ' ' || byte_at(scanner, i) == '-')
        i++;
    if (byte_at(scanner, i) != ']' || i == scanner->at + 1)
        return false;
    scanner->at = i + 1;
    return true;
}

/* Addresses: "https://…", "name@host". */
static bool skip_address(Scanner *scanner)
{
    size_t end = scanner->at;
    bool address = false;
    if (end < scanner->no_address_end)
        return false;
    while (byte_at(scanner, end) > ' ' && byte_at(scanner, end) < 0x80) {
        address = address || (byte_at(scanner, end) == ':' && byte_at(scanner, end + 1) == '/' &&
                              byte_at(scanner, end + 2) == '/');
        end++;
    }
    if (!address) {
        scanner->no_address_end = end;
        return false;
    }
    add_token(scanner, TOKEN_WORD, scanner->at, end);
    return true;
}

/* ---- The scan ---------------------------------------------------------------------------- */

static bool may_begin_number(const Scanner *scanner)
{
    unsigned char c = byte_at(scanner, scanner->at);
    if (c != '+' && c != '-')
        return true;
    /* A hyphen behind a word joins or separates; a sign stands free. */
    unsigned char before =
        scanner->at > scanner->sentence->span.start ? byte_at(scanner, scanner->at - 1) : ' ';
    const Sentence *sentence = scanner->sentence;
    const Token *last =
        sentence->token_count > 0 ? &sentence->tokens[sentence->token_count - 1] : NULL;
    bool behind_of = last != NULL && last->type == TOKEN_CUE &&
                     last->cue->tag == scanner->vocabulary->engine.of &&
                     last->span.end == scanner->at; /* "of-0.73", as PDFs have it */
    return byte_is_digit(byte_at(scanner, scanner->at + 1)) &&
           (behind_of || (!is_word_byte(before) && before != ')' && before != '%'));
}

static bool scan_quantity(Scanner *scanner)
{
    Quantity quantity;
    if (!may_begin_number(scanner))
        return false;
    bool cutoff = scanner->at > scanner->sentence->span.start &&
                  byte_at(scanner, scanner->at - 1) == '@'; /* "mAP@0.5" */
    if (byte_is_letter(byte_at(scanner, scanner->at)) &&
        quantity_parse_bits(scanner->vocabulary->units, scanner->text, scanner->at, scanner->end,
                            &quantity)) {
        add_quantity(scanner, &quantity);
        return true;
    }
    switch (quantity_parse(scanner->vocabulary->units, scanner->text, scanner->at, scanner->end,
                           false, &quantity)) {
    case QUANTITY_FOUND:
        if (is_capital(byte_at(scanner, scanner->at)) &&
            scanner->at > scanner->sentence->span.start)
            return false; /* a word of a name: "Double Compression" */
        if (cutoff)
            add_token(scanner, TOKEN_WORD, quantity.span.start, quantity.span.end);
        else
            add_quantity(scanner, &quantity);
        return true;
    case QUANTITY_OTHER:
        add_token(scanner, TOKEN_WORD, quantity.span.start, quantity.span.end);
        return true;
    case QUANTITY_NONE:
        break;
    }
    return false;
}

static void scan_token(Scanner *scanner)
{
    unsigned char c = byte_at(scanner, scanner->at);
    if (c == ' ' || c == '\n') {
        scanner->at++;
        return;
    }
    if (skip_citation(scanner) || scan_quantity(scanner))
        return;
    if (byte_is_letter(c) && skip_address(scanner))
        return;
    if (add_known_word(scanner))
        return;
    if (is_word_byte(c))
        add_plain_word(scanner);
    else if (c >= 0x80)
        add_wide_character(scanner);
    else
        scanner->at++; /* punctuation that no cue names */
}

/* ---- Bounds ------------------------------------------------------------------------------ */

static bool is_bound_cue(const Token *token, BoundPlace place)
{
    return token->type == TOKEN_CUE && token->cue->bound != CLAIM_BOUND_EXACT &&
           (token->cue->place == place || token->cue->place == BOUND_ANYWHERE);
}

static void apply_bound(Quantity *quantity, Token *token)
{
    if (token->cue->bound < quantity->bound) {
        quantity->bound = token->cue->bound;
        quantity->circumstance = token->cue->circumstance;
    }
    if (token->cue->place != BOUND_ANYWHERE && !token->cue->stays)
        token->skip = true;
}

/* How many words may stand between a value and the comma before its comparison. */
enum { COMPARED_REACH = 4 };

/* Does the comparative at token `index` compare a value of class `class`, rather than bound the
 * next number? It does directly behind one ("3× smaller than 7B"), or behind one and a comma: "81%,
 * far higher than 74%". */
static bool compares_value(const Sentence *sentence, size_t index, UnitClass class)
{
    const Token *tokens = sentence->tokens;
    size_t i = index;
    while (i > 0 && tokens[i - 1].skip)
        i--;
    if (i > 0 && tokens[i - 1].type == TOKEN_QUANTITY)
        return true;
    while (i > 0 && (tokens[i - 1].skip || tokens[i - 1].type == TOKEN_WORD))
        i--;
    if (i == 0 || tokens[i - 1].type != TOKEN_CUE ||
        sentence->text.data[tokens[i - 1].span.start] != ',')
        return false;
    for (size_t n = 0; --i > 0 && n < COMPARED_REACH; n++)
        if (tokens[i - 1].type == TOKEN_QUANTITY)
            return sentence->quantities[tokens[i - 1].quantity].class == class;
    return false;
}

/* Take up the bound words directly before and behind a quantity, and a unit given in front of it
 * ("a factor of up to 5"). Words that skip may stand between. */
static void attach_bounds(const Vocabulary *vocabulary, Sentence *sentence, size_t index)
{
    Token *tokens = sentence->tokens;
    Quantity *quantity = &sentence->quantities[tokens[index].quantity];
    for (size_t i = index; i-- > 0;) {
        Token *token = &tokens[i];
        if (token->type == TOKEN_CUE && token->cue->tag == vocabulary->engine.than &&
            compares_value(sentence, i, quantity->class))
            break;
        if (is_bound_cue(token, BOUND_BEFORE))
            apply_bound(quantity, token);
        else if (token->type == TOKEN_CUE && token->cue->unit != NULL && quantity->unit == NULL) {
            quantity->unit = token->cue->unit;
            quantity->class = token->cue->unit->class;
        } else if (token->type != TOKEN_CUE || !token->cue->skip) {
            break;
        }
    }
    for (size_t i = index + 1; i < sentence->token_count; i++) {
        Token *token = &tokens[i];
        if (!is_bound_cue(token, BOUND_AFTER))
            break;
        if (token->cue->place == BOUND_AFTER || token->span.start > quantity->span.end)
            apply_bound(quantity, token);
    }
}

static bool is_bracket(const Sentence *sentence, const Token *token, const char *brackets)
{
    char c = sentence->text.data[token->span.start];
    return token->type == TOKEN_CUE && token->span.end - token->span.start == 1 &&
           strchr(brackets, c) != NULL;
}

/* ---- Ranges ------------------------------------------------------------------------------ */

/* Does the word tagged `connector` make a range of the quantities around it, the first of which has
 * token `before` - 1 before it? "5% to 20%" is one, and "between 5% and 20%"; "from 62% to 69%" and
 * "(62% to 69%)" tell of a change, but for factors ("from 7× to 9×") and sizes, which nobody
 * boasts of raising ("models from 1B to 7B"). */
static bool connects_range(const Vocabulary *vocabulary, const Sentence *sentence, size_t before,
                           int connector, UnitClass class)
{
    bool is_range = class == UNIT_TIMES || class == UNIT_PARAMETERS || class == UNIT_BILLIONS ||
                    class == UNIT_BYTES;
    const EngineTags *engine = &vocabulary->engine;
    const Token *token = before > 0 ? &sentence->tokens[before - 1] : NULL;
    int tag = token != NULL && token->type == TOKEN_CUE ? token->cue->tag : TAG_NONE;
    if (connector == engine->conjunction)
        return tag == engine->between;
    if (connector != engine->to)
        return false;
    return is_range ||
           (tag != engine->from && (token == NULL || !is_bracket(sentence, token, "(")));
}

/* "Rises 2% to 82%" is by 2% to a value of 82%, and no range. */
enum { WIDEST_RANGE = 12 };

/* "5% to 20%" is one range, unless "from" makes it a change or the second is not larger. */
static void join_range(const Vocabulary *vocabulary, Sentence *sentence, size_t index)
{
    Token *tokens = sentence->tokens;
    size_t to = index;
    while (to > 0 && tokens[to - 1].skip)
        to--; /* "7× to over 125×" */
    if (to < 2 || tokens[to - 2].type != TOKEN_QUANTITY || tokens[to - 2].skip ||
        tokens[to - 1].type != TOKEN_CUE)
        return;
    size_t before = to - 2;
    while (before > 0 && tokens[before - 1].skip)
        before--;
    UnitClass class = sentence->quantities[tokens[index].quantity].class;
    if (!connects_range(vocabulary, sentence, before, tokens[to - 1].cue->tag, class))
        return;
    Quantity *low = &sentence->quantities[tokens[to - 2].quantity];
    const Quantity *high = &sentence->quantities[tokens[index].quantity];
    double scale = low->unit == NULL && high->unit != NULL ? high->unit->scale : 1;
    if (!isnan(low->value_max) || (low->unit != NULL && low->unit != high->unit) ||
        low->value * scale >= high->value)
        return;
    bool changed = before > 0 && tokens[before - 1].type == TOKEN_CUE &&
                   tokens[before - 1].cue->change != CHANGE_NONE;
    if (changed && high->class == UNIT_PERCENT && high->value > WIDEST_RANGE * low->value)
        return;
    low->value *= scale;
    low->value_max = high->value;
    low->unit = high->unit;
    low->class = high->class;
    low->span.end = tokens[to - 2].span.end = high->span.end;
    tokens[to - 1].skip = tokens[index].skip = true;
    if (tokens[to - 1].cue->tag == vocabulary->engine.conjunction)
        tokens[before - 1].skip = true; /* the "between" */
}

/* "2M versus 33M parameters": the unit belongs to both. */
static void share_unit_over_versus(const Vocabulary *vocabulary, Sentence *sentence, size_t index)
{
    Token *tokens = sentence->tokens;
    if (index < 2 || tokens[index - 2].type != TOKEN_QUANTITY ||
        tokens[index - 1].type != TOKEN_CUE ||
        tokens[index - 1].cue->tag != vocabulary->engine.versus)
        return;
    Quantity *first = &sentence->quantities[tokens[index - 2].quantity];
    const Quantity *second = &sentence->quantities[tokens[index].quantity];
    if (first->unit != NULL || second->unit == NULL)
        return;
    first->value *= second->unit->scale;
    first->unit = second->unit;
    first->class = second->class;
}

/* ---- Parentheses ------------------------------------------------------------------------- */

/* Number the outermost parentheses; those without a partner count as none. */
static void number_parentheses(Sentence *sentence)
{
    size_t depth = 0, open = 0;
    for (size_t i = 0; i < sentence->token_count; i++) {
        if (is_bracket(sentence, &sentence->tokens[i], "([")) {
            if (depth++ == 0)
                open = i;
        } else if (is_bracket(sentence, &sentence->tokens[i], ")]") && depth > 0 && --depth == 0 &&
                   sentence->parenthesis_count < PARENTHESES_MAX) {
            sentence->parenthesis_count++;
            for (size_t k = open; k <= i; k++)
                sentence->tokens[k].parenthesis = sentence->parenthesis_count;
        }
    }
}

ClaimsStatus sentence_read(const Vocabulary *vocabulary, ClaimsString text, TextSpan span,
                           Arena *arena, Sentence *sentence)
{
    *sentence = (Sentence){.text = text, .span = span};
    size_t most = span.end - span.start + 1;
    sentence->tokens = arena_room(arena, most, sizeof(Token));
    sentence->quantities = arena_room(arena, most / 2 + 1, sizeof(Quantity));
    if (sentence->tokens == NULL || sentence->quantities == NULL)
        return CLAIMS_ERROR_SYSTEM;
    Scanner scanner = {.vocabulary = vocabulary,
                       .text = {text.data, span.end},
                       .at = span.start,
                       .end = span.end,
                       .sentence = sentence};
    while (scanner.at < scanner.end)
        scan_token(&scanner);
    if (sentence->quantity_count > 0)
        sentence_finish(vocabulary, sentence);
    return CLAIMS_OK;
}

void sentence_finish(const Vocabulary *vocabulary, Sentence *sentence)
{
    for (size_t i = 0; i < sentence->token_count; i++) {
        Token *token = &sentence->tokens[i];
        if (token->type == TOKEN_CUE && token->cue->skip)
            token->skip = true;
        if (token->type == TOKEN_QUANTITY) {
            attach_bounds(vocabulary, sentence, i);
            join_range(vocabulary, sentence, i);
            share_unit_over_versus(vocabulary, sentence, i);
        }
    }
    number_parentheses(sentence);
}
