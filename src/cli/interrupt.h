/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must not be left behind when a signal ends the program. */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <signal.h>

/*
 * Ignore SIGPIPE and SIGXFSZ, so that writing to a closed pipe, or more than a limit allows, is an
 * error like any other, and have SIGINT,
 * SIGTERM and SIGHUP remove the registered file before they end the program. Signals that the
 * program's caller had ignored stay ignored.
 */
void interrupt_install(void);

/* Register `path`, which is copied, as the file to remove; NULL registers none. */
void interrupt_remove_file(const char *path);

/* Have these signals wait until interrupt_release, which gets what interrupt_hold gave. Only while
 * there is one thread. */
void interrupt_hold(sigset_t *before);
void interrupt_release(const sigset_t *before);

#endif
