/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/string.h"

/* Patterns are as people write them; what nests deeper, or needs most of all tags, is let be. */
enum { DEPTH_MAX = 32, NEED_SIZE_MAX = 100 };

/* Does a part consume the target? */
typedef enum Target { TARGET_NEVER, TARGET_ALWAYS, TARGET_UNSURE } Target;

/* A part of a pattern. */
typedef struct Part {
    bool empty;         /* may consume nothing */
    TagSet first, last; /* tags that it may begin and end with */
    Target target;
    Needs need; /* where it never consumes the target: what it cannot do without */
    bool begins, ends;
    TagSet before, after;
    Needs need_before, need_behind; /* as in Filter, where it always does */
} Part;

typedef struct Parser {
    const unsigned char *pattern;
    size_t size, at;
    TagSet targets;
    int depth;
} Parser;

/* The parse functions answer false when the pattern uses something else than they know. */
static bool parse_alternatives(Parser *parser, Part *part);

/* ---- Needs ------------------------------------------------------------------------------- */

static int set_size(const TagSet *set)
{
    int size = 0;
    for (size_t i = 0; i < TAG_MAX / 64; i++)
        for (uint64_t word = set->words[i]; word != 0; word &= word - 1)
            size++;
    return size;
}

/* The smallest sets tell most. */
static void needs_add(Needs *needs, const TagSet *set)
{
    int size = set_size(set);
    if (size > NEED_SIZE_MAX)
        return;
    if (needs->count < FILTER_NEEDS) {
        needs->sets[needs->count++] = *set;
        return;
    }
    size_t largest = 0;
    for (size_t i = 1; i < needs->count; i++)
        if (set_size(&needs->sets[i]) > set_size(&needs->sets[largest]))
            largest = i;
    if (size < set_size(&needs->sets[largest]))
        needs->sets[largest] = *set;
}

static void needs_join(Needs *needs, const Needs *more)
{
    for (size_t i = 0; i < more->count; i++)
        needs_add(needs, &more->sets[i]);
}

/* What either of two alternatives needs: (a and b) or (c and d) implies (a or c) and (b or d). */
static void needs_either(Needs *needs, const Needs *other)
{
    Needs both = {.count = 0};
    for (size_t i = 0; i < needs->count && i < other->count; i++) {
        TagSet set = needs->sets[i];
        tag_set_join(&set, &other->sets[i]);
        needs_add(&both, &set);
    }
    *needs = both;
}

/* ---- Parts ------------------------------------------------------------------------------- */

static void append(Part *part, const Part *next)
{
    bool both = part->target != TARGET_NEVER && next->target != TARGET_NEVER;
    if (both || part->target == TARGET_UNSURE || next->target == TARGET_UNSURE) {
        part->target = TARGET_UNSURE;
    } else if (next->target == TARGET_ALWAYS) {
        part->target = TARGET_ALWAYS;
        part->before = next->before;
        if (next->begins)
            tag_set_join(&part->before, &part->last);
        part->begins = next->begins && part->empty;
        part->ends = next->ends;
        part->after = next->after;
        part->need_before = part->need;
        needs_join(&part->need_before, &next->need_before);
        part->need_behind = next->need_behind;
    } else if (part->target == TARGET_ALWAYS) {
        if (part->ends)
            tag_set_join(&part->after, &next->first);
        part->ends = part->ends && next->empty;
        needs_join(&part->need_behind, &next->need);
    } else {
        needs_join(&part->need, &next->need);
    }
    if (part->empty)
        tag_set_join(&part->first, &next->first);
    if (!next->empty)
        part->last = next->last;
    else
        tag_set_join(&part->last, &next->last);
    part->empty = part->empty && next->empty;
}

