/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/format_choice.h"

#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/destination.h"

static void report_unknown_ending(ClaimsSink sink, const char *endings)
{
    Buffer help = {0};
    buffer_printf(&help, "choose one with --format, or an ending: %s", endings);
    command_usage_error(sink, "the output file's ending names no format", help.data);
    buffer_free(&help);
}

const WriterFormat *command_choose_format(int format_id, const char *output, ClaimsSink sink)
{
    if (format_id >= 0)
        return writer_format((WriterFormatId)format_id);
    if (!destination_is_file(output))
        return writer_format(isatty(STDOUT_FILENO) ? WRITER_FORMAT_table : WRITER_FORMAT_jsonl);
    const WriterFormat *format = writer_format_of_path(output);
    if (format == NULL)
        report_unknown_ending(sink, ".jsonl, .csv, .tsv, .md, .txt");
    return format;
}

bool command_choose_sheet_format(int format_id, const char *output, ClaimsSink sink,
                                 SheetFormat *format)
{
    *format = format_id < 0 ? SHEET_FORMAT_TABLE : (SheetFormat)format_id;
    if (format_id >= 0 || !destination_is_file(output))
        return true;
    const WriterFormat *of_path = writer_format_of_path(output);
    for (int i = 0; of_path != NULL && sheet_format_names[i] != NULL; i++)
        if (strcmp(sheet_format_names[i], of_path->name) == 0) {
            *format = (SheetFormat)i;
            return true;
        }
    report_unknown_ending(sink, ".jsonl, .csv, .md, .txt");
    return false;
}
