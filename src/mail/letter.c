/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/letter.h"

#include "base/finding.h"
#include "base/text.h"
#include "mail/wrap.h"
#include <string.h>

#define SUBJECT_NAME_MAX 60
#define VALUE_MAX        200 /* as in a finding's message */

/* Between the forms of one message: 72 characters. */
#define RULE "------------------------------------------------------------------------\n"

/* How each verdict is said: of one form, of several, and what there is to do.  Typographic spaces
 * and apostrophes are written out: text of senders stands between these sentences. */
typedef struct {
    const char *subject;    /* after "Fiche 3.2" */
    const char *one, *many; /* after a number of forms */
    const char *sentence;   /* after "La fiche 3.2 « … »" */
    const char *todo;
} Wording;

#define RESEND "répondez à ce message en joignant la fiche corrigée"
#define RESAVE ", enregistrez-la, puis " RESEND

static const Wording wordings[VERDICT_COUNT] = {
    [VERDICT_ACCEPTED] = {" bien reçue", "bien reçue", "bien reçues", "est bien reçue",
                          "Vous n’avez rien d’autre à faire."},
    [VERDICT_REFUSED] = {" à corriger", "à corriger", "à corriger", "est à corriger",
                         "Corrigez dans la fiche les points signalés ci-dessous" RESAVE},
    [VERDICT_REPLACED] =
        {" déjà remplacée", "déjà remplacée", "déjà remplacées",
         "n’a pas été retenue, car une version plus récente nous est déjà parvenue",
         "Vous n’avez rien à faire. Si c’est pourtant celle-ci qui doit compter, "
         "envoyez-la de nouveau en réponse à ce message."},
    [VERDICT_DUPLICATE] = {" déjà reçue", "déjà reçue", "déjà reçues",
                           "nous était déjà parvenue, avec les mêmes réponses",
                           "Vous n’avez rien à faire\u00a0: elle n’est comptée qu’une fois."},
    [VERDICT_UNREADABLE] = {" illisible", "illisible", "illisibles", "n’a pas pu être lue",
                            "Suivez l’indication ci-dessous, puis répondez à ce message en "
                            "joignant la fiche au format .odt"},
    [VERDICT_WITHDRAWN] =
        {" retirée", "retirée", "retirées", "a été retirée",
         "Vous n’avez rien à faire. Si c’est une erreur, signalez-le en répondant "
         "à ce message."},
    [VERDICT_AUTOMATIC] = {" non examinée", "non examinée", "non examinées",
                           "n’a pas été examinée, car votre message semble automatique",
                           "Envoyez la fiche dans un message ordinaire."},
    [VERDICT_NOT_A_FORM] =
        {" non trouvée", "non trouvée", "non trouvées", "n’a pas été trouvée dans votre message",
         "Si vous vouliez en envoyer une, répondez à ce message en la joignant au "
         "format .odt."},
    [VERDICT_BY_HAND] = {" à examiner par le secrétariat", "à examiner", "à examiner",
                         "doit être examinée par le secrétariat, qui vous répondra",
                         "Pour aller plus vite, répondez à ce message en joignant la fiche au "
                         "format .odt, comme indiqué ci-dessous."},
};

/* In the subject of an answer about several forms. */
static const Verdict subject_order[] = {
    VERDICT_ACCEPTED, VERDICT_REFUSED,   VERDICT_UNREADABLE, VERDICT_BY_HAND,   VERDICT_DUPLICATE,
    VERDICT_REPLACED, VERDICT_WITHDRAWN, VERDICT_NOT_A_FORM, VERDICT_AUTOMATIC,
};

static Severity
severity_of(const AnswerFinding *finding)
{
    if (finding->error)
        return SEVERITY_ERROR;
    return finding->note ? SEVERITY_NOTE : SEVERITY_WARNING;
}

static guint
count_findings(const AnswerForm *form, Severity severity)
{
    guint count = 0;
    for (guint i = 0; i < form->n_findings; i++)
        count += severity_of(&form->findings[i]) == severity ? 1 : 0;
    return count;
}

static const char *
plural(guint count)
{
    return count > 1 ? "s" : "";
}

/* ---- the subject ---- */

