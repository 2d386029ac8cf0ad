/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/extract.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/diagnostic.h"
#include "base/string.h"
#include "record/reference.h"

struct ClaimsExtractor {
    const ClaimsRules *rules;
    ClaimsSink sink;
    RegexScratch *scratch;
    Arena arena;          /* of the paper */
    Arena sentence_arena; /* of the sentence being read */
    Arena earlier_arena;  /* of one before it, read again for its context */
    const ExtractObserver *observer;
    ClaimRecord *records;
    size_t count, capacity;
    const ClaimsPaper *paper;             /* of the last run */
    TextView views[CLAIMS_MAX_DOCUMENTS]; /* of its documents */
    ClaimsString families[FAMILIES_MAX];
    size_t family_count; /* 0: not looked for yet */
    bool *limited;       /* rules whose limit has been reported */
};

/* One document's extraction. */
typedef struct Extraction {
    ClaimsExtractor *extractor;
    Place place;
    const TextView *view;
    LineCounter lines;
    Sentence sentence;       /* the one being read */
    size_t number;           /* of this sentence */
    size_t sentence_records; /* where its records begin */
    bool in_table;           /* it has so many numbers that it is none */
    Thread thread;           /* of the sentence outside parentheses */
    Thread inner;            /* of the parenthesis being read */
    uint16_t inner_parenthesis;
    ContextThread context;
    bool has_context;      /* `context` was begun */
    size_t context_before; /* the context knows of all sentences before this one */
} Extraction;

ClaimsStatus claims_extractor_new(const ClaimsRules *rules, ClaimsSink sink,
                                  ClaimsExtractor **extractor)
{
    ClaimsExtractor *made = calloc(1, sizeof *made);
    *extractor = NULL;
    if (made != NULL) {
        made->rules = rules;
        made->sink = sink;
        made->scratch = regex_scratch_new();
        made->limited = calloc(rules->rules->count + 1, sizeof *made->limited);
    }
    if (made == NULL || made->scratch == NULL || made->limited == NULL) {
        diagnostic_report(sink, CLAIMS_ERROR, NULL, 0, "memory is exhausted");
        claims_extractor_free(made);
        return CLAIMS_ERROR_SYSTEM;
    }
    *extractor = made;
    return CLAIMS_OK;
}

void claims_extractor_free(ClaimsExtractor *extractor)
{
    if (extractor == NULL)
        return;
    regex_scratch_free(extractor->scratch);
    arena_free(&extractor->arena);
    arena_free(&extractor->sentence_arena);
    arena_free(&extractor->earlier_arena);
    free(extractor->records);
    free(extractor->limited);
    free(extractor);
}

void extractor_observe(ClaimsExtractor *extractor, const ExtractObserver *observer)
{
    extractor->observer = observer;
}

/* ---- Rules ------------------------------------------------------------------------------- */

static void report_limit(ClaimsExtractor *extractor, const Rule *rule)
{
    size_t index = (size_t)(rule - extractor->rules->rules->rules);
    if (extractor->limited[index])
        return;
    extractor->limited[index] = true;
    diagnostic_report(
        extractor->sink, CLAIMS_WARNING, rule->file, rule_line(rule),
        "rule \"%s\" used up its match limit on a sentence and was passed over there: "
        "make its pattern simpler (fewer nested repetitions)",
        rule->id.data);
}

/* The next rule from `*next` on that takes the target. */
static bool next_reading(ClaimsExtractor *extractor, const Line *line, size_t target,
                         const Thread *thread, size_t *next, Reading *reading)
{
    const RuleList *list = ruleset_for(extractor->rules->rules, line, target);
    while (*next < list->count) {
        const Rule *rule = list->rules[(*next)++];
        RuleMatch match;
        RuleTry result = rule_try(rule, line, target, extractor->scratch, &match);
        if (result == RULE_LIMIT)
            report_limit(extractor, rule);
        if (result == RULE_MATCHED &&
            reading_resolve(extractor->rules, line, &match, thread, reading))
            return true;
    }
    return false;
}

