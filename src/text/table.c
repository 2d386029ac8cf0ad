/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/table.h"

#include <stdlib.h>

#include "base/string.h"

enum { REPLACEMENT_MAX = 64 };

static int compare_replacements(const void *a, const void *b)
{
    const Replacement *x = a, *y = b;
    unsigned char first_x = (unsigned char)x->from.data[0];
    unsigned char first_y = (unsigned char)y->from.data[0];
    if (first_x != first_y)
        return first_x < first_y ? -1 : 1;
    if (x->from.size != y->from.size)
        return x->from.size > y->from.size ? -1 : 1;
    return memcmp(x->from.data, y->from.data, x->from.size);
}

static bool load_replacement(const JsonFile *file, const cJSON *item, TextTable *table)
{
    static const JsonKey keys[] = {{"from", JSON_ARRAY, true}, {"to", JSON_STRING, true}};
    if (!json_check_object(file, item, keys, 2))
        return false;
    const char *to = json_get_string(item, "to");
    const cJSON *from = NULL;
    cJSON_ArrayForEach(from, json_get(item, "from"))
    {
        const char *text = cJSON_GetStringValue(from);
        if (text == NULL || *text == '\0') {
            json_report(file, from, "a non-empty string was expected here");
            return false;
        }
        ClaimsString new_text = string_of(to);
        if (new_text.size > REPLACEMENT_MAX) {
            json_report(file, json_get(item, "to"), "a replacement of over %d bytes",
                        REPLACEMENT_MAX);
            return false;
        }
        if (new_text.size > table->growth * strlen(text))
            table->growth = new_text.size / strlen(text) + 1;
        table->replacements[table->replacement_count++] = (Replacement){
            arena_copy(&table->arena, string_of(text)), arena_copy(&table->arena, new_text)};
    }
    return true;
}

static void index_replacements(TextTable *table)
{
    qsort(table->replacements, table->replacement_count, sizeof *table->replacements,
          compare_replacements);
    size_t next = 0;
    for (size_t byte = 0; byte < 256; byte++) {
        table->first[byte] = next;
        while (next < table->replacement_count &&
               (unsigned char)table->replacements[next].from.data[0] == byte)
            next++;
    }
    table->first[256] = next;
}

static void classify_bytes(TextTable *table)
{
    for (int byte = 0; byte < 256; byte++) {
        bool plain = byte > 0 && byte < 0x80 && !byte_is_space((unsigned char)byte) &&
                     strchr("$\\{}", byte) == NULL && table->first[byte] == table->first[byte + 1];
        bool stop = byte > 0 && strchr(".!?\n\xe3", byte) != NULL;
        table->class[byte] = (unsigned char)((plain ? TEXT_PLAIN : 0) | (stop ? TEXT_STOP : 0));
    }
}

static ClaimsStatus load_replacements(Knowledge *knowledge, TextTable *table)
{
    KnowledgeList list;
    ClaimsStatus status = knowledge_list(knowledge, "replacements", &list);
    if (status != CLAIMS_OK)
        return status;
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++)
        count += (size_t)cJSON_GetArraySize(json_get(list.entries[i].json, "from"));
    table->replacements = arena_array(&table->arena, count, sizeof(Replacement));
    if (table->replacements == NULL)
        return CLAIMS_ERROR_SYSTEM;
    for (size_t i = 0; i < list.count; i++)
        if (!load_replacement(list.entries[i].file, list.entries[i].json, table))
            status = CLAIMS_ERROR_RULES;
    index_replacements(table);
    classify_bytes(table);
    return status;
}

