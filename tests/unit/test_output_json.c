/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "output/json_text.h"
#include "output_fixture.h"

static void assert_string(ClaimsString input, const char *expected)
{
    Buffer buffer = {0};
    json_append_string(&buffer, input);
    assert_string_equal(buffer.data, expected);
    buffer_free(&buffer);
}

static void test_strings(void **state)
{
    (void)state;
    assert_string((ClaimsString){0}, "\"\"");
    assert_string(string_of("a \"b\" \\ c/d"), "\"a \\\"b\\\" \\\\ c/d\"");
    assert_string(string_of("\n\r\t\b\x1f\x7f"), "\"\\n\\r\\t\\u0008\\u001f\x7f\"");
    assert_string((ClaimsString){"a\0b", 3}, "\"a\\u0000b\"");
    assert_string(string_of("减少 45% – ×"), "\"减少 45% – ×\"");
}

static void test_bytes_that_are_no_utf8(void **state)
{
    (void)state;
    assert_string(string_of("a\xff"), "\"a\xef\xbf\xbd\"");
    assert_string(string_of("\xe5\x87"), "\"\xef\xbf\xbd\xef\xbf\xbd\"");
    assert_string(string_of("\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
    assert_string(string_of("\xc0\xaf"), "\"\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void assert_number(double number, const char *expected)
{
    Buffer buffer = {0};
    json_append_number(&buffer, number);
    assert_string_equal(buffer.data, expected);
    buffer_free(&buffer);
}

static void test_numbers(void **state)
{
    (void)state;
    assert_number(0, "0");
    assert_number(-0.0, "0");
    assert_number(4.96, "4.96");
    assert_number(-1.5, "-1.5");
    assert_number(7e9, "7000000000");
    assert_number(0.1 + 0.2, "0.30000000000000004");
    assert_number(NAN, "null");
    assert_number(INFINITY, "null");
    assert_number(-INFINITY, "null");
}

static void test_record(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_init(&fixture);
    Buffer buffer = {0};
    fixture_render(&fixture, WRITER_FORMAT_jsonl, (WriterOptions){0}, &buffer);
    assert_string_equal(
        buffer.data,
        "{\"source\":\"report-2031-01-02.txt\",\"paper\":7,\"section\":\"abstract\","
        "\"start\":100,\"end\":103,\"quote\":\"45%\",\"kind\":\"delta\",\"metric\":\"memory\","
        "\"value\":45,\"value_max\":null,\"unit\":\"%\",\"direction\":\"decrease\","
        "\"bound\":\"up_to\",\"ref_value\":null,\"baseline\":null,\"model\":null,"
        "\"dataset\":null,\"hardware\":null,\"id\":\"00000000000000ab\","
        "\"title\":\"Foldable Caches\",\"date\":\"2031-01-02\","
        "\"families\":[\"kv_cache\",\"quantization\"],\"line\":12,"
        "\"sentence\":\"Cuts memory by up to 45%.\",\"rule\":\"change.by\","
        "\"confidence\":0.877,\"factor\":1.81818,\"metric_text\":\"memory\","
        "\"background\":false}\n");
    buffer_free(&buffer);
}

static void test_paper_numbers(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_init(&fixture);
    static const struct {
        const char *id;
        bool is_number;
        const char *expected;
    } cases[] = {
        {"12", true, "\"paper\":12,"},
        {"0", true, "\"paper\":0,"},
        {"012", true, "\"paper\":\"012\","},
        {"1a", true, "\"paper\":\"1a\","},
        {"2501.1", false, "\"paper\":\"2501.1\","},
        {"", true, "\"paper\":\"\","},
        {"123456789012345678901234567890", true, "\"paper\":123456789012345678901234567890,"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture.paper.id = string_of(cases[i].id);
        fixture.paper.id_is_number = cases[i].is_number;
        char *json;
        assert_int_equal(claims_record_to_json(&fixture.record, NULL, 0, &json), CLAIMS_OK);
        assert_non_null(strstr(json, cases[i].expected));
        free(json);
    }
}

static void test_public_function(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_init(&fixture);
    fixture.record.factor = NAN;
    fixture.record.background = true;
    char *json;
    assert_int_equal(claims_record_to_json(&fixture.record, NULL, 0, &json), CLAIMS_OK);
    assert_int_equal(json[strlen(json) - 1], '}');
    assert_non_null(strstr(json, "\"families\":[],"));
    assert_non_null(strstr(json, "\"factor\":null,"));
    assert_non_null(strstr(json, "\"background\":true}"));
    free(json);
}

static void test_document(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_init(&fixture);
    fixture.paper.date = (ClaimsString){0};
    Writer writer = {writer_format(WRITER_FORMAT_jsonl), {0}};
    Buffer buffer = {0};
    writer_append_document(&writer, &buffer, &fixture.paper, &fixture.paper.documents[0],
                           fixture.families, 1);
    assert_string_equal(buffer.data, "{\"source\":\"report-2031-01-02.txt\",\"paper\":7,"
                                     "\"section\":\"abstract\",\"start\":90,\"end\":200,"
                                     "\"title\":\"Foldable Caches\",\"date\":null,"
                                     "\"families\":[\"kv_cache\"],\"document\":true}\n");
    buffer_free(&buffer);
}

static void test_formats_by_ending(void **state)
{
    (void)state;
    assert_ptr_equal(writer_format_of_path("a.b/x.CSV"), writer_format(WRITER_FORMAT_csv));
    assert_ptr_equal(writer_format_of_path("x.ndjson"), writer_format(WRITER_FORMAT_jsonl));
    assert_ptr_equal(writer_format_of_path("x.markdown"), writer_format(WRITER_FORMAT_md));
    assert_null(writer_format_of_path("a.csv/x"));
    assert_null(writer_format_of_path("csv"));
    assert_null(writer_format_of_path("x."));
    assert_null(writer_format_of_path("x.jsonl ndjson"));
    for (int id = 0; id < WRITER_FORMAT_COUNT; id++)
        assert_string_equal(writer_format((WriterFormatId)id)->name, writer_format_names[id]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strings),       cmocka_unit_test(test_bytes_that_are_no_utf8),
        cmocka_unit_test(test_numbers),       cmocka_unit_test(test_record),
        cmocka_unit_test(test_paper_numbers), cmocka_unit_test(test_public_function),
        cmocka_unit_test(test_document),      cmocka_unit_test(test_formats_by_ending),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
