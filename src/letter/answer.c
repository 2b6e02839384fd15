/* SPDX-License-Identifier: Apache-2.0 */
#include "letter/answer.h"

#include "letter/answer-form.h"
#include "letter/letter.h"
#include "letter/reply.h"
#include "letter/wording.h"
#include <string.h>

static guint
count_accepted(const AnswerLetter *letter)
{
    guint count = 0;
    for (guint i = 0; i < letter->n_forms; i++)
        count += letter->forms[i].verdict == VERDICT_ACCEPTED ? 1 : 0;
    return count;
}

/* Of some form something is asked. */
static gboolean
asks(const AnswerLetter *letter)
{
    for (guint i = 0; i < letter->n_forms; i++) {
        g_autofree char *todo = wording_todo(letter, &letter->forms[i]);
        if (todo != NULL)
            return TRUE;
    }
    return FALSE;
}

/* ---- the opening ---- */

static void
add_summary(Document *document, const AnswerLetter *letter)
{
    g_autofree char *summary = wording_subject(letter);
    g_autofree char *sentence =
        wording_alike(letter)
            ? g_strdup_printf("Votre message contenait %u fiches, %s %s.", letter->n_forms,
                              letter->n_forms == 2 ? "toutes deux" : "toutes",
                              wording_of(letter->forms)->many)
            : g_strdup_printf("Votre message contenait %s.", summary);
    document_prose(document, BLOCK_LEAD, prose_new(sentence));
}

static void
add_entered(Document *document)
{
    document_paragraph(document,
                       "Le secrétariat a saisi cette fiche au nom de votre organisme, d'après ce "
                       "que vous lui avez transmis sur papier ou par téléphone. Vérifiez les "
                       "réponses ci-dessous ; si l'une d'elles n'est pas exacte, répondez à ce "
                       "message.");
}

static void
add_opening(Document *document, const AnswerLetter *letter)
{
    document_paragraph(document, "Bonjour,");
    if (letter->n_forms > 1)
        add_summary(document, letter);
    if (letter->act)
        document_paragraph(document,
                           "Le secrétariat a revu cet envoi : cette réponse remplace celle "
                           "que vous avez reçue.");
    else if (letter->entered)
        add_entered(document);
}

/* ---- what comes next ---- */

static void
add_next(Document *document, const AnswerLetter *letter)
{
    if (count_accepted(letter) == 0)
        return;
    g_autoptr(GString) next = g_string_new(NULL);
    if (!asks(letter))
        g_string_append(next, "Vous n'avez rien d'autre à faire. ");
    if (letter->meeting != NULL)
        g_string_append_printf(next,
                               "Les réponses reçues compteront dans le rapport au comité de "
                               "pilotage, qui se réunit le %s.",
                               letter->meeting);
    else
        g_string_append(next, "Les réponses reçues compteront dans le prochain rapport au comité "
                              "de pilotage.");
    if (!letter->entered && !asks(letter))
        g_string_append(next, " Pour les modifier, renvoyez la fiche : le dernier envoi remplace "
                              "le précédent.");
    document_paragraph(document, next->str);
}

/* ---- the end ---- */

static void
add_closing(Document *document, const AnswerLetter *letter)
{
    Prose *prose =
        prose_new(letter->sender != NULL ? "Cette réponse automatique fait suite au message"
                                         : "Cette réponse automatique fait suite à votre message");
    if (letter->subject != NULL) {
        prose_add(prose, SPAN_PLAIN, " «\u00a0");
        prose_add_typed(prose, SPAN_PLAIN, letter->subject);
        prose_add(prose, SPAN_PLAIN, "\u00a0»");
    }
    if (letter->sender != NULL) {
        prose_add(prose, SPAN_PLAIN, " envoyé par ");
        prose_add_typed(prose, SPAN_PLAIN, letter->sender);
    }
    prose_add(prose, SPAN_PLAIN, ". ");
    if (letter->entered) {
        prose_free(prose);
        prose = prose_new(NULL);
    }
    prose_add(prose, SPAN_PLAIN,
              "Pour toute question, répondez à ce message : le secrétariat vous lira.");
    document_prose(document, BLOCK_PARAGRAPH, prose);
    letter_sign(document, letter->from_name, letter->convention_title);
}

/* ---- the whole ---- */

static Document *
answer_document(const AnswerLetter *letter)
{
    g_autofree char *subject = wording_subject(letter);
    Document *document = document_new(subject);
    gboolean several = letter->n_forms > 1;
    add_opening(document, letter);
    if (several)
        add_next(document, letter);
    for (guint i = 0; i < letter->n_forms; i++) {
        answer_add_verdict(document, letter, i, asks(letter));
        if (!several)
            add_next(document, letter);
        answer_add_details(document, &letter->forms[i]);
    }
    if (several)
        document_break(document);
    add_closing(document, letter);
    return document;
}

/* Of several files that can't be read the same form may be asked. */
static void
add_once(GPtrArray *files, MailFile *file)
{
    for (guint i = 0; i < files->len; i++) {
        if (strcmp(((const MailFile *)files->pdata[i])->name, file->name) == 0)
            return;
    }
    g_ptr_array_add(files, file);
}

static GPtrArray *
answer_files(const AnswerLetter *letter)
{
    GPtrArray *files = g_ptr_array_new();
    for (guint i = 0; i < letter->n_forms; i++) {
        const AnswerForm *form = &letter->forms[i];
        if (form->marked != NULL)
            g_ptr_array_add(files, (gpointer)form->marked);
        for (guint j = 0; form->blanks != NULL && j < form->blanks->len; j++)
            add_once(files, form->blanks->pdata[j]);
    }
    return files;
}

GBytes *
answer_compose(const AnswerLetter *letter)
{
    g_autofree char *id = answer_message_id(letter->message_sha256, letter->act);
    g_autoptr(Document) document = answer_document(letter);
    g_autoptr(GPtrArray) files = answer_files(letter);
    MailFile *reply = reply_file(letter);
    if (reply != NULL)
        g_ptr_array_add(files, reply);
    const Envelope envelope = {
        .date = letter->date,
        .from_name = letter->from_name,
        .from_address = letter->from_address,
        .recipients = letter->recipients,
        .message_id = id,
        .in_reply_to = letter->in_reply_to,
        .references = letter->references,
        .marks = "Auto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\n",
        .files = files,
    };
    GBytes *eml = letter_seal(document, &envelope);
    mail_file_free(reply);
    return eml;
}
