/* SPDX-License-Identifier: Apache-2.0
 *
 * Editions kept in a register, what they published, and which forms came since.
 */
#include "../register/fixture.h"

#include "base/clock.h"
#include "publish/change.h"
#include "publish/publish.h"

#define PARIS_1   "0759101K"
#define PARIS_2   "0759102L"
#define CRETEIL_1 "0779101Z"
#define MODELE    "0939101M"

/* For the school year 2013-2014 the forms are due on 15 July 2014. */
#define JUNE   1402000000
#define AUGUST 1407000000
#define LATE   1405461600 /* 16 July at midnight */

static guint messages;

/* A form of sheet 3.2: EFFECTIF pupils, STAGES of them placed, CONVENTIONS signed. */
static void
add(Fixture *fixture, const char *who, gint64 received, const char *effectif, const char *stages,
    const char *conventions)
{
    g_autofree char *name = g_strdup_printf("message %u", messages++);
    Examination *examination = examination_make("3.2", who, "2013-2014", VERDICT_ACCEPTED, name,
                                                name, received, "a@ecole.example");
    CheckedForm *form = examination_form(examination);
    value_add(form, "stages", "GI", "effectif", effectif);
    value_add(form, "stages", "GI", "stages", stages);
    value_add(form, "stages", "GI", "conventions", conventions);
    fixture_add(fixture, name, examination);
}

/* Issue number NUMBER, with PDF standing for its bytes. */
static gboolean
issue(Fixture *fixture, gint64 number, const char *period, const char *pdf, GError **error)
{
    const FigureQuery query = {0};
    fixture_flush(fixture);
    g_autoptr(GPtrArray) figures =
        figures_compute(fixture->reg, fixture->definition, &query, error);
    g_assert_nonnull(figures);
    g_assert_true(publish_mark(fixture->reg, fixture->definition, figures, error));
    g_autoptr(GBytes) bytes = g_bytes_new(pdf, strlen(pdf));
    g_autoptr(Edition) edition = g_new0(Edition, 1);
    edition->number = number;
    edition->issued = JUNE;
    edition->period = g_strdup(period);
    edition->scope = g_strdup("");
    edition->seal = register_seal(fixture->reg, NULL);
    edition->figures_sha256 = g_strdup("figures");
    return edition_issue(fixture->reg, edition, figures, bytes, "Secrétariat", error);
}

static void
test_keep(void)
{
    Fixture fixture = {0};
    GError *error = NULL;
    fixture_init(&fixture);
    add(&fixture, PARIS_1, JUNE, "20", "10", "9");
    g_assert_true(issue(&fixture, 1, "2013-2014", "first", &error));
    add(&fixture, PARIS_2, JUNE, "30", "15", "9");
    g_assert_true(issue(&fixture, 2, "2013-2014", "second", &error));
    g_autoptr(GPtrArray) editions = editions_read(fixture.reg, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(editions->len, ==, 2);
    const Edition *first = editions->pdata[0], *second = editions->pdata[1];
    g_assert_cmpint(first->number, ==, 1);
    g_assert_cmpint(first->issued, ==, JUNE);
    g_assert_cmpstr(first->period, ==, "2013-2014");
    g_assert_cmpstr(first->scope, ==, "");
    g_assert_cmpstr(first->figures_sha256, ==, "figures");
    g_assert_cmpstr(first->seal, !=, second->seal);
    /* sha256sum of "first". */
    g_assert_cmpstr(first->pdf_sha256, ==,
                    "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e");
    g_autoptr(GBytes) pdf = edition_pdf(fixture.reg, 1, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(g_bytes_get_data(pdf, NULL), g_bytes_get_size(pdf), "first", 5);
    g_assert_null(edition_pdf(fixture.reg, 3, &error));
    g_assert_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE);
    g_clear_error(&error);
    fixture_clear(&fixture);
}

/* A number that isn't the next leaves nothing, and the register as usable as before. */
static void
test_number(void)
{
    static const gint64 WRONG[] = {0, 2, -1};
    Fixture fixture = {0};
    GError *error = NULL;
    fixture_init(&fixture);
    add(&fixture, PARIS_1, JUNE, "20", "10", "9");
    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_assert_false(issue(&fixture, WRONG[i], "2013-2014", "never", &error));
        g_assert_error(error, REGISTER_ERROR, REGISTER_ERROR_FORMAT);
        g_clear_error(&error);
    }
    g_autoptr(GPtrArray) none = editions_read(fixture.reg, NULL);
    g_assert_cmpuint(none->len, ==, 0);
    g_assert_true(issue(&fixture, 1, "2013-2014", "first", &error));
    g_assert_false(issue(&fixture, 1, "2013-2014", "again", &error));
    g_clear_error(&error);
    fixture_clear(&fixture);
}

