/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The page as HTML. Everything that comes from an input goes through markup_append_text, except the
 * charts, which src/charts has made well-formed, and the claims, which are JSON in a block that
 * browsers do not run. The page's security policy admits its own style and script, by their hashes,
 * and nothing else.
 */
#include "base/string.h"
#include "output/markup_text.h"
#include "report/page.h"
#include "report/page_files.h"

static ClaimsString page_file(ClaimsString name)
{
    for (size_t i = 0; i < page_file_count; i++)
        if (string_equal(string_of(page_files[i].name), name))
            return (ClaimsString){page_files[i].text, page_files[i].size};
    return (ClaimsString){0};
}

static void append_element(Buffer *html, const char *tag, ClaimsString text)
{
    buffer_printf(html, "<%s>", tag);
    markup_append_text(html, text);
    buffer_printf(html, "</%s>\n", tag);
}

/* ---- Tables ------------------------------------------------------------------------------ */

static void append_cell(Buffer *html, const SheetColumn *column, const SheetCell *cell, bool head)
{
    const char *tag = head ? "th scope=\"row\"" : "td";
    buffer_printf(html, "<%s%s>", tag, column->right ? " class=\"number\"" : "");
    Buffer text = {0};
    sheet_append_plain(&text, cell);
    if (text.size > 0)
        markup_append_text(html, buffer_string(&text));
    html->failed = html->failed || text.failed;
    buffer_free(&text);
    buffer_printf(html, "</%s>", head ? "th" : "td");
}

