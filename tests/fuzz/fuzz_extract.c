/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as an input file: through the readers, the extractor and the JSON writer. Beyond not
 * crashing, every record must point into the input.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "claims/claims.h"

static ClaimsRules *rules;
static ClaimsExtractor *extractor;

static void require(bool condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "fuzz_extract: %s\n", what);
        abort();
    }
}

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    ClaimsSink silent = {NULL, NULL};
    require(claims_rules_load(NULL, 0, silent, &rules) == CLAIMS_OK, "rules do not load");
    require(claims_extractor_new(rules, silent, &extractor) == CLAIMS_OK, "no extractor");
    return 0;
}

static void check_paper(const ClaimsPaper *paper, size_t input_size)
{
    const ClaimRecord *records = NULL;
    size_t count = 0;
    ClaimsStatus status = claims_extractor_run(extractor, paper, &records, &count);
    require(status == CLAIMS_OK, "extraction failed");
    size_t family_count = 0;
    const ClaimsString *families = claims_extractor_families(extractor, &family_count);
    for (size_t i = 0; i < count; i++) {
        const ClaimRecord *record = &records[i];
        require(record->start < record->end && record->end <= input_size, "span out of bounds");
        char *json = NULL;
        require(claims_record_to_json(record, families, family_count, &json) == CLAIMS_OK,
                "record has no JSON");
        free(json);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int file = memfd_create("input", 0);
    require(file >= 0 && write(file, data, size) == (ssize_t)size, "no memory file");
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);

    ClaimsReader *reader = NULL;
    if (claims_reader_open(path, (ClaimsSink){NULL, NULL}, &reader) == CLAIMS_OK) {
        const ClaimsPaper *paper = NULL;
        while (claims_reader_next(reader, &paper) == CLAIMS_OK)
            check_paper(paper, size);
    }
    claims_reader_close(reader);
    close(file);
    return 0;
}
