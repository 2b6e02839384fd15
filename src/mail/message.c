/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/message.h"

#include "mail/decode.h"
#include "mail/fields.h"
#include "mail/parse.h"
#include "mail/parts.h"
#include <string.h>

/* A message that has a bit of everything: what is loaded or registered at first use is so before
 * files can no longer be opened. */
static const char sample[] = "Received: from a by b; Tue, 1 Jul 2014 10:02:03 +0200\r\n"
                             "From: =?iso-8859-15?Q?=C9cole?= <ecole@exemple.fr>\r\n"
                             "Date: Tue, 1 Jul 2014 10:02:03 +0200\r\n"
                             "Subject: =?windows-1252?B?6Q==?=\r\n"
                             "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                             "--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
                             "Content-Transfer-Encoding: quoted-printable\r\n\r\n=E9\r\n"
                             "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@y.fr\r\n\r\nz\r\n"
                             "--b\r\nContent-Type: application/octet-stream\r\n"
                             "Content-Disposition: attachment; filename*=utf-8''%C3%A9.odt\r\n"
                             "Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n";

void
mail_init(void)
{
    g_mime_init();
    mail_decode_init();
    mail_message_free(mail_message_read((const guint8 *)sample, strlen(sample)));
}

static MailMessage *
message_new(void)
{
    MailMessage *message = g_new0(MailMessage, 1);
    message->references = g_ptr_array_new_with_free_func(g_free);
    message->parts = g_ptr_array_new_with_free_func((GDestroyNotify)mail_part_free);
    message->remarks = findings_new();
    return message;
}

MailMessage *
mail_message_read(const guint8 *bytes, gsize length)
{
    MailMessage *message = message_new();
    if (length > MAIL_MAX_BYTES) {
        mail_remark(message->remarks, FINDING_MAIL_TOO_BIG, NULL, NULL);
        return message;
    }
    g_autoptr(MailText) text = mail_text_prepare(bytes, length, message->remarks);
    g_autoptr(GMimeMessage) mime = mail_text_parse(text, message->remarks, &message->critical);
    if (mime == NULL)
        return message;
    message->readable = TRUE;
    message->class = mail_fields_class(mime, &message->reaction);
    mail_fields_read(message, mime);
    mail_parts_read(message, mime);
    return message;
}

void
mail_message_free(MailMessage *message)
{
    if (message == NULL)
        return;
    g_free(message->from_address);
    g_free(message->from_name);
    g_free(message->subject);
    g_free(message->message_id);
    g_free(message->forwarded_from);
    g_ptr_array_unref(message->references);
    g_ptr_array_unref(message->parts);
    g_ptr_array_unref(message->remarks);
    g_free(message);
}
