/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/answer.h"

#include "base/text.h"
#include "mail/address.h"
#include "mail/date.h"
#include "mail/encode.h"
#include "mail/letter.h"

#define DISPLAY_NAME_MAX 100
#define SUBJECT_MAX      200

char *
answer_message_id(const char *message_sha256)
{
    return g_strdup_printf("copil.%s@copil.invalid", message_sha256);
}

static void
add_from(GString *out, const AnswerLetter *letter)
{
    g_autofree char *address = mail_address_ascii(letter->from_address);
    g_autofree char *name =
        letter->from_name != NULL ? text_shorten(letter->from_name, DISPLAY_NAME_MAX) : NULL;
    g_return_if_fail(address != NULL);
    encode_address_field(out, "From", name, address);
}

/* Addresses that could break out of the field are none; with none left the field says so. */
static void
add_recipients(GString *out, const AnswerLetter *letter)
{
    g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; letter->recipients[i] != NULL; i++) {
        char *address = mail_address_ascii(letter->recipients[i]);
        if (address != NULL)
            g_ptr_array_add(addresses, address);
    }
    if (addresses->len == 0)
        g_ptr_array_add(addresses, g_strdup("undisclosed-recipients:;"));
    encode_list_field(out, "To", addresses, ",");
}

static void
add_id(GPtrArray *ids, const char *id)
{
    if (id != NULL && mail_id_valid(id))
        g_ptr_array_add(ids, g_strdup_printf("<%s>", id));
}

/* In-Reply-To, and References: those of the message answered and its own (RFC 5322, 3.6.4). */
static void
add_thread(GString *out, const AnswerLetter *letter)
{
    g_autoptr(GPtrArray) reply = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) references = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; letter->references != NULL && letter->references[i] != NULL; i++)
        add_id(references, letter->references[i]);
    add_id(reply, letter->in_reply_to);
    if (reply->len > 0)
        add_id(references, letter->in_reply_to);
    encode_list_field(out, "In-Reply-To", reply, "");
    encode_list_field(out, "References", reply->len > 0 ? references : reply, "");
}

GBytes *
answer_compose(const AnswerLetter *letter)
{
    g_autofree char *subject = letter_subject(letter);
    g_autofree char *short_subject = text_shorten(subject, SUBJECT_MAX);
    g_autofree char *text = letter_text(letter);
    g_autofree char *date = mail_date_format(letter->date);
    g_autofree char *id = answer_message_id(letter->message_sha256);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "Date: %s\r\n", date);
    add_from(out, letter);
    add_recipients(out, letter);
    encode_text_field(out, "Subject", short_subject);
    g_string_append_printf(out, "Message-ID: <%s>\r\n", id);
    add_thread(out, letter);
    g_string_append(out, "Auto-Submitted: auto-replied\r\n"
                         "X-Auto-Response-Suppress: All\r\n"
                         "MIME-Version: 1.0\r\n"
                         "Content-Type: text/plain; charset=utf-8\r\n"
                         "Content-Transfer-Encoding: quoted-printable\r\n"
                         "Content-Language: fr\r\n\r\n");
    encode_body(out, text);
    return g_string_free_to_bytes(out);
}
