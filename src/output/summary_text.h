/* SPDX-License-Identifier: GPL-3.0-or-later */
/* More figures of a summary's row as people read them. Nothing where there is nothing to
 * tell. The median itself is in scale_text.h. */
#ifndef OUTPUT_SUMMARY_TEXT_H
#define OUTPUT_SUMMARY_TEXT_H

#include "base/buffer.h"
#include "stats/summary.h"

/* The median's interval, the quartiles, the extremes. */
void summary_text_append_interval(Buffer *text, const SummaryRow *row);
void summary_text_append_quartiles(Buffer *text, const SummaryRow *row);
void summary_text_append_extremes(Buffer *text, const SummaryRow *row);

/* The median of the peaks, the best one after the word `best`, and how many papers tell one. */
void summary_text_append_peak(Buffer *text, const Names *names, const SummaryRow *row,
                              const char *best);

/* Of a setting: the values that most papers state: "4 (12), 8 (7), …". */
void summary_text_append_common(Buffer *text, const SummaryRow *row);

#endif
