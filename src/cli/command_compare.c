/* SPDX-License-Identifier: GPL-3.0-or-later */
/* claims compare: families or papers head to head; a trade-off; a paper among all others. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "cli/compare.h"
#include "cli/operands.h"
#include "cli/paper_lookup.h"
#include "cli/terminal.h"

/* What a name on the command line stands for. */
static ExitStatus find_arm(Analysis *analysis, const char *name, CompareArm *arm)
{
    ExitStatus status;
    *arm = (CompareArm){.name = name};
    if (analysis_is_family(analysis, name)) {
        arm->key = analysis_find_family(analysis, name, &status);
        return status;
    }
    PaperLookup lookup = paper_lookup(analysis, name, &arm->key);
    arm->is_paper = lookup == PAPER_FOUND;
    if (lookup == PAPER_FOUND)
        return EXIT_DONE;
    if (lookup == PAPER_AMBIGUOUS)
        return EXIT_USAGE;
    analysis_find_family(analysis, name, &status);
    command_usage_error(analysis->sink, "no paper and no file has that name either", NULL);
    return status;
}

static ExitStatus report_same(const Analysis *analysis, const CompareArm *a, const CompareArm *b)
{
    diagnostic_report(analysis->sink, CLAIMS_ERROR, NULL, 0,
                      "'%s' and '%s' are the same: name each once", a->name, b->name);
    return EXIT_USAGE;
}

static ExitStatus find_arms(Analysis *analysis, const OptionList *names, CompareArm **arms)
{
    *arms = arena_array(&analysis->arena, names->count + 1, sizeof **arms);
    if (*arms == NULL)
        return EXIT_SYSTEM;
    for (size_t i = 0; i < names->count; i++) {
        ExitStatus status = find_arm(analysis, names->items[i], &(*arms)[i]);
        if (status != EXIT_DONE)
            return status;
        for (size_t k = 0; k < i; k++)
            if ((*arms)[k].is_paper == (*arms)[i].is_paper && (*arms)[k].key == (*arms)[i].key)
                return report_same(analysis, &(*arms)[k], &(*arms)[i]);
    }
    return EXIT_DONE;
}

/* Are the options of one of the three ways to compare? */
static ExitStatus check_options(const CompareOptions *options, const OptionList *names,
                                ClaimsSink sink)
{
    if (options->paper != NULL && (options->tradeoff != NULL || names->count > 0))
        return command_usage_error(sink, "--paper compares one paper with all others",
                                   "leave out --tradeoff, families and other papers");
    if (options->tradeoff != NULL && options->common.metric != NULL)
        return command_usage_error(sink, "--tradeoff names its two metrics itself",
                                   "leave out --metric");
    if (options->paper != NULL || options->tradeoff != NULL)
        return EXIT_DONE;
    if (names->count < 2)
        return command_usage_error(sink, "expected two or more families or papers to compare",
                                   "claims compare quantization pruning --metric memory FILE...; "
                                   "a name that is a file's is taken for input");
    if (options->common.metric == NULL)
        return command_usage_error(sink, "expected --metric: what to compare them by", NULL);
    return EXIT_DONE;
}

static ExitStatus compare(Analysis *analysis, const CompareOptions *options,
                          const OptionList *names)
{
    CompareArm *arms;
    ExitStatus status = find_arms(analysis, names, &arms);
    if (status != EXIT_DONE)
        return status;
    if (options->paper != NULL)
        return compare_paper(analysis, options->paper);
    if (options->tradeoff != NULL)
        return compare_tradeoff(analysis, options->tradeoff, arms, names->count);
    return compare_arms(analysis, arms, names->count);
}

static ExitStatus run(const Command *command, size_t count, char *const *arguments, ClaimsSink sink)
{
    CompareOptions options = {.common = analysis_defaults()};
    Analysis analysis = {0};
    OptionList operands = {0}, names = {0}, paths = {0};
    Arena arena = {0};
    ExitStatus status;
    if (!command_parse(command, count, arguments, &options, &operands, &arena, sink, &status))
        goto cleanup;
    status = EXIT_SYSTEM;
    if (!operands_split(&arena, &operands, &names, &paths))
        goto cleanup;
    status = check_options(&options, &names, sink);
    if (status == EXIT_DONE && analysis_begin(&analysis, &options.common, &paths, sink, &status))
        status = compare(&analysis, &options, &names);
cleanup:
    analysis_end(&analysis);
    arena_free(&arena);
    return status;
}

static const Option rows[] = {
    ANALYSIS_ROW_METRIC,
    {.type = OPTION_TEXT,
     .name = "tradeoff",
     .argument = "M1:M2",
     .help = "instead: the papers that state both metrics, and which of them no other one beats "
             "in both",
     .target = offsetof(CompareOptions, tradeoff)},
    {.type = OPTION_TEXT,
     .name = "paper",
     .argument = "PAPER",
     .help = "instead: where PAPER's claims stand among those of all other papers",
     .target = offsetof(CompareOptions, paper)},
    ANALYSIS_ROW_WHERE,
    ANALYSIS_ROW_CONFIDENCE,
    ANALYSIS_ROW_SEED,
    ANALYSIS_ROW_FORMAT,
    OPTION_ROW_OUTPUT(AnalysisOptions),
    OPTION_ROW_RULES(AnalysisOptions),
    OPTION_ROW_JOBS(AnalysisOptions),
    ANALYSIS_ROW_COLOR,
};

const Command command_compare = {
    .name = "compare",
    .operands = "[A B...] [FILE]...",
    .summary = "Compare families or papers by a metric, with effect size and significance",
    .details = "A, B and so on are technique families, or papers by number or title; what names a "
               "file is input. Samples are of papers, one value each. P(A>B) is the probability "
               "that a random A beats a random B; ~ stands where the difference may be chance "
               "(p >= 0.05; for more than two, adjusted by Holm's method).",
    .options = {rows, sizeof rows / sizeof *rows},
    .run = run,
};
