/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Command line options from a table: one row an option, from which parsing, the help text and the
 * error messages are made.
 *
 * Understood: -f ARG, -fARG, --name ARG, --name=ARG, flags run together (-ab), options after
 * operands, and "--" before operands that look like options. "-" is an operand.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "claims/claims.h"

typedef enum OptionType {
    OPTION_FLAG,   /* bool; set to true */
    OPTION_TEXT,   /* const char * */
    OPTION_LIST,   /* OptionList; the option may be given again */
    OPTION_COUNT,  /* size_t; 1 or more */
    OPTION_NUMBER, /* double; from `least` to `most` */
    OPTION_CHOICE, /* int; the index in `choices` */
    OPTION_PART,   /* OptionPart; "I/N" */
} OptionType;

/* What a row of type OPTION_LIST fills: the arguments in the order given. */
typedef struct OptionList {
    const char **items;
    size_t count;
} OptionList;

/* What a row of type OPTION_PART fills: the part `number` (1 or more) of `count` parts. */
typedef struct OptionPart {
    size_t number, count;
} OptionPart;

typedef struct Option {
    OptionType type;
    char letter;          /* 0 for none */
    const char *name;     /* without the dashes */
    const char *argument; /* what the help calls the argument; NULL for a flag */
    const char *help;
    size_t target;              /* offset of the variable in the command's options struct */
    const char *const *choices; /* OPTION_CHOICE: the words, then NULL */
    double least, most;         /* OPTION_NUMBER */
} Option;

/* The options of one command. -h, --help is understood without a row. */
typedef struct OptionTable {
    const Option *rows;
    size_t count;
} OptionTable;

typedef enum OptionsResult {
    OPTIONS_OK,
    OPTIONS_HELP,   /* -h or --help was given */
    OPTIONS_ERROR,  /* the command line is wrong; reported */
    OPTIONS_MEMORY, /* reported */
} OptionsResult;

/*
 * Parse the `count` arguments, which do not include the command's name, into the struct at
 * `target`, whose variables hold the defaults before, and into `operands`. Strings are borrowed
 * from `arguments`; lists live in `arena`.
 */
OptionsResult options_parse(const OptionTable *table, size_t count, char *const *arguments,
                            void *target, OptionList *operands, Arena *arena, ClaimsSink sink);

/* Append the help text of `table`, one paragraph an option. */
void options_describe(const OptionTable *table, Buffer *text);

/* Append `text` in lines of at most 80 columns, each after `indent` spaces, except that the first
 * line already holds `column` characters. */
void options_wrap(Buffer *buffer, const char *text, size_t indent, size_t column);

#endif
