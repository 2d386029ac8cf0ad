/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/chart.h"

#include <errno.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/string.h"
#include "charts/gnuplot.h"
#include "charts/kind.h"
#include "charts/svg.h"
#include "charts/templates.h"
#include "charts/work_folder.h"

const char *const chart_kind_names[] = {
#define CHART(KIND, name) #name,
#include "charts/charts.def"
#undef CHART
    NULL};

const char *const chart_format_names[] = {"svg", "png", "pdf", NULL};

static ChartPrepare *const prepares[] = {
#define CHART(KIND, name) kind_##name##_prepare,
#include "charts/charts.def"
#undef CHART
};

/* Files of the work folder. */
static const char script_name[] = "chart.gp", template_name[] = "template.gp";

static ClaimsString builtin_template(const char *name)
{
    for (size_t i = 0; i < template_file_count; i++)
        if (strcmp(template_files[i].name, name) == 0)
            return (ClaimsString){template_files[i].text, template_files[i].size};
    return (ClaimsString){0};
}

/* The template that the request asks for. CLAIMS_OK or, reported, CLAIMS_ERROR_INPUT. */
static ClaimsStatus read_template(const ChartRequest *request, ClaimsSink sink, Buffer *text)
{
    if (request->template_path == NULL) {
        Buffer name = {0};
        buffer_printf(&name, "%s.gp", chart_kind_names[request->kind]);
        if (!name.failed)
            buffer_append_string(text, builtin_template(name.data));
        buffer_free(&name);
        return CLAIMS_OK;
    }
    if (work_file_read(request->template_path, text))
        return CLAIMS_OK;
    diagnostic_report(sink, CLAIMS_ERROR, request->template_path, 0, "cannot read the template: %s",
                      strerror(errno));
    return CLAIMS_ERROR_INPUT;
}

/* ---- The script -------------------------------------------------------------------------- */

/* Sizes in pixels mean the SVG; other terminals draw it larger, or in points of 1/72 inch. */
static void append_terminal(const Plot *plot, Buffer *script)
{
    switch (plot->request->format) {
    case CHART_SVG:
        buffer_printf(script,
                      "set terminal svg noenhanced size %u,%u font \"sans,13\" name \"plot\" "
                      "background \"#ffffff\"\n",
                      plot->width, plot->height);
        break;
    case CHART_PNG:
        buffer_printf(script,
                      "set terminal pngcairo noenhanced size %u,%u font \"sans,9.75\" fontscale 2 "
                      "linewidth 2 pointscale 2 background \"#ffffff\"\n",
                      plot->width * 2, plot->height * 2);
        break;
    case CHART_PDF:
        buffer_printf(script,
                      "set terminal pdfcairo noenhanced size %.4fin,%.4fin font \"sans,9.75\" "
                      "fontscale 0.5 linewidth 0.5 pointscale 0.5 background \"#ffffff\"\n",
                      plot->width / 96.0, plot->height / 96.0);
        break;
    }
    buffer_printf(script, "set output \"chart.%s\"\n", chart_format_names[plot->request->format]);
}

static void append_script(Plot *plot, Buffer *script)
{
    const char *title = plot->request->title;
    plot_set_number(plot, "width", plot->width);
    plot_set_number(plot, "height", plot->height);
    plot_set_text(plot, "chart_title",
                  title != NULL ? string_of(title) : buffer_string(&plot->title));
    plot_set_text(plot, "chart_subtitle", buffer_string(&plot->subtitle));
    for (size_t i = 0; i < plot->table_count; i++) {
        buffer_printf(&plot->settings, "%s_rows = %zu\n", plot->tables[i].name,
                      plot->tables[i].rows);
    }
    buffer_append_text(script, "# Drawn by: gnuplot -d chart.gp\n"
                               "print sprintf(\"%g\", GPVAL_VERSION)\n"
                               "set encoding utf8\n");
    append_terminal(plot, script);
    buffer_append_string(script, buffer_string(&plot->settings));
    buffer_printf(script, "load \"common.gp\"\nload \"%s\"\nset output\n", template_name);
}

