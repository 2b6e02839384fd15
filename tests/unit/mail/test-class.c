/* SPDX-License-Identifier: Apache-2.0
 *
 * Who is never answered: the fields by which mail says that no person wrote it for us.
 */
#include "mail/message.h"

#include <string.h>

static const struct {
    const char *fields; /* beside From, unless it holds one */
    MailClass class;
} cases[] = {
    {"", MAIL_PERSONAL},
    /* RFC 3834, 5: "no" is what a person's program may say; anything else is automatic. */
    {"Auto-Submitted: no\r\n", MAIL_PERSONAL},
    {"Auto-Submitted: No (said by hand)\r\n", MAIL_PERSONAL},
    {"Auto-Submitted: auto-replied\r\n", MAIL_AUTO_REPLY},
    {"Auto-Submitted: auto-generated; owner-email=\"a@b\"\r\n", MAIL_AUTO_REPLY},
    {"auto-submitted:auto-notified\r\n", MAIL_AUTO_REPLY},
    {"Auto-Submitted: x-new\r\n", MAIL_AUTO_REPLY},
    /* What programs wrote before it, and still do. */
    {"X-Autoreply: yes\r\n", MAIL_AUTO_REPLY},
    {"X-Autorespond: x\r\n", MAIL_AUTO_REPLY},
    {"X-Autoresponder: x\r\n", MAIL_AUTO_REPLY},
    {"X-AutoReply-From: a@b.example\r\n", MAIL_AUTO_REPLY},
    {"X-Mail-Autoreply: x\r\n", MAIL_AUTO_REPLY},
    {"Precedence: auto_reply\r\n", MAIL_AUTO_REPLY},
    {"Precedence: junk\r\n", MAIL_AUTO_REPLY},
    {"Precedence: bulk\r\n", MAIL_LIST},
    {"Precedence: List\r\n", MAIL_LIST},
    {"Precedence: first-class\r\n", MAIL_PERSONAL},
    {"X-Auto-Response-Suppress: All\r\n", MAIL_PERSONAL}, /* Exchange says so of people's mail */
    {"X-Auto-Response-Suppress: All\r\nSubject: =?utf-8?q?R=C3=A9ponse_automatique=C2=A0:_x?=\r\n",
     MAIL_AUTO_REPLY},
    {"Subject: Absence du bureau\r\n", MAIL_PERSONAL}, /* the subject alone says nothing */
    /* RFC 2919, RFC 2369. */
    {"List-Id: <liste.example>\r\n", MAIL_LIST},
    {"List-Unsubscribe: <mailto:non@liste.example>\r\n", MAIL_LIST},
    {"List-Post: NO\r\n", MAIL_PERSONAL},
    {"List-Post: <mailto:l@liste.example>\r\n", MAIL_LIST},
    {"Mailing-List: contact l@liste.example\r\n", MAIL_LIST},
    /* RFC 5321, 4.5.5: what has no return path wants no answer. */
    {"Return-Path: <>\r\n", MAIL_BOUNCE},
    {"Return-Path:  < >\r\n", MAIL_BOUNCE},
    {"Return-Path: <MAILER-DAEMON>\r\n", MAIL_BOUNCE},
    {"Return-Path: <a@b.example>\r\n", MAIL_PERSONAL},
    {"From: MAILER-DAEMON@b.example\r\n", MAIL_BOUNCE},
    {"From: Mail Delivery System <Mailer-Daemon@b.example>\r\n", MAIL_BOUNCE},
    {"From: postmaster@b.example (Mail Delivery)\r\n", MAIL_BOUNCE},
    {"From: Postmaster <post_master@b.example>\r\n", MAIL_BOUNCE},
    {"From: System <mail.delivery.system@b.example>\r\n", MAIL_BOUNCE},
    {"From: postmasters@b.example\r\n", MAIL_PERSONAL},
    {"From: MAILER-DAEMON <a@b.example>\r\n", MAIL_PERSONAL},
    {"From: MAILER-DAEMON\r\n", MAIL_BOUNCE},
    {"From: Mail Delivery Subsystem <MAILER-DAEMON>\r\n", MAIL_BOUNCE},
    {"From: MAILER-DAEMON <>\r\n", MAIL_BOUNCE},
    {"From: <>\r\n", MAIL_BOUNCE},
    {"X-Failed-Recipients: a@b.example\r\n", MAIL_BOUNCE},
    {"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n", MAIL_BOUNCE},
    {"Content-Type: multipart/report; report-type=disposition-notification; boundary=x\r\n",
     MAIL_AUTO_REPLY},
    {"Content-Type: multipart/report; report-type=feedback-report; boundary=x\r\n",
     MAIL_AUTO_REPLY},
    {"Content-Type: multipart/report; boundary=x\r\n", MAIL_AUTO_REPLY},
    /* A letter of ours; an answer to it is another thing. */
    {"Message-ID: <copil.3f5a@copil.invalid>\r\n", MAIL_AUTO_REPLY},
    {"Message-ID: <copil.rappel.3f5a@copil.invalid>\r\n", MAIL_AUTO_REPLY},
    {"Message-ID: <3f5a@copil.invalid.example>\r\n", MAIL_PERSONAL},
    {"Message-ID: <1@b.example>\r\nIn-Reply-To: <copil.3f5a@copil.invalid>\r\n"
     "References: <copil.3f5a@copil.invalid>\r\n",
     MAIL_PERSONAL},
};

static void
test_class(gconstpointer data)
{
    const char *fields = cases[GPOINTER_TO_UINT(data)].fields;
    const char *from = strstr(fields, "From: ") == fields ? "" : "From: a@b.example\r\n";
    g_autofree char *text = g_strconcat(from, fields, "\r\nBonjour\r\n", NULL);
    g_autoptr(MailMessage) message = mail_message_read((const guint8 *)text, strlen(text));
    g_test_message("%s", fields);
    g_assert_cmpint(message->class, ==, cases[GPOINTER_TO_UINT(data)].class);
}

/* Parts of a letter of ours are told from those that were sent to us. */
static void
test_ours(void)
{
    static const char text[] =
        "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        "--x\r\nContent-Type: text/plain\r\n\r\nBonjour\r\n"
        "--x\r\nContent-Type: message/rfc822\r\n\r\n"
        "Message-ID: <copil.3f5a@copil.invalid>\r\nContent-Type: multipart/mixed; "
        "boundary=y\r\n\r\n"
        "--y\r\nContent-Type: text/plain\r\n\r\nBonjour\r\n"
        "--y\r\nContent-Type: message/rfc822\r\n\r\n"
        "From: c@d.example\r\n\r\nBonjour\r\n--y--\r\n"
        "--x\r\nContent-Type: text/plain\r\n\r\nBonjour\r\n--x--\r\n";
    static const gboolean ours[] = {FALSE, TRUE, TRUE, FALSE};
    g_autoptr(MailMessage) message = mail_message_read((const guint8 *)text, strlen(text));
    g_assert_cmpint(message->class, ==, MAIL_PERSONAL);
    g_assert_cmpuint(message->parts->len, ==, G_N_ELEMENTS(ours));
    for (guint i = 0; i < message->parts->len; i++)
        g_assert_cmpint(((const MailPart *)message->parts->pdata[i])->ours, ==, ours[i]);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    mail_init();
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strdup_printf("/mail/class/%u", i);
        g_test_add_data_func(path, GUINT_TO_POINTER(i), test_class);
    }
    g_test_add_func("/mail/class/ours", test_ours);
    return g_test_run();
}
