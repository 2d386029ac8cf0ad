/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/rule_examples.h"

#include <math.h>
#include <stdlib.h>

#include "base/string.h"
#include "output/record_fields.h"
#include "output/value_text.h"
#include "record/extract.h"

enum { READINGS_MOST = 32 };

typedef struct Tester {
    ClaimsRules *rules;
    ClaimsExtractor *extractor;
    ExtractObserver observer;
    Arena arena; /* emptied for every example */
    size_t *overlaps;
    ExampleCounts *counts;
    /* The example being tested. */
    const KnowledgeEntry *entry;
    const cJSON *example;
    ClaimsPaper paper; /* made of it */
    const Rule *rule;  /* whose example it is; NULL when it is no rule's */
    bool taken;        /* the rule took a number of it */
} Tester;

/* What an example's text gave; borrowed until the next example is run. */
typedef struct Outcome {
    const ClaimRecord *records;
    size_t record_count;
    const ClaimsString *families;
    size_t family_count;
} Outcome;

static void fault(const Tester *tester, const Buffer *message)
{
    tester->counts->faults++;
    json_report(tester->entry->file, tester->example, "\"%s\": %s", tester->entry->id,
                message->failed ? "out of memory" : message->data);
}

/* ---- What rules took --------------------------------------------------------------------- */

static void count_overlaps(const Tester *tester, const Reading *readings, size_t count)
{
    const RuleSet *set = tester->rules->rules;
    size_t first = (size_t)(readings[0].match.rule - set->rules);
    for (size_t i = 1; tester->overlaps != NULL && i < count; i++)
        tester->overlaps[first * set->count + (size_t)(readings[i].match.rule - set->rules)]++;
}

static void look_at_quantity(void *cookie, const ClaimsDocument *document, const TextView *view,
                             const Line *line, size_t target, const Reading *reading)
{
    Tester *tester = cookie;
    (void)document;
    if (tester->rule == NULL)
        return;
    if (reading != NULL && reading->match.rule == tester->rule)
        tester->taken = true;
    Reading readings[READINGS_MOST];
    size_t count = extractor_all_readings(tester->extractor, line, target, readings, READINGS_MOST);
    count = count < READINGS_MOST ? count : READINGS_MOST;
    if (count < 2)
        return;
    count_overlaps(tester, readings, count);
    const Rule *first = readings[0].match.rule, *second = readings[1].match.rule;
    if (first->priority != second->priority)
        return;
    TextSpan span = line->items[target].span;
    Buffer message = {0};
    buffer_append_text(&message, "\"");
    buffer_append_string(&message, string_slice(view->text, span.start, span.end));
    buffer_printf(&message,
                  "\" is taken by the rules \"%s\" and \"%s\", which have the same priority %d",
                  first->id.data, second->id.data, first->priority);
    fault(tester, &message);
    buffer_free(&message);
}

static ClaimsStatus run_example(Tester *tester, Outcome *outcome)
{
    ClaimsString text = string_of(json_get_string(tester->example, "text"));
    tester->paper = (ClaimsPaper){.source = tester->entry->file->name,
                                  .path = tester->entry->file->name,
                                  .id = string_of(tester->entry->id),
                                  .title = string_of(json_get_string(tester->example, "title")),
                                  .document_count = 1};
    tester->paper.documents[0] =
        (ClaimsDocument){.section = CLAIM_SECTION_TEXT, .end = text.size, .line = 1, .text = text};
    tester->taken = false;
    ClaimsStatus status = claims_extractor_run(tester->extractor, &tester->paper, &outcome->records,
                                               &outcome->record_count);
    outcome->families = claims_extractor_families(tester->extractor, &outcome->family_count);
    return status;
}

/* ---- Expected and found ------------------------------------------------------------------ */

static bool value_is(const FieldValue *value, const cJSON *expected)
{
    if (cJSON_IsNumber(expected)) {
        double tolerance = 1e-3 * fabs(expected->valuedouble);
        return value->type == FIELD_NUMBER &&
               fabs(value->number - expected->valuedouble) <= tolerance;
    }
    if (cJSON_IsString(expected))
        return value->type == FIELD_TEXT &&
               string_equal(value->text, string_of(expected->valuestring));
    if (cJSON_IsBool(expected))
        return value->type == FIELD_BOOL && value->boolean == (bool)cJSON_IsTrue(expected);
    return cJSON_IsNull(expected) && value->type == FIELD_NULL;
}

