/* SPDX-License-Identifier: Apache-2.0 */
#include "letter/answer-form.h"

#include "base/text.h"
#include "letter/wording.h"
#include <string.h>

#define VALUE_MAX   200 /* as in a finding's message */
#define CHANGES_MAX 20

/* Between what comes of two sources. */
#define COLON "\u00a0: "

/* ---- the verdict ---- */

/* WORD, then "3.2 « Accueil des élèves en stage »", or "« scan.pdf »", or nothing. */
static Prose *
form_name(const char *word, const AnswerForm *form)
{
    Prose *prose = prose_new(word);
    const char *ours = form->sheet != NULL ? form->title : NULL;
    const char *theirs = form->sheet != NULL ? NULL : form->filename;
    if (form->sheet != NULL) {
        prose_add(prose, SPAN_PLAIN, "\u00a0");
        prose_add(prose, SPAN_PLAIN, form->sheet);
    }
    if (ours == NULL && theirs == NULL)
        return prose;
    prose_add(prose, SPAN_PLAIN, " «\u00a0");
    if (ours != NULL)
        prose_add(prose, SPAN_PLAIN, ours);
    else
        prose_add_typed(prose, SPAN_PLAIN, theirs);
    return prose_add(prose, SPAN_PLAIN, "\u00a0»");
}

/* " : 3 points" */
static void
add_points(Prose *prose, const AnswerForm *form)
{
    guint errors = answer_count(form, SEVERITY_ERROR);
    g_autofree char *points =
        g_strdup_printf(COLON "%u\u00a0point%s", errors, errors > 1 ? "s" : "");
    if (form->verdict == VERDICT_REFUSED && errors > 0 && form->corrected == NULL)
        prose_add_typed(prose, SPAN_PLAIN, points);
}

/* " (envoi du 12 mars 2014)": of which it is a second one. */
static void
add_first(Prose *prose, const AnswerForm *form)
{
    g_autofree char *first = g_strdup_printf(" (envoi du %s)", form->first);
    if (form->first != NULL)
        prose_add(prose, SPAN_PLAIN, first);
}

/* "Elle remplace l'envoi du 12 mars 2014 : 2 réponses ont changé." */
static void
add_replaced(Document *letter, const AnswerForm *form)
{
    g_autofree char *count =
        form->n_changes > 1 ? g_strdup_printf(" : %u\u00a0réponses ont changé", form->n_changes)
        : form->n_changes == 1 ? g_strdup(" : une réponse a changé")
                               : g_strdup("");
    if (form->verdict == VERDICT_ACCEPTED && form->replaces != NULL)
        document_prose(letter, BLOCK_PARAGRAPH,
                       prose_printf("Elle remplace l'envoi du %s%s.", form->replaces, count));
}

static void
add_verdict(Document *letter, const AnswerForm *form, guint number)
{
    g_autofree char *word =
        number > 0 ? g_strdup_printf("%u. Fiche", number) : g_strdup("La fiche");
    Prose *prose =
        form->verdict == VERDICT_BY_HAND ? prose_new("Votre message") : form_name(word, form);
    prose_add_typed(prose, SPAN_PLAIN, number > 0 ? COLON : " ");
    prose_add(prose, SPAN_PLAIN, number > 0 ? wording_of(form)->one : wording_of(form)->sentence);
    add_points(prose, form);
    add_first(prose, form);
    if (number > 0)
        document_heading(letter, 1, NULL, prose);
    else
        document_prose(letter, BLOCK_LEAD, prose_add(prose, SPAN_PLAIN, "."));
}

/* Of whom, for when, in which file: what tells one form from another.  A form that isn't known is
 * named by its file already. */
static void
add_identity(Document *letter, const AnswerForm *form)
{
    const struct {
        const char *label, *ours, *typed;
    } parts[] = {{"Organisme", form->organisation, NULL},
                 {"Période", form->period, NULL},
                 {form->event_label, NULL, form->event},
                 {"Fichier", NULL, form->sheet != NULL ? form->filename : NULL}};
    GPtrArray *list = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i].ours == NULL && parts[i].typed == NULL)
            continue;
        Prose *prose = prose_new(parts[i].label);
        prose_add_typed(prose, SPAN_PLAIN, COLON);
        if (parts[i].ours != NULL)
            prose_add(prose, SPAN_PLAIN, parts[i].ours);
        else
            prose_add_typed(prose, SPAN_PLAIN, parts[i].typed);
        if (list == NULL)
            list = document_list(letter);
        g_ptr_array_add(list, prose);
    }
}

/* ---- the findings ---- */

static gboolean
same_place(const AnswerFinding *one, const AnswerFinding *two)
{
    return g_strcmp0(one->code, two->code) == 0 && g_strcmp0(one->label, two->label) == 0;
}

/* The heading of the findings of one place.  Of a file that couldn't be read, all that is said
 * concerns the whole. */
static void
add_place(Document *letter, const AnswerForm *form, const AnswerFinding *finding)
{
    gboolean whole = finding->code == NULL && finding->label == NULL;
    if (whole && form->verdict != VERDICT_ACCEPTED && form->verdict != VERDICT_REFUSED)
        return;
    Prose *prose = prose_new(finding->code);
    if (finding->code != NULL && finding->label != NULL)
        prose_add(prose, SPAN_PLAIN, " – ");
    if (finding->label != NULL)
        prose_add(prose, SPAN_PLAIN, finding->label);
    if (whole)
        prose_add(prose, SPAN_PLAIN, "L'ensemble de la fiche");
    document_heading(letter, 3, NULL, prose);
}

/* The line of an XML form, and the value as read, unless the message quotes it: shortened as
 * findings do. */
