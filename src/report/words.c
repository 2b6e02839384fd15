/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers, dates and enumerations as French people read them.
 */
#include "report/parts.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"

/* Years side by side that leave room for the rest of their table. */
enum { YEARS_WIDE = 3 };

char *
year_words(const Report *report, const char *before)
{
    return report->year ? g_strconcat(before, report->year, NULL) : g_strdup("");
}

char *
year_head(const Report *report, const char *year)
{
    const char *hyphen = report->earlier->len > YEARS_WIDE ? strchr(year, '-') : NULL;

    return hyphen ? g_strdup_printf("%.*s\n%s", (int)(hyphen + 1 - year), year, hyphen + 1)
                  : g_strdup(year);
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
    if (g_strcmp0(canonical, PERIOD_TERM) == 0)
        return g_strdup("ensemble de la convention");
    return g_strdup(canonical ? canonical : "");
}

char *
count_words(guint count, const char *one, const char *many)
{
    g_autofree char *number = number_label(count * NUMBER_SCALE);

    return g_strdup_printf("%s %s", number, count < 2 ? one : many);
}

/* Of events nobody has to declare any, so there is no number to hold against. */
static gboolean
is_awaited(const Figure *figure)
{
    const GPtrArray *of = figure->indicator->numerator;
    const Sheet *sheet =
        of && of->len ? ((const Operand *)of->pdata[0])->field->sheet : figure->indicator->sheet;

    return sheet->per != PER_EVENT && figure->expected && figure->expected >= figure->respondents;
}

char *
respondents_words(const Figure *figure)
{
    g_autofree char *given = count_words(figure->respondents, "répondant", "répondants");

    if (!is_awaited(figure))
        return g_steal_pointer(&given);
    return g_strdup_printf("%s sur %u", given, figure->expected);
}

char *
respondents_number(const Figure *figure)
{
    if (figure && is_awaited(figure))
        return g_strdup_printf("%u sur %u", figure->respondents, figure->expected);
    return g_strdup_printf("%u", figure ? figure->respondents : 0);
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
uncapitalised(const char *text)
{
    g_autofree char *first = NULL;
    const char *rest = *text ? g_utf8_next_char(text) : text;

    if (g_unichar_isupper(g_utf8_get_char(rest)))
        return g_strdup(text);
    first = g_utf8_strdown(text, rest - text);
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
