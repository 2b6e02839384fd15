/* SPDX-License-Identifier: Apache-2.0
 *
 * Figures as cells of charts, and what can be said of them by rule.
 */
#include "report/chart-build.h"

#include <string.h>

#define SEEN_FROM 5.0

void
build_begin(ChartBuild *build, Report *report, ChartKind kind, Prose *subtitle, const char *said)
{
    *build = (ChartBuild){.report = report};
    build->chart = chart_new(kind, prose_new(NULL), subtitle, said);
}

/* Values that are all the same, or counted on the fingers of one hand, are read faster. */
static gboolean
differ(const ChartBuild *build)
{
    return build->chart->kind == CHART_UNITS ||
           (build->most > build->least && build->most >= SEEN_FROM);
}

gboolean
build_end(ChartBuild *build, guint least, const char *title)
{
    g_autofree char *number = g_strdup_printf("Graphique %u. ", build->report->charts + 1);

    if (build->below_zero || build->given < least || !differ(build)) {
        chart_free(build->chart);
        return FALSE;
    }
    if (build->masked)
        chart_note(build->chart, masked_note(build->report));
    if (build->missing)
        chart_note(build->chart, missing_note());
    prose_add(prose_add(build->chart->title, SPAN_STRONG, number), SPAN_STRONG, title);
    build->report->charts++;
    document_chart(build->report->document, build->chart);
    return TRUE;
}

gboolean
figure_number(const Indicator *indicator, const Figure *figure, gint64 *number)
{
    const char *value = shown_value(indicator, figure);

    return value && number_parse_sum(value, number);
}

void
build_figure(ChartBuild *build, ChartRow *row, const Indicator *indicator, const Figure *figure)
{
    gint64 number = 0;

    if (figure && figure->masked) {
        chart_unknown(row, CHART_MASKED, "s", "secret");
        build->masked++;
    } else if (!figure_number(indicator, figure, &number)) {
        chart_unknown(row, CHART_MISSING, "n.c.", "non communiqué");
        build->missing++;
    } else {
        g_autofree char *words = value_words(indicator, shown_value(indicator, figure));
        double size = (double)number / NUMBER_SCALE;
        chart_given(row, size, words);
        build->least = build->given ? MIN(build->least, size) : size;
        build->most = build->given ? MAX(build->most, size) : size;
        build->given++;
        build->below_zero |= number < 0;
    }
}

gboolean
build_before(ChartRow *row, const Indicator *indicator, const Figure *figure)
{
    gint64 number = 0;

    if (!figure || !figure_number(indicator, figure, &number) || number < 0)
        return FALSE;
    g_autofree char *words = value_words(indicator, shown_value(indicator, figure));
    chart_before(row, (double)number / NUMBER_SCALE, words);
    return TRUE;
}

/* ---- words ---- */
/* More places with the same value than this are not named. */
enum { NAMES_MOST = 2 };

/* "27,2 % (Paris)": VALUE with the names of all that have it, unless they are many. */
static char *
extreme(const Indicator *indicator, const GPtrArray *figures, const GPtrArray *names, gint64 value)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    g_autofree char *words = NULL, *all = NULL;

    for (guint i = 0; i < figures->len; i++) {
        gint64 number;
        if (!figure_number(indicator, figures->pdata[i], &number) || number != value)
            continue;
        g_free(words);
        words = value_words(indicator, shown_value(indicator, figures->pdata[i]));
        if (names)
            g_ptr_array_add(found, names->pdata[i]);
    }
    if (found->len == 0 || found->len > NAMES_MOST)
        return g_steal_pointer(&words);
    g_ptr_array_add(found, NULL);
    all = enumeration((char *const *)found->pdata);
    return g_strdup_printf("%s (%s)", words, all);
}

char *
range_words(const Indicator *indicator, const GPtrArray *figures, const GPtrArray *names)
{
    gint64 least = G_MAXINT64, most = G_MININT64;

    if (figures->len < 2)
        return NULL;
    for (guint i = 0; i < figures->len; i++) {
        gint64 number;
        if (!figure_number(indicator, figures->pdata[i], &number))
            return NULL;
        least = MIN(least, number);
        most = MAX(most, number);
    }
    if (least == most) {
        g_autofree char *value = value_words(indicator, shown_value(indicator, figures->pdata[0]));
        return g_strdup_printf(", %s partout", value);
    }
    g_autofree char *from = extreme(indicator, figures, names, least);
    g_autofree char *to = extreme(indicator, figures, names, most);
    return g_strdup_printf(", de %s à %s", from, to);
}

Prose *
chart_subtitle(const Report *report, const Indicator *indicator, const char *by)
{
    g_autofree char *first = capitalised(by);

    return prose_add_measured(prose_new(NULL), report, indicator, first);
}
