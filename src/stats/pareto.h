/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trade-offs between two goals. */
#ifndef STATS_PARETO_H
#define STATS_PARETO_H

#include <stdbool.h>
#include <stddef.h>

typedef struct ParetoPoint {
    double x, y;  /* more is better, of both */
    size_t index; /* the caller's */
    bool front;
} ParetoPoint;

/*
 * Order `points` by x, best first, then by y, best first, then by index, and mark the front: the
 * points that no other one beats in one goal without being worse in the other (Kung, Luccio and
 * Preparata, "On finding the maxima of a set of vectors", JACM 22 (1975) 469-476). Equal points are
 * on the front together.
 */
void pareto_front(ParetoPoint *points, size_t count);

#endif
