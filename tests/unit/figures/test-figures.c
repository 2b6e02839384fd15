/* SPDX-License-Identifier: Apache-2.0
 *
 * Indicators over a few forms whose figures were added up by hand.
 */
#include "given.h"

#include "figures/contribution.h"

/* Two schools of Paris, one of Créteil; a row without "stages" counts in neither sum:
 * 10/20 + 6/12 + 5/25; PI of PARIS_2 (effectif 9 only) left out. */
static void
test_ratio(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    ADD(&fixture, "3.2", PARIS_1, "2013-2014", NULL, {"stages", "GI", "effectif", "20"},
        {"stages", "GI", "effectif_filles", "8"}, {"stages", "GI", "stages", "10"},
        {"stages", "GI", "stages_filles", "5"});
    ADD(&fixture, "3.2", PARIS_2, "2013-2014", NULL, {"stages", "GI", "effectif", "12"},
        {"stages", "GI", "stages", "6"}, {"stages", "PI", "effectif", "9"});
    ADD(&fixture, "3.2", CRETEIL_1, "2013-2014", NULL, {"stages", "SPVL", "effectif", "25"},
        {"stages", "SPVL", "effectif_filles", "15"}, {"stages", "SPVL", "stages", "5"},
        {"stages", "SPVL", "stages_filles", "0"});
    expect(&fixture, "3.2-a", "2013-2014",
           "2013-2014 36.8 (21/57) by 3\n"
           "2013-2014 diplome=GI 50 (16/32) by 2\n"
           "2013-2014 diplome=SPVL 20 (5/25) by 1\n"
           "2013-2014 academie=CRETEIL 20 (5/25) by 1\n"
           "2013-2014 academie=PARIS 50 (16/32) by 2\n"
           "2013-2014 diplome=GI academie=PARIS 50 (16/32) by 2\n"
           "2013-2014 diplome=SPVL academie=CRETEIL 20 (5/25) by 1\n"
           "2013-2014 genre=F 21.7 (5/23) by 2\n"
           "2013-2014 genre=G 45.5 (10/22) by 2");
    fixture_clear(&fixture);
}

/* Halves add up to their year, years to the term. */
static void
test_periods(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    ADD(&fixture, "3.3", PARIS_1, "2013-2014-S1", NULL,
        {"interventions", "GI", "interventions", "3"});
    ADD(&fixture, "3.3", PARIS_1, "2013-2014-S2", NULL,
        {"interventions", "GI", "interventions", "4"});
    ADD(&fixture, "3.3", PARIS_1, "2014-2015-S1", NULL,
        {"interventions", "PI", "interventions", "5"});
    g_autoptr(GPtrArray) figures = compute(&fixture, "3.3-b");
    for (guint i = figures->len; i-- > 0;) {
        if (*((Figure *)figures->pdata[i])->scope)
            g_ptr_array_remove_index(figures, i);
    }
    g_autofree char *got = show(figures, NULL);
    g_assert_cmpstr(got, ==,
                    "2013-2014-S1 3 by 1\n"
                    "2013-2014-S2 4 by 1\n"
                    "2013-2014 7 by 1\n"
                    "2014-2015-S1 5 by 1\n"
                    "2014-2015 5 by 1\n"
                    "term 12 by 1");
    fixture_clear(&fixture);
}

/* Without any form the whole still says so, with nobody of all the schools: no value, not zero. */
static void
test_empty(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    expect(&fixture, "3.2-a", NULL, "term - by 0");
    fixture_clear(&fixture);
}

