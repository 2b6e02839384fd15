/* SPDX-License-Identifier: Apache-2.0
 *
 * Who owes what, at each bound: the due day, the day after, joining and leaving, closing, excusing;
 * and what is a nil return.
 */
#include "../register/fixture.h"
#include "base/sha256.h"

#include "base/clock.h"
#include "figures/figures.h"
#include "register/act.h"

#define PARIS_1 "0759101K"
#define PARIS_2 "0759102L"
#define LEAVES  "0939102N" /* in the list until 31 August 2014 */
#define JOINS   "0939103P" /* from 1 September 2014 */
#define DAY     (gint64)86400
/* Sheet 3.2 of 2013-2014 is due on 15 July 2014, which ends in Paris at 22:00 UTC. */
#define DUE_ENDS (gint64)1405461600

static guint names;

/* A run of its own at WHEN takes in one form. */
static void
take(Fixture *fixture, Examination *examination, gint64 when)
{
    g_autoptr(Examination) own = examination;
    g_autofree char *name = g_strdup_printf("message %u", names++);
    g_autofree char *sha256 = sha256_of(name, strlen(name));
    g_autoptr(GBytes) original = g_bytes_new(name, strlen(name));
    GError *error = NULL;
    register_add(fixture->reg, sha256, name, original, own, when, &error);
    g_assert_no_error(error);
    fixture_close(fixture);
    fixture_open(fixture, REGISTER_WRITE);
}

static Examination *
form(const char *sheet, const char *who, const char *period, Verdict verdict, gint64 received)
{
    g_autofree char *content = g_strdup_printf("content %u", names);
    return examination_make(sheet, who, period, verdict, content, content, received,
                            "a@ecole.example");
}

/* A run at WHEN that brings nothing to look at. */
static void
run_at(Fixture *fixture, gint64 when)
{
    take(fixture, form("3.2", "0779101Z", "2014-2015", VERDICT_REFUSED, when), when);
}

static void
decide(Fixture *fixture, const char *act, const char *words, gint64 when)
{
    GError *error = NULL;
    gboolean changed;
    g_autofree char *target = act_target(fixture->reg, act_kind(act), words, &error);
    g_assert_no_error(error);
    register_act(fixture->reg, act_kind(act), target, "fermé en juin", "N. Greffier", when,
                 &changed, &error);
    g_assert_no_error(error);
    fixture_flush(fixture);
}

static GPtrArray *
expectations(Fixture *fixture, const char *period)
{
    GError *error = NULL;
    GPtrArray *all = figures_expectations(fixture->reg, fixture->definition, period, NULL, &error);
    g_assert_no_error(error);
    return all;
}

/* Of WHO for SHEET and PERIOD; NULL: nothing is expected. */
static const Expectation *
find(const GPtrArray *all, const char *sheet, const char *period, const char *who)
{
    for (guint i = 0; i < all->len; i++) {
        const Expectation *each = all->pdata[i];
        if (strcmp(each->sheet->id, sheet) == 0 && strcmp(each->period, period) == 0 &&
            strcmp(each->participant->id, who) == 0)
            return each;
    }
    return NULL;
}

static ExpectedState
state_of(Fixture *fixture, const char *who)
{
    g_autoptr(GPtrArray) all = expectations(fixture, "2013-2014");
    return find(all, "3.2", "2013-2014", who)->state;
}

/* A form that comes at RECEIVED is on time or late. */
static void
test_due_received(void)
{
    static const struct {
        gint64 received;
        ExpectedState state;
    } rows[] = {{DUE_ENDS - 30 * DAY, EXPECTED_RECEIVED},
                {DUE_ENDS - 1, EXPECTED_RECEIVED},
                {DUE_ENDS, EXPECTED_LATE},
                {DUE_ENDS + 300 * DAY, EXPECTED_LATE}};
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        Fixture fixture = {0};
        fixture_init(&fixture);
        take(&fixture, form("3.2", PARIS_1, "2013-2014", VERDICT_ACCEPTED, rows[i].received),
             DUE_ENDS + 400 * DAY);
        g_assert_cmpint(state_of(&fixture, PARIS_1), ==, rows[i].state);
        fixture_clear(&fixture);
    }
}

