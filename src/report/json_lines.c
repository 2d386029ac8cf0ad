/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/json_lines.h"

#include <math.h>

#include "base/string.h"

cJSON *json_lines_next(ClaimsString lines, size_t *at)
{
    while (*at < lines.size) {
        const char *here = lines.data + *at;
        const char *end = memchr(here, '\n', lines.size - *at);
        size_t size = end != NULL ? (size_t)(end - here) : lines.size - *at;
        cJSON *object = cJSON_ParseWithLength(here, size);
        *at += size + (end != NULL);
        if (cJSON_IsObject(object))
            return object;
        cJSON_Delete(object);
    }
    return NULL;
}

ClaimsString json_line_text(const cJSON *object, const char *name)
{
    return string_of(json_get_string(object, name));
}

double json_line_number(const cJSON *object, const char *name)
{
    return json_get_number(object, name, NAN);
}

static FieldValue list_value(const cJSON *list, ClaimsString *strings, size_t most)
{
    FieldValue value = {.type = FIELD_STRINGS, .strings = strings};
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        if (cJSON_IsString(item) && value.count < most)
            strings[value.count++] = string_of(item->valuestring);
    }
    return value;
}

void json_line_fields(const cJSON *object, FieldValue fields[RECORD_FIELD_COUNT],
                      ClaimsString *strings, size_t most)
{
    for (int i = 0; i < RECORD_FIELD_COUNT; i++) {
        const cJSON *member = json_get(object, record_field_name((RecordField)i));
        fields[i] = (FieldValue){.type = FIELD_NULL};
        if (cJSON_IsString(member))
            fields[i] = field_text(string_of(member->valuestring));
        else if (cJSON_IsNumber(member))
            fields[i] = field_number(member->valuedouble);
        else if (cJSON_IsBool(member))
            fields[i] = (FieldValue){.type = FIELD_BOOL, .boolean = cJSON_IsTrue(member)};
        else if (cJSON_IsArray(member))
            fields[i] = list_value(member, strings, most);
    }
}