/* Two sides: one that nobody gave has no number, one that was given as none has zero. */
static void
test_beside(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    ADD(&fixture, "3.2", PARIS_1, "2013-2014", NULL, {"stages", "GI", "stages", "20"});
    expect(&fixture, "3.2-x", "2013-2014", "2013-2014 - (20/-) by 1");
    ADD(&fixture, "3.2", "99990001200017", "2013-2014", NULL,
        {"stagiaires_accueillis", NULL, NULL, "0"});
    expect(&fixture, "3.2-x", "2013-2014", "2013-2014 - (20/0) by 2");
    fixture_clear(&fixture);
    fixture_init(&fixture);
    ADD(&fixture, "3.2", "99990001200017", "2013-2014", NULL,
        {"stagiaires_accueillis", NULL, NULL, "12"});
    expect(&fixture, "3.2-x", "2013-2014", "2013-2014 - (-/12) by 1");
    fixture_clear(&fixture);
}

/* A diploma changed by two academies, in two halves, is one diploma. */
static void
test_distinct_and_share(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    ADD(&fixture, "5", "CRETEIL", "2013-2014-S1", NULL, {"contacts_assures", NULL, NULL, "true"},
        {"modifications", "GI", "modifications", "2"},
        {"modifications", "PI", "modifications", "0"});
    ADD(&fixture, "5", "CRETEIL", "2013-2014-S2", NULL, {"contacts_assures", NULL, NULL, "false"},
        {"modifications", "GI", "modifications", "1"});
    ADD(&fixture, "5", "PARIS", "2013-2014-S1", NULL, {"contacts_assures", NULL, NULL, "true"},
        {"modifications", "GI", "modifications", "1"},
        {"modifications", "ESF", "modifications", "3"});
    expect(&fixture, "5-b", "2013-2014", "2013-2014 2 by 2");
    expect(&fixture, "5-b", "2013-2014-S2", "2013-2014-S2 1 by 1");
    expect(&fixture, "5-a", "2013-2014", "2013-2014 66.7 (2/3) by 2");
    expect(&fixture, "4-a", "2013-2014", "2013-2014 7 by 2");
    fixture_clear(&fixture);
}

/* Of two meetings the latest counts, also where it says nothing of a diploma. */
static void
test_latest(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    ADD(&fixture, "4", "USH", "2013-2014", "2014-01-10",
        {"besoins", "GI", "recrutements_prevus", "40"},
        {"besoins", "PI", "recrutements_prevus", "7"});
    ADD(&fixture, "4", "USH", "2013-2014", "2014-05-20",
        {"besoins", "GI", "recrutements_prevus", "30"});
    expect(&fixture, "4-b", "2013-2014",
           "2013-2014 30 by 1\n"
           "2013-2014 diplome=GI 30 by 1");
    expect(&fixture, "4-c", "term", "term 2 by 1");
    fixture_clear(&fixture);
}

/* (8.5 × 20 + 7 × 10) / 30 = 8. */
static void
test_mean(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    ADD(&fixture, "2.1", "USH", "2013-2014", "2013-11-26",
        {"date_reunion", NULL, NULL, "2013-11-26"}, {"lieu", NULL, NULL, "Lycée A"},
        {"note_moyenne", NULL, NULL, "8.5"}, {"fiches_evaluation", NULL, NULL, "20"});
    ADD(&fixture, "2.1", "PARIS", "2013-2014", "2014-03-12",
        {"date_reunion", NULL, NULL, "2014-03-12"}, {"lieu", NULL, NULL, "Lycée B"},
        {"note_moyenne", NULL, NULL, "7"}, {"fiches_evaluation", NULL, NULL, "10"});
    /* The same meeting as USH's, declared by an academy too: counted once. */
    ADD(&fixture, "2.1", "VERSAILLES", "2013-2014", "2013-11-26",
        {"date_reunion", NULL, NULL, "2013-11-26"}, {"lieu", NULL, NULL, "LYCEE A"},
        {"note_moyenne", NULL, NULL, "8.5"}, {"fiches_evaluation", NULL, NULL, "20"});
    expect(&fixture, "2.1-c", "2013-2014", "2013-2014 8 (240/30) by 2");
    fixture_clear(&fixture);
}

