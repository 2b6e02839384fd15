/* SPDX-License-Identifier: Apache-2.0
 *
 * What of a sheet is seen faster than read: one indicator by territory, or by another list.  Rows
 * stand in the order of their lists, never by size, which would tell what is masked.
 */
#include "report/chart-build.h"

#include <string.h>

/* The fewest worth a chart: of territories, and of rows of another list. */
enum { TERRITORIES_LEAST = 2, ROWS_LEAST = 3 };

/* Characters of a name in a title; longer ones are abbreviated. */
enum { NAME_MOST = 60 };

/* ---- figures of a list ---- */
/* Entries of LIST that have a figure of the period, and these. */
typedef struct {
    GPtrArray *entries; /* Entry */
    GPtrArray *figures; /* const Figure, of each */
    GPtrArray *names;   /* char *, of each; borrowed */
    guint given;
} ListFigures;

static void
list_figures_init(ListFigures *list, const Report *report, const Indicator *indicator,
                  const char *id)
{
    *list = (ListFigures){report_entries(report, indicator, id, NULL), g_ptr_array_new(),
                          g_ptr_array_new(), 0};
    for (guint i = 0; i < list->entries->len;) {
        const Entry *entry = list->entries->pdata[i];
        const char *scope[] = {id, entry->code, NULL};
        const Figure *figure = report_figure(report, indicator, report->in->period, scope);
        if (!figure || !(figure->masked || figure->value || figure->expected)) {
            g_ptr_array_remove_index(list->entries, i);
            continue;
        }
        i++;
        list->given += shown_value(indicator, figure) != NULL;
        g_ptr_array_add(list->figures, (gpointer)figure);
        g_ptr_array_add(list->names,
                        g_utf8_strlen(entry->label, -1) > NAME_MOST ? entry->head : entry->label);
    }
}

static void
list_figures_clear(ListFigures *list)
{
    g_ptr_array_unref(list->entries);
    g_ptr_array_unref(list->figures);
    g_ptr_array_unref(list->names);
}

static char *
title_words(const Indicator *indicator, const ListFigures *list)
{
    g_autofree char *range = range_words(indicator, list->figures, list->names);

    return g_strconcat(indicator->label, range ? range : "", NULL);
}

static void
set_scale(Chart *chart, const Indicator *indicator)
{
    if (g_strcmp0(indicator->unit, "%") == 0)
        chart->top = 100;
}

/* ---- one list ---- */
/* What tells the rows apart stands beside them; what is the same in all stands above. */
static gboolean
respondents_differ(const ListFigures *all)
{
    g_autofree char *first = NULL;

    for (guint i = 0; i < all->figures->len; i++) {
        const Figure *figure = all->figures->pdata[i];
        g_autofree char *own = respondents_number(figure);
        if (!first)
            first = g_steal_pointer(&own);
        else if (strcmp(first, own) != 0)
            return TRUE;
    }
    return FALSE;
}

/* Rows with what stands behind them; returns how many have that. */
static guint
bar_rows(ChartBuild *build, const Indicator *indicator, const char *list, const ListFigures *all,
         const char *before)
{
    const Report *report = build->report;
    char *periods[] = {(char *)before, (char *)report->in->period, NULL};
    const gboolean differ = respondents_differ(all);
    guint behind = 0;

    for (guint i = 0; i < all->entries->len; i++) {
        const Entry *entry = all->entries->pdata[i];
        const Figure *figure = all->figures->pdata[i];
        g_autofree char *respondents = differ ? respondents_number(figure) : NULL;
        g_autofree char *series =
            before ? series_words(report, indicator, list, entry->code, periods) : g_strdup("");
        ChartRow *row = chart_row(
            build->chart, prose_add(prose_new(entry->label), SPAN_QUIET, series), respondents);
        build_figure(build, row, indicator, figure);
        if (before)
            behind +=
                build_before(row, indicator,
                             series_figure(report, indicator, list, entry->code, periods, before));
    }
    if (differ)
        prose_add(build->chart->subtitle, SPAN_PLAIN, " À droite, les répondants.");
    return behind;
}

static gboolean
bars(Report *report, const Indicator *indicator, const char *list, guint least)
{
    g_autofree char *label = uncapitalised(report_list_label(report, list));
    g_autofree char *by = g_strdup_printf("par %s", label);
    g_autofree char *said = g_strdup_printf("Barres %s", by);
    const char *before = report_year_before(report, indicator->sheet);
    ListFigures all;
    ChartBuild build;

    list_figures_init(&all, report, indicator, list);
    g_autofree char *title = title_words(indicator, &all);
    build_begin(&build, report, CHART_BARS, chart_subtitle(report, indicator, by), said);
    set_scale(build.chart, indicator);
    chart_column(build.chart, NULL, NULL, UNIT_FULL);
    if (bar_rows(&build, indicator, list, &all, before))
        chart_names(build.chart, report->in->period, before, NULL);
    list_figures_clear(&all);
    return build_end(&build, least, title);
}

