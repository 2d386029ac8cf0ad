/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inputs that are damaged, huge, or not there. What must hold for any input is in check_document,
 * which read_bytes applies to each document. */
#include "test_input.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

/* ---- Damage ------------------------------------------------------------------------------ */

static const ClaimsString samples[] = {
    BYTES("# 报告\n生成时间: 2025-09-10 15:56:45\n\n## 论文技术简报\n\n### 1. Foo\n\n快2倍。\n\n"
          "### 2. \n\n简报生成失败\n\n## 论文详细信息\n\n### 1. Foo\n\n**主要机构**: 某大学\n"
          "**作者数量**: 5人\n\n**摘要**:\nFoo is 3x faster.\n\n---\n\n### 2. Bar\n\n**摘要**:\n"
          "Bar.\n# 报告\n生成时间: 2025-09-11\n## 论文技术简报\n### 1. Foo\nA。\n"),
    BYTES("-------------------------------\n\\\\\narXiv:2509.00001 (*cross-listing*)\n"
          "Date: Sat, 30 Aug 2025 19:46:18 GMT   (7kb)\n\nTitle: Foo,\n  bar\nAuthors: A\n\\\\\n"
          "  Foo is 2x\nfaster.\n\\\\ ( https://arxiv.org/abs/2509.00001 ,  7kb)\n"
          "-------------------------------\n\\\\\narXiv:2509.00002\nTitle: Bar\n\\\\\n  Bar.\n"
          "\\\\ ( https://arxiv.org/abs/2509.00002 ,  7kb)\n%%--%%--%%--%%--%%--%%--%%\n"),
    BYTES("{\"id\":\"a\",\"title\":\"Foo\\u4e2d\",\"abstract\":\" 2x\\n\\ud83d\\ude00 faster \"}\n"
          "{\"id\":12,\"title\":null,\"abstract\":\"\u4E2D\u6587\",\"authors\":[{\"n\":[1,-2.5e3]}]"
          "}\n"
          "{\"text\":\"\",\"date\":\"2025-09-10\"}\n{\"text\":\"a\\\\\",\"year\":2025}\n"),
    BYTES("[\n  {\n    \"title\": \"Foo\",\n    \"abstract\": \"F\\n.\",\n    \"authors\": [\n"
          "      {\"name\": \"A\"}\n    ]\n  },\n  {\n    \"abstract\": \"B\",\n    \"x\": true\n  "
          "}\n]\n"),
    BYTES("# Foo\r\n\r\nFoo is **2x** faster\u2014\u4E2D\u6587 \U0001F600.\r\n```\r\n# "
          "code\r\n```\r\n"),
};

enum { SAMPLE_COUNT = sizeof samples / sizeof samples[0], MUTATIONS = 1500 };

/* A fixed sequence (xorshift64): the same inputs on every run and machine. */
static size_t draw(uint64_t *seed, size_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return below > 0 ? (size_t)((*seed >> 11) % below) : 0;
}

/* Bytes that mean something to some format, and some that are no text. */
static const ClaimsString pieces[] = {
    BYTES("\n"),
    BYTES("\r"),
    BYTES("\0"),
    BYTES("\xFF"),
    BYTES("\xE4\xB8"),
    BYTES("\""),
    BYTES("\\"),
    BYTES("\\u"),
    BYTES("\\ud83d"),
    BYTES("{"),
    BYTES("}"),
    BYTES("["),
    BYTES("]"),
    BYTES(","),
    BYTES("\\\\\n"),
    BYTES("\n\\\\ ("),
    BYTES("### 1. "),
    BYTES("## "),
    BYTES("# "),
    BYTES("\n\n"),
    BYTES("arXiv:"),
    BYTES("**摘要**"),
    BYTES("生成时间: 2025"),
    BYTES("---------------------\n"),
    BYTES("\xEF\xBB\xBF"),
    BYTES(" "),
};

