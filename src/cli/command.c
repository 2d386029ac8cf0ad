/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

#include <unistd.h>

#include "base/diagnostic.h"
#include "cli/destination.h"

static ExitStatus print_help(const Command *command, ClaimsSink sink)
{
    Buffer text = {0};
    buffer_printf(&text, "Usage: claims %s [OPTION]... %s\n\n", command->name, command->operands);
    buffer_printf(&text, "%s.\n", command->summary);
    if (command->details != NULL) {
        buffer_append_char(&text, '\n');
        options_wrap(&text, command->details, 0, 0);
    }
    buffer_append_text(&text, "\nOptions:\n");
    options_describe(&command->options, &text);
    ClaimsStatus status =
        text.failed ? CLAIMS_ERROR_SYSTEM : standard_output_write(buffer_string(&text), sink);
    buffer_free(&text);
    return command_exit(status);
}

bool command_parse(const Command *command, size_t count, char *const *arguments, void *target,
                   OptionList *operands, Arena *arena, ClaimsSink sink, ExitStatus *status)
{
    switch (options_parse(&command->options, count, arguments, target, operands, arena, sink)) {
    case OPTIONS_OK:
        return true;
    case OPTIONS_HELP:
        *status = print_help(command, sink);
        return false;
    case OPTIONS_ERROR:
        *status = EXIT_USAGE;
        return false;
    case OPTIONS_MEMORY:
        break;
    }
    *status = EXIT_SYSTEM;
    return false;
}

ExitStatus command_usage_error(ClaimsSink sink, const char *message, const char *help)
{
    diagnostic_send(
        sink, &(ClaimsDiagnostic){.severity = CLAIMS_ERROR, .message = message, .help = help});
    return EXIT_USAGE;
}

ExitStatus command_exit(ClaimsStatus status)
{
    switch (status) {
    case CLAIMS_OK:
    case CLAIMS_END:
        return EXIT_DONE;
    case CLAIMS_ERROR_INPUT:
        return EXIT_BAD_INPUT;
    case CLAIMS_ERROR_RULES:
        return EXIT_BAD_RULES;
    case CLAIMS_ERROR_SYSTEM:
        break;
    }
    return EXIT_SYSTEM;
}

bool command_default_input(OptionList *operands, ClaimsSink sink)
{
    static const char *standard_input[] = {"-"};
    if (operands->count > 0)
        return true;
    if (isatty(STDIN_FILENO)) {
        command_usage_error(sink, "no input", "name a FILE, or - for standard input");
        return false;
    }
    *operands = (OptionList){standard_input, 1};
    return true;
}
