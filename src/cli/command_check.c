/* SPDX-License-Identifier: GPL-3.0-or-later */
/* claims check: the numbers of briefs against the abstracts of the same papers. */
#include <math.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "cli/command.h"
#include "cli/destination.h"
#include "cli/format_choice.h"
#include "cli/run.h"
#include "output/check_writer.h"
#include "record/knowledge_base.h"

typedef struct CheckOptions {
    int format; /* a SheetFormat; -1 when not given */
    const char *output;
    OptionList rules;
} CheckOptions;

/* One run. It is done in one thread: reports are small, and the whole is summed up. */
typedef struct Check {
    const ClaimsRules *rules;
    ClaimsExtractor *claims;
    QuantityExtractor *quantities;
    CheckWriter writer;
    CheckCounts counts;
    Arena arena; /* of the paper in hand */
} Check;

/* The numbers of one text of a paper, by place. */
typedef struct Numbers {
    CheckNumber *items;
    size_t count;
    bool *told; /* of an abstract: the brief has it */
} Numbers;

static ClaimsStatus worker_new(void *cookie, ClaimsSink sink, void **worker)
{
    Check *check = cookie;
    ClaimsStatus status = claims_extractor_new(check->rules, sink, &check->claims);
    if (status == CLAIMS_OK)
        status = quantity_extractor_new(check->rules, &check->quantities);
    if (status != CLAIMS_OK)
        claims_extractor_free(check->claims);
    *worker = check;
    return status;
}

static void worker_free(void *worker)
{
    Check *check = worker;
    claims_extractor_free(check->claims);
    quantity_extractor_free(check->quantities);
    arena_free(&check->arena);
}

/* ---- The numbers of a paper -------------------------------------------------------------- */

static void insert(Numbers *numbers, CheckNumber number)
{
    size_t at = numbers->count++;
    for (; at > 0 && numbers->items[at - 1].start > number.start; at--)
        numbers->items[at] = numbers->items[at - 1];
    numbers->items[at] = number;
}

/* Is the quantity one of the claims? In an abstract, where more to compare with does no harm, a
 * range stays beside the claim that is made of one of its ends. */
static bool is_claimed(const Numbers *numbers, size_t claim_count, const QuantityRecord *quantity)
{
    for (size_t i = 0; i < claim_count; i++) {
        const CheckNumber *claim = &numbers->items[i];
        bool overlaps = claim->start < quantity->end && quantity->start < claim->end,
             end_only = isnan(claim->value_max) && !isnan(quantity->value_max) &&
                        quantity->document->section == CLAIM_SECTION_ABSTRACT;
        if (overlaps && !end_only)
            return true;
    }
    return false;
}

/* What a paper's texts hold, as the extractors gave it. */
typedef struct Found {
    const ClaimRecord *claims;
    size_t claim_count;
    const QuantityRecord *quantities;
    size_t quantity_count;
} Found;

/* The claims of `document`, and its quantities that are no claims. */
static bool collect(Check *check, const Found *found, const ClaimsDocument *document,
                    Numbers *numbers)
{
    size_t most = found->claim_count + found->quantity_count;
    *numbers = (Numbers){.items = arena_array(&check->arena, most + 1, sizeof(CheckNumber)),
                         .told = arena_array(&check->arena, most + 1, sizeof(bool))};
    if (numbers->items == NULL || numbers->told == NULL)
        return false;
    for (size_t i = 0; i < found->claim_count; i++)
        if (found->claims[i].document == document)
            numbers->items[numbers->count++] = check_number_of_claim(&found->claims[i]);
    size_t claims = numbers->count, free_count = 0;
    CheckNumber *free_items = arena_array(&check->arena, most + 1, sizeof *free_items);
    for (size_t i = 0; free_items != NULL && i < found->quantity_count; i++) {
        const QuantityRecord *quantity = &found->quantities[i];
        if (quantity->document == document && quantity->form != MEASURE_DATE &&
            !is_claimed(numbers, claims, quantity))
            free_items[free_count++] = check_number_of_quantity(quantity);
    }
    for (size_t i = 0; i < free_count; i++)
        insert(numbers, free_items[i]);
    return free_items != NULL;
}

