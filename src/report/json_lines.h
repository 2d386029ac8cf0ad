/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of JSON that were read or written before, one object each. */
#ifndef REPORT_JSON_LINES_H
#define REPORT_JSON_LINES_H

#include "base/json.h"
#include "output/record_fields.h"

/* The object of the line that begins at byte `*at` of `lines`, which moves behind it; NULL at the
 * end, or when memory is exhausted: then `*at` is not at the end. Owned: cJSON_Delete. A line that
 * is no object is passed over. */
cJSON *json_lines_next(ClaimsString lines, size_t *at);

/* The member `name`, when it is a string; else empty. Borrowed from `object`. */
ClaimsString json_line_text(const cJSON *object, const char *name);

/* The member `name`, when it is a number; else NAN. */
double json_line_number(const cJSON *object, const char *name);

/* A record's line as fields, whose texts are borrowed from `object`; what is missing, or of another
 * type, is absent. `strings` has room for `most` members of lists. */
void json_line_fields(const cJSON *object, FieldValue fields[RECORD_FIELD_COUNT],
                      ClaimsString *strings, size_t most);

#endif
