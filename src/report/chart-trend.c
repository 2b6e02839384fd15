/* SPDX-License-Identifier: Apache-2.0
 *
 * An indicator over the periods whose forms were due: what is still to come is no fall.
 */
#include "report/chart-build.h"

#include <string.h>

enum { PERIODS_LEAST = 3 };

/* Years, or halves of a sheet that has them, oldest first, the last of many (transfer full). */
static GPtrArray *
trend_periods(const Report *report, const Sheet *sheet)
{
    GPtrArray *periods = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i <= report->earlier->len; i++) {
        const char *year =
            i < report->earlier->len ? report->earlier->pdata[i] : report->in->period;
        for (int half = 1; sheet->per == PER_HALF && half <= 2; half++)
            g_ptr_array_add(periods, g_strdup_printf("%s-S%d", year, half));
        if (sheet->per != PER_HALF)
            g_ptr_array_add(periods, g_strdup(year));
    }
    for (guint i = periods->len; i-- > 0;)
        if (!report_was_due(report, sheet, periods->pdata[i]))
            g_ptr_array_remove_index(periods, i);
    while (periods->len > CHART_PERIODS_MOST)
        g_ptr_array_remove_index(periods, 0);
    return periods;
}

/* "en 2018-2019", "au 1er semestre 2018-2019". */
static char *
when_words(const Report *report, const char *text)
{
    Period period;

    if (!period_parse(text, report->convention->calendar, &period) || !period.half)
        return g_strdup_printf("en %s", text);
    g_autofree char *label = period_label(period);
    return g_strdup_printf("au %s", label);
}

/* ", 60 en 2018-2019 et 33 en 2020-2021"; NULL when one of the two is not shown. */
static char *
ends_words(const Report *report, const Indicator *indicator, const GPtrArray *periods)
{
    const char *first = periods->pdata[0], *last = periods->pdata[periods->len - 1];
    const char *from = shown_value(indicator, report_figure(report, indicator, first, NULL));
    const char *to = shown_value(indicator, report_figure(report, indicator, last, NULL));

    if (!from || !to)
        return NULL;
    g_autofree char *before = value_words(indicator, from);
    g_autofree char *now = value_words(indicator, to);
    g_autofree char *then = when_words(report, first);
    g_autofree char *today = when_words(report, last);
    if (strcmp(before, now) == 0)
        return g_strdup_printf(", %s %s comme %s", now, then, today);
    return g_strdup_printf(", %s %s et %s %s", before, then, now, today);
}

/* A line is drawn of one bound, that holds for each of the periods shown; NULL: there is none. */
static const char *
drawn_target(const Indicator *indicator)
{
    const char *least = indicator->target_min, *most = indicator->target_max;

    if (!indicator->target_over_period || (least && most && strcmp(least, most) != 0))
        return NULL;
    return least ? least : most;
}

static void
add_period(ChartBuild *build, ChartRow *row, const Indicator *indicator, const char *text)
{
    const Report *report = build->report;
    const Figure *figure = report_figure(report, indicator, text, NULL);
    const char *target = drawn_target(indicator);
    g_autofree char *respondents = respondents_number(figure);
    g_autofree char *label = g_strdup(text);
    Period period;
    gint64 wanted;

    if (period_parse(text, report->convention->calendar, &period) && period.half) {
        g_free(label);
        label = g_strdup_printf("%.*s\n%s", (int)(strrchr(text, '-') - text), text,
                                period.half == 1 ? "1er sem." : "2e sem.");
    }
    chart_column(build->chart, label, respondents, UNIT_FULL);
    build_figure(build, row, indicator, figure);
    if (target && number_parse_sum(target, &wanted)) {
        g_autofree char *words = target_range(indicator);
        chart_target(row, (double)wanted / NUMBER_SCALE, words);
    }
}

gboolean
report_trend_chart(Report *report, const Indicator *indicator)
{
    g_autoptr(GPtrArray) periods = trend_periods(report, indicator->sheet);
    const gboolean halves = indicator->sheet->per == PER_HALF;
    g_autofree char *unit =
        g_strcmp0(indicator->unit, "%") == 0 ? g_strdup("") : unit_words(indicator);
    g_autofree char *subtitle = g_strdup_printf("Par %s%s ; sous chaque période, les répondants.",
                                                halves ? "semestre" : "année", unit);
    ChartBuild build;

    if (periods->len < PERIODS_LEAST || !indicator_is_number(indicator))
        return FALSE;
    build_begin(&build, report, CHART_TREND, prose_new(subtitle),
                halves ? "Courbe par semestre" : "Courbe par année");
    chart_names(build.chart, NULL, NULL, drawn_target(indicator) ? "objectif" : NULL);
    ChartRow *row = chart_row(build.chart, prose_new(NULL), NULL);
    for (guint i = 0; i < periods->len; i++)
        add_period(&build, row, indicator, periods->pdata[i]);
    g_autofree char *ends = ends_words(report, indicator, periods);
    g_autofree char *title = g_strconcat(indicator->label, ends ? ends : "", NULL);
    return build_end(&build, PERIODS_LEAST, title);
}
