/* SPDX-License-Identifier: Apache-2.0
 *
 * examine.c - the pure function: a message, or a loose file, and what it gives.
 */
#include "examine/examine.h"

#include "base/text.h"
#include "examine/empty.h"
#include "examine/parts.h"

#define LINE_MAX_CHARS 1000

static char *
clean_line(const char *text)
{
    if (text == NULL)
        return NULL;
    g_autofree char *clean = text_clean(text, -1);
    g_autofree char *line = text_squeeze(clean);
    return line[0] != '\0' ? text_shorten(line, LINE_MAX_CHARS) : NULL;
}

static void
copy_envelope(Examination *result, const MailMessage *message)
{
    result->class = message->class;
    result->from_address = clean_line(message->from_address);
    result->from_name = clean_line(message->from_name);
    result->subject = clean_line(message->subject);
    result->message_id = clean_line(message->message_id);
    result->forwarded_from = clean_line(message->forwarded_from);
    guint references = MIN(message->references->len, EXAMINATION_MAX_REFERENCES);
    for (guint i = 0; i < references; i++) {
        char *reference = clean_line(g_ptr_array_index(message->references, i));
        if (reference != NULL)
            g_ptr_array_add(result->references, reference);
    }
    result->received = MAX(message->received, 0);
    for (guint i = 0; i < message->remarks->len; i++)
        g_ptr_array_add(result->findings, finding_copy(g_ptr_array_index(message->remarks, i)));
}

/* An empty Return-Path alone makes a bounce of many a badly set up sender's mail: only what says
 * itself that it returns a message is not read. */
static gboolean
is_delivery_report(const MailMessage *message)
{
    for (guint i = 0; message->class == MAIL_BOUNCE && i < message->parts->len; i++) {
        const MailPart *part = g_ptr_array_index(message->parts, i);
        if (g_ascii_strcasecmp(part->type, "message/delivery-status") == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_fate(const Examination *result, Fate fate)
{
    for (guint i = 0; i < result->parts->len; i++) {
        const ExaminedPart *part = g_ptr_array_index(result->parts, i);
        if (part->fate == fate)
            return TRUE;
    }
    return FALSE;
}

/* What a person wrote to a list, or a copier sent, may hold a form that only a person can read:
 * that a message is automatic says who is not to be answered, not that nothing is in it.  A warning
 * of the mail's reader tells of something that it could not open. */
static Verdict
verdict_of_mail(const Examination *result, const MailMessage *message)
{
    if (result->forms->len > 0)
        return VERDICT_ACCEPTED;
    if (!message->readable || message->critical)
        return VERDICT_BY_HAND;
    if (message->reaction)
        return VERDICT_AUTOMATIC;
    if (has_fate(result, FATE_BY_HAND) || findings_count(message->remarks, SEVERITY_WARNING) > 0 ||
        findings_have_error(message->remarks))
        return VERDICT_BY_HAND;
    return message->class != MAIL_PERSONAL ? VERDICT_AUTOMATIC : VERDICT_NOT_A_FORM;
}

static Examination *
examine_mail(const guint8 *bytes, gsize length, const Checker *checker)
{
    Examination *result = examination_new();
    g_autoptr(MailMessage) message = mail_message_read(bytes, length);
    result->mail = TRUE;
    copy_envelope(result, message);
    gboolean doubtful = message->critical || !message->readable;
    Walk *walk = walk_new(result, checker,
                          doubtful                      ? WALK_HELD
                          : is_delivery_report(message) ? WALK_RETURNED
                                                        : WALK_READ);
    for (guint i = 0; i < message->parts->len; i++)
        walk_take(walk, g_ptr_array_index(message->parts, i));
    walk_end(walk);
    result->verdict = verdict_of_mail(result, message);
    return result;
}

static Examination *
examine_file(const guint8 *bytes, gsize length, const char *name, const Checker *checker)
{
    Examination *result = examination_new();
    g_autoptr(GBytes) content = g_bytes_new_static(bytes, length);
    MailPart part = {.path = (char *)"1",
                     .filename = (char *)name,
                     .type = (char *)"application/octet-stream",
                     .bytes = content};
    Walk *walk = walk_new(result, checker, WALK_READ);
    walk_take(walk, &part);
    walk_end(walk);
    result->verdict = result->forms->len > 0           ? VERDICT_ACCEPTED
                      : has_fate(result, FATE_BY_HAND) ? VERDICT_BY_HAND
                                                       : VERDICT_NOT_A_FORM;
    if (result->verdict == VERDICT_NOT_A_FORM) {
        const ExaminedPart *row = g_ptr_array_index(result->parts, 0);
        g_ptr_array_add(result->findings,
                        finding_new(FINDING_FILE_NOT_A_FORM, NULL, NULL, NULL, "name",
                                    row->filename != NULL ? row->filename : "", "label", row->label,
                                    NULL));
    }
    return result;
}

Examination *
examine(const guint8 *bytes, gsize length, gboolean mail, const char *name, const Checker *checker)
{
    return mail ? examine_mail(bytes, length, checker) : examine_file(bytes, length, name, checker);
}

/* Without checker or bytes to look at: the form says that it could not be read, and no more. */
static ExaminedForm *
failed_form(const ExaminedPart *part, Finding *finding)
{
    ExaminedForm *form = g_new0(ExaminedForm, 1);
    form->part = g_strdup(part->path);
    form->form = form_empty(CONTENT_OTHER);
    g_ptr_array_add(form->form->remarks, finding_copy(finding));
    form->checked = checked_form_new();
    form->checked->verdict = VERDICT_UNREADABLE;
    g_ptr_array_add(form->checked->findings, finding);
    return form;
}

Examination *
examine_failed(FindingKind why, gboolean mail, const char *name, gsize length, const char *sha256)
{
    Examination *result = examination_new();
    g_autofree char *called = clean_line(name);
    Finding *finding =
        finding_new(why, NULL, NULL, NULL, "name", called != NULL ? called : "sans nom", NULL);
    result->mail = mail;
    if (mail) {
        result->verdict = VERDICT_BY_HAND;
        g_ptr_array_add(result->findings, finding);
        return result;
    }
    ExaminedPart *part = g_new0(ExaminedPart, 1);
    part->path = g_strdup("1");
    part->filename = g_steal_pointer(&called);
    part->type = g_strdup("application/octet-stream");
    part->label = g_strdup(content_label(CONTENT_OTHER));
    g_strlcpy(part->sha256, sha256, sizeof part->sha256);
    part->size = length;
    part->fate = FATE_FORM;
    g_ptr_array_add(result->parts, part);
    g_ptr_array_add(result->forms, failed_form(part, finding));
    result->verdict = VERDICT_ACCEPTED;
    return result;
}
