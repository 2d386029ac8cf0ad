/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/knowledge_base.h"

#include <stdlib.h>

#include "base/diagnostic.h"
#include "rules/builtin.h"

static ClaimsStatus read_files(ClaimsRules *rules, const char *const *directories, size_t count,
                               ClaimsSink sink)
{
    ClaimsStatus status = CLAIMS_OK;
    for (size_t i = 0; i < builtin_file_count; i++) {
        const BuiltinFile *file = &builtin_files[i];
        ClaimsStatus one =
            knowledge_add_text(&rules->knowledge, file->name, file->text, file->size, sink);
        status = one != CLAIMS_OK ? one : status;
    }
    for (size_t i = 0; i < count; i++) {
        ClaimsStatus one = knowledge_add_directory(&rules->knowledge, directories[i], sink);
        status = one != CLAIMS_OK ? one : status;
    }
    return status;
}

/* Each stage compiles its own part; later parts refer to earlier ones. */
ClaimsStatus rules_compile(ClaimsRules *rules)
{
    ClaimsStatus status = text_table_load(&rules->knowledge, &rules->text);
    if (status == CLAIMS_OK)
        status = units_load(&rules->knowledge, &rules->units);
    if (status == CLAIMS_OK)
        status = quantity_words_load(&rules->knowledge, rules->units, &rules->quantity_words);
    if (status == CLAIMS_OK)
        status = vocabulary_load(&rules->knowledge, rules->units, &rules->vocabulary);
    if (status == CLAIMS_OK)
        status = ruleset_load(&rules->knowledge, rules->vocabulary, &rules->rules);
    if (status == CLAIMS_OK)
        status = context_load(&rules->knowledge, rules->vocabulary, &rules->context);
    if (status == CLAIMS_OK)
        status = families_load(&rules->knowledge, &rules->families);
    if (status == CLAIMS_OK)
        status = kin_load(&rules->knowledge, rules->vocabulary, &rules->kin);
    if (status == CLAIMS_OK)
        status = labels_load(&rules->knowledge, &rules->labels);
    for (size_t i = 0; status == CLAIMS_OK && i < rules->units->unit_count; i++)
        if (rules->units->units[i].class == UNIT_POINTS)
            rules->points = rules->units->units[i].symbol;
    return status == CLAIMS_OK ? knowledge_check_names(&rules->knowledge) : status;
}

ClaimsStatus claims_rules_load(const char *const *directories, size_t count, ClaimsSink sink,
                               ClaimsRules **rules)
{
    ClaimsRules *made = calloc(1, sizeof *made);
    ClaimsStatus status = CLAIMS_ERROR_SYSTEM;
    *rules = NULL;
    if (made != NULL)
        status = read_files(made, directories, count, sink);
    if (status == CLAIMS_OK)
        status = rules_compile(made);
    if (status == CLAIMS_ERROR_SYSTEM)
        diagnostic_report(sink, CLAIMS_ERROR, NULL, 0, "memory is exhausted");
    if (status == CLAIMS_OK)
        *rules = made;
    else
        claims_rules_free(made);
    return status;
}

void claims_rules_free(ClaimsRules *rules)
{
    if (rules == NULL)
        return;
    labels_free(rules->labels);
    kin_free(rules->kin);
    families_free(rules->families);
    context_free(rules->context);
    ruleset_free(rules->rules);
    vocabulary_free(rules->vocabulary);
    quantity_words_free(rules->quantity_words);
    units_free(rules->units);
    text_table_free(rules->text);
    knowledge_free(&rules->knowledge);
    free(rules);
}
