/* SPDX-License-Identifier: Apache-2.0
 *
 * mails.h - making messages part by part, and saying what came of them in a few lines.
 */
#pragma once

#include "examine/examine.h"

#include <string.h>

/* ---- making messages ---- */

static inline GBytes *
data_file(const char *name)
{
    const char *top = g_getenv("COPIL_SRCDIR");
    g_autofree char *path =
        g_build_filename(top != NULL ? top : ".", "tests/data/examine", name, NULL);
    char *bytes = NULL;
    gsize length = 0;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &bytes, &length, &error);
    g_assert_no_error(error);
    return g_bytes_new_take(bytes, length);
}

static inline GString *
mail_begin(const char *headers)
{
    GString *mail = g_string_new("From: =?utf-8?Q?Lyc=C3=A9e?= <lycee@temoin.example>\r\n"
                                 "To: secretariat@copil.example\r\n"
                                 "Subject: Fiche\r\n"
                                 "Message-ID: <1@temoin.example>\r\n"
                                 "MIME-Version: 1.0\r\n");
    g_string_append(mail, headers);
    g_string_append(mail, "Content-Type: multipart/mixed; boundary=\"=b\"\r\n\r\n");
    return mail;
}

static inline void
add_part(GString *mail, const char *headers, const void *bytes, gsize length)
{
    g_autofree char *base64 = g_base64_encode(bytes, length);
    g_string_append_printf(mail, "--=b\r\n%s\r\nContent-Transfer-Encoding: base64\r\n\r\n",
                           headers);
    for (gsize at = 0; at < strlen(base64); at += 76)
        g_string_append_printf(mail, "%.76s\r\n", base64 + at);
}

static inline void
add_text(GString *mail, const char *headers, const char *text)
{
    add_part(mail, headers, text, strlen(text));
}

/* A file of tests/data, attached under NAME. */
static inline void
add_file(GString *mail, const char *name, const char *file)
{
    g_autoptr(GBytes) bytes = data_file(file);
    g_autofree char *headers = g_strdup_printf("Content-Type: application/octet-stream\r\n"
                                               "Content-Disposition: attachment; filename=\"%s\"",
                                               name);
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    add_part(mail, headers, data, length);
}

static inline void
add_picture(GString *mail, const char *headers, gsize length)
{
    g_autofree char *png = g_malloc0(length);
    memcpy(png, "\x89PNG\r\n\x1a\n", 8);
    add_part(mail, headers, png, length);
}

#define TEXT_PART "Content-Type: text/plain; charset=utf-8"
#define HTML_PART "Content-Type: text/html; charset=utf-8"

/* ---- saying what came of them ---- */

static inline void
describe_form(GString *out, const ExaminedForm *form)
{
    g_string_append_printf(out, "form %s %s%s\n", form->part,
                           form->form->readable ? "readable" : "unreadable",
                           form->checked == NULL ? "" : " judged");
    for (guint i = 0; !form->form->readable && i < form->form->remarks->len; i++) {
        const Finding *finding = g_ptr_array_index(form->form->remarks, i);
        g_string_append_printf(out, "  ! %s\n", finding->code);
    }
}

static inline char *
describe(const Examination *e)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "%s\n", verdict_code(e->verdict));
    for (guint i = 0; i < e->parts->len; i++) {
        const ExaminedPart *part = g_ptr_array_index(e->parts, i);
        g_string_append_printf(out, "%s %s%s%s\n", part->path, fate_code(part->fate),
                               part->text != NULL ? ": " : "",
                               part->text != NULL ? part->text : "");
    }
    for (guint i = 0; i < e->forms->len; i++)
        describe_form(out, g_ptr_array_index(e->forms, i));
    for (guint i = 0; i < e->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(e->findings, i);
        g_string_append_printf(out, "! %s\n", finding->code);
    }
    return g_string_free(out, FALSE);
}

/* Takes MAIL, without its last boundary if it has one.  What comes of a message passes the wire,
 * always. */
static inline void
expect_cut(GString *mail, const char *expected)
{
    g_autoptr(Examination) e = examine((const guint8 *)mail->str, mail->len, TRUE, "1.eml", NULL);
    g_autofree char *text = describe(e);
    g_assert_cmpstr(text, ==, expected);
    g_autoptr(GBytes) sent = examination_to_bytes(e);
    g_autoptr(GError) error = NULL;
    g_autoptr(Examination) again = examination_from_bytes(sent, &error);
    g_assert_no_error(error);
    g_string_free(mail, TRUE);
}

static inline void
expect(GString *mail, const char *expected)
{
    if (strstr(mail->str, "--=b\r\n") != NULL)
        g_string_append(mail, "--=b--\r\n");
    expect_cut(mail, expected);
}

static inline void
expect_file(const char *name, const void *bytes, gsize length, const char *expected)
{
    g_autoptr(Examination) e = examine(bytes, length, FALSE, name, NULL);
    g_assert_false(e->mail);
    g_autofree char *text = describe(e);
    g_assert_cmpstr(text, ==, expected);
    g_autoptr(GBytes) sent = examination_to_bytes(e);
    g_autoptr(Examination) again = examination_from_bytes(sent, NULL);
    g_assert_nonnull(again);
}
