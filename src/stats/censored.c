/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/censored.h"

#include <math.h>
#include <stdlib.h>

/* R's tolerance for "the curve is at one half". */
#define HALF_TOLERANCE 1.4901161193847656e-08
/* How far probabilities may move in Turnbull's last step when nothing else is asked for. */
#define STEP_TOLERANCE 1e-11

enum { STEPS_MOST = 2000, COLUMNS = 7 };

/* The distinct values of a sample, smallest first, with their weights. */
typedef struct Grid {
    size_t count;
    double *at;
    double *events, *right, *left; /* weights of the values, and of the bounds */
    double *deaths;                /* events with the left bounds spread over them */
    double *survival;              /* S at and after the value */
    double *mass;                  /* probability of the value */
    double total, total_right, total_left;
} Grid;

bool censored_scratch_reserve(CensoredScratch *scratch, size_t count)
{
    if (count <= scratch->capacity)
        return true;
    double *memory = count < (size_t)-1 / COLUMNS / sizeof *memory
                         ? realloc(scratch->memory, count * COLUMNS * sizeof *memory)
                         : NULL;
    if (memory == NULL)
        return false;
    scratch->memory = memory;
    scratch->capacity = count;
    return true;
}

void censored_scratch_free(CensoredScratch *scratch)
{
    free(scratch->memory);
    *scratch = (CensoredScratch){0};
}

static int compare_values(const void *a, const void *b)
{
    const CensoredValue *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->censoring == CENSORING_RIGHT) - (y->censoring == CENSORING_RIGHT);
}

void censored_sort(CensoredValue *values, size_t count)
{
    if (count > 1)
        qsort(values, count, sizeof *values, compare_values);
}

static void grid_add(Grid *grid, double value, Censoring censoring, double weight)
{
    size_t last = grid->count - 1;
    if (grid->count == 0 || grid->at[last] != value) {
        last = grid->count++;
        grid->at[last] = value;
        grid->events[last] = grid->right[last] = grid->left[last] = 0;
    }
    grid->total += weight;
    if (censoring == CENSORING_NONE)
        grid->events[last] += weight;
    if (censoring == CENSORING_RIGHT) {
        grid->right[last] += weight;
        grid->total_right += weight;
    }
    if (censoring == CENSORING_LEFT) {
        grid->left[last] += weight;
        grid->total_left += weight;
    }
}

static Censoring reversed_censoring(Censoring censoring)
{
    if (censoring == CENSORING_NONE)
        return censoring;
    return censoring == CENSORING_LEFT ? CENSORING_RIGHT : CENSORING_LEFT;
}

/* The grid of `sorted`, on the reversed scale when `reverse`. */
static Grid grid_make(const CensoredValue *sorted, const double *weights, size_t count,
                      bool reverse, CensoredScratch *scratch)
{
    double *memory = scratch->memory;
    size_t n = scratch->capacity;
    Grid grid = {.at = memory,
                 .events = memory + n,
                 .right = memory + 2 * n,
                 .left = memory + 3 * n,
                 .deaths = memory + 4 * n,
                 .survival = memory + 5 * n,
                 .mass = memory + 6 * n};
    for (size_t k = 0; k < count; k++) {
        size_t i = reverse ? count - 1 - k : k;
        double weight = weights != NULL ? weights[i] : 1;
        const CensoredValue *value = &sorted[i];
        if (weight > 0 && reverse)
            grid_add(&grid, -value->value, reversed_censoring(value->censoring), weight);
        else if (weight > 0)
            grid_add(&grid, value->value, value->censoring, weight);
    }
    return grid;
}

/* The product-limit estimate from `deaths` and `right`. Returns the largest change of a mass. */
static double product_limit(Grid *grid)
{
    double at_risk = grid->total, survival = 1, change = 0;
    for (size_t i = 0; i < grid->count; i++) {
        double left = at_risk - grid->deaths[i];
        /* what is left of the last value is exactly nothing, whatever rounding says */
        bool all = grid->deaths[i] > 0 && left <= at_risk * 1e-12;
        double next = all ? 0 : (grid->deaths[i] > 0 ? survival * (left / at_risk) : survival);
        double mass = survival - next;
        change = fmax(change, fabs(mass - grid->mass[i]));
        grid->mass[i] = mass;
        grid->survival[i] = survival = next;
        at_risk = left - grid->right[i];
    }
    return change;
}

/* Spread the left bounds over the masses at or below them, in proportion to these. */
static void spread_left_bounds(Grid *grid)
{
    double per_mass = 0;
    for (size_t i = grid->count; i-- > 0;) {
        double below = 1 - grid->survival[i];
        if (grid->left[i] > 0 && below > 0)
            per_mass += grid->left[i] / below;
        grid->deaths[i] = grid->events[i] + grid->mass[i] * per_mass;
    }
}

static void estimate(Grid *grid, double tolerance)
{
    for (size_t i = 0; i < grid->count; i++) {
        /* A left bound carries mass of its own only where no value, and no other left bound, can:
         * directly above a right bound, or below everything else (Turnbull's innermost
         * intervals). */
        bool carries = i == 0 || grid->right[i - 1] > 0;
        grid->deaths[i] = grid->events[i] + (carries ? grid->left[i] : 0);
        grid->mass[i] = 0;
    }
    if (grid->total_left == 0) {
        product_limit(grid);
        return;
    }
    double total = grid->total;
    double carried = 0;
    for (size_t i = 0; i < grid->count; i++)
        carried += grid->deaths[i] + grid->right[i];
    grid->total = carried; /* the bounds that are not placed yet do not count in the first step */
    product_limit(grid);
    grid->total = total;
    for (int step = 0; step < STEPS_MOST; step++) {
        spread_left_bounds(grid);
        if (product_limit(grid) < (tolerance > 0 ? tolerance : STEP_TOLERANCE))
            break;
    }
}

