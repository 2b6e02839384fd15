/* SPDX-License-Identifier: Apache-2.0 */
#include "examine/correct.h"

#include "base/sha256.h"
#include "examine/unpack.h"
#include "examine/wire.h"
#include "mail/message.h"
#include "mail/source.h"

#include <string.h>

/* BYTES, or those of the member of them, an archive, that have the hash SHA256. */
static GBytes *
file_of(GBytes *bytes, const char *sha256)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    g_autofree char *own = sha256_of(data, length);
    if (strcmp(own, sha256) == 0)
        return g_bytes_ref(bytes);
    if (content_recognise(data, length) != CONTENT_ZIP)
        return NULL;
    const UnpackFailure *failure;
    g_autoptr(GPtrArray) members = unpack(data, length, &failure);
    for (guint i = 0; members != NULL && i < members->len; i++) {
        const SourceMember *member = g_ptr_array_index(members, i);
        g_autofree char *its =
            sha256_of(g_bytes_get_data(member->bytes, NULL), g_bytes_get_size(member->bytes));
        if (strcmp(its, sha256) == 0)
            return g_bytes_ref(member->bytes);
    }
    return NULL;
}

/* The part of MESSAGE that has the hash SHA256, or NULL (transfer full). */
static GBytes *
part_of(GBytes *message, gboolean mail, const char *sha256)
{
    if (!mail)
        return file_of(message, sha256);
    gsize length;
    const guint8 *data = g_bytes_get_data(message, &length);
    g_autoptr(MailMessage) read = mail_message_read(data, length);
    GBytes *found = NULL;
    for (guint i = 0; found == NULL && i < read->parts->len; i++)
        found = file_of(((const MailPart *)g_ptr_array_index(read->parts, i))->bytes, sha256);
    return found;
}

/* What is asked, as FormSent and Correction have it. */
typedef struct {
    char *sha256, *period, *from, *address, *due;
    gboolean mail;
    guint32 day;
    GPtrArray *findings;
    GBytes *message;
} Asked;

static void
pass_asked(Wire *wire, Asked *asked)
{
    asked->sha256 = wire_word(wire, asked->sha256, WIRE_MAX_WORD, "hash of a form");
    asked->period = wire_maybe(wire, asked->period, WIRE_MAX_WORD, "period of a form");
    asked->from = wire_text(wire, asked->from, WIRE_MAX_TEXT, "who comments");
    asked->address = wire_text(wire, asked->address, WIRE_MAX_TEXT, "address");
    asked->due = wire_maybe(wire, asked->due, WIRE_MAX_LINE, "due day");
    asked->mail = wire_flag(wire, asked->mail, "whether a message is a mail");
    asked->day = (guint32)wire_number(wire, asked->day, G_MAXUINT32, "day");
    wire_list(wire, asked->findings, EXAMINATION_MAX_FINDINGS, wire_finding, NULL, "findings");
    asked->message = wire_blob(wire, asked->message, MAIL_MAX_BYTES, "message");
}

GBytes *
correct_request(const FormSent *form, const Correction *correction)
{
    /* Writing leaves all of it as it is. */
    Asked asked = {
        .sha256 = (char *)form->sha256,
        .period = (char *)form->period,
        .from = (char *)correction->from,
        .address = (char *)correction->address,
        .due = (char *)correction->due,
        .mail = form->mail,
        .day = correction->day,
        .findings = (GPtrArray *)correction->findings,
        .message = form->message,
    };
    g_autoptr(Wire) wire = wire_writing();
    pass_asked(wire, &asked);
    return wire_written(wire);
}

static void
asked_clear(Asked *asked)
{
    g_free(asked->sha256);
    g_free(asked->period);
    g_free(asked->from);
    g_free(asked->address);
    g_free(asked->due);
    g_ptr_array_unref(asked->findings);
    g_bytes_unref(asked->message);
}

static GBytes *
correct(const Asked *asked, const Checker *checker)
{
    g_autoptr(GBytes) form = part_of(asked->message, asked->mail, asked->sha256);
    if (form == NULL)
        return NULL;
    const Checker *then = checker != NULL ? checker_during(checker, asked->period) : NULL;
    then = then != NULL ? then : checker;
    const Correction correction = {asked->from, asked->address, asked->due, asked->day,
                                   asked->findings};
    gsize size;
    const guint8 *data = g_bytes_get_data(form, &size);
    return correction_make(data, size, then != NULL ? checker_convention(then) : NULL, &correction);
}

GBytes *
correct_form(GBytes *request, const Checker *checker)
{
    g_autoptr(Wire) wire = wire_reading(request);
    Asked asked = {.findings = findings_new()};
    pass_asked(wire, &asked);
    GBytes *form = wire_fault(wire) == NULL ? correct(&asked, checker) : NULL;
    asked_clear(&asked);
    return form;
}
