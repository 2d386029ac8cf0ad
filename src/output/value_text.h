/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record's number as people write it, for the formats that people read. */
#ifndef OUTPUT_VALUE_TEXT_H
#define OUTPUT_VALUE_TEXT_H

#include "base/buffer.h"
#include "claims/claims.h"

/* An arrow up or down, or nothing; one column wide; static. */
const char *value_text_arrow(ClaimDirection direction);

/* Bound, value or range, and unit: "≤ 45 %", "≈ 90 MB", "25.8×", "42–45 %", "7e9 params". */
void value_text_append(Buffer *buffer, const ClaimRecord *record);

/* The same from its parts; `value` and `value_max` may be NAN, `unit` absent. */
void value_text_append_amount(Buffer *buffer, ClaimBound bound, double value, double value_max,
                              ClaimsString unit);

/* A number; from a million on with an exponent and four digits. */
void value_text_append_number(Buffer *buffer, double number);

#endif