static ClaimsStatus load_abbreviations(Knowledge *knowledge, TextTable *table)
{
    KnowledgeList list;
    ClaimsStatus status = knowledge_list(knowledge, "abbreviations", &list);
    if (status != CLAIMS_OK)
        return status;
    table->abbreviations = arena_array(&table->arena, list.count, sizeof(ClaimsString));
    if (table->abbreviations == NULL)
        return CLAIMS_ERROR_SYSTEM;
    for (size_t i = 0; i < list.count; i++) {
        const char *text = cJSON_GetStringValue(list.entries[i].json);
        size_t size = text != NULL ? strlen(text) : 0;
        if (size < 2 || text[size - 1] != '.') {
            json_report(list.entries[i].file, list.entries[i].json,
                        "an abbreviation is a string that ends in a period");
            status = CLAIMS_ERROR_RULES;
            continue;
        }
        table->abbreviations[table->abbreviation_count++] =
            arena_copy(&table->arena, string_of(text));
    }
    return status;
}

static ClaimsStatus load_limits(Knowledge *knowledge, TextLimits *limits)
{
    static const struct {
        const char *name;
        double least, most;
    } ranges[] = {{"bytes", 100, 100000}, {"numbers", 1, 1000}, {"shown_bytes", 100, 100000}};
    static const JsonKey keys[] = {
        {"bytes", JSON_NUMBER, true},
        {"numbers", JSON_NUMBER, true},
        {"shown_bytes", JSON_NUMBER, true},
    };
    const JsonFile *file;
    const cJSON *values = knowledge_value(knowledge, "sentence_limits", &file);
    if (values == NULL) {
        if (knowledge->file_count > 0)
            json_report(knowledge->files[0], knowledge->files[0]->root,
                        "neither this file nor another one has \"sentence_limits\"");
        return CLAIMS_ERROR_RULES;
    }
    if (!json_check_object(file, values, keys, sizeof keys / sizeof keys[0]))
        return CLAIMS_ERROR_RULES;
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (!json_check_range(file, values, ranges[i].name, ranges[i].least, ranges[i].most))
            return CLAIMS_ERROR_RULES;
    limits->sentence_bytes = (size_t)json_get_number(values, "bytes", 0);
    limits->sentence_numbers = (size_t)json_get_number(values, "numbers", 0);
    limits->shown_bytes = (size_t)json_get_number(values, "shown_bytes", 0);
    return CLAIMS_OK;
}

const TextLimits *text_table_limits(const TextTable *table)
{
    return &table->limits;
}

ClaimsStatus text_table_load(Knowledge *knowledge, TextTable **table)
{
    TextTable *made = calloc(1, sizeof *made);
    if (made == NULL)
        return CLAIMS_ERROR_SYSTEM;
    made->growth = 2; /* what compatibility forms may grow by */
    ClaimsStatus status = load_replacements(knowledge, made);
    ClaimsStatus abbreviations = load_abbreviations(knowledge, made);
    ClaimsStatus limits = load_limits(knowledge, &made->limits);
    status = status != CLAIMS_OK ? status : abbreviations;
    status = status != CLAIMS_OK ? status : limits;
    if (status != CLAIMS_OK)
        text_table_free(made);
    else
        *table = made;
    return status;
}

void text_table_free(TextTable *table)
{
    if (table == NULL)
        return;
    arena_free(&table->arena);
    free(table);
}

const Replacement *text_table_find(const TextTable *table, ClaimsString text, size_t at)
{
    unsigned char byte = (unsigned char)text.data[at];
    for (size_t i = table->first[byte]; i < table->first[byte + 1]; i++) {
        ClaimsString from = table->replacements[i].from;
        if (from.size <= text.size - at && memcmp(text.data + at, from.data, from.size) == 0)
            return &table->replacements[i];
    }
    return NULL;
}

bool text_table_is_abbreviation(const TextTable *table, ClaimsString text, size_t at)
{
    for (size_t i = 0; i < table->abbreviation_count; i++) {
        ClaimsString word = table->abbreviations[i];
        if (word.size > at + 1 || word.data[word.size - 2] != text.data[at - 1])
            continue;
        size_t from = at + 1 - word.size;
        if (memcmp(text.data + from, word.data, word.size) == 0 &&
            (from == 0 || !byte_is_letter((unsigned char)text.data[from - 1])))
            return true;
    }
    return false;
}
