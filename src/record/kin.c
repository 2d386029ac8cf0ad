/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/kin.h"

#include <math.h>
#include <stdlib.h>

#include "base/string.h"

typedef struct UnitScale {
    ClaimsString unit, kind;
    double scale;
} UnitScale;

struct Kin {
    const Vocabulary *vocabulary;
    bool *pairs; /* metric_count rows of as many: kin or not */
    UnitScale *units;
    size_t unit_count;
    KnowledgeList peaks;
};

static void pair(Kin *kin, const Metric *a, const Metric *b)
{
    const Metric *first = kin->vocabulary->metrics;
    size_t i = (size_t)(a - first), j = (size_t)(b - first), count = kin->vocabulary->metric_count;
    kin->pairs[i * count + j] = kin->pairs[j * count + i] = true;
}

static const Metric *named_metric(const Kin *kin, const KnowledgeEntry *entry, const cJSON *json)
{
    const char *id = cJSON_GetStringValue(json);
    const Metric *metric = id == NULL ? NULL : vocabulary_metric(kin->vocabulary, id);
    if (metric == NULL)
        json_report(entry->file, json, "expected the id of a metric of \"metrics\"");
    return metric;
}

static ClaimsStatus load_kin(Kin *kin, const KnowledgeEntry *entry)
{
    static const JsonKey keys[] = {
        {"id", JSON_STRING, true}, {"any", JSON_STRING, false}, {"metrics", JSON_ARRAY, true}};
    if (!json_check_object(entry->file, entry->json, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    const cJSON *any = json_get(entry->json, "any"), *metrics = json_get(entry->json, "metrics");
    const Metric *all = any == NULL ? NULL : named_metric(kin, entry, any);
    if (any != NULL && all == NULL)
        return CLAIMS_ERROR_RULES;
    for (const cJSON *item = metrics->child; item != NULL; item = item->next) {
        const Metric *metric = named_metric(kin, entry, item);
        if (metric == NULL)
            return CLAIMS_ERROR_RULES;
        if (all != NULL)
            pair(kin, all, metric);
        for (const cJSON *other = metrics->child; all == NULL && other != item; other = other->next)
            pair(kin, metric, vocabulary_metric(kin->vocabulary, cJSON_GetStringValue(other)));
    }
    return CLAIMS_OK;
}

static ClaimsStatus load_scale(Kin *kin, const KnowledgeEntry *entry)
{
    static const JsonKey keys[] = {
        {"id", JSON_STRING, true}, {"kind", JSON_STRING, true}, {"scale", JSON_NUMBER, true}};
    if (!json_check_object(entry->file, entry->json, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    double scale = json_get_number(entry->json, "scale", 0);
    if (!(scale > 0)) {
        json_report(entry->file, json_get(entry->json, "scale"), "a scale is above 0");
        return CLAIMS_ERROR_RULES;
    }
    kin->units[kin->unit_count++] =
        (UnitScale){string_of(entry->id), string_of(json_get_string(entry->json, "kind")), scale};
    return CLAIMS_OK;
}

static ClaimsStatus check_peak(const KnowledgeEntry *entry)
{
    static const JsonKey keys[] = {{"id", JSON_STRING, true}, {"forms", JSON_ARRAY, true}};
    if (!json_check_object(entry->file, entry->json, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    for (const cJSON *form = json_get(entry->json, "forms")->child; form != NULL; form = form->next)
        if (cJSON_GetStringValue(form) == NULL || *form->valuestring == '\0') {
            json_report(entry->file, form, "expected a word or phrase");
            return CLAIMS_ERROR_RULES;
        }
    return CLAIMS_OK;
}

static ClaimsStatus load_all(Kin *kin, Knowledge *knowledge)
{
    KnowledgeList metrics, units;
    ClaimsStatus status = knowledge_list(knowledge, "metric_kin", &metrics);
    if (status == CLAIMS_OK)
        status = knowledge_list(knowledge, "unit_scales", &units);
    if (status == CLAIMS_OK)
        status = knowledge_list(knowledge, "peak_words", &kin->peaks);
    if (status != CLAIMS_OK)
        return status;
    size_t count = kin->vocabulary->metric_count;
    kin->pairs = calloc(count * count + 1, sizeof *kin->pairs);
    kin->units = calloc(units.count + 1, sizeof *kin->units);
    if (kin->pairs == NULL || kin->units == NULL)
        return CLAIMS_ERROR_SYSTEM;
    for (size_t i = 0; i < count; i++)
        kin->pairs[i * count + i] = true;
    for (size_t i = 0; status == CLAIMS_OK && i < metrics.count; i++)
        status = load_kin(kin, &metrics.entries[i]);
    for (size_t i = 0; status == CLAIMS_OK && i < units.count; i++)
        status = load_scale(kin, &units.entries[i]);
    for (size_t i = 0; status == CLAIMS_OK && i < kin->peaks.count; i++)
        status = check_peak(&kin->peaks.entries[i]);
    return status;
}

ClaimsStatus kin_load(Knowledge *knowledge, const Vocabulary *vocabulary, Kin **kin)
{
    Kin *made = calloc(1, sizeof *made);
    if (made == NULL)
        return CLAIMS_ERROR_SYSTEM;
    made->vocabulary = vocabulary;
    ClaimsStatus status = load_all(made, knowledge);
    if (status == CLAIMS_OK)
        *kin = made;
    else
        kin_free(made);
    return status;
}

void kin_free(Kin *kin)
{
    if (kin == NULL)
        return;
    free(kin->pairs);
    free(kin->units);
    free(kin);
}

const Metric *kin_metric(const Kin *kin, ClaimsString id)
{
    for (size_t i = 0; i < kin->vocabulary->metric_count; i++)
        if (string_equal(kin->vocabulary->metrics[i].id, id))
            return &kin->vocabulary->metrics[i];
    return NULL;
}

bool kin_metrics(const Kin *kin, const Metric *a, const Metric *b)
{
    const Metric *first = kin->vocabulary->metrics;
    return kin->pairs[(size_t)(a - first) * kin->vocabulary->metric_count + (size_t)(b - first)];
}

static const UnitScale *find_unit(const Kin *kin, ClaimsString unit)
{
    for (size_t i = 0; i < kin->unit_count; i++)
        if (string_equal(kin->units[i].unit, unit))
            return &kin->units[i];
    return NULL;
}

bool kin_has_scale(const Kin *kin, ClaimsString unit)
{
    return find_unit(kin, unit) != NULL;
}

double kin_convert(const Kin *kin, ClaimsString from, ClaimsString to)
{
    if (string_equal(from, to))
        return 1;
    const UnitScale *a = find_unit(kin, from), *b = find_unit(kin, to);
    return a != NULL && b != NULL && string_equal(a->kind, b->kind) ? a->scale / b->scale : NAN;
}

static bool begins_with(ClaimsString text, size_t at, const char *form)
{
    for (; *form != '\0'; form++, at++)
        if (at >= text.size || byte_to_lower(text.data[at]) != byte_to_lower(*form))
            return false;
    return true;
}

bool kin_tells_peak(const Kin *kin, ClaimsString text)
{
    for (size_t i = 0; i < kin->peaks.count; i++) {
        const cJSON *forms = json_get(kin->peaks.entries[i].json, "forms");
        for (const cJSON *form = forms->child; form != NULL; form = form->next)
            for (size_t at = 0; at < text.size; at++)
                if (begins_with(text, at, form->valuestring))
                    return true;
    }
    return false;
}
