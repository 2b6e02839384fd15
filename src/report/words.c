/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers, dates and enumerations as French people read them.
 */
#include "report/parts.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"

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

static gboolean
is_percentage(const Indicator *indicator)
{
    return g_strcmp0(indicator->unit, "%") == 0;
}

char *
value_words(const Indicator *indicator, const char *canonical)
{
    g_autofree char *number = number_words(canonical, is_percentage(indicator) ? 1 : 0);
    g_autofree char *whole = NULL;

    if (!is_percentage(indicator))
        return g_steal_pointer(&number);
    whole = g_strdup_printf("%s %%", number);
    return text_french(whole);
}

char *
date_words(const char *canonical)
{
    guint32 day = canonical ? date_parse(canonical) : 0;

    return day ? date_label(day) : g_strdup(canonical ? canonical : "");
}

char *
day_words(gint64 seconds)
{
    return date_label(clock_day(seconds));
}

char *
day_figures(gint64 seconds)
{
    g_autofree char *iso = date_text(clock_day(seconds));

    return g_strdup_printf("%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
}

char *
period_words(const Report *report, const char *canonical)
{
    Period period;

    if (canonical && period_parse(canonical, report->convention->calendar, &period))
        return period_label(period);
    if (g_strcmp0(canonical, "term") == 0)
        return g_strdup("ensemble de la convention");
    return g_strdup(canonical ? canonical : "");
}

char *
count_words(guint count, const char *one, const char *many)
{
    g_autofree char *number = number_label(count * NUMBER_SCALE);

    return g_strdup_printf("%s %s", number, count < 2 ? one : many);
}

char *
respondents_words(const Figure *figure)
{
    g_autofree char *given = count_words(figure->respondents, "répondant", "répondants");

    if (figure->expected < figure->respondents || figure->expected == 0)
        return g_steal_pointer(&given);
    return g_strdup_printf("%s sur %u", given, figure->expected);
}

char *
capitalised(const char *text)
{
    g_autofree char *first = NULL;
    const char *rest = *text ? g_utf8_next_char(text) : text;

    first = g_utf8_strup(text, rest - text);
    return g_strconcat(first, rest, NULL);
}

char *
enumeration(char *const *words)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; words[i]; i++)
        g_string_append_printf(text, "%s%s", i == 0 ? "" : words[i + 1] ? ", " : " et ", words[i]);
    return g_string_free(text, FALSE);
}

char *
target_words(const Indicator *indicator)
{
    g_autofree char *least = NULL, *most = NULL, *date = NULL;

    if (indicator->target_date) {
        date = date_words(indicator->target_date);
        return g_strdup_printf("objectif : %s", date);
    }
    least = indicator->target_min ? value_words(indicator, indicator->target_min) : NULL;
    most = indicator->target_max ? value_words(indicator, indicator->target_max) : NULL;
    if (least && most && strcmp(least, most) != 0)
        return g_strdup_printf("objectif sur la durée de la convention : %s à %s", least, most);
    if (least || most)
        return g_strdup_printf("objectif sur la durée de la convention : %s%s",
                               least ? "" : "au plus ", least ? least : most);
    return NULL;
}
