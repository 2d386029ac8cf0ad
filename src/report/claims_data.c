/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/claims_data.h"

#include <math.h>
#include <stdlib.h>

#include "base/string.h"
#include "output/csv_row.h"
#include "output/json_text.h"
#include "output/value_text.h"
#include "output/writer.h"
#include "record/knowledge_base.h"
#include "report/json_lines.h"
#include "report/passage.h"

enum { FAMILIES_SHOWN = 16 };

typedef struct Data {
    const Draft *draft;
    Names texts, names; /* names: "kind.identifier", to tell each once */
    Buffer claims;      /* the rows so far */
    Buffer called;      /* "number":"name" of identifiers */
    Buffer scratch;
    Arena arena;
    bool failed;
    /* The claim before, to tell apart equal quotes in one sentence. */
    uint32_t last_sentence, last_quote;
    size_t occurrence;
} Data;

static uint32_t number_of(Data *data, ClaimsString text)
{
    uint32_t number = NAME_NONE;
    data->failed = !names_add(&data->texts, text, &number) || data->failed;
    return number;
}

static void add_text(Data *data, ClaimsString text)
{
    buffer_printf(&data->claims, "%u,", (unsigned)number_of(data, text));
}

static void add_number(Data *data, double number)
{
    json_append_number(&data->claims, number);
    buffer_append_char(&data->claims, ',');
}

/* An identifier, whose name is told the first time. The same text may be an identifier of two kinds
 * ("ratio"): then the kind's own number tells them apart. */
static uint32_t identifier(Data *data, const char *kind, ClaimsString id)
{
    const ReportRequest *request = data->draft->request;
    uint32_t number, before = data->names.count, known;
    if (id.size == 0)
        return NAME_NONE;
    buffer_clear(&data->scratch);
    buffer_printf(&data->scratch, "%s.", kind);
    buffer_append_string(&data->scratch, id);
    data->failed = data->failed || data->scratch.failed ||
                   !names_add(&data->names, buffer_string(&data->scratch), &known);
    number = number_of(data, buffer_string(&data->scratch));
    if (data->failed || data->names.count == before)
        return number;
    buffer_clear(&data->scratch);
    labels_append_name(request->source.rules->labels, request->language, kind, id, &data->scratch);
    buffer_printf(&data->called, "%s\"%u\":", data->called.size > 0 ? "," : "", (unsigned)number);
    json_append_string(&data->called, buffer_string(&data->scratch));
    return number;
}

static void add_identifier(Data *data, const char *kind, ClaimsString id)
{
    buffer_printf(&data->claims, "%u,", (unsigned)identifier(data, kind, id));
}

static void add_families(Data *data, const cJSON *claim)
{
    const cJSON *item;
    size_t count = 0;
    buffer_append_char(&data->claims, '[');
    cJSON_ArrayForEach(item, json_get(claim, "families"))
    {
        if (!cJSON_IsString(item) || count == FAMILIES_SHOWN)
            continue;
        uint32_t number = identifier(data, "family", string_of(item->valuestring));
        buffer_printf(&data->claims, "%s%u", count++ > 0 ? "," : "", (unsigned)number);
    }
    buffer_append_text(&data->claims, "],");
}

/* "↓ ≤ 45 %" */
static void add_value(Data *data, const cJSON *claim)
{
    ClaimsString direction = json_line_text(claim, "direction"),
                 bound = json_line_text(claim, "bound");
    int which = 0, arrow = 0;
    while (which < CLAIM_BOUND_EXACT &&
           !string_equal(bound, string_of(claims_bound_name((ClaimBound)which))))
        which++;
    while (arrow < CLAIM_DIRECTION_DECREASE &&
           !string_equal(direction, string_of(claims_direction_name((ClaimDirection)arrow))))
        arrow++;
    if (!string_equal(direction, string_of(claims_direction_name((ClaimDirection)arrow))))
        arrow = CLAIM_DIRECTION_NONE;
    buffer_clear(&data->scratch);
    buffer_append_text(&data->scratch, value_text_arrow((ClaimDirection)arrow));
    if (data->scratch.size > 0)
        buffer_append_char(&data->scratch, ' ');
    value_text_append_amount(&data->scratch, (ClaimBound)which, json_line_number(claim, "value"),
                             json_line_number(claim, "value_max"), json_line_text(claim, "unit"));
    add_text(data, buffer_string(&data->scratch));
    add_number(data, json_line_number(claim, "value"));
}

/* Characters above U+FFFF, of four bytes, are two units. */
static size_t utf16_units(ClaimsString text)
{
    size_t units = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        units += (byte & 0xC0) != 0x80;
        units += byte >= 0xF0;
    }
    return units;
}

