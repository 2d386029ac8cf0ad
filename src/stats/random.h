/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random numbers that are the same in every run: Mersenne Twister MT19937 of GSL. */
#ifndef STATS_RANDOM_H
#define STATS_RANDOM_H

#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include <stdint.h>

/* One thread's generator. */
typedef struct Random {
    gsl_rng generator;
} Random;

/* Zero-initialise before. False when memory is exhausted; owned: random_free. (gsl_rng_alloc would
 * call GSL's handler then: see stats/sample.h.) */
bool random_init(Random *random);

/* Start the sequence that belongs to `seed`. */
void random_seed(Random *random, uint64_t seed);

void random_free(Random *random);

/* A whole number below `count`, which is from 1 to 2^32 - 1. */
static inline size_t random_below(Random *random, size_t count)
{
    return (size_t)(gsl_rng_uniform(&random->generator) * (double)count);
}

#endif
