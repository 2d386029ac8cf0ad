/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/destination.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/diagnostic.h"
#include "cli/interrupt.h"

static ClaimsStatus output_failed(ClaimsSink sink)
{
    if (errno == EPIPE)
        return CLAIMS_END;
    diagnostic_report(sink, CLAIMS_ERROR, NULL, 0, "cannot write to standard output: %s",
                      strerror(errno));
    return CLAIMS_ERROR_SYSTEM;
}

ClaimsStatus standard_output_write(ClaimsString text, ClaimsSink sink)
{
    if (text.size == 0)
        return CLAIMS_OK;
    bool written = fwrite(text.data, 1, text.size, stdout) == text.size && fflush(stdout) == 0;
    return written ? CLAIMS_OK : output_failed(sink);
}

ClaimsStatus standard_output_close(ClaimsSink sink)
{
    bool had_failed = ferror(stdout) != 0; /* then it was reported */
    /* EBADF: the program was started with standard output closed, and wrote nothing. */
    if (fclose(stdout) == 0 || had_failed || errno == EBADF)
        return CLAIMS_OK;
    return output_failed(sink);
}

bool destination_is_file(const char *path)
{
    return path != NULL && strcmp(path, "-") != 0;
}

ClaimsStatus destination_open(Destination *destination, const char *path, ClaimsSink sink)
{
    bool is_file = destination_is_file(path);
    *destination = (Destination){.is_file = is_file, .sink = sink};
    if (!is_file)
        return CLAIMS_OK;
    ClaimsStatus status = atomic_file_open(&destination->file, path, sink);
    if (status == CLAIMS_OK)
        interrupt_remove_file(destination->file.aside);
    return status;
}

ClaimsStatus destination_resume(Destination *destination, const char *path, uint64_t identity,
                                ClaimsSink sink, size_t *items)
{
    *destination = (Destination){.is_file = true, .resumable = true, .sink = sink};
    ClaimsStatus status = partial_file_open(&destination->partial, path, identity, sink);
    *items = destination->partial.reached.items;
    return status;
}

ClaimsStatus destination_mark(Destination *destination, size_t items)
{
    return destination->resumable ? partial_file_mark(&destination->partial, items) : CLAIMS_OK;
}

ClaimsStatus destination_write(Destination *destination, ClaimsString text)
{
    if (destination->resumable)
        return partial_file_write(&destination->partial, text.data, text.size);
    if (destination->is_file)
        return atomic_file_write(&destination->file, text.data, text.size);
    return standard_output_write(text, destination->sink);
}

ClaimsStatus destination_close(Destination *destination, bool keep)
{
    if (!destination->is_file)
        return CLAIMS_OK;
    ClaimsStatus status = CLAIMS_OK;
    if (destination->resumable && keep)
        status = partial_file_commit(&destination->partial);
    else if (destination->resumable)
        partial_file_suspend(&destination->partial);
    else if (keep)
        status = atomic_file_commit(&destination->file);
    else
        atomic_file_discard(&destination->file);
    interrupt_remove_file(NULL);
    return status;
}

ClaimsStatus destination_write_all(const char *path, ClaimsString text, ClaimsSink sink)
{
    Destination destination;
    ClaimsStatus status = destination_open(&destination, path, sink);
    if (status != CLAIMS_OK)
        return status;
    status = destination_write(&destination, text);
    ClaimsStatus closed = destination_close(&destination, status == CLAIMS_OK);
    return closed != CLAIMS_OK ? closed : status;
}
