/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names that a paper gives to what it brings, and whether such a name is a model's. */
#ifndef RECORD_OWN_NAME_H
#define RECORD_OWN_NAME_H

#include "record/slot_words.h"

/* A name of the paper's own, compared without letter case; may be empty. */
typedef struct OwnName {
    ClaimsString name; /* borrowed from the title or the text */
    int tag;           /* of the items that it stands for */
} OwnName;

/* As the title has it, and as the text has it. */
enum { OWN_TITLE, OWN_TEXT, OWN_NAMES };

/* The tags that tell own names and the nouns that say what a name is of. */
typedef struct OwnTags {
    int model, method, dataset;                /* of the items of own names */
    int model_word, method_word, dataset_word; /* of the nouns, as "network" */
} OwnTags;

/* The end of the name when it stands at text[at], as a word; else 0. */
size_t own_name_end(ClaimsString text, size_t at, ClaimsString name);

/*
 * "Name: A Network of This Kind", where `text` uses the name. Unless what the title calls it says
 * otherwise, it is a model's, or in a paper that brings a method, the method's. Empty when there is
 * none.
 */
OwnName own_name_of_title(const SlotWords *words, const OwnTags *tags, ClaimsString title,
                          ClaimsString text, bool brings_method);

/* "We propose Name, a network of this kind": put it into names[OWN_TEXT], which is empty. What the
 * text calls it goes before what the title does. */
void own_name_read(const SlotWords *words, const OwnTags *tags, const Sentence *sentence,
                   bool brings_method, OwnName names[OWN_NAMES]);

#endif
