/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzzers share. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "claims/claims.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold for any input. */
static inline void require(bool condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "it does not hold that %s\n", what);
        abort();
    }
}

/* The built-in rules; loaded once, for they outlive every input. */
static inline const ClaimsRules *fuzz_rules(void)
{
    static ClaimsRules *rules;
    if (rules == NULL)
        require(claims_rules_load(NULL, 0, (ClaimsSink){NULL, NULL}, &rules) == CLAIMS_OK,
                "the rules load");
    return rules;
}

/* A file in memory, at its start; close() releases it. */
static inline int fuzz_file(const uint8_t *data, size_t size)
{
    int file = memfd_create("fuzz", 0);
    require(file >= 0 && write(file, data, size) == (ssize_t)size && lseek(file, 0, SEEK_SET) == 0,
            "there is room for a file");
    return file;
}

#endif
