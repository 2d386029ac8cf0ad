/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/points.h"

#include <math.h>

enum { POINT_PIXELS = 9, COVERED_PIXELS = 2 };

PointShape point_shape(const FactPoint *point)
{
    static const PointShape shapes[] = {[CENSORING_NONE] = POINT_TYPICAL,
                                        [CENSORING_RIGHT] = POINT_AT_LEAST,
                                        [CENSORING_LEFT] = POINT_AT_MOST};
    return point->peak ? POINT_PEAK : shapes[point->value.censoring];
}

void point_lanes_begin(PointLanes *lanes)
{
    for (size_t i = 0; i < POINT_LANES; i++)
        lanes->ends[i] = -INFINITY;
}

bool point_lanes_place(PointLanes *lanes, double pixel, int *lane)
{
    static const int order[POINT_LANES] = {0, -1, 1, -2, 2};
    size_t best = 0;
    for (size_t i = 0; i < POINT_LANES; i++) {
        if (pixel - lanes->ends[i] >= POINT_PIXELS) {
            best = i;
            break;
        }
        if (lanes->ends[i] < lanes->ends[best])
            best = i;
    }
    if (pixel - lanes->ends[best] < COVERED_PIXELS)
        return false;
    lanes->ends[best] = pixel;
    *lane = order[best];
    return true;
}
