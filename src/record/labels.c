/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/string.h"

enum { LANGUAGE_COUNT = LANGUAGE_ZH + 1 };

const char *const language_names[] = {"en", "zh", NULL};

typedef struct Label {
    ClaimsString id, texts[LANGUAGE_COUNT];
} Label;

struct Labels {
    Label *items; /* by id */
    size_t count;
};

static int compare_ids(ClaimsString a, ClaimsString b)
{
    size_t size = a.size < b.size ? a.size : b.size;
    int order = size == 0 ? 0 : memcmp(a.data, b.data, size);
    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static int compare_labels(const void *a, const void *b)
{
    return compare_ids(((const Label *)a)->id, ((const Label *)b)->id);
}

static bool load_label(const KnowledgeEntry *entry, Label *label)
{
    static const JsonKey keys[] = {
        {"id", JSON_STRING, true}, {"en", JSON_STRING, true}, {"zh", JSON_STRING, true}};
    if (!json_check_object(entry->file, entry->json, keys, sizeof keys / sizeof *keys))
        return false;
    label->id = string_of(entry->id);
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        label->texts[i] = string_of(json_get_string(entry->json, language_names[i]));
    return true;
}

ClaimsStatus labels_load(Knowledge *knowledge, Labels **labels)
{
    KnowledgeList list;
    ClaimsStatus status = knowledge_list(knowledge, "labels", &list);
    if (status != CLAIMS_OK)
        return status;
    Labels *made = calloc(1, sizeof *made);
    if (made == NULL)
        return CLAIMS_ERROR_SYSTEM;
    made->items = calloc(list.count + 1, sizeof *made->items);
    if (made->items == NULL)
        status = CLAIMS_ERROR_SYSTEM;
    for (size_t i = 0; i < list.count && made->items != NULL; i++) {
        if (load_label(&list.entries[i], &made->items[made->count]))
            made->count++;
        else
            status = CLAIMS_ERROR_RULES;
    }
    if (status == CLAIMS_OK) {
        qsort(made->items, made->count, sizeof *made->items, compare_labels);
        *labels = made;
    } else {
        labels_free(made);
    }
    return status;
}

void labels_free(Labels *labels)
{
    if (labels == NULL)
        return;
    free(labels->items);
    free(labels);
}

ClaimsString labels_find(const Labels *labels, Language language, ClaimsString id)
{
    const Label wanted = {.id = id};
    const Label *found =
        bsearch(&wanted, labels->items, labels->count, sizeof wanted, compare_labels);
    return found != NULL ? found->texts[language] : (ClaimsString){0};
}

void labels_append_name(const Labels *labels, Language language, const char *kind, ClaimsString id,
                        Buffer *text)
{
    Buffer key = {0};
    buffer_printf(&key, "%s.", kind);
    buffer_append_string(&key, id);
    ClaimsString label = {0};
    if (!key.failed)
        label = labels_find(labels, language, buffer_string(&key));
    text->failed = text->failed || key.failed;
    buffer_free(&key);
    if (label.data != NULL) {
        buffer_append_string(text, label);
        return;
    }
    for (size_t i = 0; i < id.size; i++)
        buffer_append_char(text, id.data[i] == '_' ? ' ' : id.data[i]);
}

static const LabelValue *find_value(const LabelValue *values, size_t count, ClaimsString name)
{
    for (size_t i = 0; i < count; i++)
        if (string_equal(string_of(values[i].name), name))
            return &values[i];
    return NULL;
}

void labels_append(const Labels *labels, Language language, const char *id,
                   const LabelValue *values, size_t count, Buffer *text)
{
    ClaimsString label = labels_find(labels, language, string_of(id));
    for (size_t at = 0; at < label.size;) {
        const char *here = label.data + at;
        const char *end = *here == '{' ? memchr(here, '}', label.size - at) : NULL;
        const LabelValue *value = NULL;
        if (end != NULL)
            value = find_value(values, count, (ClaimsString){here + 1, (size_t)(end - here) - 1});
        if (value != NULL)
            buffer_append_string(text, value->text);
        else
            buffer_append_char(text, *here);
        at += value != NULL ? (size_t)(end - here) + 1 : 1;
    }
}
