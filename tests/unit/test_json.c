/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict JSON: what is refused, and where faults are said to stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/json.h"
#include "base/string.h"

static void collect_message(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    diagnostic_render(diagnostic, cookie);
}

static ClaimsStatus parse(const char *text, size_t size, JsonFile *file, Buffer *messages)
{
    *messages = (Buffer){0};
    buffer_append_text(messages, "");
    return json_parse("f", text, size, (ClaimsSink){collect_message, messages}, file);
}

static const struct {
    const char *text, *message;
} refused[] = {
    {"", "f:1:1: error: this is not valid JSON here\n"},
    {"{\n \"a\": 1,\n}", "f:3:2: error: this is not valid JSON here\n"},
    {"{\"a\": tru}", "f:1:7: error: this is not valid JSON here\n"},
    {"{\"a\" 1}", "f:1:6: error: this is not valid JSON here\n"},
    {"{} x", "f:1:4: error: this is not valid JSON here\n"},
    {"{\"\xe5\x8a\xa0\xe9\x80\x9f\": x}", "f:1:8: error: this is not valid JSON here\n"},
    {"{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2}}",
     "f:2:21: error: the key \"c\" stands twice in one object\n"},
    {"{\"a\": \"x\\u0000y\"}",
     "f:1:9: error: a NUL character, which no knowledge file needs: remove it\n"},
    {"{\"a\": \"x\ny\"}", "f:1:9: error: a string must end on the line on which it begins\n"},
    {"{\"a\": \"\x01\"}",
     "f:1:8: error: a control character: write \\t for a tab, and leave out others\n"},
    {"{\x0b}", "f:1:2: error: a control character: write \\t for a tab, and leave out others\n"},
    {"{\"a\":\n \"\xff\"}", "f:2:3: error: not UTF-8, which a knowledge file must be\n"},
    {"{\"a\": \"\\ud800\"}", "f:1:8: error: this is not valid JSON here\n"},
};

static void broken_texts_are_refused_where_they_break(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        JsonFile file;
        Buffer messages;
        ClaimsStatus status = parse(refused[i].text, strlen(refused[i].text), &file, &messages);
        assert_string_equal(messages.data, refused[i].message);
        assert_int_equal(status, CLAIMS_ERROR_RULES);
        json_free(&file);
        buffer_free(&messages);
    }
}

static void nul_bytes_are_refused(void **state)
{
    (void)state;
    JsonFile file;
    Buffer messages;
    assert_int_equal(parse("{\"a\": \"\0\"}", 10, &file, &messages), CLAIMS_ERROR_RULES);
    assert_string_equal(
        messages.data, "f:1:8: error: a NUL character, which no knowledge file needs: remove it\n");
    buffer_free(&messages);
}

static const char *const accepted[] = {
    "{}",
    " \n{\"a\": [1, -2.5e3, true, null, \"\\\\u0000 \\\" \\n\"]}\n",
    "\xef\xbb\xbf{\"a\": {}}",
    "[]",
    "\"\xe5\x8a\xa0\xe9\x80\x9f\"",
};

static void good_texts_are_accepted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof accepted / sizeof *accepted; i++) {
        JsonFile file;
        Buffer messages;
        ClaimsStatus status = parse(accepted[i], strlen(accepted[i]), &file, &messages);
        assert_string_equal(messages.data, "");
        assert_int_equal(status, CLAIMS_OK);
        json_free(&file);
        buffer_free(&messages);
    }
}

static void deep_nesting_is_refused(void **state)
{
    (void)state;
    enum { DEPTH = 100000 };
    char *text = malloc(DEPTH + 1);
    assert_non_null(text);
    memset(text, '[', DEPTH);
    text[DEPTH] = '\0';
    JsonFile file;
    Buffer messages;
    assert_int_equal(parse(text, DEPTH, &file, &messages), CLAIMS_ERROR_RULES);
    json_free(&file);
    buffer_free(&messages);
    free(text);
}

