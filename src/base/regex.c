/* SPDX-License-Identifier: GPL-3.0-or-later */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/regex.h"

#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Far above what any sensible pattern needs on a sentence, and some milliseconds at the most. */
enum { MATCH_LIMIT = 200000, DEPTH_LIMIT = 2000, JIT_STACK_START = 32 * 1024 };
enum { JIT_STACK_MAX = 512 * 1024 };

/* Most patterns are never matched by a run, and machine code takes five times as long to make as
 * all else: so the first match makes it. Until then nobody reads what that changes. */
struct Regex {
    pcre2_code *code;
    atomic_bool ready;
    pthread_mutex_t mutex; /* for making it ready */
};

struct RegexScratch {
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
};

ClaimsStatus regex_compile(const char *pattern, size_t size, RegexError *error, Regex **regex)
{
    int code = 0;
    PCRE2_SIZE offset = 0;
    Regex *made = calloc(1, sizeof *made);
    if (made == NULL)
        return CLAIMS_ERROR_SYSTEM;
    made->code =
        pcre2_compile((PCRE2_SPTR)pattern, size, PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C,
                      &code, &offset, NULL);
    if (made->code == NULL && code == PCRE2_ERROR_HEAP_FAILED) {
        free(made);
        return CLAIMS_ERROR_SYSTEM;
    }
    if (made->code == NULL) {
        pcre2_get_error_message(code, (PCRE2_UCHAR *)error->message, sizeof error->message);
        error->offset = offset;
        free(made);
        return CLAIMS_ERROR_RULES;
    }
    uint32_t groups = 0;
    pcre2_pattern_info(made->code, PCRE2_INFO_CAPTURECOUNT, &groups);
    if (groups >= REGEX_MAX_GROUPS) {
        snprintf(error->message, sizeof error->message, "more than %d groups",
                 REGEX_MAX_GROUPS - 1);
        error->offset = 0;
        pcre2_code_free(made->code);
        free(made);
        return CLAIMS_ERROR_RULES;
    }
    pthread_mutex_init(&made->mutex, NULL);
    *regex = made;
    return CLAIMS_OK;
}

void regex_free(Regex *regex)
{
    if (regex == NULL)
        return;
    pcre2_code_free(regex->code);
    pthread_mutex_destroy(&regex->mutex);
    free(regex);
}

int regex_group(const Regex *regex, const char *name)
{
    int number = pcre2_substring_number_from_name(regex->code, (PCRE2_SPTR)name);
    return number > 0 ? number : REGEX_NO_GROUP;
}

void regex_each_group(const Regex *regex, void (*each)(void *cookie, const char *name),
                      void *cookie)
{
    uint32_t count = 0, size = 0;
    PCRE2_SPTR table = NULL;
    pcre2_pattern_info(regex->code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(regex->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(regex->code, PCRE2_INFO_NAMETABLE, &table);
    /* An entry is the group's number in two bytes, then the name, NUL-terminated. */
    for (uint32_t i = 0; i < count; i++)
        each(cookie, (const char *)(table + (size_t)i * size + 2));
}

RegexScratch *regex_scratch_new(void)
{
    RegexScratch *scratch = calloc(1, sizeof *scratch);
    if (scratch == NULL)
        return NULL;
    scratch->data = pcre2_match_data_create(REGEX_MAX_GROUPS, NULL);
    scratch->context = pcre2_match_context_create(NULL);
    scratch->stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MAX, NULL);
    if (scratch->data == NULL || scratch->context == NULL || scratch->stack == NULL) {
        regex_scratch_free(scratch);
        return NULL;
    }
    pcre2_set_match_limit(scratch->context, MATCH_LIMIT);
    pcre2_set_depth_limit(scratch->context, DEPTH_LIMIT);
    pcre2_jit_stack_assign(scratch->context, NULL, scratch->stack);
    return scratch;
}

void regex_scratch_free(RegexScratch *scratch)
{
    if (scratch == NULL)
        return;
    pcre2_match_data_free(scratch->data);
    pcre2_match_context_free(scratch->context);
    pcre2_jit_stack_free(scratch->stack);
    free(scratch);
}

/* Without JIT (an unusual CPU) the interpreter does the same, slower. */
static void make_ready(Regex *regex)
{
    pthread_mutex_lock(&regex->mutex);
    if (!atomic_load_explicit(&regex->ready, memory_order_relaxed))
        pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
    atomic_store_explicit(&regex->ready, true, memory_order_release);
    pthread_mutex_unlock(&regex->mutex);
}

RegexResult regex_match(Regex *regex, RegexScratch *scratch, ClaimsString subject, size_t from,
                        RegexMatch *match)
{
    if (!atomic_load_explicit(&regex->ready, memory_order_acquire))
        make_ready(regex);
    int count = pcre2_match(regex->code, (PCRE2_SPTR)subject.data, subject.size, from,
                            PCRE2_NO_UTF_CHECK, scratch->data, scratch->context);
    if (count == PCRE2_ERROR_NOMATCH)
        return REGEX_NO_MATCH;
    if (count == PCRE2_ERROR_MATCHLIMIT || count == PCRE2_ERROR_DEPTHLIMIT ||
        count == PCRE2_ERROR_JIT_STACKLIMIT || count == PCRE2_ERROR_HEAPLIMIT)
        return REGEX_LIMIT;
    if (count < 0)
        return REGEX_ERROR;
    const PCRE2_SIZE *vector = pcre2_get_ovector_pointer(scratch->data);
    match->count = count;
    for (int i = 0; i < count; i++) {
        match->start[i] = vector[2 * i];
        match->end[i] = vector[2 * i + 1];
    }
    return REGEX_MATCH;
}
