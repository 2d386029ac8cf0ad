/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/check_writer.h"

#include "base/string.h"
#include "output/display.h"

static const SheetColumn data_columns[] = {
    {.name = "source"},        {.name = "paper"},
    {.name = "start"},         {.name = "end"},
    {.name = "quote"},         {.name = "status"},
    {.name = "reason"},        {.name = "line"},
    {.name = "sentence"},      {.name = "abstract_start"},
    {.name = "abstract_end"},  {.name = "abstract_quote"},
    {.name = "abstract_line"}, {.name = "abstract_sentence"},
};

static const SheetColumn readable_columns[] = {
    {.name = "paper"},    {.name = "status"},     {.name = "reason"},
    {.name = "brief"},    {.name = "number"},     {.name = "sentence"},
    {.name = "abstract"}, {.name = "its number"}, {.name = "its sentence"},
};

void check_writer_begin(CheckWriter *writer, SheetFormat format)
{
    writer->format = format;
    bool data = !sheet_format_is_readable(writer->format);
    writer->sheet.columns = data ? data_columns : readable_columns;
    writer->sheet.column_count = data ? sizeof data_columns / sizeof *data_columns
                                      : sizeof readable_columns / sizeof *readable_columns;
    if (data)
        sheet_render_header(&writer->sheet, format, &writer->output);
}

static ClaimsString status_text(const CheckItem *item)
{
    return string_of(item->left_out ? "left out" : check_status_name(item->status));
}

/* ---- For programs ------------------------------------------------------------------------ */

static void add_paper(Sheet *sheet, const ClaimsPaper *paper)
{
    if (!paper->id_is_number) {
        sheet_add_text(sheet, paper->id);
        return;
    }
    size_t number = 0;
    for (size_t i = 0; i < paper->id.size; i++)
        number = number * 10 + (size_t)(paper->id.data[i] - '0');
    sheet_add_count(sheet, number);
}

static void add_place(Sheet *sheet, size_t place, bool is_there)
{
    if (is_there)
        sheet_add_count(sheet, place);
    else
        sheet_add_text(sheet, (ClaimsString){0});
}

static void add_data(Sheet *sheet, const CheckItem *item)
{
    static const CheckNumber nothing = {0};
    const CheckNumber *brief = item->brief,
                      *abstract = item->abstract != NULL ? item->abstract : &nothing;
    bool met = item->abstract != NULL;
    sheet_add_text(sheet, string_of(item->paper->source));
    add_paper(sheet, item->paper);
    sheet_add_count(sheet, brief->start);
    sheet_add_count(sheet, brief->end);
    sheet_add_text(sheet, brief->quote);
    sheet_add_text(sheet, status_text(item));
    sheet_add_text(sheet, string_of(check_reason_name(item->reason)));
    sheet_add_count(sheet, brief->line);
    sheet_add_text(sheet, brief->sentence);
    add_place(sheet, abstract->start, met);
    add_place(sheet, abstract->end, met);
    sheet_add_text(sheet, abstract->quote);
    add_place(sheet, abstract->line, met);
    sheet_add_text(sheet, abstract->sentence);
}

/* ---- For people -------------------------------------------------------------------------- */

static void add_readable_number(Sheet *sheet, const CheckItem *item, const CheckNumber *number)
{
    if (number == NULL) {
        for (int i = 0; i < 3; i++)
            sheet_add_text(sheet, (ClaimsString){0});
        return;
    }
    Buffer place = {0};
    buffer_printf(&place, "%s:%zu", item->paper->path, number->line);
    sheet_take_text(sheet, &place);
    buffer_free(&place);
    sheet_add_text(sheet, number->quote);
    sheet_add_text(sheet, number->sentence);
}

static void add_readable(Sheet *sheet, const CheckItem *item)
{
    sheet_add_text(sheet, item->paper->id);
    sheet_add_text(sheet, status_text(item));
    sheet_add_text(sheet, string_of(check_reason_name(item->reason)));
    add_readable_number(sheet, item, item->brief);
    add_readable_number(sheet, item, item->abstract);
}

/* All of `text`, on one line and without what could drive the terminal. */
static void append_line(Buffer *buffer, ClaimsString text)
{
    display_append_fitted(buffer, text, SIZE_MAX, DISPLAY_KEEP_START);
}

