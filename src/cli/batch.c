/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/batch.h"

#include <string.h>

#include "base/diagnostic.h"
#include "base/string.h"

/* Small enough that the batches of all threads take a few megabytes together (a text's offsets
 * take eight times its size), large enough that handing one on costs nothing beside its work. */
enum { PAPERS_MOST = 64, TEXT_MOST = 64 * 1024, MESSAGES_MOST = 500 };

static ClaimsString copy_string(Batch *batch, ClaimsString string)
{
    if (string.size == 0)
        return (ClaimsString){0};
    ClaimsString copy = arena_copy(&batch->arena, string);
    batch->out_of_memory = batch->out_of_memory || copy.data == NULL;
    return copy;
}

static const char *copy_text(Batch *batch, const char *text)
{
    if (text == NULL)
        return NULL;
    ClaimsString copy = arena_copy(&batch->arena, string_of(text));
    batch->out_of_memory = batch->out_of_memory || copy.data == NULL;
    return copy.data;
}

static void copy_document(Batch *batch, ClaimsDocument *copy, const ClaimsDocument *document)
{
    *copy = *document;
    copy->text = copy_string(batch, document->text);
    if (document->offsets != NULL) {
        size_t count = document->text.size + 1;
        size_t *offsets = arena_array(&batch->arena, count, sizeof *offsets);
        if (offsets != NULL)
            memcpy(offsets, document->offsets, count * sizeof *offsets);
        batch->out_of_memory = batch->out_of_memory || offsets == NULL;
        copy->offsets = offsets;
    }
    batch->text_size += document->text.size;
}

void batch_add_paper(Batch *batch, const ClaimsPaper *paper)
{
    BatchPaper *item = arena_alloc(&batch->arena, sizeof *item);
    if (item == NULL) {
        batch->out_of_memory = true;
        return;
    }
    item->paper = *paper;
    item->paper.source = copy_text(batch, paper->source);
    item->paper.path = copy_text(batch, paper->path);
    item->paper.id = copy_string(batch, paper->id);
    item->paper.title = copy_string(batch, paper->title);
    item->paper.date = copy_string(batch, paper->date);
    for (size_t i = 0; i < paper->document_count; i++)
        copy_document(batch, &item->paper.documents[i], &paper->documents[i]);
    item->messages = batch->tail;
    batch->tail = (BatchMessages){0};
    if (batch->last == NULL)
        batch->first = item;
    else
        batch->last->next = item;
    batch->last = item;
    batch->paper_count++;
}

void batch_add_message(Batch *batch, BatchMessages *messages, const ClaimsDiagnostic *diagnostic)
{
    if (batch->message_count == MESSAGES_MOST) {
        batch->messages_left_out++;
        return;
    }
    BatchMessage *message = arena_alloc(&batch->arena, sizeof *message);
    if (message == NULL) {
        batch->out_of_memory = true;
        return;
    }
    message->by_worker = messages != &batch->tail;
    message->diagnostic = *diagnostic;
    message->diagnostic.file = copy_text(batch, diagnostic->file);
    message->diagnostic.message = copy_text(batch, diagnostic->message);
    message->diagnostic.excerpt = copy_text(batch, diagnostic->excerpt);
    message->diagnostic.help = copy_text(batch, diagnostic->help);
    if (messages->last == NULL)
        messages->first = message;
    else
        messages->last->next = message;
    messages->last = message;
    batch->message_count++;
}

bool batch_is_full(const Batch *batch)
{
    return batch->paper_count >= PAPERS_MOST || batch->text_size >= TEXT_MOST ||
           batch->message_count >= MESSAGES_MOST || batch->out_of_memory;
}

/* Remember a message; false when it was told before. */
static bool told_add(BatchTold *told, const ClaimsDiagnostic *diagnostic)
{
    const char *file = diagnostic->file == NULL ? "" : diagnostic->file;
    uint64_t hash = hash_bytes(HASH_SEED, file, strlen(file) + 1);
    hash = hash_bytes(hash, &diagnostic->line, sizeof diagnostic->line);
    hash = hash_bytes(hash, diagnostic->message, strlen(diagnostic->message));
    for (size_t i = 0; i < told->count; i++)
        if (told->hashes[i] == hash)
            return false;
    if (told->count < BATCH_TOLD_MOST)
        told->hashes[told->count++] = hash;
    return true;
}

static void report_messages(const BatchMessages *messages, BatchTold *told, ClaimsSink sink)
{
    for (const BatchMessage *message = messages->first; message != NULL; message = message->next) {
        if (message->diagnostic.message == NULL)
            continue; /* there was no memory for it */
        if (!message->by_worker || told_add(told, &message->diagnostic))
            diagnostic_send(sink, &message->diagnostic);
    }
}

void batch_report(const Batch *batch, BatchTold *told, ClaimsSink sink)
{
    for (const BatchPaper *paper = batch->first; paper != NULL; paper = paper->next)
        report_messages(&paper->messages, told, sink);
    report_messages(&batch->tail, told, sink);
    if (batch->messages_left_out > 0)
        diagnostic_report(sink, CLAIMS_NOTE, NULL, 0, "%zu more messages are left out here",
                          batch->messages_left_out);
}

void batch_reset(Batch *batch)
{
    Arena arena = batch->arena;
    Buffer output = batch->output;
    arena_reset(&arena);
    buffer_clear(&output);
    *batch = (Batch){.arena = arena, .output = output};
}

void batch_free(Batch *batch)
{
    arena_free(&batch->arena);
    buffer_free(&batch->output);
    *batch = (Batch){0};
}