/* Each number is the line that it stands on; the text is full of what could mislead. */
static void every_value_is_found_where_it_stands(void **state)
{
    (void)state;
    static const char text[] = "\xef\xbb\xbf{\n"
                               " \"a\" : 2, \"]}\\\"\" : [\n"
                               "  3, [], {}, {\"\": 3}, \"\\\\\",\n"
                               "  4 ], \"o\": {\n"
                               "  \"p\" :5,\"q\":\n"
                               " 6}\n"
                               "}";
    JsonFile file;
    Buffer messages;
    assert_int_equal(parse(text, sizeof text - 1, &file, &messages), CLAIMS_OK);
    const cJSON *list = json_get(file.root, "]}\"");
    const cJSON *object = json_get(file.root, "o");
    const cJSON *const values[] = {json_get(file.root, "a"),
                                   cJSON_GetArrayItem(list, 0),
                                   json_get(cJSON_GetArrayItem(list, 3), ""),
                                   cJSON_GetArrayItem(list, 5),
                                   json_get(object, "p"),
                                   json_get(object, "q")};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        assert_int_equal(json_line(&file, values[i]), values[i]->valueint);
    json_report(&file, json_get(object, "p"), "here");
    assert_string_equal(messages.data, "f:5:8: error: here\n");
    const cJSON stranger = {0};
    assert_int_equal(json_line(&file, &stranger), 0);
    json_free(&file);
    buffer_free(&messages);
}

static const JsonKey keys[] = {{"id", JSON_STRING, true}, {"n", JSON_NUMBER, false},
                               {"b", JSON_BOOL, false},   {"l", JSON_ARRAY, false},
                               {"o", JSON_OBJECT, false}, {"t", JSON_TEXT, false}};

static const struct {
    const char *text, *messages;
} objects[] = {
    {"{\"id\": \"x\"}", ""},
    {"{\"id\": \"x\", \"n\": 1, \"b\": true, \"l\": [], \"o\": {}, \"t\": []}", ""},
    {"{\"id\": \"x\", \"n\": null, \"t\": \"\", \"doc\": \"d\", \"$schema\": \"s\"}", ""},
    {"{}", "f:1:1: error: the key \"id\" is missing\n"},
    {"{\"id\": null}", "f:1:8: error: \"id\" must be a string\n"},
    {"{\"id\": 1, \"n\": \"1\"}",
     "f:1:8: error: \"id\" must be a string\nf:1:16: error: \"n\" must be a number\n"},
    {"{\"id\": \"x\", \"b\": 1, \"l\": {}, \"o\": [], \"t\": 2}",
     "f:1:18: error: \"b\" must be true or false\n"
     "f:1:26: error: \"l\" must be an array\n"
     "f:1:35: error: \"o\" must be an object\n"
     "f:1:44: error: \"t\" must be a string or an array of strings\n"},
    {"{\"id\": \"x\", \"ID\": 1}",
     "f:1:19: error: unknown key \"ID\"; the schema beside the rules lists all\n"},
    {"[]", "f:1:1: error: an object was expected here\n"},
};

static void every_fault_of_an_object_is_reported(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        JsonFile file;
        Buffer messages;
        assert_int_equal(parse(objects[i].text, strlen(objects[i].text), &file, &messages),
                         CLAIMS_OK);
        bool good = json_check_object(&file, file.root, keys, sizeof keys / sizeof *keys);
        assert_string_equal(messages.data, objects[i].messages);
        assert_int_equal(good, objects[i].messages[0] == '\0');
        json_free(&file);
        buffer_free(&messages);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_texts_are_refused_where_they_break),
        cmocka_unit_test(nul_bytes_are_refused),
        cmocka_unit_test(good_texts_are_accepted),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(every_value_is_found_where_it_stands),
        cmocka_unit_test(every_fault_of_an_object_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
