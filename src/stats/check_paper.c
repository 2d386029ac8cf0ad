/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/check_paper.h"

#include <math.h>
#include <string.h>

/* One run. */
typedef struct Check {
    const Kin *kin;
    const CheckFound *found;
    Arena *arena;
    const CheckListener *listener;
    CheckCounts *counts;
} Check;

/* The numbers of one text of a paper, by place. */
typedef struct Numbers {
    CheckNumber *items;
    size_t count;
    bool *told; /* of an abstract: the brief has it */
} Numbers;

/* ---- The numbers of a paper -------------------------------------------------------------- */

static void insert(Numbers *numbers, CheckNumber number)
{
    size_t at = numbers->count++;
    for (; at > 0 && numbers->items[at - 1].start > number.start; at--)
        numbers->items[at] = numbers->items[at - 1];
    numbers->items[at] = number;
}

/* Is the quantity one of the claims? In an abstract, where more to compare with does no harm, a
 * range stays beside the claim that is made of one of its ends. */
static bool is_claimed(const Numbers *numbers, size_t claim_count, const QuantityRecord *quantity)
{
    for (size_t i = 0; i < claim_count; i++) {
        const CheckNumber *claim = &numbers->items[i];
        bool overlaps = claim->start < quantity->end && quantity->start < claim->end,
             end_only = isnan(claim->value_max) && !isnan(quantity->value_max) &&
                        quantity->document->section == CLAIM_SECTION_ABSTRACT;
        if (overlaps && !end_only)
            return true;
    }
    return false;
}

/* The claims of `document`, and its quantities that are no claims. */
static bool collect(const Check *check, const ClaimsDocument *document, Numbers *numbers)
{
    const CheckFound *found = check->found;
    size_t most = found->claim_count + found->quantity_count;
    *numbers = (Numbers){.items = arena_array(check->arena, most + 1, sizeof(CheckNumber)),
                         .told = arena_array(check->arena, most + 1, sizeof(bool))};
    if (numbers->items == NULL || numbers->told == NULL)
        return false;
    for (size_t i = 0; i < found->claim_count; i++)
        if (found->claims[i].document == document)
            numbers->items[numbers->count++] = check_number_of_claim(&found->claims[i]);
    size_t claims = numbers->count, free_count = 0;
    CheckNumber *free_items = arena_array(check->arena, most + 1, sizeof *free_items);
    for (size_t i = 0; free_items != NULL && i < found->quantity_count; i++) {
        const QuantityRecord *quantity = &found->quantities[i];
        if (quantity->document == document && quantity->form != MEASURE_DATE &&
            !is_claimed(numbers, claims, quantity))
            free_items[free_count++] = check_number_of_quantity(quantity);
    }
    for (size_t i = 0; i < free_count; i++)
        insert(numbers, free_items[i]);
    return free_items != NULL;
}

static const ClaimsDocument *find_document(const ClaimsPaper *paper, ClaimSection section)
{
    for (size_t i = 0; i < paper->document_count; i++)
        if (paper->documents[i].section == section)
            return &paper->documents[i];
    return NULL;
}

/* ---- The check --------------------------------------------------------------------------- */

static void tell(const Check *check, CheckItem item)
{
    item.paper = check->found->paper;
    if (item.left_out) {
        check->counts->left_out++;
    } else if (item.brief != NULL) {
        check->counts->numbers++;
        check->counts->statuses[item.status]++;
        check->counts->reasons[item.reason]++;
    }
    check->listener->tell(check->listener->cookie, &item);
}

static void check_brief(const Check *check, const Numbers *brief, const Numbers *abstract,
                        ClaimsString text)
{
    const Kin *kin = check->kin;
    for (size_t i = 0; i < brief->count; i++) {
        const CheckNumber *number = &brief->items[i];
        CheckFinding finding = check_number(kin, number, abstract->items, abstract->count, text);
        if (finding.status == CHECK_UNSUPPORTED && !check_number_is_telling(number))
            continue;
        for (size_t k = 0; k < abstract->count; k++)
            abstract->told[k] = abstract->told[k] || &abstract->items[k] == finding.match ||
                                check_tells(kin, number, &abstract->items[k]);
        tell(check, (CheckItem){.status = finding.status,
                                .reason = finding.reason,
                                .brief = number,
                                .abstract = finding.match});
    }
    for (size_t k = 0; k < abstract->count; k++)
        if (!abstract->told[k] && check_is_headline(&abstract->items[k]))
            tell(check, (CheckItem){.left_out = true, .abstract = &abstract->items[k]});
}

static void report_uncheckable(const Check *check, const Numbers *brief)
{
    check->counts->without_abstract++;
    if (brief->count == 0)
        tell(check, (CheckItem){.status = CHECK_UNCHECKABLE});
    for (size_t i = 0; i < brief->count; i++)
        if (check_number_is_telling(&brief->items[i]))
            tell(check, (CheckItem){.status = CHECK_UNCHECKABLE, .brief = &brief->items[i]});
}

/* All that a brief may render: the abstract, and the title. */
static ClaimsString source_text(const Check *check, ClaimsString abstract)
{
    const ClaimsPaper *paper = check->found->paper;
    size_t size = abstract.size + 1 + paper->title.size;
    char *text = arena_alloc(check->arena, size + 1);
    if (text == NULL)
        return abstract;
    memcpy(text, abstract.data, abstract.size);
    text[abstract.size] = '\n';
    if (paper->title.size > 0)
        memcpy(text + abstract.size + 1, paper->title.data, paper->title.size);
    return (ClaimsString){text, size};
}

bool check_has_brief(const ClaimsPaper *paper)
{
    return find_document(paper, CLAIM_SECTION_BRIEF) != NULL;
}

ClaimsStatus check_paper(const Kin *kin, const CheckFound *found, Arena *arena,
                         const CheckListener *listener, CheckCounts *counts)
{
    const Check check = {kin, found, arena, listener, counts};
    const ClaimsDocument *brief = find_document(found->paper, CLAIM_SECTION_BRIEF),
                         *abstract = find_document(found->paper, CLAIM_SECTION_ABSTRACT);
    Numbers told, known;
    if (brief == NULL) {
        counts->without_brief++;
        return CLAIMS_OK;
    }
    counts->briefs++;
    if (!collect(&check, brief, &told) || (abstract != NULL && !collect(&check, abstract, &known)))
        return CLAIMS_ERROR_SYSTEM;
    if (abstract == NULL)
        report_uncheckable(&check, &told);
    else
        check_brief(&check, &told, &known, source_text(&check, abstract->text));
    return CLAIMS_OK;
}
