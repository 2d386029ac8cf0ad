/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/string.h"
#include "mentions/number.h"

/* `written` is the part of `text`, from its start, that is the number. */
typedef struct Row {
    const char *text, *written;
    double value;
} Row;

/* Equal up to an ulp or two, which more than 18 digits may cost. */
static bool is_near(double a, double b)
{
    return a == b || fabs(a - b) <= 1e-15 * fabs(b);
}

static void reads_numbers(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"7 dogs", "7", 7},
        {"15.4%", "15.4", 15.4},
        {"3. Next", "3", 3},
        {"24,000 dogs", "24,000", 24000},
        {"24,000,500.5", "24,000,500.5", 24000500.5},
        {"24,00", "24", 24},
        {"1,2,3", "1", 1},
        {"0,125", "0", 0},
        {"1e-5", "1e-5", 1e-5},
        {"2E+3", "2E+3", 2000},
        {"2 e", "2", 2},
        {"3eV", "3", 3},
        {"1.7x10-5", "1.7x10-5", 1.7e-5},
        {"3.2 × 10^8 s", "3.2 × 10^8", 3.2e8},
        {"3 × 10 cm", "3", 3},
        {"10^-3", "10^-3", 1e-3},
        {"10^-^3", "10^-^3", 1e-3},
        {"123456789012345678901", "123456789012345678901", 123456789012345678901.0},
        {"1e999", "1e999", INFINITY},
        {"1e-999", "1e-999", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Number number;
        if (!number_parse(string_of(rows[i].text), 0, &number) ||
            number.end != strlen(rows[i].written) || !is_near(number.value, rows[i].value))
            fail_msg("%s: got %.17g, %zu bytes", rows[i].text, number.value, number.end);
    }
}

static void refuses_what_only_looks_like_one(void **state)
{
    (void)state;
    static const char *const rows[] = {"1.2.3", "2^n", "2^8"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Number number;
        if (number_parse(string_of(rows[i]), 0, &number))
            fail_msg("%s: got %.17g", rows[i], number.value);
    }
}

static void reads_powers_behind_mantissas(void **state)
{
    (void)state;
    static const struct {
        const char *text, *written;
        long exponent;
    } rows[] = {
        {"×10^-10 m", "×10^-10", -10},
        {" × 10-3", " × 10-3", -3},
        {"x10^5", "x10^5", 5},
        {"×10 m", "", 0},
        {"×20^5", "", 0},
        {"", "", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t end;
        assert_int_equal(number_parse_power(string_of(rows[i].text), 0, &end), rows[i].exponent);
        assert_int_equal(end, strlen(rows[i].written));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_numbers),
        cmocka_unit_test(refuses_what_only_looks_like_one),
        cmocka_unit_test(reads_powers_behind_mantissas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
