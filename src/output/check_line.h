/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef OUTPUT_CHECK_LINE_H
#define OUTPUT_CHECK_LINE_H

#include "base/buffer.h"
#include "stats/check_paper.h"

/*
 * Append what became of a number of a brief, or what a brief leaves out, as a line of JSON with
 * what people need to see it: source, paper, title, status ("left out" too), reason, and of brief
 * and abstract quote, sentence and line. Null stands where there is nothing.
 */
void check_line_append(Buffer *output, const CheckItem *item);

#endif