/* Where `curve` (a survival function's values at the grid) crosses one half; INFINITY: nowhere.
 * What is nearer to one half than `half_tolerance` is at it. */
static double crossing(const Grid *grid, const double *curve, double half_tolerance)
{
    for (size_t i = 0; i < grid->count; i++) {
        if (!(curve[i] <= 0.5 + half_tolerance))
            continue;
        if (curve[i] < 0.5 - half_tolerance)
            return grid->at[i];
        size_t next = i + 1;
        while (next < grid->count && curve[next] >= 0.5 - half_tolerance)
            next++;
        if (next == grid->count)
            next--;
        return sample_middle(grid->at[i], grid->at[next]);
    }
    return INFINITY;
}

/* Which kinds of bounds there are. */
typedef struct Bounds {
    bool left, right;
} Bounds;

static Bounds find_bounds(const CensoredValue *values, size_t count)
{
    Bounds bounds = {false, false};
    for (size_t i = 0; i < count; i++) {
        bounds.left = bounds.left || values[i].censoring == CENSORING_LEFT;
        bounds.right = bounds.right || values[i].censoring == CENSORING_RIGHT;
    }
    return bounds;
}

/* The middle of the stretch that begins at sorted[from], where S is one half: it ends at the next
 * value, or with all that is known. */
static double middle_from(const CensoredValue *sorted, const double *weights, size_t count,
                          size_t from)
{
    double end = sorted[from].value;
    for (size_t i = from + 1; i < count; i++) {
        if (weights != NULL && weights[i] == 0)
            continue;
        end = sorted[i].value;
        if (sorted[i].censoring == CENSORING_NONE)
            break;
    }
    return sample_middle(sorted[from].value, end);
}

/*
 * The same median by one walk, for samples without bounds on the left; resamples need it to be
 * fast. Between two bounds S falls in proportion to the number at risk, so it is enough to compare
 * that with where S would be one half.
 */
static double walk_median(const CensoredValue *sorted, const double *weights, size_t count)
{
    double at_risk = 0;
    for (size_t i = 0; i < count; i++)
        at_risk += weights != NULL ? weights[i] : 1;
    if (at_risk == 0)
        return NAN;
    double survival = 1, base = at_risk, half = base / 2; /* S is survival * at_risk / base */
    for (size_t i = 0; i < count; i++) {
        double weight = weights != NULL ? weights[i] : 1;
        if (weight == 0)
            continue;
        if (sorted[i].censoring == CENSORING_RIGHT) {
            survival *= at_risk / base;
            base = at_risk -= weight;
            half = base / (2 * survival);
            continue;
        }
        at_risk -= weight;
        if (at_risk > half * (1 + 2 * HALF_TOLERANCE))
            continue;
        return at_risk < half * (1 - 2 * HALF_TOLERANCE) ? sorted[i].value
                                                         : middle_from(sorted, weights, count, i);
    }
    return INFINITY;
}

double censored_median(const CensoredValue *sorted, const double *weights, size_t count,
                       CensoredScratch *scratch)
{
    Bounds bounds = find_bounds(sorted, count);
    if (!bounds.left)
        return walk_median(sorted, weights, count);
    Grid grid = grid_make(sorted, weights, count, !bounds.right, scratch);
    if (grid.count == 0)
        return NAN;
    estimate(&grid, scratch->tolerance);
    /* steps that end early leave the curve a little beside where it would come to lie */
    double median = crossing(&grid, grid.survival, fmax(HALF_TOLERANCE, 10 * scratch->tolerance));
    return bounds.right ? median : -median;
}

/* Put one end of the band around S into `mass`, which is not needed any more. `sign`: -1 for the
 * lower end, 1 for the upper. */
static void band_end(Grid *grid, double sign)
{
    double at_risk = grid->total, sum = 0;
    for (size_t i = 0; i < grid->count; i++) {
        double deaths = grid->deaths[i], left = at_risk - deaths, survival = grid->survival[i];
        if (deaths > 0 && left > 0)
            sum += deaths / (at_risk * left);
        double log_survival = log(survival);
        if (survival <= 0)
            grid->mass[i] = NAN;
        else if (survival >= 1)
            grid->mass[i] = 1;
        else
            /* upwards on the scale log(-log S) is downwards in S */
            grid->mass[i] = exp(log_survival * exp(sign * NORMAL_975 * sqrt(sum) / log_survival));
        at_risk = left - grid->right[i];
    }
}

static double finite_or_nan(double value)
{
    return isfinite(value) ? value : NAN;
}

Interval censored_median_interval(const CensoredValue *sorted, size_t count,
                                  CensoredScratch *scratch)
{
    Bounds bounds = find_bounds(sorted, count);
    bool reverse = bounds.left && !bounds.right;
    Grid grid = grid_make(sorted, NULL, count, reverse, scratch);
    estimate(&grid, scratch->tolerance);
    band_end(&grid, -1);
    double low = finite_or_nan(crossing(&grid, grid.mass, HALF_TOLERANCE));
    band_end(&grid, 1);
    double high = finite_or_nan(crossing(&grid, grid.mass, HALF_TOLERANCE));
    return reverse ? (Interval){-high, -low} : (Interval){low, high};
}
