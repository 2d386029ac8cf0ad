/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/context.h"

#include <stdlib.h>

#include "base/string.h"

/* How many items around a number rules see: more than a sensible sentence has, so that the time for
 * a senseless one stays in bounds. */
enum { SEEN_BEFORE = 200, SEEN_BEHIND = 100 };

/* For how many sentences behind it holds what a sentence says of the experiment. */
enum { CARRY_SENTENCES = 2 };

/* How many items behind a number its own parenthesis may begin. */
enum { PARENTHESIS_REACH = 3 };

/* Sentences of more items are tables; slot rules look at whole lines. */
enum { CONTEXT_ITEMS_MAX = 256 };

typedef struct SlotRule {
    ClaimsString id;
    ContextSlot slot;
    int priority;
    unsigned groups;       /* bit set of MetricGroup: what it is for */
    unsigned kinds;        /* bit set of ClaimKind */
    const Metric **except; /* metrics that it is not for */
    size_t except_count;
    Regex *regex;
    Filter filter; /* what a line must have for a match */
    int name_group;
    bool carries; /* looks at any sentence, for claims of the next ones */
} SlotRule;

struct ContextRules {
    Arena arena;
    const Vocabulary *vocabulary;
    SlotWords *words;
    SlotRule *slots; /* by slot, then by priority, highest first */
    size_t slot_count;
    OwnTags own;
    int experiment_tag;
    const cJSON *method_families;
};

/* ---- Loading ----------------------------------------------------------------------------- */

static const char *const slot_names[CONTEXT_SLOTS] = {[CONTEXT_BASELINE] = "baseline",
                                                      [CONTEXT_HARDWARE] = "hardware",
                                                      [CONTEXT_DATASET] = "dataset",
                                                      [CONTEXT_MODEL] = "model"};

/* The array `key` of names as a bit set; all when it is absent. */
static bool load_set(const KnowledgeEntry *entry, const char *key, const char *const *names,
                     int count, unsigned *set)
{
    const cJSON *list = json_get(entry->json, key), *item = NULL;
    *set = list == NULL ? ~0u : 0;
    cJSON_ArrayForEach(item, list)
    {
        int index = json_choose(entry->file, item, key, names, (size_t)count);
        if (index < 0)
            return false;
        *set |= 1u << index;
    }
    return true;
}

static bool load_filters(const KnowledgeEntry *entry, SlotRule *rule)
{
    static const char *const groups[] = {"efficiency", "quality", "setting"};
    const char *kinds[CLAIM_KIND_SETTING + 1];
    for (int i = 0; i <= CLAIM_KIND_SETTING; i++)
        kinds[i] = claims_kind_name((ClaimKind)i);
    return load_set(entry, "metrics", groups, 3, &rule->groups) &&
           load_set(entry, "kinds", kinds, CLAIM_KIND_SETTING + 1, &rule->kinds);
}

static ClaimsStatus load_except(ContextRules *rules, const KnowledgeEntry *entry, SlotRule *rule)
{
    const cJSON *list = json_get(entry->json, "except"), *item = NULL;
    rule->except =
        arena_array(&rules->arena, (size_t)cJSON_GetArraySize(list) + 1, sizeof(const Metric *));
    if (rule->except == NULL)
        return CLAIMS_ERROR_SYSTEM;
    cJSON_ArrayForEach(item, list)
    {
        const char *id = cJSON_GetStringValue(item);
        const Metric *metric = id != NULL ? vocabulary_metric(rules->vocabulary, id) : NULL;
        if (metric == NULL) {
            json_report(entry->file, item, "slot rule \"%s\": unknown metric \"%s\"", entry->id,
                        id != NULL ? id : "?");
            return CLAIMS_ERROR_RULES;
        }
        rule->except[rule->except_count++] = metric;
    }
    return CLAIMS_OK;
}

typedef struct Loader {
    ContextRules *rules;
    Fragments fragments;
} Loader;