/* What didn't come is missing from the day after the due day on, by the day of the last run. */
static void
test_due_missing(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    g_assert_cmpint(state_of(&fixture, PARIS_1), ==, EXPECTED_LATER); /* no run at all */
    run_at(&fixture, DUE_ENDS - 1);
    g_assert_cmpint(state_of(&fixture, PARIS_1), ==, EXPECTED_LATER);
    g_autoptr(GPtrArray) before = expectations(&fixture, NULL);
    g_assert_null(find(before, "3.2", "2013-2014", PARIS_1));
    run_at(&fixture, DUE_ENDS);
    g_assert_cmpint(state_of(&fixture, PARIS_1), ==, EXPECTED_MISSING);
    g_autoptr(GPtrArray) after = expectations(&fixture, NULL);
    const Expectation *owed = find(after, "3.2", "2013-2014", PARIS_1);
    guint32 due = date_parse("2014-07-15");
    g_assert_cmpuint(owed->due, ==, due);
    g_assert_false(expectation_to_remind(owed, due));
    g_assert_true(expectation_to_remind(owed, due + 1));
    g_assert_null(find(after, "3.2", "2014-2015", PARIS_1)); /* not due for a year */
    fixture_clear(&fixture);
}

/* The first accepted form counts for the day; a refused one is no answer until it is corrected, and
 * a refused correction takes nothing away. */
static void
test_corrections(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    take(&fixture, form("3.2", PARIS_1, "2013-2014", VERDICT_REFUSED, DUE_ENDS - 9 * DAY),
         DUE_ENDS);
    take(&fixture, form("3.2", PARIS_1, "2013-2014", VERDICT_REFUSED, DUE_ENDS - 8 * DAY),
         DUE_ENDS);
    g_autoptr(GPtrArray) all = expectations(&fixture, "2013-2014");
    const Expectation *owed = find(all, "3.2", "2013-2014", PARIS_1);
    g_assert_cmpint(owed->state, ==, EXPECTED_REFUSED);
    g_assert_cmpint(owed->since, ==, DUE_ENDS - 8 * DAY);
    g_assert_nonnull(owed->submission);
    g_assert_true(expectation_to_remind(owed, owed->due + 1));
    take(&fixture, form("3.2", PARIS_1, "2013-2014", VERDICT_ACCEPTED, DUE_ENDS - DAY), DUE_ENDS);
    take(&fixture, form("3.2", PARIS_1, "2013-2014", VERDICT_ACCEPTED, DUE_ENDS + DAY), DUE_ENDS);
    take(&fixture, form("3.2", PARIS_1, "2013-2014", VERDICT_REFUSED, DUE_ENDS + 2 * DAY),
         DUE_ENDS);
    g_autoptr(GPtrArray) then = expectations(&fixture, "2013-2014");
    const Expectation *sent = find(then, "3.2", "2013-2014", PARIS_1);
    g_assert_cmpint(sent->state, ==, EXPECTED_RECEIVED);
    g_assert_cmpint(sent->since, ==, DUE_ENDS - DAY);
    g_assert_false(expectation_to_remind(sent, sent->due + 1));
    fixture_clear(&fixture);
}

