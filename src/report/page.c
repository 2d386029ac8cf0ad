/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/page.h"

#include "base/array.h"
#include "base/string.h"

PageBlock *page_add(Page *page, PageBlockType type, ClaimsString text)
{
    ClaimsString copy = arena_copy(&page->arena, text);
    if (copy.data == NULL ||
        !array_reserve(&page->blocks, &page->capacity, page->count, sizeof *page->blocks, 64)) {
        page->failed = true;
        return NULL;
    }
    PageBlock *block = &page->blocks[page->count++];
    *block = (PageBlock){.type = type, .text = copy};
    return block;
}

PageBlock *page_add_named(Page *page, PageBlockType type, const char *id, ClaimsString text)
{
    PageBlock *block = page_add(page, type, text);
    if (block == NULL)
        return NULL;
    block->id = arena_copy(&page->arena, string_of(id)).data;
    page->failed = page->failed || block->id == NULL;
    return block;
}

Sheet *page_add_table(Page *page, ClaimsString text, const SheetColumn *columns, size_t count)
{
    Sheet *sheet = arena_alloc(&page->arena, sizeof *sheet);
    SheetColumn *copies = arena_array(&page->arena, count, sizeof *copies);
    PageBlock *block = page_add(page, PAGE_TABLE, text);
    if (sheet == NULL || copies == NULL || block == NULL) {
        page->failed = true;
        return NULL;
    }
    memcpy(copies, columns, count * sizeof *copies);
    *sheet = (Sheet){.columns = copies, .column_count = count};
    block->sheet = sheet;
    return sheet;
}

void page_free(Page *page)
{
    for (size_t i = 0; i < page->count; i++)
        if (page->blocks[i].sheet != NULL)
            sheet_free(page->blocks[i].sheet);
    free(page->blocks);
    arena_free(&page->arena);
    *page = (Page){0};
}
