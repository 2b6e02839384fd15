/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/envelope.h"

#include "base/text.h"
#include "mail/address.h"
#include "mail/date.h"
#include "mail/encode.h"
#include <string.h>

#define DISPLAY_NAME_MAX 100
#define SUBJECT_MAX      200

static void
add_from(GString *out, const Envelope *envelope)
{
    g_autofree char *address = mail_address_ascii(envelope->from_address);
    g_autofree char *name =
        envelope->from_name != NULL ? text_shorten(envelope->from_name, DISPLAY_NAME_MAX) : NULL;
    g_return_if_fail(address != NULL);
    encode_address_field(out, "From", name, address);
}

/* Addresses that could break out of the field are none; with none left the field says so. */
static void
add_recipients(GString *out, const Envelope *envelope)
{
    g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; envelope->recipients[i] != NULL; i++) {
        char *address = mail_address_ascii(envelope->recipients[i]);
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
add_thread(GString *out, const Envelope *envelope)
{
    g_autoptr(GPtrArray) reply = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) references = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; envelope->references != NULL && envelope->references[i] != NULL; i++)
        add_id(references, envelope->references[i]);
    add_id(reply, envelope->in_reply_to);
    if (reply->len > 0)
        add_id(references, envelope->in_reply_to);
    encode_list_field(out, "In-Reply-To", reply, "");
    encode_list_field(out, "References", reply->len > 0 ? references : reply, "");
}

static void
add_text(GString *out, const char *text)
{
    g_string_append(out, "Content-Type: text/plain; charset=utf-8\r\n"
                         "Content-Transfer-Encoding: quoted-printable\r\n"
                         "Content-Language: fr\r\n\r\n");
    encode_body(out, text);
}

static void
add_file(GString *out, const Attachment *file)
{
    enum { LINE = 76 };
    gsize length;
    const guchar *bytes = g_bytes_get_data(file->bytes, &length);
    g_autofree char *code = g_base64_encode(bytes, length);
    g_string_append_printf(out,
                           "Content-Type: %s\r\n"
                           "Content-Disposition: attachment; filename=\"%s\"\r\n"
                           "Content-Transfer-Encoding: base64\r\n\r\n",
                           file->type, file->filename);
    for (const char *at = code; *at != '\0';) {
        gsize here = strnlen(at, LINE);
        g_string_append_len(out, at, (gssize)here);
        g_string_append(out, "\r\n");
        at += here;
    }
}

/* Neither quoted-printable nor base64 can hold "=_". */
static void
add_parts(GString *out, const Envelope *envelope, const char *text, const GPtrArray *files)
{
    g_autofree char *boundary =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, envelope->message_id, -1);
    boundary[32] = '\0';
    g_string_append_printf(out,
                           "Content-Type: multipart/mixed;\r\n boundary=\"=_%s\"\r\n\r\n--=_%s\r\n",
                           boundary, boundary);
    add_text(out, text);
    for (guint i = 0; i < files->len; i++) {
        g_string_append_printf(out, "\r\n--=_%s\r\n", boundary);
        add_file(out, files->pdata[i]);
    }
    g_string_append_printf(out, "\r\n--=_%s--\r\n", boundary);
}

GBytes *
envelope_seal(const Envelope *envelope, const char *text, const GPtrArray *files)
{
    g_autofree char *subject = text_shorten(envelope->subject, SUBJECT_MAX);
    g_autofree char *date = mail_date_format(envelope->date);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "Date: %s\r\n", date);
    add_from(out, envelope);
    add_recipients(out, envelope);
    encode_text_field(out, "Subject", subject);
    g_string_append_printf(out, "Message-ID: <%s>\r\n", envelope->message_id);
    add_thread(out, envelope);
    g_string_append(out, envelope->marks);
    g_string_append(out, "MIME-Version: 1.0\r\n");
    if (files != NULL && files->len > 0)
        add_parts(out, envelope, text, files);
    else
        add_text(out, text);
    return g_string_free_to_bytes(out);
}