/* `sample` with its head or tail cut, a part left out, put twice or overwritten, or pieces put
 * in. */
static void damage(ClaimsString sample, uint64_t *seed, Buffer *damaged)
{
    size_t from = draw(seed, sample.size), size = draw(seed, sample.size - from) / 2;
    ClaimsString piece = pieces[draw(seed, sizeof pieces / sizeof pieces[0])];
    buffer_clear(damaged);
    switch (draw(seed, 6)) {
    case 0: /* head cut */
        buffer_append(damaged, sample.data + from, sample.size - from);
        return;
    case 1: /* tail cut */
        buffer_append(damaged, sample.data, from);
        return;
    case 2: /* a part left out */
        buffer_append(damaged, sample.data, from);
        break;
    case 3: /* a part twice */
        buffer_append(damaged, sample.data, from + size);
        size = 0;
        break;
    case 4: /* a piece put in */
        buffer_append(damaged, sample.data, from);
        buffer_append_string(damaged, piece);
        size = 0;
        break;
    default: /* a byte overwritten */
        buffer_append(damaged, sample.data, from);
        buffer_append_char(damaged, (char)draw(seed, 256));
        size = 1;
        break;
    }
    buffer_append(damaged, sample.data + from + size, sample.size - from - size);
}

/* Every second input has sound entries before the damage, more than a format is recognised by. */
static void test_damaged_inputs(void **state)
{
    uint64_t seed = 20250910;
    Buffer once = {0}, twice = {0}, input = {0};
    (void)state;
    for (size_t i = 0; i < MUTATIONS; i++) {
        ClaimsString sample = samples[i % SAMPLE_COUNT];
        damage(sample, &seed, &once);
        if (once.size == 0)
            continue;
        damage(buffer_string(&once), &seed, &twice);
        buffer_clear(&input);
        while (i % 2 == 0 && input.size <= READER_HEAD)
            buffer_append_string(&input, sample);
        buffer_append_string(&input, buffer_string(&twice));
        Reading whole = read_bytes(buffer_string(&input), SOURCE_CHUNK);
        Reading piecemeal = read_bytes(buffer_string(&input), 1 + draw(&seed, 40));
        assert_string_equal(text_or_empty(&piecemeal.papers), text_or_empty(&whole.papers));
        assert_string_equal(text_or_empty(&piecemeal.messages), text_or_empty(&whole.messages));
        assert_int_equal(piecemeal.status, whole.status);
        reading_free(&whole);
        reading_free(&piecemeal);
    }
    buffer_free(&once);
    buffer_free(&twice);
    buffer_free(&input);
}

/* ---- Size -------------------------------------------------------------------------------- */

/* `head`, then `size` bytes of `unit` over and over, then `tail`. */
static Buffer make_large(const char *head, const char *unit, size_t size, const char *tail)
{
    Buffer large = {0};
    buffer_append_text(&large, head);
    while (large.size < size)
        buffer_append_text(&large, unit);
    buffer_append_text(&large, tail);
    assert_false(large.failed);
    return large;
}