static char *
subject_of_one(const AnswerForm *form)
{
    GString *subject = g_string_new("Fiche");
    guint errors = count_findings(form, SEVERITY_ERROR),
          warnings = count_findings(form, SEVERITY_WARNING);
    if (form->sheet != NULL)
        g_string_append_printf(subject, " %s", form->sheet);
    g_string_append(subject, wordings[form->verdict].subject);
    if (form->verdict == VERDICT_REFUSED && errors > 0)
        g_string_append_printf(subject, "\u00a0: %u\u00a0point%s", errors, plural(errors));
    if (form->verdict == VERDICT_ACCEPTED && warnings > 0)
        g_string_append_printf(subject, "\u00a0: %u\u00a0point%s à vérifier", warnings,
                               plural(warnings));
    if (form->verdict == VERDICT_UNREADABLE && form->filename != NULL) {
        g_autofree char *name = text_shorten(form->filename, SUBJECT_NAME_MAX);
        g_string_append_printf(subject, "\u00a0: %s", name);
    }
    return g_string_free(subject, FALSE);
}

static gboolean
all_alike(const AnswerLetter *letter)
{
    for (guint i = 1; i < letter->n_forms; i++) {
        if (letter->forms[i].verdict != letter->forms[0].verdict)
            return FALSE;
    }
    return TRUE;
}

/* "3 fiches bien reçues", "2 fiches : 1 bien reçue, 1 à corriger". */
static char *
subject_of_several(const AnswerLetter *letter)
{
    if (all_alike(letter))
        return g_strdup_printf("%u fiches %s", letter->n_forms,
                               wordings[letter->forms[0].verdict].many);
    GString *subject = g_string_new(NULL);
    g_string_printf(subject, "%u fiches", letter->n_forms);
    const char *separator = "\u00a0: ";
    for (guint i = 0; i < G_N_ELEMENTS(subject_order); i++) {
        guint count = 0;
        for (guint j = 0; j < letter->n_forms; j++)
            count += letter->forms[j].verdict == subject_order[i] ? 1 : 0;
        if (count == 0)
            continue;
        const Wording *wording = &wordings[subject_order[i]];
        g_string_append_printf(subject, "%s%u\u00a0%s", separator, count,
                               count > 1 ? wording->many : wording->one);
        separator = ", ";
    }
    return g_string_free(subject, FALSE);
}

char *
letter_subject(const AnswerLetter *letter)
{
    if (letter->n_forms == 0)
        return g_strdup("Aucune fiche dans votre message");
    if (letter->n_forms == 1)
        return subject_of_one(&letter->forms[0]);
    return subject_of_several(letter);
}

/* ---- the text ---- */

/* "La fiche 3.2 « Accueil des élèves en stage »", "La fiche « scan.pdf »", "Une fiche". */
static char *
form_name(const AnswerForm *form)
{
    if (form->sheet != NULL && form->title != NULL)
        return g_strdup_printf("La fiche\u00a0%s «\u00a0%s\u00a0»", form->sheet, form->title);
    if (form->sheet != NULL)
        return g_strdup_printf("La fiche\u00a0%s", form->sheet);
    if (form->filename != NULL)
        return g_strdup_printf("La fiche «\u00a0%s\u00a0»", form->filename);
    return g_strdup("La fiche");
}

static void
add_verdict(GString *out, const AnswerForm *form, const char *prefix)
{
    g_autofree char *name = form_name(form);
    g_autoptr(GString) sentence = g_string_new(name);
    guint errors = count_findings(form, SEVERITY_ERROR),
          warnings = count_findings(form, SEVERITY_WARNING);
    g_string_append_printf(sentence, " %s", wordings[form->verdict].sentence);
    if (form->verdict == VERDICT_REFUSED && errors > 0)
        g_string_append_printf(sentence, "\u00a0: %u\u00a0point%s", errors, plural(errors));
    g_string_append_c(sentence, '.');
    if (form->verdict == VERDICT_ACCEPTED && form->replaces != NULL)
        g_string_append_printf(sentence, " Elle remplace celle du %s.", form->replaces);
    if (form->verdict == VERDICT_ACCEPTED && warnings > 0)
        g_string_append_printf(sentence, " %u\u00a0point%s rest%s à vérifier.", warnings,
                               plural(warnings), warnings > 1 ? "ent" : "e");
    wrap_paragraph(out, prefix, sentence->str);
}

