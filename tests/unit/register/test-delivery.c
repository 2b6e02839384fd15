/* SPDX-License-Identifier: Apache-2.0
 *
 * What became of letters: what is kept of each handing over, and what it amounts to.
 */
#include "fixture.h"

#include "register/delivery.h"

#define LETTER(id, to) "Date: x\r\nTo: " to "\r\nMessage-ID: <" id ">\r\n\r\n"

static GBytes *
bytes(const char *text)
{
    return g_bytes_new(text, strlen(text));
}

static void
keep(const Fixture *fixture, const char *organisation, const char *id, const char *text)
{
    g_autoptr(GBytes) eml = bytes(text);
    GError *error = NULL;
    g_assert_true(register_add_reminder(fixture->reg, organisation, id, eml, &error));
    g_assert_no_error(error);
}

/* Hand ID over to TO at TIME; OUTCOMES, one letter a recipient ("trlu"); NULL: interrupted. */
static void
hand(const Fixture *fixture, const char *id, const char *to, gint64 time, const char *outcomes)
{
    static const Outcome by_letter[] = {['t'] = OUTCOME_TAKEN,
                                        ['r'] = OUTCOME_REFUSED,
                                        ['l'] = OUTCOME_LATER,
                                        ['u'] = OUTCOME_UNKNOWN};
    g_auto(GStrv) addresses = g_strsplit(to, " ", -1);
    g_autoptr(GPtrArray) recipients = g_ptr_array_new();
    g_autoptr(GPtrArray) handed = g_ptr_array_new_with_free_func((GDestroyNotify)handed_free);
    gint64 delivery;
    GError *error = NULL;
    for (guint i = 0; addresses[i]; i++) {
        g_ptr_array_add(recipients, addresses[i]);
        if (outcomes)
            g_ptr_array_add(handed,
                            handed_new(addresses[i], by_letter[(guint8)outcomes[i]], " a\nb"));
    }
    g_assert_true(
        register_hand_over(fixture->reg, id, "sendmail x", recipients, time, &delivery, &error));
    if (outcomes)
        g_assert_true(register_handed_over(fixture->reg, delivery, handed, &error));
    g_assert_no_error(error);
}

static char *
state(const Fixture *fixture, const LetterFilter *filter)
{
    g_autoptr(GPtrArray) letters = register_letters(fixture->reg, filter, NULL);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < letters->len; i++) {
        const Letter *letter = letters->pdata[i];
        g_string_append_printf(text, "%s %s %ux %d %s:", letter->id,
                               letter->organisation ? letter->organisation : "-", letter->times,
                               (int)letter->first, letter_waits(letter) ? "waits" : "settled");
        for (guint j = 0; j < letter->to->len; j++) {
            const LetterTo *to = letter->to->pdata[j];
            g_string_append_printf(text, " %s %s %d %s", to->address, outcome_code(to->outcome),
                                   (int)to->time, to->reply ? to->reply : "-");
        }
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

static void
check(const Fixture *fixture, const char *expected)
{
    g_autofree char *found = state(fixture, NULL);
    g_assert_cmpstr(found, ==, expected);
}

static void
test_outcomes(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    check(&fixture, "");
    keep(&fixture, "ORG", "1@x", LETTER("1@x", "a@b,\r\n c@d"));
    hand(&fixture, "1@x", "a@b c@d", 10, "lr");
    check(&fixture, "1@x ORG 1x 10 waits: a@b later 10 a b c@d refused 10 a b\n");
    hand(&fixture, "1@x", "a@b", 20, NULL);
    check(&fixture, "1@x ORG 2x 10 waits: a@b unknown 20 - c@d refused 10 a b\n");
    hand(&fixture, "1@x", "a@b", 30, "t");
    check(&fixture, "1@x ORG 3x 10 settled: a@b taken 30 a b c@d refused 10 a b\n");
    hand(&fixture, "1@x", "c@d", 40, "t");
    check(&fixture, "1@x ORG 4x 10 settled: a@b taken 30 a b c@d taken 40 a b\n");
    /* The same reminder again is kept once; another letter of that name is not. */
    keep(&fixture, "ORG", "1@x", LETTER("1@x", "z@z"));
    keep(&fixture, "OTHER", "2@x", LETTER("2@x", "e@f"));
    hand(&fixture, "2@x", "e@f", 50, "u");
    check(&fixture, "1@x ORG 4x 10 settled: a@b taken 30 a b c@d taken 40 a b\n"
                    "2@x OTHER 1x 50 waits: e@f unknown 50 a b\n");
    const LetterFilter other = {.organisation = "OTHER"}, none = {.message = "0"};
    g_autofree char *of_other = state(&fixture, &other), *of_none = state(&fixture, &none);
    g_assert_cmpstr(of_other, ==, "2@x OTHER 1x 50 waits: e@f unknown 50 a b\n");
    g_assert_cmpstr(of_none, ==, "");
    fixture_clear(&fixture);
}

static void
test_bytes(void)
{
    Fixture fixture = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&fixture);
    keep(&fixture, "ORG", "1@x", LETTER("1@x", "a@b"));
    hand(&fixture, "1@x", "a@b", 10, "t");
    g_autoptr(GBytes) expected = bytes(LETTER("1@x", "a@b"));
    g_autoptr(GBytes) found = register_letter_bytes(fixture.reg, "1@x", NULL);
    g_assert_true(g_bytes_equal(found, expected));
    g_assert_null(register_letter_bytes(fixture.reg, "2@x", &error));
    g_assert_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT);
    fixture_clear(&fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/register/delivery/outcomes", test_outcomes);
    g_test_add_func("/register/delivery/bytes", test_bytes);
    return g_test_run();
}
