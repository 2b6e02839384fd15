/* SPDX-License-Identifier: Apache-2.0
 *
 * Both sides of each bound of message.h, on messages made here, and what a locked child needs.
 */
#include "mail/message.h"

#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static MailMessage *
read_text(const char *text)
{
    return mail_message_read((const guint8 *)text, strlen(text));
}

/* The code of the only finding, or NULL. */
static const char *
only_code(const MailMessage *message)
{
    g_assert_cmpuint(message->remarks->len, <=, 1);
    if (message->remarks->len == 0)
        return NULL;
    const Finding *finding = g_ptr_array_index(message->remarks, 0);
    return finding->code;
}

static void
assert_refused(const char *text, const char *code, const char *words)
{
    g_autoptr(MailMessage) message = read_text(text);
    g_assert_false(message->readable);
    g_assert_cmpuint(message->parts->len, ==, 0);
    g_assert_cmpstr(only_code(message), ==, code);
    if (message->remarks->len > 0) {
        const Finding *finding = g_ptr_array_index(message->remarks, 0);
        g_assert_nonnull(strstr(finding->message, words));
    }
}

static void
assert_read(const char *text, guint parts)
{
    g_autoptr(MailMessage) message = read_text(text);
    g_assert_true(message->readable);
    g_assert_false(message->critical);
    g_assert_cmpuint(message->parts->len, ==, parts);
    g_assert_cmpstr(only_code(message), ==, NULL);
}

/* N times PIECE between a beginning and an end. */
static char *
repeat(const char *before, const char *piece, guint n, const char *after)
{
    GString *text = g_string_new(before);
    for (guint i = 0; i < n; i++)
        g_string_append(text, piece);
    g_string_append(text, after);
    return g_string_free(text, FALSE);
}

static void
test_headers(void)
{
    g_autofree char *most = repeat("From: a@b.fr\r\n", "X-A: 1\r\n", 999, "\r\nx\r\n");
    g_autofree char *more = repeat("From: a@b.fr\r\n", "X-A: 1\r\n", 1000, "\r\nx\r\n");
    assert_read(most, 1);
    assert_refused(more, "mail-bounds", "plus de 1 000 en-têtes");
}

static void
test_headers_of_part(void)
{
    const char *before = "From: a@b.fr\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
    g_autofree char *most = repeat(before, "X-A: 1\r\n", 1000, "\r\nx\r\n--b--\r\n");
    g_autofree char *more = repeat(before, "X-A: 1\r\n", 1001, "\r\nx\r\n--b--\r\n");
    g_autoptr(MailMessage) message = read_text(most);
    g_assert_true(message->readable);
    g_assert_cmpstr(only_code(message), ==, "mail-malformed"); /* a field that is there twice */
    assert_refused(more, "mail-bounds", "plus de 1 000 en-têtes");
}

static void
test_header_length(void)
{
    /* "X-A: " and CRLF are 7 of the 65,536 bytes. */
    g_autofree char *most = repeat("From: a@b.fr\r\nX-A: ", "x", 65529, "\r\n\r\nx\r\n");
    g_autofree char *more = repeat("From: a@b.fr\r\nX-A: ", "x", 65530, "\r\n\r\nx\r\n");
    g_autofree char *folded =
        repeat("From: a@b.fr\r\nX-A: 1\r\n", " 1234567\r\n", 6600, "\r\nx\r\n");
    assert_read(most, 1);
    assert_refused(more, "mail-bounds", "64 Ko");
    assert_refused(folded, "mail-bounds", "64 Ko");
}

static void
test_header_bytes(void)
{
    g_autofree char *line = g_strnfill(60000, 'x');
    g_autofree char *field = g_strdup_printf("X-A: %s\r\n", line);
    g_autofree char *most = repeat("From: a@b.fr\r\n", field, 17, "\r\nx\r\n");
    g_autofree char *more = repeat("From: a@b.fr\r\n", field, 18, "\r\nx\r\n");
    assert_read(most, 1);
    assert_refused(more, "mail-bounds", "plus de 1 Mo");
}

