/* SPDX-License-Identifier: Apache-2.0
 *
 * What goes across the sheets: articles without sheet, parts counted apart, what two kinds of
 * organisations say of the same thing.
 */
#include "report/parts.h"

#include <string.h>

/* ---- articles ---- */
static const Sheet *
sheet_of_article(const Convention *convention, const char *number, gboolean adopted)
{
    for (guint i = 0; i < convention->sheets->len; i++) {
        const Sheet *sheet = convention->sheets->pdata[i];
        if (g_strcmp0(sheet->article, number) == 0 && (sheet->adopted != NULL) == adopted)
            return sheet;
    }
    return NULL;
}

void
report_articles(Report *report)
{
    gboolean begun = FALSE;

    for (guint i = 0; i < report->convention->articles->len; i++) {
        const Article *article = report->convention->articles->pdata[i];
        g_autofree char *tag = g_strdup_printf("Article %s", article->number);
        const Sheet *proposed;
        if (!article->note || sheet_of_article(report->convention, article->number, TRUE))
            continue;
        if (!begun)
            document_heading(report->document, 1, NULL, prose_new("Articles sans fiche"));
        begun = TRUE;
        document_heading(report->document, 2, tag, prose_new(article->title));
        document_paragraph(report->document, article->note);
        proposed = sheet_of_article(report->convention, article->number, FALSE);
        if (proposed)
            document_prose(report->document, BLOCK_NOTE,
                           prose_printf("Fiche proposée : %s. %s.", proposed->id, proposed->title));
    }
}

/* ---- the parts that are counted apart ---- */
static gboolean
is_split(const Report *report, const Indicator *indicator, const CodeList *parts)
{
    if (report->scope) {
        g_autoptr(GPtrArray) entries = report_entries(report, indicator, parts->id, NULL);
        return entries->len > 0;
    }
    for (guint i = 0; i < indicator->breakdowns->len; i++) {
        const Breakdown *breakdown = indicator->breakdowns->pdata[i];
        if (g_strv_contains((const char *const *)breakdown->by, parts->id))
            return TRUE;
    }
    return FALSE;
}

void
report_by_part(Report *report)
{
    const CodeList *parts = report->convention->parts;
    char *lists[] = {parts ? parts->id : NULL, NULL};
    gboolean begun = FALSE;

    for (guint s = 0; parts && s < report->convention->sheets->len; s++) {
        const Sheet *sheet = report->convention->sheets->pdata[s];
        for (guint i = 0; sheet->adopted && i < sheet->indicators->len; i++) {
            const Indicator *indicator = sheet->indicators->pdata[i];
            if (!is_split(report, indicator, parts))
                continue;
            if (!begun)
                document_heading(report->document, 1, NULL,
                                 prose_new(parts->heading ? parts->heading : parts->label));
            if (!begun && parts->note)
                document_paragraph(report->document, parts->note);
            begun = TRUE;
            if (report->in->period)
                report_breakdown_table(report, indicator, lists);
        }
    }
}

/* ---- side by side ---- */
/* The kinds that give an operand, as "établissements et académies". */
static char *
givers(const Report *report, const GPtrArray *operands)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    const Operand *operand = operands && operands->len ? operands->pdata[0] : NULL;

    for (guint i = 0; operand && operand->field->filled_by[i]; i++) {
        const Kind *kind = convention_kind(report->convention, operand->field->filled_by[i]);
        if (kind)
            g_ptr_array_add(words, kind->plural);
    }
    g_ptr_array_add(words, NULL);
    return enumeration((char *const *)words->pdata);
}

static void
beside_row(const Report *report, Table *table, const Indicator *indicator, Legend *legend)
{
    const Figure *figure = report_figure(report, indicator, report->in->period, NULL);
    const GPtrArray *sides[] = {indicator->numerator, indicator->denominator};
    const char *values[] = {figure ? figure->numerator : NULL, figure ? figure->denominator : NULL};
    Prose *label = prose_new(indicator->label);
    g_autofree char *unit = unit_words(indicator);
    TableRow *row = table_row(table, ROW_PLAIN);

    table_cell(row, prose_add(label, SPAN_QUIET, unit));
    for (guint i = 0; i < 2; i++) {
        g_autofree char *who = givers(report, sides[i]);
        table_cell(row, prose_new(who));
        table_cell(row, figure_cell(figure, values[i], 0, legend));
    }
    report_mark_row(report, row, indicator);
}

void
report_beside(Report *report)
{
    Table *table = NULL;
    Legend legend = {FALSE, FALSE};
    const char *said = NULL; /* the same note under several indicators stands once */

    for (guint s = 0; s < report->convention->sheets->len; s++) {
        const Sheet *sheet = report->convention->sheets->pdata[s];
        for (guint i = 0; sheet->adopted && i < sheet->indicators->len; i++) {
            const Indicator *indicator = sheet->indicators->pdata[i];
            if (indicator->aggregation != AGGREGATE_BESIDE || !report_covers(report, indicator))
                continue;
            if (!table) {
                g_autofree char *year = year_words(report, ", ");
                g_autofree char *caption = g_strdup_printf("Mêmes faits, deux sources%s.", year);
                table = table_new(report_caption(report, caption));
                table_column_share(table, "", FALSE, 17);
                table_column_share(table, "Selon", FALSE, 11);
                table_column_share(table, "Nombre", TRUE, 5);
                table_column_share(table, "Selon", FALSE, 11);
                table_column_share(table, "Nombre", TRUE, 5);
            }
            beside_row(report, table, indicator, &legend);
            if (indicator->note && g_strcmp0(indicator->note, said) != 0)
                table_note(table, prose_new(indicator->note));
            said = indicator->note ? indicator->note : said;
        }
    }
    if (!table)
        return;
    document_heading(report->document, 1, NULL, prose_new("Rapprochements"));
    document_paragraph(report->document,
                       "Les nombres de deux sources sont placés côte à côte. Ils ne sont jamais "
                       "additionnés : ceux qui répondent ne sont pas les mêmes.");
    legend_notes(report, table, &legend);
    document_table(report->document, table);
}
