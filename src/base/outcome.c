/* SPDX-License-Identifier: Apache-2.0 */
#include "base/outcome.h"

#include "base/text.h"

#define REPLY_MAX 300 /* characters */

static const char *const codes[OUTCOMES] = {
    [OUTCOME_OPEN] = "open",   [OUTCOME_TAKEN] = "taken",     [OUTCOME_REFUSED] = "refused",
    [OUTCOME_LATER] = "later", [OUTCOME_UNKNOWN] = "unknown",
};

const char *
outcome_code(Outcome outcome)
{
    g_return_val_if_fail((guint)outcome < OUTCOMES, codes[OUTCOME_UNKNOWN]);
    return codes[outcome];
}

gboolean
outcome_from_code(const char *code, Outcome *outcome)
{
    for (guint i = 0; i < OUTCOMES; i++) {
        if (g_strcmp0(code, codes[i]) != 0)
            continue;
        *outcome = (Outcome)i;
        return TRUE;
    }
    return FALSE;
}

Handed *
handed_new(const char *recipient, Outcome outcome, const char *reply)
{
    Handed *handed = g_new0(Handed, 1);
    g_autofree char *clean = reply ? text_clean(reply, -1) : NULL;
    g_autofree char *line = clean ? text_squeeze(clean) : NULL;
    handed->recipient = g_strdup(recipient);
    handed->outcome = outcome;
    handed->reply = line && *line ? text_shorten(line, REPLY_MAX) : NULL;
    return handed;
}

void
handed_free(Handed *handed)
{
    if (!handed)
        return;
    g_free(handed->recipient);
    g_free(handed->reply);
    g_free(handed);
}
