/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/random.h"

#include <stdlib.h>

bool random_init(Random *random)
{
    *random = (Random){.generator = {.type = gsl_rng_mt19937}};
    random->generator.state = calloc(1, gsl_rng_mt19937->size);
    if (random->generator.state != NULL)
        random_seed(random, 1);
    return random->generator.state != NULL;
}

void random_seed(Random *random, uint64_t seed)
{
    gsl_rng_set(&random->generator, (unsigned long)(seed ^ seed >> 32));
}

void random_free(Random *random)
{
    free(random->generator.state);
    *random = (Random){0};
}
