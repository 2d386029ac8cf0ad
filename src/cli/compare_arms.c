/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Families or papers side by side, by one metric. */
#include <math.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "cli/compare.h"
#include "output/scale_text.h"
#include "output/summary_text.h"
#include "stats/bootstrap.h"
#include "stats/comparison.h"
#include "stats/summary.h"

/* Facts by family, and by paper: an arm is one or the other. And by metric, for the scales. */
typedef struct Sources {
    FactTable tables[3];
    Summary summaries[2];
} Sources;

/* The comparison on one scale. */
typedef struct Block {
    Analysis *analysis;
    const CompareArm *arms;
    size_t count;
    Scale scale;
    uint32_t unit;
    const SummaryRow **rows; /* of the arms; NULL: no facts */
    Comparison comparison;
} Block;

ExitStatus compare_out_of_memory(const Analysis *analysis)
{
    diagnostic_report(analysis->sink, CLAIMS_ERROR, NULL, 0, "out of memory");
    return EXIT_SYSTEM;
}

static ClaimsStatus sources_make(Analysis *analysis, Sources *sources)
{
    static const FactsBy by[] = {FACTS_BY_FAMILY, FACTS_BY_PAPER, FACTS_BY_METRIC};
    ClaimsStatus status = CLAIMS_OK;
    for (size_t i = 0; i < 3 && status == CLAIMS_OK; i++) {
        FactsRequest request = analysis->request;
        request.by = by[i];
        status =
            facts_build(&analysis->records, &analysis->knowledge, &request, &sources->tables[i]);
        if (status == CLAIMS_OK && i < 2)
            status = summary_make(&sources->tables[i], analysis->options->seed, BOOTSTRAP_RESAMPLES,
                                  &sources->summaries[i]);
    }
    return status;
}

static void sources_free(Sources *sources)
{
    for (size_t i = 0; i < 2; i++)
        summary_free(&sources->summaries[i]);
    for (size_t i = 0; i < 3; i++)
        facts_free(&sources->tables[i]);
}

static const SummaryRow *find_row(const Sources *sources, const CompareArm *arm, Scale scale,
                                  uint32_t unit)
{
    const Summary *summary = &sources->summaries[arm->is_paper];
    for (size_t i = 0; i < summary->row_count; i++) {
        const FactGroup *group = summary->rows[i].group;
        if (group->key == arm->key && group->scale == scale && group->unit == unit)
            return &summary->rows[i];
    }
    return NULL;
}

/* ---- Rows for programs ------------------------------------------------------------------- */

static const SheetColumn data_columns[] = {
    {.name = "row"},         {.name = "metric"},      {.name = "scale"},
    {.name = "a"},           {.name = "b"},           {.name = "papers"},
    {.name = "facts"},       {.name = "median"},      {.name = "low"},
    {.name = "high"},        {.name = "peak_papers"}, {.name = "peak_median"},
    {.name = "delta"},       {.name = "delta_low"},   {.name = "delta_high"},
    {.name = "superiority"}, {.name = "test"},        {.name = "statistic"},
    {.name = "p"},           {.name = "adjusted_p"},  {.name = "significant"},
    {.name = "shared"},
};

static Sheet data_sheet(void)
{
    return (Sheet){.columns = data_columns,
                   .column_count = sizeof data_columns / sizeof *data_columns};
}

static void begin_data_row(const Block *block, const char *row, Sheet *sheet)
{
    const Analysis *analysis = block->analysis;
    sheet_add_text(sheet, string_of(row));
    sheet_add_text(sheet, string_of(analysis->options->metric));
    sheet_add_text(sheet, analysis_scale_name(analysis, block->scale, block->unit));
}

