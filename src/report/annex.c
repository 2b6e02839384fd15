/* SPDX-License-Identifier: Apache-2.0
 *
 * Annexes: nothing lost, how figures are made, the forms behind them, abbreviations, seal.
 */
#include "report/parts.h"

#include <string.h>

enum { HASH_SHOWN = 12 };

static void
annex(Report *report, int number, const char *title)
{
    g_autofree char *tag = g_strdup_printf("Annexe %d", number);

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

static void
conservation(Report *report)
{
    static const Verdict FORMS[] = {VERDICT_ACCEPTED,  VERDICT_REFUSED,    VERDICT_REPLACED,
                                    VERDICT_DUPLICATE, VERDICT_UNREADABLE, VERDICT_WITHDRAWN};
    static const Verdict MESSAGES[] = {VERDICT_AUTOMATIC, VERDICT_NOT_A_FORM, VERDICT_BY_HAND};
    const guint *counts = report->in->counts;
    Table *table =
        table_new(report_caption(report, "Fiches reçues depuis l'ouverture du registre."));
    guint sum = 0, others = 0;

    annex(report, 1, "Devenir des fiches reçues");
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
static const char *
aggregation_words(const Indicator *indicator)
{
    switch (indicator->aggregation) {
    case AGGREGATE_SUM:
        return indicator->never_added ? "Somme, par organisme déclarant" : "Somme";
    case AGGREGATE_RATIO:
        return "Rapport des sommes, sur les fiches qui donnent les deux nombres";
    case AGGREGATE_MEAN:
        return "Moyenne pondérée";
    case AGGREGATE_COUNT:
        return indicator->sheet->joint
                   ? "Nombre de fiches, les déclarations d'un même fait comptées une fois"
                   : "Nombre de fiches";
    case AGGREGATE_DISTINCT:
        return "Nombre d'intitulés déclarés par un organisme au moins";
    case AGGREGATE_SHARE:
        return "Part des réponses positives";
    case AGGREGATE_DISTRIBUTION:
        return "Nombre de réponses par modalité";
    case AGGREGATE_LATEST:
        return "Valeurs de la fiche la plus récente";
    case AGGREGATE_DATES:
        return "Dates communiquées";
    case AGGREGATE_TEXTS:
        return "Textes communiqués";
    case AGGREGATE_BESIDE:
        return "Nombres côte à côte, jamais additionnés";
    }
    return "";
}

static void
append_operands(GString *text, const GPtrArray *operands)
{
    for (guint i = 0; operands && i < operands->len; i++) {
        const Operand *operand = operands->pdata[i];
        g_string_append_printf(text, "%s%s", i ? " + " : "", operand->field->printed);
        if (operand->column)
            g_string_append_printf(text, " (%s)", operand->column->label);
    }
}

static char *
fields_words(const Indicator *indicator)
{
    GString *text = g_string_new(NULL);
    gboolean ratio = indicator->aggregation == AGGREGATE_RATIO;

    append_operands(text, indicator->numerator);
    if (indicator->denominator && indicator->denominator->len) {
        g_string_append(text, ratio                                      ? " / "
                              : indicator->aggregation == AGGREGATE_MEAN ? ", pondéré par "
                                                                         : " ; ");
        append_operands(text, indicator->denominator);
    }
    if (indicator->only)
        g_string_append_printf(text, "%s%s : %s", text->len ? ", si " : "",
                               indicator->only->printed, indicator->only_item->label);
    return g_string_free(text, FALSE);
}

static void
method_rows(Table *table, const Sheet *sheet)
{
    table_cell(table_row(table, ROW_GROUP),
               prose_printf("Fiche %s. %s", sheet->id,
                            sheet->short_title ? sheet->short_title : sheet->title));
    for (guint i = 0; i < sheet->indicators->len; i++) {
        const Indicator *indicator = sheet->indicators->pdata[i];
        g_autofree char *fields = fields_words(indicator);
        TableRow *row = table_row(table, ROW_PLAIN);
        table_cell(row, prose_new(indicator->id));
        table_cell(row, prose_new(indicator->label));
        table_cell(row, prose_new(indicator->retained ? "retenu" : "complément"));
        table_cell(row, prose_new(aggregation_words(indicator)));
        table_cell(row, prose_new(fields));
    }
}

static void
method(Report *report)
{
    Table *table = table_new(report_caption(report, "Définition des indicateurs."));
    GPtrArray *items;

    annex(report, 2, "Méthode et définitions");
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
    document_table(report->document, table);
}

/* ---- forms behind the figures ---- */
/* Submission id → GString of the indicators that rest on it, for the sheet's whole figures. */
static GHashTable *
indicators_by_submission(const Report *report, const Sheet *sheet)
{
    GHashTable *uses =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);

    for (guint i = 0; i < sheet->indicators->len; i++) {
        const Indicator *indicator = sheet->indicators->pdata[i];
        const Figure *figure = report_figure(report, indicator, report->in->period, NULL);
        for (guint k = 0; figure && figure->sources && k < figure->sources->len; k++) {
            const FigureSource *source = figure->sources->pdata[k];
            GPtrArray *ids = g_hash_table_lookup(uses, source->submission);
            if (!ids) {
                ids = g_ptr_array_new();
                g_hash_table_insert(uses, source->submission, ids);
            }
            if (ids->len == 0 || ids->pdata[ids->len - 1] != indicator->id)
                g_ptr_array_add(ids, indicator->id);
        }
    }
    return uses;
}

/* What tells an indicator apart within its sheet: "a" of "3.2-a". */
static const char *
letter_of(const Sheet *sheet, const char *id)
{
    gsize length = strlen(sheet->id);

    return g_str_has_prefix(id, sheet->id) && id[length] == '-' ? id + length + 1 : id;
}

static char *
joined(const Sheet *sheet, const GPtrArray *ids)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < ids->len; i++)
        g_string_append_printf(text, "%s%s", i ? ", " : "", letter_of(sheet, ids->pdata[i]));
    return g_string_free(text, FALSE);
}

