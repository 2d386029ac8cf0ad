/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions/lexicon.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/string.h"

enum { NO_ENTRY = -1, TAIL_DEPTH = 2 };

#define TAIL UINT32_MAX

/* One form. Forms that fold to the same bytes ("MAP", "map") are chained. */
typedef struct Entry {
    ClaimsString form;
    uint32_t value;
    bool exact;         /* has capitals: matches only as written */
    bool before_number; /* matches only where a number follows */
    bool before_name;   /* matches only where a capital follows */
    int32_t next;
} Entry;

/* All forms that fold to the same bytes. */
typedef struct Head {
    uint64_t hash;      /* of the folded bytes */
    ClaimsString form;  /* one of them */
    int32_t entry;      /* the first of the chain */
    uint32_t next_head; /* while the trie is laid out: the next one below the same node */
} Head;

/* While building: forms by their folded bytes, so that one that is there already is found. */
struct LexiconBuilder {
    Arena arena; /* the forms' bytes */
    Entry *entries;
    size_t entry_count, entry_capacity;
    Head *heads;
    size_t head_count, head_capacity;
    uint32_t *table; /* of heads, open addressing: index + 1, 0 where empty */
    size_t table_size;
    size_t bytes; /* of all heads: what the trie's nodes are bounded by */
    LexiconBoundary boundary;
};

/* How many bits tell what forms begin with, and with how many bytes. */
enum { STARTS = 1 << 15, START_SIZE = 4 };

#define SHORT (UINT32_C(1) << 31)

/* A node's children stand one behind the other: [first_child, first_child + child_count). From the
 * second level on, a node with one form below it is a tail: child_count is TAIL, and first_child
 * the index of its head, which is compared as a whole. */
typedef struct Node {
    uint32_t first_child;
    uint32_t child_count;
    int32_t entry;
} Node;

/*
 * Texts are asked at every word, and mostly there is no form. So the first two steps into the trie
 * are one look into a table, by the classes of two bytes: only bytes that some form has in its
 * first two places have a class of their own, all others share class 0, from which nothing leads
 * on. Most of what passes that is turned away by a set of all forms' first four bytes, unless a
 * form of two or three bytes (SHORT in the table) may stand there.
 */
struct Lexicon {
    Arena arena;
    Node *nodes;
    unsigned char *labels; /* by node: the byte that leads to it */
    Entry *entries;
    Head *heads;
    unsigned char fold[256];
    unsigned char kind[256];  /* of a byte: KIND_WORD and so on */
    unsigned char class[256]; /* of a byte, folded or not */
    uint32_t first[256];      /* the node behind a first byte, folded or not; 0: none */
    uint32_t *second;         /* [class of the first byte * class_count + class of the second] */
    uint64_t starts[STARTS / 64]; /* a bit for every four bytes that a form begins with, by hash */
    size_t class_count;
    LexiconBoundary boundary;
};

enum { CLASSES_MOST = 256, TABLE_FIRST = 256 };

/* A letter or digit; a form begins with it; a form that begins with a letter or digit cannot stand
 * behind it. */
enum { KIND_WORD = 1, KIND_FIRST = 2, KIND_JOINS = 4 };

static unsigned char fold(char c)
{
    return (unsigned char)(c == '-' || c == '\n' ? ' ' : byte_to_lower(c));
}

static bool is_word_byte(char c)
{
    return byte_is_letter((unsigned char)c) || byte_is_digit((unsigned char)c);
}

/* ---- Building ---------------------------------------------------------------------------- */

LexiconBuilder *lexicon_builder_new(LexiconBoundary boundary)
{
    LexiconBuilder *builder = calloc(1, sizeof *builder);
    if (builder == NULL)
        return NULL;
    builder->boundary = boundary;
    return builder;
}

void lexicon_builder_free(LexiconBuilder *builder)
{
    if (builder == NULL)
        return;
    arena_free(&builder->arena);
    free(builder->entries);
    free(builder->heads);
    free(builder->table);
    free(builder);
}

static bool has_capital(ClaimsString form)
{
    for (size_t i = 0; i < form.size; i++)
        if (form.data[i] >= 'A' && form.data[i] <= 'Z')
            return true;
    return false;
}

static bool folds_alike(ClaimsString a, ClaimsString b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (fold(a.data[i]) != fold(b.data[i]))
            return false;
    return true;
}

