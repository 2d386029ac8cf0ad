/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_WITHOUT_TERMINAL = 100, WIDTH_MOST = 10000 };

const char *const color_choice_names[] = {"auto", "always", "never", NULL};

bool terminal_color(ColorChoice choice, int descriptor)
{
    if (choice != COLOR_AUTO)
        return choice == COLOR_ALWAYS;
    const char *no_color = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    return isatty(descriptor) && (no_color == NULL || no_color[0] == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

size_t terminal_width(int descriptor)
{
    struct winsize size;
    if (isatty(descriptor) && ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    const char *columns = getenv("COLUMNS");
    char *end;
    long width = columns == NULL ? 0 : strtol(columns, &end, 10);
    if (width <= 0 || width > WIDTH_MOST || *end != '\0')
        return WIDTH_WITHOUT_TERMINAL;
    return (size_t)width;
}
