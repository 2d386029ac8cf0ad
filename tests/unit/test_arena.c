/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/string.h"

/* More than a block holds, so that several are made. */
enum { MANY = 5000, LARGE = 1000000 };

static void allocations_are_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    Arena arena = {0};
    unsigned char *previous = NULL;
    for (size_t i = 0; i < MANY; i++) {
        size_t size = i % 61 + 1;
        unsigned char *bytes = arena_alloc(&arena, size);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
        for (size_t k = 0; k < size; k++)
            assert_int_equal(bytes[k], 0);
        memset(bytes, 0xff, size);
        assert_ptr_not_equal(bytes, previous);
        previous = bytes;
    }
    arena_free(&arena);
}

static void reset_gives_the_same_memory_again_zeroed(void **state)
{
    (void)state;
    Arena arena = {0};
    unsigned char *first = arena_alloc(&arena, 100);
    unsigned char *large = arena_alloc(&arena, LARGE);
    memset(first, 0xff, 100);
    memset(large, 0xff, LARGE);
    arena_reset(&arena);
    assert_ptr_equal(arena_alloc(&arena, 100), first);
    assert_int_equal(first[99], 0);
    assert_ptr_equal(arena_alloc(&arena, LARGE), large);
    assert_int_equal(large[LARGE - 1], 0);
    arena_free(&arena);
}

static void sizes_that_overflow_are_refused(void **state)
{
    (void)state;
    Arena arena = {0};
    assert_null(arena_alloc(&arena, SIZE_MAX));
    assert_null(arena_alloc(&arena, SIZE_MAX - alignof(max_align_t)));
    assert_null(arena_array(&arena, SIZE_MAX / 2, 3));
    assert_null(arena_copy(&arena, (ClaimsString){"", SIZE_MAX}).data);
    assert_non_null(arena_array(&arena, 0, 0));
    arena_free(&arena);
}

static void copies_end_in_nul(void **state)
{
    (void)state;
    Arena arena = {0};
    ClaimsString copy = arena_copy(&arena, (ClaimsString){"abcdef", 3});
    assert_int_equal(copy.size, 3);
    assert_string_equal(copy.data, "abc");
    ClaimsString empty = arena_copy(&arena, (ClaimsString){NULL, 0});
    assert_int_equal(empty.size, 0);
    assert_string_equal(empty.data, "");
    arena_free(&arena);
    assert_non_null(arena_alloc(&arena, 1)); /* it may be used again */
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocations_are_zeroed_aligned_and_apart),
        cmocka_unit_test(reset_gives_the_same_memory_again_zeroed),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(copies_end_in_nul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
