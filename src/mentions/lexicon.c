/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions/lexicon.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/string.h"

enum { FORM_MAX = 255, NO_ENTRY = -1 };

/* One form. Forms that fold to the same bytes ("MAP", "map") are chained. */
typedef struct Entry {
    ClaimsString form;
    uint32_t value;
    bool exact;         /* has capitals: matches only as written */
    bool before_number; /* matches only where a number follows */
    bool before_name;   /* matches only where a capital follows */
    int32_t next;
} Entry;

/* While building: children are a list of siblings. Node 0 is the root. */
typedef struct BuilderNode {
    int32_t child, sibling, entry;
    unsigned char byte;
} BuilderNode;

struct LexiconBuilder {
    Arena arena; /* the forms' bytes */
    BuilderNode *nodes;
    size_t node_count, node_capacity;
    Entry *entries;
    size_t entry_count, entry_capacity;
    LexiconBoundary boundary;
};

/* Compiled: a node's edges are edge_bytes/edge_targets[edge_start, edge_start + edge_count). */
typedef struct Node {
    uint32_t edge_start;
    int32_t entry;
    uint16_t edge_count;
} Node;

struct Lexicon {
    Arena arena;
    Node *nodes;
    unsigned char *edge_bytes;
    uint32_t *edge_targets;
    Entry *entries;
    uint32_t root[256]; /* the root's edges by byte; 0: none */
    LexiconBoundary boundary;
};

static unsigned char fold(char c)
{
    return (unsigned char)(c == '-' || c == '\n' ? ' ' : byte_to_lower(c));
}

static bool is_word_byte(char c)
{
    return byte_is_letter((unsigned char)c) || byte_is_digit((unsigned char)c);
}

/* ---- Building ---------------------------------------------------------------------------- */

static int32_t node_add(LexiconBuilder *builder, unsigned char byte)
{
    if (!array_reserve(&builder->nodes, &builder->node_capacity, builder->node_count,
                       sizeof *builder->nodes, 1024))
        return -1;
    builder->nodes[builder->node_count] =
        (BuilderNode){.child = -1, .sibling = -1, .entry = NO_ENTRY, .byte = byte};
    return (int32_t)builder->node_count++;
}

LexiconBuilder *lexicon_builder_new(LexiconBoundary boundary)
{
    LexiconBuilder *builder = calloc(1, sizeof *builder);
    if (builder == NULL)
        return NULL;
    builder->boundary = boundary;
    if (node_add(builder, 0) < 0) {
        lexicon_builder_free(builder);
        return NULL;
    }
    return builder;
}

void lexicon_builder_free(LexiconBuilder *builder)
{
    if (builder == NULL)
        return;
    arena_free(&builder->arena);
    free(builder->nodes);
    free(builder->entries);
    free(builder);
}

static int32_t child_for(LexiconBuilder *builder, int32_t node, unsigned char byte)
{
    for (int32_t c = builder->nodes[node].child; c >= 0; c = builder->nodes[c].sibling)
        if (builder->nodes[c].byte == byte)
            return c;
    int32_t made = node_add(builder, byte);
    if (made < 0)
        return -1;
    builder->nodes[made].sibling = builder->nodes[node].child;
    builder->nodes[node].child = made;
    return made;
}

static bool has_capital(ClaimsString form)
{
    for (size_t i = 0; i < form.size; i++)
        if (form.data[i] >= 'A' && form.data[i] <= 'Z')
            return true;
    return false;
}

