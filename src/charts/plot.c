/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/plot.h"

#include <math.h>
#include <string.h>

#include "base/string.h"
#include "output/display.h"
#include "record/knowledge_base.h"

enum { TEXT_COLUMNS_MOST = 200 };

void plot_free(Plot *plot)
{
    buffer_free(&plot->title);
    buffer_free(&plot->subtitle);
    buffer_free(&plot->description);
    buffer_free(&plot->settings);
    buffer_free(&plot->scratch);
    for (size_t i = 0; i < plot->table_count; i++)
        buffer_free(&plot->tables[i].text);
    *plot = (Plot){0};
}

bool plot_failed(const Plot *plot)
{
    bool failed = plot->title.failed || plot->subtitle.failed || plot->description.failed ||
                  plot->settings.failed || plot->scratch.failed;
    for (size_t i = 0; i < plot->table_count; i++)
        failed = failed || plot->tables[i].text.failed;
    return failed;
}

/* Ten digits: more than a picture shows, and fewer than those in which machines differ. */
static void append_number(Buffer *text, double number)
{
    if (isfinite(number))
        buffer_printf(text, "%.10g", number);
    else
        buffer_append_text(text, "NaN");
}

void plot_append_shown(ClaimsString text, size_t width, Buffer *shown)
{
    display_append_fitted(shown, text, width, DISPLAY_KEEP_START);
}

/* ---- Settings ---------------------------------------------------------------------------- */

void plot_set_count(Plot *plot, const char *name, size_t count)
{
    buffer_printf(&plot->settings, "%s = %zu\n", name, count);
}

void plot_set_number(Plot *plot, const char *name, double number)
{
    buffer_printf(&plot->settings, "%s = ", name);
    append_number(&plot->settings, number);
    buffer_append_text(&plot->settings, number == rint(number) ? ".0\n" : "\n");
}

/* Letters, digits, what is not ASCII, and marks that mean nothing within quotation marks. */
static bool stands_for_itself(unsigned char c)
{
    return c >= 0x80 || byte_is_digit(c) || byte_is_letter(c) || (c != 0 && strchr(" .,:;()+-", c));
}

/* Append `text` as a string constant. Gnuplot takes any digits behind a number for more of it, so
 * that these are written as numbers, too. */
static void append_constant(Plot *plot, ClaimsString text)
{
    Buffer *settings = &plot->settings, *shown = &plot->scratch;
    bool after_number = false;
    buffer_clear(shown);
    plot_append_shown(text, TEXT_COLUMNS_MOST, shown);
    buffer_append_char(settings, '"');
    for (size_t i = 0; i < shown->size; i++) {
        unsigned char c = (unsigned char)shown->data[i];
        after_number = !stands_for_itself(c) || (after_number && byte_is_digit(c));
        if (after_number)
            buffer_printf(settings, "\\%03o", c);
        else
            buffer_append_char(settings, (char)c);
    }
    buffer_append_text(settings, "\"\n");
}

void plot_set_text(Plot *plot, const char *name, ClaimsString text)
{
    buffer_printf(&plot->settings, "%s = ", name);
    append_constant(plot, text);
}

void plot_set_texts(Plot *plot, const char *name, const Buffer *texts, size_t count)
{
    size_t at = 0;
    buffer_printf(&plot->settings, "array %s[%zu]\n", name, count + 1);
    for (size_t i = 0; i < count && !texts->failed; i++) {
        ClaimsString text = string_of(texts->data + at);
        buffer_printf(&plot->settings, "%s[%zu] = ", name, i + 1);
        append_constant(plot, text);
        at += text.size + 1;
    }
    plot->settings.failed = plot->settings.failed || texts->failed;
}

void plot_set_label(Plot *plot, const char *name, const char *id, const LabelValue *values,
                    size_t count)
{
    Buffer text = {0};
    plot_append_label(plot, id, values, count, &text);
    plot->settings.failed = plot->settings.failed || text.failed;
    plot_set_text(plot, name, buffer_string(&text));
    buffer_free(&text);
}

void plot_set_frame(Plot *plot, double left, double right, double top, double bottom)
{
    plot_set_number(plot, "left", left);
    plot_set_number(plot, "right", right);
    plot_set_number(plot, "top", top);
    plot_set_number(plot, "bottom", bottom);
}

/* ---- Tables ------------------------------------------------------------------------------ */

PlotTable *plot_add_table(Plot *plot, const char *name, const char *header)
{
    PlotTable *table = &plot->tables[plot->table_count++];
    *table = (PlotTable){.name = name};
    buffer_printf(&table->text, "# %s\n", header);
    return table;
}

static void begin_cell(PlotTable *table)
{
    if (table->in_row)
        buffer_append_char(&table->text, '\t');
    table->in_row = true;
}

void plot_cell_number(PlotTable *table, double number)
{
    begin_cell(table);
    append_number(&table->text, number);
}

/* Gnuplot reads a quoted cell like one of CSV, and then its backslashes like those of C. */
void plot_cell_text(PlotTable *table, ClaimsString text, size_t width)
{
    Buffer shown = {0};
    plot_append_shown(text, width, &shown);
    table->text.failed = table->text.failed || shown.failed;
    begin_cell(table);
    buffer_append_char(&table->text, '"');
    for (size_t i = 0; i < shown.size; i++) {
        char c = shown.data[i];
        if (c == '"' || c == '\\')
            buffer_append_char(&table->text, c);
        buffer_append_char(&table->text, c);
    }
    buffer_append_char(&table->text, '"');
    buffer_free(&shown);
}

void plot_end_row(PlotTable *table)
{
    buffer_append_char(&table->text, '\n');
    table->in_row = false;
    table->rows++;
}

/* ---- Words ------------------------------------------------------------------------------- */

ClaimsString plot_name_of(const Plot *plot, uint32_t number)
{
    return names_text(&plot->source->records->names, number);
}

static void append_name(const Plot *plot, const char *kind, uint32_t number, Buffer *text)
{
    labels_append_name(plot->source->rules->labels, plot->request->language, kind,
                       plot_name_of(plot, number), text);
}

void plot_append_metric(const Plot *plot, uint32_t metric, Buffer *text)
{
    append_name(plot, "metric", metric, text);
}

void plot_append_family(const Plot *plot, uint32_t family, Buffer *text)
{
    append_name(plot, "family", family, text);
}

void plot_append_label(const Plot *plot, const char *id, const LabelValue *values, size_t count,
                       Buffer *text)
{
    labels_append(plot->source->rules->labels, plot->request->language, id, values, count, text);
}