static void add_data_sample(const Block *block, size_t i, Sheet *sheet)
{
    const SummaryRow *row = block->rows[i];
    begin_data_row(block, "sample", sheet);
    sheet_add_text(sheet, string_of(block->arms[i].name));
    sheet_add_blanks(sheet, 1);
    sheet_add_count(sheet, row != NULL ? row->centre_papers : 0);
    sheet_add_count(sheet, row != NULL ? row->facts : 0);
    sheet_add_number(sheet, row != NULL ? row->median : NAN);
    sheet_add_number(sheet, row != NULL ? row->interval.low : NAN);
    sheet_add_number(sheet, row != NULL ? row->interval.high : NAN);
    sheet_add_count(sheet, row != NULL ? row->peak_papers : 0);
    sheet_add_number(sheet, row != NULL ? row->peak_median : NAN);
    sheet_add_blanks(sheet, 10);
}

static void add_data_pair(const Block *block, const ComparisonPair *pair, Sheet *sheet)
{
    begin_data_row(block, "pair", sheet);
    sheet_add_text(sheet, string_of(block->arms[pair->a].name));
    sheet_add_text(sheet, string_of(block->arms[pair->b].name));
    sheet_add_blanks(sheet, 7);
    sheet_add_number(sheet, pair->effect.delta);
    sheet_add_number(sheet, pair->effect.delta_interval.low);
    sheet_add_number(sheet, pair->effect.delta_interval.high);
    sheet_add_number(sheet, pair->effect.superiority);
    sheet_add_text(sheet, string_of(isnan(pair->test.p) ? NULL
                                    : pair->test.exact  ? "mann-whitney-exact"
                                                        : "mann-whitney-normal"));
    sheet_add_number(sheet, pair->test.statistic);
    sheet_add_number(sheet, pair->test.p);
    sheet_add_number(sheet, pair->adjusted_p);
    sheet_add_bool(sheet, pair->adjusted_p < SIGNIFICANT);
    sheet_add_count(sheet, pair->shared);
}

static void add_data_overall(const Block *block, Sheet *sheet)
{
    const RankTest *overall = &block->comparison.overall;
    if (block->count <= 2)
        return;
    begin_data_row(block, "overall", sheet);
    sheet_add_blanks(sheet, 13);
    sheet_add_text(sheet, string_of("kruskal-wallis"));
    sheet_add_number(sheet, overall->statistic);
    sheet_add_number(sheet, overall->p);
    sheet_add_blanks(sheet, 1);
    sheet_add_bool(sheet, overall->p < SIGNIFICANT);
    sheet_add_blanks(sheet, 1);
}

static void render_data(const Block *block)
{
    Sheet sheet = data_sheet();
    Buffer *output = &block->analysis->output;
    if (output->size == 0)
        sheet_render_header(&sheet, block->analysis->format, output);
    for (size_t i = 0; i < block->count; i++)
        add_data_sample(block, i, &sheet);
    for (size_t i = 0; i < block->comparison.pair_count; i++)
        add_data_pair(block, &block->comparison.pairs[i], &sheet);
    add_data_overall(block, &sheet);
    sheet_flush(&sheet, block->analysis->format, output);
    sheet_free(&sheet);
}

/* ---- Rows for people --------------------------------------------------------------------- */

static void render_samples(const Block *block)
{
    static const SheetColumn columns[] = {
        {.name = "", .most = 40},         {.name = "PAPERS", .right = true},
        {.name = "FACTS", .right = true}, {.name = "MEDIAN", .right = true},
        {.name = "95 %", .right = true},  {.name = "UP TO (papers)", .right = true},
    };
    Sheet sheet = {.columns = columns, .column_count = sizeof columns / sizeof *columns};
    Buffer text = {0};
    for (size_t i = 0; i < block->count; i++) {
        const SummaryRow *row = block->rows[i];
        sheet_add_text(&sheet, string_of(block->arms[i].name));
        sheet_add_count(&sheet, row != NULL ? row->centre_papers : 0);
        sheet_add_count(&sheet, row != NULL ? row->facts : 0);
        if (row != NULL)
            scale_text_append_centre(&text, &block->analysis->records.names, row);
        sheet_take_text(&sheet, &text);
        if (row != NULL && row->centre_papers > SUMMARY_LISTED)
            scale_text_append_interval(&text, row->interval);
        sheet_take_text(&sheet, &text);
        if (row != NULL && row->peak_papers > 0) {
            analysis_append_value(block->analysis, &text, block->scale, block->unit,
                                  row->peak_median);
            buffer_printf(&text, " (%zu)", row->peak_papers);
        }
        sheet_take_text(&sheet, &text);
    }
    sheet_render(&sheet, block->analysis->format, block->analysis->color, &block->analysis->output);
    sheet_free(&sheet);
    buffer_free(&text);
}

