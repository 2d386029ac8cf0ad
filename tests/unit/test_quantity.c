/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quantities that claims are made of, as the built-in units read them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/string.h"
#include "mentions/quantity.h"
#include "record/knowledge_base.h"

static ClaimsRules *rules;

/* `written` is the part of `text`, from its start, that is the quantity. Its value is in the
 * canonical unit; `unit` NULL is none; `most` 0 is no range. */
typedef struct Row {
    const char *text, *written;
    double value, most;
    const char *unit;
    UnitClass class;
} Row;

static bool has_symbol(const Unit *unit, const char *symbol)
{
    return unit == NULL || symbol == NULL ? unit == NULL && symbol == NULL
                                          : string_equal(unit->symbol, string_of(symbol));
}

static void check(const Row *rows, size_t count, bool counts)
{
    for (size_t i = 0; i < count; i++) {
        const Row *row = &rows[i];
        ClaimsString text = string_of(row->text);
        Quantity quantity;
        if (quantity_parse(rules->units, text, 0, text.size, counts, &quantity) != QUANTITY_FOUND)
            fail_msg("%s: nothing found", row->text);
        bool range = row->most != 0;
        bool same = quantity.span.end == strlen(row->written) &&
                    fabs(quantity.value - row->value) <= 1e-6 * fabs(row->value) &&
                    range == isfinite(quantity.value_max) &&
                    (!range || fabs(quantity.value_max - row->most) <= 1e-6 * row->most) &&
                    has_symbol(quantity.unit, row->unit) && quantity.class == row->class;
        if (!same)
            fail_msg("%s: got %.*s, %g to %g, class %s", row->text, (int)quantity.span.end,
                     row->text, quantity.value, quantity.value_max,
                     unit_class_name(quantity.class));
    }
}

#define CHECK(rows, counts) check(rows, sizeof(rows) / sizeof *(rows), counts)

static void reads_amounts(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"45% of it", "45%", 45, 0, "%", UNIT_PERCENT},
        {"2.5x faster", "2.5x", 2.5, 0, "x", UNIT_TIMES},
        {"0.5x as much", "0.5x", 0.5, 0, "x", UNIT_FRACTION},
        {"4-bit weights", "4-bit", 4, 0, "bit", UNIT_BIT},
        {"7B model", "7B", 7e9, 0, "params", UNIT_BILLIONS},
        {"1.5 million dogs", "1.5 million", 1.5e6, 0, NULL, UNIT_BARE},
        {"12 GB of it", "12 GB", 12, 0, "GB", UNIT_BYTES},
        {"$3 a day", "$3", 3, 0, "USD", UNIT_MONEY},
        {"-0.3 dB", "-0.3 dB", 0.3, 0, "dB", UNIT_DB},
        {"3.2 ± 0.1 ms", "3.2 ± 0.1 ms", 3.2, 0, "ms", UNIT_TIME},
        {"two orders of magnitude", "two orders of magnitude", 100, 0, "x", UNIT_TIMES},
        {"a third of it", "a third", 1.0 / 3, 0, "x", UNIT_FRACTION},
        {"71.5 here", "71.5", 71.5, 0, NULL, UNIT_BARE},
        {"12 here", "12", 12, 0, NULL, UNIT_WHOLE},
    };
    CHECK(rows, false);
}

static void reads_ranges(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"42-45% less", "42-45%", 42, 45, "%", UNIT_PERCENT},
        {"2~2.5× faster", "2~2.5×", 2, 2.5, "x", UNIT_TIMES},
        {"7-13B models", "7-13B", 7e9, 13e9, "params", UNIT_BILLIONS},
        {"45-42 less", "45", 45, 0, NULL, UNIT_WHOLE},
    };
    CHECK(rows, false);
}

static void reads_counts_where_asked(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"three dogs", "three", 3, 0, NULL, UNIT_WHOLE},
        {"twenty-five dogs", "twenty-five", 25, 0, NULL, UNIT_WHOLE},
    };
    Quantity quantity;
    ClaimsString text = string_of("three dogs");
    CHECK(rows, true);
    assert_int_equal(quantity_parse(rules->units, text, 0, text.size, false, &quantity),
                     QUANTITY_NONE);
}

static void passes_over_other_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text, *written;
    } rows[] = {{"1024×1024 images", "1024×1024"}, {"2024 was", "2024"}, {"3D scenes", "3D"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Quantity quantity;
        ClaimsString text = string_of(rows[i].text);
        assert_int_equal(quantity_parse(rules->units, text, 0, text.size, false, &quantity),
                         QUANTITY_OTHER);
        assert_int_equal(quantity.span.end, strlen(rows[i].written));
    }
}

static void reads_bit_widths(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t at, end; /* 0: none */
        double bits;
    } rows[] = {{"INT8", 0, 4, 8}, {"W4A8", 0, 2, 4},     {"W4A8", 2, 4, 8},
                {"A800", 0, 0, 0}, {"FP8 here", 0, 3, 8}, {"INTERN8", 0, 0, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Quantity quantity = {.value = 0};
        ClaimsString text = string_of(rows[i].text);
        bool found = quantity_parse_bits(rules->units, text, rows[i].at, text.size, &quantity);
        assert_int_equal(found, rows[i].end > 0);
        if (found)
            assert_int_equal(quantity.span.end, rows[i].end);
        assert_true(!found || quantity.value == rows[i].bits);
    }
}

static int load(void **state)
{
    (void)state;
    return claims_rules_load(NULL, 0, (ClaimsSink){0}, &rules) == CLAIMS_OK ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    claims_rules_free(rules);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_amounts),
        cmocka_unit_test(reads_ranges),
        cmocka_unit_test(reads_counts_where_asked),
        cmocka_unit_test(passes_over_other_numbers),
        cmocka_unit_test(reads_bit_widths),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
