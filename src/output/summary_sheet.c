/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/summary_sheet.h"

#include "base/string.h"

static const SheetColumn data_columns[] = {
    {.name = "key"},
    {.name = "metric"},
    {.name = "scale"},
    {.name = "kind"},
    {.name = "papers"},
    {.name = "facts"},
    {.name = "centre_papers"},
    {.name = "median"},
    {.name = "low"},
    {.name = "high"},
    {.name = "median_beyond"},
    {.name = "stated_median"},
    {.name = "geometric_mean"},
    {.name = "first_quartile"},
    {.name = "third_quartile"},
    {.name = "minimum"},
    {.name = "maximum"},
    {.name = "at_least"},
    {.name = "at_most"},
    {.name = "peak_papers"},
    {.name = "peak_median"},
    {.name = "peak_maximum"},
    {.name = "values"},
    {.name = "value_papers"},
};

enum { DATA_COLUMNS = sizeof data_columns / sizeof *data_columns };

/* The values themselves, and for settings how many papers state each. */
static void add_data_lists(const SummaryRow *row, Sheet *sheet)
{
    if (row->group->scale != SCALE_SETTING) {
        size_t count = row->centre_papers <= SUMMARY_LISTED ? row->centre_papers : 0;
        sheet_add_numbers(sheet, row->listed, count);
        sheet_add_numbers(sheet, NULL, 0);
        return;
    }
    double *numbers = arena_array(&sheet->arena, row->count_count * 2 + 1, sizeof *numbers);
    size_t count = numbers != NULL ? row->count_count : 0;
    sheet->failed = sheet->failed || numbers == NULL;
    for (size_t i = 0; i < count; i++) {
        numbers[i] = row->counts[i].value;
        numbers[count + i] = (double)row->counts[i].papers;
    }
    sheet_add_numbers(sheet, numbers, count);
    sheet_add_numbers(sheet, numbers + count, count);
}

static void add_key(const Records *records, const SummaryRow *row, bool by_paper, Sheet *sheet)
{
    if (!by_paper) {
        sheet_add_text(sheet, names_text(&records->names, row->group->key));
        return;
    }
    Buffer name = {0};
    records_append_paper_name(records, row->group->key, &name);
    sheet_take_text(sheet, &name);
    buffer_free(&name);
}

static void add_data_row(const Records *records, const SummaryRow *row, Sheet *sheet)
{
    const FactGroup *group = row->group;
    bool setting = group->scale == SCALE_SETTING;
    const char *scale = scale_name(group->scale);
    sheet_add_text(sheet, names_text(&records->names, group->metric));
    sheet_add_text(sheet,
                   scale != NULL ? string_of(scale) : names_text(&records->names, group->unit));
    sheet_add_text(sheet, string_of(setting ? "setting" : "result"));
    sheet_add_count(sheet, row->papers);
    sheet_add_count(sheet, row->facts);
    sheet_add_count(sheet, row->centre_papers);
    sheet_add_number(sheet, row->median);
    sheet_add_number(sheet, row->interval.low);
    sheet_add_number(sheet, row->interval.high);
    sheet_add_text(sheet, string_of(row->beyond > 0 ? "above" : row->beyond < 0 ? "below" : NULL));
    sheet_add_number(sheet, row->stated_median);
    sheet_add_number(sheet, row->geometric_mean);
    sheet_add_number(sheet, row->first_quartile);
    sheet_add_number(sheet, row->third_quartile);
    sheet_add_number(sheet, row->minimum);
    sheet_add_number(sheet, row->maximum);
    sheet_add_count(sheet, row->at_least);
    sheet_add_count(sheet, row->at_most);
    sheet_add_count(sheet, row->peak_papers);
    sheet_add_number(sheet, row->peak_median);
    sheet_add_number(sheet, row->peak_maximum);
    add_data_lists(row, sheet);
}

void summary_sheet_render(const Summary *summary, const Records *records, const char *key,
                          bool by_paper, SheetFormat format, Buffer *output)
{
    SheetColumn columns[DATA_COLUMNS];
    for (size_t i = 0; i < DATA_COLUMNS; i++)
        columns[i] = data_columns[i];
    columns[0].name = key;
    Sheet sheet = {.columns = columns, .column_count = DATA_COLUMNS};
    sheet_render_header(&sheet, format, output);
    for (size_t i = 0; i < summary->row_count; i++) {
        add_key(records, &summary->rows[i], by_paper, &sheet);
        add_data_row(records, &summary->rows[i], &sheet);
        sheet_flush(&sheet, format, output);
    }
    sheet_free(&sheet);
}