static void add_pair_row(const Block *block, const ComparisonPair *pair, Sheet *sheet)
{
    Buffer text = {0};
    bool significant = pair->adjusted_p < SIGNIFICANT;
    buffer_printf(&text, "%s vs %s", block->arms[pair->a].name, block->arms[pair->b].name);
    sheet_take_text(sheet, &text);
    sheet_append_rounded(&text, pair->effect.delta);
    sheet_take_text(sheet, &text);
    if (isfinite(pair->effect.delta_interval.low))
        scale_text_append_interval(&text, pair->effect.delta_interval);
    sheet_take_text(sheet, &text);
    sheet_append_rounded(&text, pair->effect.superiority);
    sheet_take_text(sheet, &text);
    scale_text_append_p(&text, pair->adjusted_p);
    sheet_take_text(sheet, &text);
    if (significant)
        buffer_printf(&text, "%s %s", block->arms[pair->effect.delta > 0 ? pair->a : pair->b].name,
                      block->scale == SCALE_SETTING ? "is larger" : "is better");
    else
        buffer_append_char(&text, '~');
    sheet_take_text(sheet, &text);
    buffer_free(&text);
}

static void render_pairs(const Block *block)
{
    static const SheetColumn columns[] = {
        {.name = "", .most = 60},        {.name = "DELTA", .right = true},
        {.name = "95 %", .right = true}, {.name = "P(A>B)", .right = true},
        {.name = "p", .right = true},    {.name = "VERDICT"},
    };
    Sheet sheet = {.columns = columns, .column_count = sizeof columns / sizeof *columns};
    Buffer *output = &block->analysis->output;
    for (size_t i = 0; i < block->comparison.pair_count; i++)
        add_pair_row(block, &block->comparison.pairs[i], &sheet);
    buffer_append_char(output, '\n');
    sheet_render(&sheet, block->analysis->format, block->analysis->color, output);
    if (!isnan(block->comparison.overall.p)) {
        buffer_append_text(output, "\nAll together (Kruskal-Wallis): p ");
        scale_text_append_p(output, block->comparison.overall.p);
        buffer_append_text(output, block->comparison.overall.p < SIGNIFICANT ? "\n" : " ~\n");
    }
    sheet_free(&sheet);
}

static void note_shared(const Block *block)
{
    Buffer *notes = &block->analysis->notes;
    for (size_t i = 0; i < block->comparison.pair_count; i++) {
        const ComparisonPair *pair = &block->comparison.pairs[i];
        if (pair->shared > 0)
            buffer_printf(notes, "\n%zu paper%s both in %s and in %s, and count%s on both sides.\n",
                          pair->shared, pair->shared == 1 ? " is" : "s are",
                          block->arms[pair->a].name, block->arms[pair->b].name,
                          pair->shared == 1 ? "s" : "");
    }
}

static void note_bounds(const Block *block)
{
    size_t bounds = 0;
    for (size_t i = 0; i < block->count; i++)
        bounds += block->rows[i] != NULL ? block->rows[i]->at_least + block->rows[i]->at_most : 0;
    if (bounds > 0)
        buffer_printf(&block->analysis->notes,
                      "\n%zu paper%s bounds (\"at least\"); the medians allow for them, the "
                      "tests take them at their word.\n",
                      bounds, bounds == 1 ? " states" : "s state");
}

