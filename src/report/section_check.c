/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of briefs that the abstracts do not bear out, each with both sentences. */
#include <stdio.h>

#include "base/string.h"
#include "record/knowledge_base.h"
#include "report/draft.h"
#include "report/json_lines.h"
#include "report/passage.h"

enum { SHOWN_MOST = 100 }; /* of each kind */

/* What is shown together: of one status and reason. */
typedef struct Kind {
    CheckStatus status;
    CheckReason reason;
    bool left_out;
} Kind;

static bool has_status(const cJSON *check, const char *status)
{
    return string_equal(json_line_text(check, "status"), string_of(status));
}

static bool is_kind(const cJSON *check, Kind kind)
{
    if (kind.left_out)
        return has_status(check, "left out");
    return has_status(check, check_status_name(kind.status)) &&
           (kind.status != CHECK_ALTERED ||
            string_equal(json_line_text(check, "reason"),
                         string_of(check_reason_name(kind.reason))));
}

/* "altered.bound", "unsupported", "left_out" after `prefix`. */
static void append_label(const char *prefix, Kind kind, Buffer *label)
{
    buffer_printf(label, "page.check.%s.%s", prefix,
                  kind.left_out                  ? "left_out"
                  : kind.status == CHECK_ALTERED ? check_reason_name(kind.reason)
                                                 : check_status_name(kind.status));
}

/* The text of `which` ("brief", "abstract"), with its quote marked. */
static PagePassage make_passage(Draft *draft, const cJSON *check, const char *which)
{
    Arena *arena = &draft->page.arena;
    char name[40];
    PagePassage passage = {0};
    snprintf(name, sizeof name, "%s_sentence", which);
    passage.sentence = arena_copy(arena, json_line_text(check, name));
    snprintf(name, sizeof name, "page.check.%s", which);
    passage.label = draft_word(draft, name);
    snprintf(name, sizeof name, "%s_quote", which);
    TextSpan mark = passage_find(draft->request->source.rules->text, passage.sentence,
                                 json_line_text(check, name), 0, arena);
    passage.mark = mark.start;
    passage.mark_size = mark.end - mark.start;
    snprintf(name, sizeof name, "%s_line", which);
    Buffer place = {0};
    buffer_append_string(&place, json_line_text(check, "source"));
    buffer_printf(&place, ":%.0f", json_line_number(check, name));
    passage.place = arena_copy(arena, buffer_string(&place));
    draft->page.failed = draft->page.failed || place.failed || passage.sentence.data == NULL ||
                         passage.place.data == NULL;
    buffer_free(&place);
    return passage;
}

static void add_check(Draft *draft, const cJSON *check, Kind kind)
{
    Buffer text = {0}, label = {0};
    append_label("what", kind, &label);
    Phrase phrase = {.draft = draft};
    phrase_text(&phrase, "brief", json_line_text(check, "brief_quote"));
    phrase_text(&phrase, "abstract", json_line_text(check, "abstract_quote"));
    phrase_append(&phrase, label.failed ? "" : label.data, &text);
    ClaimsString what = arena_copy(&draft->page.arena, buffer_string(&text));
    ClaimsString title = json_line_text(check, "title");
    PageBlock *block =
        page_add(&draft->page, PAGE_CHECK, title.size > 0 ? title : json_line_text(check, "paper"));
    if (block != NULL)
        block->check = (PageCheck){what, make_passage(draft, check, "brief"),
                                   make_passage(draft, check, "abstract")};
    draft->page.failed = draft->page.failed || text.failed || label.failed || what.data == NULL;
    buffer_free(&text);
    buffer_free(&label);
}

/* `count` of them, of which the first ones are shown. */
static void add_kind(Draft *draft, Kind kind, size_t count)
{
    if (count == 0)
        return;
    Buffer label = {0};
    Phrase phrase = {.draft = draft};
    size_t shown = 0;
    cJSON *check;
    phrase_number(&phrase, "n", count);
    append_label("fold", kind, &label);
    phrase_add(&phrase, label.failed ? "" : label.data, PAGE_FOLD);
    for (size_t at = 0;
         shown < SHOWN_MOST && (check = json_lines_next(draft->request->checks, &at)) != NULL;) {
        if (is_kind(check, kind)) {
            add_check(draft, check, kind);
            shown++;
        }
        cJSON_Delete(check);
    }
    if (shown < count) {
        phrase_number(&phrase, "n", count - shown);
        phrase_add(&phrase, "page.check.more", PAGE_NOTE);
    }
    page_add(&draft->page, PAGE_FOLD_END, (ClaimsString){0});
    draft->page.failed = draft->page.failed || label.failed;
    buffer_free(&label);
}

CheckCounts draft_count_checks(const Draft *draft)
{
    CheckCounts counts = {0};
    cJSON *check;
    for (size_t at = 0; (check = json_lines_next(draft->request->checks, &at)) != NULL;) {
        counts.left_out += is_kind(check, (Kind){.left_out = true});
        for (int status = CHECK_SUPPORTED; status <= CHECK_UNCHECKABLE; status++)
            counts.statuses[status] += has_status(check, check_status_name((CheckStatus)status));
        for (int reason = CHECK_REASON_VALUE; reason < CHECK_REASON_COUNT; reason++)
            counts.reasons[reason] +=
                is_kind(check, (Kind){CHECK_ALTERED, (CheckReason)reason, false});
        cJSON_Delete(check);
    }
    for (int status = CHECK_SUPPORTED; status < CHECK_UNCHECKABLE; status++)
        counts.numbers += counts.statuses[status];
    return counts;
}

ClaimsStatus section_check(Draft *draft)
{
    const CheckCounts counts = draft_count_checks(draft);
    const size_t *statuses = counts.statuses;
    if (counts.numbers == 0)
        return CLAIMS_OK;
    draft_add_section(draft, "check", "page.check");
    Phrase phrase = {.draft = draft};
    phrase_count(&phrase, "numbers", "number", counts.numbers);
    phrase_number(&phrase, "supported", statuses[CHECK_SUPPORTED]);
    phrase_number(&phrase, "altered", statuses[CHECK_ALTERED]);
    phrase_number(&phrase, "unsupported", statuses[CHECK_UNSUPPORTED]);
    phrase_number(&phrase, "uncheckable", statuses[CHECK_UNCHECKABLE]);
    phrase_add(&phrase, "page.check.counts", PAGE_TEXT);
    add_kind(draft, (Kind){.status = CHECK_UNSUPPORTED}, statuses[CHECK_UNSUPPORTED]);
    for (int reason = CHECK_REASON_VALUE; reason < CHECK_REASON_COUNT; reason++)
        add_kind(draft, (Kind){CHECK_ALTERED, (CheckReason)reason, false}, counts.reasons[reason]);
    add_kind(draft, (Kind){.left_out = true}, counts.left_out);
    return CLAIMS_OK;
}
