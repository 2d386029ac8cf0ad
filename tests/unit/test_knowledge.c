/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Knowledge files: directories that add and override, and what is wrong with broken ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/diagnostic.h"
#include "base/knowledge.h"
#include "base/string.h"

typedef struct Loaded {
    char directory[32];
    Knowledge knowledge;
    Buffer messages;
    ClaimsSink sink;
} Loaded;

static void collect_message(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    diagnostic_render(diagnostic, cookie);
}

static int setup(void **state)
{
    static Loaded loaded;
    loaded = (Loaded){.directory = "/tmp/claims-test-XXXXXX"};
    loaded.sink = (ClaimsSink){collect_message, &loaded.messages};
    buffer_append_text(&loaded.messages, "");
    *state = &loaded;
    return mkdtemp(loaded.directory) != NULL && chdir(loaded.directory) == 0 ? 0 : -1;
}

static int teardown(void **state)
{
    static const char *const files[] = {"a.json", "b.json", "c.txt", ".json", "d.json"};
    Loaded *loaded = *state;
    knowledge_free(&loaded->knowledge);
    buffer_free(&loaded->messages);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (unlink(files[i]) != 0)
            rmdir(files[i]);
    return chdir("/") == 0 && rmdir(loaded->directory) == 0 ? 0 : -1;
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* The entries as "id=value" joined by spaces. */
static void assert_entries(Loaded *loaded, const char *expected)
{
    KnowledgeList list;
    Buffer text = {0};
    buffer_append_text(&text, "");
    assert_int_equal(knowledge_list(&loaded->knowledge, "things", &list), CLAIMS_OK);
    for (size_t i = 0; i < list.count; i++)
        buffer_printf(&text, "%s%s=%g", i > 0 ? " " : "",
                      list.entries[i].id != NULL ? list.entries[i].id : "-",
                      json_get_number(list.entries[i].json, "v", -1));
    assert_string_equal(text.data, expected);
    buffer_free(&text);
}

static void add_builtin(Loaded *loaded)
{
    static const char text[] =
        "{\"things\": [{\"id\": \"x\", \"v\": 1}, {\"id\": \"y\", \"v\": 2}, "
        "{\"v\": 3}], \"limit\": 5}";
    assert_int_equal(
        knowledge_add_text(&loaded->knowledge, "builtin", text, sizeof text - 1, loaded->sink),
        CLAIMS_OK);
}

static void directories_add_and_override(void **state)
{
    Loaded *loaded = *state;
    add_builtin(loaded);
    assert_entries(loaded, "x=1 y=2 -=3");
    write_file("b.json", "{\"things\": [{\"id\": \"new\", \"v\": 5}], \"limit\": 7}");
    write_file("a.json", "{\"doc\": \"\", \"things\": [{\"id\": \"x\", \"v\": 4}, {\"v\": 6}]}");
    write_file("c.txt", "not read");
    write_file(".json", "not read either: it has no name");
    assert_int_equal(knowledge_add_directory(&loaded->knowledge, ".", loaded->sink), CLAIMS_OK);
    assert_entries(loaded, "x=4 y=2 -=3 -=6 new=5");
    const JsonFile *file = NULL;
    const cJSON *limit = knowledge_value(&loaded->knowledge, "limit", &file);
    assert_int_equal(limit->valueint, 7);
    assert_string_equal(file->name, "./b.json");
    assert_null(knowledge_value(&loaded->knowledge, "other", &file));
    assert_int_equal(knowledge_check_names(&loaded->knowledge), CLAIMS_OK);
    assert_string_equal(loaded->messages.data, "");
}

static void an_id_stands_once_in_a_directory(void **state)
{
    Loaded *loaded = *state;
    KnowledgeList list;
    write_file("a.json", "{\"things\": [{\"id\": \"x\"}]}");
    write_file("b.json", "{\"things\": [{\"id\": \"y\"},\n{\"id\": \"x\"}]}");
    assert_int_equal(knowledge_add_directory(&loaded->knowledge, ".", loaded->sink), CLAIMS_OK);
    assert_int_equal(knowledge_list(&loaded->knowledge, "things", &list), CLAIMS_ERROR_RULES);
    assert_string_equal(loaded->messages.data,
                        "./b.json:2:1: error: the id \"x\" already stands in ./a.json\n");
}

static void every_broken_file_is_reported(void **state)
{
    Loaded *loaded = *state;
    write_file("a.json", "{\"things\": [}");
    write_file("b.json", "[]");
    assert_int_equal(mkdir("d.json", 0700), 0);
    assert_int_equal(knowledge_add_directory(&loaded->knowledge, ".", loaded->sink),
                     CLAIMS_ERROR_RULES);
    assert_string_equal(loaded->messages.data,
                        "./a.json:1:13: error: this is not valid JSON here\n"
                        "./b.json:1:1: error: a knowledge file must be an object\n"
                        "./d.json: error: the file could not be read to its end\n");
}

static void collections_are_arrays_that_someone_reads(void **state)
{
    Loaded *loaded = *state;
    KnowledgeList list;
    write_file("a.json", "{\"$schema\": \"s\", \"things\": {},\n\"thinks\": []}");
    assert_int_equal(knowledge_add_directory(&loaded->knowledge, ".", loaded->sink), CLAIMS_OK);
    assert_int_equal(knowledge_list(&loaded->knowledge, "things", &list), CLAIMS_ERROR_RULES);
    assert_int_equal(knowledge_check_names(&loaded->knowledge), CLAIMS_ERROR_RULES);
    assert_string_equal(
        loaded->messages.data,
        "./a.json:1:28: error: \"things\" must be an array\n"
        "./a.json:2:11: error: there is no collection \"thinks\"; the schemas list all\n");
}

static void directories_must_be_there_and_should_hold_something(void **state)
{
    Loaded *loaded = *state;
    assert_int_equal(knowledge_add_directory(&loaded->knowledge, "none", loaded->sink),
                     CLAIMS_ERROR_RULES);
    assert_int_equal(knowledge_add_directory(&loaded->knowledge, ".", loaded->sink), CLAIMS_OK);
    assert_string_equal(loaded->messages.data, "none: error: No such file or directory\n"
                                               ".: warning: no *.json file in this directory\n");
}

static void there_are_not_too_many_files(void **state)
{
    Loaded *loaded = *state;
    for (int i = 0; i < KNOWLEDGE_MAX_FILES; i++)
        assert_int_equal(knowledge_add_text(&loaded->knowledge, "f", "{}", 2, loaded->sink),
                         CLAIMS_OK);
    assert_int_equal(knowledge_add_text(&loaded->knowledge, "f", "{}", 2, loaded->sink),
                     CLAIMS_ERROR_RULES);
    assert_string_equal(loaded->messages.data, "f: error: more than 256 knowledge files\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(directories_add_and_override),
        TEST(an_id_stands_once_in_a_directory),
        TEST(every_broken_file_is_reported),
        TEST(collections_are_arrays_that_someone_reads),
        TEST(directories_must_be_there_and_should_hold_something),
        TEST(there_are_not_too_many_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
