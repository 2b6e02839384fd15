/* SPDX-License-Identifier: Apache-2.0
 *
 * Acts: what a target may be, what covers what, the last act counts, nothing is written in vain.
 */
#include "fixture.h"

#include "register/act.h"

#define PARIS_1 "0759101K"
#define DAY     (gint64)86400
#define NOW     (gint64)1410000000 /* 6 September 2014 */

static char *
target_of(Fixture *fixture, const char *act, const char *words)
{
    g_autoptr(GError) error = NULL;
    char *target = act_target(fixture->reg, act_kind(act), words, &error);
    if (!target)
        g_assert_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE);
    return target;
}

/* Whether a row was written; committed. */
static gboolean
decide(Fixture *fixture, const char *act, const char *words, gint64 when)
{
    GError *error = NULL;
    gboolean changed = FALSE;
    g_autofree char *target = target_of(fixture, act, words);
    g_assert_nonnull(target);
    register_act(fixture->reg, act_kind(act), target, "motif", "N. Greffier", when, &changed,
                 &error);
    g_assert_no_error(error);
    fixture_flush(fixture);
    return changed;
}

static Acts *
acts_now(Fixture *fixture)
{
    GError *error = NULL;
    Acts *acts = register_acts(fixture->reg, &error);
    g_assert_no_error(error);
    return acts;
}

static gboolean
excused(Fixture *fixture, const char *sheet, const char *period)
{
    g_autoptr(Acts) acts = acts_now(fixture);
    return acts_excused(acts, sheet, period, PARIS_1) != NULL;
}

static gboolean
closed(Fixture *fixture, const char *period, gint64 when)
{
    g_autoptr(Acts) acts = acts_now(fixture);
    return acts_closed(acts, period, when) != NULL;
}

static void
test_targets(void)
{
    static const struct {
        const char *act, *words, *target; /* NULL: refused */
    } rows[] = {
        {"excuse", "3.2 2013-2014 " PARIS_1, "3.2 2013-2014 " PARIS_1},
        {"excuse", PARIS_1 "  2013-2014, 3.2", "3.2 2013-2014 " PARIS_1},
        {"excuse", "* 2013-2014 " PARIS_1, "* 2013-2014 " PARIS_1},
        {"excuse", "3.3 2013-2014 " PARIS_1, "3.3 2013-2014 " PARIS_1},
        {"excuse", "3.3 2013-2014-S1 " PARIS_1, "3.3 2013-2014-S1 " PARIS_1},
        {"excuse", "3.2 2013-2014-S1 " PARIS_1, NULL}, /* a sheet per year */
        {"excuse", "3.2 2013-2014", NULL},
        {"excuse", "3.2 " PARIS_1, NULL},
        {"excuse", "2013-2014 " PARIS_1, NULL},
        {"excuse", "3.2 3.3 2013-2014 " PARIS_1, NULL},
        {"excuse", "3.2 2013-2014 0759999Z", NULL}, /* nobody */
        {"excuse", "9.9 2013-2014 " PARIS_1, NULL},
        {"excuse", "3.2 2019-2020 " PARIS_1, NULL}, /* beyond the term */
        {"excuse", "2.1 2013-2014 USH", NULL},      /* events expect nothing of one */
        {"excuse", "5 2013-2014 " PARIS_1, NULL},   /* schools don't fill it */
        {"excuse", "6 2013-2014 PARIS", NULL},      /* only proposed */
        {"excuse", "3.2 2014-2015 0939102N", NULL}, /* left the list in August 2014 */
        {"excuse", "", NULL},
        {"close", "2013-2014", "2013-2014"},
        {"close", "2013-2014-S2", "2013-2014-S2"},
        {"close", "2012-2013", NULL},
        {"close", "term", NULL},
        {"close", "3.2 2013-2014", NULL},
        {"close", "", NULL},
        {"note", PARIS_1, PARIS_1},
        {"note", "0759999Z", NULL},
        {"note", "", NULL},
        {"pass", PARIS_1, NULL},
        {"pass", "0123456789abcdef", NULL},
    };
    Fixture fixture = {0};
    fixture_init(&fixture);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *target = target_of(&fixture, rows[i].act, rows[i].words);
        g_test_message("%s %s", rows[i].act, rows[i].words);
        g_assert_cmpstr(target, ==, rows[i].target);
    }
    g_assert_null(act_kind("forget"));
    g_assert_null(act_kind(""));
    fixture_clear(&fixture);
}

