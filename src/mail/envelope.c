/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/envelope.h"

#include "base/sha256.h"
#include "base/text.h"
#include "mail/address.h"
#include "mail/date.h"
#include "mail/encode.h"
#include <string.h>

#define DISPLAY_NAME_MAX 100
#define SUBJECT_MAX      200

MailFile *
mail_file_new(const char *name, const char *type, GBytes *bytes)
{
    MailFile *file = g_new0(MailFile, 1);
    *file = (MailFile){.name = g_strdup(name), .type = g_strdup(type), .bytes = bytes};
    return file;
}

void
mail_file_free(gpointer data)
{
    MailFile *file = data;
    if (file == NULL)
        return;
    g_free(file->name);
    g_free(file->type);
    g_bytes_unref(file->bytes);
    g_free(file);
}

char *
answer_message_id(const char *message_sha256, gint64 act)
{
    return act ? g_strdup_printf("copil.%s.%" G_GINT64_FORMAT "@copil.invalid", message_sha256, act)
               : g_strdup_printf("copil.%s@copil.invalid", message_sha256);
}

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

/* ---- the parts ---- */

/* Neither quoted-printable nor base64 can hold "=_". */
typedef struct {
    char text[36];
} Boundary;

static Boundary
boundary_of(const Envelope *envelope, const char *name)
{
    Boundary boundary;
    g_autofree char *seed = g_strconcat(name, envelope->message_id, NULL);
    g_autofree char *hash = sha256_of_text(seed);
    g_snprintf(boundary.text, sizeof boundary.text, "=_%.32s", hash);
    return boundary;
}

static void
add_multipart(GString *out, const char *subtype, const Boundary *boundary)
{
    g_string_append_printf(out, "Content-Type: multipart/%s;\r\n boundary=\"%s\"\r\n\r\n--%s\r\n",
                           subtype, boundary->text, boundary->text);
}

static void
add_next(GString *out, const Boundary *boundary)
{
    g_string_append_printf(out, "\r\n--%s\r\n", boundary->text);
}

static void
add_end(GString *out, const Boundary *boundary)
{
    g_string_append_printf(out, "\r\n--%s--\r\n", boundary->text);
}

static void
add_text(GString *out, const char *subtype, const char *text)
{
    g_string_append_printf(out,
                           "Content-Type: text/%s; charset=utf-8\r\n"
                           "Content-Transfer-Encoding: quoted-printable\r\n"
                           "Content-Language: fr\r\n\r\n",
                           subtype);
    encode_body(out, text);
}

/* The plainest first: readers show the last one that they know (RFC 2046, 5.1.4). */
static void
add_alternatives(GString *out, const Envelope *envelope)
{
    const Boundary boundary = boundary_of(envelope, "alternative ");
    add_multipart(out, "alternative", &boundary);
    add_text(out, "plain", envelope->text);
    add_next(out, &boundary);
    add_text(out, "html", envelope->html);
    add_end(out, &boundary);
}

static void
add_file(GString *out, const MailFile *file)
{
    enum { LINE = 76 };
    gsize length;
    const guchar *bytes = g_bytes_get_data(file->bytes, &length);
    g_autofree char *code = g_base64_encode(bytes, length);
    g_string_append_printf(out,
                           "Content-Type: %s\r\n"
                           "Content-Disposition: attachment; filename=\"%s\"\r\n"
                           "Content-Transfer-Encoding: base64\r\n\r\n",
                           file->type, file->name);
    for (const char *at = code; *at != '\0';) {
        gsize here = strnlen(at, LINE);
        g_string_append_len(out, at, (gssize)here);
        g_string_append(out, "\r\n");
        at += here;
    }
}

static void
add_content(GString *out, const Envelope *envelope)
{
    if (envelope->files == NULL || envelope->files->len == 0) {
        add_alternatives(out, envelope);
        return;
    }
    const Boundary boundary = boundary_of(envelope, "mixed ");
    add_multipart(out, "mixed", &boundary);
    add_alternatives(out, envelope);
    for (guint i = 0; i < envelope->files->len; i++) {
        add_next(out, &boundary);
        add_file(out, envelope->files->pdata[i]);
    }
    add_end(out, &boundary);
}

GBytes *
envelope_seal(const Envelope *envelope)
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
    add_content(out, envelope);
    return g_string_free_to_bytes(out);
}
