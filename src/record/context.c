/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/context.h"

#include <stdlib.h>

#include "base/string.h"

/* How far what one sentence says of the experiment holds, in sentences. */
enum { CARRY_SENTENCES = 2, INTRODUCTION_REACH = 8 };

typedef struct SlotRule {
    ClaimsString id;
    ContextSlot slot;
    int priority;
    unsigned groups; /* bit set of MetricGroup: what it is for */
    Regex *regex;
    int name_group;
} SlotRule;

struct ContextRules {
    Arena arena;
    const Vocabulary *vocabulary;
    SlotWords *words;
    SlotRule *slots; /* by slot, then by priority, highest first */
    size_t slot_count;
    int own_tag;
    int dataset_word_tag; /* of the words for data sets, as "benchmark" */
};

/* ---- Loading ----------------------------------------------------------------------------- */

static const char *const slot_names[CONTEXT_SLOTS] = {[CONTEXT_BASELINE] = "baseline",
                                                      [CONTEXT_HARDWARE] = "hardware",
                                                      [CONTEXT_DATASET] = "dataset",
                                                      [CONTEXT_MODEL] = "model"};

static int choose(const KnowledgeEntry *entry, const cJSON *item, const char *const *names,
                  int count)
{
    const char *text = cJSON_GetStringValue(item);
    for (int i = 0; text != NULL && i < count; i++)
        if (strcmp(names[i], text) == 0)
            return i;
    json_report(entry->file, item,
                "slot rule \"%s\": \"%s\" is not among what it may be; the "
                "schema lists them",
                entry->id, text != NULL ? text : "?");
    return -1;
}

static bool load_groups(const KnowledgeEntry *entry, SlotRule *rule)
{
    static const char *const groups[] = {"efficiency", "quality", "setting"};
    const cJSON *list = json_get(entry->json, "of"), *item = NULL;
    rule->groups = list == NULL ? ~0u : 0;
    cJSON_ArrayForEach(item, list)
    {
        int group = choose(entry, item, groups, 3);
        if (group < 0)
            return false;
        rule->groups |= 1u << group;
    }
    return true;
}

