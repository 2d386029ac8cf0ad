/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/feed.h"

static void report(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    Feed *feed = cookie;
    batch_add_message(feed->batch, &feed->batch->tail, diagnostic);
}

static ClaimsStatus open_next(Feed *feed)
{
    ClaimsSink sink = {report, feed};
    ClaimsStatus status = claims_reader_open(feed->paths[feed->next_path++], sink, &feed->reader);
    if (status == CLAIMS_OK)
        return CLAIMS_OK;
    feed->reader = NULL;
    feed->file_count++;
    feed->bad_input = true;
    return status == CLAIMS_ERROR_SYSTEM ? status : CLAIMS_OK;
}

static void close_reader(Feed *feed)
{
    if (claims_reader_had_errors(feed->reader))
        feed->bad_input = true;
    claims_reader_close(feed->reader);
    feed->reader = NULL;
    feed->file_count++;
}

ClaimsStatus feed_fill(Feed *feed, Batch *batch)
{
    feed->batch = batch;
    ClaimsStatus status = CLAIMS_OK;
    while (status == CLAIMS_OK && !batch_is_full(batch)) {
        if (feed->reader == NULL && feed->next_path == feed->path_count)
            return CLAIMS_END;
        if (feed->reader == NULL) {
            status = open_next(feed);
            continue;
        }
        const ClaimsPaper *paper;
        status = claims_reader_next(feed->reader, &paper);
        if (status == CLAIMS_OK) {
            batch_add_paper(batch, paper);
            continue;
        }
        feed->bad_input = feed->bad_input || status != CLAIMS_END;
        close_reader(feed);
        status = status == CLAIMS_ERROR_SYSTEM ? status : CLAIMS_OK;
    }
    return batch->out_of_memory ? CLAIMS_ERROR_SYSTEM : status;
}

void feed_close(Feed *feed)
{
    claims_reader_close(feed->reader);
    feed->reader = NULL;
}
