/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/paper_lookup.h"

#include <string.h>
#include <strings.h>

#include "base/diagnostic.h"
#include "base/string.h"

/* Does `name` fit the paper, in one way? */
typedef bool (*PaperFit)(Analysis *analysis, uint32_t paper, const char *name);

static bool fits_name(Analysis *analysis, uint32_t paper, const char *name)
{
    ClaimsString own = analysis_paper_name(analysis, paper);
    return own.data != NULL && strcmp(own.data, name) == 0;
}

static bool fits_identifier(Analysis *analysis, uint32_t paper, const char *name)
{
    const Records *records = &analysis->records;
    return strcmp(names_text(&records->names, records->papers[paper].id).data, name) == 0;
}

static bool fits_title(Analysis *analysis, uint32_t paper, const char *name)
{
    const Records *records = &analysis->records;
    return strcasecmp(names_text(&records->names, records->papers[paper].title).data, name) == 0;
}

static bool fits_part(Analysis *analysis, uint32_t paper, const char *name)
{
    const Records *records = &analysis->records;
    return name[0] != '\0' &&
           strcasestr(names_text(&records->names, records->papers[paper].title).data, name) != NULL;
}

static void report_ambiguous(Analysis *analysis, const char *name, uint32_t first, uint32_t second,
                             size_t count)
{
    ClaimsString a = analysis_paper_name(analysis, first);
    ClaimsString b = analysis_paper_name(analysis, second);
    diagnostic_report(analysis->sink, CLAIMS_ERROR, NULL, 0,
                      "'%s' fits %zu papers, such as %s and %s: name one of them", name, count,
                      a.data != NULL ? a.data : "", b.data != NULL ? b.data : "");
}

PaperLookup paper_lookup(Analysis *analysis, const char *name, uint32_t *paper)
{
    static const PaperFit fits[] = {fits_name, fits_identifier, fits_title, fits_part};
    for (size_t way = 0; way < sizeof fits / sizeof *fits; way++) {
        size_t count = 0;
        uint32_t found[2] = {0, 0};
        for (uint32_t i = 0; i < analysis->records.paper_count; i++) {
            if (!fits[way](analysis, i, name))
                continue;
            if (count < 2)
                found[count] = i;
            count++;
        }
        if (count > 1)
            report_ambiguous(analysis, name, found[0], found[1], count);
        *paper = found[0];
        if (count > 0)
            return count == 1 ? PAPER_FOUND : PAPER_AMBIGUOUS;
    }
    return PAPER_UNKNOWN;
}
