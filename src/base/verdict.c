/* SPDX-License-Identifier: Apache-2.0 */
#include "base/verdict.h"

static const struct {
    const char *code, *label;
} verdicts[VERDICT_COUNT] = {
    [VERDICT_ACCEPTED] = {"accepted", "acceptée"},
    [VERDICT_REFUSED] = {"refused", "refusée"},
    [VERDICT_REPLACED] = {"replaced", "remplacée"},
    [VERDICT_DUPLICATE] = {"duplicate", "reçue en double"},
    [VERDICT_UNREADABLE] = {"unreadable", "illisible"},
    [VERDICT_WITHDRAWN] = {"withdrawn", "retirée"},
    [VERDICT_AUTOMATIC] = {"automatic", "message automatique"},
    [VERDICT_NOT_A_FORM] = {"not_a_form", "message sans fiche"},
    [VERDICT_BY_HAND] = {"by_hand", "à traiter à la main"},
};

const char *
verdict_code(Verdict verdict)
{
    return verdicts[verdict].code;
}

const char *
verdict_label(Verdict verdict)
{
    return verdicts[verdict].label;
}

gboolean
verdict_from_code(const char *code, Verdict *verdict)
{
    for (guint i = 0; i < VERDICT_COUNT; i++) {
        if (g_strcmp0(code, verdicts[i].code) == 0) {
            *verdict = i;
            return TRUE;
        }
    }
    return FALSE;
}
