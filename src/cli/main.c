/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "cli/command.h"
#include "cli/destination.h"
#include "cli/interrupt.h"
#include "cli/nearest.h"

static const Command *const commands[] = {
#define COMMAND(name) &command_##name,
#include "cli/commands.def"
#undef COMMAND
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

typedef struct MainOptions {
    bool version;
} MainOptions;

static const Option main_rows[] = {
    {.type = OPTION_FLAG,
     .name = "version",
     .help = "show the version",
     .target = offsetof(MainOptions, version)},
};

static const OptionTable main_options = {main_rows, sizeof main_rows / sizeof *main_rows};

static void print_diagnostic(void *cookie, const ClaimsDiagnostic *diagnostic)
{
    (void)cookie;
    Buffer text = {0};
    diagnostic_render(diagnostic, &text);
    if (text.failed)
        fprintf(stderr, "claims: error: %s\n", diagnostic->message);
    else
        fwrite(text.data, 1, text.size, stderr);
    buffer_free(&text);
}

static void describe_program(Buffer *text)
{
    buffer_append_text(text, "Usage: claims COMMAND [OPTION]... [FILE]...\n\n"
                             "Finds every quantitative claim in reports and abstracts about AI "
                             "research.\n\nCommands:\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        buffer_printf(text, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
    buffer_append_text(text, "\nOptions:\n");
    options_describe(&main_options, text);
    buffer_append_text(text, "\nclaims COMMAND --help tells more about a command.\n");
}

static ExitStatus print_text(const Buffer *text, ClaimsSink sink)
{
    return command_exit(text->failed ? CLAIMS_ERROR_SYSTEM
                                     : standard_output_write(buffer_string(text), sink));
}

/* `claims --version` and the like. */
static ExitStatus run_option(char *const *argument, ClaimsSink sink)
{
    MainOptions options = {0};
    OptionList operands = {0};
    Arena arena = {0};
    Buffer text = {0};
    ExitStatus status = EXIT_USAGE;
    OptionsResult result =
        options_parse(&main_options, 1, argument, &options, &operands, &arena, sink);
    if (result == OPTIONS_HELP)
        describe_program(&text);
    else if (result == OPTIONS_OK && options.version)
        buffer_printf(&text, "claims %s\n", claims_version());
    else if (result == OPTIONS_OK)
        command_usage_error(sink, "no command", "claims --help lists the commands");
    if (text.size > 0)
        status = print_text(&text, sink);
    buffer_free(&text);
    arena_free(&arena);
    return status;
}

static ExitStatus unknown_command(const char *name, ClaimsSink sink)
{
    const char *names[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = commands[i]->name;
    const char *nearest = nearest_name(name, names, COMMAND_COUNT);
    char message[256], help[64] = "claims --help lists the commands";
    snprintf(message, sizeof message, "unknown command '%s'", name);
    if (nearest != NULL)
        snprintf(help, sizeof help, "did you mean '%s'?", nearest);
    return command_usage_error(sink, message, help);
}

static ExitStatus run(int argc, char **argv, ClaimsSink sink)
{
    if (argc < 2) {
        Buffer text = {0};
        describe_program(&text);
        if (text.size > 0)
            fwrite(text.data, 1, text.size, stderr);
        buffer_free(&text);
        return EXIT_USAGE;
    }
    if (argv[1][0] == '-')
        return run_option(argv + 1, sink);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i]->name, argv[1]) == 0)
            return commands[i]->run(commands[i], (size_t)argc - 2, argv + 2, sink);
    return unknown_command(argv[1], sink);
}

int main(int argc, char **argv)
{
    ClaimsSink sink = {print_diagnostic, NULL};
    interrupt_install();
    ExitStatus status = run(argc, argv, sink);
    ExitStatus closed = command_exit(standard_output_close(sink));
    return closed != EXIT_DONE ? closed : status;
}