static void alternate(Part *part, const Part *other)
{
    if (part->target != other->target)
        part->target = TARGET_UNSURE;
    tag_set_join(&part->first, &other->first);
    tag_set_join(&part->last, &other->last);
    tag_set_join(&part->before, &other->before);
    tag_set_join(&part->after, &other->after);
    part->empty = part->empty || other->empty;
    part->begins = part->begins || other->begins;
    part->ends = part->ends || other->ends;
    needs_either(&part->need, &other->need);
    needs_either(&part->need_before, &other->need_before);
    needs_either(&part->need_behind, &other->need_behind);
}

static void repeat(Part *part, bool optional, bool again)
{
    if (optional) {
        part->empty = true;
        part->need.count = 0;
        if (part->target == TARGET_ALWAYS)
            part->target = TARGET_UNSURE;
    }
    if (again && part->target == TARGET_ALWAYS)
        part->target = TARGET_UNSURE; /* there is one target only: nobody writes this */
}

/* A part that consumes one tag of `set`. */
static void make_one(const Parser *parser, const TagSet *set, Part *part)
{
    TagSet others = *set;
    for (size_t i = 0; i < TAG_MAX / 64; i++)
        others.words[i] &= ~parser->targets.words[i];
    *part = (Part){.first = *set, .last = *set, .target = TARGET_NEVER};
    if (!tag_set_meets(set, &parser->targets) || set_size(set) > NEED_SIZE_MAX) {
        needs_add(&part->need, set); /* any tag may be the target, but that has a part of its own */
        return;
    }
    part->target = set_size(&others) == 0 ? TARGET_ALWAYS : TARGET_UNSURE;
    part->begins = part->ends = true;
}

/* ---- Parsing ----------------------------------------------------------------------------- */

static unsigned char peek(const Parser *parser, size_t ahead)
{
    return parser->at + ahead < parser->size ? parser->pattern[parser->at + ahead] : 0;
}

static bool take(Parser *parser, const char *text)
{
    size_t size = strlen(text);
    if (parser->size - parser->at < size || memcmp(parser->pattern + parser->at, text, size) != 0)
        return false;
    parser->at += size;
    return true;
}

/* A tag is a character of three bytes. */
static bool take_tag(Parser *parser, TagSet *set)
{
    if (peek(parser, 0) < 0x80 || parser->size - parser->at < TAG_BYTES)
        return false;
    int tag = tag_decode((const char *)parser->pattern + parser->at);
    if (tag < 0 || tag >= TAG_MAX)
        return false;
    tag_set_add(set, tag);
    parser->at += TAG_BYTES;
    return true;
}

static bool parse_class(Parser *parser, Part *part)
{
    TagSet set = {{0}};
    bool negated = take(parser, "^");
    while (take_tag(parser, &set))
        continue;
    if (!take(parser, "]"))
        return false;
    for (size_t i = 0; negated && i < TAG_MAX / 64; i++)
        set.words[i] = ~set.words[i];
    make_one(parser, &set, part);
    return true;
}

static bool skip_name(Parser *parser)
{
    while (peek(parser, 0) != 0 && peek(parser, 0) != '>')
        parser->at++;
    return take(parser, ">");
}

static bool parse_group(Parser *parser, Part *part)
{
    bool looks = false;
    if (parser->depth == DEPTH_MAX)
        return false;
    if (take(parser, "?=") || take(parser, "?!") || take(parser, "?<=") || take(parser, "?<!"))
        looks = true;
    else if (take(parser, "?<")
                 ? !skip_name(parser)
                 : !take(parser, "?:") && !take(parser, "?>") && peek(parser, 0) == '?')
        return false;
    parser->depth++;
    bool good = parse_alternatives(parser, part) && take(parser, ")");
    parser->depth--;
    if (looks) {
        good = good && part->target == TARGET_NEVER;
        *part = (Part){.empty = true};
    }
    return good;
}

