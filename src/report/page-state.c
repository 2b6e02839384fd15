/* SPDX-License-Identifier: Apache-2.0
 *
 * Whom to remind, where things stand, and what can be typed.
 */
#include "report/parts.h"

#include "base/clock.h"
#include "figures/debtors.h"

/* ---- whom to remind ---- */

GPtrArray *
report_debtors(const Report *report)
{
    return debtors_of(report->in->definition, report->in->expectations,
                      clock_day(report->in->date));
}

void
page_add_line(Prose *cell, SpanStyle style, const char *part)
{
    if (cell->len)
        prose_add(cell, SPAN_PLAIN, "\n");
    prose_add_clerk(cell, style, part);
}

void
page_add_reach(Prose *cell, const Participant *who)
{
    if (who->contact)
        page_add_line(cell, SPAN_PLAIN, who->contact);
    if (who->phone)
        page_add_line(cell, SPAN_PLAIN, who->phone);
    for (char **address = who->addresses; *address; address++)
        page_add_line(cell, SPAN_QUIET, *address);
    if (!who->phone && !*who->addresses)
        page_add_line(cell, SPAN_ALERT, "ni téléphone, ni adresse");
}

static Prose *
owed_cell(const Report *report, const Debtor *debtor)
{
    Prose *cell = prose_new(NULL);

    for (guint i = 0; i < debtor->owed->len; i++) {
        const Expectation *owed = debtor->owed->pdata[i];
        g_autofree char *period = period_words(report, owed->period);
        g_autofree char *due = date_label(owed->due);
        g_autofree char *sheet = g_strdup_printf("Fiche %s", owed->sheet->id);
        g_autofree char *rest =
            g_strdup_printf(", %s, attendue le %s%s", period, due,
                            owed->state == EXPECTED_REFUSED ? ", à corriger" : "");
        page_add_line(cell, SPAN_STRONG, sheet);
        prose_add(cell, SPAN_PLAIN, rest);
    }
    return cell;
}

static void
add_reminder(Prose *cell, const Letter *letter)
{
    g_autofree char *day = letter && letter->first ? day_figures(letter->first) : NULL;
    g_autofree char *words = g_strdup_printf("relancé le %s", day);

    if (day)
        page_add_line(cell, SPAN_QUIET, words);
}

void
page_owed(Report *report)
{
    g_autoptr(GPtrArray) debtors = report_debtors(report);
    g_autofree char *number =
        count_words(debtors->len, "organisme à relancer", "organismes à relancer");
    g_autofree char *words = g_strdup_printf("%s. Les lettres s'écrivent par copil remind, et "
                                             "partent par copil send.",
                                             number);
    Table *table;

    page_section(report, "À relancer", PAGE_OWED);
    if (debtors->len == 0) {
        document_paragraph(report->document, "Personne n'est à relancer.");
        return;
    }
    table = table_new(prose_new(words));
    table_column(table, "Organisme", FALSE);
    table_column(table, "Joindre", FALSE);
    table_column(table, "Attendu", FALSE);
    for (guint i = 0; i < debtors->len; i++) {
        const Debtor *debtor = debtors->pdata[i];
        TableRow *row = table_row(table, ROW_PLAIN);
        Prose *name = prose_clerk(debtor->who->name);
        page_add_line(name, SPAN_QUIET, debtor->who->id);
        Prose *reach = prose_new(NULL);
        page_add_reach(reach, debtor->who);
        add_reminder(reach, g_hash_table_lookup(report->letters, debtor->who->id));
        table_cell(row, name);
        table_cell(row, reach);
        table_cell(row, owed_cell(report, debtor));
    }
    document_table(report->document, table);
}

/* ---- where things stand ---- */

static void
edition_item(GPtrArray *list, const SignedEdition *edition)
{
    g_autofree char *day = day_words(edition->issued);
    g_autofree char *signed_by = count_words(edition->signed_by->len, "signature", "signatures");
    g_autoptr(GString) missing = g_string_new(NULL);

    for (guint i = 0; i < edition->missing->len; i++)
        g_string_append_printf(missing, "%s%s", i ? ", " : " ; il manque : ",
                               (const char *)edition->missing->pdata[i]);
    g_ptr_array_add(list, prose_printf("Édition n° %u, émise le %s : %s sur %u%s.",
                                       (guint)edition->number, day, signed_by,
                                       edition->signatories->len, missing->str));
}

