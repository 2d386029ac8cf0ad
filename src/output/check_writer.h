/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the numbers of briefs, rendered. */
#ifndef OUTPUT_CHECK_WRITER_H
#define OUTPUT_CHECK_WRITER_H

#include "output/sheet.h"
#include "stats/check_paper.h"

/* Zero-initialise, then check_writer_begin; check_writer_free releases it. */
typedef struct CheckWriter {
    SheetFormat format;
    Sheet sheet;
    Buffer output;            /* complete after check_writer_end */
    const ClaimsPaper *paper; /* whose heading was written last */
} CheckWriter;

void check_writer_begin(CheckWriter *writer, SheetFormat format);

/*
 * CSV and JSON Lines have a row for every number of a brief; table and Markdown, which people
 * read, have only what needs an editor's eye: what is altered, unsupported, uncheckable or left
 * out.
 */
void check_writer_add(CheckWriter *writer, const CheckItem *item);

/* The papers' texts are about to go: forget them. */
void check_writer_end_paper(CheckWriter *writer);

/* Render the rest, and for people a summary. False when memory is exhausted. */
bool check_writer_end(CheckWriter *writer, const CheckCounts *counts);
void check_writer_free(CheckWriter *writer);

#endif
