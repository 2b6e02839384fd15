/* SPDX-License-Identifier: Apache-2.0
 *
 * A form that is examined anew, withdrawn or restored leaves no doubt behind on other sheets: the
 * register is as one that knew everything from the start.
 */
#include "base/sha256.h"
#include "fixture.h"

#include "register/reexamine.h"

#define THIS "2013-2014"
#define NEXT "2014-2015"

/* A message with one form: WHO is the number of a school, or -1 for none that is known. */
typedef struct {
    const char *name, *sheet;
    int who;
    const char *period, *count;
} Sent;

static const Sent start[] = {
    {"pupils", "3.2", 0, THIS, "20"},   {"leavers", "3.4", 0, THIS, "21"},
    {"others", "3.4", 1, THIS, "21"},   {"next", "3.4", 0, NEXT, "21"},
    {"elsewhere", "3.2", 1, NEXT, "5"},
};

static Examination *
examination_of(const Fixture *fixture, const Sent *sent)
{
    const gboolean pupils = strcmp(sent->sheet, "3.2") == 0;
    Examination *examination = examination_make(
        sent->sheet, sent->who < 0 ? NULL : fixture_participant(fixture, "school", sent->who)->id,
        sent->period, sent->who < 0 ? VERDICT_REFUSED : VERDICT_ACCEPTED, sent->name, sent->name,
        1394582400, "a@ecole.example");
    value_add(examination_form(examination), pupils ? "stages" : "insertion", "GI",
              pupils ? "effectif" : "sortants", sent->count);
    return examination;
}

/* What NAME came to: "accepted (3.4-r3)". */
static char *
told(Fixture *fixture, const char *name)
{
    g_autofree char *sha256 = sha256_of(name, strlen(name));
    const SubmissionFilter filter = {.message = sha256};
    g_autoptr(GPtrArray) found = register_submissions(fixture->reg, &filter, NULL);
    g_assert_cmpuint(found->len, ==, 1);
    const Submission *form = found->pdata[0];
    GString *text = g_string_new(verdict_code(form->verdict));
    for (guint i = 0; i < form->findings->len; i++)
        g_string_append_printf(text, " (%s)", ((Finding *)form->findings->pdata[i])->code);
    return g_string_free(text, FALSE);
}

static void
expect(Fixture *fixture, const char *const *expected)
{
    for (guint i = 0; i < G_N_ELEMENTS(start); i++) {
        g_autofree char *text = told(fixture, start[i].name);
        g_assert_cmpstr(text, ==, expected[i]);
    }
}

static void
examine_anew(Fixture *fixture, const Sent *sent)
{
    GError *error = NULL;
    gboolean changed;
    g_autofree char *sha256 = sha256_of(sent->name, strlen(sent->name));
    g_autoptr(Examination) examination = examination_of(fixture, sent);
    register_reexamine(fixture->reg, sha256, examination, "motif", "N. Greffier", 1400000001,
                       &changed, &error);
    g_assert_no_error(error);
    g_assert_true(changed);
    fixture_flush(fixture);
}

#define DOUBTED "accepted (3.4-r3)"

static const char *const at_start[] = {"accepted", DOUBTED, "accepted", "accepted", "accepted"};

static const struct {
    guint moved;
    Sent to;
    const char *expected[G_N_ELEMENTS(start)];
} cases[] = {
    /* To another organisation, another period, nobody; the smaller side, then the greater. */
    {0,
     {"pupils", "3.2", 1, THIS, "20"},
     {"accepted", "accepted", DOUBTED, "accepted", "accepted"}},
    {0,
     {"pupils", "3.2", 0, NEXT, "20"},
     {"accepted", "accepted", "accepted", DOUBTED, "accepted"}},
    {0,
     {"pupils", "3.2", -1, THIS, "20"},
     {"refused", "accepted", "accepted", "accepted", "accepted"}},
    {0,
     {"pupils", "3.2", 0, THIS, "21"},
     {"accepted", "accepted", "accepted", "accepted", "accepted"}},
    {1,
     {"leavers", "3.4", 1, NEXT, "21"},
     {"accepted", DOUBTED, "accepted", "accepted", "accepted"}},
    {1,
     {"leavers", "3.4", 2, THIS, "21"},
     {"accepted", "accepted", "accepted", "accepted", "accepted"}},
};

static void
test_moved(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Fixture fixture = {0}, knowing = {0};
        fixture_init(&fixture);
        fixture_init(&knowing);
        for (guint j = 0; j < G_N_ELEMENTS(start); j++) {
            const Sent *sent = &start[j];
            fixture_add(&fixture, sent->name, examination_of(&fixture, sent));
            sent = j == cases[i].moved ? &cases[i].to : sent;
            fixture_add(&knowing, sent->name, examination_of(&knowing, sent));
        }
        fixture_flush(&fixture);
        fixture_flush(&knowing);
        expect(&fixture, at_start);
        expect(&knowing, cases[i].expected);
        examine_anew(&fixture, &cases[i].to);
        expect(&fixture, cases[i].expected);
        examine_anew(&fixture, &start[cases[i].moved]);
        expect(&fixture, at_start);
        fixture_clear(&fixture);
        fixture_clear(&knowing);
    }
}

static void
decide(Fixture *fixture, const char *act, const char *name, gint64 when)
{
    GError *error = NULL;
    gboolean changed;
    g_autofree char *sha256 = sha256_of(name, strlen(name));
    const SubmissionFilter filter = {.message = sha256};
    g_autoptr(GPtrArray) found = register_submissions(fixture->reg, &filter, NULL);
    register_act(fixture->reg, act_kind(act), ((Submission *)found->pdata[0])->id, "motif",
                 "N. Greffier", when, &changed, &error);
    g_assert_no_error(error);
    fixture_flush(fixture);
}

static void
test_withdrawn(void)
{
    static const char *const gone[] = {"withdrawn (withdrawn)", "accepted", "accepted", "accepted",
                                       "accepted"};
    Fixture fixture = {0};
    fixture_init(&fixture);
    for (guint j = 0; j < G_N_ELEMENTS(start); j++)
        fixture_add(&fixture, start[j].name, examination_of(&fixture, &start[j]));
    fixture_flush(&fixture);
    decide(&fixture, "withdraw", "pupils", 1400000001);
    expect(&fixture, gone);
    decide(&fixture, "restore", "pupils", 1400000002);
    expect(&fixture, at_start);
    fixture_clear(&fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/moved/examined-anew", test_moved);
    g_test_add_func("/moved/withdrawn", test_withdrawn);
    return g_test_run();
}
