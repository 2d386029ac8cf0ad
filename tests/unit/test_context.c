/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The context of claims: what rules/slots.json finds, what carries over, and faults in such a
 * file. Each slot rule's own examples are tested with all others'. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "record/context.h"
#include "record/knowledge_base.h"
#include "rules/builtin.h"

static ClaimsRules *rules;
static ClaimsExtractor *extractor;

static int load(void **state)
{
    (void)state;
    ClaimsSink silent = {NULL, NULL};
    return claims_rules_load(NULL, 0, silent, &rules) != CLAIMS_OK ||
           claims_extractor_new(rules, silent, &extractor) != CLAIMS_OK;
}

static int unload(void **state)
{
    (void)state;
    claims_extractor_free(extractor);
    claims_rules_free(rules);
    return 0;
}

/* ---- What is found ----------------------------------------------------------------------- */

static void append_slot(Buffer *buffer, char letter, ClaimsString name)
{
    if (name.size == 0)
        return;
    buffer_printf(buffer, " %c=", letter);
    buffer_append_string(buffer, name);
}

/* Every claim of the text, one a line: its quote and what its slots hold. */
static void check(const char *title, const char *text, const char *expected)
{
    ClaimsString body = string_of(text);
    ClaimsPaper paper = {.source = "test",
                         .path = "test",
                         .id = string_of("1"),
                         .title = string_of(title),
                         .document_count = 1};
    paper.documents[0] = (ClaimsDocument){
        .section = CLAIM_SECTION_ABSTRACT, .end = body.size, .line = 1, .text = body};
    const ClaimRecord *records;
    size_t count = 0;
    assert_int_equal(claims_extractor_run(extractor, &paper, &records, &count), CLAIMS_OK);
    Buffer got = {0};
    buffer_append_text(&got, "");
    for (size_t i = 0; i < count; i++) {
        buffer_append_string(&got, records[i].quote);
        append_slot(&got, 'B', records[i].baseline);
        append_slot(&got, 'M', records[i].model);
        append_slot(&got, 'D', records[i].dataset);
        append_slot(&got, 'H', records[i].hardware);
        buffer_append_text(&got, "\n");
    }
    assert_string_equal(got.data, expected);
    buffer_free(&got);
}

static void test_lists_go_pairwise(void **state)
{
    (void)state;
    check("", "It gains 6.1%, 4.5% and 3.2% in accuracy over GPTQ, AWQ and QuaRot, respectively.",
          "6.1% B=GPTQ\n4.5% B=AWQ\n3.2% B=QuaRot\n");
    check("", "It is 2.1x and 1.8x faster on LLaMA-2-7B and Qwen3-8B, respectively.",
          "2.1x M=LLaMA-2-7B\n1.8x M=Qwen3-8B\n");
    /* Not as many names as numbers: the whole list belongs to each. */
    check("", "It gives 2.1x, 1.8x and 1.7x speedups on LLaMA-2-7B and Qwen3-8B.",
          "2.1x M=LLaMA-2-7B and Qwen3-8B\n1.8x M=LLaMA-2-7B and Qwen3-8B\n"
          "1.7x M=LLaMA-2-7B and Qwen3-8B\n");
}

static void test_versions_share_their_head(void **state)
{
    (void)state;
    check("", "It gives 1.9x and 2.2x speedups on Stable Diffusion 2 and 3.",
          "1.9x M=Stable Diffusion 2\n2.2x M=Stable Diffusion 3\n");
    /* A name that was put together outlives its sentence. */
    check("",
          "It gives 1.9x and 2.2x speedups on Stable Diffusion 2 and 3. "
          "Memory falls by 12% on a Jetson Orin, by 9% on an A100 GPU and by 7% on a GAP9.",
          "1.9x M=Stable Diffusion 2\n2.2x M=Stable Diffusion 3\n"
          "12% H=Jetson Orin\n9% H=A100 GPU\n7% H=GAP9\n");
}

static void test_each_number_has_its_own_data(void **state)
{
    (void)state;
    check("", "It attains 75.2% accuracy on MMLU and 61.3% on GPQA.",
          "75.2% D=MMLU\n61.3% D=GPQA\n");
    check("", "在ImageNet-1K数据集上准确率达79.8%，在ADE20K上mIoU达45.2%。",
          "79.8% D=ImageNet-1K\n45.2% D=ADE20K\n");
}

static void test_a_models_own_properties_have_no_data(void **state)
{
    (void)state;
    check("", "On the ImageNet dataset, it needs 31% fewer parameters.", "31%\n");
    check("", "On the ImageNet dataset, it needs 31% less memory.", "31% D=ImageNet\n");
}

