/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sources.h"

#include "base/array.h"
#include "base/string.h"

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

ClaimsStatus sources_make(const Records *records, Sources *sources)
{
    /* By the number of a source's name: its place in the items, from 1. */
    size_t *places = calloc((size_t)records->names.count + 1, sizeof *places);
    bool done = places != NULL;
    for (size_t i = 0; done && i < records->paper_count; i++) {
        const RecordPaper *paper = &records->papers[i];
        size_t *place = &places[paper->source];
        if (*place == 0) {
            done = array_reserve(&sources->items, &sources->capacity, sources->count,
                                 sizeof *sources->items, 32);
            if (!done)
                break;
            sources->items[sources->count++] = (SourceCount){.source = paper->source};
            *place = sources->count;
        }
        SourceCount *item = &sources->items[*place - 1];
        ClaimsString date = names_text(&records->names, paper->date);
        item->papers++;
        widen(date, &item->first, &item->last);
        widen(date, &sources->first, &sources->last);
    }
    for (size_t i = 0; done && i < records->count; i++)
        sources->items[places[records->papers[records->items[i].paper].source] - 1].claims++;
    free(places);
    return done ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
}

void sources_free(Sources *sources)
{
    free(sources->items);
    *sources = (Sources){0};
}
