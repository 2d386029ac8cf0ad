/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the papers' values of a metric move over the reports' dates. */
#ifndef STATS_TREND_H
#define STATS_TREND_H

#include "stats/facts.h"
#include "stats/regression.h"

enum { TREND_DATES_LEAST = 5 }; /* with fewer dates no slope is told */

/* Days in a month: a year of 365.2425 days over twelve. */
#define TREND_MONTH 30.436875

/* Growth beyond tenfold a month, or shrinking to less than a tenth, is not told as a number: that
 * is what few or scattered dates give when a month is read out of them. */
#define TREND_GROWTH_MOST 9.0
#define TREND_GROWTH_LEAST (-0.9)

/* A value that was better than all on earlier dates, and on its own. */
typedef struct TrendRecord {
    uint32_t paper; /* index in Records.papers */
    long day;       /* since 1970-01-01 */
    double value;
} TrendRecord;

typedef struct Trend {
    size_t papers, dates;    /* with a typical value and a date */
    bool reduced;            /* too many papers: the slope is that of the dates' medians */
    Slope slope;             /* a day: of the natural logarithm of factors, of other values as is */
    Correlation correlation; /* of value and date */
    bool significant;        /* p below 0.05, and the slope's interval does not hold 0 */
    /* A month, and its interval. Factors: how much they grow, 0.05 for 5 %, and NAN where that is
     * more than TREND_GROWTH_MOST or less than TREND_GROWTH_LEAST; else the difference. */
    double growth;
    Interval growth_interval;
    double doubling;      /* months until factors double, when they grow significantly; else NAN */
    TrendRecord *records; /* the running record, oldest first; owned */
    size_t record_count;
} Trend;

/* The day, since 1970-01-01, of `date`, YYYY-MM-DD, YYYY-MM (its first day) or YYYY; by Hinnant's
 * "chrono-compatible low-level date algorithms" (days_from_civil). False when it is none. */
bool trend_parse_date(ClaimsString date, long *day);

/*
 * The trend of `group` of `table`, whose papers are those of `records`. Papers without a date do
 * not take part. CLAIMS_OK or CLAIMS_ERROR_SYSTEM (memory); `*trend` is owned: trend_free.
 */
ClaimsStatus trend_make(const Records *records, const FactTable *table, const FactGroup *group,
                        Trend *trend);
void trend_free(Trend *trend);

#endif
