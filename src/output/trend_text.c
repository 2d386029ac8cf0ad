/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/trend_text.h"

#include <math.h>

#include "output/sheet.h"

void trend_text_append_growth(Buffer *text, Scale scale, double growth, double slope)
{
    bool factors = scale == SCALE_FACTOR;
    if (!isfinite(growth)) {
        buffer_append_text(text, slope > 0 ? "> " : "< ");
        growth = slope > 0 ? TREND_GROWTH_MOST : TREND_GROWTH_LEAST;
    }
    if (growth > 0)
        buffer_append_char(text, '+');
    sheet_append_rounded(text, factors ? growth * 100 : growth);
    if (factors)
        buffer_append_text(text, " %");
}

void trend_text_append_interval(Buffer *text, Scale scale, const Trend *trend,
                                const char *undetermined)
{
    const Interval growth = trend->growth_interval, slope = trend->slope.interval;
    if (!isfinite(growth.low) && !isfinite(growth.high)) {
        if (slope.low < 0 && slope.high > 0)
            buffer_append_text(text, undetermined);
        else
            trend_text_append_growth(text, scale, growth.low, slope.low);
        return;
    }
    buffer_append_char(text, '[');
    trend_text_append_growth(text, scale, growth.low, slope.low);
    buffer_append_text(text, ", ");
    trend_text_append_growth(text, scale, growth.high, slope.high);
    buffer_append_char(text, ']');
}
