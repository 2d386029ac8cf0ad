/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_EXIT_H
#define CLI_EXIT_H

/* What the program answers with. */
typedef enum ExitStatus {
    EXIT_DONE = 0,
    EXIT_NO = 1,        /* done, and the answer is no */
    EXIT_USAGE = 2,     /* the command line is wrong */
    EXIT_BAD_INPUT = 3, /* an input could not be read or parsed; the others were processed */
    EXIT_BAD_RULES = 4, /* a knowledge file is malformed; nothing was processed */
    EXIT_SYSTEM = 5,    /* the operating system refused: memory, threads, output */
} ExitStatus;

#endif
