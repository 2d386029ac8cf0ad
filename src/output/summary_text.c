/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/summary_text.h"

#include "output/scale_text.h"
#include "output/sheet.h"

static void append_value(Buffer *text, const Names *names, const SummaryRow *row, double value)
{
    scale_text_append_value(text, names, row->group->scale, row->group->unit, value);
}

void summary_text_append_interval(Buffer *text, const SummaryRow *row)
{
    if (row->centre_papers > SUMMARY_LISTED)
        scale_text_append_interval(text, row->interval);
}

static void append_range(Buffer *text, const SummaryRow *row, double low, double high)
{
    if (row->centre_papers <= SUMMARY_LISTED)
        return;
    sheet_append_rounded(text, low);
    buffer_append_text(text, " … ");
    sheet_append_rounded(text, high);
}

void summary_text_append_quartiles(Buffer *text, const SummaryRow *row)
{
    append_range(text, row, row->first_quartile, row->third_quartile);
}

void summary_text_append_extremes(Buffer *text, const SummaryRow *row)
{
    append_range(text, row, row->minimum, row->maximum);
}

void summary_text_append_peak(Buffer *text, const Names *names, const SummaryRow *row,
                              const char *best)
{
    if (row->peak_papers == 0)
        return;
    append_value(text, names, row, row->peak_median);
    if (row->peak_papers > 1) {
        buffer_printf(text, ", %s ", best);
        append_value(text, names, row, row->peak_maximum);
    }
    buffer_printf(text, " (%zu)", row->peak_papers);
}

static bool more_papers(const SummaryCount *a, const SummaryCount *b)
{
    return a->papers != b->papers ? a->papers > b->papers : a->value < b->value;
}

void summary_text_append_common(Buffer *text, const SummaryRow *row)
{
    enum { SHOWN = 4 };
    const SummaryCount *shown[SHOWN] = {0};
    for (size_t i = 0; i < row->count_count; i++) {
        const SummaryCount *count = &row->counts[i];
        for (size_t k = 0; k < SHOWN && count != NULL; k++) {
            if (shown[k] != NULL && !more_papers(count, shown[k]))
                continue;
            const SummaryCount *pushed = shown[k];
            shown[k] = count;
            count = pushed;
        }
    }
    for (size_t k = 0; k < SHOWN && shown[k] != NULL; k++) {
        if (k > 0)
            buffer_append_text(text, ", ");
        sheet_append_rounded(text, shown[k]->value);
        buffer_printf(text, " (%zu)", shown[k]->papers);
    }
    if (row->count_count > SHOWN)
        buffer_append_text(text, ", …");
}
