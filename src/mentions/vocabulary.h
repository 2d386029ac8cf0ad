/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words that matter: metrics, cues (change, comparison, bounds, function words) and names of
 * models, data sets and hardware, all in one lexicon; and the tags that stand for them in the
 * tagged sentence that rules match.
 */
#ifndef MENTIONS_VOCABULARY_H
#define MENTIONS_VOCABULARY_H

#include <stdint.h>

#include "base/knowledge.h"
#include "mentions/lexicon.h"
#include "mentions/units.h"

/* Tags are numbered; a tagged sentence writes tag n as the character TAG_FIRST_CHARACTER + n. */
enum { TAG_FIRST_CHARACTER = 0xE000, TAG_MAX = 512, TAG_NONE = -1, TAG_BYTES = 3 };

/* Which way a metric is better. */
typedef enum Polarity { POLARITY_NONE, POLARITY_HIGHER, POLARITY_LOWER } Polarity;

typedef enum MetricGroup { METRIC_EFFICIENCY, METRIC_QUALITY, METRIC_SETTING } MetricGroup;

typedef struct Metric {
    ClaimsString id;
    Polarity polarity;
    MetricGroup group;
    int tag;
    uint32_t classes;  /* of the units that its values have: a bit (1 << class) each, 0 for any */
    size_t change;     /* the metric that a change of this one is about, an index: itself mostly */
    const Unit *unit;  /* of a level or setting written without one ("196k context"), or NULL */
    double confidence; /* how sure its name is, 0 to 1, by which that of a rule is multiplied */
    bool generic;      /* says little by itself ("performance"): yields to a more specific one */
} Metric;

/* What a word of change says happens; improve and worsen depend on the metric's polarity. */
typedef enum Change {
    CHANGE_NONE,
    CHANGE_INCREASE,
    CHANGE_DECREASE,
    CHANGE_IMPROVE,
    CHANGE_WORSEN,
} Change;

/* Where a bound word stands. */
typedef enum BoundPlace { BOUND_BEFORE, BOUND_AFTER, BOUND_ANYWHERE } BoundPlace;

/* A word or phrase that works in the grammar of claims. */
typedef struct Cue {
    ClaimsString id;
    int tag;
    Change change;
    const Metric *metric; /* the metric it implies ("faster": speed), or NULL */
    const Unit *unit;     /* the unit it gives to the number it precedes ("a factor of"), or NULL */
    ClaimBound bound;     /* CLAIM_BOUND_EXACT: not a bound word */
    BoundPlace place;
    bool skip;         /* does not appear in the tagged sentence */
    bool stays;        /* a bound word that stays in the tagged sentence ("within 1% of") */
    bool circumstance; /* a bound word that bounds no operating point ("under 50% sparsity") */
    bool breaks;       /* begins a phrase of its own, to which an earlier "up to" does not spread */
} Cue;

/* What kind of thing a name names. */
typedef enum NameSlot { NAME_ANY, NAME_MODEL, NAME_DATASET, NAME_HARDWARE, NAME_BASELINE } NameSlot;

typedef struct NameEntry {
    ClaimsString id;
    NameSlot slot;
    const Metric *metric; /* what a bare number on this data set measures, or NULL */
} NameEntry;

/* What a lexicon match stands for. */
typedef enum WordType { WORD_METRIC, WORD_CUE, WORD_NAME } WordType;

/* Tags that the engine itself gives. */
typedef struct EngineTags {
    int word, efficiency, quality, setting, parenthesis;
    int comma, conjunction, to, from, versus, label, of, than, background,
        between; /* what lists, ranges and pairs are made of */
    int names[NAME_BASELINE + 1];
    int quantity[UNIT_CLASS_COUNT]; /* a quantity that is not the one looked at */
    int target[UNIT_CLASS_COUNT];   /* the quantity that a rule is to explain */
} EngineTags;

/* Immutable once loaded. */
typedef struct Vocabulary {
    Arena arena;
    const UnitTable *units;
    Metric *metrics;
    size_t metric_count;
    Cue *cues;
    size_t cue_count;
    NameEntry *names;
    size_t name_count;
    const char *tags[TAG_MAX];
    int tag_count;
    uint16_t tag_table[2 * TAG_MAX]; /* by name, open addressing: tag + 1, 0 where empty */
    EngineTags engine;
    Lexicon *lexicon;
} Vocabulary;

/* Compile "metrics", "cues" and "names"; `units` must outlive the result. Returns CLAIMS_OK,
 * CLAIMS_ERROR_RULES or CLAIMS_ERROR_SYSTEM. Owned: vocabulary_free. */
ClaimsStatus vocabulary_load(Knowledge *knowledge, const UnitTable *units, Vocabulary **vocabulary);
void vocabulary_free(Vocabulary *vocabulary);

/* The tag called `name`, or TAG_NONE. */
int vocabulary_tag(const Vocabulary *vocabulary, ClaimsString name);

/* The tag called `name`, made when there is none yet; TAG_NONE when there are too many, or when it
 * is not made of capital letters and digits. Only while the knowledge is loaded. */
int vocabulary_add_tag(Vocabulary *vocabulary, const char *name);

/* The tag that the member "tag" of an entry names, `otherwise` when it has none. False, reported,
 * when the name is no tag. */
bool vocabulary_load_tag(Vocabulary *vocabulary, const KnowledgeEntry *entry, int otherwise,
                         int *tag);

/* The metric called `id`, or NULL. */
const Metric *vocabulary_metric(const Vocabulary *vocabulary, const char *id);

/* Write tag `tag` as UTF-8; `bytes` has room for TAG_BYTES. */
void tag_encode(int tag, char *bytes);

/* The tag that tag_encode wrote. */
static inline int tag_decode(const char *bytes)
{
    int point = (bytes[0] & 0x0f) << 12 | (bytes[1] & 0x3f) << 6 | (bytes[2] & 0x3f);
    return point - TAG_FIRST_CHARACTER;
}

/* What a lexicon value stands for: its type, and the index into metrics, cues or names. */
static inline WordType word_type(uint32_t value)
{
    return (WordType)(value >> 30);
}

static inline size_t word_index(uint32_t value)
{
    return value & 0x3fffffffu;
}

#endif
