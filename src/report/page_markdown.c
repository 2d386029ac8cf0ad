/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/string.h"
#include "output/markdown_text.h"
#include "report/page.h"

static void append_line(Buffer *markdown, const char *before, ClaimsString text, const char *after)
{
    buffer_append_text(markdown, before);
    markdown_append_text(markdown, text);
    buffer_append_text(markdown, after);
}

static void append_chart(const PageBlock *block, Buffer *markdown)
{
    append_line(markdown, "![", block->text, "]");
    buffer_printf(markdown, "(charts/%s.svg)\n\n", block->id);
}

static void append_passage(const PagePassage *passage, Buffer *markdown)
{
    ClaimsString sentence = passage->sentence;
    size_t mark_end = passage->mark + passage->mark_size;
    if (sentence.size == 0)
        return;
    append_line(markdown, "  - ", passage->label, ": ");
    markdown_append_text(markdown, string_slice(sentence, 0, passage->mark));
    if (passage->mark_size > 0)
        append_line(markdown, "**", string_slice(sentence, passage->mark, mark_end), "**");
    markdown_append_text(markdown, string_slice(sentence, mark_end, sentence.size));
    append_line(markdown, " (", passage->place, ")\n");
}

static void append_check(const PageBlock *block, Buffer *markdown)
{
    append_line(markdown, "- ", block->check.what, ": ");
    append_line(markdown, "", block->text, "\n");
    append_passage(&block->check.brief, markdown);
    append_passage(&block->check.abstract, markdown);
}

static void append_table(const PageBlock *block, Buffer *markdown)
{
    if (block->sheet->cell_count == 0)
        return;
    append_line(markdown, "", block->text, "\n\n");
    sheet_render(block->sheet, SHEET_FORMAT_MD, false, markdown);
    buffer_append_char(markdown, '\n');
}

static void append_block(const PageBlock *block, Buffer *markdown)
{
    switch (block->type) {
    case PAGE_SECTION:
        append_line(markdown, "## ", block->text, "\n\n");
        break;
    case PAGE_HEADING:
        append_line(markdown, "### ", block->text, "\n\n");
        break;
    case PAGE_TEXT:
    case PAGE_NOTE:
        append_line(markdown, "", block->text, "\n\n");
        break;
    case PAGE_ITEM:
        append_line(markdown, "- ", block->text, "\n");
        break;
    case PAGE_TABLE:
        append_table(block, markdown);
        break;
    case PAGE_CHART:
        append_chart(block, markdown);
        break;
    case PAGE_CHECK:
        append_check(block, markdown);
        break;
    case PAGE_FOLD:
        append_line(markdown, "", block->text, ":\n\n");
        break;
    case PAGE_FOLD_END:
        break;
    }
}

static bool is_list(PageBlockType type)
{
    return type == PAGE_ITEM || type == PAGE_CHECK;
}

void page_render_markdown(const Page *page, const PageFrame *frame, Buffer *markdown)
{
    markdown->failed = markdown->failed || page->failed;
    append_line(markdown, "# ", frame->title, "\n\n");
    for (size_t i = 0; i < page->count; i++) {
        bool folds_table = page->blocks[i].type == PAGE_FOLD && i + 1 < page->count &&
                           page->blocks[i + 1].type == PAGE_TABLE;
        if (i > 0 && is_list(page->blocks[i - 1].type) && !is_list(page->blocks[i].type))
            buffer_append_char(markdown, '\n');
        if (!folds_table) /* the table says itself what it shows */
            append_block(&page->blocks[i], markdown);
    }
    append_line(markdown, "\n---\n\n", frame->word(frame->cookie, string_of("page.made_by")), " ");
    buffer_printf(markdown, "claims %s\n", claims_version());
}
