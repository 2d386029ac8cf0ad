/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The context of a claim: what it is compared with, and the model, data set and hardware that it
 * holds for. Slot rules (rules/slots.json) look at the line from the claim's number, the best
 * first; what a sentence does not say may be carried over from one before it.
 */
#ifndef RECORD_CONTEXT_H
#define RECORD_CONTEXT_H

#include "record/slot_line.h"
#include "rules/pattern.h"

/* The compiled collections "slots", "slot_words" and "slot_shapes". Immutable, shared by threads.
 */
typedef struct ContextRules ContextRules;

/* Adds tags to `vocabulary`, which must outlive the result. Returns CLAIMS_OK, CLAIMS_ERROR_RULES
 * (every fault has been reported) or CLAIMS_ERROR_SYSTEM. `*rules` is owned: context_free. */
ClaimsStatus context_load(Knowledge *knowledge, Vocabulary *vocabulary, ContextRules **rules);
void context_free(ContextRules *rules); /* NULL is allowed */

typedef enum ContextSlot {
    CONTEXT_BASELINE,
    CONTEXT_HARDWARE,
    CONTEXT_DATASET,
    CONTEXT_MODEL,
} ContextSlot;

enum { CONTEXT_SLOTS = CONTEXT_MODEL + 1 };

/* What was told before. */
typedef struct Carried {
    ClaimsString name;
    size_t end; /* the number of the first sentence that it no longer holds for */
} Carried;

/* What is known while a document is read. Strings are borrowed from the document's view, the paper
 * or `names`. */
typedef struct ContextThread {
    Arena *names;       /* lives as long as the records */
    Arena *line_arena;  /* lives as long as the current sentence */
    bool brings_method; /* the paper's family brings methods to others' models */
    OwnName own[OWN_NAMES];
    size_t sentence; /* the number of the one that was read last */
    Carried carried[CONTEXT_SLOTS];
    ClaimsString claimed_model; /* of the claims of this sentence, unless they differ */
    bool claims_differ;
    SlotLine *lines; /* of the current sentence, by parenthesis */
} ContextThread;

/* Begin a document, whose clean text is `text`, of a paper called `title`, whose primary family is
 * `family`. Names that are put together later live in `names`, all else of a sentence in `lines`,
 * which may be reset before each. */
void context_begin(const ContextRules *rules, ClaimsString title, ClaimsString text,
                   ClaimsString family, Arena *names, Arena *lines, ContextThread *thread);

/*
 * Must sentence `number` of the document, `span` of its clean text `text`, be read for the claims
 * of sentence `current`, which is behind it? Most need not: they introduce no name, and tell of no
 * experiment or are too far away for that.
 */
bool context_needs(const ContextRules *rules, const ContextThread *thread, ClaimsString text,
                   TextSpan span, size_t number, size_t current);

/* Does the sentence tell of an experiment? Then context_read makes a line of it, and must be called
 * before the lines of its claims are made: making lines lets lists share their units. */
bool context_tells_experiment(const ContextRules *rules, const Sentence *sentence);

/* Take note of sentence `number`; it is finished if need be. In their order, the last being the one
 * that context_fill is then called for. Returns CLAIMS_OK or CLAIMS_ERROR_SYSTEM. */
ClaimsStatus context_read(const ContextRules *rules, Sentence *sentence, size_t number,
                          RegexScratch *scratch, ContextThread *thread);

/*
 * Fill baseline, model, dataset and hardware of `record`, which member `member` of item `target` of
 * a line of the current sentence gave; `metric` is the record's. Returns CLAIMS_OK or
 * CLAIMS_ERROR_SYSTEM.
 */
ClaimsStatus context_fill(const ContextRules *rules, const Line *line, size_t target, size_t member,
                          const Metric *metric, RegexScratch *scratch, ContextThread *thread,
                          ClaimRecord *record);

#endif
