/* SPDX-License-Identifier: Apache-2.0
 *
 * The report in a few lines, for those who open it on its first page only: how much was received,
 * what the retained indicators that have a target or are a rate come to, what became of decisions.
 */
#include "report/parts.h"

#include <string.h>

enum { FIGURES_MOST = 3 };

/* "62 fiches reçues sur 117 attendues à ce jour (53,0 %)." */
static Prose *
received(const Report *report)
{
    const Completeness c = figures_completeness(report->in->expectations, NULL);
    g_autofree char *percent = completeness_percent(&c);
    g_autofree char *share = percent ? number_words(percent, 1) : NULL;
    g_autofree char *count = count_words(c.received, "fiche reçue", "fiches reçues");

    if (c.expected == 0)
        return prose_new("Aucune fiche n'est attendue pour le moment.");
    return prose_printf("%s sur %u attendue%s%s (%s %%).", count, c.expected,
                        c.expected > 1 ? "s" : "", c.later ? " à ce jour" : "", share);
}

/* What it comes to: against its target, against the year before, or alone (transfer full). */
static Prose *
figure_words(const Report *report, const Indicator *indicator, const Figure *figure)
{
    g_autofree char *target = target_words(report, indicator);
    g_autofree char *value = value_words(indicator, figure->value);
    g_autofree char *label = key_label(indicator);
    g_autofree char *respondents = respondents_words(figure);
    Prose *evolution = target ? NULL : report_evolution_words(report, indicator);

    if (target)
        return prose_printf("%s : %s ; %s.", label, value, target);
    return evolution ? evolution : prose_printf("%s : %s (%s).", label, value, respondents);
}

static const Figure *
wanted_figure(const Report *report, const Indicator *indicator, gboolean targets)
{
    const Figure *figure = report_figure(report, indicator, report->in->period, NULL);
    g_autofree char *target = target_words(report, indicator);
    const gboolean rate = indicator->aggregation == AGGREGATE_RATIO &&
                          indicator == report_key_indicator(report, indicator->sheet);

    if (!indicator->retained || !indicator_is_number(indicator) ||
        (targets ? !target : target || !rate))
        return NULL;
    return figure && figure->value && !figure->masked ? figure : NULL;
}

static Prose *
figure_item(const Report *report, const Indicator *indicator, const Figure *figure)
{
    g_autofree char *fiche = g_strdup_printf("Fiche %s", indicator->sheet->id);
    Prose *item = prose_add_indicator(prose_new(NULL), SPAN_PLAIN, fiche, indicator->id);

    prose_add(item, SPAN_PLAIN, ". ");
    g_ptr_array_extend_and_steal(item, figure_words(report, indicator, figure));
    return item;
}

/* TARGETS: what has one; else the rates that speak for their sheets. */
static void
add_figures(const Report *report, gboolean targets, guint most, GPtrArray *items)
{
    for (guint s = 0; s < report->convention->sheets->len; s++) {
        const GPtrArray *indicators =
            ((const Sheet *)report->convention->sheets->pdata[s])->indicators;
        for (guint i = 0; i < indicators->len && items->len < most; i++) {
            const Figure *figure = wanted_figure(report, indicators->pdata[i], targets);
            if (figure)
                g_ptr_array_add(items, figure_item(report, indicators->pdata[i], figure));
        }
    }
}

/* "6 décisions antérieures : …", of the minutes "2 décisions prises." */
static Prose *
decided(const Report *report)
{
    const GPtrArray *all = report->committee ? report->committee->decisions : NULL;
    g_autoptr(GPtrArray) decisions = g_ptr_array_new();
    const gboolean term = report->in->kind == REPORT_TERM;

    for (guint i = 0; all && !report->scope && i < all->len; i++) {
        const Decision *decision = all->pdata[i];
        const gboolean own = report->meeting && decision->meeting == report->meeting->number;
        if (term || own == report->minutes)
            g_ptr_array_add(decisions, (gpointer)decision);
    }
    if (decisions->len == 0)
        return NULL;
    if (report->minutes)
        return prose_printf("%u décision%s prise%s.", decisions->len, decisions->len > 1 ? "s" : "",
                            decisions->len > 1 ? "s" : "");
    g_autofree char *states = decision_states(decisions);
    g_autofree char *count =
        term ? count_words(decisions->len, "décision", "décisions")
             : count_words(decisions->len, "décision antérieure", "décisions antérieures");
    return prose_printf("%s : %s.", count, states);
}

void
report_essence(Report *report)
{
    GPtrArray *items;
    Prose *decisions = decided(report);

    document_heading(report->document, 2, NULL, prose_new("L'essentiel"));
    items = document_list(report->document);
    g_ptr_array_add(items, received(report));
    const guint most = items->len + FIGURES_MOST;
    add_figures(report, TRUE, most, items);
    add_figures(report, FALSE, most, items);
    if (decisions)
        g_ptr_array_add(items, decisions);
}
