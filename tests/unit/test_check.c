/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number of a brief against an abstract. Each row has both texts, the number, which stands in
 * the brief, and what becomes of it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/string.h"
#include "record/knowledge_base.h"
#include "stats/check.h"

typedef struct Row {
    const char *brief, *number, *abstract, *becomes;
} Row;

static const Row rows[] = {
    /* the same fact in two notations */
    {"达成了推理速度提升4.96倍的效果。", "4.96倍", "It achieves a 4.96x inference speedup.",
     "supported"},
    {"内存占用降至三分之一。", "三分之一", "It needs one-third of the memory.", "supported"},
    {"在70亿参数模型上，准确率提升12个百分点。", "70亿", "A 7B model gains accuracy.", "supported"},
    {"在70亿参数模型上，准确率提升12个百分点。", "12个百分点", "Accuracy improves by 12 pp.",
     "supported"},
    {"内存降低至60MB以下。", "60MB", "Memory stays under 60 MB.", "supported"},
    {"内存占用减半。", "减半", "Memory usage is reduced by 50%.", "supported"},
    {"延迟降低45%。", "45%", "We see a drop of 45% in latency.", "supported"},
    {"延迟降低45%。", "45%", "Its latency is 45% lower.", "supported"},
    {"延迟降至0.5秒。", "0.5秒", "Latency falls to 500 ms.", "supported"},
    {"准确率提升2.3%。", "2.3%", "Accuracy improves by 2.34%.", "supported"},
    /* ranges */
    {"码率平均节省1.2%-3.4%。", "1.2%-3.4%",
     "It saves 1.2%, 2.5% and 3.4% of bitrate on the three configurations.", "supported"},
    {"显存减少20-30%。", "20-30%", "It reduces GPU memory by 20% to 30%.", "supported"},
    {"显存减少20%。", "20%", "It reduces GPU memory by 20% to 30%.", "altered value"},
    {"显存最多减少30%。", "30%", "It reduces GPU memory by 20% to 30%.", "supported"},
    /* bounds */
    {"显存减少75%。", "75%", "It reduces GPU memory by up to 75%.", "altered bound"},
    {"显存减少达75%。", "75%", "It reduces GPU memory by up to 75%.", "altered bound"},
    {"显存减少高达75%。", "75%", "It reduces GPU memory by up to 75%.", "supported"},
    {"最高提升推理速度3倍。", "3倍", "It speeds up inference by up to 3x.", "supported"},
    {"延迟降低31%。", "31%", "It lowers latency by 31% on average.", "supported"},
    {"延迟降低31%。", "31%", "It lowers latency by about 31%.", "supported"},
    {"延迟降低31%。", "31%", "It lowers latency by 31% compared with FooServe.", "supported"},
    /* another meaning */
    {"能耗降低45%。", "45%", "It reduces latency by 45%.", "altered metric"},
    {"延迟增加45%。", "45%", "It reduces latency by 45%.", "altered direction"},
    {"延迟降低3%。", "3%", "It reduces latency by 3x.", "altered unit"},
    {"困惑度从9.3降至7.1。", "7.1", "It achieves 7.1 perplexity versus 9.3 for QuuxQuant.",
     "altered baseline"},
    /* nowhere */
    {"延迟降低45%。", "45%", "It reduces latency on 45 devices and is simple.", "unsupported"},
    {"延迟降低45%。", "45%", "It reduces latency.", "unsupported"},
    {"安全性提升20.7%。", "20.7%", "It improves safety by 20 .7 % in simulation.", "supported"},
    {"吞吐量提升6.2倍。", "6.2倍", "It raises throughput by 2.6x.", "unsupported"},
};

enum { MOST_NUMBERS = 64 };

static ClaimsRules *rules;

typedef struct Numbers {
    CheckNumber items[MOST_NUMBERS];
    size_t count;
} Numbers;

static void collect(const ClaimsPaper *paper, const ClaimRecord *claims, size_t claim_count,
                    const QuantityRecord *quantities, size_t quantity_count, size_t document,
                    Numbers *numbers)
{
    for (size_t i = 0; i < claim_count && numbers->count < MOST_NUMBERS; i++)
        if (claims[i].document == &paper->documents[document])
            numbers->items[numbers->count++] = check_number_of_claim(&claims[i]);
    size_t of_claims = numbers->count;
    for (size_t i = 0; i < quantity_count && numbers->count < MOST_NUMBERS; i++) {
        bool claimed = quantities[i].document != &paper->documents[document];
        for (size_t k = 0; k < of_claims; k++)
            claimed = claimed || (numbers->items[k].start < quantities[i].end &&
                                  quantities[i].start < numbers->items[k].end);
        if (!claimed)
            numbers->items[numbers->count++] = check_number_of_quantity(&quantities[i]);
    }
}

