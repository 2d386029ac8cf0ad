/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The subcommands. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stddef.h>

#include "base/arena.h"
#include "claims/claims.h"
#include "cli/exit.h"
#include "cli/options.h"

typedef struct Command Command;

struct Command {
    const char *name;
    const char *operands; /* what the usage line says after the options */
    const char *summary;  /* one line, without a full stop */
    const char *details;  /* more lines for the command's help, or NULL */
    OptionTable options;
    /* Run the command with its `count` arguments, which do not include its name. */
    ExitStatus (*run)(const Command *command, size_t count, char *const *arguments,
                      ClaimsSink sink);
};

/* command_<name>.c defines `command_<name>`. */
#define COMMAND(name) extern const Command command_##name;
#include "cli/commands.def"
#undef COMMAND

/* Rows that several commands have; `Struct` is the command's options struct, with members of these
 * names. */
#define OPTION_ROW_OUTPUT(Struct)                                                                  \
    {                                                                                              \
        .type = OPTION_TEXT, .letter = 'o', .name = "output", .argument = "FILE",                  \
        .help = "write to FILE, which appears when it is complete, or not at all",                 \
        .target = offsetof(Struct, output)                                                         \
    }
#define OPTION_ROW_RULES(Struct)                                                                   \
    {                                                                                              \
        .type = OPTION_LIST, .name = "rules", .argument = "DIR",                                   \
        .help = "add the rules in DIR, which replace those of the same id; may be given again",    \
        .target = offsetof(Struct, rules)                                                          \
    }
#define OPTION_ROW_JOBS(Struct)                                                                    \
    {                                                                                              \
        .type = OPTION_COUNT, .letter = 'j', .name = "jobs", .argument = "N",                      \
        .help = "work in N threads (default: as many as there are processors)",                    \
        .target = offsetof(Struct, jobs)                                                           \
    }

#define OPTION_ROW_SHARD(Struct)                                                                   \
    {                                                                                              \
        .type = OPTION_PART, .name = "shard", .argument = "I/N",                                   \
        .help = "take the I-th of N parts of the papers, for N machines to share the work: the "   \
                "outputs of all parts, one after the other, are the output of the whole",          \
        .target = offsetof(Struct, shard)                                                          \
    }

#define OPTION_ROW_RESUME(Struct)                                                                  \
    {                                                                                              \
        .type = OPTION_FLAG, .name = "resume",                                                     \
        .help = "with -o: keep what is written in FILE.partial until it is complete, and go on "   \
                "from there when the same command was broken off",                                 \
        .target = offsetof(Struct, resume)                                                         \
    }

/*
 * Parse the command's arguments as options_parse does. True when the command is to go on; else it
 * is to return `*status`: its help was printed, or an error reported.
 */
bool command_parse(const Command *command, size_t count, char *const *arguments, void *target,
                   OptionList *operands, Arena *arena, ClaimsSink sink, ExitStatus *status);

/* Report a fault in the use of the command line that options alone do not show; EXIT_USAGE. */
ExitStatus command_usage_error(ClaimsSink sink, const char *message, const char *help);

/* What a command that ended with `status` answers. */
ExitStatus command_exit(ClaimsStatus status);

/*
 * Give a command that got no input files standard input, unless that is a terminal: then nobody
 * meant it, and it is an error. `operands` must have room: see command_parse.
 * True when there is input.
 */
bool command_default_input(OptionList *operands, ClaimsSink sink);

#endif
