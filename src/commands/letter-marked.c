/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/letter-marked.h"

#include <string.h>

/* "fiche-3.2-a-corriger.odt"; of several in a message each has its number. */
static MailFile *
file_of(const Draft *draft, guint i, GBytes *form)
{
    const char *sheet = g_array_index(draft->forms, AnswerForm, i).sheet;
    gboolean package = memcmp(g_bytes_get_data(form, NULL), "PK", 2) == 0;
    g_autofree char *which = draft->forms->len > 1 ? g_strdup_printf("-%u", i + 1) : g_strdup("");
    g_autofree char *name =
        g_strdup_printf("fiche-%s-a-corriger%s.%s", sheet, which, package ? "odt" : "fodt");
    return mail_file_new(name,
                         package ? "application/vnd.oasis.opendocument.text"
                                 : "application/vnd.oasis.opendocument.text-flat-xml",
                         form);
}

static gboolean
attach(Draft *draft, guint i, Pool *pool, GBytes *original, GError **error)
{
    const Convention *convention = draft->definition->convention;
    const Submission *submission = draft->message->submissions->pdata[i];
    AnswerForm *form = &g_array_index(draft->forms, AnswerForm, i);
    const FormSent sent = {original, draft->message->mail, submission->part_sha256,
                           submission->period};
    const Correction correction = {
        .from = convention->secretariat_name,
        .address = convention->secretariat_address,
        .due = form->due,
        .day = draft->today,
        .findings = submission->findings,
    };
    GError *failure = NULL;
    GBytes *made = pool_correct(pool, &sent, &correction, &failure);
    if (made) {
        MailFile *file = file_of(draft, i, made);
        g_ptr_array_add(draft->files, file);
        form->marked = file;
    }
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

/* A form that was corrected meanwhile needs no other correction. */
static gboolean
is_awaited(const AnswerForm *form)
{
    return form->verdict == VERDICT_REFUSED && !form->xml && form->sheet && !form->corrected;
}

gboolean
draft_add_marked(Draft *draft, Pool *pool, GError **error)
{
    g_autoptr(GBytes) original = NULL;
    for (guint i = 0; i < draft->message->submissions->len; i++) {
        if (!is_awaited(&g_array_index(draft->forms, AnswerForm, i)))
            continue;
        if (!original)
            original = register_original(draft->reg, draft->message->sha256, error);
        if (!original || !attach(draft, i, pool, original, error))
            return FALSE;
    }
    return TRUE;
}
