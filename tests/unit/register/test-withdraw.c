/* SPDX-License-Identifier: Apache-2.0
 *
 * Withdrawn forms: which form of the line stands then, what repeats them, and what they are told;
 * whatever the order in which forms are taken in and acts are written.
 */
#include "base/sha256.h"
#include "fixture.h"

#include "register/act.h"

#define DAY  (gint64)86400
#define NOON (gint64)1410000000 /* 6 September 2014 */

typedef struct {
    const char *name; /* the message */
    Verdict examined;
    const char *content, *bytes;
    gint64 received;
    const char *act; /* on the form, or NULL */
    gint64 when;
} Step;

static Submission *
form_of(Fixture *fixture, const char *name)
{
    g_autofree char *sha256 = sha256_of(name, strlen(name));
    const SubmissionFilter filter = {.message = sha256};
    g_autoptr(GPtrArray) found = register_submissions(fixture->reg, &filter, NULL);
    g_assert_cmpuint(found->len, ==, 1);
    return g_ptr_array_steal_index(found, 0);
}

static gboolean
decide(Fixture *fixture, const char *act, const char *name, gint64 when)
{
    GError *error = NULL;
    gboolean changed;
    g_autoptr(Submission) form = form_of(fixture, name);
    register_act(fixture->reg, act_kind(act), form->id, "motif", "N. Greffier", when, &changed,
                 &error);
    g_assert_no_error(error);
    fixture_flush(fixture);
    return changed;
}

static void
add(Fixture *fixture, const Step *step)
{
    const Participant *who = fixture_participant(fixture, "school", 0);
    fixture_add(fixture, step->name,
                examination_make("3.2", who->id, "2013-2014", step->examined, step->content,
                                 step->bytes, step->received, "a@ecole.example"));
    fixture_flush(fixture);
}

/* What became of each form and what it is told: "a withdrawn (withdrawn-for), b accepted". */
static char *
told(Fixture *fixture, const Step *steps, guint count)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < count; i++) {
        g_autoptr(Submission) form = form_of(fixture, steps[i].name);
        g_string_append_printf(text, "%s%s %s", i ? ", " : "", steps[i].name,
                               verdict_code(form->verdict));
        for (guint j = 0; j < form->findings->len; j++)
            g_string_append_printf(text, " (%s)", ((Finding *)form->findings->pdata[j])->code);
    }
    return g_string_free(text, FALSE);
}

/* All forms first, or each act as soon as its form is there, oldest first or youngest first. */
static void
expect(const Step *steps, guint count, const char *expected)
{
    for (guint order = 0; order < 4; order++) {
        Fixture fixture = {0};
        fixture_init(&fixture);
        for (guint i = 0; i < count; i++) {
            const Step *step = &steps[order & 1 ? count - 1 - i : i];
            add(&fixture, step);
            if ((order & 2) && step->act)
                g_assert_true(decide(&fixture, step->act, step->name, step->when));
        }
        for (guint i = 0; !(order & 2) && i < count; i++) {
            if (steps[i].act)
                g_assert_true(decide(&fixture, steps[i].act, steps[i].name, steps[i].when));
        }
        g_autofree char *got = told(&fixture, steps, count);
        g_assert_cmpstr(got, ==, expected);
        fixture_clear(&fixture);
    }
}

static void
test_stands_again(void)
{
    const Step alone[] = {{"a", VERDICT_ACCEPTED, "1", "A", NOON, "withdraw", NOON + DAY}};
    expect(alone, 1, "a withdrawn (withdrawn)");
    const Step last[] = {{"a", VERDICT_ACCEPTED, "1", "A", NOON, NULL, 0},
                         {"b", VERDICT_ACCEPTED, "2", "B", NOON + 1, "withdraw", NOON + DAY}};
    expect(last, 2, "a accepted, b withdrawn (withdrawn-for)");
    const Step both[] = {{"a", VERDICT_ACCEPTED, "1", "A", NOON, NULL, 0},
                         {"b", VERDICT_ACCEPTED, "2", "B", NOON + 1, "withdraw", NOON + DAY},
                         {"c", VERDICT_ACCEPTED, "3", "C", NOON + 2, "withdraw", NOON + DAY}};
    expect(both, 3, "a accepted, b withdrawn (withdrawn-for), c withdrawn (withdrawn-for)");
    const Step between[] = {{"a", VERDICT_ACCEPTED, "1", "A", NOON, NULL, 0},
                            {"b", VERDICT_ACCEPTED, "2", "B", NOON + 1, "withdraw", NOON + DAY},
                            {"c", VERDICT_ACCEPTED, "3", "C", NOON + 2, NULL, 0}};
    expect(between, 3, "a replaced, b withdrawn (withdrawn), c accepted (replaces)");
    const Step refused[] = {{"a", VERDICT_REFUSED, "1", "A", NOON, "withdraw", NOON + DAY}};
    expect(refused, 1, "a withdrawn (withdrawn)");
}

