/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/pareto.h"

#include <math.h>
#include <stdlib.h>

static int compare_points(const void *a, const void *b)
{
    const ParetoPoint *p = a, *q = b;
    if (p->x != q->x)
        return p->x > q->x ? -1 : 1;
    if (p->y != q->y)
        return p->y > q->y ? -1 : 1;
    return (p->index > q->index) - (p->index < q->index);
}

void pareto_front(ParetoPoint *points, size_t count)
{
    if (count > 1)
        qsort(points, count, sizeof *points, compare_points);
    double best = -INFINITY; /* y of the points with a larger x */
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from; to < count && points[to].x == points[from].x; to++)
            points[to].front = points[to].y == points[from].y && points[to].y > best;
        best = fmax(best, points[from].y);
    }
}