/* Which file, of whom, for when: what tells one form from another. */
static void
add_identity(GString *out, const AnswerForm *form)
{
    g_string_append_c(out, '\n');
    if (form->organisation != NULL)
        wrap_paragraph(out, "  Organisme : ", form->organisation);
    if (form->period != NULL)
        wrap_paragraph(out, "  Période :   ", form->period);
    if (form->event != NULL) {
        g_autofree char *label = g_strdup_printf("  %s : ", form->event_label);
        wrap_paragraph(out, label, form->event);
    }
    /* A form that isn't known is named by its file: form_name. */
    const char *filename = form->sheet != NULL ? form->filename : NULL;
    if (filename != NULL)
        wrap_paragraph(out, "  Fichier :   ", filename);
    if (form->organisation != NULL || form->period != NULL || filename != NULL)
        g_string_append_c(out, '\n');
}

/* Of one point it is said in the singular. */
static const char *
todo_words(const AnswerForm *form)
{
    guint warnings = count_findings(form, SEVERITY_WARNING);
    if (form->verdict == VERDICT_REFUSED && count_findings(form, SEVERITY_ERROR) == 1)
        return "Corrigez dans la fiche le point signalé ci-dessous" RESAVE;
    if (form->verdict != VERDICT_ACCEPTED || warnings == 0)
        return wordings[form->verdict].todo;
    return warnings == 1
               ? "Relisez le point à vérifier ci-dessous. S’il est exact, vous n’avez rien d’autre "
                 "à faire. Sinon, " RESEND "\u00a0: elle remplacera celle-ci."
               : "Relisez les points à vérifier ci-dessous. S’ils sont exacts, vous n’avez rien "
                 "d’autre à faire. Sinon, " RESEND "\u00a0: elle remplacera celle-ci.";
}

static void
add_todo(GString *out, const AnswerForm *form)
{
    g_autoptr(GString) todo = g_string_new(todo_words(form));
    gboolean resend = form->verdict == VERDICT_REFUSED || form->verdict == VERDICT_UNREADABLE;
    if (resend && form->due != NULL)
        g_string_append_printf(todo, ", au plus tard le %s.", form->due);
    else if (resend)
        g_string_append(todo, ", dès que possible.");
    if (resend)
        g_string_append(todo, " En attendant, cette version n’est pas prise en compte.");
    wrap_paragraph(out, "", todo->str);
}

static gboolean
same_place(const AnswerFinding *one, const AnswerFinding *two)
{
    return g_strcmp0(one->code, two->code) == 0 && g_strcmp0(one->label, two->label) == 0;
}

/* The heading of the findings of one place.  Of a file that couldn't be read, all that is said
 * concerns the whole. */
static void
add_place(GString *out, const AnswerForm *form, const AnswerFinding *finding)
{
    gboolean whole = finding->code == NULL && finding->label == NULL;
    g_string_append_c(out, '\n');
    if (whole && form->verdict != VERDICT_ACCEPTED && form->verdict != VERDICT_REFUSED)
        return;
    g_autofree char *both = finding->code != NULL && finding->label != NULL
                                ? g_strdup_printf("%s – %s", finding->code, finding->label)
                                : NULL;
    wrap_paragraph(out, "",
                   both != NULL             ? both
                   : finding->code != NULL  ? finding->code
                   : finding->label != NULL ? finding->label
                                            : "L’ensemble de la fiche");
}

/* The value as read stands first, unless the message quotes it, shortened as findings do. */
static void
add_finding(GString *out, const AnswerFinding *finding)
{
    if (finding->value == NULL || *finding->value == '\0') {
        wrap_paragraph(out, "  - ", finding->message);
        return;
    }
    g_autofree char *line = text_squeeze(finding->value);
    g_autofree char *value = text_shorten(line, VALUE_MAX);
    g_autofree char *quoted = g_strdup_printf("«\u00a0%s\u00a0»", value);
    g_autofree char *message =
        strstr(finding->message, quoted) != NULL
            ? g_strdup(finding->message)
            : g_strdup_printf("Réponse lue\u00a0: %s. %s", quoted, finding->message);
    wrap_paragraph(out, "  - ", message);
}

