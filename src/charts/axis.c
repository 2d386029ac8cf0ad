/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/axis.h"

#include <math.h>
#include <stdio.h>

enum { DIGIT_PIXELS = 9, GAP_PIXELS = 10 };

double axis_place(const Axis *axis, double value)
{
    if (axis->logarithmic)
        return log(value / axis->low) / log(axis->high / axis->low);
    return (value - axis->low) / (axis->high - axis->low);
}

/* The width of a tick's number. */
static double tick_width(double tick)
{
    char text[40];
    return DIGIT_PIXELS * snprintf(text, sizeof text, "%g", tick);
}

static bool add_tick(Axis *axis, double tick)
{
    if (tick < axis->low * (1 - 1e-12) - 1e-300 || tick > axis->high)
        return true;
    if (axis->tick_count == AXIS_TICKS_MOST)
        return false;
    axis->ticks[axis->tick_count++] = tick;
    return true;
}

static bool has_room(const Axis *axis, double pixels)
{
    for (size_t i = 1; i < axis->tick_count; i++) {
        double apart =
            (axis_place(axis, axis->ticks[i]) - axis_place(axis, axis->ticks[i - 1])) * pixels;
        if (apart < (tick_width(axis->ticks[i]) + tick_width(axis->ticks[i - 1])) / 2 + GAP_PIXELS)
            return false;
    }
    return true;
}

/* Ticks at `steps`, ended by 0, times every `every`-th power of ten. False when there are too many.
 */
static bool make_log_ticks(Axis *axis, const double *steps, int every)
{
    int first = (int)floor(log10(axis->low)) - 1, last = (int)ceil(log10(axis->high));
    axis->tick_count = 0;
    for (int power = first; power <= last; power++) {
        if (power % every != 0)
            continue;
        for (size_t i = 0; steps[i] > 0; i++)
            if (!add_tick(axis, power < 0 ? steps[i] / pow(10, -power) : steps[i] * pow(10, power)))
                return false;
    }
    return true;
}

Axis axis_logarithmic(double low, double high, double pixels)
{
    static const double patterns[][7] = {
        {1, 1.5, 2, 3, 5, 7}, {1, 1.5, 2, 3, 5}, {1, 2, 5}, {1, 3}, {1}};
    enum { PATTERNS = sizeof patterns / sizeof *patterns };
    /* room at both ends, and never less than from 1 to 2 */
    double room = pow(fmax(high / low, 2), 0.04);
    Axis axis = {.low = low / room, .high = high * room, .logarithmic = true};
    if (high / low < 2) {
        axis.low = sqrt(low * high) / sqrt(2) / room;
        axis.high = sqrt(low * high) * sqrt(2) * room;
    }
    for (size_t i = 0; i < PATTERNS; i++)
        if (make_log_ticks(&axis, patterns[i], 1) && has_room(&axis, pixels))
            return axis;
    for (int every = 2; every < 310; every++)
        if (make_log_ticks(&axis, patterns[PATTERNS - 1], every) && has_room(&axis, pixels))
            return axis;
    axis.tick_count = 0;
    return axis;
}

Axis axis_linear(double low, double high, double pixels)
{
    double room = high > low ? (high - low) * 0.04 : fmax(fabs(high) * 0.1, 1);
    Axis axis = {.low = low - room, .high = high + room};
    double span = axis.high - axis.low;
    double power = pow(10, floor(log10(span)) - 1);
    static const double steps[] = {1, 2, 5, 10, 20, 50, 100};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        double step = steps[i] * power;
        bool fits = true;
        axis.tick_count = 0;
        for (double n = ceil(axis.low / step); fits && n * step <= axis.high; n++)
            fits = add_tick(&axis, n == 0 ? 0 : n * step);
        if (fits && has_room(&axis, pixels))
            return axis;
    }
    axis.tick_count = 0;
    return axis;
}

void axis_set(const Axis *axis, const char *name, Plot *plot)
{
    Buffer *settings = &plot->settings;
    buffer_printf(settings, "%s_low = ", name);
    buffer_append_number(settings, axis->low);
    buffer_printf(settings, "\n%s_high = ", name);
    buffer_append_number(settings, axis->high);
    buffer_printf(settings, "\narray %s_ticks = [", name);
    for (size_t i = 0; i < axis->tick_count; i++) {
        buffer_append_text(settings, i > 0 ? ", " : "");
        buffer_append_number(settings, axis->ticks[i]);
    }
    if (axis->tick_count == 0)
        buffer_append_number(settings, axis->low);
    buffer_append_text(settings, "]\n");
}
