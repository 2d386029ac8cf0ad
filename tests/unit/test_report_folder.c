/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a report take their places together, or none does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/string.h"
#include "report/folder.h"

typedef struct Place {
    char folder[64]; /* a new one */
    char path[512];
} Place;

static const char *path_of(Place *place, const char *name)
{
    snprintf(place->path, sizeof place->path, "%s/%s", place->folder, name);
    return place->path;
}

static int set_up(void **state)
{
    Place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    snprintf(place->folder, sizeof place->folder, "/tmp/claims-folder-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    Place *place = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", place->folder);
    int status = system(command); /* NOLINT(cert-env33-c): the folder's name is our own */
    free(place);
    return status;
}

static void put(Place *place, const char *name, const char *text)
{
    FILE *file = fopen(path_of(place, name), "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

/* The file's text, NULL when there is none; valid until the next call. */
static const char *get(Place *place, const char *name)
{
    static char text[256];
    FILE *file = fopen(path_of(place, name), "r");
    if (file == NULL)
        return NULL;
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static size_t count_entries(Place *place, const char *name)
{
    DIR *directory = opendir(path_of(place, name));
    size_t count = 0;
    assert_non_null(directory);
    while (readdir(directory) != NULL)
        count++;
    closedir(directory);
    return count - 2; /* "." and ".." */
}

static void add(Report *report, const char *name, const char *text)
{
    ReportFile *file = &report->files[report->count++];
    *file = (ReportFile){.name = strdup(name)};
    buffer_append_text(&file->bytes, text);
}

static Report make_report(void)
{
    Report report = {.files = calloc(4, sizeof(ReportFile))};
    assert_non_null(report.files);
    add(&report, "charts/families-speed.svg", "new chart");
    add(&report, "report.md", "new text");
    add(&report, "index.html", "new page");
    return report;
}

static ClaimsStatus write_to(Place *place, const char *name)
{
    Report report = make_report();
    ClaimsStatus status = folder_write(&report, path_of(place, name), (ClaimsSink){0});
    report_free(&report);
    return status;
}

static void test_new_folder(void **state)
{
    assert_int_equal(write_to(*state, "out"), CLAIMS_OK);
    assert_string_equal(get(*state, "out/index.html"), "new page");
    assert_string_equal(get(*state, "out/report.md"), "new text");
    assert_string_equal(get(*state, "out/charts/families-speed.svg"), "new chart");
    assert_int_equal(count_entries(*state, "out"), 3);
    assert_int_equal(count_entries(*state, "out/charts"), 1);
}

/* Its own charts go; whatever else is in the folder stays. */
static void test_old_report_is_replaced(void **state)
{
    assert_int_equal(mkdir(path_of(*state, "charts"), 0777), 0);
    put(*state, "index.html", "old page");
    put(*state, "notes.txt", "mine");
    put(*state, "charts/trend-memory.svg", "old chart");
    put(*state, "charts/bits.svg", "old chart");
    put(*state, "charts/logo.svg", "mine");
    put(*state, "charts/trends.svg", "mine");
    assert_int_equal(write_to(*state, "."), CLAIMS_OK);
    assert_string_equal(get(*state, "index.html"), "new page");
    assert_string_equal(get(*state, "notes.txt"), "mine");
    assert_null(get(*state, "charts/trend-memory.svg"));
    assert_null(get(*state, "charts/bits.svg"));
    assert_string_equal(get(*state, "charts/logo.svg"), "mine");
    assert_string_equal(get(*state, "charts/trends.svg"), "mine");
}

/* The last file cannot take its place: none does, and nothing is left behind. */
static void test_failure_keeps_the_old_report(void **state)
{
    put(*state, "report.md", "old text");
    assert_int_equal(mkdir(path_of(*state, "index.html"), 0777), 0);
    put(*state, "index.html/in-the-way", "");
    assert_int_equal(write_to(*state, "."), CLAIMS_ERROR_SYSTEM);
    assert_string_equal(get(*state, "report.md"), "old text");
    assert_int_equal(count_entries(*state, "."), 2);
}

static void test_failure_leaves_no_new_folder(void **state)
{
    assert_int_equal(write_to(*state, "missing/out"), CLAIMS_ERROR_SYSTEM);
    put(*state, "file", "");
    assert_int_equal(write_to(*state, "file"), CLAIMS_ERROR_SYSTEM);
    assert_int_equal(count_entries(*state, "."), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_new_folder, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_old_report_is_replaced, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_failure_keeps_the_old_report, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_failure_leaves_no_new_folder, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