static ClaimsStatus load_slot(void *cookie, const KnowledgeEntry *entry)
{
    const Loader *loader = cookie;
    ContextRules *rules = loader->rules;
    static const JsonKey keys[] = {
        {"id", JSON_STRING, true},       {"slot", JSON_STRING, true},
        {"priority", JSON_NUMBER, true}, {"metrics", JSON_ARRAY, false},
        {"kinds", JSON_ARRAY, false},    {"except", JSON_ARRAY, false},
        {"carries", JSON_BOOL, false},   {"pattern", JSON_TEXT, true},
        {"examples", JSON_ARRAY, true},  {"counterexamples", JSON_ARRAY, true}};
    if (!json_check_object(entry->file, entry->json, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    if (!json_check_range(entry->file, entry->json, "priority", -PRIORITY_MAX, PRIORITY_MAX))
        return CLAIMS_ERROR_RULES;
    int slot = knowledge_choose(entry, "slot", slot_names, CONTEXT_SLOTS, -1);
    SlotRule *rule = &rules->slots[rules->slot_count];
    *rule = (SlotRule){.id = arena_copy(&rules->arena, string_of(entry->id)),
                       .slot = (ContextSlot)slot,
                       .priority = (int)json_get_number(entry->json, "priority", 0),
                       .carries = json_get_bool(entry->json, "carries")};
    if (slot < 0 || !load_filters(entry, rule))
        return CLAIMS_ERROR_RULES;
    uint32_t targets = 0; /* mostly any number */
    ClaimsStatus status = load_except(rules, entry, rule);
    if (status == CLAIMS_OK)
        status = pattern_compile(entry, "pattern", &loader->fragments, rules->vocabulary,
                                 &rule->regex, rule->carries ? NULL : &targets, &rule->filter);
    if (status != CLAIMS_OK)
        return status;
    rules->slot_count++;
    rule->name_group = regex_group(rule->regex, "name");
    if (rule->name_group != REGEX_NO_GROUP)
        return CLAIMS_OK;
    json_report(entry->file, json_get(entry->json, "pattern"),
                "slot rule \"%s\": the pattern needs a group (?<name>…), which fills the slot",
                entry->id);
    return CLAIMS_ERROR_RULES;
}

static int compare_slots(const void *a, const void *b)
{
    const SlotRule *x = a, *y = b;
    if (x->slot != y->slot)
        return x->slot < y->slot ? -1 : 1;
    if (x->priority != y->priority)
        return x->priority > y->priority ? -1 : 1;
    return strcmp(x->id.data, y->id.data);
}

static ClaimsStatus load_all(ContextRules *rules, Knowledge *knowledge, Vocabulary *vocabulary)
{
    Loader loader = {.rules = rules};
    rules->vocabulary = vocabulary;
    rules->own = (OwnTags){.model = vocabulary_add_tag(vocabulary, "OWN"),
                           .method = vocabulary_add_tag(vocabulary, "OWNM"),
                           .dataset = vocabulary->engine.names[NAME_DATASET],
                           .model_word = vocabulary_add_tag(vocabulary, "MNET"),
                           .method_word = vocabulary_add_tag(vocabulary, "METHOD"),
                           .dataset_word = vocabulary_add_tag(vocabulary, "DSET")};
    rules->experiment_tag = vocabulary_add_tag(vocabulary, "EXP");
    ClaimsStatus status = slot_words_load(knowledge, vocabulary, &rules->words);
    if (status == CLAIMS_OK)
        status = fragments_load(knowledge, &loader.fragments);
    const JsonFile *file;
    rules->method_families = knowledge_value(knowledge, "method_families", &file);
    if (status != CLAIMS_OK)
        return status;
    status = knowledge_load(knowledge, "slots", &rules->arena, &rules->slots, sizeof(SlotRule),
                            load_slot, &loader);
    if (status != CLAIMS_OK)
        return status;
    qsort(rules->slots, rules->slot_count, sizeof *rules->slots, compare_slots);
    return status;
}

ClaimsStatus context_load(Knowledge *knowledge, Vocabulary *vocabulary, ContextRules **rules)
{
    ContextRules *made = calloc(1, sizeof *made);
    if (made == NULL)
        return CLAIMS_ERROR_SYSTEM;
    ClaimsStatus status = load_all(made, knowledge, vocabulary);
    if (status == CLAIMS_OK)
        *rules = made;
    else
        context_free(made);
    return status;
}

void context_free(ContextRules *rules)
{
    if (rules == NULL)
        return;
    for (size_t i = 0; i < rules->slot_count; i++)
        regex_free(rules->slots[i].regex);
    slot_words_free(rules->words);
    arena_free(&rules->arena);
    free(rules);
}

/* ---- The document ------------------------------------------------------------------------ */

/* Do papers of this family bring methods, to be applied to others' models? */
static bool brings_method(const ContextRules *rules, ClaimsString family)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, rules->method_families)
    {
        const char *name = cJSON_GetStringValue(item);
        if (name != NULL && string_equal(string_of(name), family))
            return true;
    }
    return false;
}

