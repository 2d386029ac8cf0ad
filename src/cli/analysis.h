/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands that work on records have in common: their options, their input, their output.
 */
#ifndef CLI_ANALYSIS_H
#define CLI_ANALYSIS_H

#include "cli/command.h"
#include "cli/gather.h"
#include "output/sheet.h"
#include "stats/facts.h"

/* The first member of such a command's options struct. */
typedef struct AnalysisOptions {
    int format; /* a SheetFormat; -1 when not given */
    int color;  /* a ColorChoice */
    const char *output, *metric;
    OptionList where, rules;
    double min_confidence;
    size_t jobs, seed;
} AnalysisOptions;

/* The defaults. */
AnalysisOptions analysis_defaults(void);

/* The options' rows. */
#define ANALYSIS_ROW_METRIC                                                                        \
    {                                                                                              \
        .type = OPTION_TEXT, .letter = 'm', .name = "metric", .argument = "METRIC",                \
        .help = "only claims about METRIC", .target = offsetof(AnalysisOptions, metric)            \
    }
#define ANALYSIS_ROW_WHERE                                                                         \
    {                                                                                              \
        .type = OPTION_LIST, .name = "where", .argument = "KEY=VALUE",                             \
        .help = "only claims whose KEY (family, metric, paper, source, title, date or its "        \
                "beginning, section, kind, unit, direction, bound, model, dataset, hardware) is "  \
                "VALUE, letter case aside; may be given again, then all must hold",                \
        .target = offsetof(AnalysisOptions, where)                                                 \
    }
#define ANALYSIS_ROW_CONFIDENCE                                                                    \
    {                                                                                              \
        .type = OPTION_NUMBER, .name = "min-confidence", .argument = "X",                          \
        .help = "leave out claims with a confidence below X, from 0 to 1",                         \
        .target = offsetof(AnalysisOptions, min_confidence), .least = 0, .most = 1                 \
    }
#define ANALYSIS_ROW_SEED                                                                          \
    {                                                                                              \
        .type = OPTION_COUNT, .name = "seed", .argument = "N",                                     \
        .help = "start the random numbers of the intervals with N (default: 1)",                   \
        .target = offsetof(AnalysisOptions, seed)                                                  \
    }
#define ANALYSIS_ROW_FORMAT                                                                        \
    {                                                                                              \
        .type = OPTION_CHOICE, .letter = 'f', .name = "format", .argument = "FORMAT",              \
        .help = "output format (else by the ending of the output file, else a table)",             \
        .target = offsetof(AnalysisOptions, format), .choices = sheet_format_names                 \
    }
#define ANALYSIS_ROW_COLOR                                                                         \
    {                                                                                              \
        .type = OPTION_CHOICE, .name = "color", .argument = "WHEN",                                \
        .help = "colours in the table", .target = offsetof(AnalysisOptions, color),                \
        .choices = color_choice_names                                                              \
    }

/* A run of such a command. Zero-initialise, then analysis_begin; analysis_end releases it. */
typedef struct Analysis {
    const AnalysisOptions *options;
    ClaimsSink sink;
    Arena arena;
    ClaimsRules *rules;
    Records records;
    ScaleKnowledge knowledge;
    FactsRequest request; /* by family, with the conditions of the options */
    SheetFormat format;
    bool color;
    bool bad_input;
    Buffer output;
    Buffer notes; /* for the table: what a reader must know, below it */
    bool keeps;   /* set before: what is kept beside the records is wanted */
    GatherKept kept;
} Analysis;

/*
 * Parse the options' conditions, load the rules and gather the records of `paths`. True when the
 * command is to go on; else it is to return `*status`, after analysis_end.
 */
bool analysis_begin(Analysis *analysis, const AnalysisOptions *options, OptionList *paths,
                    ClaimsSink sink, ExitStatus *status);

/* Write analysis->output to where it belongs. Returns what the command returns. */
ExitStatus analysis_write(Analysis *analysis);

void analysis_end(Analysis *analysis);

/*
 * The whole of a command whose operands are input alone: parse `arguments` into `options`, which
 * begins with AnalysisOptions and holds the defaults, gather the records and `work` on them.
 */
ExitStatus analysis_run(const Command *command, size_t count, char *const *arguments,
                        ClaimsSink sink, AnalysisOptions *options,
                        ExitStatus (*work)(Analysis *analysis));

/*
 * The number of `name` among the families, or metrics, that the rules know or records have.
 * NAME_NONE, reported with the nearest name, when there is no such name; `*status` is then
 * EXIT_USAGE. A metric that no record has is NAME_UNUSED.
 */
uint32_t analysis_find_family(Analysis *analysis, const char *name, ExitStatus *status);
uint32_t analysis_find_metric(Analysis *analysis, const char *name, ExitStatus *status);

bool analysis_is_family(const Analysis *analysis, const char *name);

/* Append "2.94×", "+1.5 %", "4 bit": `value` on the group's scale. Nothing for NAN. */
void analysis_append_value(const Analysis *analysis, Buffer *text, Scale scale, uint32_t unit,
                           double value);

/* What a group's scale is called in outputs: "factor", "percent", or the unit. */
ClaimsString analysis_scale_name(const Analysis *analysis, Scale scale, uint32_t unit);

/* The paper as outputs name it: its identifier, after its source's name when it is a number in it.
 * Lives in the analysis's arena. */
ClaimsString analysis_paper_name(Analysis *analysis, uint32_t paper);

#endif
