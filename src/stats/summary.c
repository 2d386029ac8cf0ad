/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/summary.h"

#include <math.h>
#include <stdlib.h>

#include "stats/bootstrap.h"

/* Working memory, for the largest group. */
typedef struct Work {
    Bootstrap bootstrap;
    CensoredValue *centres;
    double *numbers, *peaks;
} Work;

static bool work_init(Work *work, size_t most, size_t resamples)
{
    work->centres = malloc((most + 1) * sizeof *work->centres);
    work->numbers = malloc((most + 1) * sizeof *work->numbers);
    work->peaks = malloc((most + 1) * sizeof *work->peaks);
    return bootstrap_init(&work->bootstrap, resamples) && work->centres != NULL &&
           work->numbers != NULL && work->peaks != NULL &&
           censored_scratch_reserve(&work->bootstrap.scratch, most + 1);
}

static void work_free(Work *work)
{
    bootstrap_free(&work->bootstrap);
    free(work->centres);
    free(work->numbers);
    free(work->peaks);
}

static void fill_median(SummaryRow *row, Work *work)
{
    double median =
        censored_median(work->centres, NULL, row->centre_papers, &work->bootstrap.scratch);
    row->beyond = isinf(median) ? (median > 0 ? 1 : -1) : 0;
    row->median = isfinite(median) ? median : NAN;
}

/* The figures of the papers' typical values, which are in work->centres, sorted. */
static bool fill_centre(SummaryRow *row, Work *work, uint64_t seed)
{
    size_t count = row->centre_papers;
    for (size_t i = 0; i < count; i++)
        work->numbers[i] = work->centres[i].value;
    fill_median(row, work);
    row->stated_median = sample_quantile(work->numbers, count, 0.5);
    row->first_quartile = sample_quantile(work->numbers, count, 0.25);
    row->third_quartile = sample_quantile(work->numbers, count, 0.75);
    row->minimum = work->numbers[0];
    row->maximum = work->numbers[count - 1];
    if (row->group->scale == SCALE_FACTOR || row->group->scale == SCALE_SETTING)
        row->geometric_mean = sample_geometric_mean(work->numbers, count);
    for (size_t i = 0; i < count && count <= SUMMARY_LISTED; i++)
        row->listed[i] = work->numbers[i];
    return count <= SUMMARY_LISTED ||
           bootstrap_median(&work->bootstrap, work->centres, count, seed, &row->interval);
}

static bool fill_row(SummaryRow *row, const PaperValue *values, Work *work, uint64_t seed)
{
    for (size_t i = 0; i < row->group->count; i++) {
        row->facts += values[i].facts;
        if (values[i].has_peak)
            work->peaks[row->peak_papers++] = values[i].peak;
        if (!values[i].has_centre)
            continue;
        work->centres[row->centre_papers++] = values[i].centre;
        row->at_least += values[i].centre.censoring == CENSORING_RIGHT;
        row->at_most += values[i].centre.censoring == CENSORING_LEFT;
    }
    if (row->peak_papers > 0) {
        sample_sort(work->peaks, row->peak_papers);
        row->peak_median = sample_quantile(work->peaks, row->peak_papers, 0.5);
        row->peak_maximum = work->peaks[row->peak_papers - 1];
    }
    censored_sort(work->centres, row->centre_papers);
    return row->centre_papers == 0 || fill_centre(row, work, seed);
}

/* Count the papers of each value of a setting. */
static void fill_counts(SummaryRow *row, const SettingValue *settings, SummaryCount *counts)
{
    size_t used = 0;
    for (size_t i = 0; i < row->group->setting_count; i++) {
        bool same_value = i > 0 && settings[i].value == settings[i - 1].value;
        if (same_value && settings[i].paper == settings[i - 1].paper)
            continue;
        if (!same_value)
            counts[used++] = (SummaryCount){settings[i].value, 0};
        counts[used - 1].papers++;
    }
    row->counts = counts;
    row->count_count = used;
}

ClaimsStatus summary_make(const FactTable *table, uint64_t seed, size_t resamples, Summary *summary)
{
    Work work = {0};
    size_t most = 0;
    for (size_t i = 0; i < table->group_count; i++)
        most = table->groups[i].count > most ? table->groups[i].count : most;
    *summary = (Summary){.rows = calloc(table->group_count + 1, sizeof *summary->rows),
                         .counts = calloc(table->setting_count + 1, sizeof *summary->counts)};
    bool done =
        work_init(&work, most, resamples) && summary->rows != NULL && summary->counts != NULL;
    for (size_t i = 0; done && i < table->group_count; i++) {
        const FactGroup *group = &table->groups[i];
        SummaryRow *row = &summary->rows[summary->row_count++];
        *row = (SummaryRow){.group = group,
                            .papers = group->count,
                            .median = NAN,
                            .interval = {NAN, NAN},
                            .stated_median = NAN,
                            .geometric_mean = NAN,
                            .first_quartile = NAN,
                            .third_quartile = NAN,
                            .minimum = NAN,
                            .maximum = NAN,
                            .listed = {NAN, NAN},
                            .peak_median = NAN,
                            .peak_maximum = NAN};
        done = fill_row(row, table->values + group->first, &work, seed);
        if (done && group->setting_count > 0)
            fill_counts(row, table->settings + group->first_setting,
                        summary->counts + group->first_setting);
    }
    work_free(&work);
    return done ? CLAIMS_OK : CLAIMS_ERROR_SYSTEM;
}

void summary_free(Summary *summary)
{
    free(summary->rows);
    free(summary->counts);
    *summary = (Summary){0};
}
