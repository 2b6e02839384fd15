/* SPDX-License-Identifier: Apache-2.0
 *
 * What cells add up to, and what stands behind them: figures that were added up by hand.
 */
#include "given.h"

#include "register/sql.h"

/* One organisation, PARIS_1, in both halves and the next year; another in the first half only. */
static void
add_halves(Fixture *fixture)
{
    ADD(fixture, "3.3", PARIS_1, "2013-2014-S1", NULL,
        {"interventions", "GI", "interventions", "3"},
        {"interventions", "PI", "interventions", "9"});
    ADD(fixture, "3.3", PARIS_1, "2013-2014-S2", NULL,
        {"interventions", "GI", "interventions", "4"});
    ADD(fixture, "3.3", PARIS_2, "2013-2014-S1", NULL,
        {"interventions", "GI", "interventions", "5"});
    ADD(fixture, "3.3", PARIS_1, "2014-2015-S1", NULL,
        {"interventions", "GI", "interventions", "6"});
}

static void
init_interventions(Fixture *fixture, const char *aggregate)
{
    g_autofree char *wanted =
        g_strdup_printf("aggregate=\"%s\" of=\"interventions.interventions\"", aggregate);
    fixture_init_changed(fixture, "idf-2013",
                         "aggregate=\"sum\" of=\"interventions.interventions\"", wanted);
    add_halves(fixture);
}

/* The greatest of all rows and forms, never their sum: 9 of PI in the first half is the year's and
 * the term's; of GI 5 and 4 make 5, and with the next year's 6 the term has 6. */
static void
test_max(void)
{
    Fixture fixture = {0};
    init_interventions(&fixture, "max");
    expect(&fixture, "3.3-b", "2013-2014-S1",
           "2013-2014-S1 9 by 2\n"
           "2013-2014-S1 diplome=GI 5 by 2\n"
           "2013-2014-S1 diplome=PI 9 by 1\n"
           "2013-2014-S1 academie=PARIS 9 by 2\n"
           "2013-2014-S1 diplome=GI academie=PARIS 5 by 2\n"
           "2013-2014-S1 diplome=PI academie=PARIS 9 by 1");
    expect(&fixture, "3.3-b", "2013-2014",
           "2013-2014 9 by 2\n"
           "2013-2014 diplome=GI 5 by 2\n"
           "2013-2014 diplome=PI 9 by 1\n"
           "2013-2014 academie=PARIS 9 by 2\n"
           "2013-2014 diplome=GI academie=PARIS 5 by 2\n"
           "2013-2014 diplome=PI academie=PARIS 9 by 1");
    expect(&fixture, "3.3-b", "term",
           "term 9 by 2\n"
           "term diplome=GI 6 by 2\n"
           "term diplome=PI 9 by 1\n"
           "term academie=PARIS 9 by 2\n"
           "term diplome=GI academie=PARIS 6 by 2\n"
           "term diplome=PI academie=PARIS 9 by 1");
    fixture_clear(&fixture);
}

/* Numbers that one form gives to one row are one: 2 and 3 are 5, more than 4; zero is a number. */
static void
test_max_of_sums(void)
{
    Fixture fixture = {0};
    fixture_init_changed(&fixture, "idf-2013", "aggregate=\"sum\" of=\"accueils.immersion",
                         "aggregate=\"max\" of=\"accueils.immersion");
    ADD(&fixture, "2.2", PARIS_1, "2013-2014", NULL, {"accueils", "GI", "immersion", "2"},
        {"accueils", "GI", "formation", "3"}, {"accueils", "PI", "immersion", "4"},
        {"accueils", "ESF", "immersion", "0"});
    g_autoptr(GPtrArray) figures = compute(&fixture, "2.2-a");
    g_autofree char *got = show(figures, "2013-2014");
    g_assert_true(g_str_has_prefix(got, "2013-2014 5 by 1\n"
                                        "2013-2014 diplome=GI 5 by 1\n"
                                        "2013-2014 diplome=PI 4 by 1\n"
                                        "2013-2014 diplome=ESF 0 by 1\n"));
    fixture_clear(&fixture);
}

/* Over a year each organisation's second half stands instead of its first, and over the term its
 * last: 4 + 5, then 6 + 5. */
