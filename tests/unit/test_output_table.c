/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats that people read: the terminal's table and Markdown. */
#include "output/display.h"
#include "output/value_text.h"
#include "output_fixture.h"

static void assert_fitted(const char *text, size_t width, DisplayKeep keep, const char *expected)
{
    Buffer buffer = {0};
    size_t used = display_append_fitted(&buffer, string_of(text), width, keep);
    assert_string_equal(buffer.data == NULL ? "" : buffer.data, expected);
    assert_int_equal(used, display_width(string_of(expected)));
    assert_true(used <= width);
    buffer_free(&buffer);
}

static void test_fitting(void **state)
{
    (void)state;
    assert_fitted("quantization", 12, DISPLAY_KEEP_START, "quantization");
    assert_fitted("quantization", 11, DISPLAY_KEEP_START, "quantizati…");
    assert_fitted("quantization", 11, DISPLAY_KEEP_END, "…antization");
    assert_fitted("quantization", 1, DISPLAY_KEEP_START, "…");
    assert_fitted("quantization", 0, DISPLAY_KEEP_START, "");
    assert_fitted("", 5, DISPLAY_KEEP_END, "");
}

static void test_wide_characters(void **state)
{
    (void)state;
    assert_int_equal(display_width(string_of("大模型-7B")), 9);
    assert_fitted("大模型", 6, DISPLAY_KEEP_START, "大模型");
    assert_fitted("大模型", 5, DISPLAY_KEEP_START, "大模…");
    assert_fitted("大模型", 4, DISPLAY_KEEP_START, "大…");
    assert_fitted("大模型", 4, DISPLAY_KEEP_END, "…型");
    assert_fitted("大模型", 1, DISPLAY_KEEP_END, "…");
}

static void test_combining_marks_stay_with_their_letter(void **state)
{
    (void)state;
    assert_int_equal(display_width(string_of("e\u0301a")), 2);
    assert_fitted("xe\u0301a", 2, DISPLAY_KEEP_END, "…a");
    assert_fitted("e\u0301ab", 2, DISPLAY_KEEP_START, "e\u0301…");
}

static void test_only_what_can_be_shown(void **state)
{
    (void)state;
    assert_fitted("a\033[31mb\a", 20, DISPLAY_KEEP_START, "a[31mb");
    assert_fitted("a \n\t b\u2028c", 20, DISPLAY_KEEP_START, "a b c");
    assert_fitted("a\u202eb\u200dc\xc2\x9b", 20, DISPLAY_KEEP_START, "abc");
    assert_fitted("a\xff", 20, DISPLAY_KEEP_START, "a\ufffd");
}

static void assert_value(double value, double value_max, const char *unit, ClaimBound bound,
                         const char *expected)
{
    ClaimRecord record = {
        .value = value, .value_max = value_max, .unit = string_of(unit), .bound = bound};
    Buffer buffer = {0};
    value_text_append(&buffer, &record);
    assert_string_equal(buffer.data, expected);
    buffer_free(&buffer);
}

static void test_values(void **state)
{
    (void)state;
    assert_value(45, NAN, "%", CLAIM_BOUND_UP_TO, "≤ 45 %");
    assert_value(60, NAN, "MB", CLAIM_BOUND_AT_MOST, "≤ 60 MB");
    assert_value(2, NAN, "x", CLAIM_BOUND_AT_LEAST, "≥ 2×");
    assert_value(90, NAN, "MB", CLAIM_BOUND_ABOUT, "≈ 90 MB");
    assert_value(1.5, NAN, "x", CLAIM_BOUND_AVERAGE, "avg 1.5×");
    assert_value(42, 45, "%", CLAIM_BOUND_EXACT, "42–45 %");
    assert_value(15.4, NAN, "", CLAIM_BOUND_EXACT, "15.4");
    assert_value(7e9, NAN, "params", CLAIM_BOUND_EXACT, "7e9 params");
    assert_value(123456789, NAN, "", CLAIM_BOUND_EXACT, "1.235e8");
    assert_value(999999, NAN, "", CLAIM_BOUND_EXACT, "999999");
}

static void render_table(const Fixture *fixture, size_t width, bool color, Buffer *buffer)
{
    WriterOptions options = {.width = width, .color = color};
    Writer writer = {writer_format(WRITER_FORMAT_table), options};
    buffer_clear(buffer);
    writer_begin(&writer, buffer);
    fixture_render(fixture, WRITER_FORMAT_table, options, buffer);
}