static uint64_t fold_hash(ClaimsString form)
{
    uint64_t hash = HASH_SEED;
    for (size_t i = 0; i < form.size; i++) {
        unsigned char byte = fold(form.data[i]);
        hash = hash_bytes(hash, &byte, 1);
    }
    return hash;
}

/* Where in the table the forms that fold like `form` are, or would be. */
static uint32_t *find_place(const LexiconBuilder *builder, ClaimsString form, uint64_t hash)
{
    size_t at = (size_t)hash & (builder->table_size - 1);
    for (;; at = (at + 1) & (builder->table_size - 1)) {
        uint32_t index = builder->table[at];
        if (index == 0 || (builder->heads[index - 1].hash == hash &&
                           folds_alike(builder->heads[index - 1].form, form)))
            return &builder->table[at];
    }
}

/* At most half of the table is used. */
static bool grow_table(LexiconBuilder *builder)
{
    if (builder->head_count * 2 < builder->table_size)
        return true;
    size_t size = builder->table_size == 0 ? TABLE_FIRST : builder->table_size * 2;
    uint32_t *table = calloc(size, sizeof *table);
    if (table == NULL)
        return false;
    free(builder->table);
    builder->table = table;
    builder->table_size = size;
    for (size_t i = 0; i < builder->head_count; i++)
        *find_place(builder, builder->heads[i].form, builder->heads[i].hash) = (uint32_t)i + 1;
    return true;
}

/* The head of the forms that fold like `form`, a new one if need be; or NULL. */
static Head *head_for(LexiconBuilder *builder, ClaimsString form)
{
    if (!grow_table(builder))
        return NULL;
    uint64_t hash = fold_hash(form);
    uint32_t *place = find_place(builder, form, hash);
    if (*place != 0)
        return &builder->heads[*place - 1];
    if (!array_reserve(&builder->heads, &builder->head_capacity, builder->head_count,
                       sizeof *builder->heads, 1024))
        return NULL;
    form = arena_copy(&builder->arena, form);
    if (form.data == NULL)
        return NULL;
    Head *head = &builder->heads[builder->head_count++];
    *head = (Head){.hash = hash, .form = form, .entry = NO_ENTRY};
    *place = (uint32_t)builder->head_count;
    builder->bytes += form.size;
    return head;
}

LexiconAdd lexicon_builder_add(LexiconBuilder *builder, ClaimsString form, uint32_t value,
                               uint32_t *previous)
{
    bool before_number = form.size > 1 && form.data[form.size - 1] == '#';
    bool before_name = form.size > 1 && form.data[form.size - 1] == '@';
    form.size -= before_number || before_name;
    Head *head = head_for(builder, form);
    if (head == NULL)
        return LEXICON_NO_MEMORY;
    bool exact = has_capital(form);
    for (int32_t e = head->entry; e != NO_ENTRY; e = builder->entries[e].next) {
        const Entry *entry = &builder->entries[e];
        if (entry->exact != exact || entry->before_number != before_number ||
            entry->before_name != before_name || (exact && !string_equal(entry->form, form)))
            continue;
        *previous = entry->value;
        return entry->value == value ? LEXICON_ADDED : LEXICON_DUPLICATE;
    }
    if (!array_reserve(&builder->entries, &builder->entry_capacity, builder->entry_count,
                       sizeof *builder->entries, 1024))
        return LEXICON_NO_MEMORY;
    bool same = head->entry == NO_ENTRY || string_equal(head->form, form);
    Entry entry = {.form = same ? head->form : arena_copy(&builder->arena, form),
                   .value = value,
                   .exact = exact,
                   .before_number = before_number,
                   .before_name = before_name,
                   .next = head->entry};
    if (entry.form.data == NULL)
        return LEXICON_NO_MEMORY;
    head->entry = (int32_t)builder->entry_count;
    builder->entries[builder->entry_count++] = entry;
    return LEXICON_ADDED;
}

/* A node while the trie is laid out: its depth, and its heads, a list of indices + 1. */
typedef struct Pending {
    uint32_t heads, depth;
} Pending;

/* Make the children of node `at`: its heads parted by their next byte. Returns how many nodes there
 * are then. `child_of` is all zero, before and after. */
