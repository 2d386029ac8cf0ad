/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record to start from, for tests of output. */
#ifndef OUTPUT_FIXTURE_H
#define OUTPUT_FIXTURE_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/string.h"
#include "output/writer.h"

typedef struct Fixture {
    ClaimsPaper paper;
    ClaimRecord record; /* of the paper's first document */
    ClaimsString families[2];
} Fixture;

static inline void fixture_init(Fixture *fixture)
{
    *fixture = (Fixture){
        .paper = {.source = "report-2031-01-02.txt",
                  .path = "reports/report-2031-01-02.txt",
                  .id = string_of("7"),
                  .id_is_number = true,
                  .title = string_of("Foldable Caches"),
                  .date = string_of("2031-01-02"),
                  .document_count = 1},
        .record = {.id = 0xab,
                   .start = 100,
                   .end = 103,
                   .line = 12,
                   .quote = string_of("45%"),
                   .sentence = string_of("Cuts memory by up to 45%."),
                   .kind = CLAIM_KIND_DELTA,
                   .metric = string_of("memory"),
                   .metric_text = string_of("memory"),
                   .value = 45,
                   .value_max = NAN,
                   .unit = string_of("%"),
                   .direction = CLAIM_DIRECTION_DECREASE,
                   .bound = CLAIM_BOUND_UP_TO,
                   .ref_value = NAN,
                   .factor = 100.0 / 55,
                   .confidence = 0.87654,
                   .rule = string_of("change.by")},
        .families = {string_of("kv_cache"), string_of("quantization")},
    };
    fixture->paper.documents[0] =
        (ClaimsDocument){.section = CLAIM_SECTION_ABSTRACT, .start = 90, .end = 200, .line = 12};
    fixture->record.paper = &fixture->paper;
    fixture->record.document = &fixture->paper.documents[0];
}

/* The record in `format`, without what comes before and after. */
static inline void fixture_render(const Fixture *fixture, WriterFormatId format,
                                  WriterOptions options, Buffer *buffer)
{
    Writer writer = {writer_format(format), options};
    writer_append_record(&writer, buffer, &fixture->record, fixture->families, 2);
    assert_false(buffer->failed);
}

#endif
