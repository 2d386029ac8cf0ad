/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text, searched for numbers and quantities at every place, as both finders of them do. */
#include "fuzz.h"

#include <math.h>

#include "base/string.h"
#include "input/utf8.h"
#include "mentions/measure.h"
#include "mentions/number.h"
#include "mentions/quantity.h"
#include "record/knowledge_base.h"

static Arena arena;

static void check_quantity(ClaimsString text, size_t at, size_t end)
{
    Quantity quantity = {0};
    QuantityResult result =
        quantity_parse(fuzz_rules()->units, text, at, end, at % 2 == 0, &quantity);
    if (result == QUANTITY_NONE)
        return;
    require(quantity.span.start == at && quantity.span.end > at && quantity.span.end <= end,
            "a quantity is in its sentence");
    if (result == QUANTITY_OTHER)
        return;
    require(isfinite(quantity.value) && !isinf(quantity.value_max), "a quantity is finite");
    require(isnan(quantity.value_max) || quantity.value <= quantity.value_max, "a range goes up");
}

static void check_bits(ClaimsString text, size_t at, size_t end)
{
    Quantity quantity;
    if (!byte_is_letter((unsigned char)text.data[at]) ||
        !quantity_parse_bits(fuzz_rules()->units, text, at, end, &quantity))
        return;
    require(quantity.span.start == at && quantity.span.end > at && quantity.span.end <= end,
            "a bit width is in its sentence");
}

static void check_measure(ClaimsString text, size_t at)
{
    Measure measure = {0};
    if (measure_parse(fuzz_rules()->quantity_words, text, at, &measure) == MEASURE_NONE)
        return;
    require(measure.span.start >= at && measure.span.end > at && measure.span.end <= text.size,
            "a measure is in the text");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    MappedText mended;
    arena_reset(&arena);
    ClaimsString raw = {(const char *)data, size};
    require(mapped_text_mend(&mended, &arena, raw, 0), "there is memory");
    ClaimsString text = {mended.data, mended.size};
    for (size_t at = 0; at < text.size; at++) {
        Number number;
        if (byte_is_digit((unsigned char)text.data[at]) && number_parse(text, at, &number))
            require(number.end > at && number.end <= text.size && number.value >= 0,
                    "a number is in the text");
        check_quantity(text, at, text.size);
        check_quantity(text, at, at + 1 + (text.size - at) / 2);
        check_bits(text, at, text.size);
        check_measure(text, at);
    }
    return 0;
}
