/* SPDX-License-Identifier: Apache-2.0
 *
 * The report on one page: how much was received, the retained indicators as key figures, and what
 * changed since the year before.  Every sentence is made from the data by rule.
 */
#include "report/parts.h"

#include <string.h>

enum { KEYS_MOST = 9 };

typedef struct {
    guint expected, received, late, refused; /* of what was due by the last run, or came before */
    guint later;                             /* not due yet, nothing came */
} Completeness;

static Completeness
completeness(const Report *report)
{
    const GPtrArray *all = report->in->expectations;
    Completeness c = {0};

    for (guint i = 0; all && i < all->len; i++) {
        const Expectation *expectation = all->pdata[i];
        if (expectation->state == EXPECTED_LATER) {
            c.later++;
            continue;
        }
        c.expected++;
        c.received +=
            expectation->state == EXPECTED_RECEIVED || expectation->state == EXPECTED_LATE;
        c.late += expectation->state == EXPECTED_LATE;
        c.refused += expectation->state == EXPECTED_REFUSED;
    }
    return c;
}

/* One decimal, half up. */
static char *
percentage(guint part, guint whole)
{
    guint64 tenths = ((guint64)part * 2000 + whole) / (2 * (guint64)whole);
    g_autofree char *canonical =
        g_strdup_printf("%u.%u", (guint)(tenths / 10), (guint)(tenths % 10));

    return number_words(canonical, 1);
}

static void
completeness_lead(Report *report)
{
    Completeness c = completeness(report);
    g_autofree char *count = count_words(c.expected, "fiche attendue", "fiches attendues");
    g_autofree char *expected = g_strconcat(count, c.later ? " à ce jour" : "", NULL);
    g_autofree char *share = c.expected ? percentage(c.received, c.expected) : NULL;
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
    g_string_append_c(lead, '.');
    document_prose(report->document, BLOCK_LEAD, prose_new(lead->str));
}

/* ---- key figures ---- */
/* The figure of an indicator that may be a key: retained, or of a sheet that retains none. */
static const Figure *
key_figure(const Report *report, const Indicator *indicator)
{
    const Figure *figure;

    if (!indicator_is_number(indicator) ||
        (!indicator->retained && sheet_retains(indicator->sheet)))
        return NULL;
    figure = report_figure(report, indicator, report->in->period, NULL);
    return figure && figure->value && !figure->masked ? figure : NULL;
}

/* The indicator that speaks for a sheet: a rate when it has one, else the first with a value. */
static const Indicator *
key_indicator(const Report *report, const Sheet *sheet)
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

/* Without "%", which stands behind the value. */
static char *
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
    g_autofree char *detail = g_strdup_printf(
        "Fiche %s. %s%s%s%s", indicator->sheet->id, indicator->retained ? "" : "Complément. ",
        respondents, target ? " ; " : "", target ? target : "");

    keys_add(keys, value, label, detail);
}

/* One key figure a sheet, in the order of the sheets. */
static guint
key_figures(Report *report)
{
    GPtrArray *keys = NULL;

    for (guint s = 0; s < report->convention->sheets->len; s++) {
        const Indicator *indicator = key_indicator(report, report->convention->sheets->pdata[s]);
        if (!indicator || (keys && keys->len == KEYS_MOST))
            continue;
        keys = keys ? keys : document_keys(report->document);
        add_key(report, keys, indicator);
    }
    return keys ? keys->len : 0;
}

/* ---- what changed ---- */
static const char *
direction(const char *before, const char *now)
{
    gint64 first, second;

    if (!number_parse(before, &first) || !number_parse(now, &second))
        return NULL;
    return second > first ? "en hausse" : second < first ? "en baisse" : "stable";
}

static void
change_item(const Report *report, const Indicator *indicator, const char *earlier, GPtrArray *items)
{
    const Figure *now = key_figure(report, indicator);
    const Figure *before = report_figure(report, indicator, earlier, NULL);
    g_autofree char *from = NULL, *to = NULL, *label = NULL;
    const char *said;

    if (!now || !before || !before->value || before->masked)
        return;
    said = direction(before->value, now->value);
    if (!said)
        return;
    from = value_words(indicator, before->value);
    to = value_words(indicator, now->value);
    label = key_label(indicator);
    g_ptr_array_add(items, strcmp(said, "stable") == 0
                               ? prose_printf("%s : stable, %s.", label, to)
                               : prose_printf("%s : %s, de %s à %s.", label, said, from, to));
}

static void
changes(Report *report)
{
    const char *earlier;
    g_autoptr(GPtrArray) items = NULL;
    GPtrArray *list;

    if (report->earlier->len == 0)
        return;
    earlier = report->earlier->pdata[report->earlier->len - 1];
    items = g_ptr_array_new();
    for (guint s = 0; s < report->convention->sheets->len; s++) {
        const Sheet *sheet = report->convention->sheets->pdata[s];
        const Indicator *key = key_indicator(report, sheet);
        for (guint i = 0; i < sheet->indicators->len; i++) {
            const Indicator *indicator = sheet->indicators->pdata[i];
            if (indicator->retained || indicator == key)
                change_item(report, indicator, earlier, items);
        }
    }
    if (items->len == 0)
        return;
    document_heading(report->document, 2, NULL, prose_printf("Évolution depuis %s", earlier));
    list = document_list(report->document);
    for (guint i = 0; i < items->len; i++)
        g_ptr_array_add(list, items->pdata[i]);
}

void
report_synthesis(Report *report)
{
    if (report_previous_meeting(report))
        document_break(report->document);
    document_heading(report->document, 1, NULL, prose_new("Synthèse"));
    completeness_lead(report);
    if (report->in->period && key_figures(report) == 0)
        document_paragraph(report->document,
                           "Les fiches reçues ne permettent pas encore de calculer un indicateur "
                           "retenu par la convention.");
    changes(report);
}
