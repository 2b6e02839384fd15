/* SPDX-License-Identifier: Apache-2.0 */
#include "examine/correct.h"

#include "base/sha256.h"
#include "correction/correction.h"
#include "examine/unpack.h"
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

static GPtrArray *
findings_of(GVariant *array)
{
    GPtrArray *findings = findings_new();
    for (gsize i = 0; i < g_variant_n_children(array); i++) {
        guchar severity;
        const char *field, *column, *message;
        g_variant_get_child(array, i, "(ym&sm&s&s)", &severity, &field, &column, &message);
        g_ptr_array_add(findings,
                        finding_new_rule("", (Severity)severity, field, column, NULL, message));
    }
    return findings;
}

GBytes *
correct_form(const guint8 *bytes, gsize length, const Checker *checker)
{
    g_autoptr(GBytes) own = g_bytes_new_static(bytes, length);
    g_autoptr(GVariant) request = g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(CORRECT_REQUEST_TYPE), own, FALSE));
    Correction correction = {0};
    gboolean mail;
    const char *sha256, *period;
    g_autoptr(GVariant) findings = NULL;
    g_autoptr(GVariant) content = NULL;
    g_variant_get(request, "(b&sm&s&s&sm&su@a(ymsmss)@ay)", &mail, &sha256, &period,
                  &correction.from, &correction.address, &correction.due, &correction.day,
                  &findings, &content);
    g_autoptr(GBytes) message = g_variant_get_data_as_bytes(content);
    g_autoptr(GBytes) form = part_of(message, mail, sha256);
    if (form == NULL)
        return NULL;
    const Checker *then = checker != NULL ? checker_during(checker, period) : NULL;
    then = then != NULL ? then : checker;
    g_autoptr(GPtrArray) told = findings_of(findings);
    correction.findings = told;
    gsize size;
    const guint8 *data = g_bytes_get_data(form, &size);
    return correction_make(data, size, then != NULL ? checker_convention(then) : NULL, &correction);
}
