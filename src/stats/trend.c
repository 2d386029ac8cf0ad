/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/trend.h"

#include <math.h>
#include <stdlib.h>

#include "base/string.h"

/* A paper's value and date. */
typedef struct Point {
    long day;
    double value;
    uint32_t paper;
} Point;

/* The number of `size` digits at date.data[at]; -1 when they are none. */
static int digits_at(ClaimsString date, size_t at, size_t size)
{
    int number = 0;
    if (date.size < at + size)
        return -1;
    for (size_t i = at; i < at + size; i++) {
        if (!byte_is_digit((unsigned char)date.data[i]))
            return -1;
        number = number * 10 + (date.data[i] - '0');
    }
    return number;
}

bool trend_parse_date(ClaimsString date, long *day)
{
    int year = digits_at(date, 0, 4);
    int month = date.size > 4 ? digits_at(date, 5, 2) : 1;
    int of_month = date.size > 7 ? digits_at(date, 8, 2) : 1;
    if (year < 0 || month < 1 || month > 12 || of_month < 1 || of_month > 31)
        return false;
    year -= month <= 2;
    int era_year = year % 400;
    long era = year / 400;
    long day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + of_month - 1;
    long day_of_era = era_year * 365L + era_year / 4 - era_year / 100 + day_of_year;
    *day = era * 146097 + day_of_era - 719468;
    return year >= 0;
}

static int compare_points(const void *a, const void *b)
{
    const Point *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1; /* a date's best first */
    return (x->paper > y->paper) - (x->paper < y->paper);
}

static size_t collect(const Records *records, const FactTable *table, const FactGroup *group,
                      Point *points)
{
    size_t count = 0;
    for (size_t i = 0; i < group->count; i++) {
        const PaperValue *value = &table->values[group->first + i];
        uint32_t date = records->papers[value->paper].date;
        long day;
        if (value->has_centre && trend_parse_date(names_text(&records->names, date), &day))
            points[count++] = (Point){day, value->centre.value, value->paper};
    }
    if (count > 1)
        qsort(points, count, sizeof *points, compare_points);
    return count;
}

/* One point a date, the median of its papers. Returns how many. */
static size_t reduce_to_dates(const Point *points, size_t count, double *x, double *y)
{
    size_t dates = 0;
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && points[to].day == points[from].day; to++)
            continue;
        size_t size = to - from;
        x[dates] = (double)points[from].day;
        y[dates++] =
            sample_middle(points[from + (size - 1) / 2].value, points[from + size / 2].value);
    }
    return dates;
}

static double growth_of(double slope, bool factors)
{
    double growth = factors ? expm1(slope * TREND_MONTH) : slope * TREND_MONTH;
    bool told = !factors || (growth >= TREND_GROWTH_LEAST && growth <= TREND_GROWTH_MOST);
    return told ? growth : NAN;
}

static void tell_growth(Trend *trend, bool factors)
{
    const Interval interval = trend->slope.interval;
    bool apart = interval.low > 0 || interval.high < 0;
    trend->significant = apart && trend->correlation.p < 0.05;
    trend->growth = growth_of(trend->slope.slope, factors);
    trend->growth_interval =
        (Interval){growth_of(interval.low, factors), growth_of(interval.high, factors)};
    if (trend->significant && factors && trend->slope.slope > 0)
        trend->doubling = log(2) / trend->slope.slope / TREND_MONTH;
}

/* The slope and correlation of `count` points. */
static bool fit(Trend *trend, const Point *points, size_t count, bool factors)
{
    double *memory = malloc((2 * count + 1) * sizeof *memory);
    if (memory == NULL)
        return false;
    double *x = memory, *y = memory + count;
    size_t used = count;
    trend->reduced = count > THEIL_SEN_MOST;
    if (trend->reduced)
        used = reduce_to_dates(points, count, x, y);
    for (size_t i = 0; i < count && !trend->reduced; i++) {
        x[i] = (double)points[i].day;
        y[i] = points[i].value;
    }
    /* of more dates than even that, the latest ones */
    size_t left_out = used > THEIL_SEN_MOST ? used - THEIL_SEN_MOST : 0;
    for (size_t i = 0; i < used && factors; i++)
        y[i] = log(y[i]);
    bool done = theil_sen(x + left_out, y + left_out, used - left_out, &trend->slope) &&
                spearman(x + left_out, y + left_out, used - left_out, &trend->correlation);
    free(memory);
    return done;
}

/* The values that were the best so far, one a date at most; `points` are in order. */
static void find_records(Trend *trend, const Point *points, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (trend->record_count == 0 ||
            points[i].value > trend->records[trend->record_count - 1].value)
            trend->records[trend->record_count++] =
                (TrendRecord){points[i].paper, points[i].day, points[i].value};
}

ClaimsStatus trend_make(const Records *records, const FactTable *table, const FactGroup *group,
                        Trend *trend)
{
    *trend = (Trend){.slope = {NAN, NAN, {NAN, NAN}, NAN},
                     .correlation = {NAN, NAN, false},
                     .growth = NAN,
                     .growth_interval = {NAN, NAN},
                     .doubling = NAN};
    Point *points = malloc((group->count + 1) * sizeof *points);
    trend->records = calloc(group->count + 1, sizeof *trend->records);
    bool done = points != NULL && trend->records != NULL;
    if (done) {
        bool factors = group->scale == SCALE_FACTOR;
        trend->papers = collect(records, table, group, points);
        for (size_t i = 0; i < trend->papers; i++)
            trend->dates += i == 0 || points[i].day != points[i - 1].day;
        find_records(trend, points, trend->papers);
        if (trend->dates >= TREND_DATES_LEAST) {
            done = fit(trend, points, trend->papers, factors);
            tell_growth(trend, factors);
        }
    }
    free(points);
    return done ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
}

void trend_free(Trend *trend)
{
    free(trend->records);
    *trend = (Trend){0};
}