static void
test_distribution_texts_dates(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    ADD(&fixture, "2.2", PARIS_1, "2013-2014", NULL, {"qualite_situations", NULL, NULL, "TS"},
        {"exploitation", NULL, NULL, "Dossier monté en classe."});
    ADD(&fixture, "2.2", PARIS_2, "2013-2014", NULL, {"qualite_situations", NULL, NULL, "S"});
    ADD(&fixture, "2.2", CRETEIL_1, "2013-2014", NULL, {"qualite_situations", NULL, NULL, "S"});
    ADD(&fixture, "1", "USH", "2013-2014-S1", NULL, {"mise_en_ligne", NULL, NULL, "2013-12-31"});
    ADD(&fixture, "1", "PARIS", "2013-2014-S1", NULL, {"mise_en_ligne", NULL, NULL, "2014-01-01"});
    g_autoptr(GPtrArray) spread = compute(&fixture, "2.2-d");
    g_autofree char *got = show(spread, "2013-2014");
    g_assert_cmpstr(got, ==,
                    "2013-2014 3 by 3\n"
                    "2013-2014 situation=TS 1 by 1\n"
                    "2013-2014 situation=S 2 by 2");
    g_autoptr(GPtrArray) texts = compute(&fixture, "2.2-c");
    const Figure *text = texts->pdata[0];
    g_assert_null(text->value);
    g_assert_cmpuint(text->sources->len, ==, 1);
    g_assert_cmpstr(((FigureSource *)text->sources->pdata[0])->value, ==,
                    "Dossier monté en classe.");
    expect(&fixture, "1-d", "2013-2014", "2013-2014 2014-01-01 (1/2) by 2");
    fixture_clear(&fixture);
}

static void
add_three_schools(Fixture *fixture)
{
    ADD(fixture, "2.2", PARIS_1, "2013-2014", NULL, {"accueils", "GI", "immersion", "3"},
        {"accueils", "PI", "immersion", "2"}, {"visites", NULL, NULL, "6"},
        {"qualite_situations", NULL, NULL, "TS"});
    ADD(fixture, "2.2", PARIS_2, "2013-2014", NULL, {"accueils", "GI", "immersion", "5"},
        {"visites", NULL, NULL, "1"}, {"qualite_situations", NULL, NULL, "S"});
    ADD(fixture, "2.2", CRETEIL_1, "2013-2014", NULL, {"accueils", "GI", "immersion", "7"},
        {"visites", NULL, NULL, "2"});
}

/* What a form chose tells all that it counts apart, with its items and its territory too; a form
 * that chose nothing is in the whole alone. */
static void
test_by_choice(void)
{
    Fixture fixture = {0};
    fixture_init_changed(&fixture, "idf-2013",
                         "<by lists=\"diplome academie\"/>\n      </indicator>\n      "
                         "<indicator id=\"2.2-b\"",
                         "<by lists=\"situation\"/><by lists=\"situation diplome\"/>"
                         "<by lists=\"academie situation\"/></indicator><indicator id=\"2.2-b\"");
    add_three_schools(&fixture);
    expect(&fixture, "2.2-a", "2013-2014",
           "2013-2014 17 by 3\n"
           "2013-2014 diplome=GI 15 by 3\n"
           "2013-2014 diplome=PI 2 by 1\n"
           "2013-2014 academie=CRETEIL 7 by 1\n"
           "2013-2014 academie=PARIS 10 by 2\n"
           "2013-2014 situation=TS 5 by 1\n"
           "2013-2014 situation=S 5 by 1\n"
           "2013-2014 situation=TS diplome=GI 3 by 1\n"
           "2013-2014 situation=TS diplome=PI 2 by 1\n"
           "2013-2014 situation=S diplome=GI 5 by 1\n"
           "2013-2014 academie=PARIS situation=TS 5 by 1\n"
           "2013-2014 academie=PARIS situation=S 5 by 1");
    fixture_clear(&fixture);
}

/* Of a sum those who answered otherwise, or nothing, have no part. */
static void
test_only(void)
{
    Fixture fixture = {0};
    fixture_init_changed(&fixture, "idf-2013", "of=\"visites\" unit",
                         "of=\"visites\" only=\"qualite_situations=TS\" unit");
    add_three_schools(&fixture);
    expect(&fixture, "2.2-e", "2013-2014", "2013-2014 6 by 1");
    fixture_clear(&fixture);
}