LexiconAdd lexicon_builder_add(LexiconBuilder *builder, ClaimsString form, uint32_t value,
                               uint32_t *previous)
{
    int32_t node = 0;
    bool before_number = form.size > 1 && form.data[form.size - 1] == '#';
    bool before_name = form.size > 1 && form.data[form.size - 1] == '@';
    form.size -= before_number || before_name;
    for (size_t i = 0; i < form.size && node >= 0; i++)
        node = child_for(builder, node, fold(form.data[i]));
    if (node < 0)
        return LEXICON_NO_MEMORY;
    bool exact = has_capital(form);
    for (int32_t e = builder->nodes[node].entry; e != NO_ENTRY; e = builder->entries[e].next) {
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
    Entry entry = {.form = arena_copy(&builder->arena, form),
                   .value = value,
                   .exact = exact,
                   .before_number = before_number,
                   .before_name = before_name,
                   .next = builder->nodes[node].entry};
    if (entry.form.data == NULL)
        return LEXICON_NO_MEMORY;
    builder->nodes[node].entry = (int32_t)builder->entry_count;
    builder->entries[builder->entry_count++] = entry;
    return LEXICON_ADDED;
}

/* Lay the nodes out with their edges together, in the builder's numbering. */
static void lay_out(const LexiconBuilder *builder, Lexicon *lexicon)
{
    uint32_t edge = 0;
    for (size_t i = 0; i < builder->node_count; i++) {
        Node *node = &lexicon->nodes[i];
        node->edge_start = edge;
        node->entry = builder->nodes[i].entry;
        for (int32_t c = builder->nodes[i].child; c >= 0; c = builder->nodes[c].sibling) {
            lexicon->edge_bytes[edge] = builder->nodes[c].byte;
            lexicon->edge_targets[edge++] = (uint32_t)c;
            node->edge_count++;
            if (i == 0)
                lexicon->root[builder->nodes[c].byte] = (uint32_t)c;
        }
    }
}

Lexicon *lexicon_build(LexiconBuilder *builder)
{
    Lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (lexicon != NULL) {
        lexicon->boundary = builder->boundary;
        lexicon->nodes = calloc(builder->node_count, sizeof(Node));
        lexicon->edge_bytes = calloc(builder->node_count, 1);
        lexicon->edge_targets = calloc(builder->node_count, sizeof(uint32_t));
        if (lexicon->nodes == NULL || lexicon->edge_bytes == NULL ||
            lexicon->edge_targets == NULL) {
            lexicon_free(lexicon);
            lexicon = NULL;
        }
    }
    if (lexicon != NULL) {
        lay_out(builder, lexicon);
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
    free(lexicon->edge_bytes);
    free(lexicon->edge_targets);
    free(lexicon->entries);
    free(lexicon);
}

/* ---- Matching ---------------------------------------------------------------------------- */

static uint32_t edge_target(const Lexicon *lexicon, uint32_t node, unsigned char byte)
{
    const Node *n = &lexicon->nodes[node];
    for (uint32_t i = n->edge_start; i < n->edge_start + n->edge_count; i++)
        if (lexicon->edge_bytes[i] == byte)
            return lexicon->edge_targets[i];
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

bool lexicon_match(const Lexicon *lexicon, ClaimsString text, size_t at, LexiconMatch *match)
{
    if (at >= text.size)
        return false;
    uint32_t node = lexicon->root[fold(text.data[at])];
    if (node == 0 || !starts_word(lexicon, text, at))
        return false;
    bool found = false;
    for (size_t i = at + 1;; i++) {
        if (lexicon->nodes[node].entry != NO_ENTRY && ends_word(text, i)) {
            const Entry *entry = entry_at(lexicon, lexicon->nodes[node].entry, text, at);
            if (entry != NULL) {
                *match = (LexiconMatch){entry->value, i};
                found = true;
            }
        }
        if (i >= text.size)
            return found;
        node = edge_target(lexicon, node, fold(text.data[i]));
        if (node == 0)
            return found;
    }
}

/* ---- Expansion --------------------------------------------------------------------------- */

typedef struct Expansion {
    char form[FORM_MAX + 1];
    size_t size;
    bool (*each)(void *cookie, ClaimsString form);
    void *cookie;
} Expansion;

static bool expand_from(Expansion *expansion, const char *pattern);

static bool expand_alternative(Expansion *expansion, const char *from, const char *to,
                               const char *rest)
{
    size_t size = (size_t)(to - from), kept = expansion->size;
    if (kept + size > FORM_MAX)
        return false;
    memcpy(expansion->form + kept, from, size);
    expansion->size += size;
    bool good = expand_from(expansion, rest);
    expansion->size = kept;
    return good;
}

/* Depth is the number of groups, which the length of the pattern bounds. */
static bool expand_from(Expansion *expansion, const char *pattern)
{
    const char *open = strchr(pattern, '{');
    size_t literal = open != NULL ? (size_t)(open - pattern) : strlen(pattern);
    size_t kept = expansion->size;
    if (kept + literal > FORM_MAX || memchr(pattern, '}', literal) != NULL)
        return false;
    memcpy(expansion->form + kept, pattern, literal);
    expansion->size += literal;
    bool good = true;
    if (open == NULL) {
        good = expansion->each(expansion->cookie, (ClaimsString){expansion->form, expansion->size});
    } else {
        const char *close = strchr(open, '}');
        good = close != NULL;
        for (const char *from = open + 1; good && from <= close;) {
            const char *to = from + strcspn(from, "|}");
            good = expand_alternative(expansion, from, to, close + 1);
            from = to + 1;
        }
    }
    expansion->size = kept;
    return good;
}

bool lexicon_expand(const char *pattern, bool (*each)(void *cookie, ClaimsString form),
                    void *cookie)
{
    Expansion expansion = {.each = each, .cookie = cookie};
    return expand_from(&expansion, pattern);
}
