/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/palette.h"

#include <stdlib.h>

#include "base/string.h"

typedef struct Tally {
    uint32_t family;
    size_t papers;
} Tally;

static uint32_t first_family(const Plot *plot, uint32_t paper)
{
    const RecordPaper *about = &plot->source->records->papers[paper];
    return about->family_count > 0 ? about->families[0] : NAME_NONE;
}

static int compare_tallies(const void *a, const void *b)
{
    const Tally *x = a, *y = b;
    if (x->papers != y->papers)
        return x->papers > y->papers ? -1 : 1;
    return (x->family > y->family) - (x->family < y->family);
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

bool palette_make(const Plot *plot, const uint32_t *papers, size_t count, Palette *palette)
{
    *palette = (Palette){0};
    uint32_t *families = calloc(count + 1, sizeof *families);
    Tally *tallies = calloc(count + 1, sizeof *tallies);
    bool done = families != NULL && tallies != NULL;
    size_t found = 0;
    for (size_t i = 0; done && i < count; i++)
        families[i] = first_family(plot, papers[i]);
    if (done && count > 0)
        qsort(families, count, sizeof *families, compare_numbers);
    for (size_t i = 0; done && i < count; i++) {
        if (families[i] == NAME_NONE)
            palette->has_rest = true;
        else if (found > 0 && tallies[found - 1].family == families[i])
            tallies[found - 1].papers++;
        else
            tallies[found++] = (Tally){families[i], 1};
    }
    if (found > 0)
        qsort(tallies, found, sizeof *tallies, compare_tallies);
    for (size_t i = 0; i < found && i < PLOT_FAMILIES_MOST; i++)
        palette->families[palette->count++] = tallies[i].family;
    palette->has_rest = palette->has_rest || found > PLOT_FAMILIES_MOST;
    free(families);
    free(tallies);
    return done;
}

size_t palette_number(const Palette *palette, const Plot *plot, uint32_t paper)
{
    uint32_t family = first_family(plot, paper);
    for (size_t i = 0; i < palette->count; i++)
        if (palette->families[i] == family)
            return i + 1;
    return PLOT_FAMILIES_MOST + 1;
}

void palette_add_legend(const Palette *palette, const Plot *plot, Legend *legend)
{
    for (size_t i = 0; i < palette->count; i++) {
        Buffer name = {0};
        plot_append_family(plot, palette->families[i], &name);
        legend->texts.failed = legend->texts.failed || name.failed;
        legend_add(legend, i + 1, buffer_string(&name));
        buffer_free(&name);
    }
    if (palette->has_rest)
        legend_add_label(legend, plot, PLOT_FAMILIES_MOST + 1, "chart.rest");
}
