/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as the knowledge file beside one that has what must not be missing. Rules that load are
 * used on a few sentences; whatever is refused must have been explained.
 */
#include "fuzz.h"

#include <string.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "record/knowledge_base.h"

static const char needed[] =
    "{\"sentence_limits\": {\"bytes\": 300, \"numbers\": 9, \"shown_bytes\": 100},"
    " \"family_scoring\": {\"title_factor\": 3, \"repeat_discount\": 0.6, \"secondary_ratio\": 0.4,"
    " \"fallback\": \"none\", \"fallback_score\": 7}, \"families\": [{\"id\": \"none\","
    " \"cues\": [], \"examples\": [], \"counterexamples\": []}]}";

static void count_message(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    Buffer text = {0};
    diagnostic_render(diagnostic, &text);
    require(!text.failed && text.data[text.size - 1] == '\n', "a message is a line");
    buffer_free(&text);
    ++*(size_t *)cookie;
}

static void extract(const ClaimsRules *rules, ClaimsSink sink)
{
    static const char text[] =
        "Acme reduces latency by up to 45% (from 3 ms to 2 ms) and F1 by 0.3 on RoadBench. "
        "It is 2.5x faster, with three times the accuracy and a 4-bit INT8 W4A8 context of 8K.";
    ClaimsPaper paper = {.source = "-",
                         .path = "-",
                         .id = {"1", 1},
                         .title = {"Acme: A Title", 13},
                         .documents = {{.section = CLAIM_SECTION_TEXT,
                                        .end = sizeof text - 1,
                                        .line = 1,
                                        .text = {text, sizeof text - 1}}},
                         .document_count = 1};
    ClaimsExtractor *extractor = NULL;
    const ClaimRecord *records = NULL;
    size_t count = 0;
    require(claims_extractor_new(rules, sink, &extractor) == CLAIMS_OK, "there is an extractor");
    require(claims_extractor_run(extractor, &paper, &records, &count) == CLAIMS_OK,
            "extraction succeeds");
    for (size_t i = 0; i < count; i++)
        require(records[i].end <= sizeof text - 1, "a record is in the text");
    claims_extractor_free(extractor);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t messages = 0;
    ClaimsSink sink = {count_message, &messages};
    ClaimsRules *rules = calloc(1, sizeof *rules);
    char *text = malloc(size + 1);
    require(rules != NULL && text != NULL, "there is memory");
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    ClaimsStatus status =
        knowledge_add_text(&rules->knowledge, "needed", needed, sizeof needed - 1, sink);
    require(status == CLAIMS_OK, "the needed file loads");
    rules->knowledge.layer++;
    status = knowledge_add_text(&rules->knowledge, "fuzz", text, size, sink);
    if (status == CLAIMS_OK)
        status = rules_compile(rules);
    require(status != CLAIMS_ERROR_RULES || messages > 0, "what is refused is explained");
    if (status == CLAIMS_OK)
        extract(rules, sink);
    claims_rules_free(rules);
    free(text);
    return 0;
}
