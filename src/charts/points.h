/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims as points of a chart. */
#ifndef CHARTS_POINTS_H
#define CHARTS_POINTS_H

#include "stats/facts.h"

/* What a claim says beside its value. */
typedef enum PointShape { POINT_TYPICAL, POINT_PEAK, POINT_AT_LEAST, POINT_AT_MOST } PointShape;

PointShape point_shape(const FactPoint *point);

/* Points that would cover one another are moved aside, to the first of a few lanes that is free. */
enum { POINT_LANES = 5 };

typedef struct PointLanes {
    double ends[POINT_LANES]; /* where each lane's last point is, in pixels */
} PointLanes;

void point_lanes_begin(PointLanes *lanes);

/*
 * The lane, from -2 to 2, of a point at `pixel` along the lanes; calls go up the lanes. False when
 * another point covers it all the same: then it need not be drawn.
 */
bool point_lanes_place(PointLanes *lanes, double pixel, int *lane);

#endif
