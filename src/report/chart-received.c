/* SPDX-License-Identifier: Apache-2.0
 *
 * What was received of what was expected, form by form.
 */
#include "report/chart-build.h"

#include <string.h>

enum { ROWS_LEAST = 2 };

typedef guint Parts[6];

static const struct {
    const char *label;
    ChartUnit unit;
} PARTS[] = {
    {"reçues", UNIT_FULL},        {"néant", UNIT_FRAME},     {"à corriger", UNIT_HALF},
    {"non reçues", UNIT_OUTLINE}, {"dispensées", UNIT_DASH}, {"à rendre plus tard", UNIT_DOT},
};

static void
parts_of(const Completeness *sum, Parts parts)
{
    const guint counts[] = {
        sum->received - sum->nil, sum->nil, sum->refused, sum->missing, sum->excused, sum->later};

    memcpy(parts, counts, sizeof counts);
}

static char *
title_words(const Completeness *all)
{
    const char *today = all->later ? " à ce jour" : "";
    g_autofree char *percent = completeness_percent(all);
    g_autofree char *share = percent ? number_words(percent, 1) : NULL;

    if (all->received == all->expected)
        return g_strdup_printf("Les %u fiches attendues%s ont toutes été reçues", all->expected,
                               today);
    if (all->received == 0)
        return g_strdup_printf("Aucune des %u fiches attendues%s n'a été reçue", all->expected,
                               today);
    return g_strdup_printf("%u fiche%s reçue%s sur %u attendues%s (%s %%)", all->received,
                           all->received > 1 ? "s" : "", all->received > 1 ? "s" : "",
                           all->expected, today, share);
}

static void
add_row(Chart *chart, const Report *report, const ExpectationFilter *filter, const Parts shown)
{
    const Completeness sum = figures_completeness(report->in->expectations, filter);
    g_autofree char *detail =
        sum.expected ? g_strdup_printf("%u sur %u", sum.received, sum.expected) : NULL;
    ChartRow *row = chart_row(chart, sheet_label(report, filter->sheet, filter->period), detail);
    Parts parts;

    parts_of(&sum, parts);
    for (guint i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        g_autofree char *words = g_strdup_printf("%u", parts[i]);
        if (shown[i])
            chart_given(row, parts[i], words);
    }
}

void
report_received_chart(Report *report, const Completeness *all)
{
    const GPtrArray *expectations = report->in->expectations;
    g_autofree char *year = year_words(report, ", ");
    g_autofree char *subtitle =
        g_strdup_printf("Une marque par fiche attendue, par fiche action et période%s.", year);
    ExpectationFilter filter = {0};
    ChartBuild build;
    Parts shown;

    if (all->expected < ROWS_LEAST)
        return;
    parts_of(all, shown);
    build_begin(&build, report, CHART_UNITS, prose_new(subtitle), "Une marque par fiche attendue");
    for (guint i = 0; i < G_N_ELEMENTS(PARTS); i++)
        if (shown[i])
            chart_column(build.chart, PARTS[i].label, NULL, PARTS[i].unit);
    for (guint i = 0; i < expectations->len; i++) {
        const Expectation *each = expectations->pdata[i];
        if (filter.sheet == each->sheet && strcmp(filter.period, each->period) == 0)
            continue;
        filter = (ExpectationFilter){.sheet = each->sheet, .period = each->period};
        add_row(build.chart, report, &filter, shown);
        build.given++;
    }
    g_autofree char *title = title_words(all);
    build_end(&build, ROWS_LEAST, title);
}
