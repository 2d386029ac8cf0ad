/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/svg.h"

#include <string.h>

#include "base/string.h"
#include "input/bytes.h"
#include "output/markup_text.h"

static const char fonts[] = "system-ui, 'Noto Sans', 'DejaVu Sans', 'Noto Sans CJK SC', "
                            "'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

static void append_head(const SvgDress *dress, Buffer *svg)
{
    buffer_printf(svg,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                  "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"%u\" height=\"%u\" "
                  "viewBox=\"0 0 %u %u\" role=\"img\" aria-labelledby=\"%s-title %s-desc\" "
                  "font-family=\"%s\">\n<title id=\"%s-title\">",
                  dress->width, dress->height, dress->width, dress->height, dress->prefix,
                  dress->prefix, fonts, dress->prefix);
    markup_append_text(svg, dress->title);
    buffer_printf(svg, "</title>\n<desc id=\"%s-desc\">", dress->prefix);
    markup_append_text(svg, dress->description);
    buffer_append_text(svg, "</desc>\n");
}

/* Where `text` is in `raw` from `from` on; SIZE_MAX: nowhere. */
static size_t find(ClaimsString raw, size_t from, const char *text)
{
    size_t size = strlen(text);
    const char *found =
        from < raw.size ? memmem(raw.data + from, raw.size - from, text, size) : NULL;
    return found != NULL ? (size_t)(found - raw.data) : SIZE_MAX;
}

/* Append a tag. Its ids, and what refers to ids, get the prefix; it names no font. */
static void append_tag(ClaimsString tag, const char *prefix, Buffer *svg)
{
    static const char *const ids[] = {" id='", " id=\"", "href='#", "href=\"#", "url(#"};
    static const char family[] = " font-family=\"";
    for (size_t i = 0; i < tag.size;) {
        ClaimsString rest = string_slice(tag, i, tag.size);
        if (bytes_start_with(rest, family)) {
            size_t end = find(rest, sizeof family - 1, "\"");
            i += end == SIZE_MAX ? rest.size : end + 1;
            continue;
        }
        size_t size = 0;
        for (size_t k = 0; k < sizeof ids / sizeof *ids && size == 0; k++)
            size = bytes_start_with(rest, ids[k]) ? strlen(ids[k]) : 0;
        buffer_append(svg, rest.data, size > 0 ? size : 1);
        if (size > 0)
            buffer_printf(svg, "%s-", prefix);
        i += size > 0 ? size : 1;
    }
}

/* Append what stands between two tags. Gnuplot escapes it but for ">", which must not follow "]]",
 * and for what looks like the number of a character. White space alone separates nothing. */
static void append_content(ClaimsString content, Buffer *svg)
{
    size_t blanks = 0;
    while (blanks < content.size && byte_is_space((unsigned char)content.data[blanks]))
        blanks++;
    if (blanks == content.size) {
        if (memchr(content.data, '\n', content.size) != NULL && svg->size > 0 &&
            svg->data[svg->size - 1] != '\n')
            buffer_append_char(svg, '\n');
        return;
    }
    for (size_t i = 0; i < content.size; i++) {
        if (content.data[i] == '>')
            buffer_append_text(svg, "&gt;");
        else if (bytes_start_with(string_slice(content, i, content.size), "&#"))
            buffer_append_text(svg, "&amp;");
        else
            buffer_append_char(svg, content.data[i]);
    }
}

/* Remove the group that `svg` ends with when it holds nothing; `start` is where its tag begins. */
static bool drop_empty_group(Buffer *svg, size_t start)
{
    const char *end = memchr(svg->data + start, '>', svg->size - start);
    for (const char *at = end != NULL ? end + 1 : svg->data; at < svg->data + svg->size; at++)
        if (!byte_is_space((unsigned char)*at))
            return false;
    svg->size = start;
    svg->data[start] = '\0';
    return true;
}

/* The body of the picture, from its first group on. */
static bool append_body(ClaimsString raw, size_t at, const SvgDress *dress, Buffer *svg)
{
    enum { DEPTH_MOST = 64 };
    size_t groups[DEPTH_MOST], depth = 0;
    while (at < raw.size && !svg->failed) {
        size_t open = find(raw, at, "<");
        if (open == SIZE_MAX)
            open = raw.size;
        append_content(string_slice(raw, at, open), svg);
        if (open == raw.size)
            break;
        size_t close = find(raw, open, ">");
        if (close == SIZE_MAX || svg->failed)
            return false;
        ClaimsString tag = string_slice(raw, open, close + 1);
        at = close + 1;
        if (bytes_start_with(tag, "<title>")) { /* a tool tip that names gnuplot's plot */
            at = find(raw, at, "</title>");
            if (at == SIZE_MAX)
                return false;
            at += strlen("</title>");
            continue;
        }
        bool dropped = false;
        if (bytes_start_with(tag, "<g ") || bytes_start_with(tag, "<g>")) {
            if (depth < DEPTH_MOST)
                groups[depth] = svg->size;
            depth++;
        } else if (bytes_start_with(tag, "</g>") && depth > 0) {
            depth--;
            dropped = depth < DEPTH_MOST && drop_empty_group(svg, groups[depth]);
        }
        if (!dropped)
            append_tag(tag, dress->prefix, svg);
    }
    return !svg->failed;
}

bool svg_finish(ClaimsString raw, const SvgDress *dress, Buffer *svg)
{
    size_t described = find(raw, 0, "</desc>");
    size_t ended = find(raw, 0, "</svg>");
    if (described == SIZE_MAX || ended == SIZE_MAX)
        return false;
    append_head(dress, svg);
    return append_body(raw, described + strlen("</desc>"), dress, svg);
}
