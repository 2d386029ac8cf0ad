/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each format, its variants, and its faults. All papers are invented. */
#include "test_input.h"

/* ---- Reports ----------------------------------------------------------------------------- */

#define REPORT_TOP                                                                                 \
    "# AI推理加速技术论文分析报告\n生成时间: 2025-09-10 15:56:45\n分析论文数量: 2篇\n\n"
#define BRIEFS "## 论文技术简报\n\n"
#define DETAILS "## 论文详细信息\n\n"
#define ABSTRACT "\n\n**主要机构**: 某大学\n**作者数量**: 5人\n\n**摘要**:\n"

static const InputCase report_cases[] = {
    {"a brief and its abstract",
     BYTES(REPORT_TOP BRIEFS "### 1. Foo:  fast\n\n某大学发布了Foo。\n\n" DETAILS
                             "### 1. Foo: fast" ABSTRACT "Foo is 3x faster.\n"),
     "#1 2025-09-10 [Foo: fast]\n"
     "  9 brief: 某大学发布了Foo。\n"
     "  19 abstract: Foo is 3x faster.\n",
     NULL},
    {"no titles, as when the papers could not be read",
     BYTES(REPORT_TOP BRIEFS "### 1. \n\n[主要机构]发布了[论文标题]论文\n\n### 2. \n\n"
                             "请提供论文的标题，以便生成技术简报。\n\n" DETAILS "### 1. " ABSTRACT
                             "\n\n### 2. " ABSTRACT "\n"),
     "#1 2025-09-10 []\n#2 2025-09-10 []\n", NULL},
    {"a brief that failed, a paper without abstract",
     BYTES(REPORT_TOP BRIEFS
           "### 1. Foo\n\n论文《Foo》简报生成失败\n\n### 2. Bar\n\n快两倍。\n\n" DETAILS
           "### 1. Foo" ABSTRACT "Foo.\n\n### 2. Bar" ABSTRACT "\n"),
     "#1 2025-09-10 [Foo]\n  23 abstract: Foo.\n"
     "#2 2025-09-10 [Bar]\n  13 brief: 快两倍。\n",
     NULL},
    {"fewer details than briefs, numbered anew",
     BYTES(REPORT_TOP BRIEFS "### 1. Foo\n\nF。\n\n### 2. Bar\n\nB。\n\n" DETAILS
                             "### 1. Bar" ABSTRACT "Bar.\n"),
     "#1 2025-09-10 [Foo]\n  9 brief: F。\n"
     "#2 2025-09-10 [Bar]\n  13 brief: B。\n  23 abstract: Bar.\n",
     NULL},
    {"one number, two titles: two papers",
     BYTES(REPORT_TOP BRIEFS "### 1. Foo\n\nF。\n\n" DETAILS "### 1. Bar" ABSTRACT "Bar.\n"),
     "#1 2025-09-10 [Foo]\n  9 brief: F。\n#1 2025-09-10 [Bar]\n  19 abstract: Bar.\n", NULL},
    {"a title in one part only",
     BYTES(REPORT_TOP BRIEFS "### 1. \n\nF。\n\n" DETAILS "### 1. Foo" ABSTRACT "Foo.\n"),
     "#1 2025-09-10 [Foo]\n  9 brief: F。\n  19 abstract: Foo.\n", NULL},
    {"details first",
     BYTES(REPORT_TOP DETAILS "### 1. Foo" ABSTRACT "Foo.\n\n" BRIEFS "### 1. Foo\n\nF。\n"),
     "#1 2025-09-10 [Foo]\n  13 abstract: Foo.\n  19 brief: F。\n", NULL},
    {"rules, bold text and a line that looks like a heading",
     BYTES(REPORT_TOP BRIEFS "### 1. Foo\n\nF。\n\n---\n\n" DETAILS "### 1. Foo" ABSTRACT
                             "**Foo** is\n# 3x faster\n### and smaller\n\n---\n\n"
                             "# 附录\n\nNo abstract.\n"),
     "#1 2025-09-10 [Foo]\n  9 brief: F。\n"
     "  21 abstract: **Foo** is\n# 3x faster\n### and smaller\n",
     NULL},
    {"another part after the details is no abstract",
     BYTES(REPORT_TOP DETAILS "### 1. Foo" ABSTRACT "Foo.\n\n## 统计\n\n### 1. 机构\n\nX\n"),
     "#1 2025-09-10 [Foo]\n  13 abstract: Foo.\n", NULL},
    {"wide colons, and the abstract in the line of its mark",
     BYTES("生成时间：2025-09-11\n" DETAILS "### 12. Foo\n**摘要**：Foo is fast.\n"),
     "#12 2025-09-11 [Foo]\n  5 abstract: Foo is fast.\n", NULL},
    {"the start is missing",
     BYTES("ef of a paper\n\n### 2. Bar\n\nB。\n\n" DETAILS "### 2. Bar" ABSTRACT "Bar.\n"),
     "#2  [Bar]\n  5 brief: B。\n  15 abstract: Bar.\n", NULL},
    {"the headings of the parts are missing",
     BYTES("### 1. Foo\n\nF。\n\n### 1. Foo" ABSTRACT "Foo.\n"),
     "#1  [Foo]\n  3 brief: F。\n  11 abstract: Foo.\n", NULL},
    {"details without the mark of the abstract",
     BYTES(REPORT_TOP DETAILS "### 1. Foo\n\n**主要机构**: 某大学\n"), "#1 2025-09-10 [Foo]\n",
     "dir/in.txt:7: warning: paper 1 has no line **摘要**, so no abstract\n"},
    {"two reports in one input",
     BYTES(REPORT_TOP DETAILS "### 1. Foo" ABSTRACT "Foo.\n"
                              "# 报告\n生成时间: 2025-09-11 10:00:00\n" BRIEFS
                              "### 1. Bar\n\nB。\n" DETAILS "### 1. Bar" ABSTRACT "Bar."),
     "#1 2025-09-10 [Foo]\n  13 abstract: Foo.\n"
     "#1 2025-09-11 [Bar]\n  20 brief: B。\n  29 abstract: Bar.\n",
     NULL},
    {"lines that end in CR LF, after a byte order mark",
     BYTES("\xEF\xBB\xBF# 报告\r\n生成时间: 2025-09-10 15:56:45\r\n" DETAILS
           "### 1. Foo\r\n**摘要**:\r\nFoo is\r\nfast.\r\n"),
     "#1 2025-09-10 [Foo]\n  7 abstract: Foo is\r\nfast.\n", NULL},
    {"bytes that are not text", BYTES(DETAILS "### 1. F\xFFo\n**摘要**:\nFoo\0is 3\xE4\xB8x.\n"),
     "#1  [F\uFFFDo]\n  5 abstract: Foo is 3\uFFFDx.\n",
     "dir/in.txt: warning: 3 bytes that are not UTF-8 were replaced\n"
     "dir/in.txt: warning: 1 NUL bytes were replaced by spaces\n"},
    {"numbers: zeros before, and too long for one",
     BYTES(BRIEFS "### 007. Foo\nF。\n### 12345678901234567890. Bar\nB。\n"),
     "#7  [Foo]\n  4 brief: F。\n### 12345678901234567890. Bar\nB。\n", NULL},
};