static void
test_addresses(void)
{
    g_autofree char *most = repeat("From: a@b.fr\r\nTo: ", "a@b.fr, ", 999, "z@b.fr\r\n\r\nx\r\n");
    g_autofree char *more = repeat("From: a@b.fr\r\nTo: ", "a@b.fr, ", 1000, "z@b.fr\r\n\r\nx\r\n");
    assert_read(most, 1);
    assert_refused(more, "mail-bounds", "plus de 1 000 adresses");
}

/* GMime reads groups by recursion: 50,000 of them overflow the stack.  A quoted comma is part of a
 * name; a colon counts wherever it stands. */
static void
test_groups(void)
{
    g_autofree char *groups = repeat("From: ", "g:", 30000, "\r\n\r\nx\r\n");
    g_autofree char *hidden = repeat("From: (\") ", "g:", 30000, "\")\r\n\r\nx\r\n");
    g_autofree char *inner = repeat(
        "From: a@b.fr\r\nContent-Type: message/rfc822\r\n\r\nCc: ", "g:", 30000, "\r\n\r\nx\r\n");
    g_autofree char *quoted =
        repeat("From: a@b.fr\r\nTo: ", "\"a,b,c\" <a@b.fr>, ", 900, "z@b.fr\r\n\r\nx\r\n");
    assert_refused(groups, "mail-bounds", "adresses");
    assert_refused(hidden, "mail-bounds", "adresses");
    assert_refused(inner, "mail-bounds", "adresses");
    assert_read(quoted, 1);
}

static char *
nested_multiparts(guint n)
{
    GString *text = g_string_new("From: a@b.fr\r\n");
    for (guint i = 0; i < n; i++)
        g_string_append_printf(
            text, "Content-Type: multipart/mixed; boundary=\"b%u\"\r\n\r\n--b%u\r\n", i, i);
    g_string_append(text, "\r\nx\r\n");
    for (guint i = n; i > 0; i--)
        g_string_append_printf(text, "--b%u--\r\n", i - 1);
    return g_string_free(text, FALSE);
}

static void
test_depth(void)
{
    g_autofree char *most = nested_multiparts(20);
    g_autofree char *more = nested_multiparts(21);
    g_autofree char *bomb = nested_multiparts(5000);
    g_autofree char *messages =
        repeat("From: a@b.fr\r\n", "Content-Type: message/rfc822\r\n\r\n", 1000, "\r\nx\r\n");
    assert_read(most, 1);
    assert_refused(more, "mail-bounds", "20 niveaux");
    assert_refused(bomb, "mail-bounds", "20 niveaux");
    assert_refused(messages, "mail-bounds", "20 niveaux");
}

/* Levels that are closed again don't add up. */
static void
test_siblings(void)
{
    g_autofree char *text =
        repeat("From: a@b.fr\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n",
               "--o\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\nx\r\n--i--\r\n",
               100, "--o--\r\n");
    assert_read(text, 100);
}

static void
test_parts(void)
{
    const char *before = "From: a@b.fr\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
    g_autofree char *most = repeat(before, "--b\r\n\r\nx\r\n", 500, "--b--\r\n");
    g_autofree char *more = repeat(before, "--b\r\n\r\nx\r\n", 501, "--b--\r\n");
    assert_read(most, 500);
    assert_refused(more, "mail-bounds", "plus de 500 parties");
}

static void
test_odd_boundaries(void)
{
    assert_refused(
        "From: a@b.fr\r\nContent-Type: multipart/mixed; boundary*0=a; boundary*1=b\r\n\r\n"
        "--ab\r\n\r\nx\r\n--ab--\r\n",
        "mail-bounds", "séparateur");
    assert_read(
        "From: a@b.fr\r\nContent-Type: application/x; name=\"le boundary.odt\"\r\n\r\nx\r\n", 1);
    assert_read("From: a@b.fr\r\nContent-Type: multipart/mixed; boundary=\"a \\\"b\"\r\n\r\n"
                "--a \"b\r\n\r\nx\r\n--a \"b--\r\n",
                1);
}

