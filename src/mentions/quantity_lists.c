/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mentions/quantity_lists.h"

#include <math.h>

#include "base/string.h"

/* What stands between two neighbours. */
typedef enum Connector {
    CONNECTOR_NONE,
    CONNECTOR_HYPHEN,
    CONNECTOR_RANGE, /* "to" */
    CONNECTOR_LIST,  /* "and" */
    CONNECTOR_COMMA,
    CONNECTOR_TIMES,
} Connector;

static unsigned char byte_at(ClaimsString text, size_t at)
{
    return at < text.size ? (unsigned char)text.data[at] : 0;
}

static size_t skip_space(ClaimsString text, size_t at)
{
    return at + (byte_at(text, at) == ' ');
}

static bool is_bare(const Measure *measure)
{
    return !measure_has_unit(measure);
}

static size_t skip_role(const QuantityWords *words, ClaimsString text, size_t at, WordRole role)
{
    LexiconMatch match;
    const QuantityWord *word = quantity_words_match(words, text, at, &match);
    return word != NULL && (word->roles & (unsigned)role) != 0 ? skip_space(text, match.end) : at;
}

/* What the text between `from` and `to` is, when it is a connector and nothing else. */
static Connector connector_between(const QuantityWords *words, ClaimsString text, size_t from,
                                   size_t to)
{
    static const char times[] = "\xc3\x97";
    size_t at = skip_space(text, from);
    unsigned char c = byte_at(text, at);
    if (at >= to)
        return CONNECTOR_NONE;
    if (c == '-' || c == '~')
        return skip_space(text, at + 1) == to ? CONNECTOR_HYPHEN : CONNECTOR_NONE;
    if (c == 'x' ||
        (c == (unsigned char)times[0] && byte_at(text, at + 1) == (unsigned char)times[1]))
        return skip_space(text, at + (c == 'x' ? 1 : 2)) == to ? CONNECTOR_TIMES : CONNECTOR_NONE;
    bool comma = c == ',' || c == ';';
    if (comma)
        at = skip_space(text, at + 1);
    if (at == to)
        return c == ',' ? CONNECTOR_COMMA : CONNECTOR_NONE;
    size_t end = skip_role(words, text, at, WORD_LIST);
    if (end > at)
        return skip_role(words, text, end, WORD_ARTICLE) == to ? CONNECTOR_LIST : CONNECTOR_NONE;
    end = comma ? at : skip_role(words, text, at, WORD_RANGE);
    return end > at && end == to ? CONNECTOR_RANGE : CONNECTOR_NONE;
}

static bool same_unit(ClaimsString text, const Measure *a, const Measure *b)
{
    if (a->unit != NULL || b->unit != NULL)
        return a->unit == b->unit ||
               (a->unit != NULL && b->unit != NULL && a->unit->symbol.size > 0 &&
                string_equal(a->unit->symbol, b->unit->symbol));
    return string_equal(string_slice(text, a->unit_span.start, a->unit_span.end),
                        string_slice(text, b->unit_span.start, b->unit_span.end));
}

/* Does the word before `at` have the role? */
static bool follows_role(const QuantityWords *words, ClaimsString text, size_t at, WordRole role)
{
    size_t end = at > 0 && text.data[at - 1] == ' ' ? at - 1 : at, start = end;
    while (start > 0 && byte_is_letter((unsigned char)text.data[start - 1]))
        start--;
    return start < end && skip_role(words, text, start, role) > start;
}

/* "…, respectively": the numbers belong to different things. */
static bool is_told_apart(const QuantityWords *words, ClaimsString text, const Measure *last)
{
    size_t at = last->span.end;
    at += byte_at(text, at) == ',';
    at = skip_space(text, at);
    return skip_role(words, text, at, WORD_APART) > at;
}

static bool may_range(ClaimsString text, const Measure *a, const Measure *b)
{
    if (a->form != MEASURE_NUMBER && a->form != MEASURE_CLOCK && a->form != MEASURE_DATE)
        return false;
    return same_unit(text, a, b) || is_bare(a) || is_bare(b);
}

/* A list's members have one unit: each its own, or all the last one's. */
static bool may_list(ClaimsString text, const Measure *a, const Measure *b)
{
    bool forms = (a->form == MEASURE_NUMBER || a->form == MEASURE_LIST) &&
                 b->form == MEASURE_NUMBER && a->is_word == b->is_word;
    bool share = b->unit != NULL && b->unit->class == UNIT_PERCENT;
    return forms && (is_bare(a) || (!share && !is_bare(b) && same_unit(text, a, b)));
}

