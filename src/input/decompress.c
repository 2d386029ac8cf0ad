/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input/decompress.h"

#include <bzlib.h>
#include <errno.h>
#include <lzma.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum {
    READ_SIZE = 128 * 1024,    /* compressed bytes asked of the system at a time */
    STEP_MOST = 1 << 30,       /* the libraries count in 32 bits */
    ZSTD_WINDOW_LOG_MOST = 27, /* the window of DECOMPRESS_MEMORY */
};

/* What the decoding of a piece comes to. */
typedef enum Step {
    STEP_MORE,
    STEP_STREAM_ENDS,
    STEP_DAMAGED,
    STEP_NO_MEMORY,
    STEP_TOO_LARGE
} Step;

/* The place in the compressed bytes and in the text, moved by each step. */
typedef struct Flow {
    char *in; /* not const, for a library that does not write to it wants it so */
    size_t in_size;
    char *out;
    size_t out_size;
} Flow;

struct Compression {
    bool (*starts)(ClaimsString head);
    bool (*begin)(Decompressor *decompressor); /* a stream; false: memory is exhausted */
    Step (*step)(Decompressor *decompressor, Flow *flow);
    void (*end)(Decompressor *decompressor);
    const char *damaged, *incomplete, *too_large, *trailing; /* messages */
};

struct Decompressor {
    const Compression *compression;
    int fd;
    bool in_stream; /* between begin and end */
    bool file_ended;
    const char *fault;
    union {
        z_stream gzip;
        bz_stream bzip2;
        lzma_stream xz;
        ZSTD_DStream *zstd;
    } state;
    size_t from, to; /* bytes read and not yet decoded */
    char bytes[READ_SIZE];
};

/* ---- gzip -------------------------------------------------------------------------------- */

static bool gzip_starts(ClaimsString head)
{
    static const char mark[] = {'\x1F', '\x8B', '\x08'};
    return head.size >= sizeof mark && memcmp(head.data, mark, sizeof mark) == 0;
}

static bool gzip_begin(Decompressor *decompressor)
{
    enum { LARGEST_WINDOW = 15, WITH_GZIP_HEADER = 16 };
    decompressor->state.gzip = (z_stream){0};
    return inflateInit2(&decompressor->state.gzip, LARGEST_WINDOW + WITH_GZIP_HEADER) == Z_OK;
}

static Step gzip_step(Decompressor *decompressor, Flow *flow)
{
    z_stream *state = &decompressor->state.gzip;
    state->next_in = (Bytef *)flow->in;
    state->avail_in = (uInt)flow->in_size;
    state->next_out = (Bytef *)flow->out;
    state->avail_out = (uInt)flow->out_size;
    int answer = inflate(state, Z_NO_FLUSH);
    flow->in += flow->in_size - state->avail_in;
    flow->in_size = state->avail_in;
    flow->out += flow->out_size - state->avail_out;
    flow->out_size = state->avail_out;
    switch (answer) {
    case Z_OK:
    case Z_BUF_ERROR: /* nothing could be done: more bytes are needed */
        return STEP_MORE;
    case Z_STREAM_END:
        return STEP_STREAM_ENDS;
    default:
        return answer == Z_MEM_ERROR ? STEP_NO_MEMORY : STEP_DAMAGED;
    }
}

static void gzip_end(Decompressor *decompressor)
{
    inflateEnd(&decompressor->state.gzip);
}

/* ---- bzip2 ------------------------------------------------------------------------------- */

static bool bzip2_starts(ClaimsString head)
{
    /* "BZh" and a digit may well start a text: what must follow, a block or the end, may not. */
    enum { MARK_SIZE = 6 };
    static const char block[] = "\x31\x41\x59\x26\x53\x59", end[] = "\x17\x72\x45\x38\x50\x90";
    return head.size >= 4 + MARK_SIZE && memcmp(head.data, "BZh", 3) == 0 && head.data[3] >= '1' &&
           head.data[3] <= '9' &&
           (memcmp(head.data + 4, block, MARK_SIZE) == 0 ||
            memcmp(head.data + 4, end, MARK_SIZE) == 0);
}

static bool bzip2_begin(Decompressor *decompressor)
{
    decompressor->state.bzip2 = (bz_stream){0};
    return BZ2_bzDecompressInit(&decompressor->state.bzip2, 0, 0) == BZ_OK;
}

static Step bzip2_step(Decompressor *decompressor, Flow *flow)
{
    bz_stream *state = &decompressor->state.bzip2;
    state->next_in = flow->in;
    state->avail_in = (unsigned)flow->in_size;
    state->next_out = flow->out;
    state->avail_out = (unsigned)flow->out_size;
    int answer = BZ2_bzDecompress(state);
    flow->in += flow->in_size - state->avail_in;
    flow->in_size = state->avail_in;
    flow->out += flow->out_size - state->avail_out;
    flow->out_size = state->avail_out;
    switch (answer) {
    case BZ_OK:
        return STEP_MORE;
    case BZ_STREAM_END:
        return STEP_STREAM_ENDS;
    default:
        return answer == BZ_MEM_ERROR ? STEP_NO_MEMORY : STEP_DAMAGED;
    }
}

