/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The driver, with workers that only copy: order, counts and errors for any number of threads. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "cli/run.h"

enum { PAPERS_PER_FILE = 300 };

typedef struct Files {
    char folder[64];
    char paths[4][96]; /* the second one does not exist */
} Files;

typedef struct Outcome {
    Buffer output, messages;
    size_t emit_limit; /* 0: none */
    size_t emits;
    bool no_workers;
    ClaimsStatus status;
    RunCounts counts;
} Outcome;

typedef struct CopyWorker {
    ClaimsSink sink;
    bool used;
} CopyWorker;

static ClaimsStatus worker_new(void *cookie, ClaimsSink sink, void **object)
{
    const Outcome *outcome = cookie;
    if (outcome->no_workers)
        return CLAIMS_ERROR_SYSTEM;
    CopyWorker *worker = calloc(1, sizeof *worker);
    worker->sink = sink;
    *object = worker;
    return CLAIMS_OK;
}

static void worker_free(void *object)
{
    free(object);
}

static bool title_has(const ClaimsPaper *paper, const char *word)
{
    return memmem(paper->title.data, paper->title.size, word, strlen(word)) != NULL;
}

/* Titles tell the worker to be slow, to complain, or to fail. */
static ClaimsStatus work(void *object, const ClaimsPaper *paper, Buffer *output,
                         size_t *claim_count)
{
    CopyWorker *worker = object;
    if (!worker->used)
        diagnostic_report(worker->sink, CLAIMS_WARNING, "rules", 1, "every worker says this");
    worker->used = true;
    if (title_has(paper, "slow"))
        nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
    if (title_has(paper, "odd"))
        diagnostic_report(worker->sink, CLAIMS_WARNING, paper->path, paper->documents[0].line,
                          "odd");
    if (title_has(paper, "fatal"))
        return CLAIMS_ERROR_SYSTEM;
    buffer_append_text(output, paper->source);
    buffer_append_char(output, ' ');
    buffer_append_string(output, paper->title);
    for (size_t i = 0; i < paper->document_count; i++) {
        const ClaimsDocument *document = &paper->documents[i];
        buffer_printf(output, " %zu-%zu", document->start, document->end);
        if (document->offsets != NULL)
            assert_true(document->offsets[document->text.size] >= document->start);
    }
    buffer_append_char(output, '\n');
    *claim_count = 2;
    return CLAIMS_OK;
}

static ClaimsStatus emit(void *cookie, ClaimsString output)
{
    Outcome *outcome = cookie;
    buffer_append_string(&outcome->output, output);
    outcome->emits++;
    return outcome->emits == outcome->emit_limit ? CLAIMS_END : CLAIMS_OK;
}

static void remember(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    diagnostic_render(diagnostic, &((Outcome *)cookie)->messages);
}

static void run(const Files *files, size_t jobs, Outcome *outcome)
{
    const char *paths[4];
    for (size_t i = 0; i < 4; i++)
        paths[i] = files->paths[i];
    const RunRequest request = {
        .paths = paths, .path_count = 4, .jobs = jobs, .sink = {remember, outcome}};
    const RunTask task = {outcome, worker_new, worker_free, work};
    const RunOutput output = {outcome, emit};
    outcome->status = run_papers(&request, &task, &output, &outcome->counts);
}

static void outcome_free(Outcome *outcome)
{
    buffer_free(&outcome->output);
    buffer_free(&outcome->messages);
}

static void write_papers(const char *path, size_t count, const char *fatal_title)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (size_t i = 0; i < count; i++) {
        const char *word = i % 41 == 0 ? "slow" : i % 13 == 0 ? "odd" : "plain";
        if (i == 200 && fatal_title != NULL)
            word = fatal_title;
        if (i % 50 == 17)
            fputs("{\"title\": 12\n", file);
        fprintf(file,
                "{\"title\": \"A %s paper %zu\", \"abstract\": \"It is %zu%% \\\"faster\\\".\"}\n",
                word, i, i);
    }
    fclose(file);
}

