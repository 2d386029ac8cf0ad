/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/format_choice.h"

#include <string.h>
#include <unistd.h>

#include "cli/command.h"

const WriterFormat *command_choose_format(int format_id, const char *output, ClaimsSink sink)
{
    if (format_id >= 0)
        return writer_format((WriterFormatId)format_id);
    if (output == NULL || strcmp(output, "-") == 0)
        return writer_format(isatty(STDOUT_FILENO) ? WRITER_FORMAT_table : WRITER_FORMAT_jsonl);
    const WriterFormat *format = writer_format_of_path(output);
    if (format == NULL)
        command_usage_error(sink, "the output file's ending names no format",
                            "choose one with --format, or an ending: .jsonl, .csv, .tsv, .md, "
                            ".txt");
    return format;
}
