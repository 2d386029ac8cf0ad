/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of charts: each turns records into a plot. */
#ifndef CHARTS_KIND_H
#define CHARTS_KIND_H

#include "charts/plot.h"

/*
 * Fill `plot`, whose source and request are set: size, title, description, settings, tables. When
 * the records do not have what the chart shows, append the reason to `reason` and leave the rest.
 * CLAIMS_OK or CLAIMS_ERROR_SYSTEM (memory).
 */
typedef ClaimsStatus ChartPrepare(Plot *plot, Buffer *reason);

#define CHART(KIND, name) ChartPrepare kind_##name##_prepare;
#include "charts/charts.def"
#undef CHART

#endif
