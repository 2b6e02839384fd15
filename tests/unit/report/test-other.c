/* SPDX-License-Identifier: Apache-2.0
 *
 * The report of a convention of another make: civil years, no term, no committee.xml, sheets that
 * the agreement hasn't got, events that nobody must declare, no people and no parts counted.
 */
#include "fixture.h"
#include "words.h"

static const FixtureOptions options = {.schools = 16};

static void
add_figure(Fixture *fixture, const char *indicator, const char *period, const char *const *scope,
           const char *value)
{
    const Indicator *found = convention_indicator(fixture->definition->convention, indicator);
    Figure *figure;

    fixture_figure(fixture, found, period, scope, &options);
    figure = fixture->figures->pdata[fixture->figures->len - 1];
    g_free(figure->value);
    figure->value = g_strdup(value);
}

static Fixture *
other_new(void)
{
    static const char *const ONE[] = {"region", "11", "forme", "SUB", NULL};
    static const char *const TWO[] = {"region", "32", "forme", "PAR", NULL};
    static const char *const SUB[] = {"forme", "SUB", NULL};
    Fixture *fixture = g_new0(Fixture, 1);
    g_autoptr(GBytes) convention = fixture_read("forms/emplois-avenir-2012/convention.xml");
    g_autoptr(GBytes) participants = fixture_read("forms/emplois-avenir-2012/participants.csv");
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);

    fixture->definition = definition_load(convention, participants, NULL, mistakes);
    g_assert_nonnull(fixture->definition);
    fixture->figures = g_ptr_array_new_with_free_func(fixture_figure_free);
    fixture->expectations = g_ptr_array_new_with_free_func(fixture_expectation_free);
    fixture->submissions = g_ptr_array_new_with_free_func((GDestroyNotify)submission_free);
    add_figure(fixture, "1-a", "2014", NULL, "17");
    add_figure(fixture, "1-a", "term", NULL, "35");
    add_figure(fixture, "1-a", "2014", SUB, "6");
    add_figure(fixture, "1-a", "2014", ONE, "6");
    add_figure(fixture, "1-a", "2014", TWO, "11");
    add_figure(fixture, "2-a", "2014", NULL, "330900");
    add_figure(fixture, "2-a", "2013", NULL, "361900");
    fixture->input = (ReportInput){
        .definition = fixture->definition,
        .period = "2014",
        .figures = fixture->figures,
        .expectations = fixture->expectations,
        .submissions = fixture->submissions,
        .date = 1421884800, /* 22 January 2015 */
    };
    return fixture;
}

/* Nothing of the first convention's schools, and no heading without matter. */
static void
test_silent(void)
{
    static const char *const OTHERS[] = {"lève",    "cadémie", "scolaire",
                                         "ailleur", "masqué",  "préavis",
                                         "NULL",    "null)",   "première réunion"};
    Fixture *fixture = other_new();
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);

    for (guint i = 0; i < G_N_ELEMENTS(OTHERS); i++)
        assert_silent(words, OTHERS[i]);
    g_assert_null(find_heading(document, "Rapprochements"));
    g_assert_null(find_heading(document, "Genre"));
    g_assert_cmpstr(document->notice, ==,
                    "Document confidentiel, réservé au comité de pilotage · Document de travail, "
                    "sceau aucun");
    fixture->input.confidential = TRUE;
    g_autoptr(Document) open = report_make(&fixture->input);
    g_autofree char *more = all_words(open);
    assert_silent(more, "Version confidentielle");
    g_assert_cmpstr(open->notice, ==, document->notice);
    fixture_free(fixture);
}

static void
test_open_term(void)
{
    Fixture *fixture = other_new();
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);

    assert_says(words, "La convention ne fixe pas de terme.\n");
    assert_silent(words, "Terme de la convention");
    assert_says(words, "30 novembre 2012|Date d’effet de la convention|passée\n");
    assert_says(words, "15 février 2015|Fiche 3, année 2014\u202F: dernier jour|à venir\n");
    assert_says(words, "En deux exemplaires originaux\n");
    assert_says(words, "Aucune réunion antérieure n’est inscrite");
    fixture_free(fixture);
}

/* A target over an open term; a unit that the label begins with isn't said again; events have no
 * number of respondents to hold against, and where there is none there are zero. */
static void
test_counted(void)
{
    Fixture *fixture = other_new();
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);

    assert_says(words,
                ", objectif de la convention\u202F: 300 (35 à ce jour\u202F: en cours)|0|17|16\n");
    assert_says(words, "par région et par forme du partenariat, année 2014. 16 répondants.\n");
    assert_says(words, "Île-de-France|6|0|0\n");
    assert_says(words, "(euros)|361\u202F900|n.c.|n.c.|330\u202F900|16 sur 18\n");
    fixture_free(fixture);
}

/* The forms of the second half are due on 15 February 2015: a year is compared on the day after. */
static void
test_evolution(void)
{
    Fixture *fixture = other_new();

    fixture->input.date = 1424000000; /* that day */
    g_autoptr(Document) early = report_make(&fixture->input);
    g_autofree char *nothing = all_words(early);
    assert_says(nothing, "Évolution depuis 2013\nUn indicateur n’est comparé d’une année à l’autre "
                         "que lorsque toutes les fiches de 2014 ont dû être rendues.\n");
    assert_silent(nothing, "en baisse");
    fixture->input.date += 86400;
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);
    assert_says(words, "(euros)\u202F: en baisse, de 361\u202F900 à 330\u202F900 (16 répondants "
                       "sur 18).\n");
    assert_silent(words, "ont dû être rendues");
    fixture_free(fixture);
}

/* What the agreement hasn't got isn't ascribed to it. */
static void
test_own_sheets(void)
{
    Fixture *fixture = other_new();
    g_autoptr(Document) document = report_make(&fixture->input);
    g_autofree char *words = all_words(document);

    assert_says(words, "La convention ne retient pas d’indicateur pour cette fiche.");
    assert_silent(words, "Titre dans la convention");
    assert_says(words, "les déclarations d’un même fait comptées une fois");
    assert_says(words, "Expertises apportées|");
    fixture_free(fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/other/silent", test_silent);
    g_test_add_func("/report/other/open-term", test_open_term);
    g_test_add_func("/report/other/counted", test_counted);
    g_test_add_func("/report/other/evolution", test_evolution);
    g_test_add_func("/report/other/own-sheets", test_own_sheets);
    return g_test_run();
}