/* "61 réponses : 58 remises, 2 à envoyer (copil send), 1 refusée". */
static void
answers_item(const Report *report, GPtrArray *list)
{
    const GPtrArray *letters = report->in->page->letters;
    guint answers = 0, waiting = 0, refused = 0;

    for (guint i = 0; i < letters->len; i++) {
        const Letter *letter = letters->pdata[i];
        if (!letter->message)
            continue;
        answers++;
        if (letter_count(letter, OUTCOME_REFUSED))
            refused++;
        else
            waiting += letter_waits(letter);
    }
    g_autofree char *all = count_words(answers, "réponse", "réponses");
    g_autofree char *bad = g_strdup_printf(" ; %u refusée%s par le serveur du destinataire",
                                           refused, refused > 1 ? "s" : "");
    g_ptr_array_add(list, prose_printf("Depuis le début, %s : %u à envoyer par copil send%s.", all,
                                       waiting, refused ? bad : ""));
}

void
page_state(Report *report)
{
    const Completeness all = figures_completeness(report->in->expectations, NULL);
    const GPtrArray *editions = report->in->page->editions;
    GPtrArray *list;

    page_section(report, "Où en est-on", PAGE_STATE);
    list = document_list(report->document);
    g_ptr_array_add(list,
                    prose_add_file(prose_new(NULL), SPAN_PLAIN, "Le rapport du comité, à ce jour",
                                   report->in->page->report));
    answers_item(report, list);
    for (guint i = 0; i < editions->len; i++)
        edition_item(list, editions->pdata[i]);
    if (editions->len == 0)
        g_ptr_array_add(list, prose_new("Aucune édition n'a encore été émise."));
    if (all.expected + all.excused + all.later)
        report_received_by_sheet(report, &all);
}

/* ---- what can be typed ---- */

static const struct {
    const char *arguments, *meaning;
} COMMANDS[] = {
    {"status %s MESSAGE", "tout sur un message, une fiche ou un organisme"},
    {"original %s MESSAGE", "le message tel qu'il a été reçu, à enregistrer dans un fichier"},
    {"send %s", "envoyer les réponses et les relances qui attendent"},
    {"enter %s FICHE.odt --why MOTIF", "une fiche reçue sur papier ou par téléphone, que vous avez "
                                       "tapée dans le formulaire"},
    {"decide %s ACTE CIBLE --why MOTIF",
     "régler ce qui attend, retirer une fiche, dispenser, clore "
     "une période, autoriser un texte…"},
    {"remind %s --output DOSSIER", "les lettres de relance, en brouillons"},
    {"report %s --issue", "émettre une édition du rapport, numérotée et conservée"},
    {"verify %s", "vérifier le registre"},
};

void
page_commands(Report *report)
{
    Table *table = table_new(prose_new("À taper dans le dossier du registre ; MESSAGE est son "
                                       "numéro à seize chiffres et lettres."));

    page_section(report, "Commandes", PAGE_COMMANDS);
    table_column(table, "Commande", FALSE);
    table_column(table, "Ce qu'elle fait", FALSE);
    for (guint i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        g_auto(GStrv) around = g_strsplit(COMMANDS[i].arguments, "%s", 2);
        g_autofree char *command =
            g_strdup_printf("copil %s%s%s", around[0], report->in->page->name, around[1]);
        TableRow *row = table_row(table, ROW_PLAIN);
        table_cell(row, prose_add_typed(prose_new(NULL), SPAN_CODE, command));
        table_cell(row, prose_new(COMMANDS[i].meaning));
    }
    table_note(table,
               prose_new("Chaque acte a son contraire, qui l'annule : rien n'est effacé, tout "
                         "est daté et motivé."));
    document_table(report->document, table);
}
