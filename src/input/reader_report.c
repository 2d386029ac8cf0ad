/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Daily reports: a heading, the time of writing, a part with a brief of each paper and a part with
 * its details, under the same number and title.
 *
 *     # AI推理加速技术论文分析报告
 *     生成时间: 2025-09-10 15:56:45
 *     ## 论文技术简报
 *     ### 1. A title
 *     The brief.
 *     ## 论文详细信息
 *     ### 1. A title
 *     **主要机构**: ...
 *     **作者数量**: 5人
 *     **摘要**:
 *     The abstract.
 *
 * A paper's brief and abstract stand far apart. So a report is kept in the window as a whole, with
 * a small index of its entries, and its papers are joined once its end was seen. Several reports in
 * one input (as from `cat`) are taken one after the other. A report that is larger than the window
 * or the index may be is taken in batches, and only what stands in one batch is joined. Thus any
 * input is read in bounded memory, from a pipe as well; a mapped file would serve neither pipes nor
 * files that become shorter while they are read.
 */
#include <stdio.h>

#include "base/string.h"
#include "input/reader.h"
#include "input/report_index.h"

/*
 * What stands in place of a brief when none could be written: the message of the program that
 * writes the reports, a request for the paper, and a template left unfilled.
 */
static const char *const failed_briefs[] = {
    "简报生成失败",
    "无法生成简报",
    "无法生成技术简报",
    "无法生成符合要求的技术简报",
    "以生成技术简报",
    "以便生成技术简报",
    "以便生成符合要求的技术简报",
    "[论文标题]",
    "[请补充论文标题]",
};

/* The papers of the batch in hand: those of its briefs, then those of details without a brief. */
typedef struct ReportState {
    ReportIndex index;
    size_t next_brief, next_detail;
    bool warned; /* that the input comes in batches */
} ReportState;

static bool report_sniff(ClaimsString head)
{
    ClaimsString line;
    for (size_t at = 0; bytes_next_line(head, &at, &line);)
        if (report_is_marker(line))
            return true;
    return false;
}

static bool is_failed_brief(ClaimsString brief)
{
    for (size_t i = 0; i < sizeof failed_briefs / sizeof failed_briefs[0]; i++)
        if (bytes_contain(brief, failed_briefs[i]))
            return true;
    return false;
}

static bool add_brief(ClaimsReader *reader, const ReportEntry *brief)
{
    ClaimsString window = source_window(&reader->source);
    if (brief == NULL || is_failed_brief(string_slice(window, brief->text_from, brief->text_to)))
        return true;
    return reader_add_text(reader, CLAIM_SECTION_BRIEF, brief->text_from, brief->text_to,
                           brief->text_line);
}

static bool add_abstract(ClaimsReader *reader, const ReportEntry *detail)
{
    if (detail == NULL)
        return true;
    if (detail->text_from == 0)
        reader_warn(reader, detail->line, "paper %llu has no line **摘要**, so no abstract",
                    (unsigned long long)detail->number);
    return reader_add_text(reader, CLAIM_SECTION_ABSTRACT, detail->text_from, detail->text_to,
                           detail->text_line);
}

/* Fill the paper from its entries, of which one may be NULL; false when memory is exhausted. */
static bool fill_paper(ClaimsReader *reader, const ReportEntry *brief, const ReportEntry *detail)
{
    const ReportState *state = reader->state;
    ClaimsPaper *paper = &reader->paper;
    ClaimsString window = source_window(&reader->source);
    const ReportEntry *named = brief != NULL ? brief : detail;
    if (named->title_from == named->title_to && detail != NULL)
        named = detail;
    if (!reader_fold(reader, string_slice(window, named->title_from, named->title_to),
                     &paper->title))
        return false;
    char digits[24];
    int size = snprintf(digits, sizeof digits, "%llu",
                        (unsigned long long)(brief != NULL ? brief : detail)->number);
    paper->id = arena_copy(&reader->arena, (ClaimsString){digits, (size_t)size});
    paper->id_is_number = true;
    paper->date = arena_copy(&reader->arena, string_of(state->index.date));
    if (paper->id.data == NULL || paper->date.data == NULL)
        return false;
    bool details_first = brief != NULL && detail != NULL && detail->line < brief->line;
    if (details_first)
        return add_abstract(reader, detail) && add_brief(reader, brief);
    return add_brief(reader, brief) && add_abstract(reader, detail);
}

/* Index the batch that comes after the one in hand. Returns CLAIMS_END when there is none. */
static ClaimsStatus next_batch(ClaimsReader *reader)
{
    ReportState *state = reader->state;
    ReportIndex *index = &state->index;
    Source *source = &reader->source;
    source_skip(source, index->size);
    index->size = 0;
    state->next_brief = state->next_detail = 0;
    ReportOutcome outcome;
    bool full = false;
    do {
        outcome = report_index_build(index, (ReportWindow){.text = source_window(source),
                                                           .line = source->line,
                                                           .within_line = source->column != 1,
                                                           .whole = source->ended,
                                                           .full = full});
        if (outcome == REPORT_NEEDS_MORE)
            full = !source_more(source) && !source->ended;
    } while (outcome == REPORT_NEEDS_MORE);
    if (outcome == REPORT_NO_MEMORY)
        return CLAIMS_ERROR_SYSTEM;
    if (index->shortened) {
        reader_fault(reader, 0, "an entry of more than 16 MiB; the rest of it is left out");
    } else if (index->divided && !state->warned) {
        state->warned = true;
        reader_warn(reader, source->line,
                    "the report is too large to be read as a whole: briefs and abstracts that are "
                    "far apart are not joined");
    }
    return index->size > 0 ? CLAIMS_OK : CLAIMS_END;
}

static ClaimsStatus report_next(ClaimsReader *reader)
{
    ReportState *state = reader->state;
    ReportIndex *index = &state->index;
    ClaimsStatus status = CLAIMS_OK;
    while (status == CLAIMS_OK) {
        const ReportEntry *brief = NULL, *detail = NULL;
        if (state->next_brief < index->briefs.count) {
            brief = &index->briefs.items[state->next_brief++];
            if (brief->partner > 0)
                detail = &index->details.items[brief->partner - 1];
        } else if (state->next_detail < index->details.count) {
            detail = &index->details.items[state->next_detail++];
            if (detail->partner > 0)
                continue; /* came with its brief */
        } else {
            status = next_batch(reader);
            continue;
        }
        return fill_paper(reader, brief, detail) ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
    }
    return status;
}

static void report_close(ClaimsReader *reader)
{
    ReportState *state = reader->state;
    report_index_free(&state->index);
}

const ReaderFormat reader_format_report = {.name = "report",
                                           .state_size = sizeof(ReportState),
                                           .sniff = report_sniff,
                                           .next = report_next,
                                           .close = report_close};
