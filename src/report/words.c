/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers, dates and enumerations as French people read them.
 */
#include "report/parts.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"

static gboolean
is_percentage(const Indicator *indicator)
{
    return g_strcmp0(indicator->unit, "%") == 0;
}

char *
year_words(const Report *report, const char *before)
{
    return report->year ? g_strconcat(before, report->year, NULL) : g_strdup("");
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

/* "objectif de la convention : 300", then how far it is reached since the beginning. */
static char *
term_target(const Report *report, const Indicator *indicator, const char *wanted)
{
    const Figure *figure = report_figure(report, indicator, "term", NULL);
    const char *over =
        report->convention->end ? "sur la durée de la convention" : "de la convention";
    g_autofree char *reached =
        figure && figure->value && !figure->masked ? value_words(indicator, figure->value) : NULL;

    return g_strdup_printf("objectif %s : %s%s%s%s", over, wanted, reached ? " (" : "",
                           reached ? reached : "", reached ? " à ce jour)" : "");
}

char *
target_words(const Report *report, const Indicator *indicator)
{
    g_autofree char *least = NULL, *most = NULL, *wanted = NULL;

    if (indicator->target_date) {
        g_autofree char *date = date_words(indicator->target_date);
        return g_strdup_printf("objectif : %s", date);
    }
    least = indicator->target_min ? value_words(indicator, indicator->target_min) : NULL;
    most = indicator->target_max ? value_words(indicator, indicator->target_max) : NULL;
    if (!least && !most)
        return NULL;
    if (least && most && strcmp(least, most) != 0)
        wanted = g_strdup_printf("%s à %s", least, most);
    else
        wanted = g_strdup_printf("%s%s", least ? "" : "au plus ", least ? least : most);
    return term_target(report, indicator, wanted);
}
