/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/place.h"

#include <string.h>

char *
place_label(const Sheet *sheet, const char *code, const char *column)
{
    g_auto(GStrv) parts = sheet && code ? g_strsplit(code, ".", 2) : NULL;
    for (guint i = 0; parts && i < sheet->fields->len; i++) {
        const Field *field = sheet->fields->pdata[i];
        if (g_strcmp0(field->printed, parts[0]) != 0)
            continue;
        const Item *item = parts[1] && field->list ? list_item(field->list, parts[1]) : NULL;
        const Column *heading = column ? field_column(field, column) : NULL;
        return g_strjoin(", ", field->label,
                         item      ? item->label
                         : heading ? heading->label
                                   : NULL,
                         item && heading ? heading->label : NULL, NULL);
    }
    return NULL;
}