static void bzip2_end(Decompressor *decompressor)
{
    BZ2_bzDecompressEnd(&decompressor->state.bzip2);
}

/* ---- xz ---------------------------------------------------------------------------------- */

static bool xz_starts(ClaimsString head)
{
    static const char mark[] = {'\xFD', '7', 'z', 'X', 'Z', '\0'};
    return head.size >= sizeof mark && memcmp(head.data, mark, sizeof mark) == 0;
}

static bool xz_begin(Decompressor *decompressor)
{
    decompressor->state.xz = (lzma_stream)LZMA_STREAM_INIT;
    return lzma_stream_decoder(&decompressor->state.xz, DECOMPRESS_MEMORY, 0) == LZMA_OK;
}

static Step xz_step(Decompressor *decompressor, Flow *flow)
{
    lzma_stream *state = &decompressor->state.xz;
    state->next_in = (const uint8_t *)flow->in;
    state->avail_in = flow->in_size;
    state->next_out = (uint8_t *)flow->out;
    state->avail_out = flow->out_size;
    lzma_ret answer = lzma_code(state, LZMA_RUN);
    flow->in += flow->in_size - state->avail_in;
    flow->in_size = state->avail_in;
    flow->out += flow->out_size - state->avail_out;
    flow->out_size = state->avail_out;
    switch (answer) {
    case LZMA_OK:
    case LZMA_BUF_ERROR: /* nothing could be done: more bytes are needed */
        return STEP_MORE;
    case LZMA_STREAM_END:
        return STEP_STREAM_ENDS;
    case LZMA_MEMLIMIT_ERROR:
        return STEP_TOO_LARGE;
    default:
        return answer == LZMA_MEM_ERROR ? STEP_NO_MEMORY : STEP_DAMAGED;
    }
}

static void xz_end(Decompressor *decompressor)
{
    lzma_end(&decompressor->state.xz);
}

/* ---- zstd -------------------------------------------------------------------------------- */

/* A frame of data, or one to be skipped, which tools put before those that can be decoded in
 * parallel. */
static bool zstd_starts(ClaimsString head)
{
    enum { MARK_SIZE = 4 };
    return head.size >= MARK_SIZE && (memcmp(head.data, "\x28\xB5\x2F\xFD", MARK_SIZE) == 0 ||
                                      (((unsigned char)head.data[0] & 0xF0) == 0x50 &&
                                       memcmp(head.data + 1, "\x2A\x4D\x18", MARK_SIZE - 1) == 0));
}

static bool zstd_begin(Decompressor *decompressor)
{
    ZSTD_DStream *state = ZSTD_createDStream();
    decompressor->state.zstd = state;
    return state != NULL &&
           !ZSTD_isError(ZSTD_DCtx_setParameter(state, ZSTD_d_windowLogMax, ZSTD_WINDOW_LOG_MOST));
}

static Step zstd_step(Decompressor *decompressor, Flow *flow)
{
    ZSTD_inBuffer in = {.src = flow->in, .size = flow->in_size};
    ZSTD_outBuffer out = {.dst = flow->out, .size = flow->out_size};
    size_t answer = ZSTD_decompressStream(decompressor->state.zstd, &out, &in);
    flow->in += in.pos;
    flow->in_size -= in.pos;
    flow->out += out.pos;
    flow->out_size -= out.pos;
    if (answer == 0)
        return STEP_STREAM_ENDS;
    switch (ZSTD_getErrorCode(answer)) {
    case ZSTD_error_no_error:
        return STEP_MORE;
    case ZSTD_error_memory_allocation:
        return STEP_NO_MEMORY;
    case ZSTD_error_frameParameter_windowTooLarge:
        return STEP_TOO_LARGE;
    default:
        return STEP_DAMAGED;
    }
}

static void zstd_end(Decompressor *decompressor)
{
    ZSTD_freeDStream(decompressor->state.zstd);
}

/* ---- All of them ------------------------------------------------------------------------- */

#define COMPRESSION(id, name)                                                                      \
    {                                                                                              \
        .starts = id##_starts, .begin = id##_begin, .step = id##_step, .end = id##_end,            \
        .damaged = "the " name " data is damaged",                                                 \
        .incomplete = "the " name " data ends too early: is the file complete?",                   \
        .too_large = "the " name " data needs more than 128 MiB of memory; compress it with a "    \
                     "smaller window",                                                             \
        .trailing = "something else stands after the " name " data",                               \
    }

