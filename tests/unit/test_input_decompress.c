/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compressed inputs are read as the text in them; damage never goes unnoticed. */
#include "test_input.h"

#include <bzlib.h>
#include <lzma.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

typedef struct Bytes {
    char data[4096];
    size_t size;
} Bytes;

static const ClaimsString listing =
    BYTES("\\\\\narXiv:2511.00001\nTitle: Foo\n\\\\\n  Foo is 2x faster.\n\\\\ ( u ,  7kb)\n"
          "--------------------------------\n"
          "\\\\\narXiv:2511.00002\nTitle: Bar\n\\\\\n  Bar needs 31% less memory.\n"
          "\\\\ ( u ,  7kb)\n--------------------------------\n");

static const char listing_papers[] =
    "2511.00001  [Foo]\n  5 abstract: Foo is 2x faster.\n"
    "2511.00002  [Bar]\n  12 abstract: Bar needs 31% less memory.\n";

/* ---- Compressing ------------------------------------------------------------------------- */

/* A copy of `text`, for libraries that want to be given what they could write to. */
static Bytes copy_of(ClaimsString text)
{
    Bytes copy = {.size = text.size};
    memcpy(copy.data, text.data, text.size);
    return copy;
}

static void compress_gzip(ClaimsString text, Bytes *bytes)
{
    Bytes copy = copy_of(text);
    z_stream stream = {0};
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_in = (Bytef *)copy.data;
    stream.avail_in = (uInt)text.size;
    stream.next_out = (Bytef *)bytes->data;
    stream.avail_out = sizeof bytes->data;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    bytes->size = stream.total_out;
    deflateEnd(&stream);
}

static void compress_bzip2(ClaimsString text, Bytes *bytes)
{
    Bytes copy = copy_of(text);
    unsigned size = sizeof bytes->data;
    assert_int_equal(
        BZ2_bzBuffToBuffCompress(bytes->data, &size, copy.data, (unsigned)text.size, 9, 0, 0),
        BZ_OK);
    bytes->size = size;
}

static void compress_xz(ClaimsString text, Bytes *bytes)
{
    bytes->size = 0;
    assert_int_equal(lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, NULL, (const uint8_t *)text.data,
                                             text.size, (uint8_t *)bytes->data, &bytes->size,
                                             sizeof bytes->data),
                     LZMA_OK);
}

static void compress_zstd(ClaimsString text, Bytes *bytes)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    bytes->size = ZSTD_compress2(context, bytes->data, sizeof bytes->data, text.data, text.size);
    assert_false(ZSTD_isError(bytes->size));
    ZSTD_freeCCtx(context);
}

static const struct {
    const char *name;
    void (*compress)(ClaimsString text, Bytes *bytes);
} compressions[] = {
    {"gzip", compress_gzip},
    {"bzip2", compress_bzip2},
    {"xz", compress_xz},
    {"zstd", compress_zstd},
};

enum { COMPRESSION_COUNT = sizeof compressions / sizeof compressions[0] };

static void append(Bytes *bytes, const char *data, size_t size)
{
    assert_true(bytes->size + size <= sizeof bytes->data);
    memcpy(bytes->data + bytes->size, data, size);
    bytes->size += size;
}

/* `input` holds `papers`, and reading it says `message`, however much is read at a time. */
static void check(const Bytes *input, ClaimsString text, const char *papers, const char *message)
{
    static const size_t chunks[] = {SOURCE_CHUNK, 1, 7};
    for (size_t i = 0; i < sizeof chunks / sizeof chunks[0]; i++) {
        Reading reading = read_bytes_of((ClaimsString){input->data, input->size}, chunks[i], text);
        assert_string_equal(text_or_empty(&reading.papers), papers);
        assert_string_equal(text_or_empty(&reading.messages), message);
        assert_int_equal(reading.status > CLAIMS_END, message[0] != '\0');
        reading_free(&reading);
    }
}

/* ---- Tests ------------------------------------------------------------------------------- */

static void test_text_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COMPRESSION_COUNT; i++) {
        Bytes bytes;
        compressions[i].compress(listing, &bytes);
        check(&bytes, listing, listing_papers, "");
    }
}

static void test_empty_text_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COMPRESSION_COUNT; i++) {
        Bytes bytes;
        compressions[i].compress((ClaimsString){"", 0}, &bytes);
        check(&bytes, (ClaimsString){"", 0}, "", "");
    }
}

