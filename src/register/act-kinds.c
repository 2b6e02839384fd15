/* SPDX-License-Identifier: Apache-2.0
 *
 * act-kinds.c - the acts that there are.
 */
#include "base/i18n.h"
#include "register/act.h"
#include <string.h>

#define EXPECTATION N_("SHEET PERIOD ORGANISATION")
#define PERIOD      N_("PERIOD")
#define FORM        N_("FORM")
#define SIGNATURE   N_("EDITION SIGNATORY")

const ActKind act_kinds[] = {
    {ACT_ENTER, NULL, FALSE, ACT_ENTERED, NULL, NULL, NULL, "saisie d'une fiche"},
    {ACT_PURGE, NULL, FALSE, ACT_PURGED, NULL, NULL, NULL, "effacement"},
    {"settle", "unsettle", FALSE, ACT_WAITING, N_("MESSAGE or FORM"),
     N_("what waits there for a person is done: status doesn't list it any more"),
     N_("it is settled already"), "affaire réglée"},
    {"unsettle", "settle", TRUE, ACT_WAITING, N_("MESSAGE or FORM"), N_("it waits again"),
     N_("it was not settled"), "affaire à reprendre"},
    {"withdraw", "restore", FALSE, ACT_FORM, FORM,
     N_("a form doesn't count any more; the one that it replaced counts again"),
     N_("it is withdrawn already"), "retrait d'une fiche"},
    {"restore", "withdraw", TRUE, ACT_FORM, FORM, N_("it counts as it did before"),
     N_("it was not withdrawn"), "rétablissement d'une fiche"},
    {"excuse", "expect", FALSE, ACT_EXPECTATION, EXPECTATION,
     N_("a form need not be sent; the report prints the reason"), N_("it is excused already"),
     "dispense"},
    {"expect", "excuse", TRUE, ACT_EXPECTATION, EXPECTATION, N_("it is expected again"),
     N_("it was not excused"), "fin de dispense"},
    {"close", "reopen", FALSE, ACT_PERIOD, PERIOD,
     N_("what comes later is marked as such, and nobody is reminded of that period any more"),
     N_("that period is closed already"), "clôture d'une période"},
    {"reopen", "close", TRUE, ACT_PERIOD, PERIOD, N_("the period is open again"),
     N_("that period is not closed"), "réouverture d'une période"},
    {"pass", "withhold", FALSE, ACT_TEXTS, FORM, N_("the texts of a form may be published"),
     N_("its texts may be published already"), "textes à publier"},
    {"withhold", "pass", FALSE, ACT_TEXTS, FORM, N_("they were read, and may not"),
     N_("its texts are withheld already"), "textes à ne pas publier"},
    {"signed", "unsigned", FALSE, ACT_SIGNATURE, SIGNATURE,
     N_("a signatory has signed an edition, on paper or otherwise"),
     N_("that signature is registered already"), "signature d'une édition"},
    {"unsigned", "signed", TRUE, ACT_SIGNATURE, SIGNATURE,
     N_("that signature doesn't count any more"), N_("that signature was not registered"),
     "annulation d'une signature"},
    {ACT_REEXAMINE, NULL, FALSE, ACT_MESSAGE, N_("MESSAGE or FORM"),
     N_("a message is examined by the participants and the definition of now"),
     N_("it comes to the same"), "nouvel examen d'un message"},
    {"note", NULL, FALSE, ACT_ANYTHING, N_("ID"),
     N_("a remark on an organisation, a form or a message, shown by status"), NULL, "remarque"},
    {NULL, NULL, FALSE, ACT_ANYTHING, NULL, NULL, NULL, NULL},
};

const ActKind *
act_kind(const char *name)
{
    for (const ActKind *kind = act_kinds; kind->name; kind++) {
        if (g_strcmp0(kind->name, name) == 0)
            return kind;
    }
    return NULL;
}