static void append_place(Buffer *buffer, const CheckItem *item, const CheckNumber *number)
{
    if (number == NULL)
        return;
    buffer_printf(buffer, "    %s:%zu: ", item->paper->path, number->line);
    append_line(buffer, number->sentence);
    buffer_append_char(buffer, '\n');
}

static void append_block(CheckWriter *writer, const CheckItem *item)
{
    Buffer *output = &writer->output;
    if (writer->paper != item->paper) {
        if (output->size > 0)
            buffer_append_char(output, '\n');
        buffer_printf(output, "%s, paper ", item->paper->source);
        append_line(output, item->paper->id);
        buffer_append_text(output, item->paper->title.size > 0 ? ": " : "");
        append_line(output, item->paper->title);
        buffer_append_char(output, '\n');
        writer->paper = item->paper;
    }
    buffer_append_text(output, "  ");
    buffer_append_string(output, status_text(item));
    if (item->reason != CHECK_REASON_NONE)
        buffer_printf(output, " (%s)", check_reason_name(item->reason));
    const CheckNumber *told = item->brief != NULL ? item->brief : item->abstract;
    buffer_append_text(output, told != NULL ? ": " : ": there is no abstract to check against");
    if (told != NULL)
        append_line(output, told->quote);
    buffer_append_char(output, '\n');
    append_place(output, item, item->brief);
    append_place(output, item, item->abstract);
}

/* ---- Both -------------------------------------------------------------------------------- */

void check_writer_add(CheckWriter *writer, const CheckItem *item)
{
    if (!sheet_format_is_readable(writer->format)) {
        if (item->brief != NULL)
            add_data(&writer->sheet, item);
        return;
    }
    if (!item->left_out && item->status == CHECK_SUPPORTED)
        return;
    if (writer->format == SHEET_FORMAT_MD)
        add_readable(&writer->sheet, item);
    else
        append_block(writer, item);
}

void check_writer_end_paper(CheckWriter *writer)
{
    writer->paper = NULL;
    if (!sheet_format_is_readable(writer->format))
        sheet_flush(&writer->sheet, writer->format, &writer->output);
}

static void append_reasons(Buffer *output, const CheckCounts *counts)
{
    bool first = true;
    for (int reason = CHECK_REASON_VALUE; reason < CHECK_REASON_COUNT; reason++) {
        if (counts->reasons[reason] == 0)
            continue;
        buffer_printf(output, "%s%zu %s", first ? " (" : ", ", counts->reasons[reason],
                      check_reason_name((CheckReason)reason));
        first = false;
    }
    buffer_append_text(output, first ? "" : ")");
}

static void append_count(Buffer *output, const char *before, size_t count, const char *thing)
{
    buffer_printf(output, "%s%zu %s%s", before, count, thing, count == 1 ? "" : "s");
}

static void append_summary(Buffer *output, const CheckCounts *counts)
{
    append_count(output, output->size > 0 ? "\n" : "", counts->numbers, "number");
    append_count(output, " in ", counts->briefs, "brief");
    buffer_printf(output, ": %zu supported, %zu altered", counts->statuses[CHECK_SUPPORTED],
                  counts->statuses[CHECK_ALTERED]);
    append_reasons(output, counts);
    buffer_printf(output, ", %zu unsupported, %zu uncheckable", counts->statuses[CHECK_UNSUPPORTED],
                  counts->statuses[CHECK_UNCHECKABLE]);
    append_count(output, "; ", counts->left_out, "result");
    buffer_append_text(output, " left out");
    if (counts->without_abstract > 0) {
        append_count(output, "; ", counts->without_abstract, "paper");
        buffer_append_text(output, " without an abstract");
    }
    if (counts->without_brief > 0) {
        append_count(output, "; ", counts->without_brief, "paper");
        buffer_append_text(output, " without a brief");
    }
    buffer_append_char(output, '\n');
}

bool check_writer_end(CheckWriter *writer, const CheckCounts *counts)
{
    if (writer->format == SHEET_FORMAT_MD && writer->sheet.cell_count > 0)
        sheet_render(&writer->sheet, writer->format, false, &writer->output);
    if (sheet_format_is_readable(writer->format))
        append_summary(&writer->output, counts);
    return !writer->output.failed && !writer->sheet.failed;
}

void check_writer_free(CheckWriter *writer)
{
    sheet_free(&writer->sheet);
    buffer_free(&writer->output);
}
