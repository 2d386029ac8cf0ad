/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The knowledge files: JSON objects whose members are collections ("metrics", "rules", …), an
 * array of entries each. A collection may be spread over files; an entry with the id of an earlier
 * one replaces it, so that a user's directory adds to the built-in files and overrides them.
 */
#ifndef BASE_KNOWLEDGE_H
#define BASE_KNOWLEDGE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/json.h"

enum { KNOWLEDGE_MAX_FILES = 256, KNOWLEDGE_MAX_NAMES = 64 };

/* Zero-initialise before first use; knowledge_free releases it. */
typedef struct Knowledge {
    Arena arena;
    JsonFile *files[KNOWLEDGE_MAX_FILES];
    size_t file_count;
    unsigned layer;                         /* of the files added next */
    const char *names[KNOWLEDGE_MAX_NAMES]; /* the members that were asked for; static */
    size_t name_count;
} Knowledge;

/* One entry of a collection; borrowed until knowledge_free. */
typedef struct KnowledgeEntry {
    const JsonFile *file;
    const cJSON *json;
    const char *id; /* NULL when it has none */
} KnowledgeEntry;

typedef struct KnowledgeList {
    KnowledgeEntry *entries;
    size_t count;
} KnowledgeList;

/* Parse `text` as the file `name`; both must outlive the knowledge. */
ClaimsStatus knowledge_add_text(Knowledge *knowledge, const char *name, const char *text,
                                size_t size, ClaimsSink sink);

/* Parse all *.json of `directory`, in the order of their names. */
ClaimsStatus knowledge_add_directory(Knowledge *knowledge, const char *directory, ClaimsSink sink);

/* The entries of `collection` over all files, those of a later layer replacing earlier ones of the
 * same id in their place. Two entries with one id in one layer are reported. CLAIMS_OK, or an
 * error. `collection` must be static. */
ClaimsStatus knowledge_list(Knowledge *knowledge, const char *collection, KnowledgeList *list);

/* Takes one entry; CLAIMS_OK or, reported, an error. */
typedef ClaimsStatus KnowledgeLoad(void *cookie, const KnowledgeEntry *entry);

/* Make an array in `arena`, one zeroed element of `size` bytes for every entry of `collection` and
 * one to spare; point the pointer whose address is `array` to it; call `load` for each entry. Goes
 * on after an error, so that every fault is reported. CLAIMS_OK, or the last error. */
ClaimsStatus knowledge_load(Knowledge *knowledge, const char *collection, Arena *arena, void *array,
                            size_t size, KnowledgeLoad *load, void *cookie);

/* The index of the string member `name` in `names`; `otherwise` when it is absent; -1, reported,
 * when it is not among them. */
int knowledge_choose(const KnowledgeEntry *entry, const char *name, const char *const *names,
                     size_t count, int otherwise);

/* The last file's member `name` (a parameter rather than a collection), or NULL; `*file` is where
 * it stands. `name` must be static. */
const cJSON *knowledge_value(Knowledge *knowledge, const char *name, const JsonFile **file);

/* Report every member of a file that knowledge_list and knowledge_value were never asked for: a
 * misspelt collection. Returns CLAIMS_OK or CLAIMS_ERROR_RULES. */
ClaimsStatus knowledge_check_names(const Knowledge *knowledge);

/* A hash of all files' names and texts. */
uint64_t knowledge_hash(const Knowledge *knowledge);

void knowledge_free(Knowledge *knowledge);

#endif
