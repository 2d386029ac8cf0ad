/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mentions: a sentence as a sequence of tokens (quantities, metrics, cues, names, plain words),
 * and as lines of tags that rules match.
 */
#ifndef MENTIONS_MENTIONS_H
#define MENTIONS_MENTIONS_H

#include "base/buffer.h"
#include "mentions/quantity.h"
#include "mentions/tag_set.h"
#include "mentions/vocabulary.h"

typedef enum TokenType {
    TOKEN_WORD,
    TOKEN_METRIC,
    TOKEN_CUE,
    TOKEN_NAME,
    TOKEN_QUANTITY
} TokenType;

typedef struct Token {
    TokenType type;
    TextSpan span;
    union {
        const Metric *metric;
        const Cue *cue;
        struct {
            NameSlot slot;
            const NameEntry *name; /* NULL: known by its shape only */
        };
        size_t quantity; /* index into Sentence.quantities */
    };
    uint16_t parenthesis; /* 0: outside; else the number of the outermost pair around it */
    bool skip;            /* not in the tagged line: an article, an adverb, a bound word taken */
} Token;

/* A sentence's tokens. Lives in the arena it was made in. */
typedef struct Sentence {
    ClaimsString text; /* the whole clean text */
    TextSpan span;
    Token *tokens;
    size_t token_count;
    Quantity *quantities;
    size_t quantity_count;
    uint16_t parenthesis_count;
} Sentence;

/*
 * Read a sentence: its tokens, with the bound of every quantity. Returns CLAIMS_OK or
 * CLAIMS_ERROR_SYSTEM. When the sentence has no quantity, its tokens are all that is promised:
 * sentence_finish does what its lines need.
 */
ClaimsStatus sentence_read(const Vocabulary *vocabulary, ClaimsString text, TextSpan span,
                           Arena *arena, Sentence *sentence);

/* Mark what lines leave out, and parentheses. Once, and only for a sentence without quantities. */
void sentence_finish(const Vocabulary *vocabulary, Sentence *sentence);

/* Several things of one kind that are told together: "latency and memory", "45% and 26%". */
typedef struct Item {
    int tag;
    TokenType type;
    TextSpan span;
    size_t first_token, token_end; /* tokens [first_token, token_end) */
    size_t *members;               /* token indices: the metrics, quantities or names, in order */
    size_t member_count;
} Item;

/*
 * The tagged line of a sentence seen from inside parenthesis `parenthesis` (0: from outside):
 * every other parenthesis is one PAREN item, skipped tokens are gone, coordinated quantities and
 * metrics are one item.
 */
typedef struct Line {
    const Sentence *sentence;
    uint16_t parenthesis;
    int conjunction, comma, background; /* tags: "and", ",", "existing methods" */
    Item *items;
    size_t count;
    char *tags;          /* TAG_BYTES per item, NUL-terminated */
    Surroundings around; /* of the target, as far as rules see */
} Line;

ClaimsStatus line_make(const Vocabulary *vocabulary, const Sentence *sentence, uint16_t parenthesis,
                       Arena *arena, Line *line);

/* The tags as words, for people: "W ACH <PCT> METRIC". The item `target` (SIZE_MAX: none) is shown
 * as the target. */
void line_describe(const Vocabulary *vocabulary, const Line *line, size_t target, Buffer *text);

/* Is the item a quantity to look at from this line (rather than context from outside)? */
bool line_is_target(const Line *line, size_t item);

#endif
