/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/build.h"

#include <math.h>

#include "base/string.h"
#include "record/bound.h"
#include "record/factor.h"
#include "record/reference.h"

static const Quantity *target_quantity(const Reading *reading, const Line *line, size_t member)
{
    const Item *item = &line->items[reading->match.target];
    return &line->sentence->quantities[line->sentence->tokens[item->members[member]].quantity];
}

/* What is said of others' work is half as likely to be what a reader looks for. */
#define BACKGROUND_DISCOUNT 0.5

/* How far before a number, in tagged items, a metric still speaks of it. */
enum { BEFORE_REACH = 12 };

/* ---- The metric -------------------------------------------------------------------------- */

static void take_metric(Reading *reading, const Metric *metric, TextSpan span)
{
    reading->metrics[0] = metric;
    reading->metric_spans[0] = span;
    reading->metric_count = 1;
}

static bool has_metric(const Reading *reading, const Metric *metric)
{
    for (size_t i = 0; i < reading->metric_count; i++)
        if (reading->metrics[i] == metric)
            return true;
    return false;
}

/* The metrics of an item: all of a coordination, or only the nearest. */
static bool take_item(Reading *reading, const Line *line, size_t index)
{
    const Item *item = &line->items[index];
    const Token *tokens = line->sentence->tokens;
    if (item->type == TOKEN_CUE) {
        const Metric *metric = tokens[item->members[0]].cue->metric;
        if (metric != NULL)
            take_metric(reading, metric, item->span);
        return metric != NULL;
    }
    if (item->type != TOKEN_METRIC)
        return false;
    size_t numbers = line->items[reading->match.target].member_count;
    bool all = item->member_count <= BUILD_METRICS_MAX && item->member_count > 1 &&
               (numbers % item->member_count == 0 ||
                (numbers == 1 && !reading->match.rule->nearest_metric));
    bool behind = index > reading->match.target;
    size_t first = all || behind ? 0 : item->member_count - 1;
    size_t end = all || !behind ? item->member_count : 1;
    for (size_t m = first; m < end; m++) {
        const Token *token = &tokens[item->members[m]];
        if (numbers == 1 && has_metric(reading, token->metric))
            continue;
        reading->metrics[reading->metric_count] = token->metric;
        reading->metric_spans[reading->metric_count++] = token->span;
    }
    return true;
}

static bool names_result(const Line *line, size_t item)
{
    return line->items[item].type == TOKEN_METRIC &&
           line->sentence->tokens[line->items[item].members[0]].metric->group != METRIC_SETTING;
}

static bool take_nearest(Reading *reading, const Line *line, bool before)
{
    size_t target = reading->match.target;
    if (before) {
        size_t ref = reading->match.ref;
        for (size_t i = target; i-- > 0 && target - i <= BEFORE_REACH;) {
            if ((line->items[i].type == TOKEN_QUANTITY && i != ref) ||
                line->items[i].tag == line->comma)
                break;
            if (names_result(line, i))
                return take_item(reading, line, i);
        }
    } else {
        for (size_t i = target + 1; i < line->count && i - target <= RULE_REACH; i++)
            if (names_result(line, i))
                return take_item(reading, line, i);
    }
    return false;
}

/* What numbers on the nearest known data set measure: the next one, else the one before; or NULL.
 */
static const Metric *dataset_metric(const Line *line, size_t target)
{
    const Metric *metric = NULL;
    size_t first = target > RULE_REACH ? target - RULE_REACH : 0;
    for (size_t i = first;
         i < line->count && i <= target + RULE_REACH && (i < target || metric == NULL); i++) {
        const Item *item = &line->items[i];
        if (item->type != TOKEN_NAME)
            continue;
        for (size_t token = item->first_token; token < item->token_end; token++) {
            const Token *t = &line->sentence->tokens[token];
            if (t->type == TOKEN_NAME && t->name != NULL && t->name->metric != NULL)
                metric = t->name->metric;
        }
    }
    return metric;
}

/* "45 fps at 94.2% accuracy": no accuracy is told in frames per second, and a throughput or latency
 * is no percentage. */
static bool unit_fits(const Reading *reading, const Line *line)
{
    UnitClass class = target_quantity(reading, line, 0)->class;
    bool points = reading->match.rule->kind == RULE_LEVEL &&
                  (class == UNIT_PP || class == UNIT_POINTS); /* of a score, if it is a value */
    for (size_t i = 0; i < reading->metric_count; i++) {
        const Metric *metric = reading->metrics[i];
        bool share = class == UNIT_PERCENT && reading->match.rule->kind == RULE_LEVEL &&
                     metric->group == METRIC_EFFICIENCY &&
                     metric->polarity != POLARITY_NONE; /* a percentage of what it was */
        if (metric->classes != 0 &&
            (share || points || (metric->classes & UINT32_C(1) << class) == 0))
            return false;
    }
    return true;
}

