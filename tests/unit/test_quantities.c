/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quantities of sentences. Each row is a sentence and what is found in it, one quantity after
 * the other: "quote = value–value_max unit bound (of)", with what is absent left out. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/string.h"
#include "record/quantity_record.h"

typedef struct Row {
    const char *sentence, *quantities;
} Row;

static ClaimsRules *rules;

static void append_record(Buffer *text, const QuantityRecord *record)
{
    buffer_append_text(text, text->size > 0 ? "; " : "");
    buffer_append_string(text, record->quote);
    buffer_append_text(text, " =");
    if (isfinite(record->value))
        buffer_printf(text, " %.6g", record->value);
    if (isfinite(record->value_max))
        buffer_printf(text, "–%.6g", record->value_max);
    if (record->unit.size > 0)
        buffer_printf(text, " %.*s", (int)record->unit.size, record->unit.data);
    if (record->bound != CLAIM_BOUND_EXACT)
        buffer_printf(text, " %s", claims_bound_name(record->bound));
    if (record->of.size > 0)
        buffer_printf(text, " (%.*s)", (int)record->of.size, record->of.data);
}

static void check_row(QuantityExtractor *extractor, const Row *row)
{
    ClaimsString text = string_of(row->sentence);
    ClaimsPaper paper = {
        .source = "test",
        .path = "test",
        .documents = {{.section = CLAIM_SECTION_TEXT, .end = text.size, .line = 1, .text = text}},
        .document_count = 1};
    const QuantityRecord *records;
    size_t count;
    Buffer found = {0};
    assert_int_equal(quantity_extractor_run(extractor, &paper, &records, &count), CLAIMS_OK);
    buffer_append_text(&found, "");
    for (size_t i = 0; i < count; i++)
        append_record(&found, &records[i]);
    assert_string_equal(found.data != NULL ? found.data : "", row->quantities);
    buffer_free(&found);
}

static void check_rows(const Row *rows, size_t count)
{
    QuantityExtractor *extractor;
    assert_int_equal(quantity_extractor_new(rules, &extractor), CLAIMS_OK);
    for (size_t i = 0; i < count; i++)
        check_row(extractor, &rows[i]);
    quantity_extractor_free(extractor);
}

#define CHECK(rows) check_rows(rows, sizeof(rows) / sizeof *(rows))

static void reads_numbers(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"The lake holds 5.2 km3 of water.", "5.2 km3 = 5.2 km3"},
        {"A p value of .05 was set.", ".05 = 0.05"},
        {"They sold 10,308 loaves.", "10,308 = 10308 (loaves)"},
        {"They sold 12 500 loaves.", "12 500 = 12500 (loaves)"},
        {"The field was 2.5×10^-4 T.", "2.5×10^-4 T = 0.00025 T"},
        {"The field was 2.5×10−4 T.", "2.5×10−4 T = 0.00025 T"},
        {"A flux of 6 × 106 kg s−1 is lost.", "6 × 106 kg s−1 = 6e+06 kg/s"},
        {"The energies are (0.28–0.42)×10−10 m.", "0.28–0.42)×10−10 m = 2.8e-11–4.2e-11 m"},
        {"The gap is 3.19 ± 0.10 GPa wide.", "3.19 ± 0.10 GPa = 3.19 GPa"},
        {"A yield of 46.8% ± 1.6% came out.", "46.8% ± 1.6% = 46.8 %"},
        {"The tide moves by ±12 m.", "±12 m = 12 m"},
        {"It was cooled to −18 °C.", "−18 °C = -18 °C"},
        {"Some 5.9 million seeds are 1 kg.",
         "Some 5.9 million = 5.9e+06 about (seeds); 1 kg = 1 kg"},
        {"Slopes of 1:10 and splits of 85/15% occur.", "1:10 = 0.1; 85/15% = 5.66667 %"},
        {"Watch it from 05:28 UT to 05:47 UT.", "05:28 UT to 05:47 UT = 5.46667–5.78333 UT"},
        {"It lies at 57°30'36\"N.", "57°30'36\"N = 57.51 °"},
    };
    CHECK(rows);
}

static void reads_units(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"Doses of 10 mg L-1 were used.", "10 mg L-1 = 10 mg/L"},
        {"Doses of 10 µg kg−1 day−1 were used.", "10 µg kg−1 day−1 = 10 µg kg-1 day-1"},
        {"An irradiance of 700 W/m2 holds.", "700 W/m2 = 700 W/m2"},
        {"A mobility of 3.4 cm2 V−1 s−1 holds.", "3.4 cm2 V−1 s−1 = 3.4 cm2 V-1 s-1"},
        {"Density exceeded 1000 stems/ha there.",
         "exceeded 1000 stems/ha = 1000 stems/ha at_least"},
        {"Output fell by 5–13% per year.", "5–13% per year = 5–13 % per year"},
        {"A 7-month period and a 2 min walk.", "7-month = 7 month; 2 min = 2 min"},
        {"The motor draws 90 kW.", "90 kW = 90000 W"},
        {"It costs $5 million a day.", "$5 million = 5e+06 USD"},
    };
    CHECK(rows);
}