void context_begin(const ContextRules *rules, ClaimsString title, ClaimsString text,
                   ClaimsString family, Arena *names, Arena *lines, ContextThread *thread)
{
    *thread = (ContextThread){.names = names, .line_arena = lines};
    thread->brings_method = brings_method(rules, family);
    thread->own[OWN_TITLE] =
        own_name_of_title(rules->words, &rules->own, title, text, thread->brings_method);
}

/* ---- Names ------------------------------------------------------------------------------- */

static bool is_separator(const ContextRules *rules, const SlotItem *item)
{
    const EngineTags *engine = &rules->vocabulary->engine;
    return item->tag == engine->comma || item->tag == engine->conjunction;
}

/* The `index`th of the names that items [first, end) list, when there are `count`; else all. */
static void choose_piece(const ContextRules *rules, const SlotLine *slots, size_t index,
                         size_t count, size_t *first, size_t *end)
{
    size_t pieces = 1, piece_first = *first, piece_end = *end;
    for (size_t i = *first; i < *end; i++) {
        if (!is_separator(rules, &slots->items[i]))
            continue;
        if (pieces == index + 1)
            piece_end = i;
        while (i + 1 < *end && is_separator(rules, &slots->items[i + 1]))
            i++;
        if (++pieces == index + 1) {
            piece_first = i + 1;
            piece_end = *end;
        }
    }
    if (count > 1 && pieces == count) {
        *first = piece_first;
        *end = piece_end;
    }
}

/* The text of items [first, end), with the adverbs in front that the line leaves out, and without
 * articles. */
static ClaimsString name_text(const ContextRules *rules, const SlotLine *slots, size_t first,
                              size_t end)
{
    const Sentence *sentence = slots->line->sentence;
    const Token *tokens = sentence->tokens;
    TextSpan span = {slots->items[first].span.start, slots->items[end - 1].span.end};
    size_t token = slots->items[first].first_token;
    if (tokens[token].span.start == span.start)
        while (token > 0 && tokens[token - 1].skip &&
               tokens[token - 1].parenthesis == tokens[token].parenthesis &&
               tokens[token - 1].type == TOKEN_CUE &&
               tokens[token - 1].cue->bound == CLAIM_BOUND_EXACT)
            span.start = tokens[--token].span.start;
    size_t start = slot_words_trim(rules->words, sentence->text, span);
    return string_slice(sentence->text, start, span.end);
}

/* Is it a name, rather than what a phrase says? */
static bool is_name(const ContextRules *rules, const SlotItem *item)
{
    const EngineTags *engine = &rules->vocabulary->engine;
    for (int slot = NAME_ANY; slot <= NAME_BASELINE; slot++)
        if (item->tag == engine->names[slot])
            return true;
    return item->tag == rules->own.model;
}

