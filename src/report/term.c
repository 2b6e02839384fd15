/* SPDX-License-Identifier: Apache-2.0
 *
 * What the bilan of a convention says beside its figures: the term and the meetings held, how much
 * was received year by year, all decisions, and what the committee proposes.  The agreement is
 * renewed on the strength of it.
 */
#include "report/parts.h"

#include "base/clock.h"
#include <string.h>

/* ---- the years ---- */

/* The years of the term until the register's day: GPtrArray of char *, oldest first (transfer
 * full). */
static GPtrArray *
years_of(const Report *report)
{
    const Convention *c = report->convention;
    const guint32 today = clock_day(report->in->date), end = c->end ? date_parse(c->end) : today;
    GPtrArray *years = g_ptr_array_new_with_free_func(g_free);
    Period year = period_of_day(date_parse(c->start), c->calendar, FALSE);

    for (; period_first_day(year) <= MIN(today, end); year.year++)
        g_ptr_array_add(years, period_text(year));
    return years;
}

/* ---- meetings ---- */

/* "12 mars 2014, 25 septembre 2014" of those held within YEAR, and how many; transfer full. */
static char *
meetings_within(const Report *report, Period year, guint *count)
{
    const GPtrArray *meetings = report->committee ? report->committee->meetings : NULL;
    GString *dates = g_string_new(NULL);

    *count = 0;
    for (guint i = 0; meetings && i < meetings->len; i++) {
        const Meeting *meeting = meetings->pdata[i];
        const guint32 day = date_parse(meeting->date);
        if (meeting->attendees->len == 0 || day < period_first_day(year) ||
            day > period_last_day(year))
            continue;
        g_autofree char *date = date_words(meeting->date);
        g_string_append_printf(dates, "%s%s", (*count)++ ? ", " : "", date);
    }
    return g_string_free(dates, FALSE);
}

static void
meetings_table(Report *report)
{
    g_autoptr(GPtrArray) years = years_of(report);
    Table *table = table_new(report_caption(report, "Réunions du comité de pilotage, par année."));

    table_column(table, "Année", FALSE);
    table_column(table, "Prévues au moins", TRUE);
    table_column(table, "Tenues", TRUE);
    table_column(table, "Dates", FALSE);
    for (guint i = 0; i < years->len; i++) {
        TableRow *row = table_row(table, ROW_PLAIN);
        Period year;
        guint held;
        period_parse(years->pdata[i], report->convention->calendar, &year);
        g_autofree char *dates = meetings_within(report, year, &held);
        table_cell(row, prose_new(years->pdata[i]));
        table_cell(row, prose_printf("%d", report->convention->meetings_per_year));
        table_cell(row, prose_printf("%u", held));
        table_cell(row, prose_new(dates));
    }
    document_table(report->document, table);
}

void
report_frame(Report *report)
{
    const Convention *c = report->convention;
    g_autofree char *start = date_words(c->start), *end = date_words(c->end);
    const guint32 today = clock_day(report->in->date);
    const gboolean over = c->end && date_parse(c->end) < today;
    Prose *lead = prose_printf("La convention prend effet le %s", start);

    document_heading(report->document, 1, NULL, prose_new("La convention et son suivi"));
    if (c->end) {
        g_autofree char *words = g_strdup_printf(" et prend fin le %s.", end);
        prose_add(lead, SPAN_PLAIN, words);
    } else {
        prose_add(lead, SPAN_PLAIN, " et ne fixe pas de terme.");
    }
    document_prose(report->document, BLOCK_LEAD, lead);
    document_paragraph(report->document,
                       over ? "Ce bilan de mise en œuvre porte sur toute cette durée. Le comité de "
                              "pilotage l'établit pour que les parties décident de la suite."
                            : "Ce bilan de mise en œuvre porte sur la partie écoulée de cette "
                              "durée. Le comité de pilotage l'établit pour que les parties "
                              "décident de la suite.");
    if (c->objective)
        document_quote(report->document, prose_new(c->objective),
                       prose_new("Objectif de la convention"));
    meetings_table(report);
}

/* ---- how much was received ---- */

/* "12 sur 15"; "–" where nothing was expected. */
static Prose *
received_cell(const Report *report, const Sheet *sheet, const char *year)
{
    g_autoptr(GPtrArray) within = g_ptr_array_new();
    const ExpectationFilter filter = {.sheet = sheet};

    for (guint i = 0; i < report->in->expectations->len; i++) {
        Expectation *expectation = report->in->expectations->pdata[i];
        if (!year || period_within(expectation->period, year))
            g_ptr_array_add(within, expectation);
    }
    const Completeness sum = figures_completeness(within, &filter);
    if (sum.expected == 0)
        return prose_new("–");
    return prose_printf("%u\u00a0sur\u00a0%u", sum.received, sum.expected);
}

