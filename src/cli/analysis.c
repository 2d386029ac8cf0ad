/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/analysis.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "cli/destination.h"
#include "cli/format_choice.h"
#include "cli/gather.h"
#include "cli/nearest.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "output/scale_text.h"
#include "record/knowledge_base.h"

AnalysisOptions analysis_defaults(void)
{
    return (AnalysisOptions){
        .format = -1, .color = COLOR_AUTO, .jobs = run_processor_count(), .seed = 1};
}

/* ---- Names ------------------------------------------------------------------------------- */

static ExitStatus report_unknown(ClaimsSink sink, const char *what, const char *name,
                                 const char *const *names, size_t count)
{
    const char *nearest = nearest_name(name, names, count);
    Buffer message = {0}, help = {0};
    buffer_printf(&message, "unknown %s '%s'", what, name);
    if (nearest != NULL)
        buffer_printf(&help, "did you mean '%s'?", nearest);
    if (!message.failed && !help.failed)
        command_usage_error(sink, message.data, nearest != NULL ? help.data : NULL);
    buffer_free(&message);
    buffer_free(&help);
    return EXIT_USAGE;
}

static bool is_listed(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* The families that the rules know, and those that records have beside them, into `names` (of
 * `most`). Returns how many. */
static size_t list_families(const Analysis *analysis, const char **names, size_t most)
{
    const Records *records = &analysis->records;
    size_t known, count = 0;
    const ClaimsString *families = families_list(analysis->rules->families, &known);
    for (; count < known && count < most; count++)
        names[count] = families[count].data;
    for (size_t i = 0; i < records->paper_count; i++) {
        const RecordPaper *paper = &records->papers[i];
        for (size_t k = 0; k < paper->family_count; k++) {
            const char *name = names_text(&records->names, paper->families[k]).data;
            if (count < most && !is_listed(name, names, count))
                names[count++] = name;
        }
    }
    return count;
}

enum { FAMILIES_MOST = 500 };

bool analysis_is_family(const Analysis *analysis, const char *name)
{
    const char *names[FAMILIES_MOST];
    return is_listed(name, names, list_families(analysis, names, FAMILIES_MOST));
}

uint32_t analysis_find_family(Analysis *analysis, const char *name, ExitStatus *status)
{
    const char *names[FAMILIES_MOST];
    uint32_t number = NAME_NONE;
    size_t count = list_families(analysis, names, FAMILIES_MOST);
    *status = EXIT_DONE;
    if (!is_listed(name, names, count))
        *status = report_unknown(analysis->sink, "family", name, names, count);
    else if (!names_add(&analysis->records.names, string_of(name), &number))
        *status = EXIT_SYSTEM;
    return number;
}

uint32_t analysis_find_metric(Analysis *analysis, const char *name, ExitStatus *status)
{
    const Vocabulary *vocabulary = analysis->rules->vocabulary;
    const Records *records = &analysis->records;
    uint32_t number = names_find(&records->names, string_of(name));
    *status = EXIT_DONE;
    if (vocabulary_metric(vocabulary, name) != NULL)
        return number != NAME_NONE ? number : NAME_UNUSED;
    for (size_t i = 0; i < records->count && number != NAME_NONE; i++)
        if (records->items[i].metric == number)
            return number;
    const char **names = arena_array(&analysis->arena, vocabulary->metric_count + 1, sizeof *names);
    for (size_t i = 0; names != NULL && i < vocabulary->metric_count; i++)
        names[i] = vocabulary->metrics[i].id.data;
    *status = report_unknown(analysis->sink, "metric", name, names,
                             names != NULL ? vocabulary->metric_count : 0);
    return NAME_NONE;
}

ClaimsString analysis_paper_name(Analysis *analysis, uint32_t paper)
{
    Buffer name = {0};
    records_append_paper_name(&analysis->records, paper, &name);
    ClaimsString copy =
        name.failed ? (ClaimsString){0} : arena_copy(&analysis->arena, buffer_string(&name));
    buffer_free(&name);
    return copy;
}

/* ---- Values ------------------------------------------------------------------------------ */

ClaimsString analysis_scale_name(const Analysis *analysis, Scale scale, uint32_t unit)
{
    const char *name = scale_name(scale);
    return name != NULL ? string_of(name) : names_text(&analysis->records.names, unit);
}

void analysis_append_value(const Analysis *analysis, Buffer *text, Scale scale, uint32_t unit,
                           double value)
{
    scale_text_append_value(text, &analysis->records.names, scale, unit, value);
}

/* ---- Conditions -------------------------------------------------------------------------- */

static bool parse_condition(Analysis *analysis, const char *text, FactsCondition *condition)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL) {
        command_usage_error(analysis->sink, "--where needs KEY=VALUE", NULL);
        return false;
    }
    ClaimsString key = arena_copy(&analysis->arena, (ClaimsString){text, (size_t)(equals - text)});
    int field = 0;
    while (key.data != NULL && field < FACTS_FIELD_COUNT &&
           strcmp(facts_field_names[field], key.data) != 0)
        field++;
    if (key.data == NULL || field == FACTS_FIELD_COUNT) {
        report_unknown(analysis->sink, "key of --where", key.data != NULL ? key.data : "",
                       facts_field_names, FACTS_FIELD_COUNT);
        return false;
    }
    *condition = (FactsCondition){(FactsField)field, string_of(equals + 1)};
    return true;
}

