/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gnuplot templates of plots/, as they were when the program was built. */
#ifndef CHARTS_TEMPLATES_H
#define CHARTS_TEMPLATES_H

#include "rules/builtin.h"

/* Sorted by name ("families.gp"). */
extern const BuiltinFile template_files[];
extern const size_t template_file_count;

#endif