static void
form_row(const Report *report, Table *table, const Sheet *sheet, const Submission *submission,
         const GPtrArray *ids)
{
    TableRow *row = table_row(table, ROW_PLAIN);
    g_autofree char *received = day_figures(submission->received);
    g_autofree char *hash = g_strndup(submission->message, HASH_SHOWN);
    g_autofree char *used = joined(sheet, ids);

    table_cell(row, report_organisation(report, submission->organisation));
    table_cell(row, prose_new(submission->period ? submission->period : ""));
    table_cell(row, prose_new(received));
    table_cell(row, prose_new(submission->id));
    table_cell(row, prose_new(hash));
    table_cell(row, prose_new(used));
}

static Table *
forms_table(const Sheet *sheet)
{
    g_autofree char *fiche = g_strdup_printf("Fiche %s. ", sheet->id);
    Table *table = table_new(prose_add(prose_add(prose_new(NULL), SPAN_STRONG, fiche), SPAN_PLAIN,
                                       sheet->short_title ? sheet->short_title : sheet->title));

    table_column(table, "Organisme", FALSE);
    table_column(table, "Période", FALSE);
    table_column(table, "Reçue le", FALSE);
    table_column(table, "Envoi", FALSE);
    table_column(table, "Empreinte", FALSE);
    table_column(table, "Indicateurs", FALSE);
    return table;
}

static guint
forms_of_sheet(Report *report, const Sheet *sheet)
{
    g_autoptr(GHashTable) uses = indicators_by_submission(report, sheet);
    const GPtrArray *all = report->in->submissions;
    Table *table = forms_table(sheet);
    guint count;

    for (guint i = 0; all && i < all->len; i++) {
        const Submission *submission = all->pdata[i];
        const GPtrArray *ids = g_hash_table_lookup(uses, submission->id);
        if (ids)
            form_row(report, table, sheet, submission, ids);
    }
    count = table->rows->len;
    if (count)
        document_table(report->document, table);
    else
        table_free(table);
    return count;
}

static void
forms(Report *report)
{
    guint count = 0;

    annex(report, 3, "Fiches à l'origine des chiffres");
    document_paragraph(
        report->document,
        "Chaque chiffre de l'année repose sur les fiches ci-dessous. La colonne « Empreinte » "
        "donne "
        "le début de l'empreinte SHA-256 du message reçu, qui est conservé au registre.");
    for (guint i = 0; i < report->convention->sheets->len; i++) {
        const Sheet *sheet = report->convention->sheets->pdata[i];
        if (sheet->adopted)
            count += forms_of_sheet(report, sheet);
    }
    if (count == 0)
        document_paragraph(report->document, "Aucun chiffre ne peut encore être calculé.");
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

static void
abbreviations(Report *report)
{
    Table *table = table_new(report_caption(report, "Codes et abréviations des listes."));

    annex(report, 4, "Abréviations");
    table_column(table, "Code", FALSE);
    table_column(table, "Abrégé", FALSE);
    table_column(table, "Intitulé", FALSE);
    for (guint i = 0; i < report->convention->lists->len; i++)
        list_rows(table, report->convention->lists->pdata[i]);
    document_table(report->document, table);
}

static void
seal(Report *report)
{
    g_autofree char *day = day_words(report->in->date);

    annex(report, 5, "Sceau du registre");
    /* In one paragraph: the hash must not come to stand on a page of its own. */
    document_prose(report->document, BLOCK_PARAGRAPH,
                   prose_add(prose_printf("Ce rapport a été établi sur l'état du registre au %s. "
                                          "L'empreinte (SHA-256) de cet état est :\n",
                                          day),
                             SPAN_STRONG, report->in->seal ? report->in->seal : "aucune"));
    document_paragraph(report->document,
                       "Le même état du registre donne le même rapport, octet pour octet.");
}

void
report_annexes(Report *report)
{
    conservation(report);
    method(report);
    forms(report);
    abbreviations(report);
    seal(report);
}
