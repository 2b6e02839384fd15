/* SPDX-License-Identifier: Apache-2.0
 *
 * The report on one page: how much was received, the retained indicators as key figures, what
 * changed.  Every sentence is made from the data by rule.
 */
#include "report/parts.h"

#include <string.h>

enum { KEYS_MOST = 9 };

static void
completeness_lead(Report *report)
{
    Completeness c = figures_completeness(report->in->expectations, NULL);
    g_autofree char *count = count_words(c.expected, "fiche attendue", "fiches attendues");
    g_autofree char *expected = g_strconcat(count, c.later ? " à ce jour" : "", NULL);
    g_autofree char *percent = completeness_percent(&c);
    g_autofree char *share = percent ? number_words(percent, 1) : NULL;
    g_autofree char *year = year_words(report, " pour l'");
    g_autoptr(GString) lead = g_string_new(NULL);

    if (c.expected == 0)
        g_string_append(lead, "Aucune fiche n'est attendue pour le moment");
    else if (c.received == 0)
        g_string_append_printf(lead, "Sur %s%s, aucune n'a encore été reçue", expected, year);
    else
        g_string_append_printf(lead, "Sur %s%s, %u %s (%s %%)", expected, year, c.received,
                               c.received == 1 ? "a été reçue" : "ont été reçues", share);
    if (c.late)
        g_string_append_printf(lead, ", dont %u après la date prévue", c.late);
    if (c.refused) {
        g_autofree char *refused = count_words(c.refused, "fiche attend une correction",
                                               "fiches attendent une correction");
        g_string_append_printf(lead, " ; %s", refused);
    }
    if (c.later) {
        g_autofree char *later = c.expected ? count_words(c.later, "autre sera", "autres seront")
                                            : count_words(c.later, "fiche sera", "fiches seront");
        g_string_append_printf(lead, " ; %s à rendre plus tard", later);
    }
    if (c.excused) {
        g_autofree char *excused =
            count_words(c.excused, "autre est dispensée", "autres sont dispensées");
        g_string_append_printf(lead, " ; %s", excused);
    }
    g_string_append_c(lead, '.');
    document_prose(report->document, BLOCK_LEAD, prose_new(lead->str));
}

/* ---- key figures ---- */
gboolean
report_may_be_key(const Indicator *indicator)
{
    return indicator_is_number(indicator) &&
           (indicator->retained || !sheet_retains(indicator->sheet));
}

static const Figure *
key_figure(const Report *report, const Indicator *indicator)
{
    const Figure *figure;

    if (!report_may_be_key(indicator))
        return NULL;
    figure = report_figure(report, indicator, report->in->period, NULL);
    return figure && figure->value && !figure->masked ? figure : NULL;
}

const Indicator *
report_key_indicator(const Report *report, const Sheet *sheet)
{
    const Indicator *first = NULL;

    for (guint i = 0; i < sheet->indicators->len; i++) {
        const Indicator *indicator = sheet->indicators->pdata[i];
        if (!key_figure(report, indicator))
            continue;
        if (indicator->aggregation == AGGREGATE_RATIO)
            return indicator;
        first = first ? first : indicator;
    }
    return first;
}

char *
key_label(const Indicator *indicator)
{
    g_autofree char *unit = unit_words(indicator);
    gboolean percent = g_strcmp0(indicator->unit, "%") == 0;

    return g_strconcat(indicator->label, percent ? "" : unit, NULL);
}

static void
add_key(const Report *report, GPtrArray *keys, const Indicator *indicator)
{
    const Figure *figure = key_figure(report, indicator);
    g_autofree char *value = value_words(indicator, figure->value);
    g_autofree char *label = key_label(indicator);
    g_autofree char *respondents = respondents_words(figure);
    g_autofree char *target = target_words(report, indicator);
    g_autofree char *wanted = target ? capitalised(target) : NULL;
    Prose *detail =
        prose_printf("Fiche %s. %s%s%s", indicator->sheet->id,
                     indicator->retained ? "" : "Complément. ", respondents, target ? "\n" : "");

    if (target)
        prose_add(detail, SPAN_STRONG, wanted);
    keys_add(keys, prose_add_indicator(prose_new(NULL), SPAN_PLAIN, value, indicator->id),
             prose_new(label), detail);
}

/* One key figure a sheet, in the order of the sheets. */
static guint
key_figures(Report *report)
{
    GPtrArray *keys = NULL;

    for (guint s = 0; s < report->convention->sheets->len; s++) {
        const Indicator *indicator =
            report_key_indicator(report, report->convention->sheets->pdata[s]);
        if (!indicator || (keys && keys->len == KEYS_MOST))
            continue;
        keys = keys ? keys : document_keys(report->document);
        add_key(report, keys, indicator);
    }
    return keys ? keys->len : 0;
}

void
report_synthesis(Report *report)
{
    document_break(report->document);
    document_heading(report->document, 1, NULL, prose_new("Synthèse"));
    completeness_lead(report);
    if (report->in->period && key_figures(report) == 0)
        document_paragraph(report->document,
                           "Les fiches reçues ne permettent pas encore de calculer un indicateur "
                           "retenu par la convention.");
    if (report->in->period)
        report_rates_chart(report);
    report_changes(report);
    report_evolution(report);
}