/* Texts of many sizes of one piece come whole, in pieces that are cut where they can be. */
static void test_large_texts(void **state)
{
    static const struct {
        const char *name, *unit;
        const char *last; /* what each piece but the last ends with */
    } cases[] = {
        {"paragraphs", "Foo is\nfast.\n\n", "fast."},
        {"lines", "Foo is\r\nfast.\r\n", NULL},
        {"words", "Foo is fast. ", NULL},
        {"one word", "\u4E2D\u6587", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Buffer input = make_large("# Title\n\n", cases[i].unit, 5 << 20, "end");
        Reading reading = read_bytes(buffer_string(&input), SOURCE_CHUNK);
        assert_int_equal(reading.status, CLAIMS_END);
        assert_true(reading.paper_count >= 5 && reading.paper_count <= 11);
        assert_int_equal(reading.document_count, reading.paper_count);
        assert_int_equal(reading.message_count, 0);
        size_t named = 0;
        for (char *at = reading.papers.data; (at = strstr(at, "#1  [Title]\n  ")) != NULL; at++) {
            if (cases[i].last != NULL && at > reading.papers.data)
                assert_memory_equal(at - 1 - strlen(cases[i].last), cases[i].last,
                                    strlen(cases[i].last));
            named++;
        }
        assert_int_equal(named, reading.paper_count);
        reading_free(&reading);
        buffer_free(&input);
    }
}

/* An entry beyond the limit is left out, and said to be; the next one is read. */
static void test_entries_beyond_the_limit(void **state)
{
    static const struct {
        const char *head, *unit, *tail, *papers, *message;
    } cases[] = {
        {"{\"title\":\"a\"}\n{\"title\":\"", "aaaaaaaaaaaaaaaa", "\"}\n{\"title\":\"b\"}\n",
         "#1  [a]\n#3  [b]\n", "in.txt:2:1: error: an object of more than 16 MiB; it is left out"},
        {"{\"title\":\"a\"}\n", "xxxxxxxxxxxxxxxx", "\n{\"title\":\"b\"}\n", "#1  [a]\n#3  [b]\n",
         "in.txt:2:1: error: malformed JSON: expected an object"},
        {"\\\\\narXiv:1\nTitle: a\n\\\\\n", "aaaaaaa\naaaaaaa ",
         "\n--------------------\n\\\\\narXiv:2\nTitle: b\n\\\\\n.\n\\\\ (\n", "2  [b]\n",
         "in.txt:1:1: error: a listing's entry of more than 16 MiB; the entry is left out"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Buffer input =
            make_large(cases[i].head, cases[i].unit, SOURCE_LIMIT + 100000, cases[i].tail);
        Reading reading = read_bytes(buffer_string(&input), SOURCE_CHUNK);
        assert_true(reading.had_errors);
        assert_int_equal(reading.message_count, 1);
        assert_non_null(strstr(reading.messages.data, cases[i].message));
        assert_int_equal(reading.status, CLAIMS_END);
        assert_memory_equal(reading.papers.data, cases[i].papers, 2);
        assert_non_null(strstr(reading.papers.data, "[b]"));
        reading_free(&reading);
        buffer_free(&input);
    }
}

/* A report beyond the limit comes in batches; an entry beyond it is cut, and said to be. */
static void test_reports_beyond_the_limit(void **state)
{
    const char *head = "## 论文技术简报\n### 1. Foo\nF。\n### 2. Bar\n";
    const char *tail = "\n## 论文详细信息\n### 2. Bar\n**摘要**:\nBar.\n";
    (void)state;
    Buffer input = make_large(head, "word ", SOURCE_LIMIT + 100000, tail);
    Reading reading = read_bytes(buffer_string(&input), SOURCE_CHUNK);
    assert_int_equal(reading.paper_count, 2 + 17); /* the long one in pieces */
    assert_int_equal(reading.message_count, 2);
    assert_non_null(strstr(reading.messages.data, "in.txt:1: warning: the report is too large"));
    assert_non_null(strstr(reading.messages.data, "in.txt:4:1: error: an entry of more than 16"));
    reading_free(&reading);
    buffer_free(&input);
}

/* A long document comes in pieces of the same paper, which together are the document. */
static void test_long_documents_come_in_pieces(void **state)
{
    static const struct {
        const char *head, *piece, *tail;
        size_t documents;
    } rows[] = {
        {"{\"id\":\"a\",\"text\":\"short\",\"abstract\":\"", "word ", ".\"}\n", 5},
        {"{\"id\":\"a\",\"abstract\":\"", "\\u4e2d\\n\xFF", ".\",\"text\":\"short\"}\n", 4},
        {"\\\\\narXiv:a\n\\\\\n", "word\nand \xE4\xB8\xAD\n\n", ".\n\\\\ ( )\n", 4},
        {"## 论文技术简报\n### 1. a\n**摘要**:\n", "word\xFF\n", "\n", 5},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Buffer input = make_large(rows[i].head, rows[i].piece, 7 << 19, rows[i].tail);
        Reading reading = read_bytes(buffer_string(&input), SOURCE_CHUNK);
        assert_int_equal(reading.document_count, rows[i].documents);
        assert_in_range(reading.paper_count, rows[i].documents - 1, rows[i].documents);
        reading_free(&reading);
        buffer_free(&input);
    }
}

/* Whatever comes, the window stays within its limit. */
static void test_window_stays_bounded(void **state)
{
    static const char *const heads[] = {
        "x", "{\"title\":\"", "[", "[[", "\\\\\narXiv:1\n", "## 论文技术简报\n### 1. ", "\n"};
    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        ClaimsReader *reader;
        const ClaimsPaper *paper;
        int fd = memfd_create("input", 0);
        assert_int_equal(write(fd, heads[i], strlen(heads[i])), strlen(heads[i]));
        assert_int_equal(ftruncate(fd, 20 << 20), 0); /* NUL bytes, one line */
        lseek(fd, 0, SEEK_SET);
        assert_int_equal(reader_open_fd(fd, "x", "x", SOURCE_CHUNK, (ClaimsSink){0}, &reader),
                         CLAIMS_OK);
        while (claims_reader_next(reader, &paper) == CLAIMS_OK)
            assert_true(reader->source.capacity <= SOURCE_LIMIT + SOURCE_CHUNK);
        assert_true(reader->source.capacity <= SOURCE_LIMIT + SOURCE_CHUNK);
        claims_reader_close(reader);
        close(fd);
    }
}

static void test_many_faults_are_summed_up(void **state)
{
    (void)state;
    Buffer input = make_large("{\"title\":\"a\"}\n", "{x}\n", 14 + 4 * 100, "");
    Reading reading = read_bytes(buffer_string(&input), SOURCE_CHUNK);
    assert_int_equal(reading.message_count, 21);
    assert_non_null(
        strstr(reading.messages.data, "in.txt: note: 80 more messages are not shown\n"));
    reading_free(&reading);
    buffer_free(&input);
}

/* ---- Files ------------------------------------------------------------------------------- */

static void check_open_fails(const char *path, const char *message)
{
    Reading reading = {0};
    ClaimsReader *reader;
    ClaimsSink sink = {collect_message, &reading};
    assert_int_equal(claims_reader_open(path, sink, &reader), CLAIMS_ERROR_INPUT);
    assert_null(reader);
    assert_string_equal(reading.messages.data, message);
    reading_free(&reading);
}

static void test_files_that_cannot_be_read(void **state)
{
    (void)state;
    check_open_fails("/nonexistent/x.txt",
                     "/nonexistent/x.txt: error: cannot open: No such file or directory\n");
    check_open_fails("", ": error: cannot open: No such file or directory\n");
    check_open_fails("/", "/: error: cannot read: Is a directory\n");
}

/* Reading fails after some of the file: what was read comes, then the error. The memory of this
 * process is a file that can be read up to where nothing is mapped. */
static void test_read_error_midway(void **state)
{
    Reading reading = {0};
    ClaimsSink sink = {collect_message, &reading};
    ClaimsReader *reader;
    const ClaimsPaper *paper;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    (void)state;
    char *memory = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(memory != MAP_FAILED);
    memset(memory, 'a', page);
    munmap(memory + page, page);
    int fd = open("/proc/self/mem", O_RDONLY);
    if (fd < 0)
        skip();
    lseek(fd, (off_t)(uintptr_t)memory, SEEK_SET);
    assert_int_equal(reader_open_fd(fd, "f", "f", 512, sink, &reader), CLAIMS_OK);
    assert_int_equal(claims_reader_next(reader, &paper), CLAIMS_OK);
    assert_int_equal(paper->documents[0].text.size, page);
    assert_int_equal(claims_reader_next(reader, &paper), CLAIMS_ERROR_INPUT);
    assert_int_equal(claims_reader_next(reader, &paper), CLAIMS_ERROR_INPUT);
    assert_true(claims_reader_had_errors(reader));
    assert_non_null(strstr(reading.messages.data, "f: error: cannot read on after byte 4096: "));
    claims_reader_close(reader);
    close(fd);
    munmap(memory, page);
    reading_free(&reading);
}

static void test_standard_input_and_names(void **state)
{
    ClaimsReader *reader;
    const ClaimsPaper *paper;
    char path[64];
    int ends[2], standard_input = dup(STDIN_FILENO);
    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "Foo.\n", 5), 5);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    assert_int_equal(claims_reader_open("-", (ClaimsSink){0}, &reader), CLAIMS_OK);
    assert_int_equal(claims_reader_next(reader, &paper), CLAIMS_OK);
    assert_string_equal(paper->source, "-");
    assert_string_equal(paper->path, "-");
    claims_reader_close(reader);
    dup2(standard_input, STDIN_FILENO);
    close(standard_input);

    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[0]);
    assert_int_equal(claims_reader_open(path, (ClaimsSink){0}, &reader), CLAIMS_OK);
    assert_int_equal(claims_reader_next(reader, &paper), CLAIMS_END);
    claims_reader_close(reader);
    claims_reader_close(NULL);
    close(ends[0]);
}