static uint32_t add_children(Lexicon *lexicon, Pending *pending, uint32_t child_of[256],
                             uint32_t at, uint32_t count)
{
    Node *node = &lexicon->nodes[at];
    uint32_t head = pending[at].heads;
    if (pending[at].depth >= TAIL_DEPTH && lexicon->heads[head - 1].next_head == 0 &&
        lexicon->heads[head - 1].form.size > pending[at].depth) {
        *node = (Node){head - 1, TAIL, NO_ENTRY};
        return count;
    }
    *node = (Node){.first_child = count, .entry = NO_ENTRY};
    for (uint32_t h = head, next; h != 0; h = next) {
        Head *one = &lexicon->heads[h - 1];
        next = one->next_head;
        if (one->form.size == pending[at].depth) {
            node->entry = one->entry;
            continue;
        }
        unsigned char byte = fold(one->form.data[pending[at].depth]);
        uint32_t child = child_of[byte];
        if (child == 0) {
            child = child_of[byte] = count++;
            lexicon->labels[child] = byte;
            pending[child] = (Pending){0, pending[at].depth + 1};
        }
        one->next_head = pending[child].heads;
        pending[child].heads = h;
    }
    node->child_count = count - node->first_child;
    for (uint32_t child = node->first_child; child < count; child++)
        child_of[lexicon->labels[child]] = 0;
    return count;
}

/* Does a form of two or three bytes lead through `node`, of the second level? */
static bool has_short_form(const Lexicon *lexicon, uint32_t node)
{
    const Node *n = &lexicon->nodes[node];
    if (n->child_count == TAIL)
        return lexicon->heads[n->first_child].form.size < START_SIZE;
    for (uint32_t child = n->first_child; child < n->first_child + n->child_count; child++)
        if (lexicon->nodes[child].entry != NO_ENTRY)
            return true;
    return n->entry != NO_ENTRY;
}

/* The bit of the four bytes at `bytes`, in any case. */
static uint32_t start_bit(const Lexicon *lexicon, const unsigned char *bytes)
{
    uint32_t start = 0;
    for (size_t i = 0; i < START_SIZE; i++)
        start = start << 8 | lexicon->fold[bytes[i]];
    return start * UINT32_C(2654435761) >> 17; /* multiplicative hashing (Knuth) */
}

static void fill_starts(Lexicon *lexicon, size_t head_count)
{
    for (size_t i = 0; i < head_count; i++) {
        ClaimsString form = lexicon->heads[i].form;
        if (form.size < START_SIZE)
            continue;
        uint32_t bit = start_bit(lexicon, (const unsigned char *)form.data);
        lexicon->starts[bit / 64] |= UINT64_C(1) << bit % 64;
    }
}

static void fill_tables(Lexicon *lexicon)
{
    const Node *root = &lexicon->nodes[0];
    for (int byte = 0; byte < 256; byte++) {
        lexicon->fold[byte] = fold((char)byte);
        lexicon->class[byte] = lexicon->class[lexicon->fold[byte]];
        bool joins = byte_is_letter((unsigned char)byte) ||
                     (lexicon->boundary == LEXICON_WORDS && is_word_byte((char)byte));
        lexicon->kind[byte] =
            (unsigned char)((is_word_byte((char)byte) ? KIND_WORD : 0) | (joins ? KIND_JOINS : 0));
    }
    for (uint32_t a = root->first_child; a < root->first_child + root->child_count; a++) {
        uint32_t *row = lexicon->second + lexicon->class[lexicon->labels[a]] * lexicon->class_count;
        const Node *node = &lexicon->nodes[a];
        for (int byte = 0; byte < 256; byte++)
            if (lexicon->fold[byte] == lexicon->labels[a]) {
                lexicon->first[byte] = a;
                lexicon->kind[byte] |= KIND_FIRST;
            }
        for (uint32_t b = node->first_child; b < node->first_child + node->child_count; b++)
            row[lexicon->class[lexicon->labels[b]]] = b | (has_short_form(lexicon, b) ? SHORT : 0);
    }
}

/* Give every byte that is the label of a node of the first two levels a class. */
static bool make_classes(Lexicon *lexicon)
{
    const Node *nodes = lexicon->nodes;
    lexicon->class_count = 1;
    for (uint32_t a = 0; a < nodes[0].child_count; a++) {
        uint32_t child = nodes[0].first_child + a;
        lexicon->class[lexicon->labels[child]] = 1;
        for (uint32_t b = 0; b < nodes[child].child_count; b++)
            lexicon->class[lexicon->labels[nodes[child].first_child + b]] = 1;
    }
    for (int byte = 0; byte < CLASSES_MOST; byte++)
        if (lexicon->class[byte] != 0)
            lexicon->class[byte] = (unsigned char)lexicon->class_count++;
    lexicon->second = calloc(lexicon->class_count * lexicon->class_count, sizeof *lexicon->second);
    return lexicon->second != NULL;
}

