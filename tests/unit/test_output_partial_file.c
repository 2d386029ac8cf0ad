/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a file goes on whose writing was broken off, whatever the system left of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "output/partial_file.h"

enum { IDENTITY = 7 };

typedef struct Place {
    char folder[64], path[128], partial[160], progress[160];
    char message[512]; /* the last diagnostic's */
    ClaimsSink sink;
} Place;

static void remember(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    Place *place = cookie;
    snprintf(place->message, sizeof place->message, "%s", diagnostic->message);
}

static int set_up(void **state)
{
    Place *place = calloc(1, sizeof *place);
    snprintf(place->folder, sizeof place->folder, "/tmp/claims-test-XXXXXX");
    if (mkdtemp(place->folder) == NULL)
        return -1;
    snprintf(place->path, sizeof place->path, "%s/out", place->folder);
    snprintf(place->partial, sizeof place->partial, "%s.partial", place->path);
    snprintf(place->progress, sizeof place->progress, "%s.progress", place->path);
    place->sink = (ClaimsSink){remember, place};
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    Place *place = *state;
    unlink(place->path);
    unlink(place->partial);
    unlink(place->progress);
    rmdir(place->folder);
    free(place);
    return 0;
}

static void write_file(const char *path, const char *text, size_t size)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fwrite(text, 1, size, file);
    fclose(file);
}

static void assert_content(const char *path, const char *expected)
{
    char text[256] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, expected);
}

/* Open it, which goes on at `items` and `bytes`, write "one\n", and close it as broken off. */
static void go_on(Place *place, size_t items, size_t bytes)
{
    PartialFile file;
    assert_int_equal(partial_file_open(&file, place->path, IDENTITY, place->sink), CLAIMS_OK);
    assert_int_equal(file.reached.items, items);
    assert_int_equal(file.reached.bytes, bytes);
    assert_int_equal(partial_file_write(&file, "one\n", 4), CLAIMS_OK);
    assert_int_equal(partial_file_mark(&file, items + 1), CLAIMS_OK);
    assert_int_equal(partial_file_write(&file, "half", 4), CLAIMS_OK);
    partial_file_suspend(&file);
    assert_true(access(place->path, F_OK) != 0);
}

static void test_goes_on_at_the_last_mark(void **state)
{
    Place *place = *state;
    go_on(place, 0, 0);
    go_on(place, 1, 4);
    go_on(place, 2, 8);
    PartialFile file;
    assert_int_equal(partial_file_open(&file, place->path, IDENTITY, place->sink), CLAIMS_OK);
    assert_int_equal(partial_file_write(&file, "end\n", 4), CLAIMS_OK);
    assert_int_equal(partial_file_commit(&file), CLAIMS_OK);
    assert_content(place->path, "one\none\none\nend\n");
    assert_true(access(place->partial, F_OK) != 0);
    assert_true(access(place->progress, F_OK) != 0);
}

/* What a crash of the system may leave: bytes, or a line, that never reached the disk. */
static void test_goes_on_at_what_is_there(void **state)
{
    static const struct {
        const char *written, *told;
        size_t told_size; /* 0: all of it */
        size_t items, bytes;
    } rows[] = {
        {"", "", 0, 0, 0},
        {"", "claims progress 1 0000000000000007\n9 99\n", 0, 0, 0},
        {"one\n", "claims progress 1 0000000000000007\n", 0, 0, 0},
        {"one\none\n", "claims progress 1 0000000000000007\n1 4\n2 8\n", 0, 2, 8},
        {"one\none\nha", "claims progress 1 0000000000000007\n1 4\n2 8\n3 12\n", 0, 2, 8},
        {"one\none\nha", "claims progress 1 0000000000000007\n1 4\n2 ", 0, 1, 4},
        {"one\none\nha", "claims progress 1 0000000000000007\n1 4\n\0\0\0\0\n", 44, 1, 4},
    };
    Place *place = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t size = rows[i].told_size > 0 ? rows[i].told_size : strlen(rows[i].told);
        write_file(place->partial, rows[i].written, strlen(rows[i].written));
        write_file(place->progress, rows[i].told, size);
        go_on(place, rows[i].items, rows[i].bytes);
        go_on(place, rows[i].items + 1, rows[i].bytes + 4);
    }
}

static void test_others_are_refused(void **state)
{
    static const char *const told[] = {"", "claims progress 1 0000000000000008\n1 4\n", "mine\n"};
    Place *place = *state;
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        PartialFile file;
        write_file(place->partial, "one\n", 4);
        write_file(place->progress, told[i], strlen(told[i]));
        assert_int_equal(partial_file_open(&file, place->path, IDENTITY, place->sink),
                         CLAIMS_ERROR_SYSTEM);
        assert_string_equal(place->message, "cannot go on where the run was broken off: the "
                                            "inputs, options, rules or program were others");
        assert_content(place->partial, "one\n");
        assert_content(place->progress, told[i]);
    }
}

static void test_one_run_at_a_time(void **state)
{
    Place *place = *state;
    PartialFile first, second;
    assert_int_equal(partial_file_open(&first, place->path, IDENTITY, place->sink), CLAIMS_OK);
    assert_int_equal(partial_file_open(&second, place->path, IDENTITY, place->sink),
                     CLAIMS_ERROR_SYSTEM);
    assert_non_null(strstr(place->message, "cannot have the file for this run alone"));
    partial_file_suspend(&first);
}

static void test_replaces_a_file(void **state)
{
    Place *place = *state;
    PartialFile file;
    struct stat info;
    write_file(place->path, "old", 3);
    assert_int_equal(chmod(place->path, 0640), 0);
    assert_int_equal(partial_file_open(&file, place->path, IDENTITY, place->sink), CLAIMS_OK);
    assert_content(place->path, "old");
    assert_int_equal(partial_file_commit(&file), CLAIMS_OK);
    assert_content(place->path, "");
    assert_int_equal(stat(place->path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_goes_on_at_the_last_mark, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_goes_on_at_what_is_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_others_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_run_at_a_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_replaces_a_file, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
