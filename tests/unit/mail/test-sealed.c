/* SPDX-License-Identifier: Apache-2.0
 *
 * What is read of a letter is what was written into it.
 */
#include "mail/envelope.h"
#include "mail/sealed.h"

#include <string.h>

static GBytes *
letter_to(const char *const *recipients)
{
    const Envelope envelope = {.from_name = "Secrétariat",
                               .from_address = "s@x.example",
                               .recipients = recipients,
                               .subject = "To: faux@x.example",
                               .message_id = "1@x",
                               .marks = "",
                               .text = "To: faux@x.example\n",
                               .html = "<p/>"};
    return envelope_seal(&envelope);
}

static void
test_written(void)
{
    const char *const one[] = {"a@b.example", NULL};
    const char *const many[] = {"a@b.example",   "élan@b.example",  "c@école.example",
                                "x y@z.example", "d-e+f@g.example", NULL};
    g_autoptr(GBytes) first = letter_to(one), second = letter_to(many);
    g_autofree char *to_one = sealed_recipients(first), *to_many = sealed_recipients(second);
    g_assert_cmpstr(to_one, ==, "a@b.example");
    /* Those that no header can hold are none; a domain goes as it is asked for. */
    g_assert_cmpstr(to_many, ==, "a@b.example c@xn--cole-9oa.example d-e+f@g.example");
}

static void
test_others(void)
{
    static const struct {
        const char *text, *recipients;
    } cases[] = {
        {"", ""},
        {"Subject: x\r\n\r\nTo: a@b\r\n", ""},
        {"Subject: x\r\nTo: undisclosed-recipients:;\r\n\r\n", ""},
        {"Subject: x\r\nTo: a@b,\r\n c@d\r\nCc: e@f\r\n\r\nTo: g@h", "a@b c@d"},
        {"Subject: x\r\nTo: a@b", "a@b"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) eml = g_bytes_new(cases[i].text, strlen(cases[i].text));
        g_autofree char *found = sealed_recipients(eml);
        g_assert_cmpstr(found, ==, cases[i].recipients);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/mail/sealed/written", test_written);
    g_test_add_func("/mail/sealed/others", test_others);
    return g_test_run();
}
