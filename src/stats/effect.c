/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/effect.h"

#include <math.h>

/* Sums over the dominances d_ij = sign(a_i - b_j). */
typedef struct Dominance {
    double sum;         /* of all */
    double square_sum;  /* of their squares: pairs that differ */
    double row_squares; /* of the squares of the rows' means */
} Dominance;

/* Dominance of the values of `a` over those of `b`, both sorted, in one walk through both. */
static Dominance dominance(const double *a, size_t a_count, const double *b, size_t b_count)
{
    Dominance result = {0};
    size_t below = 0, not_above = 0; /* values of b below, and not above, the current a */
    for (size_t i = 0; i < a_count; i++) {
        while (below < b_count && b[below] < a[i])
            below++;
        if (not_above < below)
            not_above = below;
        while (not_above < b_count && b[not_above] <= a[i])
            not_above++;
        double above = (double)(b_count - not_above);
        double row = (double)below - above;
        result.sum += row;
        result.square_sum += (double)below + above;
        result.row_squares += row / (double)b_count * (row / (double)b_count);
    }
    return result;
}

/* Feng and Cliff's interval of `d`, whose variance is `variance`. */
static Interval interval_of(double d, double variance, double smaller)
{
    const double z2 = NORMAL_975 * NORMAL_975;
    if (fabs(d) >= 1) {
        double limit = (smaller - z2) / (smaller + z2);
        return d > 0 ? (Interval){limit, 1} : (Interval){-1, -limit};
    }
    double centre = d - d * d * d;
    double scale = 1 - d * d + z2 * variance;
    double reach = NORMAL_975 * sqrt(variance * ((1 - d * d) * (1 - d * d) + z2 * variance));
    return (Interval){fmax(-1, (centre - reach) / scale), fmin(1, (centre + reach) / scale)};
}

Effect effect_between(const double *a, size_t a_count, const double *b, size_t b_count)
{
    Effect effect = {NAN, {NAN, NAN}, NAN};
    if (a_count == 0 || b_count == 0)
        return effect;
    double m = (double)a_count, n = (double)b_count;
    Dominance of_a = dominance(a, a_count, b, b_count);
    Dominance of_b = dominance(b, b_count, a, a_count);
    double d = of_a.sum / (m * n);
    effect.delta = d;
    effect.superiority = (d + 1) / 2;
    if (a_count < 2 || b_count < 2)
        return effect;
    double rows = of_a.row_squares - m * d * d;    /* of the rows' means around d */
    double columns = of_b.row_squares - n * d * d; /* of the columns' */
    double cells = of_a.square_sum - m * n * d * d;
    double variance = (n * n * rows + m * m * columns - cells) / (m * n * (m - 1) * (n - 1));
    variance = fmax(variance, (1 - d * d) / (m * n - 1));
    effect.delta_interval = interval_of(d, variance, fmin(m, n));
    return effect;
}