/* TRUE when a finding before number I has told of the same place, with the same severity. */
static gboolean
told_before(const AnswerForm *form, guint i)
{
    for (guint j = 0; j < i; j++) {
        if (severity_of(&form->findings[j]) == severity_of(&form->findings[i]) &&
            same_place(&form->findings[j], &form->findings[i]))
            return TRUE;
    }
    return FALSE;
}

/* All findings of one severity, those of one place together, in the order of the form. */
static void
add_findings(GString *out, const AnswerForm *form, Severity severity, const char *title)
{
    if (count_findings(form, severity) == 0)
        return;
    g_string_append_printf(out, "\n%s\n", title);
    for (guint i = 0; i < form->n_findings; i++) {
        const AnswerFinding *first = &form->findings[i];
        if (severity_of(first) != severity || told_before(form, i))
            continue;
        add_place(out, form, first);
        for (guint j = i; j < form->n_findings; j++) {
            const AnswerFinding *finding = &form->findings[j];
            if (severity_of(finding) == severity && same_place(first, finding))
                add_finding(out, finding);
        }
    }
}

/* PREFIX: "2. " among several. */
static void
add_form(GString *out, const AnswerForm *form, const char *prefix)
{
    add_verdict(out, form, prefix);
    add_identity(out, form);
    add_todo(out, form);
    add_findings(out, form, SEVERITY_ERROR,
                 form->verdict == VERDICT_REFUSED ? "À CORRIGER" : "INDICATIONS");
    add_findings(out, form, SEVERITY_WARNING, "À VÉRIFIER");
    add_findings(out, form, SEVERITY_NOTE, "POUR INFORMATION");
}

static void
add_opening(GString *out, const AnswerLetter *letter)
{
    g_string_append(out, "Bonjour,\n\n");
    if (letter->n_forms == 0)
        wrap_paragraph(out, "",
                       "Votre message ne contient aucune fiche que nous puissions lire. Si vous "
                       "vouliez en envoyer une, répondez à ce message en la joignant au format "
                       ".odt.");
    if (letter->n_forms < 2)
        return;
    g_autofree char *summary = subject_of_several(letter);
    g_autofree char *sentence =
        all_alike(letter)
            ? g_strdup_printf("Votre message contenait %u fiches, %s %s.", letter->n_forms,
                              letter->n_forms == 2 ? "toutes deux" : "toutes",
                              wordings[letter->forms[0].verdict].many)
            : g_strdup_printf("Votre message contenait %s.", summary);
    wrap_paragraph(out, "", sentence);
}

static void
add_closing(GString *out, const AnswerLetter *letter)
{
    g_autofree char *subject =
        letter->subject != NULL
            ? g_strdup_printf(
                  "Cette réponse automatique fait suite à votre message «\u00a0%s\u00a0». ",
                  letter->subject)
            : g_strdup("Cette réponse automatique fait suite à votre message. ");
    g_autofree char *help = g_strconcat(
        subject, "Pour toute question, répondez-y\u00a0: le secrétariat vous lira.", NULL);
    g_string_append_c(out, '\n');
    wrap_paragraph(out, "", help);
    g_string_append(out, "\nCordialement,\n\n");
    if (letter->from_name != NULL)
        wrap_paragraph(out, "", letter->from_name);
    if (letter->convention_title != NULL)
        wrap_paragraph(out, "", letter->convention_title);
}

char *
letter_text(const AnswerLetter *letter)
{
    GString *out = g_string_new(NULL);
    add_opening(out, letter);
    for (guint i = 0; i < letter->n_forms; i++) {
        g_autofree char *prefix =
            letter->n_forms > 1 ? g_strdup_printf("%u. ", i + 1) : g_strdup("");
        if (letter->n_forms > 1)
            g_string_append(out, "\n" RULE "\n");
        add_form(out, &letter->forms[i], prefix);
    }
    if (letter->n_forms > 1)
        g_string_append(out, "\n" RULE);
    add_closing(out, letter);
    return g_string_free(out, FALSE);
}