static void render_text(const Block *block)
{
    Buffer *output = &block->analysis->output;
    ClaimsString scale = analysis_scale_name(block->analysis, block->scale, block->unit);
    if (output->size > 0)
        buffer_append_char(output, '\n');
    buffer_printf(output, "%s%s", block->analysis->options->metric, scale.size > 0 ? ", " : "");
    buffer_append_string(output, scale);
    buffer_append_text(output, block->analysis->format == SHEET_FORMAT_MD ? "\n\n" : "\n");
    render_samples(block);
    render_pairs(block);
    note_shared(block);
    note_bounds(block);
}

/* ---- Scales ------------------------------------------------------------------------------ */

/* Find the arms' rows on the block's scale. Returns how many have facts on it. */
static size_t find_rows(Block *block, const Sources *sources)
{
    size_t found = 0;
    for (size_t i = 0; i < block->count; i++) {
        block->rows[i] = find_row(sources, &block->arms[i], block->scale, block->unit);
        found += block->rows[i] != NULL;
    }
    return found;
}

/* On this scale one arm alone has facts. */
static void note_alone(const Block *block)
{
    ClaimsString scale = analysis_scale_name(block->analysis, block->scale, block->unit);
    for (size_t i = 0; i < block->count; i++)
        if (block->rows[i] != NULL)
            buffer_printf(&block->analysis->notes,
                          "\nOnly %s states it %s%s: nothing to compare.\n", block->arms[i].name,
                          scale.size > 0 ? "in " : "without a unit",
                          scale.size > 0 ? scale.data : "");
}

static ClaimsStatus compare_on(Block *block, const Sources *sources)
{
    Arena *arena = &block->analysis->arena;
    const FactTable **tables = arena_array(arena, block->count + 1, sizeof *tables);
    const FactGroup **groups = arena_array(arena, block->count + 1, sizeof *groups);
    if (tables == NULL || groups == NULL)
        return CLAIMS_ERROR_SYSTEM;
    for (size_t i = 0; i < block->count; i++) {
        tables[i] = &sources->tables[block->arms[i].is_paper];
        groups[i] = block->rows[i] != NULL ? block->rows[i]->group : NULL;
    }
    ClaimsStatus status = comparison_make(tables, groups, block->count, &block->comparison);
    if (status == CLAIMS_OK && sheet_format_is_readable(block->analysis->format))
        render_text(block);
    else if (status == CLAIMS_OK)
        render_data(block);
    comparison_free(&block->comparison);
    return status;
}

/* Compare on every scale. People are not shown those where one arm stands alone, unless there is no
 * other. */
static ClaimsStatus compare_scales(Block *block, const Sources *sources)
{
    const FactTable *scales = &sources->tables[2];
    size_t most = 0;
    ClaimsStatus status = CLAIMS_OK;
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < scales->group_count && status == CLAIMS_OK; i++) {
            block->scale = scales->groups[i].scale;
            block->unit = scales->groups[i].unit;
            size_t found = find_rows(block, sources);
            if (pass == 0)
                most = found > most ? found : most;
            else if (found == 1 && most > 1 && sheet_format_is_readable(block->analysis->format))
                note_alone(block);
            else if (found > 0)
                status = compare_on(block, sources);
        }
    }
    return status;
}

ExitStatus compare_arms(Analysis *analysis, const CompareArm *arms, size_t count)
{
    Sources sources = {0};
    ClaimsStatus status = sources_make(analysis, &sources);
    Block block = {.analysis = analysis, .arms = arms, .count = count};
    block.rows = arena_array(&analysis->arena, count + 1, sizeof *block.rows);
    if (block.rows == NULL)
        status = CLAIMS_ERROR_SYSTEM;
    if (status == CLAIMS_OK)
        status = compare_scales(&block, &sources);
    sources_free(&sources);
    if (status != CLAIMS_OK)
        return compare_out_of_memory(analysis);
    if (analysis->output.size == 0) {
        const Sheet empty = data_sheet();
        sheet_render_header(&empty, analysis->format, &analysis->output);
        diagnostic_report(analysis->sink, CLAIMS_NOTE, NULL, 0,
                          "none of them claims anything about %s that can be compared",
                          analysis->options->metric);
    }
    return analysis_write(analysis);
}
