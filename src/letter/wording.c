/* SPDX-License-Identifier: Apache-2.0
 *
 * wording.c - all sentences on verdicts.  Plain spaces and ' are written here: typography is put in
 * with the blocks.
 */
#include "letter/wording.h"

#include "base/text.h"

#define SUBJECT_NAME_MAX 60

static const Wording wordings[VERDICT_COUNT] = {
    [VERDICT_ACCEPTED] = {"bien reçue", "bien reçues", "est bien reçue", NULL},
    [VERDICT_REFUSED] = {"à corriger", "à corriger", "est à corriger", NULL},
    [VERDICT_REPLACED] =
        {"déjà remplacée", "déjà remplacées",
         "n'a pas été retenue, car une version plus récente nous est déjà parvenue",
         "Vous n'avez rien à faire. Si c'est pourtant celle-ci qui doit compter, renvoyez-la en "
         "réponse à ce message."},
    [VERDICT_DUPLICATE] = {"déjà reçue", "déjà reçues",
                           "nous était déjà parvenue, avec les mêmes réponses",
                           "Vous n'avez rien à faire : elle n'est comptée qu'une fois."},
    [VERDICT_UNREADABLE] = {"illisible", "illisibles", "n'a pas pu être lue", NULL},
    [VERDICT_WITHDRAWN] = {"retirée", "retirées", "a été retirée",
                           "Vous n'avez rien à faire. Si c'est une erreur, signalez-le en "
                           "répondant à ce message."},
    [VERDICT_AUTOMATIC] = {"non examinée", "non examinées",
                           "n'a pas été examinée, car votre message semble automatique",
                           "Envoyez la fiche dans un message ordinaire."},
    [VERDICT_NOT_A_FORM] = {"non trouvée", "non trouvées", "n'a pas été trouvée dans votre message",
                            "Si vous vouliez en envoyer une, répondez à ce message en la joignant "
                            "au format .odt."},
    [VERDICT_BY_HAND] = {"à examiner par le secrétariat", "à examiner par le secrétariat",
                         "doit être examinée par le secrétariat, qui vous répondra", NULL},
};

/* In the subject of an answer about several forms. */
static const Verdict subject_order[] = {
    VERDICT_ACCEPTED, VERDICT_REFUSED,   VERDICT_UNREADABLE, VERDICT_BY_HAND,   VERDICT_DUPLICATE,
    VERDICT_REPLACED, VERDICT_WITHDRAWN, VERDICT_NOT_A_FORM, VERDICT_AUTOMATIC,
};

const Wording *
wording_of(Verdict verdict)
{
    return &wordings[verdict];
}

Severity
answer_severity(const AnswerFinding *finding)
{
    if (finding->error)
        return SEVERITY_ERROR;
    return finding->note ? SEVERITY_NOTE : SEVERITY_WARNING;
}

guint
answer_count(const AnswerForm *form, Severity severity)
{
    guint count = 0;
    for (guint i = 0; i < form->n_findings; i++)
        count += answer_severity(&form->findings[i]) == severity ? 1 : 0;
    return count;
}

/* ---- the subject ---- */

static char *
subject_of_one(const AnswerForm *form)
{
    GString *subject = g_string_new("Fiche");
    guint errors = answer_count(form, SEVERITY_ERROR),
          warnings = answer_count(form, SEVERITY_WARNING);
    if (form->sheet != NULL)
        g_string_append_printf(subject, " %s", form->sheet);
    g_string_append_printf(subject, " %s", wordings[form->verdict].one);
    if (form->verdict == VERDICT_REFUSED && errors > 0)
        g_string_append_printf(subject, " : %u point%s", errors, errors > 1 ? "s" : "");
    if (form->verdict == VERDICT_ACCEPTED && warnings > 0)
        g_string_append_printf(subject, " : %u point%s à vérifier", warnings,
                               warnings > 1 ? "s" : "");
    if (form->verdict == VERDICT_UNREADABLE && form->filename != NULL) {
        g_autofree char *name = text_shorten(form->filename, SUBJECT_NAME_MAX);
        g_string_append_printf(subject, " : %s", name);
    }
    return g_string_free(subject, FALSE);
}

gboolean
wording_alike(const AnswerLetter *letter)
{
    for (guint i = 1; i < letter->n_forms; i++) {
        if (letter->forms[i].verdict != letter->forms[0].verdict)
            return FALSE;
    }
    return TRUE;
}