static bool take_choice(const ClaimsRules *rules, const MetricChoice *choice, const Line *line,
                        const Thread *thread, Reading *reading)
{
    const RuleMatch *match = &reading->match;
    const TextSpan nowhere = {0, 0};
    const Metric *metric = NULL;
    switch (choice->source) {
    case METRIC_FROM_GROUP:
        return match->metric != SIZE_MAX && take_item(reading, line, match->metric);
    case METRIC_FROM_CHANGE:
        return match->change != SIZE_MAX && take_item(reading, line, match->change);
    case METRIC_BEFORE:
    case METRIC_AFTER:
        return take_nearest(reading, line, choice->source == METRIC_BEFORE);
    case METRIC_FROM_UNIT: {
        const Quantity *quantity = target_quantity(reading, line, 0);
        if (quantity->unit != NULL && quantity->unit->metric != NULL)
            metric = vocabulary_metric(rules->vocabulary, quantity->unit->metric);
        break;
    }
    case METRIC_FROM_DATASET:
        metric = dataset_metric(line, match->target);
        break;
    case METRIC_PREVIOUS:
        metric = match->rule->kind == RULE_SAME ? reading->same.metric : thread->last;
        break;
    case METRIC_PREVIOUS_QUALITY:
        metric = thread->last_quality;
        break;
    case METRIC_EARLIER_QUALITY:
        metric = thread->earlier_quality;
        break;
    case METRIC_FIXED:
        metric = choice->fixed;
        break;
    }
    if (metric != NULL)
        take_metric(reading, metric, nowhere);
    return metric != NULL;
}

/* "A drop of 0.3 dB": a metric that says little yields to what the unit measures. */
static void prefer_unit_metric(const ClaimsRules *rules, const Line *line, MetricSource choice,
                               Reading *reading)
{
    const Unit *unit = target_quantity(reading, line, 0)->unit;
    if (reading->metric_count != 1 || unit == NULL || unit->metric == NULL)
        return;
    /* A metric from afar yields to a unit that tells what it measures. */
    bool afar =
        choice == METRIC_PREVIOUS || choice == METRIC_PREVIOUS_QUALITY || choice == METRIC_BEFORE;
    bool telling = unit->class != UNIT_TIME && unit->class != UNIT_BYTES;
    if (!reading->metrics[0]->generic && !(afar && telling))
        return;
    const Metric *metric = vocabulary_metric(rules->vocabulary, unit->metric);
    if (metric != NULL)
        reading->metrics[0] = metric;
}

/* Fewer tokens of context is a change of tokens, whereas a context of 8k tokens is a setting. */
static void prefer_changed_metric(const ClaimsRules *rules, Reading *reading)
{
    RuleKind kind = reading->match.rule->kind;
    if (kind == RULE_LEVEL || kind == RULE_SETTING || kind == RULE_SAME)
        return;
    for (size_t i = 0; i < reading->metric_count; i++)
        reading->metrics[i] = &rules->vocabulary->metrics[reading->metrics[i]->change];
}

/* A number is compared with one of its own kind. */
static bool reference_fits(const Line *line, const RuleMatch *match)
{
    if (match->ref == SIZE_MAX || line->items[match->ref].type != TOKEN_QUANTITY)
        return true;
    const Sentence *sentence = line->sentence;
    UnitClass own =
        sentence->quantities[sentence->tokens[line->items[match->target].members[0]].quantity]
            .class;
    UnitClass other =
        sentence->quantities[sentence->tokens[line->items[match->ref].members[0]].quantity].class;
    bool bare = own == UNIT_BARE || own == UNIT_WHOLE || other == UNIT_BARE || other == UNIT_WHOLE;
    return own == other || (bare && own != UNIT_PERCENT && other != UNIT_PERCENT) ||
           (own == UNIT_PARAMETERS && other == UNIT_BILLIONS);
}

bool reading_resolve(const ClaimsRules *rules, const Line *line, const RuleMatch *match,
                     const Thread *thread, Reading *reading)
{
    *reading = (Reading){.match = *match};
    reading->same = thread->told[target_quantity(reading, line, 0)->class];
    if (!reference_fits(line, match))
        return false;
    if (match->rule->kind == RULE_SAME && reading->same.metric == NULL)
        return false;
    for (size_t i = 0; i < match->rule->metric_count; i++) {
        reading->metric_count = 0;
        if (take_choice(rules, &match->rule->metrics[i], line, thread, reading) &&
            unit_fits(reading, line)) {
            prefer_unit_metric(rules, line, match->rule->metrics[i].source, reading);
            prefer_changed_metric(rules, reading);
            return true;
        }
    }
    return match->rule->kind == RULE_VETO;
}

