/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions/forms.h"

#include <string.h>

#include "base/string.h"

/* ---- Expansion --------------------------------------------------------------------------- */

typedef struct Expansion {
    char form[LEXICON_FORM_MAX + 1];
    size_t size;
    bool (*each)(void *cookie, ClaimsString form);
    void *cookie;
} Expansion;

static bool expand_from(Expansion *expansion, const char *pattern);

static bool expand_alternative(Expansion *expansion, const char *from, const char *to,
                               const char *rest)
{
    size_t size = (size_t)(to - from), kept = expansion->size;
    if (kept + size > LEXICON_FORM_MAX)
        return false;
    memcpy(expansion->form + kept, from, size);
    expansion->size += size;
    bool good = expand_from(expansion, rest);
    expansion->size = kept;
    return good;
}

/* Depth is the number of groups, which the length of the pattern bounds. */
static bool expand_from(Expansion *expansion, const char *pattern)
{
    const char *open = strchr(pattern, '{');
    size_t literal = open != NULL ? (size_t)(open - pattern) : strlen(pattern);
    size_t kept = expansion->size;
    if (kept + literal > LEXICON_FORM_MAX || memchr(pattern, '}', literal) != NULL)
        return false;
    memcpy(expansion->form + kept, pattern, literal);
    expansion->size += literal;
    bool good = true;
    if (open == NULL) {
        good = expansion->each(expansion->cookie, (ClaimsString){expansion->form, expansion->size});
    } else {
        const char *close = strchr(open, '}');
        good = close != NULL;
        for (const char *from = open + 1; good && from <= close;) {
            const char *to = from + strcspn(from, "|}");
            good = expand_alternative(expansion, from, to, close + 1);
            from = to + 1;
        }
    }
    expansion->size = kept;
    return good;
}

bool forms_expand(const char *pattern, bool (*each)(void *cookie, ClaimsString form), void *cookie)
{
    Expansion expansion = {.each = each, .cookie = cookie};
    return expand_from(&expansion, pattern);
}

/* ---- Adding ------------------------------------------------------------------------------ */

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
        } else if (!forms_expand(pattern, add_form, &adding) && adding.status == CLAIMS_OK) {
            json_report(file, item, "braces that do not match, or a form of over 255 bytes");
            adding.status = CLAIMS_ERROR_RULES;
        }
    }
    return adding.status;
}
