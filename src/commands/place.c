/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/place.h"

#include <string.h>

const Field *
place_field(const Sheet *sheet, const char *code)
{
    gsize length = code ? strcspn(code, ".") : 0;
    for (guint i = 0; sheet && code && i < sheet->fields->len; i++) {
        const Field *field = sheet->fields->pdata[i];
        if (strlen(field->printed) == length && strncmp(field->printed, code, length) == 0)
            return field;
    }
    return NULL;
}

char *
place_label(const Sheet *sheet, const char *code, const char *column)
{
    const Field *field = place_field(sheet, code);
    if (!field)
        return NULL;
    const char *row = strchr(code, '.');
    const Item *item = row && field->list ? list_item(field->list, row + 1) : NULL;
    const Column *heading = column ? field_column(field, column) : NULL;
    return g_strjoin(", ", field->label,
                     item      ? item->label
                     : heading ? heading->label
                               : NULL,
                     item && heading ? heading->label : NULL, NULL);
}