static void joins_ranges_and_lists(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"It grew from 5 to 10 km.", "5 to 10 km = 5–10 km"},
        {"It rose from 211 K to 284 K.", "211 K to 284 K = 211–284 K"},
        {"Ages between 5 and 10 years.", "5 and 10 years = 5–10 year"},
        {"A depth of 20–40 cm.", "20–40 cm = 20–40 cm"},
        {"It fell from 10 ms to around 0.1 ms.", "10 ms to around 0.1 ms = 0.1–10 ms about"},
        {"Beds of 4, 6 and 13 kg were used.", "4, 6 and 13 kg = 4–13 kg"},
        {"Beds of 4.5 kg, 6 kg and 13 kg.", "4.5 kg, 6 kg and 13 kg = 4.5–13 kg"},
        {"It took 9 and 5 months, respectively.", "9 = 9 month; 5 months = 5 month"},
        {"We saw 35% and 22% of them.", "35% = 35 %; 22% = 22 %"},
        {"Bars of 60 × 10 × 3 mm were cut.", "60 × 10 × 3 mm = 3–60 mm"},
        {"The ratio stays above 10−4.", "above 10−4 = 0.0001 at_least"},
    };
    CHECK(rows);
}

static void reads_bounds(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"It lasts at least 5 hours.", "at least 5 hours = 5 h at_least"},
        {"Those aged 70 or more.", "70 or more = 70 at_least"},
        {"It weighs ∼5 g.", "∼5 g = 5 g about"},
        {"It holds up to at least 3 V.", "up to at least 3 V = 3 V up_to"},
        {"Grains of < 9 m and >250 μm.", "< 9 m = 9 m at_most; >250 μm = 250 µm at_least"},
    };
    CHECK(rows);
}

static void reads_counts(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"We visited 20 civil service departments in May.", "20 = 20 (civil service departments)"},
        {"In all, 5318 participants came.", "5318 participants = 5318 persons (participants)"},
        {"Twenty-five cores were taken.", "Twenty-five = 25 (cores)"},
        {"We expanded 36 clones.", "36 = 36 (clones)"},
        {"One tree fell, and one would expect more.", "One = 1 (tree fell)"},
        {"Two thirds of them and half as many.", "Two thirds = 0.666667 x"},
        {"It was set to zero.", "zero = 0"},
        {"It was kept at room temperature.", "room temperature = 20–25 °C about"},
    };
    CHECK(rows);
}

static void reads_dates(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"It began on 26 October 2011.", "26 October 2011 = 2011"},
        {"It began on October 26, 2011.", "October 26, 2011 = 2011"},
        {"It began in circa July 2002.", "circa July 2002 = 2002 about"},
        {"It began on the 9th August.", "9th August ="},
        {"It was founded in 1985.", "1985 = 1985"},
    };
    CHECK(rows);
}

static void leaves_names_alone(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"As Table 4, Figs. 2a and 3B and Section 3.1.2 show.", ""},
        {"In phases 3, 5, and 7, on day 10, in case (2).", ""},
        {"As was shown [12, 15–18], again (14–17).", ""},
        {"As Mill (2004) and Hay et al. 2005 say (Low, 1998, 2001b).", ""},
        {"CO2, H2O, 14C, Oct3/4, TRA-1-60 and Fe2O3.", ""},
        {"Spread poly(3-hexylthiophene-2,5-diyl) on it.", ""},
        {"The Viking 1 and OMRON HEM 907 devices.", ""},
        {"A two-dimensional, 3D and 2nd view.", ""},
        {"Answers are 0 = never and 1 = daily.", ""},
        {"With F(3, 8.9) = 4.1.", "4.1 = 4.1"},
    };
    CHECK(rows);
}

static void bears_hostile_text(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"", ""},
        {"-", ""},
        {"± × ~ < ( [ ) ]", ""},
        {"three-hundred-and-", ""},
    };
    CHECK(rows);
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
        cmocka_unit_test(reads_numbers),          cmocka_unit_test(reads_units),
        cmocka_unit_test(joins_ranges_and_lists), cmocka_unit_test(reads_bounds),
        cmocka_unit_test(reads_counts),           cmocka_unit_test(reads_dates),
        cmocka_unit_test(leaves_names_alone),     cmocka_unit_test(bears_hostile_text),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
