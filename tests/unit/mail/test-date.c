/* SPDX-License-Identifier: Apache-2.0
 *
 * Dates of headers.  Seconds were computed with date(1): date -u -d '2014-07-01 08:02:03' +%s.
 */
#include "mail/date.h"

static const struct {
    const char *text;
    gint64 seconds;
} dates[] = {
    {"Tue, 1 Jul 2014 10:02:03 +0200", 1404201723},
    {"Tue, 01 Jul 2014 10:02:03 +0200 (CEST)", 1404201723},
    {"1 Jul 2014 08:02:03 GMT", 1404201723},
    {"1 Jul 2014 08:02 UT", 1404201720},
    {"tue,\r\n\t1 jul 2014 03:02:03 CDT", 1404201723},
    {"1 (le premier (du mois)) Jul 14 10:02:03 +0200", 1404201723},
    {"1 Jul 114 08:02:03 Z", 1404201723},
    {"1 Jul 2014 08:02:03 -0000", 1404201723},
    {"Sat, 29 Feb 2020 23:59:60 +0000", 1583020800},
    {"31 Dec 1969 23:00:00 -0100", 0},
    {"1 Jan 1970 00:00:01 +0000", 1},
    {"Tue, 31 Feb 2014 10:02:03 +0200", 0},
    {"Sat, 29 Feb 2014 10:02:03 +0200", 0},
    {"Tue, 1 Jul 2014 24:00:00 +0200", 0},
    {"Tue, 1 Jul 2014 10:60:00 +0200", 0},
    {"Tue, 1 Jul 2014 10:02:03 +0260", 0},
    {"Tue, 1 Jul 2014 10:02:03 +1500", 0},
    {"Tue, 1 Jul 2014 10:02:03", 0},
    {"Tue, 1 Jul 2014 10:02:03 J", 0},
    {"Tue, 1 Juillet 2014 10:02:03 +0200", 0},
    {"2014-07-01T10:02:03+02:00", 0},
    {"1 Jul 2014 10:02:03 +0200 et puis quoi encore", 0},
    {"1 Jul 2014 10:02:03 +0200 (pas de fin", 0},
    {"1 Jul 99999 10:02:03 +0200", 0},
    {"", 0},
};

static void
test_parse(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(dates); i++) {
        g_test_message("%s", dates[i].text);
        g_assert_cmpint(mail_date_parse(dates[i].text), ==, dates[i].seconds);
    }
}

static void
test_received(void)
{
    g_assert_cmpint(mail_date_received("from a (b; c) by d; Tue, 1 Jul 2014 10:02:03 +0200"), ==,
                    1404201723);
    g_assert_cmpint(mail_date_received("from a by b for <c@d>; x; 1 Jul 2014 10:02:03 +0200"), ==,
                    1404201723);
    g_assert_cmpint(mail_date_received("from a by b (Tue; 1 Jul 2014 10:02:03 +0200)"), ==, 0);
    g_assert_cmpint(mail_date_received("1 Jul 2014 10:02:03 +0200"), ==, 0);
}

static void
test_format(void)
{
    g_autofree char *some = mail_date_format(1404201723);
    g_autofree char *epoch = mail_date_format(0);
    g_assert_cmpstr(some, ==, "Tue, 01 Jul 2014 08:02:03 +0000");
    g_assert_cmpstr(epoch, ==, "Thu, 01 Jan 1970 00:00:00 +0000");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/mail/date/parse", test_parse);
    g_test_add_func("/mail/date/received", test_received);
    g_test_add_func("/mail/date/format", test_format);
    return g_test_run();
}
