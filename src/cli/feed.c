/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/feed.h"

static void report(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    Feed *feed = cookie;
    batch_add_message(feed->batch, &feed->batch->tail, diagnostic);
}

/* The input before `next_path` lies behind. */
static void pass_input(Feed *feed)
{
    if (feed->shard != NULL)
        feed->start += feed->shard->sizes[feed->next_path - 1];
    feed->file_count++;
}

static ClaimsStatus open_next(Feed *feed)
{
    ClaimsSink sink = {report, feed};
    size_t index = feed->next_path++;
    if (feed->shard != NULL &&
        shard_is_after(feed->shard, feed->start, feed->shard->sizes[index])) {
        pass_input(feed);
        return CLAIMS_OK;
    }
    ClaimsStatus status = claims_reader_open(feed->paths[index], sink, &feed->reader);
    if (status == CLAIMS_OK)
        return CLAIMS_OK;
    feed->reader = NULL;
    feed->bad_input = true;
    pass_input(feed);
    return status == CLAIMS_ERROR_SYSTEM ? status : CLAIMS_OK;
}

static void close_reader(Feed *feed)
{
    if (claims_reader_had_errors(feed->reader))
        feed->bad_input = true;
    claims_reader_close(feed->reader);
    feed->reader = NULL;
    pass_input(feed);
}

/* Whether no more papers are wanted: no input is left, or the rest is other shards'. */
static bool is_done(const Feed *feed)
{
    if (feed->reader != NULL)
        return false;
    return feed->next_path == feed->path_count ||
           (feed->shard != NULL && feed->start >= feed->shard->end);
}

/* Where `paper` is said to start. Never before the one that was read before it: the papers of a
 * report come in the order of its briefs, and some have no text. */
static void set_position(Feed *feed, const ClaimsPaper *paper)
{
    size_t last = feed->shard->sizes[feed->next_path - 1];
    size_t start = paper->document_count > 0 ? paper->documents[0].start : 0;
    if (start >= last) /* the file has become longer */
        start = last > 0 ? last - 1 : 0;
    if (feed->position < feed->start + start)
        feed->position = feed->start + start;
}

/* Read the next paper of the open input into the batch, if it is wanted. Closes an input that gives
 * no more of them. */
static ClaimsStatus read_paper(Feed *feed)
{
    const ClaimsPaper *paper;
    ClaimsStatus status = claims_reader_next(feed->reader, &paper);
    if (status != CLAIMS_OK) {
        feed->bad_input = feed->bad_input || status != CLAIMS_END;
        close_reader(feed);
        return status == CLAIMS_ERROR_SYSTEM ? status : CLAIMS_OK;
    }
    if (feed->shard != NULL) {
        set_position(feed, paper);
        if (feed->position < feed->shard->first)
            return CLAIMS_OK;
        if (feed->position >= feed->shard->end) {
            close_reader(feed);
            feed->next_path = feed->path_count;
            return CLAIMS_OK;
        }
    }
    if (feed->skip > 0)
        feed->skip--;
    else
        batch_add_paper(feed->batch, paper);
    return CLAIMS_OK;
}

ClaimsStatus feed_fill(Feed *feed, Batch *batch)
{
    feed->batch = batch;
    ClaimsStatus status = CLAIMS_OK;
    while (status == CLAIMS_OK && !batch_is_full(batch)) {
        if (is_done(feed))
            return CLAIMS_END;
        status = feed->reader == NULL ? open_next(feed) : read_paper(feed);
    }
    return batch->out_of_memory ? CLAIMS_ERROR_SYSTEM : status;
}

void feed_close(Feed *feed)
{
    claims_reader_close(feed->reader);
    feed->reader = NULL;
}
