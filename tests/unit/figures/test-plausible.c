/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers that are doubted: both sides of every bound, worked out by hand.  The first convention
 * doubts those of 3.2 from three times on (and three quartile distances), by 20 at least, eight
 * peers needed.
 */
#include "../register/fixture.h"

#include "figures/plausible.h"

static guint messages;

static void
give(Fixture *fixture, const char *sheet, const char *who, const char *period, const char *grid,
     const char *item, const char *column, int number)
{
    g_autofree char *name = g_strdup_printf("message %u", messages++);
    g_autofree char *text = g_strdup_printf("%d", number);
    Examination *examination = examination_make(sheet, who, period, VERDICT_ACCEPTED, name, name,
                                                1404000000 + messages, "a@ecole.example");
    const Participant *participant = participants_find(fixture->definition->participants, who);
    examination_form(examination)->kind = g_strdup(participant->kind->id);
    value_add(examination_form(examination), grid, item, column, text);
    fixture_add(fixture, name, examination);
}

static const char *
school(const Fixture *fixture, guint nth)
{
    return fixture_participant(fixture, "school", nth)->id;
}

/* The pupils of CAP GI in sheet 3.2. */
static void
enrol(Fixture *fixture, guint nth, const char *period, int number)
{
    give(fixture, "3.2", school(fixture, nth), period, "stages", "GI", "effectif", number);
}

static GPtrArray *
search(Fixture *fixture, const char *organisation, const char *period)
{
    const UnusualQuery query = {.organisation = organisation, .period = period};
    GError *error = NULL;
    fixture_flush(fixture);
    GPtrArray *found = figures_unusual(fixture->reg, fixture->definition, &query, &error);
    g_assert_no_error(error);
    return found;
}

/* "3.2 stages.GI 2014-2015 73 above 24; …" */
static char *
show(const GPtrArray *found)
{
    static const char *const kinds[] = {"above", "below", "peers"};
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++) {
        const Unusual *one = found->pdata[i];
        g_autofree char *value = number_text(one->value);
        g_autofree char *median = number_text(one->median);
        g_string_append_printf(text, "%s%s %s.%s %s %s %s %s of %u", i ? "; " : "",
                               one->operand->field->sheet->id, one->operand->field->name, one->item,
                               one->period, value, kinds[one->kind], median, one->compared);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
expect(Fixture *fixture, const char *organisation, const char *period, const char *expected)
{
    g_autoptr(GPtrArray) found = search(fixture, organisation, period);
    g_autofree char *got = show(found);
    g_assert_cmpstr(got, ==, expected);
}

/* ---- its own earlier answers ---- */

/* What is said of ANSWER in 2015-2016 after FIRST and SECOND (-1: none) in the years before. */
static void
expect_after(int first, int second, int answer, const char *expected)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    enrol(&fixture, 0, "2015-2016", answer);
    enrol(&fixture, 0, "2014-2015", first);
    if (second >= 0)
        enrol(&fixture, 0, "2013-2014", second);
    expect(&fixture, NULL, "2015-2016", expected);
    fixture_clear(&fixture);
}

static void
test_own(void)
{
    expect_after(24, -1, 72, "");
    expect_after(24, -1, 73, "3.2 stages.GI 2015-2016 73 above 24 of 1");
    expect_after(72, -1, 24, "");
    expect_after(72, -1, 23, "3.2 stages.GI 2015-2016 23 below 72 of 1");
    /* 19 and 20 apart. */
    expect_after(5, -1, 24, "");
    expect_after(5, -1, 25, "3.2 stages.GI 2015-2016 25 above 5 of 1");
    expect_after(21, -1, 2, "");
    expect_after(21, -1, 1, "3.2 stages.GI 2015-2016 1 below 21 of 1");
    /* Nothing is three times nothing. */
    expect_after(0, -1, 19, "");
    expect_after(0, -1, 20, "3.2 stages.GI 2015-2016 20 above 0 of 1");
    expect_after(20, -1, 0, "3.2 stages.GI 2015-2016 0 below 20 of 1");
}

/* Of two the median lies between them: three times 25.5 is 76.5. */
static void
test_median(void)
{
    expect_after(30, 20, 75, "");
    expect_after(30, 20, 76, "3.2 stages.GI 2015-2016 76 above 25 of 2");
    expect_after(20, 31, 76, "");
    expect_after(20, 31, 77, "3.2 stages.GI 2015-2016 77 above 25.5 of 2");
}

/* A later year says nothing of an earlier one; another diploma, or half, or school neither. */
static void
test_own_only(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    enrol(&fixture, 0, "2013-2014", 20);
    enrol(&fixture, 1, "2014-2015", 200);
    give(&fixture, "3.2", school(&fixture, 0), "2014-2015", "stages", "PI", "effectif", 200);
    give(&fixture, "3.3", school(&fixture, 0), "2013-2014-S1", "interventions", "GI",
         "interventions", 5);
    give(&fixture, "3.3", school(&fixture, 0), "2014-2015-S2", "interventions", "GI",
         "interventions", 50);
    expect(&fixture, NULL, NULL, "");
    give(&fixture, "3.3", school(&fixture, 0), "2014-2015-S1", "interventions", "GI",
         "interventions", 50);
    expect(&fixture, NULL, NULL, "3.3 interventions.GI 2014-2015-S1 50 above 5 of 1");
    expect(&fixture, NULL, "2014-2015", "3.3 interventions.GI 2014-2015-S1 50 above 5 of 1");
    expect(&fixture, NULL, "2013-2014", "");
    expect(&fixture, school(&fixture, 1), NULL, "");
    fixture_clear(&fixture);
}

