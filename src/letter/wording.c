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
                           "nous était déjà parvenue, avec les mêmes réponses", NULL},
    [VERDICT_UNREADABLE] = {"illisible", "illisibles", "n'a pas pu être lue", NULL},
    [VERDICT_WITHDRAWN] = {"retirée", "retirées", "a été retirée",
                           "Vous n'avez rien à faire. Si c'est une erreur, signalez-le en "
                           "répondant à ce message."},
    /* Of a message in which no form was found; others without a form are not answered. */
    [VERDICT_BY_HAND] = {"à examiner par le secrétariat", NULL,
                         "doit être examiné par le secrétariat, qui vous répondra : nous n'y avons "
                         "pas trouvé de fiche que nous puissions lire",
                         NULL},
};

/* A refused form whose correction has come meanwhile. */
static const Wording corrected = {
    "déjà corrigée", "déjà corrigées",
    "était à corriger, et la version corrigée nous est parvenue depuis", NULL};

/* In the subject of an answer about several forms. */
static const Verdict subject_order[] = {
    VERDICT_ACCEPTED,  VERDICT_REFUSED,  VERDICT_UNREADABLE,
    VERDICT_DUPLICATE, VERDICT_REPLACED, VERDICT_WITHDRAWN,
};

const Wording *
wording_of(const AnswerForm *form)
{
    return form->corrected ? &corrected : &wordings[form->verdict];
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

/* " : 3 points", " : 2 points à vérifier": of COUNT forms from FIRST, which have one verdict. */
static char *
points_of(const AnswerForm *first, guint count)
{
    guint errors = 0, warnings = 0;
    for (guint i = 0; i < count; i++) {
        errors += first[i].corrected != NULL ? 0 : answer_count(&first[i], SEVERITY_ERROR);
        warnings += answer_count(&first[i], SEVERITY_WARNING);
    }
    if (first->verdict == VERDICT_REFUSED && errors > 0)
        return g_strdup_printf(" : %u point%s", errors, errors > 1 ? "s" : "");
    if (first->verdict == VERDICT_ACCEPTED && warnings > 0)
        return g_strdup_printf(" : %u point%s à vérifier", warnings, warnings > 1 ? "s" : "");
    return g_strdup("");
}

static char *
subject_of_one(const AnswerForm *form)
{
    g_autofree char *points = points_of(form, 1);
    g_autofree char *name = form->verdict == VERDICT_UNREADABLE && form->filename != NULL
                                ? text_shorten(form->filename, SUBJECT_NAME_MAX)
                                : NULL;
    return g_strconcat(form->verdict == VERDICT_BY_HAND ? "Message" : "Fiche",
                       form->sheet != NULL ? " " : "", form->sheet != NULL ? form->sheet : "", " ",
                       wording_of(form)->one, points, name != NULL ? " : " : NULL, name, NULL);
}

gboolean
wording_alike(const AnswerLetter *letter)
{
    for (guint i = 1; i < letter->n_forms; i++) {
        if (wording_of(&letter->forms[i]) != wording_of(&letter->forms[0]))
            return FALSE;
    }
    return TRUE;
}

/* ", 2 à corriger" for those forms of LETTER that WORDING is of. */
static void
add_count(GString *subject, const AnswerLetter *letter, const Wording *wording)
{
    guint count = 0;
    for (guint i = 0; i < letter->n_forms; i++)
        count += wording_of(&letter->forms[i]) == wording ? 1 : 0;
    if (count > 0)
        g_string_append_printf(subject, "%s%u %s", subject->len > 0 ? ", " : "", count,
                               count > 1 ? wording->many : wording->one);
}

static char *
subject_of_several(const AnswerLetter *letter)
{
    g_autofree char *points = points_of(letter->forms, letter->n_forms);
    g_autoptr(GString) counts = g_string_new(NULL);
    if (wording_alike(letter))
        return g_strdup_printf("%u fiches %s%s", letter->n_forms, wording_of(letter->forms)->many,
                               points);
    for (guint i = 0; i < G_N_ELEMENTS(subject_order); i++)
        add_count(counts, letter, &wordings[subject_order[i]]);
    add_count(counts, letter, &corrected);
    return g_strdup_printf("%u fiches : %s", letter->n_forms, counts->str);
}

char *
wording_subject(const AnswerLetter *letter)
{
    if (letter->n_forms > 1)
        return subject_of_several(letter);
    return subject_of_one(letter->forms);
}

/* ---- what there is to do ---- */

#define ANSWER "répondez à ce message en joignant "

/* ", au plus tard le 15 juillet 2014." */
static void
add_by_when(GString *todo, const AnswerLetter *letter, const AnswerForm *form)
{
    if (form->due != NULL)
        g_string_append_printf(todo, ", au plus tard le %s.", form->due);
    else if (letter->meeting != NULL)
        g_string_append_printf(todo, ", dès que possible : le comité de pilotage se réunit le %s.",
                               letter->meeting);
    else
        g_string_append(todo, ", dès que possible.");
    g_string_append(todo, " Vous recevrez alors une nouvelle réponse ; en attendant, ");
    if (form->standing != NULL)
        g_string_append_printf(todo, "votre envoi du %s reste pris en compte.", form->standing);
    else
        g_string_append(todo, "cette version n'est pas prise en compte.");
}

static char *
todo_refused(const AnswerLetter *letter, const AnswerForm *form)
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
    add_by_when(todo, letter, form);
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

/* But where something is to be checked: what was sent twice may count no more. */
static char *
todo_duplicate(const AnswerForm *form)
{
    return answer_count(form, SEVERITY_WARNING) > 0
               ? NULL
               : g_strdup("Vous n'avez rien à faire : elle n'est comptée qu'une fois.");
}

/* Of what nobody could read: the same form in another format, or a new one. */
static char *
todo_unreadable(const AnswerLetter *letter, const AnswerForm *form)
{
    guint blanks = form->blanks != NULL ? form->blanks->len : 0;
    GString *todo = g_string_new(form->verdict == VERDICT_BY_HAND
                                     ? "Pour aller plus vite, suivez l'indication ci-dessous"
                                     : "Suivez l'indication ci-dessous");
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
        add_by_when(todo, letter, form);
    if (form->verdict == VERDICT_UNREADABLE)
        g_string_append(todo,
                        " Si vous nous l'avez déjà renvoyée dans un autre format, ne tenez pas "
                        "compte de ce message.");
    if (blanks == 0)
        g_string_append(todo, " Si vous n'avez plus le formulaire, dites-nous lequel : le "
                              "secrétariat vous l'enverra.");
    return g_string_free(todo, FALSE);
}

char *
wording_todo(const AnswerLetter *letter, const AnswerForm *form)
{
    if (form->corrected != NULL)
        return g_strdup_printf("Vous n'avez rien à faire : c'est la fiche reçue le %s qui compte. "
                               "Ce qui n'allait pas dans celle-ci est rappelé ci-dessous.",
                               form->corrected);
    switch (form->verdict) {
    case VERDICT_ACCEPTED:
        return todo_accepted(form);
    case VERDICT_REFUSED:
        return todo_refused(letter, form);
    case VERDICT_DUPLICATE:
        return todo_duplicate(form);
    case VERDICT_UNREADABLE:
    case VERDICT_BY_HAND:
        return todo_unreadable(letter, form);
    default:
        return g_strdup(wordings[form->verdict].todo);
    }
}