/* In the list on a single day of a period is in it. */
static void
test_list(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    g_autoptr(GPtrArray) first = expectations(&fixture, "2013-2014");
    g_autoptr(GPtrArray) second = expectations(&fixture, "2014-2015");
    g_assert_nonnull(find(first, "3.2", "2013-2014", LEAVES));
    g_assert_nonnull(find(first, "3.3", "2013-2014-S2", LEAVES));
    g_assert_null(find(second, "3.2", "2014-2015", LEAVES));
    g_assert_null(find(first, "3.2", "2013-2014", JOINS));
    g_assert_null(find(first, "3.3", "2013-2014-S2", JOINS));
    g_assert_nonnull(find(second, "3.2", "2014-2015", JOINS));
    g_assert_nonnull(find(second, "3.3", "2014-2015-S1", JOINS));
    g_assert_null(find(first, "3.2", "2013-2014", "CRETEIL")); /* it doesn't fill that one */
    g_assert_null(find(first, "2.1", "2013-2014", "USH"));     /* events */
    g_autoptr(GPtrArray) half = expectations(&fixture, "2013-2014-S1");
    for (guint i = 0; i < half->len; i++)
        g_assert_cmpstr(((const Expectation *)half->pdata[i])->period, ==, "2013-2014-S1");
    g_assert_cmpuint(half->len, >, 0);
    fixture_clear(&fixture);
}

/* Excused leaves N; a form that is accepted all the same is received; a refused one is excused. */
static void
test_excused(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    run_at(&fixture, DUE_ENDS);
    const ExpectationFilter filter = {.sheet =
                                          convention_sheet(fixture.definition->convention, "3.2")};
    g_autoptr(GPtrArray) before = expectations(&fixture, "2013-2014");
    Completeness all = figures_completeness(before, &filter);
    take(&fixture, form("3.2", PARIS_2, "2013-2014", VERDICT_ACCEPTED, DUE_ENDS - DAY), DUE_ENDS);
    take(&fixture, form("3.2", LEAVES, "2013-2014", VERDICT_REFUSED, DUE_ENDS - DAY), DUE_ENDS);
    decide(&fixture, "excuse", "3.2 2013-2014 " PARIS_1, DUE_ENDS);
    decide(&fixture, "excuse", "3.2 2013-2014 " PARIS_2, DUE_ENDS);
    decide(&fixture, "excuse", "3.2 2013-2014 " LEAVES, DUE_ENDS);
    g_autoptr(GPtrArray) after = expectations(&fixture, "2013-2014");
    const Expectation *excused = find(after, "3.2", "2013-2014", PARIS_1);
    g_assert_cmpint(excused->state, ==, EXPECTED_EXCUSED);
    g_assert_cmpstr(excused->why, ==, "fermé en juin");
    g_assert_false(expectation_to_remind(excused, excused->due + 1));
    g_assert_cmpint(find(after, "3.2", "2013-2014", PARIS_2)->state, ==, EXPECTED_RECEIVED);
    g_assert_null(find(after, "3.2", "2013-2014", PARIS_2)->why);
    g_assert_cmpint(find(after, "3.2", "2013-2014", LEAVES)->state, ==, EXPECTED_EXCUSED);
    Completeness sum = figures_completeness(after, &filter);
    g_assert_cmpuint(sum.expected, ==, all.expected - 2);
    g_assert_cmpuint(sum.excused, ==, 2);
    g_assert_cmpuint(sum.received, ==, 1);
    g_assert_cmpuint(sum.missing, ==, all.missing - 3);
    decide(&fixture, "expect", "3.2 2013-2014 " LEAVES, DUE_ENDS + DAY);
    g_assert_cmpint(state_of(&fixture, LEAVES), ==, EXPECTED_REFUSED);
    fixture_clear(&fixture);
}