static bool parse_conditions(Analysis *analysis)
{
    const OptionList *where = &analysis->options->where;
    FactsCondition *conditions =
        arena_array(&analysis->arena, where->count + 1, sizeof *conditions);
    if (conditions == NULL)
        return false;
    for (size_t i = 0; i < where->count; i++)
        if (!parse_condition(analysis, where->items[i], &conditions[i]))
            return false;
    analysis->request = (FactsRequest){.min_confidence = analysis->options->min_confidence,
                                       .conditions = conditions,
                                       .condition_count = where->count};
    return true;
}

/* What the conditions name must exist: a slip gives an empty answer otherwise. */
static bool check_names(Analysis *analysis, ExitStatus *status)
{
    const FactsRequest *request = &analysis->request;
    *status = EXIT_DONE;
    for (size_t i = 0; i < request->condition_count && *status == EXIT_DONE; i++) {
        const char *text = request->conditions[i].text.data;
        if (request->conditions[i].field == FACTS_FIELD_FAMILY && analysis->records.count > 0)
            analysis_find_family(analysis, text, status);
        if (request->conditions[i].field == FACTS_FIELD_METRIC)
            analysis_find_metric(analysis, text, status);
    }
    return *status == EXIT_DONE;
}

/* ---- A run ------------------------------------------------------------------------------- */

static bool choose_format(Analysis *analysis)
{
    const AnalysisOptions *options = analysis->options;
    int descriptor = destination_is_file(options->output) ? -1 : STDOUT_FILENO;
    analysis->color = terminal_color((ColorChoice)options->color, descriptor);
    return command_choose_sheet_format(options->format, options->output, analysis->sink,
                                       &analysis->format);
}

bool analysis_begin(Analysis *analysis, const AnalysisOptions *options, OptionList *paths,
                    ClaimsSink sink, ExitStatus *status)
{
    analysis->options = options;
    analysis->sink = sink;
    *status = EXIT_USAGE;
    if (!choose_format(analysis) || !parse_conditions(analysis) ||
        !command_default_input(paths, sink))
        return false;
    ClaimsStatus result =
        claims_rules_load(options->rules.items, options->rules.count, sink, &analysis->rules);
    if (result == CLAIMS_OK) {
        const GatherRequest request = {.paths = paths->items,
                                       .path_count = paths->count,
                                       .jobs = options->jobs,
                                       .rules = analysis->rules,
                                       .sink = sink,
                                       .kept = analysis->keeps ? &analysis->kept : NULL};
        result = gather_records(&request, &analysis->records, &analysis->bad_input);
    }
    if (result == CLAIMS_OK &&
        !scale_knowledge_make(&analysis->records, analysis->rules->vocabulary,
                              &analysis->knowledge)) {
        diagnostic_report(sink, CLAIMS_ERROR, NULL, 0, "out of memory");
        result = CLAIMS_ERROR_SYSTEM;
    }
    *status = command_exit(result);
    if (result != CLAIMS_OK)
        return false;
    if (options->metric != NULL)
        analysis->request.metric = analysis_find_metric(analysis, options->metric, status);
    return *status == EXIT_DONE && check_names(analysis, status);
}

/* Notes begin with an empty line, which is for what stands above them. */
static void append_notes(Buffer *output, ClaimsString notes)
{
    bool empty_line = notes.size > 0 && notes.data[0] == '\n';
    buffer_append_string(output, string_slice(notes, output->size == 0 && empty_line, notes.size));
}

ExitStatus analysis_write(Analysis *analysis)
{
    if (sheet_format_is_readable(analysis->format))
        append_notes(&analysis->output, buffer_string(&analysis->notes));
    if (analysis->output.failed || analysis->notes.failed) {
        diagnostic_report(analysis->sink, CLAIMS_ERROR, NULL, 0, "out of memory");
        return EXIT_SYSTEM;
    }
    ExitStatus exit_status = command_exit(destination_write_all(
        analysis->options->output, buffer_string(&analysis->output), analysis->sink));
    return exit_status == EXIT_DONE && analysis->bad_input ? EXIT_BAD_INPUT : exit_status;
}

void analysis_end(Analysis *analysis)
{
    records_free(&analysis->records);
    scale_knowledge_free(&analysis->knowledge);
    claims_rules_free(analysis->rules);
    arena_free(&analysis->arena);
    buffer_free(&analysis->output);
    buffer_free(&analysis->notes);
    gather_kept_free(&analysis->kept);
}

ExitStatus analysis_run(const Command *command, size_t count, char *const *arguments,
                        ClaimsSink sink, AnalysisOptions *options,
                        ExitStatus (*work)(Analysis *analysis))
{
    Analysis analysis = {0};
    OptionList paths = {0};
    Arena arena = {0};
    ExitStatus status;
    if (command_parse(command, count, arguments, options, &paths, &arena, sink, &status) &&
        analysis_begin(&analysis, options, &paths, sink, &status))
        status = work(&analysis);
    analysis_end(&analysis);
    arena_free(&arena);
    return status;
}
