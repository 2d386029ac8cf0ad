/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef OUTPUT_SUMMARY_SHEET_H
#define OUTPUT_SUMMARY_SHEET_H

#include "output/sheet.h"
#include "stats/summary.h"

/*
 * Append all figures of `summary`, a row a group of `records`, as CSV or JSON Lines. `key` is the
 * name of the first column, static: what groups are by. Group keys are papers when `by_paper`.
 */
void summary_sheet_render(const Summary *summary, const Records *records, const char *key,
                          bool by_paper, SheetFormat format, Buffer *output);

#endif
