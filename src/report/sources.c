/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sources.h"

#include <stdio.h>

#include "base/array.h"
#include "base/string.h"
#include "report/json_lines.h"

/* Dates are YYYY-MM-DD or a beginning of it, so that their bytes are in order as they are. */
static int compare_dates(ClaimsString a, ClaimsString b)
{
    size_t size = a.size < b.size ? a.size : b.size;
    int order = size > 0 ? memcmp(a.data, b.data, size) : 0;
    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static void widen(ClaimsString date, ClaimsString *first, ClaimsString *last)
{
    if (date.size == 0)
        return;
    if (first->size == 0 || compare_dates(date, *first) < 0)
        *first = date;
    if (last->size == 0 || compare_dates(date, *last) > 0)
        *last = date;
}

/* The item of that name, made when there is none yet; NULL when memory is exhausted. Lines of one
 * source mostly stand together: `last` is the item of the line before, or NULL. */
static SourceCount *find(Sources *sources, SourceCount *last, ClaimsString name)
{
    if (last != NULL && string_equal(last->name, name))
        return last;
    for (size_t i = 0; i < sources->count; i++)
        if (string_equal(sources->items[i].name, name))
            return &sources->items[i];
    ClaimsString copy = arena_copy(&sources->arena, name);
    if (copy.data == NULL || !array_reserve(&sources->items, &sources->capacity, sources->count,
                                            sizeof *sources->items, 32))
        return NULL;
    sources->items[sources->count] = (SourceCount){.name = copy};
    return &sources->items[sources->count++];
}

/* A claim of that paper. */
static bool count_claim(Sources *sources, SourceCount *item, ClaimsString paper, ClaimsString date)
{
    item->claims++;
    if (item->papers > 0 && string_equal(paper, item->last_paper))
        return true;
    item->papers++;
    item->last_paper = arena_copy(&sources->arena, paper);
    date = arena_copy(&sources->arena, date);
    if (item->last_paper.data == NULL || date.data == NULL)
        return false;
    widen(date, &item->first, &item->last);
    widen(date, &sources->first, &sources->last);
    return true;
}

static bool count_line(Sources *sources, SourceCount **last, const cJSON *claim)
{
    char number[40];
    const cJSON *paper = json_get(claim, "paper");
    ClaimsString id = json_line_text(claim, "paper");
    if (cJSON_IsNumber(paper)) {
        int size = snprintf(number, sizeof number, "%.17g", paper->valuedouble);
        id = (ClaimsString){number, (size_t)size};
    }
    *last = find(sources, *last, json_line_text(claim, "source"));
    return *last != NULL && count_claim(sources, *last, id, json_line_text(claim, "date"));
}

/* The names of files, a line each. */
static bool add_names(Sources *sources, ClaimsString names)
{
    bool done = true;
    for (size_t at = 0; done && at < names.size;) {
        const char *end = memchr(names.data + at, '\n', names.size - at);
        size_t next = end != NULL ? (size_t)(end - names.data) : names.size;
        done = find(sources, NULL, string_slice(names, at, next)) != NULL;
        at = next + 1;
    }
    return done;
}

ClaimsStatus sources_make(const ReportRequest *request, Sources *sources)
{
    bool done = true;
    SourceCount *last = NULL;
    cJSON *claim;
    for (size_t at = 0; done && (claim = json_lines_next(request->claims, &at)) != NULL;) {
        done = count_line(sources, &last, claim);
        cJSON_Delete(claim);
    }
    return done && add_names(sources, request->sources) ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
}

void sources_free(Sources *sources)
{
    free(sources->items);
    arena_free(&sources->arena);
    *sources = (Sources){0};
}
