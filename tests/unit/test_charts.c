/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/string.h"
#include "charts/axis.h"
#include "charts/legend.h"
#include "charts/points.h"
#include "charts/svg.h"
#include "output/markup_text.h"

/* ---- What gnuplot reads ------------------------------------------------------------------ */

static void assert_constant(const char *text, const char *expected)
{
    Plot plot = {0};
    plot_set_text(&plot, "name", string_of(text));
    assert_false(plot_failed(&plot));
    assert_string_equal(plot.settings.data, expected);
    plot_free(&plot);
}

static void test_constants(void **state)
{
    (void)state;
    assert_constant("3.5 (x), 量化", "name = \"3.5 (x), 量化\"\n");
    assert_constant("\"; system('x') #", "name = \"\\042; system(\\047x\\047) \\043\"\n");
    assert_constant("`a` @b $c {d}", "name = \"\\140a\\140 \\100b \\044c \\173d\\175\"\n");
    assert_constant("a\\n%s", "name = \"a\\134n\\045s\"\n");
    assert_constant("a\nb\x1b[0m", "name = \"a b\\133\\060m\"\n");
}

/* Gnuplot reads digits behind "\043" as more of that number. */
static void test_digits_behind_numbers(void **state)
{
    (void)state;
    assert_constant("#16 and 16", "name = \"\\043\\061\\066 and 16\"\n");
}

static void test_cells(void **state)
{
    (void)state;
    Plot plot = {0};
    PlotTable *table = plot_add_table(&plot, "rows", "a, b, c");
    plot_cell_number(table, 0.1);
    plot_cell_number(table, NAN);
    plot_cell_text(table, string_of("a\t\"b\"\\n\nc"), 20);
    plot_end_row(table);
    plot_cell_text(table, string_of("too long a text"), 8);
    plot_end_row(table);
    assert_string_equal(table->text.data,
                        "# a, b, c\n0.1\tNaN\t\"a \"\"b\"\"\\\\n c\"\n\"too lon…\"\n");
    assert_int_equal(table->rows, 2);
    plot_free(&plot);
}

/* ---- SVG --------------------------------------------------------------------------------- */

static const SvgDress dress = {.title = {"T<1>", 4},
                               .description = {"\"D\" & \x01", 7},
                               .prefix = "p",
                               .width = 10,
                               .height = 20};

/* What follows the head must be `expected`. */
static void assert_body(const char *body, const char *expected)
{
    Buffer raw = {0}, svg = {0};
    buffer_printf(&raw, "<?xml?>\n<svg>\n<title>x</title>\n<desc>y</desc>%s</svg>", body);
    assert_true(svg_finish(buffer_string(&raw), &dress, &svg));
    const char *found = strstr(svg.data, "</desc>\n");
    assert_non_null(found);
    assert_string_equal(found + strlen("</desc>\n"), expected);
    buffer_free(&raw);
    buffer_free(&svg);
}

static void test_svg_head(void **state)
{
    (void)state;
    Buffer svg = {0};
    assert_true(svg_finish(string_of("<svg><desc></desc></svg>"), &dress, &svg));
    assert_non_null(strstr(svg.data, "viewBox=\"0 0 10 20\" role=\"img\""));
    assert_non_null(strstr(svg.data, "<title id=\"p-title\">T&lt;1&gt;</title>"));
    assert_non_null(strstr(svg.data, "<desc id=\"p-desc\">&quot;D&quot; &amp; </desc>"));
    buffer_free(&svg);
}

static void test_svg_body(void **state)
{
    (void)state;
    assert_body("<text>a]]>b &#1; &amp; &lt;</text>",
                "<text>a]]&gt;b &amp;#1; &amp; &lt;</text></svg>");
    assert_body("<g id=\"a\"><use xlink:href='#b' id='c' font-family=\"x y\" d=\"url(#e)\"/></g>",
                "<g id=\"p-a\"><use xlink:href='#p-b' id='p-c' d=\"url(#p-e)\"/></g></svg>");
    assert_body("<g id=\"a\"><title>tool tip</title><g>\n</g> </g><g><g><b/></g></g>",
                "<g><g><b/></g></g></svg>");
    assert_body("<text> id='x' href='#y'</text>", "<text> id='x' href='#y'</text></svg>");
}

static void test_svg_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "<svg>",
                                        "<svg></svg>",
                                        "<desc></desc>",
                                        "<svg><desc></desc><g></svg",
                                        "</svg><desc></desc><"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Buffer svg = {0};
        assert_false(svg_finish(string_of(texts[i]), &dress, &svg));
        buffer_free(&svg);
    }
}

static void test_markup(void **state)
{
    (void)state;
    Buffer text = {0};
    markup_append_text(&text, string_of("<a b='c' d=\"e\">&\x02\t\n\xff\xef\xbf\xbf量"));
    assert_string_equal(text.data,
                        "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;\t\n\xEF\xBF\xBD量");
    buffer_free(&text);
}

/* ---- Axes -------------------------------------------------------------------------------- */

static Axis make_axis(bool factors, double low, double high, double pixels)
{
    AxisRange range;
    axis_range_begin(&range, factors);
    axis_range_add(&range, low);
    axis_range_add(&range, high);
    return axis_make(&range, pixels, false);
}

static void assert_ticks(const Axis *axis, const double *ticks, size_t count)
{
    assert_int_equal(axis->tick_count, count);
    for (size_t i = 0; i < count; i++)
        assert_true(fabs(axis->ticks[i] - ticks[i]) <= 1e-9 * fabs(ticks[i]));
}