static void
test_latest_of_halves(void)
{
    Fixture fixture = {0};
    init_interventions(&fixture, "latest");
    g_autoptr(GPtrArray) figures = compute(&fixture, "3.3-b");
    for (guint i = figures->len; i-- > 0;) {
        if (*((Figure *)figures->pdata[i])->scope)
            g_ptr_array_remove_index(figures, i);
    }
    g_autofree char *got = show(figures, NULL);
    g_assert_cmpstr(got, ==,
                    "2013-2014-S1 17 by 2\n"
                    "2013-2014-S2 4 by 1\n"
                    "2013-2014 9 by 2\n"
                    "2014-2015-S1 6 by 1\n"
                    "2014-2015 6 by 1\n"
                    "term 11 by 2");
    fixture_clear(&fixture);
}

/* ---- empty and zero ---- */

static void
add_motif(Fixture *fixture, const char *sheet, const char *who, const char *field, Motif motif)
{
    g_autofree char *name = g_strdup_printf("message %u", messages++);
    Examination *examination = examination_make(sheet, who, "2013-2014", VERDICT_ACCEPTED, name,
                                                name, 1404000000, "a@ecole.example");
    CheckedForm *form = examination_form(examination);
    value_add(form, field, NULL, NULL, NULL);
    ((Value *)form->values->pdata[0])->motif = motif;
    fixture_add(fixture, name, examination);
}

/* "néant" for a grid and 0 in a row are answers, and zero; not communicated, or not there, is none.
 */
static void
test_empty_and_zero(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    add_motif(&fixture, "2.2", PARIS_1, "accueils", MOTIF_NEANT);
    ADD(&fixture, "2.2", PARIS_2, "2013-2014", NULL, {"accueils", "GI", "immersion", "0"});
    add_motif(&fixture, "2.2", CRETEIL_1, "accueils", MOTIF_NC);
    ADD(&fixture, "2.2", "0779102A", "2013-2014", NULL, {"visites", NULL, NULL, "0"});
    expect(&fixture, "2.2-a", "2013-2014",
           "2013-2014 0 by 2\n"
           "2013-2014 diplome=GI 0 by 1\n"
           "2013-2014 academie=PARIS 0 by 2\n"
           "2013-2014 diplome=GI academie=PARIS 0 by 1");
    expect(&fixture, "2.2-e", "2013-2014", "2013-2014 0 by 1");
    expect(&fixture, "2.2-f", "2013-2014", "2013-2014 - by 0");
    fixture_clear(&fixture);
}

/* A row of two zeros is a pair, and "néant" too, but nothing can be divided by zero; a form that
 * gave one part counts nowhere, nor does one that said of the other that it can't be given. */
static void
test_ratio_of_zero(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    ADD(&fixture, "3.2", PARIS_1, "2013-2014", NULL, {"stages", "GI", "effectif", "0"},
        {"stages", "GI", "stages", "0"});
    add_motif(&fixture, "3.2", PARIS_2, "stages", MOTIF_NEANT);
    ADD(&fixture, "3.2", CRETEIL_1, "2013-2014", NULL, {"stages", "PI", "effectif", "30"});
    add_motif(&fixture, "3.2", "0779102A", "stages", MOTIF_NC);
    expect(&fixture, "3.2-a", "2013-2014",
           "2013-2014 - (0/0) by 2\n"
           "2013-2014 diplome=GI - (0/0) by 1\n"
           "2013-2014 academie=PARIS - (0/0) by 2\n"
           "2013-2014 diplome=GI academie=PARIS - (0/0) by 1\n"
           "2013-2014 genre=F - (0/0) by 1\n"
           "2013-2014 genre=G - (0/0) by 1");
    ADD(&fixture, "3.2", "0939101M", "2013-2014", NULL, {"stages", "GI", "effectif", "8"},
        {"stages", "GI", "stages", "0"});
    g_autoptr(GPtrArray) figures = compute(&fixture, "3.2-a");
    g_autofree char *got = show(figures, "2013-2014");
    g_assert_true(g_str_has_prefix(got, "2013-2014 0 (0/8) by 3\n"));
    fixture_clear(&fixture);
}

/* ---- what stands behind a figure ---- */

static const Figure *
figure_of(const GPtrArray *figures, const char *period, const char *item)
{
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        gboolean found =
            item ? *figure->scope && !figure->scope[2] && strcmp(figure->scope[1], item) == 0
                 : !*figure->scope;
        if (found && strcmp(figure->period, period) == 0)
            return figure;
    }
    g_assert_not_reached();
}