static void test_own_names(void **state)
{
    (void)state;
    const char *text = "Pebble is a compact network. Accuracy rises to 91.2%.";
    check("Pebble: A Compact Network for Leaf Segmentation", text, "91.2% M=Pebble\n");
    /* A title's first words are a name only where the text uses them as one. */
    check("The Leaf: A Compact Network for Segmentation", "On the leaf, accuracy rises to 91.2%.",
          "91.2%\n");
    check("Accurate leaves", "We propose Pebble, a compact network. Accuracy rises to 91.2%.",
          "91.2% M=Pebble\n");
    check("Accurate leaves", "We introduce Wide Hashing (WiHa). Accuracy rises to 91.2%.",
          "91.2% M=WiHa\n");
    check("Accurate leaves", "We introduce Wide Leaf Hashing. Accuracy rises to 91.2%.", "91.2%\n");
    /* A method is no model. */
    check("Pebble: Post-Training Quantization of Large Language Models with Low-Bit Weights",
          "Pebble is a quantization method. Accuracy rises to 91.2%.", "91.2%\n");
    /* Unless it is called one, by the title or, which counts more, by the text. */
    check("Pebble: A Sparse Network with Weights of Four Bits",
          "Quantization leaves little to Pebble. Accuracy rises to 91.2%.", "91.2% M=Pebble\n");
    check("Pebble: A Sparse Network with Weights of Four Bits",
          "We propose Pebble, a quantization framework for networks. Accuracy rises to 91.2%.",
          "91.2%\n");
    check("Post-training quantization of large language models",
          "We propose Pebble, a quantized backbone that needs few bits. Accuracy rises to 91.2%.",
          "91.2% M=Pebble\n");
    check("Pebble: Quantizing Large Language Models",
          "Pebble is a quantization method. Accuracy rises to 91.2%.", "91.2%\n");
    check("Accurate leaves",
          "We propose Tidy Leaf Optimization (TiLO), a framework. Accuracy rises to 91.2%.",
          "91.2%\n");
    check("Pebble: A Benchmark of Leaf Diseases", "Pebble has ten classes. Accuracy reaches 41.2%.",
          "41.2% D=Pebble\n");
}

static void test_experiments_carry_over(void **state)
{
    (void)state;
    check("", "Experiments cover ImageNet. Accuracy rises by 2.1% and latency falls by 12%.",
          "2.1% D=ImageNet\n12%\n");
    check("",
          "We evaluated it with a Jetson Orin. Accuracy rises by 2.1% and latency falls by 12%.",
          "2.1%\n12% H=Jetson Orin\n");
    check(
        "",
        "Experiments cover ImageNet. Nothing is said here. Nor is it here. Accuracy rises by 2.1%.",
        "2.1%\n");
    check("", "We evaluate it on LLaMA-2-7B. Accuracy rises by 2.1%.", "2.1% M=LLaMA-2-7B\n");
    /* A task in lower case is too vague. */
    check("", "We evaluate it on question answering. Accuracy rises by 2.1%.", "2.1%\n");
}

static void test_a_parenthesis_behind_the_number(void **state)
{
    (void)state;
    check("", "Accuracy falls by 2.1% (ImageNet), and latency by 12% (Jetson Orin).",
          "2.1% D=ImageNet\n12% H=Jetson Orin\n");
    check("", "性能下降小于10%（MME基准）。", "10% D=MME\n");
    check("", "Accuracy falls by 2.1%, which is little (ImageNet is harder).", "2.1%\n");
}

static void test_the_model_of_a_claim_carries_over(void **state)
{
    (void)state;
    check("", "On LLaMA-2-7B, latency falls by 12%. Memory falls by 9%. Energy falls by 4%.",
          "12% M=LLaMA-2-7B\n9% M=LLaMA-2-7B\n4%\n");
    check("", "On LLaMA-2-7B, latency falls by 12%. On Qwen3-8B, it falls by 9%.",
          "12% M=LLaMA-2-7B\n9% M=Qwen3-8B\n");
}

/* ---- Shapes ------------------------------------------------------------------------------ */

static void check_names(Regex *regex, RegexScratch *scratch, const cJSON *names, bool expected)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, names)
    {
        RegexMatch match;
        ClaimsString name = string_of(cJSON_GetStringValue(item));
        bool matches = regex_match(regex, scratch, name, 0, &match) == REGEX_MATCH;
        if (matches != expected)
            fail_msg("\"%s\" %s", name.data, expected ? "has the shape" : "has it not");
    }
}

