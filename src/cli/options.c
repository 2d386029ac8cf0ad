/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "cli/nearest.h"

enum { LINE_WIDTH = 80, HELP_COLUMN = 26, NAMES_MOST = 64, PARTS_MOST = 1000000 };

static const Option help_option = {
    .type = OPTION_FLAG, .letter = 'h', .name = "help", .help = "show this help"};

typedef struct Parser {
    const OptionTable *table;
    size_t count, next; /* `next` argument to look at */
    char *const *arguments;
    unsigned char *target;
    OptionList *operands;
    Arena *arena;
    ClaimsSink sink;
    bool help;
} Parser;

static OptionsResult fail(const Parser *parser, const char *help, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static OptionsResult fail(const Parser *parser, const char *help, const char *format, ...)
{
    char message[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    diagnostic_send(parser->sink, &(ClaimsDiagnostic){
                                      .severity = CLAIMS_ERROR, .message = message, .help = help});
    return OPTIONS_ERROR;
}

static OptionsResult fail_choice(const Parser *parser, const Option *option, const char *argument)
{
    char expected[256] = "", help[128];
    size_t count = 0, size = 0;
    for (; option->choices[count] != NULL && size < sizeof expected; count++)
        size += (size_t)snprintf(expected + size, sizeof expected - size, "%s%s",
                                 count > 0 ? ", " : "", option->choices[count]);
    const char *nearest = nearest_name(argument, option->choices, count);
    if (nearest != NULL)
        snprintf(help, sizeof help, "did you mean '%s'?", nearest);
    return fail(parser, nearest == NULL ? NULL : help, "--%s: '%s' is not one of %s", option->name,
                argument, expected);
}

static OptionsResult fail_unknown(const Parser *parser, const char *given, const char *name)
{
    const char *names[NAMES_MOST] = {help_option.name};
    size_t count = 1;
    for (size_t i = 0; i < parser->table->count && count < NAMES_MOST; i++)
        names[count++] = parser->table->rows[i].name;
    const char *nearest = name == NULL ? NULL : nearest_name(name, names, count);
    char help[128] = "--help lists the options";
    if (nearest != NULL)
        snprintf(help, sizeof help, "did you mean '--%s'?", nearest);
    return fail(parser, help, "unknown option '%s'", given);
}

static OptionsResult store_count(const Parser *parser, const Option *option, const char *argument)
{
    char *end;
    errno = 0;
    unsigned long value = strtoul(argument, &end, 10);
    if (!byte_is_digit((unsigned char)argument[0]) || *end != '\0' || errno != 0 || value == 0)
        return fail(parser, NULL, "--%s: '%s' is not a whole number from 1 on", option->name,
                    argument);
    size_t count = value;
    memcpy(parser->target + option->target, &count, sizeof count);
    return OPTIONS_OK;
}

static OptionsResult store_part(const Parser *parser, const Option *option, const char *argument)
{
    const char *slash = strchr(argument, '/');
    char *number_end, *count_end;
    if (slash != NULL && byte_is_digit((unsigned char)argument[0]) &&
        byte_is_digit((unsigned char)slash[1])) {
        unsigned long number = strtoul(argument, &number_end, 10);
        unsigned long count = strtoul(slash + 1, &count_end, 10);
        if (number_end == slash && *count_end == '\0' && number >= 1 && number <= count &&
            count <= PARTS_MOST) {
            memcpy(parser->target + option->target, &(OptionPart){number, count},
                   sizeof(OptionPart));
            return OPTIONS_OK;
        }
    }
    return fail(parser, NULL, "--%s: '%s' is not a part of a whole, such as 2/8", option->name,
                argument);
}

static OptionsResult store_number(const Parser *parser, const Option *option, const char *argument)
{
    char *end;
    double value = strtod(argument, &end);
    if (end == argument || *end != '\0' || byte_is_space((unsigned char)argument[0]) ||
        !(value >= option->least && value <= option->most))
        return fail(parser, NULL, "--%s: '%s' is not a number from %g to %g", option->name,
                    argument, option->least, option->most);
    memcpy(parser->target + option->target, &value, sizeof value);
    return OPTIONS_OK;
}

static OptionsResult store_choice(const Parser *parser, const Option *option, const char *argument)
{
    for (int i = 0; option->choices[i] != NULL; i++) {
        if (strcmp(option->choices[i], argument) == 0) {
            memcpy(parser->target + option->target, &i, sizeof i);
            return OPTIONS_OK;
        }
    }
    return fail_choice(parser, option, argument);
}

/* A list can get no longer than the command line. */
static OptionsResult append_item(const Parser *parser, OptionList *list, const char *item)
{
    if (list->items == NULL)
        list->items = arena_array(parser->arena, parser->count, sizeof *list->items);
    if (list->items == NULL) {
        fail(parser, NULL, "out of memory");
        return OPTIONS_MEMORY;
    }
    list->items[list->count++] = item;
    return OPTIONS_OK;
}

static OptionsResult store(Parser *parser, const Option *option, const char *argument)
{
    unsigned char *target = parser->target + option->target;
    switch (option->type) {
    case OPTION_FLAG:
        if (option == &help_option)
            parser->help = true;
        else
            *(bool *)(void *)target = true;
        return OPTIONS_OK;
    case OPTION_TEXT:
        memcpy(target, &argument, sizeof argument);
        return OPTIONS_OK;
    case OPTION_LIST:
        return append_item(parser, (OptionList *)(void *)target, argument);
    case OPTION_COUNT:
        return store_count(parser, option, argument);
    case OPTION_NUMBER:
        return store_number(parser, option, argument);
    case OPTION_CHOICE:
        return store_choice(parser, option, argument);
    case OPTION_PART:
        return store_part(parser, option, argument);
    }
    return OPTIONS_ERROR;
}

/* The row with this letter (not 0) or this name of `size` bytes. */
static const Option *find(const OptionTable *table, char letter, const char *name, size_t size)
{
    for (size_t i = 0; i <= table->count; i++) {
        const Option *option = i < table->count ? &table->rows[i] : &help_option;
        if (letter != 0 ? option->letter == letter
                        : strlen(option->name) == size && memcmp(option->name, name, size) == 0)
            return option;
    }
    return NULL;
}

/* The option's argument is the next one on the command line. */
static OptionsResult store_next(Parser *parser, const Option *option)
{
    if (parser->next < parser->count)
        return store(parser, option, parser->arguments[parser->next++]);
    return fail(parser, NULL, "--%s needs an argument: %s", option->name, option->argument);
}

static OptionsResult parse_long(Parser *parser, const char *given)
{
    const char *name = given + 2;
    size_t size = strcspn(name, "=");
    const Option *option = find(parser->table, 0, name, size);
    if (option == NULL) {
        ClaimsString word = arena_copy(parser->arena, (ClaimsString){name, size});
        return fail_unknown(parser, given, word.data);
    }
    if (name[size] == '=' && option->type == OPTION_FLAG)
        return fail(parser, NULL, "--%s takes no argument", option->name);
    if (name[size] == '=')
        return store(parser, option, name + size + 1);
    return option->type == OPTION_FLAG ? store(parser, option, NULL) : store_next(parser, option);
}

static OptionsResult parse_letters(Parser *parser, const char *given)
{
    for (const char *letter = given + 1; *letter != '\0'; letter++) {
        const Option *option = find(parser->table, *letter, NULL, 0);
        if (option == NULL) {
            char single[] = {'-', *letter, '\0'};
            return fail_unknown(parser, (unsigned char)*letter < 0x80 ? single : given, given + 1);
        }
        if (option->type != OPTION_FLAG)
            return letter[1] != '\0' ? store(parser, option, letter + 1)
                                     : store_next(parser, option);
        OptionsResult result = store(parser, option, NULL);
        if (result != OPTIONS_OK)
            return result;
    }
    return OPTIONS_OK;
}

OptionsResult options_parse(const OptionTable *table, size_t count, char *const *arguments,
                            void *target, OptionList *operands, Arena *arena, ClaimsSink sink)
{
    Parser parser = {.table = table,
                     .count = count,
                     .arguments = arguments,
                     .target = target,
                     .operands = operands,
                     .arena = arena,
                     .sink = sink};
    bool only_operands = false;
    OptionsResult result = OPTIONS_OK;
    while (result == OPTIONS_OK && parser.next < count) {
        const char *argument = arguments[parser.next++];
        if (only_operands || argument[0] != '-' || argument[1] == '\0')
            result = append_item(&parser, operands, argument);
        else if (strcmp(argument, "--") == 0)
            only_operands = true;
        else if (argument[1] == '-')
            result = parse_long(&parser, argument);
        else
            result = parse_letters(&parser, argument);
        if (parser.help)
            return OPTIONS_HELP;
    }
    return result;
}

void options_wrap(Buffer *buffer, const char *text, size_t indent, size_t column)
{
    while (*text != '\0') {
        size_t word = strcspn(text, " \n");
        if (column > indent && column + 1 + word > LINE_WIDTH) {
            buffer_append_char(buffer, '\n');
            column = 0;
        }
        if (column > indent) {
            buffer_append_char(buffer, ' ');
            column++;
        }
        for (; column < indent; column++)
            buffer_append_char(buffer, ' ');
        buffer_append(buffer, text, word);
        column += word;
        text += word;
        for (; *text == ' ' || *text == '\n'; text++) {
            if (*text == '\n') {
                buffer_append_char(buffer, '\n');
                column = 0;
            }
        }
    }
    buffer_append_char(buffer, '\n');
}

static void describe(const Option *option, Buffer *text)
{
    size_t start = text->size;
    if (option->letter != 0)
        buffer_printf(text, "  -%c, ", option->letter);
    else
        buffer_append_text(text, "      ");
    buffer_printf(text, "--%s", option->name);
    if (option->argument != NULL)
        buffer_printf(text, " %s", option->argument);
    size_t column = text->size - start;
    if (column + 2 > HELP_COLUMN) {
        buffer_append_char(text, '\n');
        column = 0;
    }
    Buffer help = {0};
    buffer_append_text(&help, option->help);
    if (option->type == OPTION_CHOICE) {
        buffer_append_text(&help, ": ");
        for (size_t i = 0; option->choices[i] != NULL; i++)
            buffer_printf(&help, "%s%s", i > 0 ? ", " : "", option->choices[i]);
    }
    if (!help.failed)
        options_wrap(text, help.data, HELP_COLUMN, column);
    text->failed = text->failed || help.failed;
    buffer_free(&help);
}

void options_describe(const OptionTable *table, Buffer *text)
{
    for (size_t i = 0; i < table->count; i++)
        describe(&table->rows[i], text);
    describe(&help_option, text);
}
