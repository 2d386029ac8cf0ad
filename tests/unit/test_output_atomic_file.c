/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <fcntl.h>
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

#include "output/atomic_file.h"

typedef struct Place {
    char folder[64], path[128];
    char message[512]; /* the last diagnostic's */
    ClaimsSink sink;
} Place;

static void remember(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    Place *place = cookie;
    snprintf(place->message, sizeof place->message, "%s: %s", diagnostic->file,
             diagnostic->message);
}

static int set_up(void **state)
{
    Place *place = calloc(1, sizeof *place);
    snprintf(place->folder, sizeof place->folder, "/tmp/claims-test-XXXXXX");
    if (mkdtemp(place->folder) == NULL)
        return -1;
    snprintf(place->path, sizeof place->path, "%s/out.csv", place->folder);
    place->sink = (ClaimsSink){remember, place};
    *state = place;
    return 0;
}

static size_t entry_count(const char *folder)
{
    size_t count = 0;
    DIR *directory = opendir(folder);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(directory);
    return count;
}

static int tear_down(void **state)
{
    Place *place = *state;
    DIR *directory = opendir(place->folder);
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;)
        unlinkat(dirfd(directory), entry->d_name,
                 strcmp(entry->d_name, "folder") == 0 ? AT_REMOVEDIR : 0);
    if (directory != NULL)
        closedir(directory);
    rmdir(place->folder);
    free(place);
    return 0;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void assert_content(const char *path, const char *expected)
{
    char text[64] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, expected);
}

static void test_appears_at_commit(void **state)
{
    Place *place = *state;
    AtomicFile file;
    assert_int_equal(atomic_file_open(&file, place->path, place->sink), CLAIMS_OK);
    assert_int_equal(atomic_file_write(&file, "ab", 2), CLAIMS_OK);
    assert_int_equal(atomic_file_write(&file, "c", 1), CLAIMS_OK);
    assert_int_not_equal(access(place->path, F_OK), 0);
    assert_int_equal(atomic_file_commit(&file), CLAIMS_OK);
    atomic_file_discard(&file);
    assert_content(place->path, "abc");
    assert_int_equal(entry_count(place->folder), 1);
}

static void test_discard_leaves_the_old_file(void **state)
{
    Place *place = *state;
    write_file(place->path, "old");
    AtomicFile file;
    assert_int_equal(atomic_file_open(&file, place->path, place->sink), CLAIMS_OK);
    assert_int_equal(atomic_file_write(&file, "new", 3), CLAIMS_OK);
    atomic_file_discard(&file);
    assert_content(place->path, "old");
    assert_int_equal(entry_count(place->folder), 1);
}

static void test_permissions(void **state)
{
    Place *place = *state;
    struct stat status;
    mode_t mask = umask(027);
    AtomicFile file;
    assert_int_equal(atomic_file_open(&file, place->path, place->sink), CLAIMS_OK);
    assert_int_equal(atomic_file_commit(&file), CLAIMS_OK);
    umask(mask);
    assert_int_equal(stat(place->path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    assert_int_equal(chmod(place->path, 0604), 0);
    assert_int_equal(atomic_file_open(&file, place->path, place->sink), CLAIMS_OK);
    assert_int_equal(atomic_file_commit(&file), CLAIMS_OK);
    assert_int_equal(stat(place->path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0604);
}

static void test_link_stays(void **state)
{
    Place *place = *state;
    char link_path[128];
    snprintf(link_path, sizeof link_path, "%s/link", place->folder);
    write_file(place->path, "old");
    assert_int_equal(symlink(place->path, link_path), 0);
    AtomicFile file;
    assert_int_equal(atomic_file_open(&file, link_path, place->sink), CLAIMS_OK);
    assert_int_equal(atomic_file_write(&file, "new", 3), CLAIMS_OK);
    assert_int_equal(atomic_file_commit(&file), CLAIMS_OK);
    assert_content(place->path, "new");
    struct stat status;
    assert_int_equal(lstat(link_path, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
}

static void test_missing_folder(void **state)
{
    Place *place = *state;
    char path[128];
    snprintf(path, sizeof path, "%s/missing/out.csv", place->folder);
    AtomicFile file;
    assert_int_equal(atomic_file_open(&file, path, place->sink), CLAIMS_ERROR_SYSTEM);
    assert_non_null(strstr(place->message, "missing/out.csv: cannot create the file: No such"));
}

static void test_folder_in_the_way(void **state)
{
    Place *place = *state;
    char path[128];
    snprintf(path, sizeof path, "%s/folder", place->folder);
    assert_int_equal(mkdir(path, 0700), 0);
    AtomicFile file;
    assert_int_equal(atomic_file_open(&file, path, place->sink), CLAIMS_ERROR_SYSTEM);
    assert_non_null(strstr(place->message, "Is a directory"));
}

static void test_rename_fails(void **state)
{
    Place *place = *state;
    AtomicFile file;
    assert_int_equal(atomic_file_open(&file, place->path, place->sink), CLAIMS_OK);
    assert_int_equal(mkdir(place->path, 0700), 0);
    assert_int_equal(atomic_file_commit(&file), CLAIMS_ERROR_SYSTEM);
    assert_non_null(strstr(place->message, "cannot put the file in its place: Is a directory"));
    assert_int_equal(entry_count(place->folder), 1);
    assert_int_equal(rmdir(place->path), 0);
}

static void test_unwritable_folder(void **state)
{
    Place *place = *state;
    if (geteuid() == 0)
        skip();
    assert_int_equal(chmod(place->folder, 0500), 0);
    AtomicFile file;
    ClaimsStatus status = atomic_file_open(&file, place->path, place->sink);
    chmod(place->folder, 0700);
    assert_int_equal(status, CLAIMS_ERROR_SYSTEM);
    assert_non_null(strstr(place->message, "Permission denied"));
}

static void test_full_device(void **state)
{
    Place *place = *state;
    if (access("/dev/full", W_OK) != 0)
        skip();
    AtomicFile file;
    assert_int_equal(atomic_file_open(&file, "/dev/full", place->sink), CLAIMS_OK);
    assert_int_equal(atomic_file_write(&file, "abc", 3), CLAIMS_ERROR_SYSTEM);
    assert_non_null(strstr(place->message, "/dev/full: cannot write the file: No space left"));
    atomic_file_discard(&file);
    assert_int_equal(access("/dev/full", W_OK), 0);
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_appears_at_commit), TEST(test_discard_leaves_the_old_file),
        TEST(test_permissions),       TEST(test_link_stays),
        TEST(test_missing_folder),    TEST(test_folder_in_the_way),
        TEST(test_rename_fails),      TEST(test_unwritable_folder),
        TEST(test_full_device),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