/* After closing is after the act; reopened, nobody is after it, and there is somebody to remind. */
static void
test_closed(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    decide(&fixture, "close", "2013-2014", DUE_ENDS + DAY);
    take(&fixture, form("3.2", PARIS_1, "2013-2014", VERDICT_ACCEPTED, DUE_ENDS + DAY),
         DUE_ENDS + 2 * DAY);
    take(&fixture, form("3.2", PARIS_2, "2013-2014", VERDICT_ACCEPTED, DUE_ENDS + DAY + 1),
         DUE_ENDS + 2 * DAY);
    g_autoptr(GPtrArray) all = expectations(&fixture, "2013-2014");
    const Expectation *just = find(all, "3.2", "2013-2014", PARIS_1);
    const Expectation *after = find(all, "3.2", "2013-2014", PARIS_2);
    const Expectation *missing = find(all, "3.2", "2013-2014", LEAVES);
    g_assert_false(just->after_closing);
    g_assert_true(after->after_closing);
    g_assert_cmpint(after->state, ==, EXPECTED_LATE); /* against the due day, as ever */
    g_assert_cmpint(missing->closed, ==, DUE_ENDS + DAY);
    g_assert_cmpint(missing->state, ==, EXPECTED_MISSING);
    g_assert_false(expectation_to_remind(missing, missing->due + 9));
    g_assert_cmpuint(figures_completeness(all, NULL).after_closing, ==, 1);
    decide(&fixture, "reopen", "2013-2014", DUE_ENDS + 3 * DAY);
    g_autoptr(GPtrArray) again = expectations(&fixture, "2013-2014");
    g_assert_true(expectation_to_remind(find(again, "3.2", "2013-2014", LEAVES), missing->due + 9));
    g_assert_cmpint(find(again, "3.2", "2013-2014", LEAVES)->closed, ==, 0);
    g_assert_true(find(again, "3.2", "2013-2014", PARIS_2)->after_closing); /* it was, then */
    fixture_clear(&fixture);
}

static void
value_with_motif(CheckedForm *checked, const char *field, Motif motif)
{
    value_add(checked, field, NULL, NULL, NULL);
    ((Value *)checked->values->pdata[checked->values->len - 1])->motif = motif;
}