static const ClaimsDocument *find_document(const ClaimsPaper *paper, ClaimSection section)
{
    for (size_t i = 0; i < paper->document_count; i++)
        if (paper->documents[i].section == section)
            return &paper->documents[i];
    return NULL;
}

/* ---- The check --------------------------------------------------------------------------- */

static void tell(Check *check, const CheckItem *item)
{
    if (item->left_out) {
        check->counts.left_out++;
    } else if (item->brief != NULL) {
        check->counts.numbers++;
        check->counts.statuses[item->status]++;
        check->counts.reasons[item->reason]++;
    }
    check_writer_add(&check->writer, item);
}

static void check_brief(Check *check, const ClaimsPaper *paper, const Numbers *brief,
                        const Numbers *abstract, ClaimsString text)
{
    const Kin *kin = check->rules->kin;
    for (size_t i = 0; i < brief->count; i++) {
        const CheckNumber *number = &brief->items[i];
        CheckFinding finding = check_number(kin, number, abstract->items, abstract->count, text);
        if (finding.status == CHECK_UNSUPPORTED && !check_number_is_telling(number))
            continue;
        for (size_t k = 0; k < abstract->count; k++)
            abstract->told[k] = abstract->told[k] || &abstract->items[k] == finding.match ||
                                check_tells(kin, number, &abstract->items[k]);
        tell(check, &(CheckItem){.paper = paper,
                                 .status = finding.status,
                                 .reason = finding.reason,
                                 .brief = number,
                                 .abstract = finding.match});
    }
    for (size_t k = 0; k < abstract->count; k++)
        if (!abstract->told[k] && check_is_headline(&abstract->items[k]))
            tell(check,
                 &(CheckItem){.paper = paper, .left_out = true, .abstract = &abstract->items[k]});
}

static void report_uncheckable(Check *check, const ClaimsPaper *paper, const Numbers *brief)
{
    check->counts.without_abstract++;
    if (brief->count == 0)
        tell(check, &(CheckItem){.paper = paper, .status = CHECK_UNCHECKABLE});
    for (size_t i = 0; i < brief->count; i++)
        if (check_number_is_telling(&brief->items[i]))
            tell(check, &(CheckItem){.paper = paper,
                                     .status = CHECK_UNCHECKABLE,
                                     .brief = &brief->items[i]});
}

/* All that a brief may render: the abstract, and the title. */
static ClaimsString source_text(Check *check, const ClaimsPaper *paper, ClaimsString abstract)
{
    size_t size = abstract.size + 1 + paper->title.size;
    char *text = arena_alloc(&check->arena, size + 1);
    if (text == NULL)
        return abstract;
    memcpy(text, abstract.data, abstract.size);
    text[abstract.size] = '\n';
    if (paper->title.size > 0)
        memcpy(text + abstract.size + 1, paper->title.data, paper->title.size);
    return (ClaimsString){text, size};
}

static ClaimsStatus work(void *worker, const ClaimsPaper *paper, Buffer *output, size_t *count)
{
    (void)output;
    Check *check = worker;
    const ClaimsDocument *brief = find_document(paper, CLAIM_SECTION_BRIEF),
                         *abstract = find_document(paper, CLAIM_SECTION_ABSTRACT);
    if (brief == NULL) {
        check->counts.without_brief++;
        return CLAIMS_OK;
    }
    check->counts.briefs++;
    arena_reset(&check->arena);
    Found found;
    Numbers told, known;
    ClaimsStatus status =
        claims_extractor_run(check->claims, paper, &found.claims, &found.claim_count);
    if (status == CLAIMS_OK)
        status = quantity_extractor_run(check->quantities, paper, &found.quantities,
                                        &found.quantity_count);
    if (status != CLAIMS_OK)
        return status;
    if (!collect(check, &found, brief, &told) ||
        (abstract != NULL && !collect(check, &found, abstract, &known)))
        return CLAIMS_ERROR_SYSTEM;
    *count += told.count;
    if (abstract == NULL)
        report_uncheckable(check, paper, &told);
    else
        check_brief(check, paper, &told, &known, source_text(check, paper, abstract->text));
    check_writer_end_paper(&check->writer);
    return CLAIMS_OK;
}