/* "Stable Diffusion 3, 3.5": the second is "Stable Diffusion 3.5". */
static ClaimsString share_head(ClaimsString first, ClaimsString name, Arena *arena)
{
    size_t head = first.size;
    while (head > 0 && first.data[head - 1] != ' ')
        head--;
    if (head == 0 || !byte_is_digit((unsigned char)name.data[0]) ||
        !byte_is_digit((unsigned char)first.data[head]))
        return name;
    char *whole = arena_alloc(arena, head + name.size);
    if (whole == NULL)
        return name;
    memcpy(whole, first.data, head);
    memcpy(whole + head, name.data, name.size);
    return (ClaimsString){whole, head + name.size};
}

static bool overlaps(ClaimsString a, ClaimsString b)
{
    return a.size > 0 && b.size > 0 && a.data < b.data + b.size && b.data < a.data + a.size;
}

/* A name that is (part of) what another slot holds already. */
static bool is_taken(const ClaimsString *values, ClaimsString name)
{
    for (int i = 0; i < CONTEXT_SLOTS; i++)
        if (overlaps(values[i], name))
            return true;
    return false;
}

/* ---- Filling ----------------------------------------------------------------------------- */

/* The claim whose context is looked for. */
typedef struct Question {
    const SlotLine *slots;  /* with the target marked */
    size_t from, to;        /* the items around it that are looked at */
    Surroundings around;    /* their tags */
    size_t member, members; /* which of how many numbers that are listed together */
    const Metric *metric;
    ClaimKind kind;
} Question;

static bool rule_is_for(const SlotRule *rule, const Question *question)
{
    if ((rule->groups & 1u << question->metric->group) == 0 ||
        (rule->kinds & 1u << question->kind) == 0)
        return false;
    for (size_t i = 0; i < rule->except_count; i++)
        if (rule->except[i] == question->metric)
            return false;
    return true;
}

/* The name that the rule finds; empty when it does not match. */
static ClaimsString find_name(const ContextRules *rules, const SlotRule *rule,
                              const Question *question, RegexScratch *scratch, Arena *arena)
{
    const SlotLine *slots = question->slots;
    ClaimsString tags = {slots->tags + question->from * TAG_BYTES,
                         (question->to - question->from) * TAG_BYTES};
    RegexMatch match;
    int group = rule->name_group;
    if (!filter_passes(&rule->filter, &question->around))
        return (ClaimsString){0};
    if (regex_match(rule->regex, scratch, tags, 0, &match) != REGEX_MATCH || group >= match.count ||
        match.start[group] == SIZE_MAX || match.end[group] == match.start[group])
        return (ClaimsString){0};
    size_t list = question->from + match.start[group] / TAG_BYTES, first = list;
    size_t end = question->from + match.end[group] / TAG_BYTES;
    choose_piece(rules, slots, question->member, question->members, &first, &end);
    while (end - first > 1 && slots->items[end - 1].tail && is_name(rules, &slots->items[end - 2]))
        end--;
    ClaimsString name = name_text(rules, slots, first, end);
    return first == list ? name : share_head(name_text(rules, slots, list, list + 1), name, arena);
}

/* What the best rules say of each slot. */
static void match_slots(const ContextRules *rules, const Question *question, RegexScratch *scratch,
                        Arena *arena, ClaimsString *values)
{
    for (size_t i = 0; i < rules->slot_count; i++) {
        const SlotRule *rule = &rules->slots[i];
        if (rule->carries || values[rule->slot].size > 0 || !rule_is_for(rule, question))
            continue;
        ClaimsString name = find_name(rules, rule, question, scratch, arena);
        if (name.size > 0 && !is_taken(values, name))
            values[rule->slot] = name;
    }
}

/* "98.1% (ImageNet)": the data set and the device that the parenthesis behind the target names. */
static void look_into_parenthesis(const ContextRules *rules, const SlotLine *slots, size_t target,
                                  ClaimsString *values)
{
    const Sentence *sentence = slots->line->sentence;
    size_t item = target + 1, end = target + 1 + PARENTHESIS_REACH;
    while (item < slots->count && item < end &&
           slots->items[item].tag != rules->vocabulary->engine.parenthesis &&
           !is_separator(rules, &slots->items[item]))
        item++;
    if (item >= slots->count || item == end ||
        slots->items[item].tag != rules->vocabulary->engine.parenthesis)
        return;
    for (size_t i = slots->items[item].first_token;
         i < sentence->token_count && sentence->tokens[i].span.start < slots->items[item].span.end;
         i++) {
        const Token *token = &sentence->tokens[i];
        if (token->type != TOKEN_NAME)
            continue;
        ContextSlot slot = token->slot == NAME_HARDWARE ? CONTEXT_HARDWARE : CONTEXT_DATASET;
        if ((token->slot == NAME_DATASET || token->slot == NAME_HARDWARE) && values[slot].size == 0)
            values[slot] = string_slice(sentence->text, token->span.start, token->span.end);
    }
}

