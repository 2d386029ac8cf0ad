/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/knowledge.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/string.h"

/* A knowledge file, or a collection, larger than this is a mistake. */
enum { FILE_SIZE_MAX = 16 * 1024 * 1024, ENTRIES_MAX = 10000 };

/* Of one kind; more help nobody, and finding the place of each takes time. */
enum { FAULTS_SHOWN_MAX = 100 };

ClaimsStatus knowledge_add_text(Knowledge *knowledge, const char *name, const char *text,
                                size_t size, ClaimsSink sink)
{
    if (knowledge->file_count == KNOWLEDGE_MAX_FILES) {
        diagnostic_report(sink, CLAIMS_ERROR, name, 0, "more than %d knowledge files",
                          KNOWLEDGE_MAX_FILES);
        return CLAIMS_ERROR_RULES;
    }
    JsonFile *file = arena_alloc(&knowledge->arena, sizeof *file);
    if (file == NULL)
        return CLAIMS_ERROR_SYSTEM;
    ClaimsStatus status = json_parse(name, text, size, sink, file);
    if (status != CLAIMS_OK)
        return status;
    file->layer = knowledge->layer;
    knowledge->files[knowledge->file_count++] = file;
    if (cJSON_IsObject(file->root))
        return CLAIMS_OK;
    json_report(file, file->root, "a knowledge file must be an object");
    return CLAIMS_ERROR_RULES;
}

static ClaimsStatus read_file(Knowledge *knowledge, const char *path, ClaimsSink sink,
                              ClaimsString *text)
{
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        diagnostic_report(sink, CLAIMS_ERROR, path, 0, "%s", strerror(errno));
        return CLAIMS_ERROR_RULES;
    }
    Buffer buffer = {0};
    char chunk[65536];
    size_t size = 0;
    while ((size = fread(chunk, 1, sizeof chunk, stream)) > 0 && buffer.size <= FILE_SIZE_MAX)
        buffer_append(&buffer, chunk, size);
    ClaimsStatus status = CLAIMS_OK;
    if (ferror(stream) || buffer.size > FILE_SIZE_MAX) {
        diagnostic_report(sink, CLAIMS_ERROR, path, 0,
                          ferror(stream) ? "the file could not be read to its end"
                                         : "larger than a knowledge file may be (16 MiB)");
        status = CLAIMS_ERROR_RULES;
    } else {
        *text = arena_copy(&knowledge->arena, buffer_string(&buffer));
        if (buffer.failed || text->data == NULL)
            status = CLAIMS_ERROR_SYSTEM;
    }
    buffer_free(&buffer);
    fclose(stream);
    return status;
}

static int is_json_file(const struct dirent *entry)
{
    size_t size = strlen(entry->d_name);
    return size > 5 && strcmp(entry->d_name + size - 5, ".json") == 0;
}

