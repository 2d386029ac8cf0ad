/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text as a name on a chart, and any bytes where gnuplot writes its picture. */
#include "fuzz.h"

#include <string.h>

#include "base/string.h"
#include "charts/plot.h"
#include "charts/svg.h"

/* Within the quotation marks stand only characters that mean nothing, and numbers of three digits
 * that no digit follows. */
static void check_constant(ClaimsString text)
{
    Plot plot = {0};
    plot_set_text(&plot, "x", text);
    ClaimsString line = buffer_string(&plot.settings);
    require(line.size >= 7 && memcmp(line.data, "x = \"", 5) == 0 &&
                memcmp(line.data + line.size - 2, "\"\n", 2) == 0,
            "a text is one constant");
    for (size_t i = 5; i < line.size - 2; i++) {
        unsigned char c = (unsigned char)line.data[i];
        require(c >= ' ' && c != 0x7f && strchr("\"'`@$%{}#", c) == NULL, "nothing means anything");
        if (c != '\\')
            continue;
        for (size_t k = 1; k <= 3; k++)
            require(byte_is_digit((unsigned char)line.data[i + k]), "a number has three digits");
        i += 3;
        require(!byte_is_digit((unsigned char)line.data[i + 1]), "a number ends where it ends");
    }
    plot_free(&plot);
}

/* A cell is one quoted field of its row. */
static void check_cell(ClaimsString text)
{
    Plot plot = {0};
    PlotTable *table = plot_add_table(&plot, "rows", "x");
    plot_cell_text(table, text, 100);
    plot_end_row(table);
    const char *at = strchr(table->text.data, '\n') + 1;
    require(*at == '"', "a text is quoted");
    for (at++; at[0] != '"' || at[1] == '"'; at++) {
        require((unsigned char)*at >= ' ', "a cell holds no control characters");
        at += *at == '"' || *at == '\\';
    }
    require(strcmp(at, "\"\n") == 0, "a text is one cell");
    plot_free(&plot);
}

static void check_svg(ClaimsString text)
{
    static const SvgDress dress = {
        .title = {"title", 5}, .description = {"text", 4}, .prefix = "p", .width = 9, .height = 9};
    Buffer raw = {0}, svg = {0};
    buffer_append_text(&raw, "<svg><desc></desc>");
    buffer_append_string(&raw, text);
    buffer_append_text(&raw, "</svg>");
    svg_finish(buffer_string(&raw), &dress, &svg);
    buffer_free(&raw);
    buffer_free(&svg);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ClaimsString text = {(const char *)data, size};
    check_constant(text);
    check_cell(text);
    check_svg(text);
    return 0;
}