static ClaimsString carried_name(const ContextThread *thread, ContextSlot slot)
{
    const Carried *carried = &thread->carried[slot];
    return thread->sentence < carried->end ? carried->name : (ClaimsString){0};
}

/* What the line does not say: the paper's own model is what is measured, and what was told shortly
 * before still holds. */
static void complete(const ContextRules *rules, const ContextThread *thread, const Metric *metric,
                     ClaimsString *values)
{
    if (metric->group == METRIC_SETTING)
        return;
    ContextSlot carried = metric->group == METRIC_QUALITY ? CONTEXT_DATASET : CONTEXT_HARDWARE;
    if (values[carried].size == 0)
        values[carried] = carried_name(thread, carried);
    if (values[CONTEXT_MODEL].size == 0 && !thread->claims_differ)
        values[CONTEXT_MODEL] = thread->claimed_model; /* of an earlier claim of the sentence */
    for (int i = 0; i < OWN_NAMES; i++) {
        const OwnName *own = &thread->own[i];
        if (values[CONTEXT_MODEL].size == 0 && own->tag == rules->own.model)
            values[CONTEXT_MODEL] = own->name;
        if (values[CONTEXT_DATASET].size == 0 && own->tag == rules->own.dataset &&
            metric->group == METRIC_QUALITY)
            values[CONTEXT_DATASET] = own->name;
    }
    if (values[CONTEXT_MODEL].size == 0)
        values[CONTEXT_MODEL] = carried_name(thread, CONTEXT_MODEL);
}

/* What the rules that carry say of a sentence, whatever claims it has. */
static void match_carried(const ContextRules *rules, const SlotLine *slots, RegexScratch *scratch,
                          ContextThread *thread)
{
    Question question = {.slots = slots, .to = slots->count, .members = 1};
    surroundings_read(slots->tags, 0, SIZE_MAX, slots->count, &question.around);
    ClaimsString values[CONTEXT_SLOTS] = {{0}};
    for (size_t i = 0; i < rules->slot_count; i++) {
        const SlotRule *rule = &rules->slots[i];
        if (!rule->carries || values[rule->slot].size > 0)
            continue;
        ClaimsString name = find_name(rules, rule, &question, scratch, thread->names);
        if (name.size > 0 && (name.data[0] < 'a' || name.data[0] > 'z') && !is_taken(values, name))
            values[rule->slot] = name;
    }
    for (int i = 0; i < CONTEXT_SLOTS; i++)
        if (values[i].size > 0)
            thread->carried[i] = (Carried){values[i], thread->sentence + CARRY_SENTENCES + 1};
}

bool context_tells_experiment(const ContextRules *rules, const Sentence *sentence)
{
    ClaimsString text = {sentence->text.data, sentence->span.end};
    for (size_t i = 0; i < sentence->token_count; i++) {
        const Token *token = &sentence->tokens[i];
        if (token->type != TOKEN_QUANTITY &&
            slot_words_at(rules->words, text, token->span.start) == rules->experiment_tag)
            return true;
    }
    return false;
}