/* Lay out the trie level by level, so that a node's children stand together. */
static bool lay_out(const LexiconBuilder *builder, Lexicon *lexicon)
{
    size_t most = builder->bytes + 1;
    Pending *pending = calloc(most, sizeof *pending);
    lexicon->nodes = malloc(most * sizeof *lexicon->nodes);
    lexicon->labels = malloc(most);
    bool good =
        pending != NULL && lexicon->nodes != NULL && lexicon->labels != NULL && most <= UINT32_MAX;
    if (good) {
        uint32_t count = 1, child_of[256] = {0};
        pending[0] = (Pending){0, 0};
        for (uint32_t i = 0; i < builder->head_count; i++) {
            lexicon->heads[i].next_head = pending[0].heads;
            pending[0].heads = i + 1;
        }
        for (uint32_t at = 0; at < count; at++)
            count = add_children(lexicon, pending, child_of, at, count);
        good = make_classes(lexicon);
    }
    if (good) {
        fill_tables(lexicon);
        fill_starts(lexicon, builder->head_count);
    }
    free(pending);
    return good;
}

Lexicon *lexicon_build(LexiconBuilder *builder)
{
    Lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (lexicon != NULL) {
        lexicon->boundary = builder->boundary;
        lexicon->heads = builder->heads;
        builder->heads = NULL;
        if (!lay_out(builder, lexicon)) {
            lexicon_free(lexicon);
            lexicon = NULL;
        }
    }
    if (lexicon != NULL) {
        lexicon->entries = builder->entries;
        lexicon->arena = builder->arena;
        builder->entries = NULL;
        builder->arena = (Arena){0};
    }
    lexicon_builder_free(builder);
    return lexicon;
}

void lexicon_free(Lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    arena_free(&lexicon->arena);
    free(lexicon->nodes);
    free(lexicon->labels);
    free(lexicon->second);
    free(lexicon->entries);
    free(lexicon->heads);
    free(lexicon);
}

/* ---- Matching ---------------------------------------------------------------------------- */

/* The child of `node` behind `byte`, which is folded; 0: none. */
static uint32_t find_child(const Lexicon *lexicon, uint32_t node, unsigned char byte)
{
    const Node *n = &lexicon->nodes[node];
    const unsigned char *labels = lexicon->labels + n->first_child;
    for (uint32_t i = 0; i < n->child_count; i++)
        if (labels[i] == byte)
            return n->first_child + i;
    return 0;
}

static bool starts_word(const Lexicon *lexicon, ClaimsString text, size_t at)
{
    if (at == 0 || !is_word_byte(text.data[at]) || !is_word_byte(text.data[at - 1]))
        return true;
    return lexicon->boundary == LEXICON_UNITS && byte_is_digit((unsigned char)text.data[at - 1]);
}

static bool ends_word(ClaimsString text, size_t end)
{
    return end == text.size || !is_word_byte(text.data[end - 1]) || !is_word_byte(text.data[end]);
}

/* As written, but for hyphens, which equal spaces. */
static bool same_as_written(ClaimsString form, const char *text)
{
    for (size_t i = 0; i < form.size; i++)
        if (form.data[i] != text[i] && fold(form.data[i]) != ' ')
            return false;
    return true;
}

/* Does a number, perhaps with a sign or a mark of approximation, stand at `at`? */
static bool number_follows(ClaimsString text, size_t at)
{
    while (at < text.size && text.data[at] != '\0' && strchr(" +-~<>=", text.data[at]) != NULL)
        at++;
    return at < text.size && byte_is_digit((unsigned char)text.data[at]);
}

static bool capital_follows(ClaimsString text, size_t at)
{
    at += at < text.size && text.data[at] == ' ';
    return at < text.size && text.data[at] >= 'A' && text.data[at] <= 'Z';
}

/* Of the entries that fold alike, the most demanding one whose demands are met. */
static const Entry *entry_at(const Lexicon *lexicon, int32_t first, ClaimsString text, size_t at)
{
    const Entry *best = NULL;
    int best_demands = -1;
    for (int32_t e = first; e != NO_ENTRY; e = lexicon->entries[e].next) {
        const Entry *entry = &lexicon->entries[e];
        int demands = entry->exact + 2 * (entry->before_number || entry->before_name);
        if (demands > best_demands &&
            (!entry->exact || same_as_written(entry->form, text.data + at)) &&
            (!entry->before_number || number_follows(text, at + entry->form.size)) &&
            (!entry->before_name || capital_follows(text, at + entry->form.size))) {
            best = entry;
            best_demands = demands;
        }
    }
    return best;
}

