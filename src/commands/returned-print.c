/* SPDX-License-Identifier: Apache-2.0
 *
 * returned-print.c - what came back signed, in a terminal of 80 columns.
 */
#include "base/clock.h"
#include "base/i18n.h"
#include "commands/finding-print.h"
#include "commands/returned.h"
#include <stdio.h>
#include <string.h>

#define NAME 14 /* columns of a signatory's id */

static const char *const states[] = {
    [SIGNATURE_VALID] = N_("signed by %s"),
    [SIGNATURE_TIMESTAMP] = N_("a time-stamp, which is not checked here"),
    [SIGNATURE_KIND] = N_("signed in a way that is not checked here"),
    [SIGNATURE_RANGE] = N_("not valid: the signature doesn't cover the document whole"),
    [SIGNATURE_SHARED] = N_("not valid: the same signature stands in another place"),
    [SIGNATURE_UNREADABLE] = N_("not valid: the signature can't be read"),
    [SIGNATURE_ALTERED] = N_("not valid: the document is not what was signed"),
    [SIGNATURE_WEAK] = N_("not valid: made with SHA-1 or a short key, which can be forged"),
    [SIGNATURE_SUBSTITUTE] = N_("not valid: its certificate is not the one that was signed with"),
};

static const char *const certificates[] = {
    [CERTIFICATE_UNCHECKED] = N_("certificate of %s, not compared with an authority (--roots)"),
    [CERTIFICATE_TRUSTED] = N_("certificate of %s, recognised"),
    [CERTIFICATE_UNKNOWN] = N_("not valid: no authority given vouches for the certificate of %s"),
    [CERTIFICATE_EXPIRED] = N_("not valid: the certificate of %s had expired"),
    [CERTIFICATE_EARLY] = N_("not valid: the certificate of %s was not in force yet"),
    [CERTIFICATE_UNDATED] = N_("not valid: nothing says when, so the certificate of %s can't be "
                               "judged"),
    [CERTIFICATE_PURPOSE] = N_("not valid: the certificate of %s is not made for signing"),
    [CERTIFICATE_REFUSED] = N_("not valid: the authorities given don't accept the certificate of "
                               "%s"),
};

static const char *const changes[] = {
    [CHANGE_UNREADABLE] = N_("what was added is damaged, or can be read in two ways%s"),
    [CHANGE_TRAILER] = N_("what leads to the document was changed (%s)"),
    [CHANGE_CATALOG] = N_("the document as a whole was changed (%s)"),
    [CHANGE_FORM] = N_("the form of the signatures was changed (%s)"),
    [CHANGE_FIELD] = N_("the signature field %s was moved, hidden or changed"),
    [CHANGE_FIELD_LOST] = N_("the signature field %s was taken away"),
    [CHANGE_FIELD_ADDED] = N_("a field was added that is none of the edition's (%s)"),
    [CHANGE_SIGNATURE_LOST] = N_("a signature of %s was taken away, or shows something else now"),
    [CHANGE_PAGE] = N_("page %u was changed"),
    [CHANGE_ANNOTATION] = N_("something was put on page %u or taken from it"),
    [CHANGE_OBJECT] = N_("a part of the document was changed (object %u)"),
};

char *
returned_change_text(const Change *change)
{
    const char *words = _(changes[change->kind]);
    const char *at = strchr(words, '%');
    gsize before = (gsize)(at - words);
    g_autofree char *number = g_strdup_printf("%u", change->number);
    return g_strdup_printf("%.*s%s%s", (int)before, words, at[1] == 'u' ? number : change->what,
                           at + 2);
}

/* ---- one signature ---- */

static char *
with_name(const char *words, const char *name)
{
    const char *at = strchr(words, '%');
    return at ? g_strdup_printf("%.*s%s%s", (int)(at - words), words, name ? name : "?", at + 2)
              : g_strdup(words);
}

static char *
signature_text(const Signature *signature, const Signatory *signatory)
{
    GString *text = g_string_new(NULL);
    g_autofree char *state = with_name(_(states[signature->state]), signature->signer);
    g_autofree char *time = returned_time(signature);
    g_string_append(text, state);
    if (signature->state != SIGNATURE_VALID)
        return g_string_free(text, FALSE);
    if (time)
        g_string_append_printf(text, _(" on %s"), time);
    if (signatory && !returned_is_name_of(signature, signatory))
        g_string_append_printf(text, _(" (the convention names %s)"), signatory->name);
    g_autofree char *certificate =
        with_name(_(certificates[signature->certificate]), signature->issuer);
    g_string_append_printf(text, "%s%s", _("; "), certificate);
    if (signature->stamped)
        g_string_append(text, _("; holds a time-stamp, which is not checked here"));
    return g_string_free(text, FALSE);
}

