/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as an input file: through the readers, both extractors and the writers of all formats.
 * Beyond not crashing, every record must point into its document.
 */
#include "fuzz.h"

#include "input/reader.h"
#include "output/quantity_writer.h"
#include "output/writer.h"

static ClaimsExtractor *claim_extractor;
static QuantityExtractor *quantity_extractor;

/* Made once: they are used for one paper after the other, as by the program. */
static void make_extractors(void)
{
    if (claim_extractor != NULL)
        return;
    ClaimsSink silent = {NULL, NULL};
    require(claims_extractor_new(fuzz_rules(), silent, &claim_extractor) == CLAIMS_OK,
            "there is an extractor");
    require(quantity_extractor_new(fuzz_rules(), &quantity_extractor) == CLAIMS_OK,
            "there is an extractor");
}

static void check_span(const ClaimsDocument *document, size_t start, size_t end)
{
    require(document->start <= start && start < end && end <= document->end,
            "a record is in its document");
}

static void check_claims(const ClaimsPaper *paper, Buffer *output)
{
    const ClaimRecord *records = NULL;
    size_t count = 0, family_count = 0;
    require(claims_extractor_run(claim_extractor, paper, &records, &count) == CLAIMS_OK,
            "extraction succeeds");
    const ClaimsString *families = claims_extractor_families(claim_extractor, &family_count);
    for (size_t i = 0; i < count; i++) {
        check_span(records[i].document, records[i].start, records[i].end);
        require(records[i].quote_in_sentence + records[i].quote_in_sentence_size <=
                    records[i].sentence.size,
                "the quote is in the sentence");
        for (int id = 0; writer_format_names[id] != NULL; id++) {
            const Writer writer = {.format = writer_format((WriterFormatId)id)};
            buffer_clear(output);
            writer_append_record(&writer, output, &records[i], families, family_count);
        }
    }
}

static void check_quantities(const ClaimsPaper *paper, Buffer *output)
{
    const QuantityRecord *records = NULL;
    size_t count = 0;
    require(quantity_extractor_run(quantity_extractor, paper, &records, &count) == CLAIMS_OK,
            "extraction succeeds");
    for (size_t i = 0; i < count; i++) {
        const Writer writer = {.format = writer_format(WRITER_FORMAT_jsonl)};
        check_span(records[i].document, records[i].start, records[i].end);
        buffer_clear(output);
        quantity_writer_append(&writer, output, &records[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (compression_recognise((ClaimsString){(const char *)data, size}) != NULL)
        return 0; /* some bytes may become millions, and the readers' fuzzer sees them */
    make_extractors();
    int file = fuzz_file(data, size);
    ClaimsReader *reader;
    Buffer output = {0};
    ClaimsSink silent = {NULL, NULL};
    if (reader_open_fd(file, "fuzz", "fuzz", SOURCE_CHUNK, silent, &reader) == CLAIMS_OK) {
        const ClaimsPaper *paper = NULL;
        while (claims_reader_next(reader, &paper) == CLAIMS_OK) {
            check_claims(paper, &output);
            check_quantities(paper, &output);
        }
        claims_reader_close(reader);
    }
    buffer_free(&output);
    close(file);
    return 0;
}