static bool check_row(ClaimsExtractor *extractor, QuantityExtractor *quantity_extractor,
                      const Row *row)
{
    ClaimsString brief = string_of(row->brief), abstract = string_of(row->abstract);
    ClaimsPaper paper = {
        .source = "test",
        .path = "test",
        .documents = {{.section = CLAIM_SECTION_BRIEF, .end = brief.size, .line = 1, .text = brief},
                      {.section = CLAIM_SECTION_ABSTRACT,
                       .start = 1000,
                       .end = 1000 + abstract.size,
                       .line = 2,
                       .text = abstract}},
        .document_count = 2};
    const ClaimRecord *claims;
    const QuantityRecord *quantities;
    size_t claim_count, quantity_count;
    Numbers told = {.count = 0}, known = {.count = 0};
    assert_int_equal(claims_extractor_run(extractor, &paper, &claims, &claim_count), CLAIMS_OK);
    assert_int_equal(
        quantity_extractor_run(quantity_extractor, &paper, &quantities, &quantity_count),
        CLAIMS_OK);
    collect(&paper, claims, claim_count, quantities, quantity_count, 0, &told);
    collect(&paper, claims, claim_count, quantities, quantity_count, 1, &known);
    Buffer becomes = {0};
    for (size_t i = 0; i < told.count && becomes.size == 0; i++) {
        if (told.items[i].quote.size == 0 ||
            memmem(told.items[i].quote.data, told.items[i].quote.size, row->number,
                   strlen(row->number)) == NULL)
            continue;
        CheckFinding finding =
            check_number(rules->kin, &told.items[i], known.items, known.count, abstract);
        buffer_append_text(&becomes, check_status_name(finding.status));
        if (finding.reason != CHECK_REASON_NONE)
            buffer_printf(&becomes, " %s", check_reason_name(finding.reason));
    }
    bool right = string_equal(buffer_string(&becomes), string_of(row->becomes));
    if (!right)
        print_error("%s | %s | %s: expected %s, got %.*s\n", row->brief, row->number, row->abstract,
                    row->becomes, (int)becomes.size, becomes.data);
    buffer_free(&becomes);
    return right;
}

static void pairs_of_texts(void **state)
{
    (void)state;
    ClaimsExtractor *extractor;
    QuantityExtractor *quantities;
    size_t wrong = 0;
    assert_int_equal(claims_extractor_new(rules, (ClaimsSink){0}, &extractor), CLAIMS_OK);
    assert_int_equal(quantity_extractor_new(rules, &quantities), CLAIMS_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        wrong += !check_row(extractor, quantities, &rows[i]);
    claims_extractor_free(extractor);
    quantity_extractor_free(quantities);
    assert_int_equal(wrong, 0);
}

static void units_convert(void **state)
{
    (void)state;
    const Kin *kin = rules->kin;
    assert_true(fabs(kin_convert(kin, string_of("ms"), string_of("s")) - 0.001) < 1e-12);
    assert_true(fabs(kin_convert(kin, string_of("x"), string_of("%")) - 100) < 1e-9);
    assert_true(kin_convert(kin, string_of("fps"), string_of("fps")) == 1);
    assert_true(isnan(kin_convert(kin, string_of("ms"), string_of("MB"))));
    assert_true(isnan(kin_convert(kin, string_of("ms"), (ClaimsString){0})));
}

static void kin_is_mutual(void **state)
{
    (void)state;
    const Kin *kin = rules->kin;
    const Metric *speed = kin_metric(kin, string_of("speed")),
                 *latency = kin_metric(kin, string_of("latency")),
                 *energy = kin_metric(kin, string_of("energy"));
    assert_true(kin_metrics(kin, speed, latency) && kin_metrics(kin, latency, speed));
    assert_true(kin_metrics(kin, energy, energy));
    assert_false(kin_metrics(kin, energy, latency));
    assert_null(kin_metric(kin, string_of("no such metric")));
}

static int load(void **state)
{
    (void)state;
    return claims_rules_load(NULL, 0, (ClaimsSink){0}, &rules) == CLAIMS_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    claims_rules_free(rules);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_of_texts),
        cmocka_unit_test(units_convert),
        cmocka_unit_test(kin_is_mutual),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