static ClaimsStatus emit(void *cookie, ClaimsString output)
{
    (void)cookie;
    (void)output;
    return CLAIMS_OK;
}

/* ---- The command ------------------------------------------------------------------------- */

static ExitStatus write_output(Check *check, const char *path, ClaimsSink sink)
{
    if (!check_writer_end(&check->writer, &check->counts)) {
        diagnostic_report(sink, CLAIMS_ERROR, NULL, 0, "out of memory");
        return EXIT_SYSTEM;
    }
    return command_exit(destination_write_all(path, buffer_string(&check->writer.output), sink));
}

static ExitStatus check_papers(Check *check, const CheckOptions *options, const OptionList *paths,
                               ClaimsSink sink)
{
    RunCounts counts = {0};
    const RunRequest request = {.paths = paths->items,
                                .path_count = paths->count,
                                .jobs = 1,
                                .progress = true,
                                .sink = sink};
    const RunTask task = {
        .cookie = check, .worker_new = worker_new, .worker_free = worker_free, .work = work};
    const RunOutput output = {.cookie = check, .emit = emit};
    ClaimsStatus status = run_papers(&request, &task, &output, &counts);
    if (status != CLAIMS_OK)
        return command_exit(status);
    ExitStatus exit_status = write_output(check, options->output, sink);
    if (exit_status != EXIT_DONE)
        return exit_status;
    if (counts.bad_input)
        return EXIT_BAD_INPUT;
    const size_t *statuses = check->counts.statuses;
    return statuses[CHECK_ALTERED] + statuses[CHECK_UNSUPPORTED] > 0 ? EXIT_NO : EXIT_DONE;
}

static ExitStatus run(const Command *command, size_t count, char *const *arguments, ClaimsSink sink)
{
    CheckOptions options = {.format = -1};
    Check check = {0};
    OptionList paths = {0};
    Arena arena = {0};
    ClaimsRules *rules = NULL;
    SheetFormat format;
    ExitStatus status = EXIT_USAGE;
    if (!command_parse(command, count, arguments, &options, &paths, &arena, sink, &status))
        goto cleanup;
    if (!command_choose_sheet_format(options.format, options.output, sink, &format) ||
        !command_default_input(&paths, sink))
        goto cleanup;
    check_writer_begin(&check.writer, format);
    ClaimsStatus loaded = claims_rules_load(options.rules.items, options.rules.count, sink, &rules);
    status = command_exit(loaded);
    if (loaded == CLAIMS_OK) {
        check.rules = rules;
        status = check_papers(&check, &options, &paths, sink);
        claims_rules_free(rules);
    }
cleanup:
    check_writer_free(&check.writer);
    arena_free(&arena);
    return status;
}

static const Option rows[] = {
    {.type = OPTION_CHOICE,
     .letter = 'f',
     .name = "format",
     .argument = "FORMAT",
     .help = "output format (else by the ending of the output file, else a table)",
     .target = offsetof(CheckOptions, format),
     .choices = sheet_format_names},
    OPTION_ROW_OUTPUT(CheckOptions),
    OPTION_ROW_RULES(CheckOptions),
};

const Command command_check = {
    .name = "check",
    .operands = "[FILE]...",
    .summary = "Check the numbers of the briefs in reports against the abstracts",
    .details =
        "A number of a brief is supported, altered (the abstract has it, but what it is said to "
        "mean differs: value, unit, metric, direction, baseline, scope or bound), unsupported (the "
        "abstract has it in no form) or uncheckable (the report has no abstract). The table also "
        "shows the results that a brief leaves out; csv and jsonl have a row for every number. The "
        "exit status is 1 when a number is altered or unsupported. The FILE - is standard input.",
    .options = {rows, sizeof rows / sizeof *rows},
    .run = run,
};
