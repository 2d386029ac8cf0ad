/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which format a command writes. */
#ifndef CLI_FORMAT_CHOICE_H
#define CLI_FORMAT_CHOICE_H

#include "output/sheet.h"
#include "output/writer.h"

/* The format asked for: by name (`format_id` is a WriterFormatId, -1 when not given), by the
 * ending of the output file (NULL or "-": standard output), or by where the output goes. NULL,
 * reported, when that gives none. */
const WriterFormat *command_choose_format(int format_id, const char *output, ClaimsSink sink);

/* The same for results that are sheets; by default a table. False when there is none, reported. */
bool command_choose_sheet_format(int format_id, const char *output, ClaimsSink sink,
                                 SheetFormat *format);

/* The option row for command_choose_format; `Struct` is the command's options struct, with an int
 * `format`. */
#define OPTION_ROW_FORMAT(Struct)                                                                  \
    {                                                                                              \
        .type = OPTION_CHOICE, .letter = 'f', .name = "format", .argument = "FORMAT",              \
        .help = "output format (else by the ending of the output file, else a table on a "         \
                "terminal and JSON Lines elsewhere)",                                              \
        .target = offsetof(Struct, format), .choices = writer_format_names                         \
    }

#endif