static void
test_excuse(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    g_assert_false(decide(&fixture, "expect", "3.2 2013-2014 " PARIS_1, NOW)); /* it is */
    g_assert_true(decide(&fixture, "excuse", "3.3 2013-2014 " PARIS_1, NOW));
    g_assert_true(excused(&fixture, "3.3", "2013-2014-S1"));
    g_assert_true(excused(&fixture, "3.3", "2013-2014-S2"));
    g_assert_false(excused(&fixture, "3.3", "2014-2015-S1"));
    g_assert_false(excused(&fixture, "3.2", "2013-2014"));
    g_assert_false(decide(&fixture, "excuse", "3.3 2013-2014-S2 " PARIS_1, NOW));
    g_assert_true(decide(&fixture, "expect", "3.3 2013-2014-S2 " PARIS_1, NOW));
    g_assert_true(excused(&fixture, "3.3", "2013-2014-S1"));
    g_assert_false(excused(&fixture, "3.3", "2013-2014-S2"));
    g_assert_true(
        decide(&fixture, "excuse", "* 2013-2014 " PARIS_1, NOW)); /* later, so it counts */
    g_assert_true(excused(&fixture, "3.3", "2013-2014-S2"));
    g_assert_true(excused(&fixture, "3.2", "2013-2014"));
    g_assert_false(decide(&fixture, "excuse", "* 2013-2014 " PARIS_1, NOW));
    g_assert_true(decide(&fixture, "expect", "* 2013-2014 " PARIS_1, NOW));
    g_assert_false(excused(&fixture, "3.3", "2013-2014-S1"));
    g_autoptr(Acts) acts = acts_now(&fixture);
    g_assert_cmpuint(acts->list->len, ==, 4);
    g_autoptr(GPtrArray) about = acts_about(acts, PARIS_1);
    g_autoptr(GPtrArray) none = acts_about(acts, "0759102L");
    g_assert_cmpuint(about->len, ==, 4);
    g_assert_cmpuint(none->len, ==, 0);
    const Act *first = acts->list->pdata[0];
    g_assert_cmpstr(first->act, ==, "excuse");
    g_assert_cmpstr(first->who, ==, "N. Greffier");
    g_assert_cmpstr(first->why, ==, "motif");
    g_assert_cmpint(first->time, ==, NOW);
    g_assert_true(acts_in_force(acts, first)); /* on that very target there is no later one */
    g_assert_false(acts_in_force(acts, acts->list->pdata[2])); /* expect * undid it */
    fixture_clear(&fixture);
}

/* A period is closed from the second after the act. */
static void
test_close(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    g_assert_false(decide(&fixture, "reopen", "2013-2014", NOW));
    g_assert_true(decide(&fixture, "close", "2013-2014", NOW));
    g_assert_false(closed(&fixture, "2013-2014", NOW));
    g_assert_true(closed(&fixture, "2013-2014", NOW + 1));
    g_assert_true(closed(&fixture, "2013-2014-S1", NOW + 1));
    g_assert_false(closed(&fixture, "2014-2015", NOW + 1));
    g_assert_false(decide(&fixture, "close", "2013-2014-S2", NOW + DAY));
    g_assert_true(decide(&fixture, "reopen", "2013-2014-S2", NOW + DAY));
    g_assert_true(closed(&fixture, "2013-2014-S2", NOW + DAY));
    g_assert_false(closed(&fixture, "2013-2014-S2", NOW + DAY + 1));
    g_assert_true(closed(&fixture, "2013-2014-S1", G_MAXINT64));
    g_assert_true(decide(&fixture, "close", "2013-2014", NOW + 2 * DAY));
    g_assert_true(closed(&fixture, "2013-2014-S2", G_MAXINT64));
    fixture_clear(&fixture);
}

static void
add(Fixture *fixture, const char *name, const char *period, gint64 received)
{
    const char *who = fixture_participant(fixture, "school", 0)->id;
    fixture_add(fixture, name,
                examination_make("3.2", who, period, VERDICT_ACCEPTED, name, name, received,
                                 "a@ecole.example"));
    fixture_flush(fixture);
}