static bool parse_one(Parser *parser, Part *part)
{
    TagSet set = {{0}};
    if (take(parser, "("))
        return parse_group(parser, part);
    if (take(parser, "["))
        return parse_class(parser, part);
    if (take(parser, "^") || take(parser, "$")) {
        *part = (Part){.empty = true};
        return true;
    }
    if (take(parser, "."))
        memset(&set, 0xff, sizeof set);
    else if (!take_tag(parser, &set))
        return false;
    make_one(parser, &set, part);
    return true;
}

static bool take_number(Parser *parser, unsigned *number)
{
    size_t from = parser->at;
    *number = 0;
    for (; byte_is_digit(peek(parser, 0)) && *number < 100000; parser->at++)
        *number = *number * 10 + (unsigned)(peek(parser, 0) - '0');
    return parser->at > from;
}

/* "{2}", "{2,}", "{2,3}": the brace is taken. Older and newer PCRE2 disagree about "{,3}". */
static bool parse_bounds(Parser *parser, Part *part)
{
    unsigned least = 0, most = 0;
    if (!take_number(parser, &least))
        return false;
    most = least;
    if (take(parser, ",") && !take_number(parser, &most))
        most = least + 2;
    repeat(part, least == 0, most > 1);
    return take(parser, "}");
}

static bool parse_repeated(Parser *parser, Part *part)
{
    if (!parse_one(parser, part))
        return false;
    bool repeated = true;
    if (take(parser, "?"))
        repeat(part, true, false);
    else if (take(parser, "*"))
        repeat(part, true, true);
    else if (take(parser, "+"))
        repeat(part, false, true);
    else if (take(parser, "{"))
        return parse_bounds(parser, part) && (take(parser, "?") || take(parser, "+") || true);
    else
        repeated = false;
    if (repeated && !take(parser, "?"))
        take(parser, "+");
    return true;
}

static bool parse_sequence(Parser *parser, Part *part)
{
    *part = (Part){.empty = true};
    while (parser->at < parser->size && peek(parser, 0) != '|' && peek(parser, 0) != ')') {
        Part next;
        if (!parse_repeated(parser, &next))
            return false;
        append(part, &next);
    }
    return true;
}

static bool parse_alternatives(Parser *parser, Part *part)
{
    if (!parse_sequence(parser, part))
        return false;
    while (take(parser, "|")) {
        Part other;
        if (!parse_sequence(parser, &other))
            return false;
        alternate(part, &other);
    }
    return true;
}

void filter_make(const Vocabulary *vocabulary, ClaimsString pattern, Filter *filter)
{
    Parser parser = {.pattern = (const unsigned char *)pattern.data, .size = pattern.size};
    Part whole;
    for (int i = 0; i < UNIT_CLASS_COUNT; i++)
        tag_set_add(&parser.targets, vocabulary->engine.target[i]);
    bool good = parse_alternatives(&parser, &whole) && parser.at == parser.size;
    *filter = (Filter){.passes_all = true};
    if (!good || whole.target == TARGET_UNSURE)
        return;
    bool target = whole.target == TARGET_ALWAYS;
    *filter = (Filter){.begins = !target || whole.begins,
                       .ends = !target || whole.ends,
                       .before = whole.before,
                       .after = whole.after,
                       .need_before = target ? whole.need_before : whole.need,
                       .need_behind = whole.need_behind};
}

/* ---- Filtering --------------------------------------------------------------------------- */

static bool are_met(const Needs *needs, const TagSet *tags)
{
    for (size_t i = 0; i < needs->count; i++)
        if (!tag_set_meets(&needs->sets[i], tags))
            return false;
    return true;
}

bool filter_passes(const Filter *filter, const Surroundings *around)
{
    if (filter->passes_all)
        return true;
    if (!filter->begins &&
        (around->previous == TAG_NONE || !tag_set_has(&filter->before, around->previous)))
        return false;
    if (!filter->ends && (around->next == TAG_NONE || !tag_set_has(&filter->after, around->next)))
        return false;
    return are_met(&filter->need_before, &around->before) &&
           are_met(&filter->need_behind, &around->behind);
}