size_t extractor_all_readings(ClaimsExtractor *extractor, const Line *line, size_t target,
                              Reading *readings, size_t most)
{
    const Thread thread = {.last = NULL};
    size_t count = 0, next = 0;
    Reading reading;
    while (next_reading(extractor, line, target, &thread, &next, &reading))
        if (count++ < most)
            readings[count - 1] = reading;
    return count;
}

/* ---- Context ----------------------------------------------------------------------------- */

/* Find the families that the title and all documents tell, unless they are known. */
static ClaimsStatus find_families(ClaimsExtractor *extractor)
{
    const ClaimsPaper *paper = extractor->paper;
    TextView title;
    if (extractor->family_count > 0)
        return CLAIMS_OK;
    FamilyScores *scores = families_begin(extractor->rules->families, &extractor->arena);
    if (scores == NULL)
        return CLAIMS_ERROR_SYSTEM;
    ClaimsStatus status =
        text_view_make(extractor->rules->text, paper->title, &extractor->arena, &title);
    if (status != CLAIMS_OK)
        return status;
    families_read(scores, FAMILY_TITLE, title.text);
    for (size_t i = 0; i < paper->document_count; i++)
        families_read(scores, FAMILY_TEXT, extractor->views[i].text);
    extractor->family_count = families_rank(scores, extractor->families);
    return CLAIMS_OK;
}

/* Tell the context of an earlier sentence. */
static ClaimsStatus read_earlier(Extraction *extraction, size_t number)
{
    ClaimsExtractor *extractor = extraction->extractor;
    const TextView *view = extraction->view;
    Sentence sentence;
    if (!context_needs(extractor->rules->context, &extraction->context, view->text,
                       view->sentences[number], number, extraction->number))
        return CLAIMS_OK;
    arena_reset(&extractor->earlier_arena);
    ClaimsStatus status =
        sentence_read(extractor->rules->vocabulary, view->text, view->sentences[number],
                      &extractor->earlier_arena, &sentence);
    if (status == CLAIMS_OK)
        status = context_read(extractor->rules->context, &sentence, number, extractor->scratch,
                              &extraction->context);
    return status;
}

/* Make the context ready for claims of the sentence being read. */
static ClaimsStatus prepare_context(Extraction *extraction)
{
    ClaimsExtractor *extractor = extraction->extractor;
    if (extraction->context_before > extraction->number)
        return CLAIMS_OK;
    ClaimsStatus status = find_families(extractor);
    if (status == CLAIMS_OK && !extraction->has_context) {
        context_begin(extractor->rules->context, extractor->paper->title, extraction->view->text,
                      extractor->families[0], &extractor->arena, &extractor->sentence_arena,
                      &extraction->context);
        extraction->has_context = true;
    }
    for (; status == CLAIMS_OK && extraction->context_before < extraction->number;
         extraction->context_before++)
        status = read_earlier(extraction, extraction->context_before);
    if (status == CLAIMS_OK)
        status = context_read(extractor->rules->context, &extraction->sentence, extraction->number,
                              extractor->scratch, &extraction->context);
    extraction->context_before = extraction->number + 1;
    return status;
}

/* ---- Records ----------------------------------------------------------------------------- */

static ClaimRecord *record_add(ClaimsExtractor *extractor)
{
    if (!array_reserve(&extractor->records, &extractor->capacity, extractor->count,
                       sizeof *extractor->records, 64))
        return NULL;
    return &extractor->records[extractor->count++];
}

static void remember(Thread *thread, const ClaimRecord *record, const Metric *metric,
                     UnitClass class)
{
    if (record->kind == CLAIM_KIND_SETTING)
        return;
    thread->last = metric;
    thread->told[class] = (Told){metric, record->kind, record->direction, record->bound};
    if (metric->group == METRIC_QUALITY)
        thread->last_quality = metric;
}

