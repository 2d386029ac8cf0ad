/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output/check_line.h"

#include "base/string.h"
#include "output/sheet.h"

static const SheetColumn columns[] = {
    {.name = "source"},         {.name = "paper"},
    {.name = "title"},          {.name = "status"},
    {.name = "reason"},         {.name = "brief_quote"},
    {.name = "brief_sentence"}, {.name = "brief_line"},
    {.name = "abstract_quote"}, {.name = "abstract_sentence"},
    {.name = "abstract_line"},
};

static void add_number(Sheet *sheet, const CheckNumber *number)
{
    static const CheckNumber nothing = {0};
    const CheckNumber *told = number != NULL ? number : &nothing;
    sheet_add_text(sheet, told->quote);
    sheet_add_text(sheet, told->sentence);
    if (number != NULL)
        sheet_add_count(sheet, number->line);
    else
        sheet_add_text(sheet, (ClaimsString){0});
}

void check_line_append(Buffer *output, const CheckItem *item)
{
    Sheet sheet = {.columns = columns, .column_count = sizeof columns / sizeof *columns};
    sheet_add_text(&sheet, string_of(item->paper->source));
    sheet_add_text(&sheet, item->paper->id);
    sheet_add_text(&sheet, item->paper->title);
    sheet_add_text(&sheet,
                   string_of(item->left_out ? "left out" : check_status_name(item->status)));
    sheet_add_text(&sheet, string_of(check_reason_name(item->reason)));
    add_number(&sheet, item->brief);
    add_number(&sheet, item->abstract);
    sheet_render(&sheet, SHEET_FORMAT_JSONL, false, output);
    sheet_free(&sheet);
}