static void test_shapes(void **state)
{
    (void)state;
    KnowledgeList list;
    RegexScratch *scratch = regex_scratch_new();
    assert_non_null(scratch);
    assert_int_equal(knowledge_list(&rules->knowledge, "slot_shapes", &list), CLAIMS_OK);
    assert_true(list.count > 0);
    for (size_t i = 0; i < list.count; i++) {
        const char *pattern = json_get_string(list.entries[i].json, "pattern");
        RegexError error;
        Regex *regex = NULL;
        assert_int_equal(regex_compile(pattern, strlen(pattern), &error, &regex), CLAIMS_OK);
        check_names(regex, scratch, json_get(list.entries[i].json, "examples"), true);
        check_names(regex, scratch, json_get(list.entries[i].json, "counterexamples"), false);
        regex_free(regex);
    }
    regex_scratch_free(scratch);
}

/* ---- Faults ------------------------------------------------------------------------------ */

static void collect_message(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    diagnostic_render(diagnostic, cookie);
}

/* Loading the built-in knowledge together with `text` must fail with `message`. */
static void check_fault(const char *text, const char *message)
{
    Knowledge knowledge = {0};
    UnitTable *units = NULL;
    Vocabulary *vocabulary = NULL;
    ContextRules *context = NULL;
    Buffer messages = {0};
    ClaimsSink sink = {collect_message, &messages};
    for (size_t i = 0; i < builtin_file_count; i++)
        assert_int_equal(knowledge_add_text(&knowledge, builtin_files[i].name,
                                            builtin_files[i].text, builtin_files[i].size, sink),
                         CLAIMS_OK);
    assert_int_equal(knowledge_add_text(&knowledge, "my.json", text, strlen(text), sink),
                     CLAIMS_OK);
    assert_int_equal(units_load(&knowledge, &units), CLAIMS_OK);
    assert_int_equal(vocabulary_load(&knowledge, units, &vocabulary), CLAIMS_OK);
    assert_int_equal(context_load(&knowledge, vocabulary, &context), CLAIMS_ERROR_RULES);
    assert_null(context);
    assert_non_null(messages.data);
    if (strstr(messages.data, message) == NULL)
        fail_msg("expected \"%s\" in: %s", message, messages.data);
    buffer_free(&messages);
    vocabulary_free(vocabulary);
    units_free(units);
    knowledge_free(&knowledge);
}

#define SLOT(members)                                                                              \
    "{\"slots\": [{\"id\": \"mine\", \"priority\": 1, " members                                    \
    ", \"examples\": [], \"counterexamples\": []}]}"

static void test_faults(void **state)
{
    (void)state;
    check_fault(SLOT("\"slot\": \"colour\", \"pattern\": \"<Q> (?<name>NAME)\""), "\"colour\"");
    check_fault(SLOT("\"slot\": \"model\", \"pattern\": \"<Q> NAME\""), "(?<name>");
    check_fault(SLOT("\"slot\": \"model\", \"carries\": true, \"pattern\": \"<Q> (?<name>NAME)\""),
                "for no number");
    check_fault(SLOT("\"slot\": \"model\", \"pattern\": \"<Q> (?<name>NOSUCHTAG)\""), "NOSUCHTAG");
    check_fault(SLOT("\"slot\": \"model\", \"pattern\": \"(\""), "my.json:1");
    check_fault(SLOT("\"slot\": \"model\", \"kinds\": [\"odd\"], \"pattern\": \"<Q> (?<name>W)\""),
                "\"odd\"");
    check_fault(SLOT("\"slot\": \"model\", \"except\": [\"odd\"], \"pattern\": \"<Q> (?<name>W)\""),
                "unknown metric \"odd\"");
    check_fault("{\"slot_shapes\": [{\"id\": \"mine\", \"tag\": \"NOSUCHTAG\", \"pattern\": \"a\", "
                "\"examples\": [], \"counterexamples\": []}]}",
                "NOSUCHTAG");
    check_fault("{\"slot_words\": [{\"id\": \"mine\", \"tag\": \"HW\", \"forms\": [\"dataset\"]}]}",
                "already stands in another entry");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists_go_pairwise),
        cmocka_unit_test(test_versions_share_their_head),
        cmocka_unit_test(test_each_number_has_its_own_data),
        cmocka_unit_test(test_a_models_own_properties_have_no_data),
        cmocka_unit_test(test_own_names),
        cmocka_unit_test(test_experiments_carry_over),
        cmocka_unit_test(test_a_parenthesis_behind_the_number),
        cmocka_unit_test(test_the_model_of_a_claim_carries_over),
        cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