static void
add_stages(Fixture *fixture, gboolean reverse, const char *third)
{
    const Given given[3][2] = {
        {{"stages", "GI", "effectif", "20"}, {"stages", "GI", "stages", "10"}},
        {{"stages", "GI", "effectif", "20"}, {"stages", "GI", "stages", "10"}},
        {{"stages", "PI", "effectif", "9"}, {"stages", "PI", "stages", third}},
    };
    const char *const who[] = {PARIS_1, PARIS_2, CRETEIL_1};
    messages = 1000;
    for (guint i = 0; i < 3; i++) {
        guint k = reverse ? 2 - i : i;
        messages = 1000 + k;
        add(fixture, "3.2", who[k], "2013-2014", NULL, given[k], 2);
    }
}

/* Of two registers that took in the same forms, in whatever order, the fingerprints are the same;
 * they are the same for the same numbers of one form to two indicators, over a year and the term;
 * and others when one form gives another number, or when the sum is the same of other forms. */
static void
test_fingerprints(void)
{
    Fixture fixture = {0}, other = {0}, changed = {0};
    fixture_init(&fixture);
    fixture_init(&other);
    fixture_init(&changed);
    add_stages(&fixture, FALSE, "5");
    add_stages(&other, TRUE, "5");
    add_stages(&changed, FALSE, "6");
    g_autoptr(GPtrArray) ratio = compute(&fixture, "3.2-a");
    g_autoptr(GPtrArray) beside = compute(&fixture, "3.2-x");
    g_autoptr(GPtrArray) again = compute(&other, "3.2-a");
    g_autoptr(GPtrArray) later = compute(&changed, "3.2-a");
    const Figure *whole = figure_of(ratio, "2013-2014", NULL);
    g_assert_cmpuint(whole->of_forms, !=, 0);
    g_assert_cmpuint(whole->of_forms, !=, whole->over_forms);
    g_assert_cmpuint(whole->of_forms, ==, figure_of(ratio, "term", NULL)->of_forms);
    g_assert_cmpuint(whole->of_forms, ==, figure_of(beside, "2013-2014", NULL)->of_forms);
    g_assert_cmpuint(figure_of(beside, "2013-2014", NULL)->over_forms, ==, 0);
    g_assert_cmpuint(whole->of_forms, ==, figure_of(again, "2013-2014", NULL)->of_forms);
    g_assert_cmpuint(whole->over_forms, ==, figure_of(again, "2013-2014", NULL)->over_forms);
    g_assert_cmpuint(whole->of_forms, !=, figure_of(later, "2013-2014", NULL)->of_forms);
    g_assert_cmpuint(whole->over_forms, ==, figure_of(later, "2013-2014", NULL)->over_forms);
    g_assert_cmpuint(figure_of(ratio, "2013-2014", "GI")->of_forms, ==,
                     figure_of(ratio, "2013-2014", "PARIS")->of_forms);
    g_assert_cmpuint(figure_of(ratio, "2013-2014", "PI")->of_forms, ==,
                     figure_of(ratio, "2013-2014", "CRETEIL")->of_forms);
    g_assert_cmpuint(figure_of(ratio, "2013-2014", "GI")->of_forms +
                         figure_of(ratio, "2013-2014", "PI")->of_forms,
                     ==, whole->of_forms);
    fixture_clear(&fixture);
    fixture_clear(&other);
    fixture_clear(&changed);
}

/* 4 is small, 5 is not; nor is 0, and a sum of small ones is told by them. */
static void
test_small_answers(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    ADD(&fixture, "3.4", PARIS_1, "2013-2014", NULL, {"insertion", "GI", "embauches", "4"},
        {"insertion", "PI", "embauches", "5"}, {"insertion", "ESF", "embauches", "0"});
    g_autoptr(GPtrArray) figures = compute(&fixture, "3.4-a");
    g_assert_true(figure_of(figures, "2013-2014", NULL)->small_answers);
    g_assert_true(figure_of(figures, "2013-2014", "GI")->small_answers);
    g_assert_false(figure_of(figures, "2013-2014", "PI")->small_answers);
    g_assert_false(figure_of(figures, "2013-2014", "ESF")->small_answers);
    fixture_clear(&fixture);
}

