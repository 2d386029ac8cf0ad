/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/scale_text.h"

#include <math.h>

#include "output/sheet.h"

void scale_text_append_value(Buffer *text, const Names *names, Scale scale, uint32_t unit,
                             double value)
{
    if (!isfinite(value))
        return;
    bool is_signed = scale == SCALE_PERCENT || scale == SCALE_POINTS || scale == SCALE_UNIT;
    if (is_signed && value > 0)
        buffer_append_char(text, '+');
    sheet_append_rounded(text, value);
    if (scale == SCALE_FACTOR) {
        buffer_append_text(text, "×");
    } else if (scale == SCALE_PERCENT) {
        buffer_append_text(text, " %");
    } else if (scale != SCALE_POINTS && unit != NAME_NONE && names != NULL) {
        buffer_append_char(text, ' ');
        buffer_append_string(text, names_text(names, unit));
    }
}

void scale_text_append_interval(Buffer *text, Interval interval)
{
    if (!isfinite(interval.low) && !isfinite(interval.high))
        return;
    buffer_append_text(text, isfinite(interval.low) ? "[" : "(-∞");
    sheet_append_rounded(text, interval.low);
    buffer_append_text(text, ", ");
    sheet_append_rounded(text, interval.high);
    buffer_append_text(text, isfinite(interval.high) ? "]" : "∞)");
}

void scale_text_append_centre(Buffer *text, const Names *names, const SummaryRow *row)
{
    const FactGroup *group = row->group;
    if (row->centre_papers > SUMMARY_LISTED) {
        buffer_append_text(text, row->beyond > 0 ? "> " : row->beyond < 0 ? "< " : "");
        double value = row->beyond > 0   ? row->maximum
                       : row->beyond < 0 ? row->minimum
                                         : row->median;
        scale_text_append_value(text, names, group->scale, group->unit, value);
        return;
    }
    for (size_t i = 0; i < row->centre_papers; i++) {
        buffer_append_text(text, i > 0 ? ", " : "");
        scale_text_append_value(text, names, group->scale, group->unit, row->listed[i]);
    }
}

void scale_text_append_p(Buffer *text, double p)
{
    if (p < 0.0005)
        buffer_append_text(text, "<0.001");
    else if (isfinite(p))
        buffer_printf(text, "%.3f", p);
}
