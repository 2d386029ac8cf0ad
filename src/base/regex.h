/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Regular expressions: the only user of PCRE2. UTF mode, JIT, match and depth limits. */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include "claims/claims.h"

/* A compiled pattern, shared by threads. Its machine code is made by the first match. */
typedef struct Regex Regex;

/* What a thread needs to match: match data, JIT stack, limits. */
typedef struct RegexScratch RegexScratch;

/* Why a pattern was refused. */
typedef struct RegexError {
    char message[256];
    size_t offset; /* byte of the pattern */
} RegexError;

enum { REGEX_MAX_GROUPS = 32, REGEX_NO_GROUP = -1 };

/* One match: byte ranges of the groups; an unset group has start == SIZE_MAX. */
typedef struct RegexMatch {
    size_t start[REGEX_MAX_GROUPS], end[REGEX_MAX_GROUPS];
    int count;
} RegexMatch;

typedef enum RegexResult {
    REGEX_MATCH,
    REGEX_NO_MATCH,
    REGEX_LIMIT, /* the pattern used up its match or depth limit */
    REGEX_ERROR, /* out of memory, or an internal error */
} RegexResult;

/* Returns CLAIMS_OK, CLAIMS_ERROR_RULES (`error` says why) or CLAIMS_ERROR_SYSTEM. `*regex` is
 * owned: regex_free. */
ClaimsStatus regex_compile(const char *pattern, size_t size, RegexError *error, Regex **regex);
void regex_free(Regex *regex);

/* The number of the group called `name`, or REGEX_NO_GROUP. */
int regex_group(const Regex *regex, const char *name);

/* The names of the pattern's groups, for checks: calls `each` with every name. */
void regex_each_group(const Regex *regex, void (*each)(void *cookie, const char *name),
                      void *cookie);

/* NULL when memory is exhausted. Owned: regex_scratch_free. */
RegexScratch *regex_scratch_new(void);
void regex_scratch_free(RegexScratch *scratch);

/* Find `regex` in `subject` from byte `from` on. `subject` must be valid UTF-8. */
RegexResult regex_match(Regex *regex, RegexScratch *scratch, ClaimsString subject, size_t from,
                        RegexMatch *match);

#endif
