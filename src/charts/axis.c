/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/axis.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/string.h"
#include "stats/trend.h"

enum {
    SECONDS_OF_DAY = 86400,
    DIGIT_PIXELS = 8,
    GAP_PIXELS = 6,
    LINEAR_GAP_PIXELS = 20,
    LINE_PIXELS = 14,
    FAR = 20, /* times what is usual: too far for a linear axis */
};

#define ROOM 0.03 /* at either end, as a part of the axis */
#define LARGEST 1e290

static double place_of(AxisKind kind, double value)
{
    if (kind == AXIS_LOGARITHMIC)
        return log(value);
    return kind == AXIS_SIGNED ? asinh(value) : value;
}

double axis_place(const Axis *axis, double value)
{
    double low = place_of(axis->kind, axis->low), high = place_of(axis->kind, axis->high);
    return (place_of(axis->kind, value) - low) / (high - low);
}

/* The room along the axis of what is written at a tick. */
static double tick_size(const Axis *axis, double tick)
{
    static const int columns[] = {[DATE_DAY] = 10, [DATE_MONTH] = 7, [DATE_YEAR] = 4};
    char text[40];
    if (axis->upright)
        return LINE_PIXELS;
    if (axis->dates != DATE_NONE)
        return DIGIT_PIXELS * columns[axis->dates];
    return DIGIT_PIXELS * snprintf(text, sizeof text, "%g", tick);
}

/* Where a new tick at `value` goes among the others, when all keep their room. */
static bool find_room(const Axis *axis, double value, double pixels, size_t *at)
{
    *at = 0;
    while (*at < axis->tick_count && axis->ticks[*at] < value)
        ++*at;
    for (size_t i = *at > 0 ? *at - 1 : 0; i <= *at && i < axis->tick_count; i++) {
        double apart = fabs(axis_place(axis, axis->ticks[i]) - axis_place(axis, value)) * pixels;
        if (apart < (tick_size(axis, axis->ticks[i]) + tick_size(axis, value)) / 2 + axis->gap)
            return false;
    }
    return axis->tick_count < AXIS_TICKS_MOST;
}

/* Add those of `values` (of `count`) that are on the axis, or none when one of them has no room. */
static bool add_ticks(Axis *axis, const double *values, size_t count, double pixels)
{
    Axis more = *axis;
    for (size_t i = 0; i < count; i++) {
        size_t at;
        if (values[i] < more.low || values[i] > more.high)
            continue;
        if (!find_room(&more, values[i], pixels, &at))
            return false;
        memmove(more.ticks + at + 1, more.ticks + at, (more.tick_count - at) * sizeof *more.ticks);
        more.ticks[at] = values[i];
        more.tick_count++;
    }
    *axis = more;
    return true;
}

static double power_of_ten(double digits, int power)
{
    return power < 0 ? digits / pow(10, -power) : digits * pow(10, power);
}

/* Ticks at the powers of ten, or as many of these as have room. */
static void add_powers(Axis *axis, int first, int last, double pixels)
{
    for (int every = 1; axis->tick_count == 0 && every < 700; every++) {
        bool fits = true;
        for (int power = first; fits && power <= last; power++) {
            double tick = power_of_ten(1, power);
            fits = power % every != 0 || add_ticks(axis, &tick, 1, pixels);
        }
        if (!fits)
            axis->tick_count = 0;
    }
}

/* What is added between the powers of ten, in this order: what belongs together is added together.
 */
typedef struct TickStep {
    double digits[2];
    size_t count;
} TickStep;

static Axis make_logarithmic(double low, double high, double pixels, bool upright)
{
    static const TickStep steps[] = {{{2, 5}, 2}, {{3}, 1}, {{1.5}, 1}, {{7}, 1}};
    double span = log(high) - log(low);             /* the quotient may be too large for a number */
    double wider = exp(fmax(0, log(2) - span) / 2); /* never less than from 1 to 2 */
    double room = wider * exp(fmax(span, log(2)) * ROOM);
    Axis axis = {.kind = AXIS_LOGARITHMIC,
                 .low = low / room,
                 .high = high * room,
                 .upright = upright,
                 .gap = GAP_PIXELS};
    int first = (int)floor(log10(axis.low)), last = (int)ceil(log10(axis.high));
    add_powers(&axis, first, last, pixels);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        for (int power = first; power < last; power++) {
            double ticks[2];
            for (size_t k = 0; k < steps[i].count; k++)
                ticks[k] = power_of_ten(steps[i].digits[k], power);
            add_ticks(&axis, ticks, steps[i].count, pixels);
        }
    }
    return axis;
}