/* Report that the `index`th thing found has another value than the example says. */
static void report_value(const Tester *tester, const char *what, size_t index,
                         const FieldValue *value, const cJSON *expected)
{
    Buffer message = {0};
    char *wanted = cJSON_PrintUnformatted(expected);
    buffer_printf(&message, "%s %zu: \"%s\" is ", what, index + 1, expected->string);
    record_field_append_json(&message, value);
    buffer_printf(&message, ", expected %s", wanted != NULL ? wanted : "another");
    fault(tester, &message);
    buffer_free(&message);
    cJSON_free(wanted);
}

static void check_record(const Tester *tester, const Outcome *outcome, size_t index,
                         const cJSON *expected)
{
    RecordValues values;
    record_fields_fill(&values, &outcome->records[index], outcome->families, outcome->family_count);
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, expected)
    {
        RecordField field = record_field_find(member->string);
        if (field == RECORD_FIELD_COUNT) {
            Buffer message = {0};
            buffer_printf(&message, "claims have no field \"%s\"", member->string);
            fault(tester, &message);
            buffer_free(&message);
        } else if (!value_is(&values.fields[field], member)) {
            report_value(tester, "claim", index, &values.fields[field], member);
        }
    }
}

static void append_record(Buffer *buffer, const ClaimRecord *record)
{
    const char *arrow = value_text_arrow(record->direction);
    buffer_append_text(buffer, "; \"");
    buffer_append_string(buffer, record->quote);
    buffer_printf(buffer, "\" by rule \"%.*s\": %s ", (int)record->rule.size, record->rule.data,
                  claims_kind_name(record->kind));
    buffer_append_string(buffer, record->metric);
    buffer_printf(buffer, "%s%s ", arrow[0] != '\0' ? " " : "", arrow);
    value_text_append(buffer, record);
}

static void check_claims(const Tester *tester, const Outcome *outcome, const cJSON *claims)
{
    size_t expected = (size_t)cJSON_GetArraySize(claims);
    if (expected != outcome->record_count) {
        Buffer message = {0};
        buffer_printf(&message, "%zu claims found, expected %zu", outcome->record_count, expected);
        for (size_t i = 0; i < outcome->record_count; i++)
            append_record(&message, &outcome->records[i]);
        fault(tester, &message);
        buffer_free(&message);
        return;
    }
    size_t index = 0;
    const cJSON *claim = NULL;
    cJSON_ArrayForEach(claim, claims) check_record(tester, outcome, index++, claim);
}

static void check_families(const Tester *tester, const Outcome *outcome, const cJSON *families)
{
    bool same = (size_t)cJSON_GetArraySize(families) == outcome->family_count;
    size_t index = 0;
    const cJSON *family = NULL;
    cJSON_ArrayForEach(family, families)
    {
        const char *name = cJSON_GetStringValue(family);
        same = same && name != NULL && string_equal(outcome->families[index], string_of(name));
        index++;
    }
    if (same)
        return;
    Buffer message = {0};
    buffer_append_text(&message, "other families found than expected:");
    for (size_t i = 0; i < outcome->family_count; i++) {
        buffer_append_char(&message, ' ');
        buffer_append_string(&message, outcome->families[i]);
    }
    fault(tester, &message);
    buffer_free(&message);
}

/* ---- Units ------------------------------------------------------------------------------- */

static void check_quantity(const Tester *tester, const TextView *view, const Quantity *quantity,
                           size_t index, const cJSON *expected)
{
    ClaimsString text = string_of(json_get_string(tester->example, "text"));
    TextSpan source = text_view_source(view, quantity->span);
    const FieldValue quote = {.type = FIELD_TEXT,
                              .text = string_slice(text, source.start, source.end)};
    const FieldValue value = {.type = FIELD_NUMBER, .number = quantity->value};
    const FieldValue value_max = {.type = isnan(quantity->value_max) ? FIELD_NULL : FIELD_NUMBER,
                                  .number = quantity->value_max};
    const FieldValue unit = {.type = quantity->unit == NULL ? FIELD_NULL : FIELD_TEXT,
                             .text = quantity->unit == NULL ? (ClaimsString){0}
                                                            : quantity->unit->symbol};
    const struct {
        const char *name;
        const FieldValue *value;
    } members[] = {
        {"quote", &quote}, {"value", &value}, {"value_max", &value_max}, {"unit", &unit}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const cJSON *member = json_get(expected, members[i].name);
        if (member != NULL && !value_is(members[i].value, member))
            report_value(tester, "quantity", index, members[i].value, member);
    }
}