static void test_reports(void **state)
{
    (void)state;
    CHECK_CASES(report_cases);
}

/* More entries than a batch has, alike and unlike: all come, in time. */
static void test_report_in_batches(void **state)
{
    Buffer input = {0};
    (void)state;
    buffer_append_text(&input, BRIEFS);
    for (int i = 0; i < 12000; i++)
        buffer_printf(&input, "### 1. Title %d\nB%d\n", i, i);
    Reading reading = read_bytes(buffer_string(&input), SOURCE_CHUNK);
    assert_int_equal(reading.paper_count, 12000);
    assert_int_equal(reading.document_count, 12000);
    assert_int_equal(reading.message_count, 1);
    assert_non_null(strstr(reading.messages.data, "the report is too large"));
    reading_free(&reading);
    buffer_free(&input);
}

/* ---- Listings ---------------------------------------------------------------------------- */

#define RULE "------------------------------------------------------------------------------\n"
#define ENTRY "\\\\\narXiv:2509.00001\nDate: Sat, 30 Aug 2025 19:46:18 GMT   (7kb)\n\nTitle: Foo\n"
#define LAST "\\\\ ( https://arxiv.org/abs/2509.00001 ,  7kb)\n"

static const InputCase listing_cases[] = {
    {"an entry",
     BYTES(RULE " Submissions to:\nComputation\n" RULE RULE
                "\\\\\narXiv:2509.00001\nDate: Sat, 30 Aug 2025 19:46:18 GMT   (7399kb)\n\n"
                "Title: Foo: twice as fast,\n  and small\nAuthors: A. Nyone, S.\n  Omeone\n"
                "Categories: cs.AI\nComments: 9 pages\n\\\\\n"
                "  Foo is 2x\nfaster.\n  It is small.\n" LAST RULE),
     "2509.00001 2025-08-30 [Foo: twice as fast, and small]\n"
     "  17 abstract: Foo is 2x\nfaster.\n  It is small.\n",
     NULL},
    {"a cross-list that was revised: the first date counts",
     BYTES("\\\\\narXiv:2509.00001 (*cross-listing*)\nDate: Fri, 5 Sep 2025 01:02:03 GMT (1kb)\n"
           "Date (revised v2): Mon, 8 Sep 2025 01:02:03 GMT   (2kb)\n\nTitle: "
           "Foo\n\\\\\nA.\n" LAST),
     "2509.00001 2025-09-05 [Foo]\n  8 abstract: A.\n", NULL},
    {"a replaced paper has no abstract",
     BYTES("\\\\\narXiv:math/0601001\nreplaced with revised version Sun, 7 Sep 2025 04:47:16 GMT "
           "  (9kb)\n\nTitle: Foo\nAuthors: A. Nyone\n" LAST RULE ENTRY "\\\\\nB.\n" LAST),
     "math/0601001 2025-09-07 [Foo]\n2509.00001 2025-08-30 [Foo]\n  15 abstract: B.\n", NULL},
    {"the line between a listing's parts, and after its end",
     BYTES(ENTRY "\\\\\nA.\n" LAST "%%--%%--%%--%%--%%--%%--%%--%%--%%\n" RULE ENTRY
                 "\\\\\nB.\n" LAST "%%%---%%%---%%%---%%%---%%%---\n"),
     "2509.00001 2025-08-30 [Foo]\n  7 abstract: A.\n"
     "2509.00001 2025-08-30 [Foo]\n  17 abstract: B.\n",
     NULL},
    {"CR LF",
     BYTES("\\\\\r\narXiv:2509.00001\r\nTitle: Foo\r\n  bar\r\n\\\\\r\n  A\r\nb.\r\n\\\\ (\r\n"),
     "2509.00001  [Foo bar]\n  6 abstract: A\r\nb.\n", NULL},
    {"cut within the abstract", BYTES(ENTRY "\\\\\n  Foo is 2x fas"),
     "2509.00001 2025-08-30 [Foo]\n  7 abstract: Foo is 2x fas\n",
     "dir/in.txt:1: warning: the listing's entry has no last line \"\\\\ ( URL , SIZE)\": "
     "is it complete?\n"},
    {"the last line and the rule are missing between two entries",
     BYTES(ENTRY "\\\\\nA.\n" ENTRY "\\\\\nB.\n" LAST),
     "2509.00001 2025-08-30 [Foo]\n  7 abstract: A.\n"
     "2509.00001 2025-08-30 [Foo]\n  14 abstract: B.\n",
     "dir/in.txt:1: warning: the listing's entry has no last line \"\\\\ ( URL , SIZE)\": "
     "is it complete?\n"},
    {"the start is missing", BYTES("ity is high.\n" LAST RULE ENTRY "\\\\\nB.\n" LAST),
     "2509.00001 2025-08-30 [Foo]\n  10 abstract: B.\n", NULL},
    {"an entry without id",
     BYTES(ENTRY "\\\\\nA.\n" LAST RULE "\\\\\nTitle: Bar\n\\\\\nB.\n" LAST RULE ENTRY
                 "\\\\\nC.\n" LAST),
     "2509.00001 2025-08-30 [Foo]\n  7 abstract: A.\n"
     "2509.00001 2025-08-30 [Foo]\n  22 abstract: C.\n",
     "dir/in.txt:10:1: error: a listing's entry without a line \"arXiv:ID\" after its \\\\; "
     "the "
     "entry is left out\n    \\\\\n    ^\n"},
    {"a date that is none", BYTES("\\\\\narXiv:1\nDate: Sat, 30 Foo 2025 19:46\n\\\\\nA.\n" LAST),
     "1  []\n  5 abstract: A.\n", NULL},
};

