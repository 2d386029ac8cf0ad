/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of the statistics as people read them. */
#ifndef OUTPUT_SCALE_TEXT_H
#define OUTPUT_SCALE_TEXT_H

#include "base/buffer.h"
#include "stats/summary.h"

/* Append "2.94×", "+1.5 %", "4 bit": `value` on the scale; `unit` is a number in `names`. Nothing
 * when it is not finite; without a unit when `names` is NULL. */
void scale_text_append_value(Buffer *text, const Names *names, Scale scale, uint32_t unit,
                             double value);

/* Append "[1.5, 2.41]"; an end that is not known is infinite. Nothing when neither is. */
void scale_text_append_interval(Buffer *text, Interval interval);

/* Append the median of the row, "> 4×" where it lies above all values; the values themselves where
 * there are so few that they are listed. Nothing when the row has no typical values. */
void scale_text_append_centre(Buffer *text, const Names *names, const SummaryRow *row);

/* Append a probability as "0.032" or "<0.001". Nothing for NAN. */
void scale_text_append_p(Buffer *text, double p);

#endif
