/* SPDX-License-Identifier: Apache-2.0 */
#include "convention/place.h"

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

static char *
join_labels(const Field *field, const Item *item, const Column *column)
{
    return g_strjoin(", ", field->label,
                     item     ? item->label
                     : column ? column->label
                              : NULL,
                     item && column ? column->label : NULL, NULL);
}

char *
place_named(const Sheet *sheet, const char *name, const char *item, const char *column)
{
    const Field *field = sheet ? sheet_field(sheet, name) : NULL;
    if (!field)
        return g_strdup(name);
    return join_labels(field, item && field->list ? list_item(field->list, item) : NULL,
                       column && field->columns ? field_column(field, column) : NULL);
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
    return join_labels(field, item, heading);
}
