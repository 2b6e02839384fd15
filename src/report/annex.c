/* SPDX-License-Identifier: Apache-2.0
 *
 * Annexes: nothing lost, how figures are made, abbreviations, seal.
 */
#include "report/parts.h"

#include <string.h>

void
report_annex(Report *report, const char *title)
{
    g_autofree char *tag = g_strdup_printf("Annexe %u", ++report->annexes);

    document_heading(report->document, 1, tag, prose_new(title));
}

/* ---- conservation ---- */
static guint
count_row(Table *table, const char *label, guint count, RowKind kind)
{
    TableRow *row = table_row(table, kind);
    g_autofree char *number = number_label(count * NUMBER_SCALE);
    g_autofree char *said = capitalised(label);

    table_cell(row, prose_new(said));
    table_cell(row, prose_new(number));
    return count;
}

void
report_conservation(Report *report)
{
    static const Verdict FORMS[] = {VERDICT_ACCEPTED,  VERDICT_REFUSED,    VERDICT_REPLACED,
                                    VERDICT_DUPLICATE, VERDICT_UNREADABLE, VERDICT_WITHDRAWN};
    static const Verdict MESSAGES[] = {VERDICT_AUTOMATIC, VERDICT_NOT_A_FORM, VERDICT_BY_HAND};
    const guint *counts = report->in->counts;
    Table *table =
        table_new(report_caption(report, "Fiches reçues depuis l'ouverture du registre."));
    guint sum = 0, others = 0;

    report_annex(report, "Devenir des fiches reçues");
    document_paragraph(report->document,
                       "Toute fiche reçue est comptée une fois et une seule : le total des fiches "
                       "reçues est la somme de ce qu'elles sont devenues.");
    table_column(table, "Décision", FALSE);
    table_column(table, "Fiches", TRUE);
    for (guint i = 0; i < G_N_ELEMENTS(FORMS); i++)
        sum += count_row(table, verdict_label(FORMS[i]), counts[FORMS[i]], ROW_PLAIN);
    count_row(table, "fiches reçues", sum, ROW_TOTAL);
    for (guint i = 0; i < G_N_ELEMENTS(MESSAGES); i++)
        others += counts[MESSAGES[i]];
    if (others)
        table_note(table,
                   prose_printf("S'y ajoutent les messages sans fiche : %u automatique%s, %u sans "
                                "formulaire, %u à traiter à la main.",
                                counts[VERDICT_AUTOMATIC], counts[VERDICT_AUTOMATIC] > 1 ? "s" : "",
                                counts[VERDICT_NOT_A_FORM], counts[VERDICT_BY_HAND]));
    document_table(report->document, table);
}

/* ---- method ---- */
static void
method_rows(Table *table, const Sheet *sheet)
{
    table_cell(table_row(table, ROW_GROUP),
               prose_printf("Fiche %s. %s", sheet->id,
                            sheet->short_title ? sheet->short_title : sheet->title));
    for (guint i = 0; i < sheet->indicators->len; i++) {
        const Indicator *indicator = sheet->indicators->pdata[i];
        g_autofree char *fields = indicator_operands(indicator);
        TableRow *row = table_row(table, ROW_PLAIN);
        table_cell(row,
                   prose_add_indicator(prose_new(NULL), SPAN_PLAIN, indicator->id, indicator->id));
        table_cell(row, prose_new(indicator->label));
        table_cell(row, prose_new(indicator->retained ? "retenu" : "complément"));
        table_cell(row, prose_new(aggregation_words(indicator)));
        table_cell(row, prose_new(fields));
    }
}

/* What the amendment in force changed, and what it left out. */
static void
method_notes(const Report *report, Table *table)
{
    const Definition *own = definition_during(report->in->definition, report->in->period);
    const GPtrArray *sheets = own->before ? own->before->convention->sheets : NULL;
    g_autofree char *day = own->before ? date_label(own->from) : NULL;

    if (!own->before)
        return;
    table_note(table, prose_printf("Définitions de l'avenant en vigueur depuis le %s. Chaque année "
                                   "est comptée selon la définition en vigueur à son début.",
                                   day));
    for (guint i = 0; i < sheets->len; i++) {
        const Sheet *sheet = sheets->pdata[i];
        for (guint k = 0; sheet->adopted && k < sheet->indicators->len; k++) {
            const Indicator *indicator = sheet->indicators->pdata[k];
            if (!convention_indicator(own->convention, indicator->id))
                table_note(table, prose_printf("%s. %s : indicateur retiré par cet avenant.",
                                               indicator->id, indicator->label));
        }
    }
}