static void
test_nil(void)
{
    static const struct {
        const char *field, *item, *column, *canonical;
        Motif motif; /* of the grid "stages" as a whole */
        gboolean nil;
    } rows[] = {
        {"stages", "GI", "effectif", "0", MOTIF_NONE, TRUE},
        {"stages", "GI", "effectif", "0", MOTIF_NEANT, TRUE},
        {NULL, NULL, NULL, NULL, MOTIF_NEANT, TRUE},
        {"stages", "GI", "effectif", "1", MOTIF_NEANT, FALSE},
        {"stages", "GI", "effectif", "1", MOTIF_NONE, FALSE},
        {NULL, NULL, NULL, NULL, MOTIF_NC, FALSE}, /* not provided is no zero */
        {NULL, NULL, NULL, NULL, MOTIF_NONE, FALSE},
        {"identifiant", NULL, NULL, "20147", MOTIF_NEANT,
         TRUE}, /* whose form it is counts nothing */
        {"commentaires", NULL, NULL, "12", MOTIF_NEANT, TRUE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        Fixture fixture = {0};
        fixture_init(&fixture);
        Examination *examination =
            form("3.2", PARIS_1, "2013-2014", VERDICT_ACCEPTED, DUE_ENDS - DAY);
        if (rows[i].field)
            value_add(examination_form(examination), rows[i].field, rows[i].item, rows[i].column,
                      rows[i].canonical);
        if (rows[i].motif != MOTIF_NONE)
            value_with_motif(examination_form(examination), "stages", rows[i].motif);
        take(&fixture, examination, DUE_ENDS);
        g_autoptr(GPtrArray) all = expectations(&fixture, "2013-2014");
        const Expectation *received = find(all, "3.2", "2013-2014", PARIS_1);
        g_test_message("row %u", i);
        g_assert_cmpint(received->state, ==, EXPECTED_RECEIVED);
        g_assert_cmpint(received->nil, ==, rows[i].nil);
        g_assert_cmpuint(figures_completeness(all, NULL).nil, ==, rows[i].nil);
        fixture_clear(&fixture);
    }
}

/* "Yes" is more than nothing, "no" isn't. */
static void
test_nil_yes(void)
{
    for (guint yes = 0; yes < 2; yes++) {
        Fixture fixture = {0};
        fixture_init(&fixture);
        Examination *examination =
            form("5", "PARIS", "2013-2014-S1", VERDICT_ACCEPTED, DUE_ENDS - 200 * DAY);
        value_add(examination_form(examination), "contacts_assures", NULL, NULL,
                  yes ? "true" : "false");
        value_with_motif(examination_form(examination), "modifications", MOTIF_NEANT);
        take(&fixture, examination, DUE_ENDS);
        g_autoptr(GPtrArray) all = expectations(&fixture, "2013-2014");
        g_assert_cmpint(find(all, "5", "2013-2014-S1", "PARIS")->nil, ==, !yes);
        fixture_clear(&fixture);
    }
}

/* The parts of every cut add up to the whole. */
static void
test_sums(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    take(&fixture, form("3.2", PARIS_1, "2013-2014", VERDICT_ACCEPTED, DUE_ENDS - DAY), DUE_ENDS);
    take(&fixture, form("3.2", PARIS_2, "2013-2014", VERDICT_ACCEPTED, DUE_ENDS), DUE_ENDS);
    g_autoptr(GPtrArray) all = expectations(&fixture, "2013-2014");
    const Convention *convention = fixture.definition->convention;
    Completeness whole = figures_completeness(all, NULL), kinds = {0}, places = {0};
    g_assert_cmpuint(whole.received, ==, 2);
    g_assert_cmpuint(whole.on_time, ==, 1);
    g_assert_cmpuint(whole.late, ==, 1);
    g_assert_cmpuint(whole.expected + whole.excused + whole.later, ==, all->len);
    g_assert_cmpuint(whole.received + whole.refused + whole.missing, ==, whole.expected);
    for (guint i = 0; i < convention->kinds->len; i++) {
        const ExpectationFilter filter = {.kind = convention->kinds->pdata[i]};
        kinds.expected += figures_completeness(all, &filter).expected;
    }
    for (guint i = 0; i < convention->territory->items->len; i++) {
        const ExpectationFilter filter = {.territory = convention->territory->items->pdata[i]};
        Completeness sum = figures_completeness(all, &filter);
        places.expected += sum.expected;
        places.received += sum.received;
    }
    g_assert_cmpuint(kinds.expected, ==, whole.expected);
    g_assert_cmpuint(places.expected, ==, whole.expected);
    g_assert_cmpuint(places.received, ==, 2);
    fixture_clear(&fixture);
}

static void
test_percent(void)
{
    static const struct {
        guint received, expected;
        const char *percent;
    } rows[] = {{0, 0, NULL},     {0, 3, "0.0"},        {1, 3, "33.3"},   {2, 3, "66.7"},
                {3, 3, "100.0"},  {1, 8, "12.5"},       {1, 2000, "0.1"}, /* half up */
                {1, 2001, "0.0"}, {1999, 2000, "100.0"}};
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Completeness sum = {.received = rows[i].received, .expected = rows[i].expected};
        g_autofree char *percent = completeness_percent(&sum);
        g_assert_cmpstr(percent, ==, rows[i].percent);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    clock_init();
    g_test_add_func("/completeness/due-received", test_due_received);
    g_test_add_func("/completeness/due-missing", test_due_missing);
    g_test_add_func("/completeness/corrections", test_corrections);
    g_test_add_func("/completeness/list", test_list);
    g_test_add_func("/completeness/excused", test_excused);
    g_test_add_func("/completeness/closed", test_closed);
    g_test_add_func("/completeness/nil", test_nil);
    g_test_add_func("/completeness/nil-yes", test_nil_yes);
    g_test_add_func("/completeness/sums", test_sums);
    g_test_add_func("/completeness/percent", test_percent);
    return g_test_run();
}
