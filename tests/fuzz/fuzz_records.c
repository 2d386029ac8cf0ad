/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes, read as the JSON Lines of extract and summed up. What is read is whole: every number
 * that stands for something does. */
#include "fuzz.h"

#include <math.h>

#include "record/knowledge_base.h"
#include "stats/summary.h"
#include "stats/trend.h"

static void check_records(const Records *records)
{
    for (size_t i = 0; i < records->count; i++) {
        const Record *record = &records->items[i];
        require(record->paper < records->paper_count, "a record's paper is there");
        require(record->metric < records->names.count && record->metric != NAME_NONE,
                "a record has a metric");
        require(!isinf(record->value) && !isinf(record->factor), "a record's numbers are finite");
        require(record->kind <= CLAIM_KIND_SETTING && record->bound <= CLAIM_BOUND_EXACT,
                "a record's choices are among those there are");
    }
    for (size_t i = 0; i < records->paper_count; i++)
        require(records->papers[i].family_count <= RECORD_FAMILIES_MOST,
                "a paper has few families");
}

static void check_summary(const Records *records, const FactTable *table)
{
    enum { RESAMPLES = 20 };
    Summary summary;
    require(summary_make(table, 1, RESAMPLES, &summary) == CLAIMS_OK, "there is memory");
    for (size_t i = 0; i < summary.row_count; i++) {
        const SummaryRow *row = &summary.rows[i];
        require(!isinf(row->median) && !isinf(row->geometric_mean) && !isinf(row->maximum),
                "a summary's figures are finite");
        require(!(row->minimum > row->first_quartile) && !(row->third_quartile > row->maximum),
                "quartiles are in the range");
        Trend trend;
        require(trend_make(records, table, row->group, &trend) == CLAIMS_OK, "there is memory");
        require(!isinf(trend.growth) && !isinf(trend.slope.slope), "a trend is finite");
        trend_free(&trend);
    }
    summary_free(&summary);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Records records = {0};
    ScaleKnowledge knowledge;
    size_t line = 1;
    ClaimsString text = {(const char *)data, size};
    records_recognise(text);
    require(records_add_lines(&records, "fuzz", &line, text, (ClaimsSink){0}) == CLAIMS_OK,
            "there is memory");
    check_records(&records);
    require(scale_knowledge_make(&records, fuzz_rules()->vocabulary, &knowledge),
            "there is memory");
    for (FactsBy by = FACTS_BY_FAMILY; by <= FACTS_BY_HARDWARE; by++) {
        const FactsRequest request = {.by = by};
        FactTable table;
        require(facts_build(&records, &knowledge, &request, &table) == CLAIMS_OK,
                "there is memory");
        check_summary(&records, &table);
        facts_free(&table);
    }
    scale_knowledge_free(&knowledge);
    records_free(&records);
    return 0;
}