void
report_method(Report *report)
{
    Table *table = table_new(report_caption(report, "Définition des indicateurs."));
    GPtrArray *items;

    report_annex(report, "Méthode et définitions");
    items = document_list(report->document);
    g_ptr_array_add(items, prose_new("Une case vide n'est pas un zéro : elle n'est pas comptée. "
                                     "« Néant » est un zéro."));
    g_ptr_array_add(items,
                    prose_new("Pour une même fiche, un même organisme et une même période ou un "
                              "même événement, la dernière fiche acceptée est la seule comptée."));
    g_ptr_array_add(items,
                    prose_new("Un taux est le rapport de deux sommes, arrondi à une décimale. "
                              "Ce n'est pas la moyenne des taux des organismes."));
    g_ptr_array_add(items, prose_new("Les répondants d'un chiffre sont les organismes qui l'ont "
                                     "donné, sur le nombre de ceux à qui il est demandé."));
    table_column(table, "N°", FALSE);
    table_column(table, "Indicateur", FALSE);
    table_column(table, "Statut", FALSE);
    table_column(table, "Calcul", FALSE);
    table_column(table, "Cases des fiches", FALSE);
    for (guint i = 0; i < report->convention->sheets->len; i++) {
        const Sheet *sheet = report->convention->sheets->pdata[i];
        if (sheet->adopted && sheet->indicators->len)
            method_rows(table, sheet);
    }
    method_notes(report, table);
    document_table(report->document, table);
}

/* ---- abbreviations, seal ---- */
static void
list_rows(Table *table, const CodeList *list)
{
    table_cell(table_row(table, ROW_GROUP), prose_new(list->label));
    for (guint i = 0; i < list->items->len; i++) {
        const Item *item = list->items->pdata[i];
        TableRow *row = table_row(table, ROW_PLAIN);
        table_cell(row, prose_new(item->code));
        table_cell(row, prose_new(item->abbreviation ? item->abbreviation : ""));
        table_cell(row, prose_new(item->label));
    }
}

void
report_abbreviations(Report *report)
{
    Table *table = table_new(report_caption(report, "Codes et abréviations des listes."));

    report_annex(report, "Abréviations");
    table_column(table, "Code", FALSE);
    table_column(table, "Abrégé", FALSE);
    table_column(table, "Intitulé", FALSE);
    for (guint i = 0; i < report->convention->lists->len; i++)
        list_rows(table, report->convention->lists->pdata[i]);
    document_table(report->document, table);
}

/* On two lines: in the middle of a line it would be broken, and hyphenated (transfer full). */
static char *
seal_words(const char *seal)
{
    enum { HALF = 32 };

    if (!seal)
        return g_strdup("aucune");
    return strlen(seal) == 2 * HALF ? g_strdup_printf("%.*s\n%s", HALF, seal, seal + HALF)
                                    : g_strdup(seal);
}

/* "le 8 juillet 2014 à 8 h 13" (transfer full). */
static char *
moment_words(gint64 seconds)
{
    g_autoptr(GDateTime) moment = g_date_time_new_from_unix_local(seconds);
    g_autofree char *day = day_words(seconds);
    return g_strdup_printf("le %s à %d h %02d", day, g_date_time_get_hour(moment),
                           g_date_time_get_minute(moment));
}

static void
journal_seal(Report *report, const JournalHead *head)
{
    g_autofree char *hash = seal_words(head->sha256);
    g_autofree char *moment = moment_words(head->time);

    document_prose(
        report->document, BLOCK_PARAGRAPH,
        prose_add(prose_printf("Tout ce qui a été fait dans le registre est inscrit dans "
                               "son journal, où l'empreinte de chaque entrée couvre aussi "
                               "toutes les précédentes. La dernière, l'entrée %d, a été "
                               "écrite %s. Son empreinte est :\n",
                               (int)head->number, moment),
                  SPAN_STRONG, hash));
}

void
report_seal(Report *report)
{
    g_autofree char *hash = seal_words(report->in->seal);
    g_autofree char *day = day_words(report->in->date);

    report_annex(report, "Sceau du registre");
    /* In one paragraph: the hash must not come to stand on a page of its own. */
    document_prose(report->document, BLOCK_PARAGRAPH,
                   prose_add(prose_printf("Ce rapport a été établi sur l'état du registre au %s. "
                                          "L'empreinte (SHA-256) de cet état est :\n",
                                          day),
                             SPAN_STRONG, hash));
    if (report->in->journal && report->in->journal->number)
        journal_seal(report, report->in->journal);
    document_paragraph(report->document,
                       report->in->edition
                           ? "Cette édition est conservée dans le registre, qui la redonne octet "
                             "pour octet."
                           : "Le même registre, au même point de son journal, donne le même "
                             "rapport, octet pour octet.");
}
