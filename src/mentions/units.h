/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units of measurement, multipliers and number words: rules/units.json, compiled. */
#ifndef MENTIONS_UNITS_H
#define MENTIONS_UNITS_H

#include "base/knowledge.h"
#include "mentions/lexicon.h"

/* What a unit measures: what the grammar of rules can tell apart. */
typedef enum UnitClass {
    UNIT_BARE,  /* no unit: a number with decimals, or signed */
    UNIT_WHOLE, /* no unit: a whole number, which is often a count of things */
    UNIT_PERCENT,
    UNIT_PP,
    UNIT_TIMES,
    UNIT_FRACTION, /* times, below one: "a third", "half" */
    UNIT_BIT,
    UNIT_DB,
    UNIT_TIME,
    UNIT_BYTES,
    UNIT_FREQUENCY,
    UNIT_RATE,
    UNIT_POWER,
    UNIT_ENERGY,
    UNIT_COMPUTE,
    UNIT_PARAMETERS,
    UNIT_BILLIONS, /* parameters, a billion and more: the scale of a model */
    UNIT_TOKENS,
    UNIT_CONTEXT, /* tokens, thousands of them */
    UNIT_CORPUS,  /* tokens, so many that only a corpus holds them */
    UNIT_STEPS,
    UNIT_SAMPLES,
    UNIT_MONEY,
    UNIT_POINTS,
    UNIT_THINGS, /* what is counted rather than measured: participants, folds */
    UNIT_OTHER,  /* every other class of the file: length, mass, temperature, … */
    UNIT_CLASS_COUNT,
} UnitClass;

typedef struct Unit {
    ClaimsString id;
    ClaimsString symbol; /* the canonical unit that records carry, or absent */
    UnitClass class;
    double scale;       /* a number in this unit times this is one in the canonical unit */
    double base;        /* its size in the base unit of its class: seconds, bytes…; 0: unknown */
    const char *metric; /* what a value in this unit measures when nothing else says it, or NULL */
    bool general;       /* known to `quantities` only: claims carry no unit for it */
    bool spaced;        /* needs a space before it ("300 K", where "300K" is a count) */
    bool composable;    /* may be followed by "/" or "per" and another unit */
    bool power_of_ten;  /* the number before it is an exponent: "two orders of magnitude" */
} Unit;

/* How a number word combines with others. */
typedef enum NumberRole {
    NUMBER_DIGIT,    /* "three": alone, behind tens, before a multiplier */
    NUMBER_TEEN,     /* "ten" to "nineteen" */
    NUMBER_TENS,     /* "twenty" */
    NUMBER_FIXED,    /* "a dozen": alone */
    NUMBER_FRACTION, /* "a third": alone */
    NUMBER_MULTIPLE, /* "twice": alone */
} NumberRole;

/* A number written as a word. */
typedef struct NumberWord {
    double value;
    NumberRole role;
    const Unit *unit; /* "twice", "half": the unit is in the word; else NULL */
    ClaimBound bound; /* "sub-minute": at most */
    bool decrease;    /* "halved": the word says which way */
    bool needs_unit;  /* is a number only where a unit follows */
    bool cjk;         /* Chinese: composes without spaces */
} NumberWord;

/* "K", "million", "亿". */
typedef struct Multiplier {
    double scale;
    const Unit *alone; /* the unit it implies where no other follows: the B of "7B", or NULL */
    bool letter;       /* stands directly behind the digits */
} Multiplier;

/* "INT" of "INT8". */
typedef struct BitPrefix {
    double max;           /* larger numbers are names ("A800") */
    ClaimsString follows; /* stands only directly behind a number with this prefix; or absent */
} BitPrefix;

/* What a unit form that is none stands for ("times series"). */
enum { UNIT_EXCEPTION = 0x3fffffff };

/* Immutable. */
typedef struct UnitTable {
    Arena arena;
    Unit *units;
    size_t unit_count;
    NumberWord *words;
    size_t word_count;
    Multiplier *multipliers;
    size_t multiplier_count;
    BitPrefix *bit_prefixes;
    size_t bit_prefix_count;
    const Unit *bit; /* the unit of bit prefixes, or NULL */
    /* These give indices into the arrays above. */
    Lexicon *forms;    /* behind a number → units, or UNIT_EXCEPTION */
    Lexicon *prefixes; /* before a number ("$") → units */
    Lexicon *word_forms, *multiplier_forms, *bit_forms;
    Lexicon
        *openers; /* all prefixes and number words: what a quantity without digits begins with */
} UnitTable;

/* Compile "units", "number_words", "multipliers" and "bit_prefixes". Returns CLAIMS_OK,
 * CLAIMS_ERROR_RULES or CLAIMS_ERROR_SYSTEM. Owned: units_free. */
ClaimsStatus units_load(Knowledge *knowledge, UnitTable **table);
void units_free(UnitTable *table);

/* The unit entry called `id`, or NULL. */
const Unit *units_find(const UnitTable *table, const char *id);

/* The name of a class, as patterns write it; static. */
const char *unit_class_name(UnitClass class);

/* The class that rules/units.json writes as `word`, or UNIT_CLASS_COUNT. */
UnitClass unit_class_find(const char *word);

#endif