static ClaimsStatus check_quantities(Tester *tester, const cJSON *quantities)
{
    ClaimsString text = string_of(json_get_string(tester->example, "text"));
    TextView view;
    size_t count = 0;
    const cJSON *expected = quantities->child;
    arena_reset(&tester->arena);
    ClaimsStatus status = text_view_make(tester->rules->text, text, &tester->arena, &view);
    for (size_t i = 0; status == CLAIMS_OK && i < view.sentence_count; i++) {
        Sentence sentence;
        status = sentence_read(tester->rules->vocabulary, view.text, view.sentences[i],
                               &tester->arena, &sentence);
        for (size_t k = 0; status == CLAIMS_OK && k < sentence.quantity_count; k++) {
            if (expected != NULL) {
                check_quantity(tester, &view, &sentence.quantities[k], count, expected);
                expected = expected->next;
            }
            count++;
        }
    }
    size_t wanted = (size_t)cJSON_GetArraySize(quantities);
    if (status == CLAIMS_OK && count != wanted) {
        Buffer message = {0};
        buffer_printf(&message, "%zu quantities found, expected %zu", count, wanted);
        fault(tester, &message);
        buffer_free(&message);
    }
    return status;
}

/* ---- Examples ---------------------------------------------------------------------------- */

static ClaimsStatus test_example(Tester *tester)
{
    const cJSON *claims = json_get(tester->example, "claims");
    const cJSON *families = json_get(tester->example, "families");
    const cJSON *quantities = json_get(tester->example, "quantities");
    Outcome outcome;
    tester->counts->examples++;
    ClaimsStatus status = run_example(tester, &outcome);
    if (status != CLAIMS_OK)
        return status;
    if (tester->rule != NULL && !tester->taken) {
        const Buffer message = {.data = "this rule takes no number of its example"};
        fault(tester, &message);
    }
    if (claims != NULL)
        check_claims(tester, &outcome, claims);
    if (families != NULL)
        check_families(tester, &outcome, families);
    return quantities != NULL ? check_quantities(tester, quantities) : CLAIMS_OK;
}

static ClaimsStatus test_counterexample(Tester *tester, const char *collection)
{
    Outcome outcome;
    tester->counts->counterexamples++;
    ClaimsStatus status = run_example(tester, &outcome);
    if (status != CLAIMS_OK)
        return status;
    if (strcmp(collection, "families") == 0) {
        const Buffer message = {.data = "a counterexample is of this family"};
        for (size_t i = 0; i < outcome.family_count; i++)
            if (string_equal(outcome.families[i], string_of(tester->entry->id)))
                fault(tester, &message);
    } else if (strcmp(collection, "units") != 0) {
        const cJSON none = {.type = cJSON_Array};
        check_claims(tester, &outcome, &none);
    }
    return CLAIMS_OK;
}

static const Rule *find_rule(const RuleSet *set, const char *id)
{
    for (size_t i = 0; i < set->count; i++)
        if (string_equal(set->rules[i].id, string_of(id)))
            return &set->rules[i];
    return NULL;
}

static ClaimsStatus test_collection(Tester *tester, const char *collection)
{
    KnowledgeList list;
    ClaimsStatus status = knowledge_list(&tester->rules->knowledge, collection, &list);
    for (size_t i = 0; status == CLAIMS_OK && i < list.count; i++) {
        tester->entry = &list.entries[i];
        const cJSON *examples = json_get(tester->entry->json, "examples");
        const cJSON *counterexamples = json_get(tester->entry->json, "counterexamples");
        if (strcmp(collection, "rules") == 0)
            tester->rule = find_rule(tester->rules->rules, tester->entry->id);
        for (const cJSON *item = examples == NULL ? NULL : examples->child;
             item != NULL && status == CLAIMS_OK; item = item->next) {
            tester->example = item;
            status = test_example(tester);
        }
        tester->rule = NULL;
        for (const cJSON *item = counterexamples == NULL ? NULL : counterexamples->child;
             item != NULL && status == CLAIMS_OK; item = item->next) {
            tester->example = item;
            status = test_counterexample(tester, collection);
        }
    }
    return status;
}

ClaimsStatus rule_examples_test(ClaimsRules *rules, ClaimsSink sink, size_t *overlaps,
                                ExampleCounts *counts)
{
    static const char *const collections[] = {"units", "metrics", "cues",    "names",
                                              "rules", "slots",   "families"};
    Tester tester = {.rules = rules, .counts = counts};
    tester.overlaps = overlaps;
    *counts = (ExampleCounts){0};
    ClaimsStatus status = claims_extractor_new(rules, sink, &tester.extractor);
    if (status != CLAIMS_OK)
        return status;
    tester.observer = (ExtractObserver){look_at_quantity, &tester};
    extractor_observe(tester.extractor, &tester.observer);
    for (size_t i = 0; status == CLAIMS_OK && i < sizeof collections / sizeof *collections; i++)
        status = test_collection(&tester, collections[i]);
    claims_extractor_free(tester.extractor);
    arena_free(&tester.arena);
    return status;
}