UnitClass reading_unit_class(const Reading *reading, const Line *line)
{
    return target_quantity(reading, line, 0)->class;
}

/* ---- Records ----------------------------------------------------------------------------- */

size_t reading_record_count(const Reading *reading, const Line *line)
{
    size_t numbers = line->items[reading->match.target].member_count;
    return reading->metric_count > numbers ? reading->metric_count : numbers;
}

static ClaimKind kind_of(const Reading *reading, const Quantity *quantity)
{
    if (quantity->decrease) /* "halved" */
        return CLAIM_KIND_DELTA;
    switch (reading->match.rule->kind) {
    case RULE_SAME:
        return reading->same.kind;
    case RULE_FACTOR:
        return CLAIM_KIND_FACTOR;
    case RULE_RATIO:
        return CLAIM_KIND_RATIO;
    case RULE_LEVEL:
        return CLAIM_KIND_LEVEL;
    case RULE_SETTING:
        return CLAIM_KIND_SETTING;
    case RULE_CHANGE: /* "by half" is a change by a share, "by 2×" a factor */
        return quantity->class == UNIT_TIMES ? CLAIM_KIND_FACTOR : CLAIM_KIND_DELTA;
    case RULE_DELTA:
    case RULE_VETO:
        break;
    }
    return CLAIM_KIND_DELTA;
}

static ClaimDirection toward(const Metric *metric, bool better)
{
    return (metric->polarity == POLARITY_LOWER) == better ? CLAIM_DIRECTION_DECREASE
                                                          : CLAIM_DIRECTION_INCREASE;
}

static ClaimDirection direction_of_change(const Reading *reading, const Line *line,
                                          const Metric *metric)
{
    if (reading->match.change == SIZE_MAX)
        return CLAIM_DIRECTION_NONE;
    const Item *item = &line->items[reading->match.change];
    if (item->type != TOKEN_CUE)
        return CLAIM_DIRECTION_NONE;
    switch (line->sentence->tokens[item->members[0]].cue->change) {
    case CHANGE_INCREASE:
        return CLAIM_DIRECTION_INCREASE;
    case CHANGE_DECREASE:
        return CLAIM_DIRECTION_DECREASE;
    case CHANGE_IMPROVE:
        return toward(metric, true);
    case CHANGE_WORSEN:
        return toward(metric, false);
    case CHANGE_NONE:
        break;
    }
    return CLAIM_DIRECTION_NONE;
}

static ClaimDirection direction_of(const Reading *reading, const Line *line, const Metric *metric,
                                   const Quantity *quantity)
{
    double whole = quantity->class == UNIT_PERCENT ? 100 : 1;
    if (quantity->decrease)
        return CLAIM_DIRECTION_DECREASE;
    if (reading->match.rule->kind == RULE_SAME)
        return reading->same.direction;
    switch (reading->match.rule->direction) {
    case DIRECTION_INCREASE:
        return CLAIM_DIRECTION_INCREASE;
    case DIRECTION_DECREASE:
        return CLAIM_DIRECTION_DECREASE;
    case DIRECTION_BETTER:
        return toward(metric, true);
    case DIRECTION_WORSE:
        return toward(metric, false);
    case DIRECTION_FROM_CHANGE:
        return quantity->sign < 0 ? CLAIM_DIRECTION_DECREASE
                                  : direction_of_change(reading, line, metric);
    case DIRECTION_FROM_SIGN:
        return quantity->sign < 0   ? CLAIM_DIRECTION_DECREASE
               : quantity->sign > 0 ? CLAIM_DIRECTION_INCREASE
                                    : direction_of_change(reading, line, metric);
    case DIRECTION_FROM_SHARE:
        return quantity->value < whole   ? CLAIM_DIRECTION_DECREASE
               : quantity->value > whole ? CLAIM_DIRECTION_INCREASE
                                         : CLAIM_DIRECTION_NONE;
    case DIRECTION_NONE:
        break;
    }
    return CLAIM_DIRECTION_NONE;
}