static const Figure *
find(const GPtrArray *figures, const char *indicator, const char *code)
{
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        gboolean here =
            code ? figure->scope[0] && !figure->scope[2] && strcmp(figure->scope[1], code) == 0
                 : !figure->scope[0];
        if (here && strcmp(figure->indicator->id, indicator) == 0 &&
            strcmp(figure->period, "2013-2014") == 0)
            return figure;
    }
    return NULL;
}

/* What was published stays as it was, masked figures with what they hid. */
static void
test_published(void)
{
    Fixture fixture = {0};
    GError *error = NULL;
    fixture_init(&fixture);
    add(&fixture, PARIS_1, JUNE, "20", "10", "9");
    add(&fixture, CRETEIL_1, JUNE, "30", "3", "3");
    g_assert_true(issue(&fixture, 1, "2013-2014", "first", &error));
    add(&fixture, PARIS_2, JUNE, "50", "40", "5");
    g_assert_true(issue(&fixture, 2, "2013-2014", "second", &error));
    g_autoptr(GPtrArray) first = edition_figures(fixture.reg, 1, fixture.definition, &error);
    g_assert_no_error(error);
    const Figure *whole = find(first, "3.2-a", NULL);
    g_assert_cmpstr(whole->value, ==, "26");
    g_assert_cmpstr(whole->numerator, ==, "13");
    g_assert_cmpstr(whole->denominator, ==, "50");
    g_assert_cmpuint(whole->respondents, ==, 2);
    g_assert_null(whole->sources);
    const Figure *hidden = find(first, "3.2-a", "CRETEIL");
    g_assert_cmpstr(hidden->scope[0], ==, "academie");
    g_assert_true(hidden->masked);
    g_assert_cmpstr(hidden->numerator, ==, "3");
    g_autoptr(GPtrArray) second = edition_figures(fixture.reg, 2, fixture.definition, &error);
    g_assert_cmpstr(find(second, "3.2-a", NULL)->numerator, ==, "53");
    fixture_clear(&fixture);
}

static ChangeCause
cause_of(Fixture *fixture, GHashTable *forms, const char *who, Verdict verdict)
{
    const SubmissionFilter filter = {.organisation = who};
    g_autoptr(GPtrArray) found = register_submissions(fixture->reg, &filter, NULL);
    for (guint i = 0; i < found->len; i++) {
        const Submission *submission = found->pdata[i];
        const FormChange *form = g_hash_table_lookup(forms, submission->id);
        if (submission->verdict == verdict)
            return form ? form->cause : CHANGE_CAUSES;
    }
    g_assert_not_reached();
}

/* What came after the edition: a form in time, one late, a correction of each. */
static void
test_forms(void)
{
    Fixture fixture = {0};
    GError *error = NULL;
    fixture_init(&fixture);
    add(&fixture, PARIS_1, JUNE, "20", "10", "9");
    add(&fixture, MODELE, JUNE, "20", "10", "9");
    g_assert_true(issue(&fixture, 1, "2013-2014", "first", &error));
    add(&fixture, PARIS_1, AUGUST, "20", "11", "9");
    add(&fixture, PARIS_2, LATE - 1, "30", "15", "9");
    add(&fixture, CRETEIL_1, LATE, "30", "15", "9");
    fixture_flush(&fixture);
    g_autoptr(GHashTable) forms = changes_forms(fixture.reg, fixture.definition, 1, &error);
    g_assert_no_error(error);
    g_assert_cmpint(cause_of(&fixture, forms, PARIS_1, VERDICT_ACCEPTED), ==, CHANGE_CORRECTION);
    g_assert_cmpint(cause_of(&fixture, forms, PARIS_1, VERDICT_REPLACED), ==, CHANGE_CORRECTION);
    g_assert_cmpint(cause_of(&fixture, forms, PARIS_2, VERDICT_ACCEPTED), ==, CHANGE_NEW);
    g_assert_cmpint(cause_of(&fixture, forms, CRETEIL_1, VERDICT_ACCEPTED), ==, CHANGE_LATE);
    g_assert_cmpint(cause_of(&fixture, forms, MODELE, VERDICT_ACCEPTED), ==, CHANGE_CAUSES);
    g_assert_cmpuint(g_hash_table_size(forms), ==, 4);
    /* Its first form was in time, so its correction doesn't make it late. */
    add(&fixture, PARIS_2, AUGUST, "30", "16", "9");
    fixture_flush(&fixture);
    g_autoptr(GHashTable) again = changes_forms(fixture.reg, fixture.definition, 1, &error);
    g_assert_cmpint(cause_of(&fixture, again, PARIS_2, VERDICT_ACCEPTED), ==, CHANGE_NEW);
    fixture_clear(&fixture);
}