static int set_up(void **state)
{
    Files *files = calloc(1, sizeof *files);
    snprintf(files->folder, sizeof files->folder, "/tmp/claims-test-XXXXXX");
    if (mkdtemp(files->folder) == NULL)
        return -1;
    for (size_t i = 0; i < 4; i++) {
        snprintf(files->paths[i], sizeof files->paths[i], "%s/%zu.jsonl", files->folder, i);
        if (i != 1)
            write_papers(files->paths[i], i == 2 ? 1 : PAPERS_PER_FILE, NULL);
    }
    *state = files;
    return 0;
}

static int tear_down(void **state)
{
    Files *files = *state;
    for (size_t i = 0; i < 4; i++)
        unlink(files->paths[i]);
    rmdir(files->folder);
    free(files);
    return 0;
}

static void test_threads_change_nothing(void **state)
{
    Outcome single = {0};
    run(*state, 1, &single);
    assert_int_equal(single.status, CLAIMS_OK);
    assert_int_equal(single.counts.files, 4);
    assert_int_equal(single.counts.papers, 2 * PAPERS_PER_FILE + 1);
    assert_int_equal(single.counts.claims, 2 * single.counts.papers);
    assert_true(single.counts.bad_input);
    static const size_t jobs[] = {2, 3, 8, 100000};
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
        Outcome parallel = {0};
        run(*state, jobs[i], &parallel);
        assert_int_equal(parallel.status, CLAIMS_OK);
        assert_string_equal(parallel.output.data, single.output.data);
        assert_string_equal(parallel.messages.data, single.messages.data);
        assert_int_equal(parallel.counts.claims, single.counts.claims);
        outcome_free(&parallel);
    }
    outcome_free(&single);
}

/* The reader's complaints and the workers' stand in the order of the input. */
static void test_messages_in_order(void **state)
{
    const Files *files = *state;
    Outcome outcome = {0};
    run(files, 4, &outcome);
    size_t last_file = 0, last_line = 0, count = 0;
    for (char *line = strtok(outcome.messages.data, "\n"); line != NULL;
         line = strtok(NULL, "\n")) {
        size_t file = 0;
        while (file < 4 && strncmp(line, files->paths[file], strlen(files->paths[file])) != 0)
            file++;
        if (file == 4)
            continue; /* an excerpt or a hint */
        size_t number = strtoul(line + strlen(files->paths[file]) + 1, NULL, 10);
        assert_true(file > last_file || (file == last_file && number >= last_line));
        last_file = file;
        last_line = number;
        count++;
    }
    assert_int_equal(last_file, 3);
    assert_true(count > 40);
    outcome_free(&outcome);
}

static void test_emit_ends_the_run(void **state)
{
    for (size_t jobs = 1; jobs <= 4; jobs++) {
        Outcome outcome = {.emit_limit = 2};
        run(*state, jobs, &outcome);
        assert_int_equal(outcome.status, CLAIMS_END);
        assert_int_equal(outcome.emits, 2);
        outcome_free(&outcome);
    }
}

static void test_worker_ends_the_run(void **state)
{
    const Files *files = *state;
    write_papers(files->paths[0], PAPERS_PER_FILE, "fatal");
    for (size_t jobs = 1; jobs <= 4; jobs++) {
        Outcome outcome = {0};
        run(files, jobs, &outcome);
        assert_int_equal(outcome.status, CLAIMS_ERROR_SYSTEM);
        assert_non_null(strstr(outcome.output.data, "paper 100 "));
        assert_null(strstr(outcome.output.data, "paper 200 "));
        outcome_free(&outcome);
    }
}

static void test_no_worker(void **state)
{
    for (size_t jobs = 1; jobs <= 2; jobs++) {
        Outcome outcome = {.no_workers = true};
        run(*state, jobs, &outcome);
        assert_int_equal(outcome.status, CLAIMS_ERROR_SYSTEM);
        assert_int_equal(outcome.output.size, 0);
        assert_non_null(strstr(outcome.messages.data, "error: "));
        outcome_free(&outcome);
    }
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_threads_change_nothing),
        TEST(test_messages_in_order),
        TEST(test_emit_ends_the_run),
        TEST(test_worker_ends_the_run),
        TEST(test_no_worker),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