static void
received_row(const Report *report, Table *table, RowKind kind, Prose *label, const Sheet *sheet)
{
    TableRow *row = table_row(table, kind);

    table_cell(row, label);
    for (guint i = 0; i < report->earlier->len; i++)
        table_cell(row, received_cell(report, sheet, report->earlier->pdata[i]));
    table_cell(row, received_cell(report, sheet, NULL));
}

static void
year_column(const Report *report, Table *table, const char *year)
{
    g_autofree char *head = year_head(report, year);

    table_column(table, head, TRUE);
}

void
report_years(Report *report)
{
    Table *table = table_new(report_caption(report, "Fiches reçues sur fiches attendues."));

    document_heading(report->document, 1, NULL, prose_new("Réponses reçues, année par année"));
    table_column(table, "Fiche", FALSE);
    for (guint i = 0; i < report->earlier->len; i++)
        year_column(report, table, report->earlier->pdata[i]);
    table_column(table, "Toute la durée", TRUE);
    received_row(report, table, ROW_TOTAL, prose_new("Ensemble"), NULL);
    for (guint i = 0; i < report->convention->sheets->len; i++) {
        const Sheet *sheet = report->convention->sheets->pdata[i];
        if (sheet->adopted && sheet->per != PER_EVENT)
            received_row(report, table, ROW_PLAIN,
                         prose_printf("%s %s", sheet->id,
                                      sheet->short_title ? sheet->short_title : sheet->title),
                         sheet);
    }
    document_table(report->document, table);
    if (report->unshown)
        document_prose(report->document, BLOCK_NOTE,
                       prose_printf("Les tableaux de ce bilan montrent côte à côte les années les "
                                    "plus récentes ; « Toute la durée » les compte toutes. Les "
                                    "années %s sont dans figures.csv, joint à ce document.",
                                    report->unshown));
}

/* ---- decisions ---- */

char *
decision_states(const GPtrArray *decisions)
{
    GString *words = g_string_new(NULL);

    for (guint i = 0; i < decisions->len; i++) {
        const char *state = ((const Decision *)decisions->pdata[i])->state;
        guint count = 0, first = i;
        for (guint k = decisions->len; k-- > 0;)
            if (g_strcmp0(((const Decision *)decisions->pdata[k])->state, state) == 0) {
                first = k;
                count++;
            }
        if (first == i)
            g_string_append_printf(words, "%s%u « %s »", words->len ? ", " : "", count,
                                   state ? state : "sans état");
    }
    return g_string_free(words, FALSE);
}

void
report_all_decisions(Report *report)
{
    const GPtrArray *decisions = report->committee ? report->committee->decisions : NULL;

    document_heading(report->document, 1, NULL, prose_new("Décisions du comité"));
    if (!decisions || decisions->len == 0) {
        document_paragraph(report->document, "Aucune décision n'est inscrite.");
        return;
    }
    g_autofree char *count = count_words(decisions->len, "décision", "décisions");
    g_autofree char *states = decision_states(decisions);
    document_prose(report->document, BLOCK_PARAGRAPH, prose_printf("%s : %s.", count, states));
    document_table(report->document,
                   report_decisions_table(decisions, 0, "Décisions de toutes les réunions", TRUE));
}

/* ---- what comes after ---- */

void
report_renewal(Report *report)
{
    static const char *const CHOICES[] = {"Renouvellement sans changement",
                                          "Renouvellement avec modifications (avenant)",
                                          "Fin de la convention à son terme"};
    const Convention *c = report->convention;
    g_autofree char *notice = date_words(c->notice_before);
    Table *table =
        table_new(prose_add(prose_new(NULL), SPAN_STRONG, "Avis du comité, à remplir en séance"));

    document_heading(report->document, 1, NULL, prose_new("Suites proposées par le comité"));
    document_prose(report->document, BLOCK_PARAGRAPH,
                   c->notice_before
                       ? prose_printf("Le comité donne son avis aux parties au vu de ce bilan. Un "
                                      "préavis peut être donné jusqu'au %s.",
                                      notice)
                       : prose_new("Le comité donne son avis aux parties au vu de ce bilan."));
    table->written = TRUE;
    table_column_share(table, "Proposition", FALSE, 10);
    table_column_share(table, "Avis", FALSE, 5);
    table_column_share(table, "Motifs et modifications souhaitées", FALSE, 12);
    for (guint i = 0; i < G_N_ELEMENTS(CHOICES); i++) {
        TableRow *row = table_row(table, ROW_PLAIN);
        table_cell(row, prose_new(CHOICES[i]));
        table_cell(row, prose_new(""));
        table_cell(row, prose_new(""));
    }
    document_table(report->document, table);
}