/* Due 15 July for the school year: received on 29 June 2014 is on time. */
static void
test_expectations(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    ADD(&fixture, "3.2", PARIS_1, "2013-2014", NULL, {"stages", "GI", "effectif", "20"});
    fixture_flush(&fixture);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) all =
        figures_expectations(fixture.reg, fixture.definition, "2013-2014", NULL, &error);
    g_assert_no_error(error);
    guint received = 0, later = 0, others = 0;
    for (guint i = 0; i < all->len; i++) {
        const Expectation *each = all->pdata[i];
        if (strcmp(each->sheet->id, "3.2") != 0)
            continue;
        if (each->state == EXPECTED_RECEIVED) {
            received++;
            g_assert_cmpstr(each->participant->id, ==, PARIS_1);
        } else if (each->state == EXPECTED_LATER) {
            later++;
        } else {
            others++;
        }
    }
    g_assert_cmpuint(received, ==, 1);
    g_assert_cmpuint(later, >, 10); /* the last run was on 13 May: nothing is due yet */
    g_assert_cmpuint(others, ==, 0);
    fixture_clear(&fixture);
}

/* A sum that no longer fits stays at its bound instead of turning small or negative. */
static void
test_bounds(void)
{
    g_assert_cmpint(number_add(G_MAXINT64 - 1, 1), ==, G_MAXINT64);
    g_assert_cmpint(number_add(G_MAXINT64, 1), ==, G_MAXINT64);
    g_assert_cmpint(number_add(G_MININT64 + 1, -1), ==, G_MININT64);
    g_assert_cmpint(number_add(G_MININT64, -1), ==, G_MININT64);
}

static void
test_words(void)
{
    Field amount = {.type = TYPE_AMOUNT}, count = {.type = TYPE_INTEGER};
    Operand of_amount = {&amount, NULL}, of_count = {&count, NULL};
    g_autoptr(GPtrArray) amounts = g_ptr_array_new(), counts = g_ptr_array_new();
    g_ptr_array_add(amounts, &of_amount);
    g_ptr_array_add(counts, &of_count);
    Indicator euros = {.unit = (char *)"euros", .numerator = amounts};
    Indicator rate = {.unit = (char *)"%", .numerator = counts};
    Indicator days = {.unit = (char *)"jours", .numerator = counts};
    const struct {
        const Indicator *indicator;
        const char *canonical, *words;
    } rows[] = {
        {&euros, "35500.5", "35\u202F500,50"},
        {&euros, "35500.55", "35\u202F500,55"},
        {&euros, "15000", "15\u202F000"},
        {&rate, "50", "50,0"},
        {&rate, "72.5", "72,5"},
        {&days, "9.5", "9,5"},
        {&days, "9", "9"},
        {&euros, "illisible.", "illisible."},
    };
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *words =
            number_words(rows[i].canonical, value_decimals(rows[i].indicator, rows[i].canonical));
        g_assert_cmpstr(words, ==, rows[i].words);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/figures/words", test_words);
    g_test_add_func("/figures/bounds", test_bounds);
    g_test_add_func("/figures/ratio", test_ratio);
    g_test_add_func("/figures/periods", test_periods);
    g_test_add_func("/figures/empty", test_empty);
    g_test_add_func("/figures/beside", test_beside);
    g_test_add_func("/figures/distinct-share", test_distinct_and_share);
    g_test_add_func("/figures/latest", test_latest);
    g_test_add_func("/figures/mean", test_mean);
    g_test_add_func("/figures/distribution-texts-dates", test_distribution_texts_dates);
    g_test_add_func("/figures/by-choice", test_by_choice);
    g_test_add_func("/figures/only", test_only);
    g_test_add_func("/figures/expectations", test_expectations);
    return g_test_run();
}