static Prose *
finding_words(const AnswerForm *form, const AnswerFinding *finding)
{
    Prose *prose = prose_new(NULL);
    g_autofree char *where = g_strdup_printf("Ligne %u : ", finding->line);
    g_autofree char *line = text_squeeze(finding->value != NULL ? finding->value : "");
    g_autofree char *value = text_shorten(line, VALUE_MAX);
    g_autofree char *quoted = g_strdup_printf("«\u00a0%s\u00a0»", value);
    if (form->xml && finding->line > 0)
        prose_add(prose, SPAN_QUIET, where);
    if (*value != '\0' && strstr(finding->message, quoted) == NULL) {
        prose_add(prose, SPAN_PLAIN, "Réponse lue : ");
        prose_add_typed(prose, SPAN_PLAIN, quoted);
        prose_add(prose, SPAN_PLAIN, ". ");
    }
    return prose_add_typed(prose, SPAN_PLAIN, finding->message);
}

/* TRUE when a finding before number I has told of the same place, with the same severity. */
static gboolean
told_before(const AnswerForm *form, guint i)
{
    const AnswerFinding *all = form->findings;
    for (guint j = 0; j < i; j++) {
        if (answer_severity(&all[j]) == answer_severity(&all[i]) && same_place(&all[j], &all[i]))
            return TRUE;
    }
    return FALSE;
}

/* All findings of one severity, those of one place together, in the order of the form. */
static void
add_findings(Document *letter, const AnswerForm *form, Severity severity, const char *title)
{
    if (answer_count(form, severity) == 0)
        return;
    document_heading(letter, 2, NULL, prose_new(title));
    for (guint i = 0; i < form->n_findings; i++) {
        const AnswerFinding *first = &form->findings[i];
        if (answer_severity(first) != severity || told_before(form, i))
            continue;
        add_place(letter, form, first);
        GPtrArray *list = document_list(letter);
        for (guint j = i; j < form->n_findings; j++) {
            const AnswerFinding *finding = &form->findings[j];
            if (answer_severity(finding) == severity && same_place(first, finding))
                g_ptr_array_add(list, finding_words(form, finding));
        }
    }
}

/* ---- the answers ---- */

static void
add_value(Table *table, const AnswerValue *value, gboolean changed)
{
    TableRow *row = table_row(table, value->value != NULL ? ROW_PLAIN : ROW_GROUP);
    table_cell(row, prose_new(value->label));
    if (value->value == NULL)
        return;
    if (changed)
        table_cell(row, prose_typed(value->before));
    table_cell(row, prose_typed(value->value));
}

static void
add_understood(Document *letter, const AnswerForm *form)
{
    if (form->n_values == 0)
        return;
    Table *table = table_new(NULL);
    table_column_share(table, "Question", FALSE, 2);
    table_column_share(table, "Réponse", FALSE, 3);
    for (guint i = 0; i < form->n_values; i++)
        add_value(table, &form->values[i], FALSE);
    document_heading(letter, 2, NULL, prose_new("Ce que nous avons compris"));
    document_table(letter, table);
}

static void
add_changed_questions(Document *letter, const AnswerForm *form, guint shown)
{
    GPtrArray *list = document_list(letter);
    for (guint i = 0; i < shown; i++)
        g_ptr_array_add(list, prose_new(form->changes[i].label));
}

static void
add_changed_answers(Document *letter, const AnswerForm *form, guint shown)
{
    Table *table = table_new(NULL);
    table_column_share(table, "Question", FALSE, 2);
    table_column_share(table, "Avant", FALSE, 1);
    table_column_share(table, "Maintenant", FALSE, 1);
    for (guint i = 0; i < shown; i++)
        add_value(table, &form->changes[i], TRUE);
    document_table(letter, table);
}

/* Where the answers are not told, the questions are.  Of many the first are shown. */
static void
add_changes(Document *letter, const AnswerForm *form)
{
    guint shown = MIN(form->n_changes, CHANGES_MAX), rest = form->n_changes - shown;
    if (shown == 0)
        return;
    document_heading(letter, 2, NULL, prose_new("Ce qui a changé"));
    if (form->changes[0].before != NULL)
        add_changed_answers(letter, form, shown);
    else
        add_changed_questions(letter, form, shown);
    if (rest > 0)
        document_prose(letter, BLOCK_PARAGRAPH,
                       prose_printf("Et %u autre%s réponse%s.", rest, rest > 1 ? "s" : "",
                                    rest > 1 ? "s" : ""));
}

/* ---- all ---- */

void
answer_add_verdict(Document *document, const AnswerLetter *letter, guint index, gboolean asks)
{
    const AnswerForm *form = &letter->forms[index];
    g_autofree char *todo = wording_todo(letter, form);
    add_verdict(document, form, letter->n_forms > 1 ? index + 1 : 0);
    add_identity(document, form);
    add_replaced(document, form);
    if (todo != NULL)
        document_paragraph(document, todo);
    else if (asks && form->verdict == VERDICT_ACCEPTED)
        document_paragraph(document, "Vous n'avez rien à faire pour cette fiche.");
}

/* What is to be said of a form that was sent twice was said of the first. */
void
answer_add_details(Document *document, const AnswerForm *form)
{
    add_findings(document, form, SEVERITY_ERROR,
                 form->corrected != NULL            ? "Ce qui était à corriger"
                 : form->verdict == VERDICT_REFUSED ? "À corriger"
                                                    : "Indications");
    add_findings(document, form, SEVERITY_WARNING,
                 form->verdict == VERDICT_BY_HAND ? "Indications" : "À vérifier");
    if (form->verdict != VERDICT_DUPLICATE)
        add_findings(document, form, SEVERITY_NOTE, "Pour information");
    add_changes(document, form);
    add_understood(document, form);
}
