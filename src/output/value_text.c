/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/value_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/string.h"

const char *value_text_arrow(ClaimDirection direction)
{
    static const char *const arrows[] = {
        [CLAIM_DIRECTION_NONE] = "",
        [CLAIM_DIRECTION_INCREASE] = "↑",
        [CLAIM_DIRECTION_DECREASE] = "↓",
    };
    return arrows[direction];
}

/* "Up to" and "at most" differ in what they promise, not in what they say about the number. */
static const char *bound_mark(ClaimBound bound)
{
    static const char *const marks[] = {
        [CLAIM_BOUND_UP_TO] = "≤ ",     [CLAIM_BOUND_AT_LEAST] = "≥ ", [CLAIM_BOUND_AT_MOST] = "≤ ",
        [CLAIM_BOUND_AVERAGE] = "avg ", [CLAIM_BOUND_ABOUT] = "≈ ",    [CLAIM_BOUND_EXACT] = "",
    };
    return marks[bound];
}

void value_text_append_number(Buffer *buffer, double number)
{
    if (fabs(number) < 1e6) {
        buffer_append_number(buffer, number);
        return;
    }
    char notation[40];
    snprintf(notation, sizeof notation, "%.3e", number);
    char *exponent = strchr(notation, 'e');
    *exponent = '\0';
    buffer_append_number(buffer, strtod(notation, NULL));
    buffer_printf(buffer, "e%ld", strtol(exponent + 1, NULL, 10));
}

void value_text_append_amount(Buffer *buffer, ClaimBound bound, double value, double value_max,
                              ClaimsString unit)
{
    buffer_append_text(buffer, bound_mark(bound));
    if (isfinite(value))
        value_text_append_number(buffer, value);
    if (isfinite(value_max)) {
        buffer_append_text(buffer, "–");
        value_text_append_number(buffer, value_max);
    }
    if (string_equal(unit, string_of("x"))) {
        buffer_append_text(buffer, "×");
    } else if (unit.size > 0) {
        buffer_append_char(buffer, ' ');
        buffer_append_string(buffer, unit);
    }
}

void value_text_append(Buffer *buffer, const ClaimRecord *record)
{
    value_text_append_amount(buffer, record->bound, record->value, record->value_max, record->unit);
}