static MeasureForm form_of_pair(const QuantityWords *words, ClaimsString text, const Measure *a,
                                const Measure *b)
{
    Connector connector = connector_between(words, text, a->span.end, b->span.start);
    switch (connector) {
    case CONNECTOR_NONE:
        return MEASURE_NUMBER;
    case CONNECTOR_HYPHEN:
    case CONNECTOR_RANGE:
        return may_range(text, a, b) ? MEASURE_RANGE : MEASURE_NUMBER;
    case CONNECTOR_TIMES:
        return may_list(text, a, b) || a->form == MEASURE_SIZE ? MEASURE_SIZE : MEASURE_NUMBER;
    case CONNECTOR_LIST:
    case CONNECTOR_COMMA:
        break;
    }
    if (connector == CONNECTOR_LIST && may_range(text, a, b) &&
        follows_role(words, text, a->span.start, WORD_BETWEEN))
        return MEASURE_RANGE;
    return may_list(text, a, b) ? MEASURE_LIST : MEASURE_NUMBER;
}

/* Numbers written before their common unit are in it. */
static void share_unit(Measure *a, const Measure *b)
{
    if (!is_bare(a) || is_bare(b))
        return;
    a->unit = b->unit;
    a->unit_span = b->unit_span;
    if (b->unit != NULL) {
        a->value *= b->unit->scale;
        a->value_max *= b->unit->scale;
    }
}

static void join(Measure *a, const Measure *b, MeasureForm form)
{
    share_unit(a, b);
    double least = fmin(fmin(a->value, a->value_max), fmin(b->value, b->value_max));
    double most = fmax(fmax(a->value, a->value_max), fmax(b->value, b->value_max));
    a->value = least;
    a->value_max = most > least ? most : NAN;
    a->span.end = b->span.end;
    if (a->form != MEASURE_DATE) /* from one date to another */
        a->form = form;
    a->is_whole = a->is_whole && b->is_whole;
    if (b->bound < a->bound)
        a->bound = b->bound;
}

/* "10-4" that lost its superscript: a falling range of whole numbers that begins with ten. */
static bool is_lost_power(ClaimsString text, const Measure *a, const Measure *b)
{
    return a->digits == 2 && a->value == 10 && is_bare(a) && b->digits == 1 && b->value > 0 &&
           byte_at(text, a->span.end) == '-' && b->span.start == a->span.end + 1;
}

static void join_power(Measure *a, const Measure *b)
{
    a->value = pow(10, -b->value);
    if (b->unit != NULL)
        a->value *= b->unit->scale;
    a->unit = b->unit;
    a->unit_span = b->unit_span;
    a->span.end = b->span.end;
    a->is_whole = false;
    a->digits = 0;
}

/* The list that begins with item `first` ends before the item returned. */
static size_t list_end(const QuantityWords *words, ClaimsString text, const MeasureList *list,
                       size_t first)
{
    size_t end = first + 1;
    while (end < list->count &&
           form_of_pair(words, text, &list->items[end - 1], &list->items[end]) == MEASURE_LIST)
        end++;
    return end;
}

/* One of the items [first, end), from behind, where the unit stands. */
static Measure join_list(const MeasureList *list, size_t first, size_t end)
{
    Measure joined = list->items[end - 1];
    for (size_t i = end - 1; i-- > first;) {
        Measure member = list->items[i];
        join(&member, &joined, MEASURE_LIST);
        joined = member;
    }
    return joined;
}

/* Ranges and sizes first: lists may hold them. */
static void join_ranges(const QuantityWords *words, ClaimsString text, MeasureList *list)
{
    size_t out = 0;
    for (size_t i = 0; i < list->count; i++) {
        Measure *item = &list->items[i], *last = out > 0 ? &list->items[out - 1] : NULL;
        MeasureForm form = last != NULL ? form_of_pair(words, text, last, item) : MEASURE_NUMBER;
        if (last != NULL && is_lost_power(text, last, item))
            join_power(last, item);
        else if (form == MEASURE_RANGE || form == MEASURE_SIZE)
            join(last, item, form);
        else
            list->items[out++] = *item;
    }
    list->count = out;
}

static void join_lists(const QuantityWords *words, ClaimsString text, MeasureList *list)
{
    size_t out = 0;
    for (size_t i = 0, end; i < list->count; i = end) {
        end = list_end(words, text, list, i);
        /* Whether it is one list shows only at its end: "35 and 22 mg, respectively" is none. */
        if (is_told_apart(words, text, &list->items[end - 1])) {
            for (size_t k = i; k < end; k++) {
                if (k + 1 < end)
                    share_unit(&list->items[k], &list->items[end - 1]);
                list->items[out++] = list->items[k];
            }
            continue;
        }
        Measure joined = join_list(list, i, end);
        list->items[out++] = joined;
    }
    list->count = out;
}

void quantity_lists_join(const QuantityWords *words, ClaimsString text, MeasureList *list)
{
    join_ranges(words, text, list);
    join_lists(words, text, list);
    for (size_t i = 0; i < list->count; i++)
        if (is_bare(&list->items[i]))
            measure_apply_power(words, text, list->items[i].span.end, &list->items[i]);
}
