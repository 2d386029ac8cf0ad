/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output_fixture.h"

/* The record's row must hold `cell` between separators, where the sentence stands. */
static void assert_sentence(WriterFormatId format, const char *sentence, const char *cell)
{
    Fixture fixture;
    fixture_init(&fixture);
    fixture.record.sentence = string_of(sentence);
    Buffer buffer = {0}, expected = {0};
    char separator = format == WRITER_FORMAT_csv ? ',' : '\t';
    fixture_render(&fixture, format, (WriterOptions){0}, &buffer);
    buffer_printf(&expected, "%c12%c%s%cchange.by%c", separator, separator, cell, separator,
                  separator);
    if (strstr(buffer.data, expected.data) == NULL)
        fail_msg("no %s in %s", expected.data, buffer.data);
    buffer_free(&buffer);
    buffer_free(&expected);
}

static void test_row(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_init(&fixture);
    Buffer buffer = {0};
    fixture_render(&fixture, WRITER_FORMAT_csv, (WriterOptions){0}, &buffer);
    assert_string_equal(buffer.data,
                        "report-2031-01-02.txt,7,abstract,100,103,45%,delta,memory,45,,%,"
                        "decrease,up_to,,,,,,00000000000000ab,Foldable Caches,2031-01-02,"
                        "kv_cache; quantization,12,Cuts memory by up to 45%.,change.by,0.877,"
                        "1.81818,memory,false\r\n");
    buffer_free(&buffer);
}

static void test_header(void **state)
{
    (void)state;
    static const char header[] =
        "source,paper,section,start,end,quote,kind,metric,value,value_max,unit,direction,bound,"
        "ref_value,baseline,model,dataset,hardware,id,title,date,families,line,sentence,rule,"
        "confidence,factor,metric_text,background\r\n";
    Buffer buffer = {0};
    Writer writer = {writer_format(WRITER_FORMAT_csv), {0}};
    writer_begin(&writer, &buffer);
    assert_string_equal(buffer.data, header);
    buffer_clear(&buffer);
    writer.options.mark = true;
    writer_begin(&writer, &buffer);
    assert_memory_equal(buffer.data, "\xef\xbb\xbf", 3);
    assert_string_equal(buffer.data + 3, header);
    buffer_clear(&buffer);
    writer_end(&writer, &buffer);
    assert_int_equal(buffer.size, 0);
    buffer_free(&buffer);
}

static void test_csv_quoting(void **state)
{
    (void)state;
    assert_sentence(WRITER_FORMAT_csv, "plain; text", "plain; text");
    assert_sentence(WRITER_FORMAT_csv, "one, two", "\"one, two\"");
    assert_sentence(WRITER_FORMAT_csv, "a \"b\"", "\"a \"\"b\"\"\"");
    assert_sentence(WRITER_FORMAT_csv, "a\nb", "\"a\nb\"");
    assert_sentence(WRITER_FORMAT_csv, "a\rb", "\"a\rb\"");
    assert_sentence(WRITER_FORMAT_csv, " a", "\" a\"");
    assert_sentence(WRITER_FORMAT_csv, "a\xff", "a\xef\xbf\xbd");
}

static void test_formulas_are_text(void **state)
{
    (void)state;
    assert_sentence(WRITER_FORMAT_csv, "=1+1", "'=1+1");
    assert_sentence(WRITER_FORMAT_csv, "+10.1", "'+10.1");
    assert_sentence(WRITER_FORMAT_csv, "-5%", "'-5%");
    assert_sentence(WRITER_FORMAT_csv, "@SUM(A1)", "'@SUM(A1)");
    assert_sentence(WRITER_FORMAT_csv, "\t=1", "'\t=1");
    assert_sentence(WRITER_FORMAT_csv, "\r=1", "\"'\r=1\"");
    assert_sentence(WRITER_FORMAT_csv, "=A1,\"x\"", "\"'=A1,\"\"x\"\"\"");
    assert_sentence(WRITER_FORMAT_csv, "＝1", "'＝1");
    assert_sentence(WRITER_FORMAT_csv, "-", "-");
    assert_sentence(WRITER_FORMAT_csv, "a=1", "a=1");
    assert_sentence(WRITER_FORMAT_tsv, "=1+1", "'=1+1");
    assert_sentence(WRITER_FORMAT_tsv, "\t=1", "' =1");
}

static void test_negative_numbers_stay_numbers(void **state)
{
    (void)state;
    Fixture fixture;
    fixture_init(&fixture);
    fixture.record.value = -3.5;
    Buffer buffer = {0};
    fixture_render(&fixture, WRITER_FORMAT_csv, (WriterOptions){0}, &buffer);
    assert_non_null(strstr(buffer.data, ",memory,-3.5,,%,"));
    buffer_free(&buffer);
}

static void test_tsv(void **state)
{
    (void)state;
    assert_sentence(WRITER_FORMAT_tsv, "one, two \"three\"", "one, two \"three\"");
    assert_sentence(WRITER_FORMAT_tsv, "a\tb\r\nc\\t", "a b  c\\t");
    assert_sentence(WRITER_FORMAT_tsv, "\"quoted\"", "'\"quoted\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_row),
        cmocka_unit_test(test_header),
        cmocka_unit_test(test_csv_quoting),
        cmocka_unit_test(test_formulas_are_text),
        cmocka_unit_test(test_negative_numbers_stay_numbers),
        cmocka_unit_test(test_tsv),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