static void test_listings(void **state)
{
    (void)state;
    CHECK_CASES(listing_cases);
}

/* ---- JSON -------------------------------------------------------------------------------- */

static const InputCase json_cases[] = {
    {"a dump of arXiv",
     BYTES("{\"id\":\"0704.0001\",\"submitter\":\"A\",\"title\":\"Foo:\\n  bar\","
           "\"abstract\":\"  Foo is\\n2x faster.\\n\",\"versions\":[{\"version\":\"v1\","
           "\"title\":\"none\"}],\"update_date\":\"2008-11-26\"}\n"
           "{\"id\":\"0704.0002\",\"title\":\"Bar\",\"abstract\":\"B.\"}\n"),
     "0704.0001 2008-11-26 [Foo: bar]\n  1 abstract (escaped): Foo is\n2x faster.\n"
     "0704.0002  [Bar]\n  2 abstract (escaped): B.\n",
     NULL},
    {"a dump of Semantic Scholar, in an array over lines",
     BYTES("[\n  {\n    \"paperId\": \"ab12\",\n    \"year\": 2024,\n"
           "    \"authors\": [\n      {\n        \"name\": \"A\"\n      }\n    ],\n"
           "    \"title\": \"Foo\",\n    \"abstract\": \"F.\"\n  },\n"
           "  {\n    \"paperId\": \"cd34\",\n    \"title\": \"Bar\",\n    \"abstract\": null,\n"
           "    \"publicationDate\": \"2024-05-01\", \"year\": 2023\n  }\n]\n"),
     "ab12 2024 [Foo]\n  11 abstract (escaped): F.\ncd34 2024-05-01 [Bar]\n", NULL},
    {"escapes: all, a surrogate pair, halves of one, and NUL",
     BYTES("{\"text\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t \\u4e2D \\ud83D\\uDE00 \\ud83d! \\udE00 "
           "\\u0000.\"}"),
     "#1  []\n  1 text (escaped): \"\\/\b\f\n\r\t \u4E2D \U0001F600 \uFFFD! \uFFFD \uFFFD.\n",
     NULL},
    {"ids: a number, a number that is none in records, none at all",
     BYTES("{\"id\":7,\"title\":\"a\"}{\"id\":2509.10,\"title\":\"b\"} {\"title\":\"c\"}"),
     "#7  [a]\n2509.10  [b]\n#3  [c]\n", NULL},
    {"a text and an abstract, in the order of the file",
     BYTES("{\"text\":\"t\",\"title\":\"Foo\",\"abstract\":\"a\"}"),
     "#1  [Foo]\n  1 text (escaped): t\n  1 abstract (escaped): a\n", NULL},
    {"of a key that comes twice the last counts",
     BYTES("{\"title\":\"a\",\"title\":\"b\",\"abstract\":\"c\",\"abstract\":\"d\"}"),
     "#1  [b]\n  1 abstract (escaped): d\n", NULL},
    {"malformed lines: each is named, the others are read",
     BYTES("{\"title\":\"a\"}\n{\"title\":\"b\" \"abstract\":\"c\"}\n{\"title\":\"d\n"
           "{\"title\":\"\u4E2D\\x\"}\n{\"title\":\"e\"}\n{\"title\":01}\n{'title':1}\n"
           "hello\n{\"title\":tru}\n{\"title\":\"\\u12g4\"}\n{\"title\":\"f\"}"),
     "#1  [a]\n#5  [e]\n#11  [f]\n",
     "dir/in.txt:2:14: error: malformed JSON: expected a comma or } after a member\n"
     "    {\"title\":\"b\" \"abstract\":\"c\"}\n                 ^\n"
     "dir/in.txt:3:12: error: malformed JSON: the line ends inside a string; a line end in it "
     "is "
     "written \\n\n    {\"title\":\"d\n               ^\n"
     "dir/in.txt:4:12: error: malformed JSON: a backslash before a character that needs none; "
     "a "
     "backslash itself is written \\\\\n    {\"title\":\"\u4E2D\\x\"}\n               ^\n"
     "dir/in.txt:6:11: error: malformed JSON: expected a comma or } after a member\n"
     "    {\"title\":01}\n              ^\n"
     "dir/in.txt:7:2: error: malformed JSON: expected a key in double quotes\n"
     "    {'title':1}\n     ^\n"
     "dir/in.txt:8:1: error: malformed JSON: expected an object, which starts with {\n"
     "    hello\n    ^\n"
     "dir/in.txt:9:10: error: malformed JSON: expected a value\n"
     "    {\"title\":tru}\n             ^\n"
     "dir/in.txt:10:15: error: malformed JSON: expected four hexadecimal digits after \\u\n"
     "    {\"title\":\"\\u12g4\"}\n                  ^\n"},
    {"a malformed object that spans lines, in an array",
     BYTES("[\n  {\n    \"title\": \"a\" oops\n    \"abstract\": \"b\",\n    \"authors\": [\n"
           "      {\"name\": \"x\"}\n    ]\n  },\n  {\n    \"title\": \"c\"\n  }\n]\n"),
     "#2  [c]\n",
     "dir/in.txt:3:18: error: malformed JSON: expected a comma or } after a member\n"
     "        \"title\": \"a\" oops\n                     ^\n"},
    {"malformed elements of an array in one line",
     BYTES("[{\"title\":\"a\"},{\"title\":x},7,\"{\",[{}],{\"title\":\"b\"}]"),
     "#1  [a]\n#6  [b]\n",
     "dir/in.txt:1:25: error: malformed JSON: expected a value\n"
     "    {\"title\":x},7,\"{\",[{}],{\"title\":\"b\"}]\n"
     "             ^\n"
     "dir/in.txt:1:28: error: malformed JSON: expected an object, which starts with {\n"
     "    7,\"{\",[{}],{\"title\":\"b\"}]\n"
     "    ^\n"
     "dir/in.txt:1:30: error: malformed JSON: expected an object, which starts with {\n"
     "    \"{\",[{}],{\"title\":\"b\"}]\n"
     "    ^\n"
     "dir/in.txt:1:34: error: malformed JSON: expected an object, which starts with {\n"
     "    [{}],{\"title\":\"b\"}]\n"
     "    ^\n"},
    {"cut short", BYTES("[{\"title\":\"a\"},\n{\"title\":\"b"), "#1  [a]\n",
     "dir/in.txt:2:12: error: malformed JSON: the input ends inside an object\n"
     "    {\"title\":\"b\n               ^\n"
     "dir/in.txt:1: error: the array is not closed: is the input complete?\n"},
    {"the start is missing",
     BYTES("ast.\"}\n{\"id\":\"x\",\"title\":\"b\"}\n{\"id\":\"y\",\"title\":\"c\"}\n"),
     "x  [b]\ny  [c]\n",
     "dir/in.txt:1:1: error: malformed JSON: expected an object, which starts with {\n"
     "    ast.\"}\n    ^\n"},
    {"an object of something else", BYTES("{\"a\":1}\n{\"title\":\"b\"}"), "#2  [b]\n",
     "dir/in.txt:1:1: error: the object has neither \"title\" nor \"abstract\" nor \"text\"; "
     "it is "
     "left out\n    {\"a\":1}\n    ^\n"},
    {"what common writers write beside the standard",
     BYTES("{\"title\":\"a\tb\",\"x\":[NaN,-Infinity,-1.5e+3,{}],\"abstract\":NaN},\r\n"),
     "#1  [a b]\n", NULL},
    {"bytes that are not text", BYTES("{\"title\":\"a\",\"text\":\"\xFF\\u0041\0b\"}"),
     "#1  [a]\n  1 text (escaped): \uFFFDA b\n",
     "dir/in.txt: warning: 1 bytes that are not UTF-8 were replaced\n"
     "dir/in.txt: warning: 1 NUL bytes were replaced by spaces\n"},
    {"no object at all", BYTES("[]"), "", NULL},
};