static int compare_entries(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static ClaimsStatus add_path(Knowledge *knowledge, const char *directory, const char *name,
                             ClaimsSink sink)
{
    Buffer path = {0};
    buffer_printf(&path, "%s/%s", directory, name);
    ClaimsString kept = arena_copy(&knowledge->arena, buffer_string(&path));
    bool failed = path.failed;
    buffer_free(&path);
    if (failed || kept.data == NULL)
        return CLAIMS_ERROR_SYSTEM;
    ClaimsString text = {0};
    ClaimsStatus status = read_file(knowledge, kept.data, sink, &text);
    if (status != CLAIMS_OK)
        return status;
    return knowledge_add_text(knowledge, kept.data, text.data, text.size, sink);
}

ClaimsStatus knowledge_add_directory(Knowledge *knowledge, const char *directory, ClaimsSink sink)
{
    struct dirent **names = NULL;
    int count = scandir(directory, &names, is_json_file, compare_entries);
    if (count < 0) {
        diagnostic_report(sink, CLAIMS_ERROR, directory, 0, "%s", strerror(errno));
        return CLAIMS_ERROR_RULES;
    }
    if (count == 0)
        diagnostic_report(sink, CLAIMS_WARNING, directory, 0, "no *.json file in this directory");
    knowledge->layer++;
    ClaimsStatus status = CLAIMS_OK;
    for (int i = 0; i < count; i++) {
        ClaimsStatus one = add_path(knowledge, directory, names[i]->d_name, sink);
        if (one != CLAIMS_OK)
            status = one; /* go on: every broken file is reported */
        free(names[i]);
    }
    free(names);
    return status;
}

/* The place of the entry called `id` among those listed so far. Collections are some hundreds of
 * entries, so a scan is enough. */
static KnowledgeEntry *find_entry(const KnowledgeList *list, const char *id)
{
    for (size_t i = 0; id != NULL && i < list->count; i++)
        if (list->entries[i].id != NULL && strcmp(list->entries[i].id, id) == 0)
            return &list->entries[i];
    return NULL;
}

static ClaimsStatus list_file(const JsonFile *file, const cJSON *array, KnowledgeList *list)
{
    if (!cJSON_IsArray(array)) {
        json_report(file, array, "\"%s\" must be an array", array->string);
        return CLAIMS_ERROR_RULES;
    }
    ClaimsStatus status = CLAIMS_OK;
    const cJSON *item = NULL;
    size_t faults = 0;
    cJSON_ArrayForEach(item, array)
    {
        if (faults == FAULTS_SHOWN_MAX)
            break;
        const char *id = json_get_string(item, "id");
        KnowledgeEntry *same = find_entry(list, id);
        if (same == NULL) {
            list->entries[list->count++] = (KnowledgeEntry){file, item, id};
        } else if (same->file->layer == file->layer) {
            json_report(file, item, "the id \"%s\" already stands in %s", id, same->file->name);
            status = CLAIMS_ERROR_RULES;
            faults++;
        } else {
            *same = (KnowledgeEntry){file, item, id};
        }
    }
    return status;
}

static bool is_known_name(const Knowledge *knowledge, const char *name)
{
    for (size_t i = 0; i < knowledge->name_count; i++)
        if (strcmp(knowledge->names[i], name) == 0)
            return true;
    return false;
}

static void know_name(Knowledge *knowledge, const char *name)
{
    if (!is_known_name(knowledge, name) && knowledge->name_count < KNOWLEDGE_MAX_NAMES)
        knowledge->names[knowledge->name_count++] = name;
}

ClaimsStatus knowledge_list(Knowledge *knowledge, const char *collection, KnowledgeList *list)
{
    size_t most = 0;
    know_name(knowledge, collection);
    for (size_t i = 0; i < knowledge->file_count; i++)
        most += (size_t)cJSON_GetArraySize(json_get(knowledge->files[i]->root, collection));
    if (most > ENTRIES_MAX) {
        const JsonFile *last = knowledge->files[knowledge->file_count - 1];
        json_report(last, json_get(last->root, collection), "\"%s\" has more than %d entries",
                    collection, ENTRIES_MAX);
        *list = (KnowledgeList){0};
        return CLAIMS_ERROR_RULES;
    }
    *list =
        (KnowledgeList){.entries = arena_array(&knowledge->arena, most, sizeof(KnowledgeEntry))};
    if (list->entries == NULL)
        return CLAIMS_ERROR_SYSTEM;
    ClaimsStatus status = CLAIMS_OK;
    for (size_t i = 0; i < knowledge->file_count; i++) {
        const cJSON *array = json_get(knowledge->files[i]->root, collection);
        if (array != NULL && list_file(knowledge->files[i], array, list) != CLAIMS_OK)
            status = CLAIMS_ERROR_RULES;
    }
    return status;
}

ClaimsStatus knowledge_load(Knowledge *knowledge, const char *collection, Arena *arena, void *array,
                            size_t size, KnowledgeLoad *load, void *cookie)
{
    KnowledgeList list;
    ClaimsStatus status = knowledge_list(knowledge, collection, &list);
    if (status == CLAIMS_ERROR_SYSTEM)
        return status;
    void *items = arena_array(arena, list.count + 1, size);
    if (items == NULL)
        return CLAIMS_ERROR_SYSTEM;
    memcpy(array, &items, sizeof items);
    size_t faults = 0;
    for (size_t i = 0; i < list.count && faults < FAULTS_SHOWN_MAX; i++) {
        ClaimsStatus one = load(cookie, &list.entries[i]);
        if (one != CLAIMS_OK) {
            status = one;
            faults++;
        }
    }
    return status;
}

int knowledge_choose(const KnowledgeEntry *entry, const char *name, const char *const *names,
                     size_t count, int otherwise)
{
    const cJSON *value = json_get(entry->json, name);
    if (value == NULL || cJSON_IsNull(value))
        return otherwise;
    return json_choose(entry->file, value, name, names, count);
}

const cJSON *knowledge_value(Knowledge *knowledge, const char *name, const JsonFile **file)
{
    know_name(knowledge, name);
    for (size_t i = knowledge->file_count; i-- > 0;) {
        const cJSON *value = json_get(knowledge->files[i]->root, name);
        if (value != NULL) {
            *file = knowledge->files[i];
            return value;
        }
    }
    return NULL;
}

ClaimsStatus knowledge_check_names(const Knowledge *knowledge)
{
    ClaimsStatus status = CLAIMS_OK;
    size_t faults = 0;
    for (size_t i = 0; i < knowledge->file_count; i++) {
        const JsonFile *file = knowledge->files[i];
        for (const cJSON *member = file->root->child; member != NULL && faults < FAULTS_SHOWN_MAX;
             member = member->next) {
            bool remark =
                strcmp(member->string, "$schema") == 0 || strcmp(member->string, "doc") == 0;
            if (remark || is_known_name(knowledge, member->string))
                continue;
            json_report(file, member, "there is no collection \"%s\"; the schemas list all",
                        member->string);
            status = CLAIMS_ERROR_RULES;
            faults++;
        }
    }
    return status;
}

uint64_t knowledge_hash(const Knowledge *knowledge)
{
    uint64_t hash = HASH_SEED;
    for (size_t i = 0; i < knowledge->file_count; i++) {
        const JsonFile *file = knowledge->files[i];
        hash = hash_bytes(hash, file->name, strlen(file->name) + 1);
        hash = hash_bytes(hash, file->text, file->size);
    }
    return hash;
}

void knowledge_free(Knowledge *knowledge)
{
    for (size_t i = 0; i < knowledge->file_count; i++)
        json_free(knowledge->files[i]);
    arena_free(&knowledge->arena);
    *knowledge = (Knowledge){0};
}