/* Ticks at 0, then at the powers of ten on both sides, then at their threefolds. */
static Axis make_signed(double low, double high, double pixels, bool upright)
{
    double room = (asinh(high) - asinh(low)) * ROOM;
    Axis axis = {.kind = AXIS_SIGNED,
                 .low = fmax(sinh(asinh(low) - room), -LARGEST * 10),
                 .high = fmin(sinh(asinh(high) + room), LARGEST * 10),
                 .upright = upright,
                 .gap = GAP_PIXELS};
    int last = (int)ceil(log10(fmax(-axis.low, axis.high)));
    double zero = 0;
    add_ticks(&axis, &zero, 1, pixels);
    static const double digits[] = {1, 3};
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++) {
        for (int power = 0; power < last; power++) {
            double ticks[] = {power_of_ten(-digits[i], power), power_of_ten(digits[i], power)};
            add_ticks(&axis, ticks, 2, pixels);
        }
    }
    return axis;
}

/* Ticks at the multiples of 1, 2, 5, 10 and so on times `power`, as many as have room. */
static void add_multiples(Axis *axis, double power, double pixels)
{
    static const double steps[] = {1, 2, 5, 10, 20, 50, 100};
    bool fits = false;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !fits; i++) {
        double step = steps[i] * power;
        fits = true;
        axis->tick_count = 0;
        for (double n = ceil(axis->low / step); fits && n * step <= axis->high; n++) {
            double tick = n == 0 ? 0 : n * step; /* never minus zero */
            fits = add_ticks(axis, &tick, 1, pixels);
        }
    }
}

static Axis make_linear(double low, double high, double pixels, bool upright)
{
    double room = high > low ? (high - low) * ROOM : 1;
    Axis axis = {
        .low = low - room, .high = high + room, .upright = upright, .gap = LINEAR_GAP_PIXELS};
    add_multiples(&axis, pow(10, floor(log10(axis.high - axis.low)) - 1), pixels);
    return axis;
}

void axis_range_begin(AxisRange *range, bool factors)
{
    double none = factors ? 1 : 0;
    *range = (AxisRange){.factors = factors, .low = none, .high = none};
}

void axis_range_add(AxisRange *range, double value)
{
    /* gnuplot takes what is near the largest number for infinite */
    if (!(fabs(value) < LARGEST) || (range->factors && !(value > 1 / LARGEST)))
        return;
    range->low = fmin(range->low, value);
    range->high = fmax(range->high, value);
    if (value != 0) {
        range->log_sum += log(fabs(value));
        range->count++;
    }
}

Axis axis_make(const AxisRange *range, double pixels, bool upright)
{
    if (range->factors)
        return make_logarithmic(range->low, range->high, pixels, upright);
    double usual = range->count > 0 ? exp(range->log_sum / (double)range->count) : 1;
    double farthest = fmax(-range->low, range->high);
    if (farthest > FAR * fmax(usual, 1))
        return make_signed(range->low, range->high, pixels, upright);
    return make_linear(range->low, range->high, pixels, upright);
}

Axis axis_counts(size_t most, double pixels)
{
    Axis axis = {.high = (double)most * 1.12, .upright = true, .gap = LINEAR_GAP_PIXELS};
    add_multiples(&axis, pow(10, fmax(0, floor(log10(axis.high)) - 1)), pixels);
    return axis;
}

/* The days on which periods of `months` begin, or of `days`; `format` is how ticks are written. */
typedef struct DateStep {
    int days, months;
    DateNotation notation;
} DateStep;

static bool add_dates(Axis *axis, const DateStep *step, double pixels)
{
    if (step->days > 0) {
        bool fits = true;
        for (double day = ceil(axis->low); fits && day <= axis->high; day += step->days)
            fits = add_ticks(axis, &day, 1, pixels);
        return fits;
    }
    bool fits = true;
    long year = 1970 + (long)floor(axis->low / 365.2425) - 1;
    long month = year * 12 / step->months * step->months;
    for (long day = LONG_MIN; fits && (double)day <= axis->high; month += step->months) {
        char text[32];
        snprintf(text, sizeof text, "%04ld-%02ld", month / 12, month % 12 + 1);
        double tick;
        if (!trend_parse_date(string_of(text), &day)) {
            if (month > 9999L * 12) /* after the last year that a date can tell */
                break;
            continue;
        }
        tick = (double)day;
        fits = add_ticks(axis, &tick, 1, pixels);
    }
    return fits;
}

