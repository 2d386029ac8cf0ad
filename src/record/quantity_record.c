/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/quantity_record.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/string.h"
#include "mentions/quantities.h"
#include "record/knowledge_base.h"
#include "text/line_counter.h"

struct QuantityExtractor {
    const ClaimsRules *rules;
    Arena arena;          /* of the paper */
    Arena sentence_arena; /* of the sentence being read */
    QuantityRecord *records;
    size_t count, capacity;
};

/* A document on the way. */
typedef struct Reading {
    const ClaimsPaper *paper;
    const ClaimsDocument *document;
    TextView view;
    LineCounter lines;
} Reading;

ClaimsStatus quantity_extractor_new(const ClaimsRules *rules, QuantityExtractor **extractor)
{
    *extractor = calloc(1, sizeof **extractor);
    if (*extractor == NULL)
        return CLAIMS_ERROR_SYSTEM;
    (*extractor)->rules = rules;
    return CLAIMS_OK;
}

void quantity_extractor_free(QuantityExtractor *extractor)
{
    if (extractor == NULL)
        return;
    arena_free(&extractor->arena);
    arena_free(&extractor->sentence_arena);
    free(extractor->records);
    free(extractor);
}

static QuantityRecord *add_record(QuantityExtractor *extractor)
{
    if (!array_reserve(&extractor->records, &extractor->capacity, extractor->count,
                       sizeof *extractor->records, 64))
        return NULL;
    return &extractor->records[extractor->count++];
}

static size_t file_offset(const ClaimsDocument *document, size_t at)
{
    return document->offsets != NULL ? document->offsets[at] : document->start + at;
}

static ClaimsString clean_text(const Reading *reading, TextSpan span)
{
    return span.end > span.start ? string_slice(reading->view.text, span.start, span.end)
                                 : (ClaimsString){0};
}

static void make_record(Reading *reading, TextSpan sentence, const Measure *measure,
                        QuantityRecord *record)
{
    TextSpan source = text_view_source(&reading->view, measure->span);
    bool has_symbol = measure->unit != NULL && measure->unit->symbol.size > 0;
    *record = (QuantityRecord){
        .paper = reading->paper,
        .document = reading->document,
        .start = file_offset(reading->document, source.start),
        .end = file_offset(reading->document, source.end),
        .line = line_counter_at(&reading->lines, source.start),
        .quote = string_slice(reading->document->text, source.start, source.end),
        .sentence = clean_text(reading, text_view_shown(&reading->view, sentence, measure->span)),
        .form = measure->form,
        .value = measure->value,
        .value_max = measure->value_max,
        .unit = has_symbol ? measure->unit->symbol : clean_text(reading, measure->unit_span),
        .bound = measure->bound,
        .of = clean_text(reading, measure->of)};
}

static ClaimsStatus read_document(QuantityExtractor *extractor, Reading *reading)
{
    const ClaimsRules *rules = extractor->rules;
    ClaimsStatus status =
        text_view_make(rules->text, reading->document->text, &extractor->arena, &reading->view);
    line_counter_begin(&reading->lines, reading->document);
    for (size_t i = 0; status == CLAIMS_OK && i < reading->view.sentence_count; i++) {
        MeasureList list;
        TextSpan sentence = reading->view.sentences[i];
        arena_reset(&extractor->sentence_arena);
        status = quantities_find(rules->quantity_words, rules->vocabulary, reading->view.text,
                                 sentence, &extractor->sentence_arena, &list);
        for (size_t k = 0; status == CLAIMS_OK && k < list.count; k++) {
            QuantityRecord *record = add_record(extractor);
            if (record == NULL)
                return CLAIMS_ERROR_SYSTEM;
            make_record(reading, sentence, &list.items[k], record);
        }
    }
    return status;
}

ClaimsStatus quantity_extractor_run(QuantityExtractor *extractor, const ClaimsPaper *paper,
                                    const QuantityRecord **records, size_t *count)
{
    ClaimsStatus status = CLAIMS_OK;
    arena_reset(&extractor->arena);
    extractor->count = 0;
    for (size_t i = 0; status == CLAIMS_OK && i < paper->document_count; i++) {
        Reading reading = {.paper = paper, .document = &paper->documents[i]};
        status = read_document(extractor, &reading);
    }
    *records = extractor->records;
    *count = extractor->count;
    return status;
}