static void
test_size(void)
{
    gsize length = MAIL_MAX_BYTES + 1;
    g_autofree guint8 *bytes = g_malloc(length);
    memset(bytes, 'x', length);
    memcpy(bytes, "From: a@b.fr\r\n\r\n", 16);
    g_autoptr(MailMessage) most = mail_message_read(bytes, length - 1);
    g_autoptr(MailMessage) more = mail_message_read(bytes, length);
    g_assert_true(most->readable);
    g_assert_cmpuint(most->parts->len, ==, 1);
    const MailPart *part = g_ptr_array_index(most->parts, 0);
    g_assert_cmpuint(g_bytes_get_size(part->bytes), ==, MAIL_MAX_BYTES - 16);
    g_assert_cmpuint(strlen(part->text), ==, 65536);
    g_assert_false(more->readable);
    g_assert_cmpstr(only_code(more), ==, "mail-too-big");
}

/* The text is cut within no character. */
static void
test_long_text(void)
{
    g_autofree char *text =
        repeat("From: a@b.fr\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nx", "é", 40000, "");
    g_autoptr(MailMessage) message = read_text(text);
    const MailPart *part = g_ptr_array_index(message->parts, 0);
    g_assert_cmpuint(strlen(part->text), ==, 65535);
    g_assert_true(g_utf8_validate(part->text, -1, NULL));
}

static void
test_references(void)
{
    g_autofree char *text = repeat("From: a@b.fr\r\nReferences:", " <x@y>\r\n", 60,
                                   " <last@y>\r\nIn-Reply-To: <other@y>\r\n\r\nx\r\n");
    g_autoptr(MailMessage) message = read_text(text);
    g_assert_cmpuint(message->references->len, ==, 50);
    g_assert_cmpstr(g_ptr_array_index(message->references, 49), ==, "last@y");
}

static gboolean
reads_charsets(void)
{
    g_autoptr(MailMessage) message = read_text("From: =?iso-8859-15?Q?=A4?= <a@b.fr>\r\n"
                                               "Subject: =?windows-1250?Q?=9C?=\r\n"
                                               "Date: Tue, 1 Jul 2014 10:02:03 CEST\r\n"
                                               "Content-Type: text/plain; charset=utf-7\r\n\r\n"
                                               "+AOk-");
    const MailPart *part = g_ptr_array_index(message->parts, 0);
    return g_strcmp0(message->from_name, "€") == 0 && g_strcmp0(message->subject, "ś") == 0 &&
           g_strcmp0(part->text, "é") == 0;
}

/* In a child that can open nothing, charsets are there all the same. */
static void
test_locked(void)
{
    pid_t child = fork();
    if (child == 0) {
        setrlimit(RLIMIT_NOFILE, &(struct rlimit){0, 0});
        _exit(reads_charsets() ? 0 : 1);
    }
    int status = -1;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_cmpint(status, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    mail_init();
    g_test_add_func("/mail/bounds/headers", test_headers);
    g_test_add_func("/mail/bounds/headers-of-part", test_headers_of_part);
    g_test_add_func("/mail/bounds/header-length", test_header_length);
    g_test_add_func("/mail/bounds/header-bytes", test_header_bytes);
    g_test_add_func("/mail/bounds/addresses", test_addresses);
    g_test_add_func("/mail/bounds/groups", test_groups);
    g_test_add_func("/mail/bounds/depth", test_depth);
    g_test_add_func("/mail/bounds/siblings", test_siblings);
    g_test_add_func("/mail/bounds/parts", test_parts);
    g_test_add_func("/mail/bounds/odd-boundaries", test_odd_boundaries);
    g_test_add_func("/mail/bounds/size", test_size);
    g_test_add_func("/mail/bounds/long-text", test_long_text);
    g_test_add_func("/mail/bounds/references", test_references);
    g_test_add_func("/mail/bounds/locked", test_locked);
    return g_test_run();
}
