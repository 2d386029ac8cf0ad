/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/draft.h"

#include <stdio.h>

#include "base/string.h"
#include "output/scale_text.h"
#include "output/summary_text.h"
#include "record/knowledge_base.h"

static const Labels *labels_of(const Draft *draft)
{
    return draft->request->source.rules->labels;
}

/* ---- Words ------------------------------------------------------------------------------- */

ClaimsString draft_word(const Draft *draft, const char *id)
{
    return labels_find(labels_of(draft), draft->request->language, string_of(id));
}

const char *draft_title(const Draft *draft, const char *id)
{
    ClaimsString word = draft_word(draft, id);
    return word.data != NULL ? word.data : id;
}

static void append_name(const Draft *draft, const char *kind, uint32_t name, Buffer *text)
{
    labels_append_name(labels_of(draft), draft->request->language, kind,
                       names_text(&draft->records->names, name), text);
}

void draft_append_metric(const Draft *draft, uint32_t metric, Buffer *text)
{
    append_name(draft, "metric", metric, text);
}

void draft_append_family(const Draft *draft, uint32_t family, Buffer *text)
{
    append_name(draft, "family", family, text);
}

void draft_append_scale(const Draft *draft, const FactGroup *group, Buffer *text)
{
    const char *name = scale_name(group->scale);
    if (name != NULL)
        labels_append_name(labels_of(draft), draft->request->language, "page.scale",
                           string_of(name), text);
    else
        buffer_append_string(text, names_text(&draft->records->names, group->unit));
}

void draft_append_value(const Draft *draft, Buffer *text, const FactGroup *group, double value)
{
    scale_text_append_value(text, &draft->records->names, group->scale, group->unit, value);
}

/* ---- Sentences --------------------------------------------------------------------------- */

Buffer *phrase_value(Phrase *phrase, const char *name)
{
    size_t i = phrase->count < PHRASE_VALUES_MOST - 1 ? phrase->count++ : phrase->count;
    phrase->values[i].name = name;
    return &phrase->texts[i];
}

void phrase_text(Phrase *phrase, const char *name, ClaimsString text)
{
    buffer_append_string(phrase_value(phrase, name), text);
}

void phrase_number(Phrase *phrase, const char *name, size_t number)
{
    buffer_printf(phrase_value(phrase, name), "%zu", number);
}

void phrase_count(Phrase *phrase, const char *name, const char *thing, size_t count)
{
    char label[64], number[24];
    snprintf(label, sizeof label, "page.count.%s.%s", thing, count == 1 ? "one" : "many");
    snprintf(number, sizeof number, "%zu", count);
    const LabelValue value = {"n", string_of(number)};
    labels_append(labels_of(phrase->draft), phrase->draft->request->language, label, &value, 1,
                  phrase_value(phrase, name));
}

void phrase_metric(Phrase *phrase, const char *name, uint32_t metric)
{
    draft_append_metric(phrase->draft, metric, phrase_value(phrase, name));
}

void phrase_family(Phrase *phrase, const char *name, uint32_t family)
{
    draft_append_family(phrase->draft, family, phrase_value(phrase, name));
}

void phrase_figure(Phrase *phrase, const char *name, const FactGroup *group, double value)
{
    draft_append_value(phrase->draft, phrase_value(phrase, name), group, value);
}

void phrase_interval(Phrase *phrase, const char *name, Interval interval)
{
    scale_text_append_interval(phrase_value(phrase, name), interval);
}

void phrase_probability(Phrase *phrase, const char *name, double p)
{
    scale_text_append_p(phrase_value(phrase, name), p);
}

void phrase_append(Phrase *phrase, const char *label, Buffer *text)
{
    for (size_t i = 0; i < phrase->count; i++) {
        phrase->values[i].text = buffer_string(&phrase->texts[i]);
        text->failed = text->failed || phrase->texts[i].failed;
    }
    labels_append(labels_of(phrase->draft), phrase->draft->request->language, label, phrase->values,
                  phrase->count, text);
    for (size_t i = 0; i < PHRASE_VALUES_MOST; i++)
        buffer_free(&phrase->texts[i]);
    *phrase = (Phrase){.draft = phrase->draft};
}

void phrase_add(Phrase *phrase, const char *label, PageBlockType type)
{
    Buffer text = {0};
    Page *page = &phrase->draft->page;
    phrase_append(phrase, label, &text);
    page->failed = page->failed || text.failed;
    page_add(page, type, buffer_string(&text));
    buffer_free(&text);
}

void draft_add_section(Draft *draft, const char *id, const char *label)
{
    page_add_named(&draft->page, PAGE_SECTION, id, draft_word(draft, label));
}

void draft_add_heading(Draft *draft, const char *label)
{
    page_add(&draft->page, PAGE_HEADING, draft_word(draft, label));
}

/* ---- Tables ------------------------------------------------------------------------------ */

void draft_figure_columns(const Draft *draft, SheetColumn *columns)
{
    static const char *const titles[DRAFT_FIGURE_CELLS] = {
        "page.column.papers", "page.column.median", "page.column.interval", "page.column.quartiles",
        "page.column.peak"};
    for (size_t i = 0; i < DRAFT_FIGURE_CELLS; i++)
        columns[i] = (SheetColumn){.name = draft_title(draft, titles[i]), .right = true};
}

void draft_add_figures(const Draft *draft, const SummaryRow *row, Sheet *sheet)
{
    const Names *names = &draft->records->names;
    Buffer text = {0};
    sheet_add_count(sheet, row->centre_papers);
    scale_text_append_centre(&text, names, row);
    sheet_take_text(sheet, &text);
    summary_text_append_interval(&text, row);
    sheet_take_text(sheet, &text);
    summary_text_append_quartiles(&text, row);
    sheet_take_text(sheet, &text);
    summary_text_append_peak(&text, names, row, draft_title(draft, "page.best"));
    sheet_take_text(sheet, &text);
    buffer_free(&text);
}
