/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decimal numbers as texts write them: no locale, no sign. */
#ifndef MENTIONS_NUMBER_H
#define MENTIONS_NUMBER_H

#include <stdbool.h>

#include "claims/claims.h"

typedef struct Number {
    double value;
    size_t end;      /* the number is [at, end) */
    bool has_point;  /* written with decimals or an exponent */
    bool is_grouped; /* written with thousands separators */
} Number;

/*
 * The number that begins with the digit text[at]: "15.4", "24,000", "1e-5", "1.7x10-5", "3.2 ×
 * 10^8", "10^-3". False for what only looks like one: "1.2.3", "2^n".
 */
bool number_parse(ClaimsString text, size_t at, Number *number);

/* The exponent of "×10^-5", "x10-5" or " × 10^8", which stands behind a mantissa; `*end` is where
 * it ends. 0, and `*end` is `at`, when there is none. */
long number_parse_power(ClaimsString text, size_t at, size_t *end);

#endif