static ClaimsStatus add_records(Extraction *extraction, Thread *thread, const Line *line,
                                const Reading *reading)
{
    ClaimsExtractor *extractor = extraction->extractor;
    size_t count = reading_record_count(reading, line), target = reading->match.target;
    ClaimsStatus status = prepare_context(extraction);
    for (size_t i = 0; status == CLAIMS_OK && i < count; i++) {
        ClaimRecord *record = record_add(extractor);
        if (record == NULL)
            return CLAIMS_ERROR_SYSTEM;
        reading_make_record(reading, line, &extraction->place, i, record);
        const Metric *metric = reading->metrics[i % reading->metric_count];
        status = context_fill(extractor->rules->context, line, target, i, metric,
                              extractor->scratch, &extraction->context, record);
    }
    if (status != CLAIMS_OK)
        return status;
    remember(thread, &extraction->extractor->records[extraction->extractor->count - 1],
             reading->metrics[reading->metric_count - 1], reading_unit_class(reading, line));
    return CLAIMS_OK;
}

/* What is said in a parenthesis builds on what was said before it, but does not outlive it. */
static Thread *thread_for(Extraction *extraction, const Line *line)
{
    if (line->parenthesis == 0)
        return &extraction->thread;
    if (line->parenthesis != extraction->inner_parenthesis) {
        /* Where nothing was said outside, the last one goes on: "on A (+0.3) and B (-0.1)". */
        if (extraction->thread.last != NULL || extraction->inner_parenthesis == 0)
            extraction->inner = extraction->thread;
        extraction->inner_parenthesis = line->parenthesis;
    }
    return &extraction->inner;
}

/* A veto that says what an earlier claim is compared with needs such a claim. */
static bool can_apply(Extraction *extraction, const Line *line, const Reading *reading)
{
    ClaimsExtractor *extractor = extraction->extractor;
    return reading->match.of == SIZE_MAX ||
           reference_apply(extractor->rules, line, &reading->match,
                           extractor->records + extraction->sentence_records,
                           extractor->count - extraction->sentence_records);
}

static ClaimsStatus extract_target(Extraction *extraction, Line *line, size_t target)
{
    ClaimsExtractor *extractor = extraction->extractor;
    Reading reading;
    size_t next = 0;
    Thread *thread = thread_for(extraction, line);
    line_set_target(extractor->rules->vocabulary, line, target, true);
    bool found;
    do
        found =
            !extraction->in_table && next_reading(extractor, line, target, thread, &next, &reading);
    while (found && !can_apply(extraction, line, &reading));
    if (extractor->observer != NULL)
        extractor->observer->quantity(extractor->observer->cookie, extraction->place.document,
                                      extraction->view, line, target, found ? &reading : NULL);
    line_set_target(extractor->rules->vocabulary, line, target, false);
    if (!found || reading.match.rule->kind == RULE_VETO)
        return CLAIMS_OK;
    return add_records(extraction, thread, line, &reading);
}

/* ---- Sentences --------------------------------------------------------------------------- */

/* The lines of a sentence: one from outside, one from inside each parenthesis with a quantity. */
static ClaimsStatus make_lines(Extraction *extraction, const Sentence *sentence, Line **lines)
{
    ClaimsExtractor *extractor = extraction->extractor;
    *lines =
        arena_array(&extractor->sentence_arena, sentence->parenthesis_count + 1u, sizeof(Line));
    if (*lines == NULL)
        return CLAIMS_ERROR_SYSTEM;
    for (size_t i = 0; i < sentence->token_count; i++) {
        const Token *token = &sentence->tokens[i];
        Line *line = &(*lines)[token->parenthesis];
        if (token->type != TOKEN_QUANTITY || token->skip || line->items != NULL)
            continue;
        ClaimsStatus status = line_make(extractor->rules->vocabulary, sentence, token->parenthesis,
                                        &extractor->sentence_arena, line);
        if (status != CLAIMS_OK)
            return status;
    }
    return CLAIMS_OK;
}

