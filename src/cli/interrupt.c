/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/interrupt.h"

#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP};

/* The one thing that the process as a whole must know: a signal handler gets no argument. Empty
 * when no file is registered. */
static char file_to_remove[PATH_MAX];

static void remove_and_end(int signal_number)
{
    if (file_to_remove[0] != '\0')
        unlink(file_to_remove);
    raise(signal_number); /* SA_RESETHAND: now it has its default effect */
}

void interrupt_install(void)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL);
    struct sigaction action = {.sa_handler = remove_and_end, .sa_flags = (int)SA_RESETHAND};
    for (size_t i = 0; i < sizeof ending_signals / sizeof *ending_signals; i++) {
        struct sigaction old;
        if (sigaction(ending_signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(ending_signals[i], &action, NULL);
    }
}

void interrupt_hold(sigset_t *before)
{
    sigset_t signals;
    sigemptyset(&signals);
    for (size_t i = 0; i < sizeof ending_signals / sizeof *ending_signals; i++)
        sigaddset(&signals, ending_signals[i]);
    /* Called while there is one thread only: no other can get the signal meanwhile. */
    pthread_sigmask(SIG_BLOCK, &signals, before);
}

void interrupt_release(const sigset_t *before)
{
    pthread_sigmask(SIG_SETMASK, before, NULL);
}

void interrupt_remove_file(const char *path)
{
    sigset_t before;
    interrupt_hold(&before);
    size_t size = path == NULL ? 0 : strlen(path);
    if (size >= sizeof file_to_remove)
        size = 0;
    if (size > 0)
        memcpy(file_to_remove, path, size);
    file_to_remove[size] = '\0';
    interrupt_release(&before);
}
