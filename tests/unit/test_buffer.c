/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/string.h"

static const struct {
    double number;
    const char *text;
} numbers[] = {
    {0, "0"},
    {-0.0, "0"},
    {1, "1"},
    {-45, "-45"},
    {0.1, "0.1"},
    {-2.5, "-2.5"},
    {1.0 / 3, "0.3333333333333333"},
    {0.1 + 0.2, "0.30000000000000004"},
    {100000, "100000"},
    {999999999999999, "999999999999999"},
    {1e15, "1e+15"},
    {1.5e-7, "1.5e-07"},
    {1.7976931348623157e308, "1.7976931348623157e+308"},
    {5e-324, "4.94065645841247e-324"},
};

static void numbers_are_as_short_as_they_read_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        Buffer buffer = {0};
        buffer_append_number(&buffer, numbers[i].number);
        assert_string_equal(buffer.data, numbers[i].text);
        assert_true(strtod(buffer.data, NULL) == numbers[i].number);
        buffer_free(&buffer);
    }
}

static void appending_keeps_what_was_there(void **state)
{
    (void)state;
    Buffer buffer = {0};
    for (int i = 0; i < 10000; i++)
        buffer_printf(&buffer, "%04d", i);
    assert_int_equal(buffer.size, 40000);
    assert_memory_equal(buffer.data, "000000010002", 12);
    assert_string_equal(buffer.data + buffer.size - 8, "99989999");
    assert_false(buffer.failed);
    buffer_free(&buffer);
}

static void every_way_of_appending_joins(void **state)
{
    (void)state;
    Buffer buffer = {0};
    buffer_append(&buffer, "a\0b", 3);
    buffer_append_string(&buffer, (ClaimsString){"cde", 1});
    buffer_append_string(&buffer, (ClaimsString){NULL, 0});
    buffer_append_text(&buffer, "de");
    buffer_append_char(&buffer, 'f');
    assert_int_equal(buffer.size, 7);
    assert_memory_equal(buffer.data, "a\0bcdef", 8);
    buffer_clear(&buffer);
    assert_int_equal(buffer.size, 0);
    assert_string_equal(buffer.data, "");
    buffer_free(&buffer);
    assert_null(buffer.data);
}

static void failure_is_remembered_until_it_is_cleared(void **state)
{
    (void)state;
    Buffer buffer = {0};
    buffer_append_text(&buffer, "kept");
    buffer_append(&buffer, "", SIZE_MAX / 2);
    assert_true(buffer.failed);
    buffer_append_text(&buffer, " lost");
    assert_string_equal(buffer.data, "kept");
    buffer_clear(&buffer);
    buffer_append_text(&buffer, "new");
    assert_string_equal(buffer.data, "new");
    buffer_free(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_as_short_as_they_read_back),
        cmocka_unit_test(appending_keeps_what_was_there),
        cmocka_unit_test(every_way_of_appending_joins),
        cmocka_unit_test(failure_is_remembered_until_it_is_cleared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
