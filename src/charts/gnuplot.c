/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/string.h"

extern char **environ;

enum {
    SECONDS_MOST = 60, /* a chart takes a fraction of one */
    MESSAGES_MOST = 4096,
    EXIT_NOT_STARTED = 127, /* what some systems' posix_spawn answers for a missing program */
};

/* The environment without what changes gnuplot's behaviour. The array is owned, its strings are
 * not; NULL when memory is exhausted. */
static char **make_environment(void)
{
    static const char *const left_out[] = {"LC_", "LANG", "GNUTERM", "GNUPLOT_", "GDFONTPATH"};
    size_t count = 0, kept = 0;
    while (environ[count] != NULL)
        count++;
    char **made = calloc(count + 2, sizeof *made);
    for (size_t i = 0; made != NULL && i < count; i++) {
        bool keep = true;
        for (size_t k = 0; k < sizeof left_out / sizeof *left_out; k++)
            keep = keep && strncmp(environ[i], left_out[k], strlen(left_out[k])) != 0;
        if (keep)
            made[kept++] = environ[i];
    }
    static char locale[] = "LC_ALL=C.UTF-8";
    if (made != NULL)
        made[kept] = locale;
    return made;
}

/* Start gnuplot with its outputs at `output`. Returns 0 or an error number. */
static int start(const char *folder, const char *script, int output, pid_t *process)
{
    char program[] = "gnuplot", defaults[] = "-d";
    char *name = strdup(script);
    char **environment = make_environment();
    char *arguments[] = {program, defaults, name, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t set;
    if (name == NULL || environment == NULL || posix_spawn_file_actions_init(&actions) != 0) {
        free(name);
        free(environment);
        return ENOMEM;
    }
    int error = posix_spawnattr_init(&attributes);
    if (error == 0) {
        error = posix_spawn_file_actions_addchdir_np(&actions, folder);
        error |= posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        error |= posix_spawn_file_actions_adddup2(&actions, output, 1);
        error |= posix_spawn_file_actions_adddup2(&actions, output, 2);
        sigemptyset(&set);
        error |= posix_spawnattr_setsigmask(&attributes, &set);
        sigaddset(&set, SIGPIPE);
        error |= posix_spawnattr_setsigdefault(&attributes, &set);
        error |=
            posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        if (error == 0)
            error = posix_spawnp(process, program, &actions, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    free(name);
    free(environment);
    return error;
}

static long long milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* Read until the other end is closed. False when that takes too long. */
static bool drain(int input, Buffer *messages)
{
    const long long end = milliseconds() + SECONDS_MOST * 1000LL;
    char block[1024];
    for (;;) {
        long long left = end - milliseconds();
        struct pollfd wait = {.fd = input, .events = POLLIN};
        int ready = left > 0 ? poll(&wait, 1, (int)left) : 0;
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return false;
        ssize_t size = read(input, block, sizeof block);
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            return true;
        if (messages->size < MESSAGES_MOST)
            buffer_append(messages, block, (size_t)size);
    }
}

/* Take the first line, the version, away from `text`; 0 when it is none. */
static double take_version(Buffer *text)
{
    if (text->data == NULL)
        return 0;
    char *end = NULL;
    double version = strtod(text->data, &end); /* gnuplot writes it as the locale of C does */
    if (end == text->data || *end != '\n')
        return 0;
    size_t line = (size_t)(end - text->data) + 1;
    memmove(text->data, text->data + line, text->size - line + 1);
    text->size -= line;
    return version;
}

static GnuplotOutcome judge(int state, bool in_time, Buffer *messages)
{
    double version = take_version(messages);
    if (!in_time)
        return GNUPLOT_TIMEOUT;
    if (WIFEXITED(state) && WEXITSTATUS(state) == EXIT_NOT_STARTED && messages->size == 0)
        return GNUPLOT_MISSING;
    if (version > 0 && version < GNUPLOT_OLDEST)
        return GNUPLOT_TOO_OLD;
    return WIFEXITED(state) && WEXITSTATUS(state) == 0 && version > 0 ? GNUPLOT_DONE
                                                                      : GNUPLOT_FAILED;
}

ClaimsStatus gnuplot_run(const char *folder, const char *script, GnuplotOutcome *outcome,
                         Buffer *messages)
{
    int ends[2];
    pid_t process = 0;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return CLAIMS_ERROR_SYSTEM;
    int error = start(folder, script, ends[1], &process);
    close(ends[1]);
    if (error != 0) {
        close(ends[0]);
        *outcome = GNUPLOT_MISSING;
        return error == ENOENT || error == EACCES ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
    }
    bool in_time = drain(ends[0], messages);
    close(ends[0]);
    if (!in_time)
        kill(process, SIGKILL);
    int state = 0;
    while (waitpid(process, &state, 0) < 0 && errno == EINTR)
        continue;
    *outcome = judge(state, in_time, messages);
    return messages->failed ? CLAIMS_ERROR_SYSTEM : CLAIMS_OK;
}