static void test_every_line_fits(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_init(&fixture);
    fixture.record.model = string_of("一个名字很长的大型语言模型，长得放不进任何一列之中");
    fixture.record.baseline = string_of("the baseline\nwith a rather long description of itself");
    fixture.record.value_max = 46.123456789;
    fixture.record.line = 1234567;
    Buffer buffer = {0};
    for (size_t width = 0; width < 300; width++) {
        render_table(&fixture, width, false, &buffer);
        size_t lines = 0;
        for (char *line = buffer.data; *line != '\0'; lines++) {
            char *end = strchr(line, '\n');
            size_t used = 0; /* runs of spaces count in full here */
            for (char *c = line; c < end;) {
                size_t size = 1;
                while (((unsigned char)c[size] & 0xc0) == 0x80)
                    size++;
                used += display_width((ClaimsString){c, size});
                c += size;
            }
            assert_true(used <= (width < 42 ? 42 : width));
            line = end + 1;
        }
        assert_int_equal(lines, 2);
    }
    buffer_free(&buffer);
}

static void test_table(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_init(&fixture);
    fixture.record.ref_value = 22.1;
    fixture.record.baseline = string_of("QuaRot");
    fixture.record.dataset = string_of("LongBench");
    Buffer buffer = {0};
    render_table(&fixture, 120, false, &buffer);
    assert_string_equal(buffer.data,
                        "PAPER                 FAMILY               KIND     METRIC        VALUE"
                        "              BASELINE · MEASURED ON         LINE\n"
                        "report-2031-01-02#7   kv_cache             delta    memory      ↓ ≤ 45 %"
                        "             vs 22.1 QuaRot · LongBench       12\n");
    render_table(&fixture, 50, false, &buffer);
    assert_string_equal(buffer.data, "PAPER          METRIC        VALUE            LINE\n"
                                     "…2031-01-02#7  memory      ↓ ≤ 45 %             12\n");
    buffer_free(&buffer);
}

static void test_colors(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_init(&fixture);
    Buffer buffer = {0};
    render_table(&fixture, 100, false, &buffer);
    assert_null(strchr(buffer.data, '\033'));
    render_table(&fixture, 100, true, &buffer);
    assert_non_null(strstr(buffer.data, "\033[32m≤ 45 %\033[0m"));
    fixture.record.factor = 0.9;
    render_table(&fixture, 100, true, &buffer);
    assert_non_null(strstr(buffer.data, "\033[31m≤ 45 %\033[0m"));
    fixture.record.background = true;
    render_table(&fixture, 100, true, &buffer);
    assert_non_null(strstr(buffer.data, "\033[2m≤ 45 %\033[0m"));
    buffer_free(&buffer);
}

static void test_markdown(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_init(&fixture);
    fixture.paper.title = string_of("A|B <img src=x> & *c*\n[d](e) `f` \\ $x_1$ \033");
    fixture.record.ref_value = 22.1;
    fixture.record.baseline = string_of("QuaRot");
    Buffer buffer = {0};
    fixture_render(&fixture, WRITER_FORMAT_md, (WriterOptions){0}, &buffer);
    assert_string_equal(
        buffer.data,
        "| report-2031-01-02.txt#7 | A\\|B &lt;img src=x&gt; &amp; \\*c\\* \\[d\\](e) \\`f\\` "
        "\\\\ \\$x\\_1\\$  | kv\\_cache | delta | memory | ↓ ≤ 45 % | 22.1 QuaRot |  |  |  | "
        "12 |\n");
    buffer_clear(&buffer);
    Writer writer = {writer_format(WRITER_FORMAT_md), {0}};
    writer_begin(&writer, &buffer);
    size_t header_cells = 0, ruler_cells = 0;
    const char *ruler = strchr(buffer.data, '\n');
    for (const char *c = buffer.data; *c != '\0'; c++)
        *(c < ruler ? &header_cells : &ruler_cells) += *c == '|';
    assert_int_equal(header_cells, 12);
    assert_int_equal(ruler_cells, 12);
    buffer_free(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fitting),
        cmocka_unit_test(test_wide_characters),
        cmocka_unit_test(test_combining_marks_stay_with_their_letter),
        cmocka_unit_test(test_only_what_can_be_shown),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_every_line_fits),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_colors),
        cmocka_unit_test(test_markdown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