static double matched_reference(const Reading *reading, const Line *line, size_t index)
{
    if (reading->match.ref == SIZE_MAX)
        return NAN;
    const Item *item = &line->items[reading->match.ref];
    if (item->type != TOKEN_QUANTITY)
        return NAN;
    const Token *tokens = line->sentence->tokens;
    size_t member = index < item->member_count ? index : item->member_count - 1;
    const Quantity *other = &line->sentence->quantities[tokens[item->members[member]].quantity];
    size_t numbers = line->items[reading->match.target].member_count;
    return reference_value(target_quantity(reading, line, index < numbers ? index : numbers - 1),
                           other);
}

/* The canonical unit; a difference of bare numbers is in points. */
static ClaimsString unit_of(const Quantity *quantity, const Metric *metric, ClaimKind kind,
                            ClaimsString points)
{
    if (quantity->unit != NULL)
        return quantity->unit->general ? (ClaimsString){0} : quantity->unit->symbol;
    if (kind == CLAIM_KIND_DELTA)
        return points;
    bool measured = kind == CLAIM_KIND_LEVEL || kind == CLAIM_KIND_SETTING;
    return measured && metric->unit != NULL ? metric->unit->symbol : (ClaimsString){0};
}

static size_t file_offset(const ClaimsDocument *document, size_t at)
{
    return document->offsets != NULL ? document->offsets[at] : document->start + at;
}

static void set_place(ClaimRecord *record, const Place *place, const Sentence *sentence,
                      TextSpan span)
{
    TextSpan source = text_view_source(place->view, span);
    TextSpan shown = text_view_shown(place->view, sentence->span, span);
    record->paper = place->paper;
    record->document = place->document;
    record->start = file_offset(place->document, source.start);
    record->end = file_offset(place->document, source.end);
    record->line = line_counter_at(place->lines, source.start);
    record->quote = string_slice(place->document->text, source.start, source.end);
    record->sentence = string_slice(place->view->text, shown.start, shown.end);
    record->quote_in_sentence = span.start - shown.start;
    record->quote_in_sentence_size = span.end - span.start;
}

/* "Existing methods lose over 10%": others' work is the subject of the clause, rather than what the
 * paper's own is compared with. */
static bool is_background(const Line *line, size_t target)
{
    for (size_t i = target; i-- > 0;) {
        const Item *item = &line->items[i];
        char c = line->sentence->text.data[item->span.start];
        if (item->type == TOKEN_QUANTITY || c == ',' || c == ';')
            return false; /* another clause */
        if (item->tag != line->background)
            continue;
        return i == 0 || line->items[i - 1].tag == line->comma ||
               line->items[i - 1].type == TOKEN_WORD;
    }
    return false;
}

static uint64_t record_hash(const ClaimRecord *record)
{
    uint64_t hash = hash_bytes(HASH_SEED, record->paper->source, strlen(record->paper->source));
    hash = hash_bytes(hash, record->paper->id.data, record->paper->id.size);
    const uint64_t numbers[] = {record->document->section, record->start, record->end};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        for (int byte = 0; byte < 8; byte++) /* the same on every machine */
            hash = hash_bytes(hash, &(unsigned char){(unsigned char)(numbers[i] >> 8 * byte)}, 1);
    return hash_bytes(hash, record->metric.data, record->metric.size);
}

void reading_make_record(const Reading *reading, const Line *line, const Place *place, size_t index,
                         ClaimRecord *record)
{
    const Item *item = &line->items[reading->match.target];
    size_t member = index < item->member_count ? index : item->member_count - 1;
    size_t m = index % reading->metric_count; /* "31.2/0.91 and 30.4/0.89 PSNR/SSIM" */
    const Quantity *quantity = target_quantity(reading, line, member);
    const Metric *metric = reading->metrics[m];
    const Rule *rule = reading->match.rule;
    *record = (ClaimRecord){.kind = kind_of(reading, quantity),
                            .metric = metric->id,
                            .value = fabs(quantity->value),
                            .value_max = quantity->value_max,
                            .bound = bound_of(line, &reading->match, member, reading->same.bound),
                            .ref_value = matched_reference(reading, line, member),
                            .confidence = rule->confidence * metric->confidence,
                            .rule = rule->id};
    record->background = is_background(line, reading->match.target);
    if (record->background)
        record->confidence *= BACKGROUND_DISCOUNT;
    record->unit = rule->unit != NULL ? rule->unit->symbol
                                      : unit_of(quantity, metric, record->kind, place->points);
    record->direction = direction_of(reading, line, metric, quantity);
    set_place(record, place, line->sentence, quantity->span);
    TextSpan text = reading->metric_spans[m];
    if (text.end > text.start)
        record->metric_text = string_slice(place->view->text, text.start, text.end);
    record->factor = claim_factor(record, metric, quantity->unit);
    record->id = record_hash(record);
}