/* Of the form that came at RECEIVED. */
static gboolean
is_told(Fixture *fixture, gint64 received)
{
    GError *error = NULL;
    gboolean told = FALSE;
    g_autoptr(GPtrArray) all = register_submissions(fixture->reg, NULL, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < all->len; i++) {
        const Submission *submission = all->pdata[i];
        for (guint j = 0; submission->received == received && j < submission->findings->len; j++) {
            const Finding *finding = submission->findings->pdata[j];
            if (strcmp(finding->code, "period-closed") == 0) {
                g_assert_nonnull(strstr(finding->message, "6 septembre 2014"));
                told = TRUE;
            }
        }
    }
    return told;
}

/* What comes into a closed period is accepted, and told so: neither what came before, nor what came
 * after it was opened again, nor what was there when a wrong clock had dated it later. */
static void
test_told(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    add(&fixture, "before", "2013-2014", NOW - DAY);
    decide(&fixture, "close", "2013-2014", NOW);
    g_assert_false(is_told(&fixture, NOW - DAY));
    add(&fixture, "after", "2013-2014", NOW + DAY);
    g_assert_true(is_told(&fixture, NOW + DAY));
    add(&fixture, "other period", "2014-2015", NOW + DAY + 1);
    g_assert_false(is_told(&fixture, NOW + DAY + 1));
    decide(&fixture, "reopen", "2013-2014", NOW + 2 * DAY);
    add(&fixture, "reopened", "2013-2014", NOW + 3 * DAY);
    g_assert_false(is_told(&fixture, NOW + 3 * DAY));
    decide(&fixture, "close", "2013-2014", NOW + 2 * DAY + 10);
    g_assert_false(is_told(&fixture, NOW + DAY)); /* replaced: another stands */
    fixture_clear(&fixture);
    /* Closed again before the time that a mail claims: told, whichever was taken in first. */
    fixture_init(&fixture);
    add(&fixture, "dated ahead", "2013-2014", NOW + 10);
    decide(&fixture, "close", "2013-2014", NOW);
    g_assert_true(is_told(&fixture, NOW + 10));
    fixture_clear(&fixture);
}

static void
test_pass(void)
{
    Fixture fixture = {0};
    GError *error = NULL;
    fixture_init(&fixture);
    add(&fixture, "with a text", "2013-2014", NOW);
    g_autoptr(GPtrArray) all = register_submissions(fixture.reg, NULL, &error);
    const Submission *submission = all->pdata[0];
    g_autofree char *upper = g_ascii_strup(submission->id, -1);
    g_autofree char *by_hash = target_of(&fixture, "note", submission->message);
    g_autofree char *beginning = g_strndup(submission->message, 8);
    g_autofree char *by_beginning = target_of(&fixture, "note", beginning);
    g_assert_cmpstr(by_hash, ==, submission->message);
    g_assert_cmpstr(by_beginning, ==, submission->message);
    g_assert_true(decide(&fixture, "withhold", submission->id, NOW)); /* it was read */
    g_assert_false(decide(&fixture, "withhold", submission->id, NOW));
    g_assert_true(decide(&fixture, "pass", upper, NOW));
    g_assert_false(decide(&fixture, "pass", submission->id, NOW));
    g_autoptr(Acts) before = acts_now(&fixture);
    g_autoptr(GHashTable) passed = acts_passed(before);
    g_assert_cmpuint(g_hash_table_size(passed), ==, 1);
    g_assert_true(g_hash_table_contains(passed, submission->id));
    g_assert_true(decide(&fixture, "withhold", submission->id, NOW));
    g_autoptr(Acts) after = acts_now(&fixture);
    g_autoptr(GHashTable) none = acts_passed(after);
    g_assert_cmpuint(g_hash_table_size(none), ==, 0);
    g_assert_true(decide(&fixture, "note", submission->id, NOW));
    g_assert_true(decide(&fixture, "note", submission->id, NOW)); /* two remarks are two */
    fixture_clear(&fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/act/targets", test_targets);
    g_test_add_func("/act/excuse", test_excuse);
    g_test_add_func("/act/close", test_close);
    g_test_add_func("/act/told", test_told);
    g_test_add_func("/act/pass", test_pass);
    return g_test_run();
}