static bool is_kind(const char *file)
{
    const char *dot = strchr(file, '.');
    for (size_t i = 0; i < CHART_KIND_COUNT && dot != NULL; i++)
        if (strlen(chart_kind_names[i]) == (size_t)(dot - file) &&
            memcmp(file, chart_kind_names[i], (size_t)(dot - file)) == 0)
            return true;
    return false;
}

/* What templates load: those files of plots/ that are no chart's. */
static ClaimsStatus write_shared(const WorkFolder *folder)
{
    ClaimsStatus status = CLAIMS_OK;
    for (size_t i = 0; i < template_file_count && status == CLAIMS_OK; i++) {
        const BuiltinFile *file = &template_files[i];
        if (!is_kind(file->name))
            status = work_folder_write(folder, file->name, (ClaimsString){file->text, file->size});
    }
    return status;
}

static ClaimsStatus write_files(Plot *plot, const WorkFolder *folder, ClaimsString template)
{
    Buffer script = {0}, name = {0};
    append_script(plot, &script);
    ClaimsStatus status = script.failed || plot_failed(plot) ? CLAIMS_ERROR_SYSTEM : CLAIMS_OK;
    /* a chart that an earlier run left there must not be taken for this one's */
    buffer_printf(&name, "chart.%s", chart_format_names[plot->request->format]);
    if (!name.failed)
        work_folder_remove(folder, name.data);
    if (status == CLAIMS_OK)
        status = work_folder_write(folder, script_name, buffer_string(&script));
    if (status == CLAIMS_OK)
        status = write_shared(folder);
    if (status == CLAIMS_OK)
        status = work_folder_write(folder, template_name, template);
    for (size_t i = 0; i < plot->table_count && status == CLAIMS_OK; i++) {
        buffer_clear(&name);
        buffer_printf(&name, "%s.tsv", plot->tables[i].name);
        status = name.failed
                     ? CLAIMS_ERROR_SYSTEM
                     : work_folder_write(folder, name.data, buffer_string(&plot->tables[i].text));
    }
    buffer_free(&script);
    buffer_free(&name);
    return status;
}

/* ---- Drawing ----------------------------------------------------------------------------- */

/* What gnuplot says was wrong, as the chart's reason: "template.gp" line 12: what. */
static void explain_failure(const Buffer *messages, Chart *chart)
{
    static const char place[] = "\"template.gp\" line ";
    ClaimsString text = buffer_string(messages);
    const char *found = text.size > 0 ? strstr(text.data, place) : NULL;
    if (found != NULL) {
        for (found += sizeof place - 1; byte_is_digit((unsigned char)*found); found++)
            chart->reason_line = chart->reason_line * 10 + (size_t)(*found - '0');
        found += *found == ':';
        text = string_of(found);
    }
    buffer_append_text(&chart->reason, "gnuplot did not draw the chart: ");
    Buffer shown = {0};
    plot_append_shown(text, 300, &shown);
    buffer_append_string(&chart->reason,
                         shown.size > 0 ? buffer_string(&shown) : string_of("it did not say why"));
    buffer_free(&shown);
}

static void tell_outcome(GnuplotOutcome outcome, const Buffer *messages, Chart *chart)
{
    chart->outcome = outcome == GNUPLOT_DONE ? CHART_MADE : CHART_FAILED;
    switch (outcome) {
    case GNUPLOT_DONE:
        break;
    case GNUPLOT_MISSING:
    case GNUPLOT_TOO_OLD:
        chart->outcome = CHART_NO_GNUPLOT;
        buffer_printf(&chart->reason, "gnuplot is %s; charts need version %g or newer",
                      outcome == GNUPLOT_MISSING ? "not installed" : "too old", GNUPLOT_OLDEST);
        break;
    case GNUPLOT_FAILED:
        explain_failure(messages, chart);
        break;
    case GNUPLOT_TIMEOUT:
        buffer_append_text(&chart->reason, "gnuplot took too long and was ended");
        break;
    }
}