/* A correction takes the place of what it corrects: as an answer, and as an earlier one. */
static void
test_corrected(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    enrol(&fixture, 0, "2013-2014", 24);
    enrol(&fixture, 0, "2014-2015", 240);
    expect(&fixture, NULL, NULL, "3.2 stages.GI 2014-2015 240 above 24 of 1");
    enrol(&fixture, 0, "2014-2015", 42);
    expect(&fixture, NULL, NULL, "");
    enrol(&fixture, 0, "2013-2014", 10);
    expect(&fixture, NULL, NULL, "3.2 stages.GI 2014-2015 42 above 10 of 1");
    fixture_clear(&fixture);
}

/* ---- its peers ---- */

/* What is said of ANSWER, beside COUNT others that give FIRST, FIRST + STEP, … */
static void
expect_among(guint count, int first, int step, int answer, const char *expected)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    enrol(&fixture, count, "2013-2014", answer);
    for (guint i = 0; i < count; i++)
        enrol(&fixture, i, "2013-2014", first + step * (int)i);
    expect(&fixture, NULL, NULL, expected);
    fixture_clear(&fixture);
}

/* Of 10, 12, … 24 the fourths are 13 and 21: 21 + 3 × 8 = 45.  Of 10, 12, … 26 they are 14 and 22:
 * 46.  Of ten, to 28, 14 and 24: 54. */
static void
test_peers(void)
{
    expect_among(8, 10, 2, 45, "");
    expect_among(8, 10, 2, 46, "3.2 stages.GI 2013-2014 46 peers 0 of 8");
    expect_among(7, 10, 2, 1000, "");
    expect_among(9, 10, 2, 46, "");
    expect_among(9, 10, 2, 47, "3.2 stages.GI 2013-2014 47 peers 0 of 9");
    expect_among(10, 10, 2, 54, "");
    expect_among(10, 10, 2, 55, "3.2 stages.GI 2013-2014 55 peers 0 of 10");
    /* All alike: 19 and 20 above them. */
    expect_among(8, 20, 0, 39, "");
    expect_among(8, 20, 0, 40, "3.2 stages.GI 2013-2014 40 peers 0 of 8");
    /* Nobody is doubted for being small. */
    expect_among(8, 1000, 2, 0, "");
}

/* Two that are far above: each is one of the other's peers.  Others' fourths with 500 among them:
 * 14 and 23 of nine. */
static void
test_two_above(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    for (guint i = 0; i < 8; i++)
        enrol(&fixture, i, "2013-2014", 10 + 2 * (int)i);
    enrol(&fixture, 8, "2013-2014", 400);
    enrol(&fixture, 9, "2013-2014", 500);
    /* A landlord of the same sheet, a school of another year. */
    give(&fixture, "3.2", fixture_participant(&fixture, "landlord", 0)->id, "2013-2014", "stages",
         "GI", "effectif", 9000);
    enrol(&fixture, 10, "2014-2015", 9000);
    g_autoptr(GPtrArray) found = search(&fixture, NULL, NULL);
    g_assert_cmpuint(found->len, ==, 2);
    for (guint i = 0; i < found->len; i++)
        g_assert_cmpint(((Unusual *)found->pdata[i])->kind, ==, UNUSUAL_ABOVE_PEERS);
    expect(&fixture, school(&fixture, 9), NULL, "3.2 stages.GI 2013-2014 500 peers 0 of 9");
    fixture_clear(&fixture);
}

/* What its history says is not said again of its peers. */
static void
test_once(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    enrol(&fixture, 8, "2013-2014", 20);
    enrol(&fixture, 8, "2014-2015", 100);
    for (guint i = 0; i < 8; i++)
        enrol(&fixture, i, "2014-2015", 10 + 2 * (int)i);
    expect(&fixture, NULL, NULL, "3.2 stages.GI 2014-2015 100 above 20 of 1");
    fixture_clear(&fixture);
}

/* The same forms in any order, committed at once or one by one. */
static void
test_order(void)
{
    enum { FORMS = 12 };
    g_autofree char *first = NULL;
    for (guint start = 0; start < FORMS; start += 5) {
        Fixture fixture = {0};
        fixture_init(&fixture);
        for (guint i = 0; i < FORMS; i++) {
            guint at = (start + i * 7) % FORMS;
            enrol(&fixture, at % 10, at < 10 ? "2013-2014" : "2014-2015",
                  at == 9   ? 300
                  : at < 10 ? 10 + (int)at
                            : 100);
            if (start)
                fixture_flush(&fixture);
        }
        g_autoptr(GPtrArray) found = search(&fixture, NULL, NULL);
        g_autofree char *got = show(found);
        if (!first)
            first = g_strdup(got);
        g_assert_cmpstr(got, ==, first);
        fixture_clear(&fixture);
    }
    g_assert_cmpstr(first, ==,
                    "3.2 stages.GI 2013-2014 300 peers 0 of 9; "
                    "3.2 stages.GI 2014-2015 100 above 10 of 1; "
                    "3.2 stages.GI 2014-2015 100 above 11 of 1");
}

