/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a trend as people read them. */
#ifndef OUTPUT_TREND_TEXT_H
#define OUTPUT_TREND_TEXT_H

#include "base/buffer.h"
#include "stats/trend.h"

/* Append the growth a month that belongs to `slope`: "+5.2 %", "+1.5"; where it is no number, only
 * on which side it lies. */
void trend_text_append_growth(Buffer *text, Scale scale, double growth, double slope);

/* Append the interval of the growth; `undetermined`, when it says nothing. */
void trend_text_append_interval(Buffer *text, Scale scale, const Trend *trend,
                                const char *undetermined);

#endif