Axis axis_dates(double first, double last, double pixels)
{
    static const DateStep steps[] = {
        {1, 0, DATE_DAY},    {2, 0, DATE_DAY},     {7, 0, DATE_DAY},      {14, 0, DATE_DAY},
        {0, 1, DATE_MONTH},  {0, 2, DATE_MONTH},   {0, 3, DATE_MONTH},    {0, 6, DATE_MONTH},
        {0, 12, DATE_YEAR},  {0, 24, DATE_YEAR},   {0, 60, DATE_YEAR},    {0, 120, DATE_YEAR},
        {0, 600, DATE_YEAR}, {0, 1200, DATE_YEAR}, {0, 12000, DATE_YEAR},
    };
    double room = fmax((last - first) * 0.04, 1);
    Axis axis = {.low = first - room, .high = last + room, .gap = LINEAR_GAP_PIXELS};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        axis.tick_count = 0;
        axis.dates = steps[i].notation;
        if (add_dates(&axis, &steps[i], pixels))
            break;
    }
    return axis;
}

/* Append "1.5e-9": no more digits than a tick has, and none but an octal number of gnuplot's begins
 * with 0, which an exponent must not. */
static void append_tick(double tick, Buffer *settings)
{
    char text[40];
    snprintf(text, sizeof text, "%.10g", tick);
    char *mark = strchr(text, 'e');
    if (mark != NULL)
        snprintf(mark + 1, sizeof text - (size_t)(mark + 1 - text), "%ld",
                 strtol(mark + 1, NULL, 10));
    buffer_append_text(settings, text);
}

void axis_set(const Axis *axis, const char *name, Plot *plot)
{
    static const char *const formats[] = {
        [DATE_NONE] = "%g", [DATE_DAY] = "%Y-%m-%d", [DATE_MONTH] = "%Y-%m", [DATE_YEAR] = "%Y"};
    Buffer *settings = &plot->settings;
    double unit = axis->dates != DATE_NONE ? SECONDS_OF_DAY : 1;
    buffer_printf(settings, "%s_kind = %d\n%s_date = %d\n", name, (int)axis->kind, name,
                  axis->dates != DATE_NONE);
    buffer_printf(settings, "%s_format = \"%s\"\n%s_low = ", name, formats[axis->dates], name);
    append_tick(axis->low * unit, settings);
    buffer_printf(settings, "\n%s_high = ", name);
    append_tick(axis->high * unit, settings);
    buffer_printf(settings, "\n%s_none = %d\n%s_ticks = \"", name,
                  axis->kind == AXIS_LOGARITHMIC ? 1 : 0, name);
    for (size_t i = 0; i < axis->tick_count; i++) {
        buffer_append_text(settings, i > 0 ? " " : "");
        append_tick(axis->ticks[i] * unit, settings);
    }
    buffer_append_text(settings, "\"\n");
}

static const char *scale_label(Scale scale, bool several, bool has_unit)
{
    static const char *const labels[] = {[SCALE_FACTOR] = "scale.factor",
                                         [SCALE_PERCENT] = "scale.percent",
                                         [SCALE_POINTS] = "scale.points",
                                         [SCALE_UNIT] = "scale.unit",
                                         [SCALE_SETTING] = "scale.setting"};
    if (several)
        return scale == SCALE_FACTOR ? "scale.several_factors" : "scale.several_percent";
    return scale == SCALE_SETTING && !has_unit ? "scale.bare" : labels[scale];
}

void axis_set_title(const Axis *axis, const char *name, uint32_t metric, Scale scale, uint32_t unit,
                    Plot *plot)
{
    Buffer words = {0}, title = {0};
    plot_append_metric(plot, metric, &words);
    const LabelValue values[] = {{"metric", buffer_string(&words)},
                                 {"unit", plot_name_of(plot, unit)}};
    plot_append_label(plot, scale_label(scale, metric == NAME_NONE, unit != NAME_NONE), values, 2,
                      &title);
    if (axis != NULL && axis->kind != AXIS_LINEAR)
        plot_append_label(plot, axis->kind == AXIS_SIGNED ? "scale.signed_log" : "scale.log", NULL,
                          0, &title);
    plot->settings.failed = plot->settings.failed || words.failed || title.failed;
    plot_set_text(plot, name, buffer_string(&title));
    buffer_free(&words);
    buffer_free(&title);
}