static char *
subject_of_several(const AnswerLetter *letter)
{
    if (wording_alike(letter))
        return g_strdup_printf("%u fiches %s", letter->n_forms,
                               wordings[letter->forms[0].verdict].many);
    GString *subject = g_string_new(NULL);
    g_string_printf(subject, "%u fiches", letter->n_forms);
    const char *separator = " : ";
    for (guint i = 0; i < G_N_ELEMENTS(subject_order); i++) {
        guint count = 0;
        for (guint j = 0; j < letter->n_forms; j++)
            count += letter->forms[j].verdict == subject_order[i] ? 1 : 0;
        if (count == 0)
            continue;
        const Wording *wording = &wordings[subject_order[i]];
        g_string_append_printf(subject, "%s%u %s", separator, count,
                               count > 1 ? wording->many : wording->one);
        separator = ", ";
    }
    return g_string_free(subject, FALSE);
}

char *
wording_subject(const AnswerLetter *letter)
{
    if (letter->n_forms == 0)
        return g_strdup("Aucune fiche dans votre message");
    if (letter->n_forms > 1)
        return subject_of_several(letter);
    return subject_of_one(&letter->forms[0]);
}

/* ---- what there is to do ---- */

#define ANSWER "répondez à ce message en joignant "

/* ", au plus tard le 15 juillet 2014." */
static void
add_by_when(GString *todo, const AnswerForm *form)
{
    if (form->due != NULL)
        g_string_append_printf(todo, ", au plus tard le %s.", form->due);
    else
        g_string_append(todo, ", dès que possible.");
    g_string_append(todo, " Vous recevrez alors une nouvelle réponse ; en attendant, ");
    if (form->standing != NULL)
        g_string_append_printf(todo, "votre envoi du %s reste pris en compte.", form->standing);
    else
        g_string_append(todo, "cette version n'est pas prise en compte.");
}

static char *
todo_refused(const AnswerForm *form)
{
    gboolean one = answer_count(form, SEVERITY_ERROR) == 1;
    const char *points = one ? "le point signalé ci-dessous" : "les points signalés ci-dessous";
    GString *todo = g_string_new(NULL);
    if (form->marked != NULL)
        g_string_printf(
            todo,
            "Ouvrez le fichier joint %s : c'est votre fiche, avec une remarque en "
            "marge de chaque réponse à corriger. Corrigez-la, enregistrez-la, puis " ANSWER
            "ce fichier",
            form->marked->name);
    else if (form->xml)
        g_string_printf(todo,
                        "Corrigez %s (le fichier joint reponse.xml en donne la liste à "
                        "votre logiciel), puis " ANSWER "le nouveau fichier XML",
                        points);
    else
        g_string_printf(
            todo, "Corrigez dans la fiche %s, enregistrez-la, puis " ANSWER "la fiche corrigée",
            points);
    add_by_when(todo, form);
    return g_string_free(todo, FALSE);
}

static char *
todo_accepted(const AnswerForm *form)
{
    guint warnings = answer_count(form, SEVERITY_WARNING);
    if (warnings == 0)
        return NULL;
    return g_strdup(warnings == 1
                        ? "Relisez le point à vérifier ci-dessous. S'il est exact, vous n'avez "
                          "rien d'autre à faire. Sinon, " ANSWER
                          "la fiche corrigée : elle remplacera celle-ci."
                        : "Relisez les points à vérifier ci-dessous. S'ils sont exacts, vous "
                          "n'avez rien d'autre à faire. Sinon, " ANSWER
                          "la fiche corrigée : elle remplacera celle-ci.");
}

/* Of what nobody could read: the same form in another format, or a new one. */
static char *
todo_unreadable(const AnswerForm *form)
{
    guint blanks = form->blanks != NULL ? form->blanks->len : 0;
    GString *todo =
        g_string_new(form->verdict == VERDICT_BY_HAND ? "Pour aller plus vite, s" : "S");
    g_string_append(todo, "uivez l'indication ci-dessous");
    if (blanks == 1)
        g_string_append(todo, ", ou remplissez le formulaire joint, où votre identification est "
                              "déjà portée");
    else if (blanks > 1)
        g_string_append(todo, ", ou remplissez celui des formulaires joints qui convient : votre "
                              "identification y est déjà portée");
    g_string_append(todo, blanks > 1 ? ". Puis " : ", puis ");
    g_string_append(todo, ANSWER "la fiche au format .odt");
    if (form->verdict == VERDICT_BY_HAND)
        g_string_append_c(todo, '.');
    else
        add_by_when(todo, form);
    if (blanks == 0)
        g_string_append(todo, " Si vous n'avez plus le formulaire, dites-nous lequel : le "
                              "secrétariat vous l'enverra.");
    return g_string_free(todo, FALSE);
}

char *
wording_todo(const AnswerForm *form)
{
    switch (form->verdict) {
    case VERDICT_ACCEPTED:
        return todo_accepted(form);
    case VERDICT_REFUSED:
        return todo_refused(form);
    case VERDICT_UNREADABLE:
    case VERDICT_BY_HAND:
        return todo_unreadable(form);
    default:
        return g_strdup(wordings[form->verdict].todo);
    }
}