static void append_table(const PageBlock *block, Buffer *html)
{
    const Sheet *sheet = block->sheet;
    if (sheet->cell_count == 0 || sheet->column_count == 0)
        return;
    html->failed = html->failed || sheet->failed;
    buffer_append_text(html, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    markup_append_text(html, block->text);
    buffer_append_text(html, "\"><table>\n<caption>");
    markup_append_text(html, block->text);
    buffer_append_text(html, "</caption>\n<thead><tr>");
    for (size_t i = 0; i < sheet->column_count; i++) {
        buffer_printf(html, "<th scope=\"col\"%s>",
                      sheet->columns[i].right ? " class=\"number\"" : "");
        markup_append_text(html, string_of(sheet->columns[i].name));
        buffer_append_text(html, "</th>");
    }
    buffer_append_text(html, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < sheet->cell_count; i++) {
        size_t column = i % sheet->column_count;
        if (column == 0)
            buffer_append_text(html, "<tr>");
        append_cell(html, &sheet->columns[column], &sheet->cells[i], column == 0);
        if (column + 1 == sheet->column_count)
            buffer_append_text(html, "</tr>\n");
    }
    buffer_append_text(html, "</tbody></table></div>\n");
}

/* ---- Other blocks ------------------------------------------------------------------------ */

/* An SVG file without what comes before its root: a page has its own. */
static ClaimsString svg_root(ClaimsString svg)
{
    for (size_t at = 0; at + 4 <= svg.size; at++)
        if (memcmp(svg.data + at, "<svg", 4) == 0)
            return string_slice(svg, at, svg.size);
    return (ClaimsString){0};
}

static void append_chart(const PageBlock *block, Buffer *html)
{
    buffer_append_text(html, "<figure>\n<div class=\"chart scroll\" role=\"region\" tabindex=\"0\" "
                             "aria-label=\"");
    markup_append_text(html, block->text);
    buffer_append_text(html, "\">\n");
    buffer_append_string(html, svg_root(block->svg));
    buffer_append_text(html, "</div>\n");
    append_element(html, "figcaption", block->text);
    buffer_append_text(html, "</figure>\n");
}

static void append_passage(const PagePassage *passage, Buffer *html)
{
    ClaimsString sentence = passage->sentence;
    size_t mark_end = passage->mark + passage->mark_size;
    if (sentence.size == 0)
        return;
    append_element(html, "dt", passage->label);
    buffer_append_text(html, "<dd><q>");
    markup_append_text(html, string_slice(sentence, 0, passage->mark));
    if (passage->mark_size > 0) {
        buffer_append_text(html, "<mark>");
        markup_append_text(html, string_slice(sentence, passage->mark, mark_end));
        buffer_append_text(html, "</mark>");
    }
    markup_append_text(html, string_slice(sentence, mark_end, sentence.size));
    buffer_append_text(html, "</q> <span class=\"place\">");
    markup_append_text(html, passage->place);
    buffer_append_text(html, "</span></dd>\n");
}

static void append_check(const PageBlock *block, Buffer *html)
{
    buffer_append_text(html, "<div class=\"check\">\n<p><strong>");
    markup_append_text(html, block->check.what);
    buffer_append_text(html, "</strong> <cite>");
    markup_append_text(html, block->text);
    buffer_append_text(html, "</cite></p>\n<dl>\n");
    append_passage(&block->check.brief, html);
    append_passage(&block->check.abstract, html);
    buffer_append_text(html, "</dl>\n</div>\n");
}

static void append_section(const PageBlock *block, bool first, Buffer *html)
{
    buffer_printf(html, "%s<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">",
                  first ? "" : "</section>\n", block->id, block->id);
    markup_append_text(html, block->text);
    buffer_append_text(html, "</h2>\n");
}

static void append_block(const PageBlock *block, bool first_section, Buffer *html)
{
    switch (block->type) {
    case PAGE_SECTION:
        append_section(block, first_section, html);
        break;
    case PAGE_HEADING:
        append_element(html, "h3", block->text);
        break;
    case PAGE_TEXT:
        append_element(html, "p", block->text);
        break;
    case PAGE_NOTE:
        buffer_append_text(html, "<p class=\"note\">");
        markup_append_text(html, block->text);
        buffer_append_text(html, "</p>\n");
        break;
    case PAGE_ITEM:
        append_element(html, "li", block->text);
        break;
    case PAGE_TABLE:
        append_table(block, html);
        break;
    case PAGE_CHART:
        append_chart(block, html);
        break;
    case PAGE_CHECK:
        append_check(block, html);
        break;
    case PAGE_FOLD:
        buffer_append_text(html, "<details>\n");
        append_element(html, "summary", block->text);
        break;
    case PAGE_FOLD_END:
        buffer_append_text(html, "</details>\n");
        break;
    }
}

static void append_body(const Page *page, Buffer *html)
{
    bool in_section = false, in_list = false;
    for (size_t i = 0; i < page->count; i++) {
        const PageBlock *block = &page->blocks[i];
        bool item = block->type == PAGE_ITEM;
        if (item != in_list)
            buffer_append_text(html, item ? "<ul>\n" : "</ul>\n");
        in_list = item;
        append_block(block, !in_section, html);
        in_section = in_section || block->type == PAGE_SECTION;
    }
    buffer_append_text(html, in_list ? "</ul>\n" : "");
    buffer_append_text(html, in_section ? "</section>\n" : "");
}

static void append_contents(const Page *page, Buffer *html)
{
    for (size_t i = 0; i < page->count; i++) {
        const PageBlock *block = &page->blocks[i];
        if (block->type != PAGE_SECTION)
            continue;
        buffer_printf(html, "<li><a href=\"#%s\">", block->id);
        markup_append_text(html, block->text);
        buffer_append_text(html, "</a></li>\n");
    }
}

/* ---- The template ------------------------------------------------------------------------ */

/* JSON within an element: whatever is in it, it ends where it is meant to. Nothing but strings can
 * hold these characters, and in a string the escapes mean the same. */
static void append_json(ClaimsString json, Buffer *html)
{
    for (size_t i = 0; i < json.size; i++) {
        char c = json.data[i];
        bool separator = i + 3 <= json.size && (memcmp(json.data + i, "\xE2\x80\xA8", 3) == 0 ||
                                                memcmp(json.data + i, "\xE2\x80\xA9", 3) == 0);
        if (c == '<' || c == '>' || c == '&') {
            buffer_printf(html, "\\u%04x", (unsigned)c);
        } else if (separator) {
            buffer_append_text(html, json.data[i + 2] == '\xA8' ? "\\u2028" : "\\u2029");
            i += 2;
        } else {
            buffer_append_char(html, c);
        }
    }
}

/* What stands for {{name}} in the template: a part of the page, a file of report/, or a label. */
static void append_part(const Page *page, const PageFrame *frame, ClaimsString name, Buffer *html)
{
    ClaimsString file = page_file(name);
    if (string_equal(name, string_of("title")))
        markup_append_text(html, frame->title);
    else if (string_equal(name, string_of("language")))
        markup_append_text(html, frame->language);
    else if (string_equal(name, string_of("version")))
        buffer_append_text(html, claims_version());
    else if (string_equal(name, string_of("contents")))
        append_contents(page, html);
    else if (string_equal(name, string_of("body")))
        append_body(page, html);
    else if (string_equal(name, string_of("data")))
        append_json(frame->data, html);
    else if (file.data != NULL)
        buffer_append_string(html, file);
    else
        markup_append_text(html, frame->word(frame->cookie, name));
}

void page_render_html(const Page *page, const PageFrame *frame, Buffer *html)
{
    ClaimsString template = page_file(string_of("page.html"));
    html->failed = html->failed || page->failed;
    for (size_t at = 0; at < template.size;) {
        const char *here = template.data + at;
        const char *begin = strstr(here, "{{"), *end = begin != NULL ? strstr(begin, "}}") : NULL;
        if (end == NULL) {
            buffer_append(html, here, template.size - at);
            return;
        }
        buffer_append(html, here, (size_t)(begin - here));
        append_part(page, frame, (ClaimsString){begin + 2, (size_t)(end - begin) - 2}, html);
        at = (size_t)(end - template.data) + 2;
    }
}