static ClaimsStatus load_slot(ContextRules *rules, const KnowledgeEntry *entry,
                              const Fragments *fragments)
{
    static const JsonKey keys[] = {{"id", JSON_STRING, true},
                                   {"slot", JSON_STRING, true},
                                   {"priority", JSON_NUMBER, true},
                                   {"of", JSON_ARRAY, false},
                                   {"pattern", JSON_TEXT, true},
                                   {"examples", JSON_ARRAY, true},
                                   {"counterexamples", JSON_ARRAY, true}};
    if (!json_check_object(entry->file, entry->json, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    int slot = choose(entry, json_get(entry->json, "slot"), slot_names, CONTEXT_SLOTS);
    SlotRule *rule = &rules->slots[rules->slot_count];
    *rule = (SlotRule){.id = arena_copy(&rules->arena, string_of(entry->id)),
                       .slot = (ContextSlot)slot,
                       .priority = (int)json_get_number(entry->json, "priority", 0)};
    if (slot < 0 || !load_groups(entry, rule))
        return CLAIMS_ERROR_RULES;
    ClaimsStatus status =
        pattern_compile(entry, "pattern", fragments, rules->vocabulary, &rule->regex);
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
    Fragments fragments;
    KnowledgeList list;
    rules->vocabulary = vocabulary;
    rules->own_tag = vocabulary_add_tag(vocabulary, "OWN");
    rules->dataset_word_tag = vocabulary_add_tag(vocabulary, "DSET");
    ClaimsStatus status = slot_words_load(knowledge, vocabulary, &rules->words);
    if (status == CLAIMS_OK)
        status = fragments_load(knowledge, &fragments);
    if (status == CLAIMS_OK)
        status = knowledge_list(knowledge, "slots", &list);
    if (status != CLAIMS_OK)
        return status;
    rules->slots = arena_array(&rules->arena, list.count + 1, sizeof(SlotRule));
    if (rules->slots == NULL)
        return CLAIMS_ERROR_SYSTEM;
    for (size_t i = 0; i < list.count; i++) {
        ClaimsStatus one = load_slot(rules, &list.entries[i], &fragments);
        status = one != CLAIMS_OK ? one : status; /* go on: every fault is reported */
    }
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

/* "Name: what it does". What it does says whether the name is a data set's. */
void context_begin(const ContextRules *rules, ClaimsString title, Arena *arena,
                   ContextThread *thread)
{
    *thread = (ContextThread){.arena = arena};
    const char *colon = title.size > 0 ? memchr(title.data, ':', title.size) : NULL;
    if (colon == NULL)
        return;
    size_t end = (size_t)(colon - title.data);
    ClaimsString rest = string_slice(title, end, title.size);
    while (end > 0 && title.data[end - 1] == ' ')
        end--;
    bool dataset = slot_words_has(rules->words, rest, rules->dataset_word_tag);
    thread->own[0] =
        (OwnName){.name = string_slice(title, 0, end),
                  .tag = dataset ? rules->vocabulary->engine.names[NAME_DATASET] : rules->own_tag};
}

/* "We propose X": the first name behind such a word. */
static void find_introduction(const ContextRules *rules, const Sentence *sentence,
                              ContextThread *thread)
{
    const Token *tokens = sentence->tokens;
    ClaimsString text = {sentence->text.data, sentence->span.end};
    for (size_t i = 0; i < sentence->token_count; i++) {
        if ((tokens[i].type != TOKEN_WORD && tokens[i].type != TOKEN_CUE) ||
            !slot_words_introduce(rules->words, text, tokens[i].span.start))
            continue;
        for (size_t k = i + 1; k < sentence->token_count && k <= i + INTRODUCTION_REACH; k++) {
            if (tokens[k].type != TOKEN_NAME)
                continue;
            if (tokens[k].slot == NAME_ANY || tokens[k].slot == NAME_MODEL)
                thread->own[1] = (OwnName){
                    string_slice(text, tokens[k].span.start, tokens[k].span.end), rules->own_tag};
            return;
        }
    }
}

ClaimsStatus context_read(const ContextRules *rules, const Sentence *sentence,
                          ContextThread *thread)
{
    if (thread->own[1].name.size == 0)
        find_introduction(rules, sentence, thread);
    if (thread->carried_age++ == CARRY_SENTENCES)
        memset(thread->carried, 0, sizeof thread->carried);
    if (sentence->quantity_count == 0)
        return CLAIMS_OK;
    thread->lines =
        arena_array(thread->arena, sentence->parenthesis_count + 1u, sizeof *thread->lines);
    return thread->lines != NULL ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
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

/* What the best rules say of each slot. */
static void match_slots(const ContextRules *rules, const SlotLine *slots, size_t member,
                        size_t members, MetricGroup group, RegexScratch *scratch,
                        ClaimsString *values)
{
    ClaimsString tags = {slots->tags, slots->count * TAG_BYTES};
    RegexMatch match;
    for (size_t i = 0; i < rules->slot_count; i++) {
        const SlotRule *rule = &rules->slots[i];
        if (values[rule->slot].size > 0 || (rule->groups & 1u << group) == 0 ||
            regex_match(rule->regex, scratch, tags, 0, &match) != REGEX_MATCH ||
            rule->name_group >= match.count || match.start[rule->name_group] == SIZE_MAX ||
            match.end[rule->name_group] == match.start[rule->name_group])
            continue;
        size_t first = match.start[rule->name_group] / TAG_BYTES;
        size_t end = match.end[rule->name_group] / TAG_BYTES;
        choose_piece(rules, slots, member, members, &first, &end);
        ClaimsString name = name_text(rules, slots, first, end);
        if (!is_taken(values, name))
            values[rule->slot] = name;
    }
}

ClaimsStatus context_fill(const ContextRules *rules, const Line *line, size_t target, size_t member,
                          const Metric *metric, RegexScratch *scratch, ContextThread *thread,
                          ClaimRecord *record)
{
    SlotLine *slots = &thread->lines[line->parenthesis];
    if (slots->line == NULL) {
        ClaimsStatus status = slot_line_make(rules->words, rules->vocabulary, line, thread->own,
                                             scratch, thread->arena, slots);
        if (status != CLAIMS_OK)
            return status;
    }
    ClaimsString values[CONTEXT_SLOTS] = {{0}};
    size_t place = slots->places[target];
    slot_line_set_target(rules->vocabulary, slots, place, true);
    match_slots(rules, slots, member, line->items[target].member_count, metric->group, scratch,
                values);
    slot_line_set_target(rules->vocabulary, slots, place, false);
    record->baseline = values[CONTEXT_BASELINE];
    record->model = values[CONTEXT_MODEL];
    record->dataset = values[CONTEXT_DATASET];
    record->hardware = values[CONTEXT_HARDWARE];
    return CLAIMS_OK;
}
