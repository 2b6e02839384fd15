/* SPDX-License-Identifier: Apache-2.0
 *
 * pool-correct.c - one form that goes back, through the pool.
 *
 * Two children see it: one that reads the message and writes into the form, and a fresh one that
 * knows nothing of the message and judges what the first one made, which goes to others by mail.
 */
#include "examine/correct.h"
#include "examine/task.h"

#include <string.h>

gboolean
pool_is_harmless(Pool *pool, GBytes *form, gboolean *harmless, GError **error)
{
    const Task task = {TASK_JUDGE, NULL, form, 0};
    GError *failure = NULL;
    guint32 kind = 0;
    FindingKind why;
    g_autoptr(GBytes) payload = pool_ask(pool, &task, &kind, &why, &failure);
    *harmless = payload != NULL && kind == REPLY_HARMLESS;
    if (failure != NULL)
        g_propagate_error(error, failure);
    return failure == NULL;
}

/* As far as it can be told without reading it: of the size and the kind that was asked for. */
static gboolean
is_form(GBytes *payload)
{
    static const char *const starts[] = {"PK\3\4", "<?xml "};
    gsize length;
    const guint8 *bytes = g_bytes_get_data(payload, &length);
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
        if (length >= strlen(starts[i]) && memcmp(bytes, starts[i], strlen(starts[i])) == 0)
            return TRUE;
    return FALSE;
}

GBytes *
pool_correct(Pool *pool, const FormSent *form, const Correction *correction, GError **error)
{
    if (g_bytes_get_size(form->message) > MAIL_MAX_BYTES)
        return NULL;
    g_autoptr(GBytes) request = correct_request(form, correction);
    const Task task = {TASK_CORRECT, NULL, request, CORRECTION_MAX_BYTES};
    guint32 kind = 0;
    FindingKind why;
    gboolean harmless = FALSE;
    g_autoptr(GBytes) payload = pool_ask(pool, &task, &kind, &why, error);
    gboolean made = payload != NULL && kind == REPLY_CORRECTED && is_form(payload);
    return made && pool_is_harmless(pool, payload, &harmless, error) && harmless
               ? g_steal_pointer(&payload)
               : NULL;
}