static void
test_sources_asked(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    add_stages(&fixture, FALSE, "5");
    fixture_flush(&fixture);
    const FigureQuery queries[] = {
        {.indicator = "3.2-a"},
        {.indicator = "3.2-a", .sources_of = "2013-2014"},
        {.indicator = "3.2-a", .sources = TRUE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) figures =
            figures_compute(fixture.reg, fixture.definition, &queries[i], &error);
        g_assert_no_error(error);
        for (guint k = 0; k < figures->len; k++) {
            const Figure *figure = figures->pdata[k];
            gboolean told =
                i == 2 || (i == 1 && !*figure->scope && strcmp(figure->period, "2013-2014") == 0);
            g_assert_true((figure->sources != NULL) == told);
            g_assert_true(!told || figure->sources->len == figure->respondents);
        }
    }
    g_autoptr(GPtrArray) figures = compute(&fixture, "3.2-a");
    const GPtrArray *sources = figure_of(figures, "2013-2014", NULL)->sources;
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "message 1000", -1);
    g_assert_cmpuint(sources->len, ==, 3);
    const FigureSource *first = sources->pdata[0];
    g_assert_cmpstr(first->organisation, ==, PARIS_1);
    g_assert_cmpstr(first->value, ==, "10/20");
    g_assert_cmpstr(first->original, ==, hash);
    fixture_clear(&fixture);
}

/* The meeting of USH, which Versailles declared too, and the form of an academy: of then there are
 * Versailles's declaration, which counts as it was alone, and nothing of what came since. */
static void
test_edition(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    for (guint i = 0; i < 2; i++)
        ADD(&fixture, "2.1", i ? "USH" : "VERSAILLES", "2013-2014", "2013-11-26",
            {"date_reunion", NULL, NULL, "2013-11-26"}, {"lieu", NULL, NULL, "Lycée A"},
            {"note_moyenne", NULL, NULL, i ? "8" : "7"}, {"fiches_evaluation", NULL, NULL, "10"});
    ADD(&fixture, "2.1", "PARIS", "2014-2015", "2014-11-26",
        {"date_reunion", NULL, NULL, "2014-11-26"}, {"lieu", NULL, NULL, "Lycée B"},
        {"note_moyenne", NULL, NULL, "9"}, {"fiches_evaluation", NULL, NULL, "10"});
    expect(&fixture, "2.1-c", NULL,
           "2013-2014 8 (80/10) by 1\n"
           "2014-2015 9 (90/10) by 1\n"
           "term 8.5 (170/20) by 2");
    GError *error = NULL;
    g_assert_true(sql_do(fixture.reg, &error,
                         "INSERT INTO edition VALUES (1, 0, 1, NULL, '', 0, '', '', '', x'00')",
                         ""));
    g_assert_true(sql_do(fixture.reg, &error,
                         "INSERT INTO edition_form SELECT 1, rank FROM submission"
                         " WHERE organisation = 'VERSAILLES'",
                         ""));
    g_assert_true(sql_do(fixture.reg, &error,
                         "INSERT INTO edition_figure VALUES (1, 0, '2.1-c', '2013-2014', '', '7',"
                         " '70', '10', 1, 1, 0, 0, 0)",
                         ""));
    const FigureQuery query = {.indicator = "2.1-c", .edition = 1};
    g_autoptr(GPtrArray) figures = figures_compute(fixture.reg, fixture.definition, &query, &error);
    g_assert_no_error(error);
    g_autofree char *got = show(figures, NULL);
    g_assert_cmpstr(got, ==,
                    "2013-2014 7 (70/10) by 1\n"
                    "term 7 (70/10) by 1");
    fixture_clear(&fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/cells/max", test_max);
    g_test_add_func("/cells/max-of-sums", test_max_of_sums);
    g_test_add_func("/cells/latest-of-halves", test_latest_of_halves);
    g_test_add_func("/cells/empty-and-zero", test_empty_and_zero);
    g_test_add_func("/cells/ratio-of-zero", test_ratio_of_zero);
    g_test_add_func("/cells/fingerprints", test_fingerprints);
    g_test_add_func("/cells/small-answers", test_small_answers);
    g_test_add_func("/cells/sources-asked", test_sources_asked);
    g_test_add_func("/cells/edition", test_edition);
    return g_test_run();
}