/* "We evaluate on X": what the next sentences report is about it. */
static ClaimsStatus read_experiment(const ContextRules *rules, Sentence *sentence,
                                    RegexScratch *scratch, ContextThread *thread)
{
    Line line;
    SlotLine slots;
    if (sentence->quantity_count == 0)
        sentence_finish(rules->vocabulary, sentence);
    ClaimsStatus status = line_make(rules->vocabulary, sentence, 0, thread->line_arena, &line);
    if (status != CLAIMS_OK || line.count == 0 || line.count > CONTEXT_ITEMS_MAX)
        return status;
    status = slot_line_make(rules->words, rules->vocabulary, &line, thread->own, scratch,
                            thread->line_arena, &slots);
    if (status == CLAIMS_OK)
        match_carried(rules, &slots, scratch, thread);
    return status;
}

bool context_needs(const ContextRules *rules, const ContextThread *thread, ClaimsString text,
                   TextSpan span, size_t number, size_t current)
{
    bool near = current - number <= CARRY_SENTENCES;
    bool unnamed = thread->own[OWN_TEXT].name.size == 0;
    ClaimsString sentence = {text.data, span.end};
    return (near || unnamed) && slot_words_any(rules->words, sentence, span.start,
                                               near ? rules->experiment_tag : TAG_NONE, unnamed);
}

ClaimsStatus context_read(const ContextRules *rules, Sentence *sentence, size_t number,
                          RegexScratch *scratch, ContextThread *thread)
{
    if (thread->own[OWN_TEXT].name.size == 0)
        own_name_read(rules->words, &rules->own, sentence, thread->brings_method, thread->own);
    if (thread->claimed_model.size > 0 && !thread->claims_differ)
        thread->carried[CONTEXT_MODEL] = (Carried){thread->claimed_model, thread->sentence + 2};
    thread->claimed_model.size = 0;
    thread->claims_differ = false;
    thread->sentence = number;
    ClaimsStatus status = CLAIMS_OK;
    if (context_tells_experiment(rules, sentence))
        status = read_experiment(rules, sentence, scratch, thread);
    if (status != CLAIMS_OK)
        return status;
    thread->lines =
        arena_array(thread->line_arena, sentence->parenthesis_count + 1u, sizeof *thread->lines);
    return thread->lines != NULL ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
}

static void claim_model(ContextThread *thread, ClaimsString model)
{
    if (model.size == 0)
        return;
    thread->claims_differ = thread->claims_differ || (thread->claimed_model.size > 0 &&
                                                      !string_equal(thread->claimed_model, model));
    thread->claimed_model = model;
}

ClaimsStatus context_fill(const ContextRules *rules, const Line *line, size_t target, size_t member,
                          const Metric *metric, RegexScratch *scratch, ContextThread *thread,
                          ClaimRecord *record)
{
    SlotLine *slots = &thread->lines[line->parenthesis];
    if (line->count > CONTEXT_ITEMS_MAX)
        return CLAIMS_OK;
    if (slots->line == NULL) {
        ClaimsStatus status = slot_line_make(rules->words, rules->vocabulary, line, thread->own,
                                             scratch, thread->line_arena, slots);
        if (status != CLAIMS_OK)
            return status;
    }
    ClaimsString values[CONTEXT_SLOTS] = {{0}};
    size_t place = slots->places[target];
    slot_line_set_target(rules->vocabulary, slots, place, true);
    Question question = {.slots = slots,
                         .from = place > SEEN_BEFORE ? place - SEEN_BEFORE : 0,
                         .to = slots->count - place > SEEN_BEHIND ? place + SEEN_BEHIND
                                                                  : slots->count,
                         .member = member,
                         .members = line->items[target].member_count,
                         .metric = metric,
                         .kind = record->kind};
    surroundings_read(slots->tags, question.from, place, question.to, &question.around);
    match_slots(rules, &question, scratch, thread->names, values);
    if (member + 1 == question.members)
        look_into_parenthesis(rules, slots, place, values);
    slot_line_set_target(rules->vocabulary, slots, place, false);
    claim_model(thread, values[CONTEXT_MODEL]);
    complete(rules, thread, metric, values);
    record->baseline = values[CONTEXT_BASELINE];
    record->model = values[CONTEXT_MODEL];
    record->dataset = values[CONTEXT_DATASET];
    record->hardware = values[CONTEXT_HARDWARE];
    return CLAIMS_OK;
}
