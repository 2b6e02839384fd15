/* SPDX-License-Identifier: Apache-2.0
 *
 * Targets: over what they are to be reached, and whether they were.
 */
#include "report/parts.h"

#include "base/clock.h"

/* TRUE when PERIOD (NULL: the term) is over, and its forms were due. */
static gboolean
is_closed(const Report *report, const Sheet *sheet, const char *period)
{
    const Convention *convention = report->convention;
    const guint32 end = convention->end ? date_parse(convention->end) : 0;
    const guint32 today = clock_day(report->in->date);
    Period last;

    if (period && period_parse(period, convention->calendar, &last))
        return today >
               MAX(period_last_day(last), sheet_due_day(sheet, last, period_last_day(last)));
    if (period || !end)
        return FALSE;
    last = period_of_day(end, convention->calendar, sheet->per == PER_HALF);
    return today > MAX(end, sheet_due_day(sheet, last, end));
}

/* "atteint"; NULL when it would give away what is masked. */
static const char *
state_of(const Indicator *indicator, const Figure *figure, gboolean closed)
{
    gint64 value = 0, least = G_MININT64, most = G_MAXINT64;

    if (figure && figure->masked)
        return NULL;
    if (figure && figure->value)
        number_parse_sum(figure->value, &value);
    else if (indicator->aggregation != AGGREGATE_COUNT)
        return closed ? "non communiqué" : "en cours";
    if (indicator->target_min)
        number_parse_sum(indicator->target_min, &least);
    if (indicator->target_max)
        number_parse_sum(indicator->target_max, &most);
    if (value > most)
        return "dépassé";
    if (value < least)
        return closed ? "non atteint" : "en cours";
    return indicator->target_min ? "atteint" : "respecté";
}

/* "objectif de la convention : 300 (37 à ce jour : en cours)". */
static char *
term_target(const Report *report, const Indicator *indicator, const char *wanted)
{
    const Figure *figure = report_figure(report, indicator, PERIOD_TERM, NULL);
    const gboolean closed = is_closed(report, indicator->sheet, NULL);
    const char *over =
        report->convention->end ? "sur la durée de la convention" : "de la convention";
    const char *state = state_of(indicator, figure, closed);
    g_autofree char *reached =
        figure && figure->value && !figure->masked ? value_words(indicator, figure->value) : NULL;

    if (!state)
        return g_strdup_printf("objectif %s : %s", over, wanted);
    if (!reached)
        return g_strdup_printf("objectif %s : %s (%s)", over, wanted, state);
    return g_strdup_printf("objectif %s : %s (%s%s : %s)", over, wanted, reached,
                           closed ? "" : " à ce jour", state);
}

/* "objectif de chaque semestre : 5 (1er semestre : atteint ; 2e semestre : en cours)". */
static char *
half_target(const Report *report, const Indicator *indicator, const char *wanted)
{
    GString *words = g_string_new(NULL);

    for (int half = 1; half <= 2; half++) {
        g_autofree char *period = report_half(report, half);
        const Figure *figure = report_figure(report, indicator, period, NULL);
        const char *state =
            period ? state_of(indicator, figure, is_closed(report, indicator->sheet, period))
                   : NULL;
        if (state)
            g_string_append_printf(words, "%s%s semestre : %s", words->len ? " ; " : " (",
                                   half == 1 ? "1er" : "2e", state);
    }
    g_string_append(words, words->len ? ")" : "");
    g_string_prepend(words, wanted);
    g_string_prepend(words, "objectif de chaque semestre : ");
    return g_string_free(words, FALSE);
}

static char *
year_target(const Report *report, const Indicator *indicator, const char *wanted)
{
    const char *period = report->in->period;
    const Figure *figure = report_figure(report, indicator, period, NULL);
    const char *state =
        period ? state_of(indicator, figure, is_closed(report, indicator->sheet, period)) : NULL;

    return g_strdup_printf("objectif annuel : %s%s%s", wanted, state ? ", " : "",
                           state ? state : "");
}

/* "objectif annuel : 100 (année scolaire 2013-2014 : atteint ; …)": in each year of the term. */
static char *
each_target(const Report *report, const Indicator *indicator, const char *wanted)
{
    const gboolean halves = indicator->sheet->per == PER_HALF;
    GString *words = g_string_new(NULL);

    for (guint i = 0; i < report->earlier->len; i++)
        for (int half = halves; half <= (halves ? 2 : 0); half++) {
            const char *year = report->earlier->pdata[i];
            g_autofree char *period = half ? g_strdup_printf("%s-S%d", year, half) : g_strdup(year);
            g_autofree char *label = half ? period_words(report, period) : g_strdup(year);
            const Figure *figure = report_figure(report, indicator, period, NULL);
            const char *state =
                state_of(indicator, figure, is_closed(report, indicator->sheet, period));
            if (state)
                g_string_append_printf(words, "%s%s : %s", words->len ? " ; " : " (", label, state);
        }
    g_string_append(words, words->len ? ")" : "");
    g_string_prepend(words, wanted);
    g_string_prepend(words, halves ? "objectif de chaque semestre : " : "objectif annuel : ");
    return g_string_free(words, FALSE);
}

char *
target_words(const Report *report, const Indicator *indicator)
{
    g_autofree char *wanted = target_range(indicator);

    if (!wanted || report->scope) /* the convention sets them for the whole */
        return NULL;
    if (indicator->target_date)
        return g_strdup_printf("objectif : %s", wanted);
    if (!indicator->target_over_period)
        return term_target(report, indicator, wanted);
    if (report->in->kind == REPORT_TERM)
        return each_target(report, indicator, wanted);
    return indicator->sheet->per == PER_HALF ? half_target(report, indicator, wanted)
                                             : year_target(report, indicator, wanted);
}