static ClaimsStatus finish(const Plot *plot, const WorkFolder *folder, Chart *chart)
{
    const ChartRequest *request = plot->request;
    Buffer name = {0}, raw = {0};
    buffer_printf(&name, "chart.%s", chart_format_names[request->format]);
    bool done = !name.failed && work_folder_read(folder, name.data, &raw) && raw.size > 0;
    if (done && request->format == CHART_SVG) {
        const SvgDress dress = {.title = buffer_string(&chart->title),
                                .description = buffer_string(&chart->description),
                                .prefix = request->prefix != NULL ? request->prefix
                                                                  : chart_kind_names[request->kind],
                                .width = plot->width,
                                .height = plot->height};
        done = svg_finish(buffer_string(&raw), &dress, &chart->bytes);
    } else if (done) {
        buffer_append_string(&chart->bytes, buffer_string(&raw));
    }
    bool memory = raw.failed || name.failed || chart->bytes.failed;
    buffer_free(&name);
    buffer_free(&raw);
    if (!done && !memory) {
        chart->outcome = CHART_FAILED;
        buffer_clear(&chart->bytes);
        buffer_append_text(&chart->reason, "gnuplot wrote no chart");
    }
    return memory ? CLAIMS_ERROR_SYSTEM : CLAIMS_OK;
}

static ClaimsStatus draw(Plot *plot, ClaimsString template, ClaimsSink sink, Chart *chart)
{
    WorkFolder folder;
    Buffer messages = {0};
    GnuplotOutcome outcome = GNUPLOT_FAILED;
    ClaimsStatus status = work_folder_open(&folder, plot->request->keep, sink);
    if (status != CLAIMS_OK)
        return status;
    status = write_files(plot, &folder, template);
    if (status == CLAIMS_OK) {
        status = gnuplot_run(folder.path, script_name, &outcome, &messages);
        if (status != CLAIMS_OK)
            diagnostic_report(sink, CLAIMS_ERROR, NULL, 0, "cannot run gnuplot: %s",
                              strerror(errno));
    }
    if (status == CLAIMS_OK)
        tell_outcome(outcome, &messages, chart);
    if (status == CLAIMS_OK && outcome == GNUPLOT_DONE)
        status = finish(plot, &folder, chart);
    work_folder_close(&folder);
    buffer_free(&messages);
    return status;
}

ClaimsStatus chart_make(const ChartSource *source, const ChartRequest *request, ClaimsSink sink,
                        Chart *chart)
{
    *chart = (Chart){0};
    Plot plot = {.source = source, .request = request};
    Buffer template = {0};
    ClaimsStatus status = read_template(request, sink, &template);
    if (status == CLAIMS_OK)
        status = prepares[request->kind](&plot, &chart->reason);
    if (status == CLAIMS_OK && chart->reason.size > 0) {
        chart->outcome = CHART_TOO_LITTLE;
    } else if (status == CLAIMS_OK) {
        const char *title = request->title;
        plot_append_shown(title != NULL ? string_of(title) : buffer_string(&plot.title), 1000,
                          &chart->title);
        plot_append_shown(buffer_string(&plot.description), 10000, &chart->description);
        status = draw(&plot, buffer_string(&template), sink, chart);
    }
    if (status == CLAIMS_OK && (chart->reason.failed || chart->title.failed ||
                                chart->description.failed || template.failed))
        status = CLAIMS_ERROR_SYSTEM;
    plot_free(&plot);
    buffer_free(&template);
    return status;
}

void chart_free(Chart *chart)
{
    buffer_free(&chart->bytes);
    buffer_free(&chart->title);
    buffer_free(&chart->description);
    buffer_free(&chart->reason);
    *chart = (Chart){0};
}