/* ---- two lists: small multiples ---- */
static void
panel(Chart *chart, const Indicator *indicator, const Entry *entry, const Figure *figure)
{
    const char *value = shown_value(indicator, figure);
    g_autofree char *words = value ? value_words(indicator, value) : NULL;
    g_autofree char *respondents = figure ? respondents_words(figure) : NULL;
    g_autofree char *detail = g_strconcat(words ? words : "", words && respondents ? ", " : "",
                                          respondents ? respondents : "", NULL);

    chart_column(chart, entry->label, detail, UNIT_FULL);
}

static void
panel_rows(ChartBuild *build, const Indicator *indicator, const ListFigures *panels,
           const char *territory, const char *list)
{
    const Report *report = build->report;
    g_autoptr(GPtrArray) rows = report_entries(report, indicator, list, territory);

    for (guint r = 0; r < rows->len; r++) {
        const Entry *entry = rows->pdata[r];
        ChartRow *row = chart_row(build->chart, prose_new(entry->label), NULL);
        for (guint p = 0; p < panels->entries->len; p++) {
            const char *scope[] = {territory, ((const Entry *)panels->entries->pdata[p])->code,
                                   list, entry->code, NULL};
            build_figure(build, row, indicator,
                         report_figure(report, indicator, report->in->period, scope));
        }
    }
}

static gboolean
multiples(Report *report, const Indicator *indicator, const char *territory, const char *list)
{
    g_autofree char *first = uncapitalised(report_list_label(report, territory));
    g_autofree char *second = uncapitalised(report_list_label(report, list));
    g_autofree char *by = g_strdup_printf("par %s et par %s", first, second);
    g_autofree char *said = g_strdup_printf("Barres %s, à la même échelle", by);
    g_autofree char *title = NULL;
    gboolean made = FALSE;
    ListFigures panels;
    ChartBuild build;

    list_figures_init(&panels, report, indicator, territory);
    if (panels.given >= TERRITORIES_LEAST && panels.entries->len <= CHART_PANELS_MOST) {
        title = title_words(indicator, &panels);
        build_begin(&build, report, CHART_BARS, chart_subtitle(report, indicator, by), said);
        set_scale(build.chart, indicator);
        for (guint i = 0; i < panels.entries->len; i++)
            panel(build.chart, indicator, panels.entries->pdata[i], panels.figures->pdata[i]);
        panel_rows(&build, indicator, &panels, territory, list);
        made = build_end(&build, ROWS_LEAST, title);
    }
    list_figures_clear(&panels);
    return made;
}

/* ---- which ---- */
/* The first of the breakdowns that is worth it: by territory and another list, by territory alone,
 * by another list. */
static gboolean
breakdown_chart(Report *report, const Indicator *indicator)
{
    g_autoptr(GPtrArray) all = indicator_breakdowns(indicator);
    const char *territory = report->convention->territory->id;
    const CodeList *parts = report->convention->parts;

    for (guint i = 0; i < all->len; i++) {
        char **by = all->pdata[i];
        const char *other = !by[1]                          ? NULL
                            : strcmp(by[0], territory) == 0 ? by[1]
                            : strcmp(by[1], territory) == 0 ? by[0]
                                                            : NULL;
        if (other && multiples(report, indicator, territory, other))
            return TRUE;
    }
    for (guint i = 0; i < all->len; i++) {
        char **by = all->pdata[i];
        if (!by[1] && strcmp(by[0], territory) == 0 &&
            bars(report, indicator, territory, TERRITORIES_LEAST))
            return TRUE;
    }
    for (guint i = 0; i < all->len; i++) {
        char **by = all->pdata[i];
        if (!by[1] && strcmp(by[0], territory) != 0 && (!parts || strcmp(by[0], parts->id) != 0) &&
            bars(report, indicator, by[0], ROWS_LEAST))
            return TRUE;
    }
    return FALSE;
}

void
report_sheet_charts(Report *report, const Sheet *sheet)
{
    const Indicator *key = report_key_indicator(report, sheet);

    if (key)
        report_trend_chart(report, key);
    if (key && breakdown_chart(report, key))
        return;
    for (guint i = 0; i < sheet->indicators->len; i++) {
        const Indicator *indicator = sheet->indicators->pdata[i];
        if (indicator != key && indicator->aggregation != AGGREGATE_DATES &&
            indicator->aggregation != AGGREGATE_TEXTS &&
            indicator->aggregation != AGGREGATE_BESIDE && breakdown_chart(report, indicator))
            return;
    }
}