static void test_json(void **state)
{
    (void)state;
    CHECK_CASES(json_cases);
}

static void test_json_depth(void **state)
{
    Buffer input = {0};
    (void)state;
    buffer_append_text(&input, "{\"title\":\"a\",\"x\":");
    for (int i = 0; i < 100000; i++)
        buffer_append_text(&input, i % 2 == 0 ? "[" : "{\"y\":");
    buffer_append_text(&input, "\n{\"title\":\"b\"}");
    Reading reading = read_bytes(buffer_string(&input), SOURCE_CHUNK);
    assert_string_equal(reading.papers.data, "#2  [b]\n");
    assert_non_null(strstr(reading.messages.data, "values are nested too deeply"));
    reading_free(&reading);
    buffer_free(&input);
}

/* ---- Text -------------------------------------------------------------------------------- */

static const InputCase text_cases[] = {
    {"plain text", BYTES("\n\n  Foo is\n2x faster.\n\n"), "#1  []\n  3 text: Foo is\n2x faster.\n",
     NULL},
    {"Markdown", BYTES("Intro\n\n```\n# no title\n```\n\n# Foo  bar #\n\nFoo is **2x** faster.\n"),
     "#1  [Foo bar]\n  1 text: Intro\n\n```\n# no title\n```\n\n# Foo  bar #\n\n"
     "Foo is **2x** faster.\n",
     NULL},
    {"Markdown that starts with a link is no JSON", BYTES("[foo](http://foo) is fast.\n"),
     "#1  []\n  1 text: [foo](http://foo) is fast.\n", NULL},
    {"an empty file", BYTES(""), "", NULL},
    {"white space only", BYTES(" \r\n\t\n"), "", NULL},
    {"a byte order mark only", BYTES("\xEF\xBB\xBF"), "", NULL},
    {"a byte order mark",
     BYTES("\xEF\xBB\xBF"
           "Foo."),
     "#1  []\n  1 text: Foo.\n", NULL},
    {"NUL and bytes that are not UTF-8", BYTES("a\0b\xC3(\r\n"), "#1  []\n  1 text: a b\uFFFD(\n",
     "dir/in.txt: warning: 1 bytes that are not UTF-8 were replaced\n"
     "dir/in.txt: warning: 1 NUL bytes were replaced by spaces\n"},
    {"UTF-16",
     BYTES("\xFF\xFE"
           "F\0o\0"),
     "",
     "dir/in.txt: error: the text is UTF-16, expected UTF-8\n"
     "help: convert it: iconv -f UTF-16 -t UTF-8 'dir/in.txt'\n"},
    {"UTF-32", BYTES("\xFF\xFE\0\0F\0\0\0"), "",
     "dir/in.txt: error: the text is UTF-32, expected UTF-8\n"
     "help: convert it: iconv -f UTF-32 -t UTF-8 'dir/in.txt'\n"},
};

static void test_texts(void **state)
{
    (void)state;
    CHECK_CASES(text_cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reports),    cmocka_unit_test(test_report_in_batches),
        cmocka_unit_test(test_listings),   cmocka_unit_test(test_json),
        cmocka_unit_test(test_json_depth), cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
