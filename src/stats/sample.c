/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/sample.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void sample_sort(double *values, size_t count)
{
    if (count > 1)
        qsort(values, count, sizeof *values, compare_doubles);
}

double sample_quantile(const double *sorted, size_t count, double fraction)
{
    return count > 0 ? gsl_stats_quantile_from_sorted_data(sorted, 1, count, fraction) : NAN;
}

double sample_geometric_mean(const double *values, size_t count)
{
    double sum = 0;
    bool all_equal = true;
    for (size_t i = 0; i < count; i++) {
        if (!(values[i] > 0))
            return NAN;
        sum += log(values[i]);
        all_equal = all_equal && values[i] == values[0];
    }
    if (count > 0 && all_equal)
        return values[0]; /* without the rounding of log and exp */
    return count > 0 ? exp(sum / (double)count) : NAN;
}

double sample_percentile_rank(const double *values, size_t count, double value)
{
    size_t below = 0, equal = 0;
    for (size_t i = 0; i < count; i++) {
        below += values[i] < value;
        equal += values[i] == value;
    }
    return count > 0 ? 100 * ((double)below + (double)equal / 2) / (double)count : NAN;
}

double sample_ranks(const double *values, size_t count, double *ranks)
{
    if (count == 0)
        return 0;
    size_t *order = malloc(count * sizeof *order);
    if (order == NULL)
        return -1;
    gsl_sort_index(order, values, 1, count);
    double ties = 0;
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && values[order[to]] == values[order[from]]; to++)
            continue;
        double tied = (double)(to - from);
        ties += tied * tied * tied - tied;
        for (size_t i = from; i < to; i++)
            ranks[order[i]] = (double)(from + 1 + to) / 2;
    }
    free(order);
    return ties;
}