/* Of the tail `node`: the end of its form, which begins at text[at] and is followed up to
 * text[end]; 0 when the text goes on otherwise. */
static size_t follow_tail(const Lexicon *lexicon, const Node *node, ClaimsString text, size_t at,
                          size_t end)
{
    ClaimsString form = lexicon->heads[node->first_child].form;
    if (form.size > text.size - at)
        return 0;
    for (; end < at + form.size; end++)
        if (lexicon->fold[(unsigned char)text.data[end]] !=
            lexicon->fold[(unsigned char)form.data[end - at]])
            return 0;
    return end;
}

/* The node that the two bytes at text[at] lead to; 0 when no form of more than one byte is there.
 */
static inline uint32_t second_node(const Lexicon *lexicon, ClaimsString text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.data + at;
    if (at + 1 >= text.size)
        return 0;
    uint32_t node = lexicon->second[lexicon->class[bytes[0]] *
                                        lexicon -> class_count + lexicon -> class[bytes[1]]];
    if (node == 0 || (node & SHORT) != 0)
        return node & ~SHORT;
    if (text.size - at < START_SIZE)
        return 0;
    uint32_t bit = start_bit(lexicon, bytes);
    return (lexicon->starts[bit / 64] >> bit % 64 & 1) != 0 ? node : 0;
}

static inline bool may_match(const Lexicon *lexicon, ClaimsString text, size_t at)
{
    uint32_t first = lexicon->first[(unsigned char)text.data[at]];
    return first != 0 &&
           (second_node(lexicon, text, at) != 0 || lexicon->nodes[first].entry != NO_ENTRY);
}

bool lexicon_may_match(const Lexicon *lexicon, ClaimsString text, size_t at)
{
    return may_match(lexicon, text, at);
}

/* The end of what no form can begin in, from text[at] on: of the word there, or of one byte. */
static inline size_t skip_word(const Lexicon *lexicon, ClaimsString text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.data, *kinds = lexicon->kind;
    bool joins = (kinds[bytes[at++]] & KIND_JOINS) != 0;
    if (lexicon->boundary == LEXICON_WORDS) /* then all of a word joins */
        while (joins && at < text.size && (kinds[bytes[at]] & KIND_WORD) != 0)
            at++;
    return at;
}

size_t lexicon_next(const Lexicon *lexicon, ClaimsString text, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)text.data, *kinds = lexicon->kind;
    for (; at < text.size; at = skip_word(lexicon, text, at)) {
        unsigned before = at > 0 ? kinds[bytes[at - 1]] : 0, kind = kinds[bytes[at]];
        bool inside = (before & KIND_JOINS) != 0 && (kind & KIND_WORD) != 0;
        if ((kind & KIND_FIRST) != 0 && !inside && may_match(lexicon, text, at))
            return at;
    }
    return at;
}

bool lexicon_match(const Lexicon *lexicon, ClaimsString text, size_t at, LexiconMatch *match)
{
    if (at >= text.size)
        return false;
    const unsigned char *bytes = (const unsigned char *)text.data;
    uint32_t node = lexicon->first[bytes[at]];
    if (node == 0)
        return false;
    uint32_t second = second_node(lexicon, text, at);
    if ((second == 0 && lexicon->nodes[node].entry == NO_ENTRY) || !starts_word(lexicon, text, at))
        return false;
    bool found = false;
    for (size_t end = at + 1;; end++) {
        int32_t entries = lexicon->nodes[node].entry;
        bool tail = lexicon->nodes[node].child_count == TAIL;
        if (tail) {
            end = follow_tail(lexicon, &lexicon->nodes[node], text, at, end);
            if (end == 0)
                return found;
            entries = lexicon->heads[lexicon->nodes[node].first_child].entry;
        }
        if (entries != NO_ENTRY && ends_word(text, end)) {
            const Entry *entry = entry_at(lexicon, entries, text, at);
            if (entry != NULL) {
                *match = (LexiconMatch){entry->value, end};
                found = true;
            }
        }
        if (tail || end >= text.size)
            return found;
        node = end == at + 1 ? second : find_child(lexicon, node, lexicon->fold[bytes[end]]);
        if (node == 0)
            return found;
    }
}
