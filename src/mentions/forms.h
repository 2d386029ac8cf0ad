/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the "forms" of knowledge entries into a lexicon. */
#ifndef MENTIONS_FORMS_H
#define MENTIONS_FORMS_H

#include "base/knowledge.h"
#include "mentions/lexicon.h"

/*
 * Add every form of the array `forms`, a member of an entry of `file`, for `value`. Faults (not a
 * string, braces that do not match, a form that another entry has) are reported where they stand.
 * Returns CLAIMS_OK, CLAIMS_ERROR_RULES or CLAIMS_ERROR_SYSTEM.
 */
ClaimsStatus forms_add(LexiconBuilder *builder, const JsonFile *file, const cJSON *forms,
                       uint32_t value);

/*
 * Expand `{a|b|}` groups: calls `each` with every expansion of `pattern`. Stops and returns false
 * when `each` does, or when a brace has no partner or an expansion is longer than LEXICON_FORM_MAX.
 */
bool forms_expand(const char *pattern, bool (*each)(void *cookie, ClaimsString form), void *cookie);

#endif
