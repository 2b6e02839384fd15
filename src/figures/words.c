/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of figures as French people read them.
 */
#include "figures/figures.h"

#include <string.h>

char *
number_words(const char *canonical, guint decimals)
{
    gint64 scaled;
    g_autofree char *label = NULL;
    const char *mark;
    GString *padded;

    if (!number_parse(canonical, &scaled))
        return g_strdup(canonical);
    label = number_label(scaled);
    padded = g_string_new(label);
    mark = strchr(label, ',');
    if (decimals && !mark)
        g_string_append_c(padded, ',');
    for (gsize i = mark ? strlen(mark + 1) : 0; i < decimals; i++)
        g_string_append_c(padded, '0');
    return g_string_free(padded, FALSE);
}

guint
value_decimals(const Indicator *indicator, const char *canonical)
{
    const Operand *first =
        indicator->numerator && indicator->numerator->len ? indicator->numerator->pdata[0] : NULL;
    gboolean amount =
        first && (first->column ? first->column->type : first->field->type) == TYPE_AMOUNT;

    if (g_strcmp0(indicator->unit, "%") == 0)
        return 1;
    return amount && strchr(canonical, '.') ? 2 : 0;
}