static const Compression compressions[] = {
    COMPRESSION(gzip, "gzip"),
    COMPRESSION(bzip2, "bzip2"),
    COMPRESSION(xz, "xz"),
    COMPRESSION(zstd, "zstd"),
};

const Compression *compression_recognise(ClaimsString head)
{
    for (size_t i = 0; i < sizeof compressions / sizeof compressions[0]; i++)
        if (compressions[i].starts(head))
            return &compressions[i];
    return NULL;
}

Decompressor *decompressor_new(const Compression *compression, ClaimsString head, int fd)
{
    Decompressor *decompressor = malloc(sizeof *decompressor);
    if (decompressor == NULL)
        return NULL;
    decompressor->compression = compression;
    decompressor->fd = fd;
    decompressor->in_stream = decompressor->file_ended = false;
    decompressor->fault = NULL;
    memcpy(decompressor->bytes, head.data, head.size);
    decompressor->from = 0;
    decompressor->to = head.size;
    return decompressor;
}

/* Have bytes to decode, at least `least` unless the file ends; false when reading failed. */
static bool fetch(Decompressor *decompressor, size_t least)
{
    if (decompressor->from > 0 && decompressor->to - decompressor->from < least) {
        memmove(decompressor->bytes, decompressor->bytes + decompressor->from,
                decompressor->to - decompressor->from);
        decompressor->to -= decompressor->from;
        decompressor->from = 0;
    }
    while (decompressor->to - decompressor->from < least && !decompressor->file_ended) {
        ssize_t count = read(decompressor->fd, decompressor->bytes + decompressor->to,
                             sizeof decompressor->bytes - decompressor->to);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        decompressor->file_ended = count == 0;
        decompressor->to += (size_t)count;
    }
    return true;
}

/* Begin the stream that comes next, if any does: 1; 0 at the end; -1 as decompressor_read. */
static int begin_stream(Decompressor *decompressor)
{
    /* zeros may follow a stream: they fill the last block of a tape */
    do {
        if (!fetch(decompressor, COMPRESSION_HEAD))
            return -1;
        while (decompressor->from < decompressor->to &&
               decompressor->bytes[decompressor->from] == '\0')
            decompressor->from++;
    } while (decompressor->to - decompressor->from < COMPRESSION_HEAD && !decompressor->file_ended);
    ClaimsString head = {decompressor->bytes + decompressor->from,
                         decompressor->to - decompressor->from};
    if (head.size == 0)
        return 0;
    if (!decompressor->compression->starts(head)) {
        decompressor->fault = decompressor->compression->trailing;
        return -1;
    }
    decompressor->in_stream = true;
    if (decompressor->compression->begin(decompressor))
        return 1;
    errno = ENOMEM;
    return -1;
}

/* One step of decoding into `flow`; false when it cannot, as decompressor_read. */
static bool decode(Decompressor *decompressor, Flow *flow)
{
    const Compression *compression = decompressor->compression;
    size_t room = flow->out_size;
    if (!fetch(decompressor, 1))
        return false;
    flow->in = decompressor->bytes + decompressor->from;
    flow->in_size = decompressor->to - decompressor->from;
    bool at_end = flow->in_size == 0;
    Step step = compression->step(decompressor, flow);
    decompressor->from = decompressor->to - flow->in_size;
    switch (step) {
    case STEP_MORE:
        if (at_end && flow->out_size == room)
            decompressor->fault = compression->incomplete;
        return decompressor->fault == NULL;
    case STEP_STREAM_ENDS:
        compression->end(decompressor);
        decompressor->in_stream = false;
        return true;
    case STEP_NO_MEMORY:
        errno = ENOMEM;
        return false;
    default:
        decompressor->fault = step == STEP_DAMAGED ? compression->damaged : compression->too_large;
        return false;
    }
}

ssize_t decompressor_read(Decompressor *decompressor, char *text, size_t size)
{
    size = size < STEP_MOST ? size : STEP_MOST;
    Flow flow = {.out_size = size};
    flow.out = text;
    if (decompressor->fault != NULL)
        return -1;
    while (flow.out_size == size) {
        int begun = decompressor->in_stream ? 1 : begin_stream(decompressor);
        if (begun <= 0)
            return begun;
        /* what was decoded before a fault is good: the fault is told the next time */
        if (!decode(decompressor, &flow) && (flow.out_size == size || decompressor->fault == NULL))
            return -1;
    }
    return (ssize_t)(size - flow.out_size);
}

const char *decompressor_fault(const Decompressor *decompressor)
{
    return decompressor->fault;
}

void decompressor_free(Decompressor *decompressor)
{
    if (decompressor == NULL)
        return;
    if (decompressor->in_stream)
        decompressor->compression->end(decompressor);
    free(decompressor);
}
