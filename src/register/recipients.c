/* SPDX-License-Identifier: Apache-2.0 */
#include "register/recipients.h"

/* The organisations whose forms the message holds: GPtrArray of Participant, each once. */
static GPtrArray *
organisations_of(const Definition *definition, const Message *message)
{
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < message->submissions->len; i++) {
        const Submission *submission = message->submissions->pdata[i];
        const Participant *who =
            submission->organisation
                ? participants_find(definition->participants, submission->organisation)
                : NULL;
        if (who && !g_ptr_array_find(found, who, NULL))
            g_ptr_array_add(found, (gpointer)who);
    }
    return found;
}

/* Whom nothing is known of: but the secretariat doesn't write to itself. */
static gboolean
is_stranger(const Definition *definition, const char *address)
{
    const char *own = definition->convention->secretariat_address;
    return address && !(own && g_ascii_strcasecmp(address, own) == 0);
}

GPtrArray *
recipients_of(const Definition *definition, const Message *message)
{
    g_autoptr(GPtrArray) organisations = organisations_of(definition, message);
    GPtrArray *recipients = g_ptr_array_new();
    if (organisations->len == 0 && is_stranger(definition, message->from_address))
        g_ptr_array_add(recipients, message->from_address);
    if (organisations->len == 1) {
        const Participant *who = organisations->pdata[0];
        for (char **address = who->addresses; *address; address++)
            g_ptr_array_add(recipients, *address);
    }
    for (guint i = 0; organisations->len > 1 && i < organisations->len && !recipients->len; i++) {
        if (message->from_address &&
            participant_has_address(organisations->pdata[i], message->from_address))
            g_ptr_array_add(recipients, message->from_address);
    }
    return recipients;
}