/* NAME: NULL where the line is of no signatory. */
static void
print_line(const char *mark, const char *name, const char *text)
{
    printf("  %s ", mark);
    if (name)
        printf("%s%*s", name, MAX(1, NAME - (int)g_utf8_strlen(name, -1)), "");
    print_wrapped(text, 4 + (name ? NAME : 0));
}

static void
print_signature(const Signature *signature, const char *name, const Signatory *signatory)
{
    g_autofree char *text = signature ? signature_text(signature, signatory) : NULL;
    print_line(!signature                    ? "–"
               : returned_is_good(signature) ? "✓"
                                             : "✗",
               name, text ? text : _("not signed"));
}

static guint
print_places(const ReturnedFile *file)
{
    const GPtrArray *signatories = file->definition->convention->signatories;
    guint good = 0;
    for (guint i = 0; i < signatories->len; i++) {
        const Signatory *one = signatories->pdata[i];
        const Signature *signature = returned_signature(file, one->id);
        good += returned_has_signed(file, one->id);
        print_signature(signature, one->id, one);
    }
    return good;
}

/* Time-stamps, and signatures outside of the places of signatories. */
static void
print_others(const ReturnedFile *file)
{
    const GPtrArray *signatories = file->definition->convention->signatories;
    for (guint i = 0; i < file->returned->signatures->len; i++) {
        const Signature *signature = file->returned->signatures->pdata[i];
        gboolean placed = FALSE;
        for (guint j = 0; j < signatories->len && !placed; j++)
            placed =
                returned_signature(file, ((Signatory *)signatories->pdata[j])->id) == signature;
        if (!placed)
            print_signature(signature, signature->field, NULL);
    }
}

static void
print_changes(const ReturnedFile *file)
{
    const GPtrArray *all = file->returned->changes;
    if (all->len == 0) {
        print_line("✓", NULL, _("Nothing else was changed since the edition was issued."));
        return;
    }
    for (guint i = 0; i < all->len; i++) {
        g_autofree char *text = returned_change_text(all->pdata[i]);
        print_line("✗", NULL, text);
    }
    print_wrapped(_("The edition was changed after it was issued: no signature in this file can be "
                    "relied upon."),
                  0);
}

/* ---- one file ---- */

static char *
verdict(const ReturnedFile *file)
{
    const int number = (int)file->edition;
    switch (file->state) {
    case FILE_EMPTY:
        return g_strdup(_("the file is empty"));
    case FILE_NOT_PDF:
        return g_strdup(_("the file is no PDF; signatures on paper are recorded by copil decide "
                          "REGISTER signed edition:N SIGNATORY"));
    case FILE_ENCRYPTED:
        return g_strdup(_("the file is protected by a password: it can't be compared with an "
                          "edition; ask for the file as it was when it was signed"));
    case FILE_STRANGER:
        return g_strdup(_("this is no edition of the register; a program that prints, optimises or "
                          "converts a PDF makes another one: ask for the file as it was when it "
                          "was signed"));
    case FILE_CUT:
        return g_strdup_printf(_("edition %d, cut off after %lu bytes: ask for "
                                 "it again"),
                               number, file->differs);
    case FILE_ALTERED:
        return g_strdup_printf(_("edition %d, but other bytes than those that were issued, from "
                                 "byte %lu on: it was changed or written anew; "
                                 "ask for the file as it was when it was signed"),
                               number, file->differs + 1);
    case FILE_EDITION:
        break;
    }
    g_autofree char *day = date_label(clock_day(file->issued));
    return g_strdup_printf(_("edition %d, issued on %s"), number, day);
}

void
returned_print(const ReturnedFile *file)
{
    g_autofree char *words = verdict(file);
    g_autofree char *line = g_strconcat(file->path, _(": "), words, NULL);
    print_wrapped(line, 0);
    if (file->state != FILE_EDITION)
        return;
    guint good = print_places(file);
    print_others(file);
    print_changes(file);
    if (file->returned->changes->len == 0) {
        printf(ngettext("%u signature of %u", "%u signatures of %u", good), good,
               file->definition->convention->signatories->len);
        if (file->recorded)
            printf(ngettext("; %u registered now", "; %u registered now", file->recorded),
                   file->recorded);
        puts(".");
        if (file->strangers)
            print_wrapped(
                _("Not registered: what somebody signed whom the convention doesn't name. "
                  "If it is a delegate, copil decide signed registers it."),
                0);
    }
}