/* What was sent again before the act goes with it, what is sent after it counts. */
static void
test_repeated(void)
{
    const Step before[] = {{"a", VERDICT_ACCEPTED, "1", "A", NOON, "withdraw", NOON + DAY},
                           {"b", VERDICT_ACCEPTED, "1", "B", NOON + DAY, NULL, 0},
                           {"c", VERDICT_ACCEPTED, "1", "A", NOON + DAY, NULL, 0}};
    expect(before, 3,
           "a withdrawn (withdrawn), b duplicate (duplicate-withdrawn),"
           " c duplicate (duplicate-withdrawn)");
    const Step after[] = {{"a", VERDICT_ACCEPTED, "1", "A", NOON, "withdraw", NOON + DAY},
                          {"b", VERDICT_ACCEPTED, "1", "A", NOON + DAY + 1, NULL, 0}};
    expect(after, 2, "a withdrawn (withdrawn), b accepted");
    /* The answers of what stands come first, and a form set aside since is no longer looked at. */
    const Step other[] = {{"a", VERDICT_ACCEPTED, "1", "A", NOON, NULL, 0},
                          {"b", VERDICT_ACCEPTED, "2", "B", NOON + 1, "withdraw", NOON + DAY},
                          {"c", VERDICT_ACCEPTED, "1", "C", NOON + 2, NULL, 0}};
    expect(other, 3, "a accepted, b withdrawn (withdrawn-for), c duplicate (duplicate)");
    const Step since[] = {{"a", VERDICT_ACCEPTED, "1", "A", NOON, "withdraw", NOON + DAY},
                          {"b", VERDICT_ACCEPTED, "2", "B", NOON + 1, NULL, 0},
                          {"c", VERDICT_ACCEPTED, "1", "C", NOON + 2, NULL, 0}};
    expect(since, 3, "a withdrawn (withdrawn), b replaced, c accepted (replaces)");
    const Step refused[] = {{"a", VERDICT_REFUSED, "1", "A", NOON, "withdraw", NOON + DAY},
                            {"b", VERDICT_REFUSED, "1", "B", NOON + 1, NULL, 0},
                            {"c", VERDICT_ACCEPTED, "1", "B", NOON + 2, NULL, 0}};
    expect(refused, 3, "a withdrawn (withdrawn), b duplicate (duplicate-withdrawn), c accepted");
}

static void
test_restored(void)
{
    const Step steps[] = {{"a", VERDICT_ACCEPTED, "1", "A", NOON, NULL, 0},
                          {"b", VERDICT_ACCEPTED, "2", "B", NOON + 1, "withdraw", NOON + DAY}};
    Fixture fixture = {0};
    fixture_init(&fixture);
    add(&fixture, &steps[0]);
    add(&fixture, &steps[1]);
    g_autofree char *before = told(&fixture, steps, 2);
    g_assert_false(decide(&fixture, "restore", "b", NOON));
    g_assert_true(decide(&fixture, "withdraw", "b", NOON + DAY));
    g_assert_false(decide(&fixture, "withdraw", "b", NOON + DAY));
    g_autoptr(Submission) form = form_of(&fixture, "b");
    const Finding *finding = form->findings->pdata[0];
    g_assert_cmpstr(finding->message, ==,
                    "Cette fiche a été retirée par le secrétariat le 7 septembre 2014\u202f: elle "
                    "n’est plus prise en compte, et celle que nous avons reçue le 6 septembre 2014 "
                    "compte de nouveau.");
    g_assert_null(form->replaces);
    g_assert_true(decide(&fixture, "restore", "b", NOON + 2 * DAY));
    g_autofree char *after = told(&fixture, steps, 2);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpstr(after, ==, "a replaced, b accepted (replaces)");
    fixture_clear(&fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/withdraw/stands-again", test_stands_again);
    g_test_add_func("/withdraw/repeated", test_repeated);
    g_test_add_func("/withdraw/restored", test_restored);
    return g_test_run();
}