static ClaimsStatus extract_sentence(Extraction *extraction, TextSpan span)
{
    ClaimsExtractor *extractor = extraction->extractor;
    Sentence *sentence = &extraction->sentence;
    if (!quantity_may_be_in(extractor->rules->units, extraction->view->text, span.start, span.end))
        return CLAIMS_OK;
    arena_reset(&extractor->sentence_arena);
    extraction->sentence_records = extractor->count;
    ClaimsStatus status = sentence_read(extractor->rules->vocabulary, extraction->view->text, span,
                                        &extractor->sentence_arena, sentence);
    if (status != CLAIMS_OK || sentence->quantity_count == 0)
        return status;
    extraction->in_table = sentence->quantity_count > extraction->view->limits->sentence_numbers;
    if (extraction->in_table && extractor->observer == NULL)
        return CLAIMS_OK;
    if (context_tells_experiment(extractor->rules->context, sentence))
        status = prepare_context(extraction);
    Line *lines = NULL;
    if (status == CLAIMS_OK)
        status = make_lines(extraction, sentence, &lines);
    /* In the order of the text, so that a number in parentheses knows the one before them. Each
     * line is walked once: its items stand in the order of their tokens. */
    size_t *at =
        arena_array(&extractor->sentence_arena, sentence->parenthesis_count + 1u, sizeof(size_t));
    if (at == NULL)
        return CLAIMS_ERROR_SYSTEM;
    for (size_t i = 0; status == CLAIMS_OK && i < sentence->token_count; i++) {
        const Token *token = &sentence->tokens[i];
        if (token->type != TOKEN_QUANTITY || token->skip)
            continue;
        Line *line = &lines[token->parenthesis];
        size_t *item = &at[token->parenthesis];
        while (*item < line->count && line->items[*item].first_token < i)
            (*item)++;
        if (*item < line->count && line->items[*item].first_token == i &&
            line_is_target(line, *item))
            status = extract_target(extraction, line, *item);
    }
    return status;
}

/* A sentence begins anew, but for the quality that was spoken of, unless that says little or is an
 * error: a bare percentage is rather one of success. */
static void begin_thread(Thread *thread)
{
    bool telling = thread->last_quality != NULL && !thread->last_quality->generic &&
                   thread->last_quality->polarity == POLARITY_HIGHER;
    *thread = (Thread){.earlier_quality = telling ? thread->last_quality : thread->earlier_quality};
}

static ClaimsStatus extract_document(ClaimsExtractor *extractor, const ClaimsPaper *paper,
                                     const ClaimsDocument *document, const TextView *view)
{
    Extraction extraction = {.extractor = extractor,
                             .place = {.paper = paper,
                                       .document = document,
                                       .view = view,
                                       .points = extractor->rules->points},
                             .view = view};
    ClaimsStatus status = CLAIMS_OK;
    extraction.place.lines = &extraction.lines;
    line_counter_begin(&extraction.lines, document);
    for (size_t i = 0; status == CLAIMS_OK && i < view->sentence_count; i++) {
        extraction.number = i;
        begin_thread(&extraction.thread);
        extraction.inner_parenthesis = 0;
        status = extract_sentence(&extraction, view->sentences[i]);
    }
    return status;
}

static void report_failure(const ClaimsExtractor *extractor)
{
    const ClaimsPaper *paper = extractor->paper;
    diagnostic_report(extractor->sink, CLAIMS_ERROR, paper->path, 0,
                      "paper %.*s: memory is exhausted, or a text is too long",
                      (int)(paper->id.size < 80 ? paper->id.size : 80), paper->id.data);
}

ClaimsStatus claims_extractor_run(ClaimsExtractor *extractor, const ClaimsPaper *paper,
                                  const ClaimRecord **records, size_t *count)
{
    ClaimsStatus status = CLAIMS_OK;
    arena_reset(&extractor->arena);
    extractor->paper = paper;
    extractor->count = 0;
    extractor->family_count = 0;
    for (size_t i = 0; status == CLAIMS_OK && i < paper->document_count; i++)
        status = text_view_make(extractor->rules->text, paper->documents[i].text, &extractor->arena,
                                &extractor->views[i]);
    for (size_t i = 0; status == CLAIMS_OK && i < paper->document_count; i++)
        status = extract_document(extractor, paper, &paper->documents[i], &extractor->views[i]);
    if (status != CLAIMS_OK) {
        report_failure(extractor);
        extractor->paper = NULL;
    }
    *records = extractor->records;
    *count = extractor->count;
    return status;
}

const ClaimsString *claims_extractor_families(ClaimsExtractor *extractor, size_t *count)
{
    if (extractor->paper != NULL && find_families(extractor) != CLAIMS_OK)
        report_failure(extractor);
    *count = extractor->family_count;
    return extractor->families;
}