/* ---- words ---- */

static void
test_words(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    enrol(&fixture, 0, "2013-2014", 24);
    enrol(&fixture, 0, "2014-2015", 1240);
    give(&fixture, "3.3", school(&fixture, 0), "2013-2014-S1", "interventions", "GI",
         "interventions", 30);
    give(&fixture, "3.3", school(&fixture, 0), "2014-2015-S1", "interventions", "GI",
         "interventions", 50);
    give(&fixture, "3.3", school(&fixture, 0), "2015-2016-S1", "interventions", "GI",
         "interventions", 1);
    g_autoptr(GPtrArray) found = search(&fixture, NULL, NULL);
    g_assert_cmpuint(found->len, ==, 2);
    const Convention *convention = fixture.definition->convention;
    g_autoptr(Finding) above = unusual_told(found->pdata[0], convention);
    g_autoptr(Finding) below = unusual_told(found->pdata[1], convention);
    g_assert_cmpint(above->severity, ==, SEVERITY_WARNING);
    g_assert_cmpstr(above->code, ==, "unusual-above-own");
    g_assert_cmpstr(above->field, ==, "FA32-10.GI");
    g_assert_cmpstr(above->column, ==, "effectif");
    g_assert_cmpstr(above->message, ==,
                    "«\u00A01 240\u00A0»\u202F: c’est plus de 3 fois votre réponse pour "
                    "l’année scolaire 2013-2014 (24). Si c’est juste, vous n’avez rien à "
                    "faire\u202F; sinon, renvoyez la fiche corrigée.");
    g_assert_cmpstr(below->message, ==,
                    "«\u00A01\u00A0»\u202F: c’est plus de 3 fois moins que la médiane de vos 2 "
                    "réponses antérieures (40). Si c’est juste, vous n’avez rien à "
                    "faire\u202F; sinon, renvoyez la fiche corrigée.");
    /* To others a count of people is not quoted, whatever its size; one of visits is. */
    g_autofree char *hidden = unusual_words(found->pdata[0], FALSE);
    g_autofree char *shown = unusual_words(found->pdata[0], TRUE);
    g_autofree char *visits = unusual_words(found->pdata[1], FALSE);
    g_assert_cmpstr(hidden, ==, "plus de 3 fois la réponse habituelle de l’organisme");
    g_assert_cmpstr(shown, ==,
                    "1\u202F240, plus de 3 fois la réponse habituelle de l’organisme (24)");
    g_assert_cmpstr(visits, ==,
                    "1, plus de 3 fois moins que la réponse habituelle de l’organisme (40)");
    fixture_clear(&fixture);
}

/* Peers' numbers are told to nobody. */
static void
test_peers_words(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    for (guint i = 0; i < 8; i++)
        enrol(&fixture, i, "2013-2014", 17);
    enrol(&fixture, 8, "2013-2014", 240);
    g_autoptr(GPtrArray) found = search(&fixture, NULL, NULL);
    g_autoptr(Finding) told = unusual_told(found->pdata[0], fixture.definition->convention);
    g_assert_cmpstr(told->message, ==,
                    "«\u00A0240\u00A0»\u202F: c’est beaucoup plus que ce que répondent les autres "
                    "établissements de formation pour la même période. Si c’est juste, vous n’avez "
                    "rien à faire\u202F; sinon, renvoyez la fiche corrigée.");
    const SubmissionFilter filter = {.organisation = school(&fixture, 8)};
    g_autoptr(GPtrArray) submissions = register_submissions(fixture.reg, &filter, NULL);
    unusual_add(found, FALSE, submissions);
    const GPtrArray *findings = ((Submission *)submissions->pdata[0])->findings;
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpstr(((Finding *)findings->pdata[0])->message, ==,
                    "Réponse à vérifier\u202F: beaucoup plus que les autres établissements de "
                    "formation. Elle est comptée tant que l’organisme ne la corrige pas.");
    g_assert_null(((Finding *)findings->pdata[0])->value);
    fixture_clear(&fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/plausible/own", test_own);
    g_test_add_func("/plausible/median", test_median);
    g_test_add_func("/plausible/own-only", test_own_only);
    g_test_add_func("/plausible/corrected", test_corrected);
    g_test_add_func("/plausible/peers", test_peers);
    g_test_add_func("/plausible/two-above", test_two_above);
    g_test_add_func("/plausible/once", test_once);
    g_test_add_func("/plausible/order", test_order);
    g_test_add_func("/plausible/words", test_words);
    g_test_add_func("/plausible/peers-words", test_peers_words);
    return g_test_run();
}
