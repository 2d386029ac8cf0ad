/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/legend.h"

#include "output/display.h"

enum { MARGIN = 14, MARK_WIDTH = 20, GAP = 16, TEXT_COLUMNS = 40 };

void legend_add(Legend *legend, size_t mark, ClaimsString text)
{
    if (legend->count == LEGEND_MOST)
        return;
    size_t before = legend->texts.size;
    plot_append_shown(text, TEXT_COLUMNS, &legend->texts);
    ClaimsString shown = {legend->texts.data + before, legend->texts.size - before};
    double width = MARK_WIDTH;
    if (!legend->texts.failed)
        width += (double)display_width(shown) * PLOT_LETTER;
    buffer_append_char(&legend->texts, '\0');
    if (legend->count > 0 && legend->next_x + width > PLOT_WIDTH - 2 * MARGIN) {
        legend->next_x = 0;
        legend->next_y += PLOT_KEY_ROW;
    }
    legend->x[legend->count] = legend->next_x;
    legend->y[legend->count] = legend->next_y;
    legend->marks[legend->count++] = mark;
    legend->next_x += width + GAP;
}

void legend_add_label(Legend *legend, const Plot *plot, size_t mark, const char *id)
{
    Buffer text = {0};
    plot_append_label(plot, id, NULL, 0, &text);
    legend->texts.failed = legend->texts.failed || text.failed;
    legend_add(legend, mark, buffer_string(&text));
    buffer_free(&text);
}

double legend_height(const Legend *legend)
{
    return legend->count > 0 ? legend->next_y + PLOT_KEY_ROW : 0;
}

void legend_set(Legend *legend, Plot *plot)
{
    plot_set_count(plot, "legend_count", legend->count);
    plot_set_texts(plot, "legend_text", &legend->texts, legend->count);
    buffer_printf(&plot->settings,
                  "array legend_x[%u]\narray legend_y[%u]\narray legend_mark[%u]\n", LEGEND_MOST,
                  LEGEND_MOST, LEGEND_MOST);
    for (size_t i = 0; i < legend->count; i++)
        buffer_printf(&plot->settings,
                      "legend_x[%zu] = %.1f; legend_y[%zu] = %.1f; legend_mark[%zu] = %zu\n", i + 1,
                      MARGIN + MARK_WIDTH / 2.0 + legend->x[i], i + 1,
                      PLOT_HEAD + PLOT_KEY_ROW / 2.0 + legend->y[i], i + 1, legend->marks[i]);
    buffer_free(&legend->texts);
    *legend = (Legend){0};
}