static void test_logarithmic_ticks(void **state)
{
    (void)state;
    Axis wide = make_axis(true, 1, 10, 600);
    const double all[] = {1, 1.5, 2, 3, 5, 7, 10};
    assert_ticks(&wide, all, sizeof all / sizeof *all);
    Axis narrow = make_axis(true, 1, 1000, 200);
    const double few[] = {1, 3, 10, 30, 100, 300, 1000};
    assert_true(narrow.tick_count < sizeof few / sizeof *few + 1);
    assert_true(narrow.low < 1 && narrow.high > 1000);
    Axis same = make_axis(true, 1, 1, 600);
    assert_true(same.high / same.low >= 2);
}

static void test_kinds_of_axes(void **state)
{
    (void)state;
    assert_int_equal(make_axis(true, 0.5, 2, 600).kind, AXIS_LOGARITHMIC);
    assert_int_equal(make_axis(false, -3, 5, 600).kind, AXIS_LINEAR);
    AxisRange range;
    axis_range_begin(&range, false);
    for (int i = 0; i < 20; i++)
        axis_range_add(&range, i % 2 == 0 ? 2 : -3);
    axis_range_add(&range, 4900);
    Axis axis = axis_make(&range, 600, false);
    assert_int_equal(axis.kind, AXIS_SIGNED);
    assert_true(axis_place(&axis, 4900) < 1 && axis_place(&axis, -3) > 0);
    assert_true(axis_place(&axis, 2) - axis_place(&axis, -3) > 0.15);
}

/* Ticks never overlap, whatever the range, and none is off the axis. */
static void test_room_of_ticks(void **state)
{
    (void)state;
    static const double values[] = {-1e300, -5e9, -100, -1e-9, 0,   1e-300, 1e-5,
                                    0.7,    1,    3,    42,    1e7, 1e300};
    enum { COUNT = sizeof values / sizeof *values };
    for (size_t i = 0; i < COUNT * COUNT * 2; i++) {
        double a = values[i / 2 / COUNT], b = values[i / 2 % COUNT];
        Axis axis = make_axis(i % 2 == 0, a, b, 500);
        assert_true(isfinite(axis.low) && isfinite(axis.high) && axis.low < axis.high);
        for (size_t k = 0; k < axis.tick_count; k++)
            assert_true(axis.ticks[k] >= axis.low && axis.ticks[k] <= axis.high);
        for (size_t k = 1; k < axis.tick_count; k++)
            assert_true((axis_place(&axis, axis.ticks[k]) - axis_place(&axis, axis.ticks[k - 1])) *
                            500 >
                        12);
    }
}

static void test_counts(void **state)
{
    (void)state;
    Axis axis = axis_counts(4, 300);
    const double ticks[] = {0, 1, 2, 3, 4};
    assert_ticks(&axis, ticks, sizeof ticks / sizeof *ticks);
}

static void test_dates(void **state)
{
    (void)state;
    static const double spans[] = {0, 1, 30, 400, 40000, 3650000};
    static const DateNotation notations[] = {DATE_DAY,   DATE_DAY,  DATE_DAY,
                                             DATE_MONTH, DATE_YEAR, DATE_YEAR};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        Axis axis = axis_dates(-700000, -700000 + spans[i], 700);
        assert_int_equal(axis.dates, notations[i]);
        assert_in_range(axis.tick_count, 2, 12);
    }
}

/* ---- Points and legends ------------------------------------------------------------------ */

static void test_lanes(void **state)
{
    (void)state;
    PointLanes lanes;
    int lane, first[POINT_LANES] = {0, -1, 1, -2, 2};
    point_lanes_begin(&lanes);
    for (size_t i = 0; i < POINT_LANES; i++) {
        assert_true(point_lanes_place(&lanes, 100, &lane));
        assert_int_equal(lane, first[i]);
    }
    assert_false(point_lanes_place(&lanes, 100, &lane));
    assert_true(point_lanes_place(&lanes, 200, &lane));
    assert_int_equal(lane, 0);
}

static void test_legend_wraps(void **state)
{
    (void)state;
    Legend legend = {0};
    Plot plot = {0};
    assert_true(legend_height(&legend) == 0);
    for (size_t i = 0; i < LEGEND_MOST + 3; i++)
        legend_add(&legend, 1, string_of("a family with quite a name"));
    assert_int_equal(legend.count, LEGEND_MOST);
    assert_true(legend_height(&legend) > PLOT_KEY_ROW);
    for (size_t i = 0; i < legend.count; i++)
        assert_true(legend.x[i] + 26 * PLOT_LETTER < PLOT_WIDTH);
    legend_set(&legend, &plot);
    assert_false(plot_failed(&plot));
    plot_free(&plot);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_constants),     cmocka_unit_test(test_digits_behind_numbers),
        cmocka_unit_test(test_cells),         cmocka_unit_test(test_svg_head),
        cmocka_unit_test(test_svg_body),      cmocka_unit_test(test_svg_refused),
        cmocka_unit_test(test_markup),        cmocka_unit_test(test_logarithmic_ticks),
        cmocka_unit_test(test_kinds_of_axes), cmocka_unit_test(test_room_of_ticks),
        cmocka_unit_test(test_counts),        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_lanes),         cmocka_unit_test(test_legend_wraps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
