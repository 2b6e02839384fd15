/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers that are far from others: listed for the committee, which decides what to ask.
 */
#include "report/parts.h"

/* More rows than this are no longer gone through one by one. */
enum { ROWS_MOST = 60 };

static gboolean
is_declared(const Convention *convention)
{
    for (guint i = 0; i < convention->sheets->len; i++) {
        const Sheet *sheet = convention->sheets->pdata[i];
        if (sheet->adopted && sheet->plausible->len)
            return TRUE;
    }
    return FALSE;
}

/* "Fiche 3.2, CAP Gardien d'immeubles, Effectif". */
static char *
question_words(const Unusual *unusual)
{
    const Operand *operand = unusual->operand;
    const Item *item = unusual->item && operand->field->list
                           ? list_item(operand->field->list, unusual->item)
                           : NULL;

    return g_strdup_printf("Fiche %s%s%s, %s", operand->field->sheet->id, item ? ", " : "",
                           item ? item->label : "",
                           operand->column ? operand->column->label : operand->field->label);
}

static void
unusual_row(const Report *report, Table *table, const Unusual *unusual)
{
    TableRow *row = table_row(table, ROW_PLAIN);
    g_autofree char *question = question_words(unusual);
    g_autofree char *reason = unusual_words(unusual, report->in->confidential);
    g_autofree char *said = capitalised(reason);

    table_cell(row, report_organisation(report, unusual->organisation));
    table_cell(row, prose_new(unusual->period));
    table_cell(row, prose_new(question));
    table_cell(row, prose_new(said));
}

static void
unusual_table(Report *report)
{
    const GPtrArray *all = report->in->unusual;
    Table *table = table_new(report_caption(report, "Valeurs inhabituelles."));

    table_column(table, "Organisme", FALSE);
    table_column(table, "Période", FALSE);
    table_column(table, "Question", FALSE);
    table_column(table, "Remarque", FALSE);
    for (guint i = 0; i < MIN(all->len, ROWS_MOST); i++)
        unusual_row(report, table, all->pdata[i]);
    if (all->len > ROWS_MOST)
        table_note(table, prose_printf("Les %u premières sur %u.", (guint)ROWS_MOST, all->len));
    document_table(report->document, table);
}

void
report_unusual(Report *report)
{
    const GPtrArray *all = report->in->unusual;

    if (!all || !is_declared(report->convention))
        return;
    document_heading(report->document, 2, NULL, prose_new("Valeurs inhabituelles, à vérifier"));
    if (all->len == 0) {
        document_paragraph(report->document, "Aucune réponse ne s'écarte beaucoup des autres.");
        return;
    }
    document_paragraph(
        report->document,
        "Ces réponses sont à vérifier : elles s'écartent beaucoup de la médiane des réponses du "
        "même "
        "organisme pour les périodes précédentes, ou dépassent de beaucoup celles des organismes "
        "du "
        "même type pour la même période (troisième quartile augmenté de plusieurs fois l'écart "
        "interquartile, d'après Tukey, 1977). Elles peuvent être justes : l'organisme en est "
        "averti, "
        "et elles sont comptées tant qu'il ne les corrige pas.");
    unusual_table(report);
}
