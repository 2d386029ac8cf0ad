/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a report says, without how it looks: a list of blocks in reading order, which page_html.c
 * and page_markdown.c render. All texts are plain text, whatever is in them.
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "output/sheet.h"

typedef enum PageBlockType {
    PAGE_SECTION, /* text: heading; id: its anchor, static */
    PAGE_HEADING, /* text: heading of a part of the section */
    PAGE_TEXT,    /* text: a paragraph */
    PAGE_NOTE,    /* text: a paragraph of less weight */
    PAGE_ITEM,    /* text: an item of a list; neighbours are one list */
    PAGE_TABLE,   /* text: what the table shows; sheet */
    PAGE_CHART,   /* text: what the chart shows; id: name of its file without ".svg"; svg */
    PAGE_CHECK,   /* text: the paper; check */
    PAGE_FOLD,    /* text: what is folded away up to PAGE_FOLD_END */
    PAGE_FOLD_END,
} PageBlockType;

/* A sentence in which a number is marked. */
typedef struct PagePassage {
    ClaimsString label, sentence, place; /* place: file and line */
    size_t mark, mark_size;              /* bytes of `sentence` */
} PagePassage;

/* A number of a brief that the abstract does not bear out. */
typedef struct PageCheck {
    ClaimsString what;
    PagePassage brief, abstract; /* an empty sentence: there is none */
} PageCheck;

typedef struct PageBlock {
    PageBlockType type;
    ClaimsString text;
    const char *id;
    Sheet *sheet;
    ClaimsString svg;
    PageCheck check;
} PageBlock;

/* Zero-initialise before first use; page_free releases it. */
typedef struct Page {
    Arena arena; /* texts, ids, sheets, charts */
    PageBlock *blocks;
    size_t count, capacity;
    bool failed; /* out of memory */
} Page;

/* Add a block; `text` is copied. Borrowed until the next block is added; NULL when memory is
 * exhausted. */
PageBlock *page_add(Page *page, PageBlockType type, ClaimsString text);

/* The same with an id, which is copied. */
PageBlock *page_add_named(Page *page, PageBlockType type, const char *id, ClaimsString text);

/* Add a table of `count` columns; both are copied, but not the columns' names. The sheet is
 * borrowed until page_free; NULL when memory is exhausted. A table without rows is not rendered. */
Sheet *page_add_table(Page *page, ClaimsString text, const SheetColumn *columns, size_t count);

void page_free(Page *page);

/* What a page has beside its blocks. */
typedef struct PageFrame {
    ClaimsString title, language, data; /* data: JSON of the claims (claims_data.h) */
    /* Words of the template by their labels. */
    ClaimsString (*word)(const void *cookie, ClaimsString id);
    const void *cookie;
} PageFrame;

/* Append the page as one HTML file that needs nothing else. */
void page_render_html(const Page *page, const PageFrame *frame, Buffer *html);

/* Append it as Markdown, whose charts are files beside it. */
void page_render_markdown(const Page *page, const PageFrame *frame, Buffer *markdown);

#endif