static void add_sentence(Data *data, const cJSON *claim)
{
    ClaimsString sentence = json_line_text(claim, "sentence"),
                 quote = json_line_text(claim, "quote");
    uint32_t sentence_number = number_of(data, sentence), quote_number = number_of(data, quote);
    bool again = sentence_number == data->last_sentence && quote_number == data->last_quote;
    data->occurrence = again ? data->occurrence + 1 : 0;
    data->last_sentence = sentence_number;
    data->last_quote = quote_number;
    arena_reset(&data->arena);
    TextSpan span = passage_find(data->draft->request->source.rules->text, sentence, quote,
                                 data->occurrence, &data->arena);
    buffer_printf(&data->claims, "%u,%zu,%zu,", (unsigned)sentence_number,
                  utf16_units(string_slice(sentence, 0, span.start)),
                  utf16_units(string_slice(sentence, 0, span.end)));
}

static void add_paper(Data *data, const cJSON *claim)
{
    const cJSON *paper = json_get(claim, "paper");
    buffer_clear(&data->scratch);
    if (cJSON_IsNumber(paper) && isfinite(paper->valuedouble))
        buffer_append_number(&data->scratch, paper->valuedouble);
    else
        buffer_append_string(&data->scratch, string_of(cJSON_GetStringValue(paper)));
    add_text(data, buffer_string(&data->scratch));
}

/* In the order of CLAIMS_DATA_MEMBERS. */
static void add_claim(Data *data, const cJSON *claim)
{
    static const char *const where[] = {"baseline", "model", "dataset", "hardware"};
    buffer_append_text(&data->claims, data->claims.size > 0 ? ",\n[" : "[");
    add_text(data, json_line_text(claim, "source"));
    add_paper(data, claim);
    add_text(data, json_line_text(claim, "title"));
    add_text(data, json_line_text(claim, "date"));
    add_identifier(data, "page.section", json_line_text(claim, "section"));
    add_families(data, claim);
    add_identifier(data, "page.kind", json_line_text(claim, "kind"));
    add_identifier(data, "metric", json_line_text(claim, "metric"));
    add_value(data, claim);
    add_number(data, json_line_number(claim, "factor"));
    add_sentence(data, claim);
    add_number(data, json_line_number(claim, "line"));
    add_text(data, json_line_text(claim, "rule"));
    for (size_t i = 0; i < sizeof where / sizeof *where; i++)
        add_text(data, json_line_text(claim, where[i]));
    add_number(data, json_line_number(claim, "confidence"));
    buffer_append_text(&data->claims, json_get_bool(claim, "background") ? "1]" : "0]");
}

static void append_texts(const Names *texts, Buffer *json)
{
    buffer_append_text(json, "{\"texts\":[\"\"");
    for (uint32_t i = 1; i < texts->count; i++) {
        buffer_append_text(json, ",\n");
        json_append_string(json, names_text(texts, i));
    }
    buffer_append_text(json, "],\n");
}

ClaimsStatus claims_data_append_json(const Draft *draft, Buffer *json)
{
    static const char *const members[] = {CLAIMS_DATA_MEMBERS};
    Data data = {.draft = draft};
    size_t count = 0;
    cJSON *claim;
    for (size_t at = 0; (claim = json_lines_next(draft->request->claims, &at)) != NULL;) {
        if (count++ < CLAIMS_DATA_MOST)
            add_claim(&data, claim);
        cJSON_Delete(claim);
    }
    append_texts(&data.texts, json);
    buffer_append_text(json, "\"names\":{");
    buffer_append_string(json, buffer_string(&data.called));
    buffer_append_text(json, "},\n\"members\":[");
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        buffer_printf(json, "%s\"%s\"", i > 0 ? "," : "", members[i]);
    buffer_append_text(json, "],\n\"claims\":[");
    buffer_append_string(json, buffer_string(&data.claims));
    buffer_printf(json, "],\n\"total\":%zu}", count);
    bool failed = data.failed || data.claims.failed || data.called.failed || data.scratch.failed;
    names_free(&data.texts);
    names_free(&data.names);
    buffer_free(&data.claims);
    buffer_free(&data.called);
    buffer_free(&data.scratch);
    arena_free(&data.arena);
    return failed || json->failed ? CLAIMS_ERROR_SYSTEM : CLAIMS_OK;
}

void claims_data_append_csv(ClaimsString claims, Buffer *csv)
{
    const Writer writer = {.format = writer_format(WRITER_FORMAT_csv)};
    FieldValue fields[RECORD_FIELD_COUNT];
    ClaimsString strings[FAMILIES_SHOWN];
    cJSON *claim;
    writer_begin(&writer, csv);
    for (size_t at = 0; (claim = json_lines_next(claims, &at)) != NULL;) {
        json_line_fields(claim, fields, strings, FAMILIES_SHOWN);
        csv_append_row(csv, fields, RECORD_FIELD_COUNT, false);
        cJSON_Delete(claim);
    }
}