/* ---- Real reports and listings ----------------------------------------------------------- */

/* Read every file of `folder`, which must give papers and no messages; answers how many papers. */
static size_t read_folder(const char *folder)
{
    size_t papers = 0;
    struct dirent *entry;
    DIR *directory = opendir(folder);
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        char path[4096];
        struct stat status;
        Buffer content = {0};
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        FILE *file = fopen(path, "rb");
        if (file == NULL || fstat(fileno(file), &status) != 0 || !S_ISREG(status.st_mode)) {
            if (file != NULL)
                fclose(file);
            continue;
        }
        char part[65536];
        for (size_t size; (size = fread(part, 1, sizeof part, file)) > 0;)
            buffer_append(&content, part, size);
        fclose(file);
        Reading reading = read_bytes(buffer_string(&content), SOURCE_CHUNK);
        if (reading.message_count > 0 || reading.had_errors)
            print_error("%s:\n%s", path, text_or_empty(&reading.messages));
        assert_int_equal(reading.message_count, 0);
        assert_true(reading.paper_count > 0);
        papers += reading.paper_count;
        reading_free(&reading);
        buffer_free(&content);
    }
    if (directory != NULL)
        closedir(directory);
    return papers;
}

static void test_real_inputs(void **state)
{
    (void)state;
    size_t reports = read_folder(CLAIMS_SOURCE_DIR "/../shared/reports");
    size_t listings = read_folder(CLAIMS_SOURCE_DIR "/../shared/listings");
    if (reports == 0 || listings == 0) {
        print_message("skipped: no reports or listings in ../shared\n");
        skip();
    }
    print_message("%zu papers in reports, %zu in listings\n", reports, listings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_damaged_inputs),
        cmocka_unit_test(test_large_texts),
        cmocka_unit_test(test_entries_beyond_the_limit),
        cmocka_unit_test(test_reports_beyond_the_limit),
        cmocka_unit_test(test_long_documents_come_in_pieces),
        cmocka_unit_test(test_window_stays_bounded),
        cmocka_unit_test(test_many_faults_are_summed_up),
        cmocka_unit_test(test_files_that_cannot_be_read),
        cmocka_unit_test(test_read_error_midway),
        cmocka_unit_test(test_standard_input_and_names),
        cmocka_unit_test(test_real_inputs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
