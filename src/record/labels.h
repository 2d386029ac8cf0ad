/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What charts and pages call things, in each language: "labels" of rules/labels.json, compiled. */
#ifndef RECORD_LABELS_H
#define RECORD_LABELS_H

#include "base/buffer.h"
#include "base/knowledge.h"

typedef enum Language { LANGUAGE_EN, LANGUAGE_ZH } Language;

/* Their names, by value, then NULL; static. */
extern const char *const language_names[];

/* Immutable; may be shared by threads. */
typedef struct Labels Labels;

/* CLAIMS_OK, CLAIMS_ERROR_RULES or CLAIMS_ERROR_SYSTEM. `knowledge` must outlive the result. Owned:
 * labels_free. */
ClaimsStatus labels_load(Knowledge *knowledge, Labels **labels);
void labels_free(Labels *labels);

/* The words of the label `id`; `data` is NULL when there is no such label. */
ClaimsString labels_find(const Labels *labels, Language language, ClaimsString id);

/* Append what a thing of a kind ("metric", "family") is called: the label "kind.id"; without one
 * the id itself, with spaces for underscores. */
void labels_append_name(const Labels *labels, Language language, const char *kind, ClaimsString id,
                        Buffer *text);

/* What stands for {name} in a label. */
typedef struct LabelValue {
    const char *name;
    ClaimsString text;
} LabelValue;

/* Append the label `id` with its {names} replaced by those of `values` (of `count`); one that is
 * not there stays as it is. Appends nothing when there is no such label. */
void labels_append(const Labels *labels, Language language, const char *id,
                   const LabelValue *values, size_t count, Buffer *text);

#endif
