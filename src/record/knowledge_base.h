/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is known, compiled: what the public ClaimsRules is. */
#ifndef RECORD_KNOWLEDGE_BASE_H
#define RECORD_KNOWLEDGE_BASE_H

#include "mentions/quantity_words.h"
#include "record/context.h"
#include "record/families.h"
#include "record/kin.h"
#include "record/labels.h"
#include "rules/rule.h"
#include "text/view.h"

struct ClaimsRules {
    Knowledge knowledge;
    TextTable *text;
    UnitTable *units;
    QuantityWords *quantity_words;
    Vocabulary *vocabulary;
    RuleSet *rules;
    ContextRules *context;
    FamilyTable *families;
    Kin *kin;
    Labels *labels;
    ClaimsString points; /* the canonical unit of the class of points */
};

/* Compile the files of `rules->knowledge`, all else being empty. Returns CLAIMS_OK,
 * CLAIMS_ERROR_RULES (every fault has been reported) or CLAIMS_ERROR_SYSTEM; either way
 * claims_rules_free releases what was made. */
ClaimsStatus rules_compile(ClaimsRules *rules);

#endif