/* 10 → 11 + 15 (PARIS_2) + 20 (CRETEIL_1, late) of 3.2-b's conventions, by organisations: no
 * people. */
static void
test_comparison(void)
{
    Fixture fixture = {0};
    GError *error = NULL;
    fixture_init(&fixture);
    add(&fixture, PARIS_1, JUNE, "20", "10", "10");
    fixture_flush(&fixture);
    g_autoptr(Comparison) alone = comparison_make(fixture.reg, fixture.definition, "2013-2014",
                                                  (char *[]){NULL}, FALSE, FALSE, &error);
    g_assert_no_error(error);
    g_assert_null(alone->edition);
    g_assert_true(issue(&fixture, 1, "2013-2014", "first", &error));
    add(&fixture, PARIS_1, AUGUST, "20", "10", "16");
    add(&fixture, PARIS_2, JUNE, "30", "15", "15");
    add(&fixture, CRETEIL_1, AUGUST, "30", "15", "20");
    fixture_flush(&fixture);
    g_autoptr(Comparison) comparison = comparison_make(fixture.reg, fixture.definition, "2013-2014",
                                                       (char *[]){NULL}, FALSE, FALSE, &error);
    g_assert_no_error(error);
    g_assert_cmpint(comparison->edition->number, ==, 1);
    g_assert_cmpuint(comparison->forms[CHANGE_NEW], ==, 1);
    g_assert_cmpuint(comparison->forms[CHANGE_LATE], ==, 1);
    g_assert_cmpuint(comparison->forms[CHANGE_CORRECTION], ==, 1);
    g_assert_cmpuint(comparison->forms[CHANGE_GONE], ==, 0);
    g_assert_cmpuint(comparison->dropped->len, ==, 0);
    const Change *change = NULL;
    for (guint i = 0; i < comparison->changes->len; i++) {
        const Change *one = comparison->changes->pdata[i];
        if (strcmp(one->now->indicator->id, "3.2-b") == 0 && !one->now->scope[0] &&
            strcmp(one->now->period, "2013-2014") == 0)
            change = one;
    }
    g_assert_nonnull(change);
    g_assert_cmpstr(change->then->value, ==, "10");
    g_assert_cmpstr(change->now->value, ==, "51");
    g_assert_false(change->masked || change->redefined || change->added);
    g_assert_true(change->people && change->amounts);
    g_assert_cmpint(change->parts[CHANGE_NEW].numerator, ==, 15 * NUMBER_SCALE);
    g_assert_cmpint(change->parts[CHANGE_LATE].numerator, ==, 20 * NUMBER_SCALE);
    g_assert_cmpint(change->parts[CHANGE_CORRECTION].numerator, ==, 6 * NUMBER_SCALE);
    g_assert_cmpstr(change->parts[CHANGE_CORRECTION].organisations->pdata[0], ==, PARIS_1);
    fixture_clear(&fixture);
}

/* The report of a year is compared with the last edition that showed it: number 1 for 2013-2014
 * when number 2 was of the year before. */
static void
test_which(void)
{
    static const struct {
        const char *second, *asked;
        gint64 expected;
    } CASES[] = {{"2013-2014", "2013-2014", 2}, {"2012-2013", "2013-2014", 1},
                 {"2014-2015", "2013-2014", 2}, {"2015-2016", "2013-2014", 2},
                 {"2016-2017", "2013-2014", 1}, /* shows two years before its own */
                 {"2013-2014", "2014-2015", 2}, {"2012-2013", NULL, 2}};
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Fixture fixture = {0};
        GError *error = NULL;
        fixture_init(&fixture);
        add(&fixture, PARIS_1, JUNE, "20", "10", "10");
        g_assert_true(issue(&fixture, 1, "2013-2014", "first", &error));
        g_assert_true(issue(&fixture, 2, CASES[i].second, "second", &error));
        g_autoptr(Comparison) comparison =
            comparison_make(fixture.reg, fixture.definition, CASES[i].asked, (char *[]){NULL},
                            FALSE, FALSE, &error);
        g_assert_no_error(error);
        g_assert_cmpint(comparison->edition->number, ==, CASES[i].expected);
        g_assert_cmpuint(comparison->changes->len, ==, 0);
        fixture_clear(&fixture);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    clock_init(); /* days are those of Paris */
    g_test_add_func("/edition/keep", test_keep);
    g_test_add_func("/edition/number", test_number);
    g_test_add_func("/edition/published", test_published);
    g_test_add_func("/edition/forms", test_forms);
    g_test_add_func("/edition/comparison", test_comparison);
    g_test_add_func("/edition/which", test_which);
    return g_test_run();
}
