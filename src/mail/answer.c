/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/answer.h"

#include "mail/envelope.h"
#include "mail/letter.h"

char *
answer_message_id(const char *message_sha256)
{
    return g_strdup_printf("copil.%s@copil.invalid", message_sha256);
}

GBytes *
answer_compose(const AnswerLetter *letter)
{
    g_autofree char *subject = letter_subject(letter);
    g_autofree char *text = letter_text(letter);
    g_autofree char *id = answer_message_id(letter->message_sha256);
    const Envelope envelope = {
        .date = letter->date,
        .from_name = letter->from_name,
        .from_address = letter->from_address,
        .recipients = letter->recipients,
        .subject = subject,
        .message_id = id,
        .in_reply_to = letter->in_reply_to,
        .references = letter->references,
        .marks = "Auto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\n",
    };
    return envelope_seal(&envelope, text, NULL);
}
