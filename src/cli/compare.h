/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three ways of `claims compare`. */
#ifndef CLI_COMPARE_H
#define CLI_COMPARE_H

#include "cli/analysis.h"

typedef struct CompareOptions {
    AnalysisOptions common;
    const char *tradeoff, *paper;
} CompareOptions;

/* One of the things that are compared. */
typedef struct CompareArm {
    const char *name;
    uint32_t key; /* as FactGroup.key */
    bool is_paper;
} CompareArm;

/* Each renders its result and returns what the command returns. */
ExitStatus compare_arms(Analysis *analysis, const CompareArm *arms, size_t count);
ExitStatus compare_tradeoff(Analysis *analysis, const char *metrics, const CompareArm *arms,
                            size_t count);
ExitStatus compare_paper(Analysis *analysis, const char *name);

/* Reports that memory is exhausted. */
ExitStatus compare_out_of_memory(const Analysis *analysis);

#endif
