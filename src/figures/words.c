/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of figures as French people read them.
 */
#include "base/text.h"
#include "figures/contribution.h"

#include <string.h>

char *
number_words(const char *canonical, guint decimals)
{
    gint64 scaled;
    g_autofree char *label = NULL;
    const char *mark;
    GString *padded;

    if (!number_parse_sum(canonical, &scaled))
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

static gboolean
is_percentage(const Indicator *indicator)
{
    return g_strcmp0(indicator->unit, "%") == 0;
}

guint
value_decimals(const Indicator *indicator, const char *canonical)
{
    const Operand *first =
        indicator->numerator && indicator->numerator->len ? indicator->numerator->pdata[0] : NULL;
    gboolean amount =
        first && (first->column ? first->column->type : first->field->type) == TYPE_AMOUNT;

    if (is_percentage(indicator))
        return 1;
    return amount && strchr(canonical, '.') ? 2 : 0;
}

char *
value_words(const Indicator *indicator, const char *canonical)
{
    g_autofree char *number = number_words(canonical, value_decimals(indicator, canonical));
    g_autofree char *whole = NULL;

    if (!is_percentage(indicator))
        return g_steal_pointer(&number);
    whole = g_strdup_printf("%s %%", number);
    return text_french(whole);
}

/* TRUE when a label begins with the unit, as "Réunions d'échange" with "réunions". */
static gboolean
label_says(const Indicator *indicator)
{
    g_autofree char *label = g_utf8_casefold(indicator->label, -1);
    g_autofree char *unit = g_utf8_casefold(indicator->unit, -1);

    return g_str_has_prefix(label, unit) &&
           !g_unichar_isalnum(g_utf8_get_char(label + strlen(unit)));
}

char *
unit_words(const Indicator *indicator)
{
    if (!indicator->unit || label_says(indicator))
        return g_strdup("");
    return g_strdup_printf(" (%s)", indicator->unit);
}

char *
target_range(const Indicator *indicator)
{
    guint32 day = indicator->target_date ? date_parse(indicator->target_date) : 0;
    g_autofree char *least =
        indicator->target_min ? value_words(indicator, indicator->target_min) : NULL;
    g_autofree char *most =
        indicator->target_max ? value_words(indicator, indicator->target_max) : NULL;
    if (day)
        return date_label(day);
    if (!least && !most)
        return NULL;
    if (least && most && strcmp(least, most) != 0)
        return g_strdup_printf("%s à %s", least, most);
    return g_strdup_printf("%s%s", least ? "" : "au plus ", least ? least : most);
}
