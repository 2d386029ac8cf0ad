/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/families.h"

#include <stdlib.h>

#include "base/string.h"
#include "mentions/forms.h"

/* A lexicon value with this bit is a zone, one without is a cue. */
#define ZONE_BIT (UINT32_C(1) << 31)

enum { PART_COUNT = FAMILY_TEXT + 1 };

typedef struct FamilyCue {
    size_t family;
    double weight[PART_COUNT];
} FamilyCue;

typedef struct FamilyZone {
    FamilyPart part;
    double factor;
} FamilyZone;

struct FamilyTable {
    Arena arena;
    ClaimsString *families; /* their identifiers */
    size_t family_count;
    FamilyCue *cues;
    size_t cue_count;
    FamilyZone *zones;
    size_t zone_count;
    Lexicon *lexicon;
    double title_factor, repeat_discount, secondary_ratio, fallback_score;
    size_t fallback; /* index of the family */
};

struct FamilyScores {
    const FamilyTable *table;
    double *scores;             /* by family */
    double *shares[PART_COUNT]; /* by cue: how much of its weight the next find adds */
};

/* ---- Loading ----------------------------------------------------------------------------- */

/* The parameters; title_factor is wanted before any cue is loaded. `*file` and `*scoring` are where
 * they stand. */
static ClaimsStatus load_scoring(FamilyTable *table, Knowledge *knowledge, const JsonFile **file,
                                 const cJSON **scoring)
{
    static const JsonKey keys[] = {{"title_factor", JSON_NUMBER, true},
                                   {"repeat_discount", JSON_NUMBER, true},
                                   {"secondary_ratio", JSON_NUMBER, true},
                                   {"fallback", JSON_STRING, true},
                                   {"fallback_score", JSON_NUMBER, true}};
    *scoring = knowledge_value(knowledge, "family_scoring", file);
    if (*scoring == NULL) {
        if (knowledge->file_count > 0)
            json_report(knowledge->files[0], knowledge->files[0]->root,
                        "neither this file nor another one has \"family_scoring\"");
        return CLAIMS_ERROR_RULES;
    }
    if (!json_check_object(*file, *scoring, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    table->title_factor = json_get_number(*scoring, "title_factor", 1);
    table->repeat_discount = json_get_number(*scoring, "repeat_discount", 1);
    table->secondary_ratio = json_get_number(*scoring, "secondary_ratio", 1);
    table->fallback_score = json_get_number(*scoring, "fallback_score", 0);
    return CLAIMS_OK;
}

static ClaimsStatus find_fallback(FamilyTable *table, const JsonFile *file, const cJSON *scoring)
{
    ClaimsString fallback = string_of(json_get_string(scoring, "fallback"));
    for (size_t i = 0; i < table->family_count; i++)
        if (string_equal(table->families[i], fallback)) {
            table->fallback = i;
            return CLAIMS_OK;
        }
    json_report(file, json_get(scoring, "fallback"), "there is no family \"%s\"", fallback.data);
    return CLAIMS_ERROR_RULES;
}

typedef struct Loader {
    FamilyTable *table;
    LexiconBuilder *builder;
} Loader;

static ClaimsStatus load_zone(void *cookie, const KnowledgeEntry *entry)
{
    const Loader *loader = cookie;
    FamilyTable *table = loader->table;
    static const JsonKey keys[] = {{"id", JSON_STRING, true},
                                   {"in", JSON_STRING, true},
                                   {"factor", JSON_NUMBER, true},
                                   {"forms", JSON_ARRAY, true}};
    if (!json_check_object(entry->file, entry->json, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    const char *in = json_get_string(entry->json, "in");
    bool title = strcmp(in, "title") == 0;
    if (!title && strcmp(in, "text") != 0) {
        json_report(entry->file, json_get(entry->json, "in"),
                    "a zone is in \"title\" or in \"text\", not in \"%s\"", in);
        return CLAIMS_ERROR_RULES;
    }
    uint32_t index = (uint32_t)table->zone_count++;
    table->zones[index] = (FamilyZone){.part = title ? FAMILY_TITLE : FAMILY_TEXT,
                                       .factor = json_get_number(entry->json, "factor", 1)};
    return forms_add(loader->builder, entry->file, json_get(entry->json, "forms"),
                     ZONE_BIT | index);
}

static ClaimsStatus load_cue(FamilyTable *table, const JsonFile *file, const cJSON *json,
                             LexiconBuilder *builder)
{
    static const JsonKey keys[] = {{"weight", JSON_NUMBER, true},
                                   {"title_weight", JSON_NUMBER, false},
                                   {"forms", JSON_ARRAY, true}};
    if (!json_check_object(file, json, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    double weight = json_get_number(json, "weight", 0);
    double title_weight = json_get_number(json, "title_weight", weight * table->title_factor);
    uint32_t index = (uint32_t)table->cue_count++;
    table->cues[index] =
        (FamilyCue){.family = table->family_count,
                    .weight = {[FAMILY_TITLE] = title_weight, [FAMILY_TEXT] = weight}};
    return forms_add(builder, file, json_get(json, "forms"), index);
}

static ClaimsStatus load_family(void *cookie, const KnowledgeEntry *entry)
{
    const Loader *loader = cookie;
    FamilyTable *table = loader->table;
    static const JsonKey keys[] = {{"id", JSON_STRING, true},
                                   {"cues", JSON_ARRAY, true},
                                   {"examples", JSON_ARRAY, true},
                                   {"counterexamples", JSON_ARRAY, true}};
    if (!json_check_object(entry->file, entry->json, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    ClaimsStatus status = CLAIMS_OK;
    const cJSON *cue = NULL;
    cJSON_ArrayForEach(cue, json_get(entry->json, "cues"))
    {
        ClaimsStatus one = load_cue(table, entry->file, cue, loader->builder);
        status = one != CLAIMS_OK ? one : status;
    }
    ClaimsString id = arena_copy(&table->arena, string_of(entry->id));
    table->families[table->family_count++] = id;
    return id.data == NULL ? CLAIMS_ERROR_SYSTEM : status;
}

/* Room for the cues of all families. */
static ClaimsStatus make_room(FamilyTable *table, Knowledge *knowledge)
{
    KnowledgeList families;
    ClaimsStatus status = knowledge_list(knowledge, "families", &families);
    if (status != CLAIMS_OK)
        return status;
    size_t count = 0;
    for (size_t i = 0; i < families.count; i++)
        count += (size_t)cJSON_GetArraySize(json_get(families.entries[i].json, "cues"));
    table->cues = arena_array(&table->arena, count + 1, sizeof *table->cues);
    return table->cues != NULL ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
}

static ClaimsStatus load_entries(FamilyTable *table, Knowledge *knowledge, LexiconBuilder *builder)
{
    Loader loader = {table, builder};
    ClaimsStatus status = make_room(table, knowledge);
    if (status != CLAIMS_OK)
        return status;
    ClaimsStatus zones = knowledge_load(knowledge, "family_zones", &table->arena, &table->zones,
                                        sizeof *table->zones, load_zone, &loader);
    status = knowledge_load(knowledge, "families", &table->arena, &table->families,
                            sizeof *table->families, load_family, &loader);
    return zones != CLAIMS_OK ? zones : status;
}

static ClaimsStatus load_all(FamilyTable *table, Knowledge *knowledge, LexiconBuilder *builder)
{
    const JsonFile *file = NULL;
    const cJSON *scoring = NULL;
    ClaimsStatus status = load_scoring(table, knowledge, &file, &scoring);
    if (status == CLAIMS_OK)
        status = load_entries(table, knowledge, builder);
    if (status == CLAIMS_OK)
        status = find_fallback(table, file, scoring);
    return status;
}

ClaimsStatus families_load(Knowledge *knowledge, FamilyTable **table)
{
    FamilyTable *made = calloc(1, sizeof *made);
    LexiconBuilder *builder = lexicon_builder_new(LEXICON_WORDS);
    *table = NULL;
    if (made == NULL || builder == NULL) {
        free(made);
        lexicon_builder_free(builder);
        return CLAIMS_ERROR_SYSTEM;
    }
    ClaimsStatus status = load_all(made, knowledge, builder);
    made->lexicon = lexicon_build(builder);
    if (status == CLAIMS_OK && made->lexicon == NULL)
        status = CLAIMS_ERROR_SYSTEM;
    if (status == CLAIMS_OK)
        *table = made;
    else
        families_free(made);
    return status;
}

const ClaimsString *families_list(const FamilyTable *table, size_t *count)
{
    *count = table->family_count;
    return table->families;
}

void families_free(FamilyTable *table)
{
    if (table == NULL)
        return;
    lexicon_free(table->lexicon);
    arena_free(&table->arena);
    free(table);
}

/* ---- Scoring ----------------------------------------------------------------------------- */

FamilyScores *families_begin(const FamilyTable *table, Arena *arena)
{
    FamilyScores *scores = arena_alloc(arena, sizeof *scores);
    double *numbers =
        arena_array(arena, table->family_count + PART_COUNT * table->cue_count, sizeof *numbers);
    if (scores == NULL || numbers == NULL)
        return NULL;
    *scores = (FamilyScores){.table = table, .scores = numbers};
    numbers += table->family_count;
    for (int part = 0; part < PART_COUNT; part++, numbers += table->cue_count) {
        scores->shares[part] = numbers;
        for (size_t i = 0; i < table->cue_count; i++)
            numbers[i] = 1;
    }
    scores->scores[table->fallback] = table->fallback_score;
    return scores;
}

/* A mark that ends a sentence: zones do not reach beyond it. In a title a colon parts the method's
 * name from what it is. */
static bool ends_zone(FamilyPart part, ClaimsString text, size_t at)
{
    static const char full_stop[] = "\xe3\x80\x82"; /* U+3002 */
    bool last = at + 1 >= text.size || byte_is_space((unsigned char)text.data[at + 1]);
    switch (text.data[at]) {
    case '\n':
    case ';':
        return true;
    case ':':
        return part == FAMILY_TITLE;
    case '.':
    case '!':
    case '?':
        return last;
    default:
        return text.size - at >= 3 && memcmp(text.data + at, full_stop, 3) == 0;
    }
}

/* Count a find. False when it means nothing here: a zone of the other part. */
static bool use_find(FamilyScores *scores, FamilyPart part, uint32_t value, double *zone)
{
    const FamilyTable *table = scores->table;
    if ((value & ZONE_BIT) != 0) {
        const FamilyZone *found = &table->zones[value & ~ZONE_BIT];
        if (found->part != part)
            return false;
        *zone = found->factor;
        return true;
    }
    const FamilyCue *cue = &table->cues[value];
    double *share = &scores->shares[part][value];
    scores->scores[cue->family] += cue->weight[part] * *zone * *share;
    *share *= table->repeat_discount;
    return true;
}

/* The zone's factor at text[to], when it is `zone` at text[from] and no form stands between. */
static double pass_zones(FamilyPart part, ClaimsString text, size_t from, size_t to, double zone)
{
    for (size_t at = from; zone != 1 && at < to; at++)
        if (ends_zone(part, text, at))
            zone = 1;
    return zone;
}

void families_read(FamilyScores *scores, FamilyPart part, ClaimsString text)
{
    const Lexicon *lexicon = scores->table->lexicon;
    double zone = 1;
    for (size_t at = 0, passed = 0; (at = lexicon_next(lexicon, text, at)) < text.size;) {
        LexiconMatch match;
        if (!lexicon_match(lexicon, text, at, &match)) {
            at++;
            continue;
        }
        zone = pass_zones(part, text, passed, at + 1, zone);
        bool used = use_find(scores, part, match.value, &zone);
        at = used ? match.end : at + 1;
        passed = at;
    }
}

/* The best family that is not among the `count` in `chosen`; ties go to the earlier one. */
static size_t best_family(const FamilyScores *scores, const size_t *chosen, size_t count)
{
    const FamilyTable *table = scores->table;
    size_t best = table->family_count;
    for (size_t i = 0; i < table->family_count; i++) {
        bool taken = count > 0 && i == table->fallback;
        for (size_t j = 0; j < count; j++)
            taken = taken || chosen[j] == i;
        if (!taken && (best == table->family_count || scores->scores[i] > scores->scores[best]))
            best = i;
    }
    return best;
}

size_t families_rank(const FamilyScores *scores, ClaimsString families[FAMILIES_MAX])
{
    const FamilyTable *table = scores->table;
    size_t chosen[FAMILIES_MAX], count = 0;
    while (count < FAMILIES_MAX) {
        size_t best = best_family(scores, chosen, count);
        if (best == table->family_count)
            break;
        double score = scores->scores[best];
        if (count > 0 && (score <= 0 || score < table->secondary_ratio * scores->scores[chosen[0]]))
            break;
        families[count] = table->families[best];
        chosen[count++] = best;
    }
    return count;
}
