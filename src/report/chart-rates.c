/* SPDX-License-Identifier: Apache-2.0
 *
 * The rates that the synthesis may tell, on one scale: with their targets, and with those of the
 * year before.
 */
#include "report/chart-build.h"

#include <string.h>

enum { RATES_LEAST = 2 };

/* What the title is made from. */
typedef struct {
    GPtrArray *figures;                /* const Figure */
    guint targets, reached;            /* of rates that are shown */
    guint compared, more, less, equal; /* with the year before */
    gboolean respondents_changed;      /* of one that is compared */
    const char *before;                /* that year */
} Rates;

/* Shown, or masked: what nobody gave is left out. */
static gboolean
is_rate(const Report *report, const Indicator *indicator)
{
    const Figure *figure = report_figure(report, indicator, report->in->period, NULL);

    return g_strcmp0(indicator->unit, "%") == 0 && report_may_be_key(indicator) && figure &&
           (figure->masked || figure->value);
}

/* ---- a rate ---- */
static void
add_target(Rates *rates, ChartRow *row, const Indicator *indicator, gint64 number)
{
    const char *wanted = indicator->target_min ? indicator->target_min : indicator->target_max;
    gint64 target, least = G_MININT64, most = G_MAXINT64;

    if (!wanted || !indicator->target_over_period || indicator->sheet->per == PER_HALF ||
        !number_parse_sum(wanted, &target))
        return;
    g_autofree char *words = target_range(indicator);
    chart_target(row, (double)target / NUMBER_SCALE, words);
    if (indicator->target_min)
        number_parse_sum(indicator->target_min, &least);
    if (indicator->target_max)
        number_parse_sum(indicator->target_max, &most);
    rates->targets++;
    rates->reached += number >= least && number <= most;
}

static void
add_before(const Report *report, Rates *rates, ChartRow *row, const Figure *figure, gint64 now)
{
    const Indicator *indicator = figure->indicator;
    const char *year = report_year_before(report, indicator->sheet);
    const Figure *before = report_figure(report, indicator, year, NULL);
    gint64 then;

    if (!figure_number(indicator, before, &then))
        return;
    build_before(row, indicator, before);
    rates->before = year;
    rates->compared++;
    rates->more += now > then;
    rates->less += now < then;
    rates->equal += now == then;
    rates->respondents_changed |= before->respondents != figure->respondents;
}

static void
add_rate(ChartBuild *build, Rates *rates, const Indicator *indicator)
{
    const Report *report = build->report;
    const Figure *figure = report_figure(report, indicator, report->in->period, NULL);
    g_autofree char *respondents = respondents_number(figure);
    ChartRow *row = chart_row(build->chart, prose_new(indicator->label), respondents);
    gint64 number;

    g_ptr_array_add(rates->figures, (gpointer)figure);
    build_figure(build, row, indicator, figure);
    if (!figure_number(indicator, figure, &number))
        return;
    add_target(rates, row, indicator, number);
    add_before(report, rates, row, figure, number);
}

/* ---- the title ---- */
static char *
targets_words(const Rates *rates)
{
    if (rates->reached == rates->targets)
        return g_strdup(rates->targets == 1 ? "Objectif atteint" : "Tous les objectifs atteints");
    if (rates->reached == 0)
        return g_strdup(rates->targets == 1 ? "Objectif non atteint à ce jour"
                                            : "Aucun objectif atteint à ce jour");
    return g_strdup_printf("%u objectif%s sur %u atteint%s à ce jour", rates->reached,
                           rates->reached > 1 ? "s" : "", rates->targets,
                           rates->reached > 1 ? "s" : "");
}

/* "3 taux en hausse, 1 en baisse depuis 2012-2013". */
static char *
directions_words(const Rates *rates)
{
    const struct {
        guint count;
        const char *one, *many;
    } parts[] = {{rates->more, "en hausse", "en hausse"},
                 {rates->less, "en baisse", "en baisse"},
                 {rates->equal, "stable", "stables"}};
    GString *words = g_string_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i].count)
            g_string_append_printf(words, "%s%u %s%s", words->len ? ", " : "", parts[i].count,
                                   words->len ? "" : "taux ",
                                   parts[i].count > 1 ? parts[i].many : parts[i].one);
    g_string_append_printf(words, " depuis %s", rates->before);
    return g_string_free(words, FALSE);
}

/* What became of the targets; else of all rates, where as many answered in both years, for a
 * direction might else be that of the answers; else from which to which they go. */
static char *
title_words(const Rates *rates)
{
    const Figure *first = rates->figures->pdata[0];
    g_autofree char *range = range_words(first->indicator, rates->figures, NULL);

    if (rates->targets)
        return targets_words(rates);
    if (rates->compared == rates->figures->len && !rates->respondents_changed)
        return directions_words(rates);
    return g_strconcat("Les taux", range, NULL);
}

void
report_rates_chart(Report *report)
{
    g_autofree char *year = year_words(report, ", ");
    g_autofree char *subtitle =
        g_strdup_printf("Indicateurs en pourcentage%s ; à droite, les répondants.", year);
    Rates rates = {.figures = g_ptr_array_new()};
    ChartBuild build;

    build_begin(&build, report, CHART_BARS, prose_new(subtitle), "Barres, une par taux");
    build.chart->top = 100;
    chart_column(build.chart, NULL, NULL, UNIT_FULL);
    for (guint s = 0; s < report->convention->sheets->len; s++) {
        const Sheet *sheet = report->convention->sheets->pdata[s];
        for (guint i = 0; i < sheet->indicators->len; i++)
            if (is_rate(report, sheet->indicators->pdata[i]))
                add_rate(&build, &rates, sheet->indicators->pdata[i]);
    }
    if (rates.before || rates.targets)
        chart_names(build.chart, report->in->period, rates.before,
                    rates.targets ? "objectif" : NULL);
    g_autofree char *title = rates.figures->len ? title_words(&rates) : NULL;
    build_end(&build, RATES_LEAST, title);
    g_ptr_array_unref(rates.figures);
}
