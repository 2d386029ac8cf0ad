/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions/forms.h"

#include "base/string.h"

typedef struct Adding {
    LexiconBuilder *builder;
    const JsonFile *file;
    const cJSON *item;
    uint32_t value;
    ClaimsStatus status;
} Adding;

static bool add_form(void *cookie, ClaimsString form)
{
    Adding *adding = cookie;
    if (form.size == 0) {
        json_report(adding->file, adding->item,
                    "this form can be empty, which would match anywhere");
        adding->status = CLAIMS_ERROR_RULES;
        return true;
    }
    uint32_t previous = 0;
    switch (lexicon_builder_add(adding->builder, form, adding->value, &previous)) {
    case LEXICON_ADDED:
        break;
    case LEXICON_DUPLICATE:
        json_report(adding->file, adding->item,
                    "the form \"%.*s\" already stands in another entry; a form has one meaning",
                    (int)form.size, form.data);
        adding->status = CLAIMS_ERROR_RULES;
        break;
    case LEXICON_NO_MEMORY:
        adding->status = CLAIMS_ERROR_SYSTEM;
        return false;
    }
    return true;
}

ClaimsStatus forms_add(LexiconBuilder *builder, const JsonFile *file, const cJSON *forms,
                       uint32_t value)
{
    Adding adding = {.builder = builder, .file = file, .value = value, .status = CLAIMS_OK};
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, forms)
    {
        const char *pattern = cJSON_GetStringValue(item);
        adding.item = item;
        if (pattern == NULL) {
            json_report(file, item, "a form must be a string");
            adding.status = CLAIMS_ERROR_RULES;
        } else if (!lexicon_expand(pattern, add_form, &adding) && adding.status == CLAIMS_OK) {
            json_report(file, item, "braces that do not match, or a form of over 255 bytes");
            adding.status = CLAIMS_ERROR_RULES;
        }
    }
    return adding.status;
}