/* As `cat a.gz b.gz` makes it; the first part ends within a word. */
static void test_streams_are_joined(void **state)
{
    (void)state;
    for (size_t i = 0; i < COMPRESSION_COUNT; i++) {
        Bytes bytes, second;
        compressions[i].compress(string_slice(listing, 0, 40), &bytes);
        compressions[i].compress(string_slice(listing, 40, listing.size), &second);
        append(&bytes, second.data, second.size);
        check(&bytes, listing, listing_papers, "");
    }
}

static void test_zeros_after_it_are_passed_over(void **state)
{
    (void)state;
    static const char zeros[512];
    for (size_t i = 0; i < COMPRESSION_COUNT; i++) {
        Bytes bytes;
        compressions[i].compress(listing, &bytes);
        append(&bytes, zeros, sizeof zeros);
        check(&bytes, listing, listing_papers, "");
    }
}

static void test_frames_to_be_skipped(void **state)
{
    (void)state;
    Bytes bytes = {.size = 0}, data;
    append(&bytes, "\x50\x2A\x4D\x18\x04\0\0\0abcd", 12);
    compress_zstd(listing, &data);
    append(&bytes, data.data, data.size);
    check(&bytes, listing, listing_papers, "");
}

static void test_something_else_after_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < COMPRESSION_COUNT; i++) {
        Bytes bytes;
        char message[200];
        compressions[i].compress(listing, &bytes);
        append(&bytes, "rest", 4);
        snprintf(message, sizeof message,
                 "dir/in.txt: error: cannot read on after byte %zu: something else stands after "
                 "the %s data\n",
                 listing.size, compressions[i].name);
        check(&bytes, listing, listing_papers, message);
    }
}

static void test_memory_is_bounded(void **state)
{
    (void)state;
    Bytes bytes = {.size = 0};
    lzma_options_lzma options;
    lzma_lzma_preset(&options, 0);
    options.dict_size = 256 << 20;
    lzma_filter filters[] = {{LZMA_FILTER_LZMA2, &options}, {LZMA_VLI_UNKNOWN, NULL}};
    assert_int_equal(lzma_stream_buffer_encode(
                         filters, LZMA_CHECK_CRC32, NULL, (const uint8_t *)listing.data,
                         listing.size, (uint8_t *)bytes.data, &bytes.size, sizeof bytes.data),
                     LZMA_OK);
    check(&bytes, listing, "",
          "dir/in.txt: error: cannot read: the xz data needs more than 128 MiB of memory; compress "
          "it with a smaller window\n");
}

/* A file that was cut anywhere is said to be incomplete. */
static void test_cut_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < COMPRESSION_COUNT; i++) {
        Bytes bytes;
        compressions[i].compress(listing, &bytes);
        for (size_t size = COMPRESSION_HEAD; size < bytes.size; size++) {
            Reading reading = read_bytes_of((ClaimsString){bytes.data, size}, 7, listing);
            assert_int_equal(reading.status, CLAIMS_ERROR_INPUT);
            assert_non_null(strstr(text_or_empty(&reading.messages),
                                   "data ends too early: is the file complete?\n"));
            reading_free(&reading);
        }
    }
}

/* Whatever bit is turned, the text is the same or an error is reported. */
static void test_damaged_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < COMPRESSION_COUNT; i++) {
        Bytes bytes;
        compressions[i].compress(listing, &bytes);
        for (size_t bit = COMPRESSION_HEAD * 8; bit < bytes.size * 8; bit++) {
            bytes.data[bit / 8] = (char)(bytes.data[bit / 8] ^ (1 << bit % 8));
            Reading reading = read_bytes_of((ClaimsString){bytes.data, bytes.size}, SOURCE_CHUNK,
                                            (ClaimsString){0});
            if (reading.status == CLAIMS_END)
                assert_string_equal(text_or_empty(&reading.papers), listing_papers);
            reading_free(&reading);
            bytes.data[bit / 8] = (char)(bytes.data[bit / 8] ^ (1 << bit % 8));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_is_read),
        cmocka_unit_test(test_empty_text_is_read),
        cmocka_unit_test(test_streams_are_joined),
        cmocka_unit_test(test_zeros_after_it_are_passed_over),
        cmocka_unit_test(test_frames_to_be_skipped),
        cmocka_unit_test(test_something_else_after_it),
        cmocka_unit_test(test_memory_is_bounded),
        cmocka_unit_test(test_cut_files),
        cmocka_unit_test(test_damaged_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
