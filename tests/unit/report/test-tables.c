/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables that explain themselves: an item that took another's place, rows that don't come to the
 * whole, targets and whether they were reached.  Over tests/data/series, by hand.
 */
#include "../register/fixture.h"
#include "words.h"

#include "publish/publish.h"
#include "report/report.h"

#define LILAS "0999901Z"
#define ROSES "0999902A"
#define IRIS  "0999903B"
#define CITY  "VILLE"

static guint messages;

static GBytes *
series_file(const char *name)
{
    const char *source = g_getenv("COPIL_SRCDIR");
    g_autofree char *path =
        g_build_filename(source ? source : ".", "tests/data/series", name, NULL);
    char *text = NULL;
    gsize length = 0;
    g_file_get_contents(path, &text, &length, NULL);
    g_assert_nonnull(text);
    return g_bytes_new_take(text, length);
}

static void
series_init(Fixture *fixture)
{
    g_autoptr(GBytes) xml = series_file("convention.xml");
    g_autoptr(GBytes) csv = series_file("participants.csv");
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    GError *error = NULL;
    fixture->definition = definition_load(xml, csv, NULL, mistakes);
    g_assert_cmpuint(mistakes->len, ==, 0);
    fixture->dir = g_dir_make_tmp("copil-test-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->dir, "r.copil", NULL);
    register_create(fixture->path, fixture->definition, "Secrétariat", 1388534400, &error);
    g_assert_no_error(error);
    fixture_open(fixture, REGISTER_WRITE);
}

/* ANSWERS: "effectifs.NEUF.eleves=25 visites=4". */
static void
give(Fixture *fixture, const char *who, const char *period, const char *answers)
{
    g_autofree char *name = g_strdup_printf("message %u", messages++);
    const char *sheet = strstr(period, "-S") ? "2" : "1";
    Examination *examination = examination_make(sheet, who, period, VERDICT_ACCEPTED, name, name,
                                                1540000000 + messages, "a@ecole.example");
    g_auto(GStrv) words = g_strsplit(answers, " ", -1);
    for (char **word = words; *word; word++) {
        g_auto(GStrv) sides = g_strsplit(*word, "=", 2);
        g_auto(GStrv) place = g_strsplit(sides[0], ".", 3);
        value_add(examination_form(examination), place[0], place[1], place[1] ? place[2] : NULL,
                  sides[1]);
    }
    fixture_add(fixture, name, examination);
}

/* The report's words for PERIOD, on DAY. */
static char *
report_words(Fixture *fixture, const char *period, const char *day)
{
    const FigureQuery query = {0};
    GError *error = NULL;
    fixture_flush(fixture);
    g_autoptr(GPtrArray) figures =
        publish_figures(fixture->reg, fixture->definition, &query, FALSE, &error);
    g_assert_no_error(error);
    g_autoptr(GDateTime) noon =
        g_date_time_new_utc(atoi(day), atoi(day + 5), atoi(day + 8), 12, 0, 0);
    const ReportInput input = {.definition = fixture->definition,
                               .period = period,
                               .figures = figures,
                               .seal = "0",
                               .date = g_date_time_to_unix(noon)};
    g_autoptr(Document) document = report_make(&input);
    return all_words(document);
}

/* ---- an item that took another's place ---- */

static void
test_successor(void)
{
    Fixture fixture = {0};
    series_init(&fixture);
    give(&fixture, LILAS, "2018-2019", "effectifs.VIEUX.eleves=30 effectifs.AUTRE.eleves=10");
    give(&fixture, ROSES, "2018-2019", "effectifs.VIEUX.eleves=20");
    give(&fixture, LILAS, "2019-2020", "effectifs.VIEUX.eleves=28 effectifs.AUTRE.eleves=9");
    give(&fixture, LILAS, "2020-2021", "effectifs.NEUF.eleves=25 effectifs.AUTRE.eleves=8");
    g_autofree char *words = report_words(&fixture, "2020-2021", "2021-05-01");
    assert_says(words,
                "\nBac services nouveaux (avant 2020-2021\u202F: Bac SA)|50|28|25|1 sur 4\n");
    assert_says(words, "\nAutre diplôme|10|9|8|1 sur 4\n");
    assert_says(words, "\nEnsemble|60|37|33|1 sur 4\n");
    assert_silent(words, "\nBac services anciens|");
    /* Before the change the table is that of any year. */
    g_autofree char *before = report_words(&fixture, "2019-2020", "2021-05-01");
    assert_says(before, "\nBac services anciens|50|28|1 sur 4\n");
    assert_silent(before, "\nBac services nouveaux");
    fixture_clear(&fixture);
}

/* As long as both are given, both have their rows, and no figure stands in two. */
static void
test_both(void)
{
    Fixture fixture = {0};
    series_init(&fixture);
    give(&fixture, LILAS, "2019-2020", "effectifs.VIEUX.eleves=28");
    give(&fixture, LILAS, "2020-2021", "effectifs.NEUF.eleves=25");
    give(&fixture, ROSES, "2020-2021", "effectifs.VIEUX.eleves=7");
    g_autofree char *words = report_words(&fixture, "2020-2021", "2021-05-01");
    assert_says(words, "\nBac services anciens (remplacé par Bac SN)|28|7|1 sur 4\n");
    assert_says(words, "\nBac services nouveaux|n.c.|25|1 sur 4\n");
    fixture_clear(&fixture);
}

/* ---- totals ---- */

#define BY_GENDER                                                                                        \
    "Par genre\u202F: une réponse qui ne précise pas «\u00A0filles\u00A0» compte dans l’ensemble " \
    "seulement.\n"

static void
expect_note(const char *lilas, const char *roses, const char *note, gboolean said)
{
    Fixture fixture = {0};
    series_init(&fixture);
    give(&fixture, LILAS, "2018-2019", lilas);
    give(&fixture, ROSES, "2018-2019", roses);
    g_autofree char *words = report_words(&fixture, "2018-2019", "2019-05-01");
    g_test_message("%s, %s", lilas, roses);
    g_assert_cmpint(strstr(words, note) != NULL, ==, said);
    fixture_clear(&fixture);
}

/* Of girls and boys: 12 + 18 are 30; with ten of whom nothing is said they are not 40.  Where a
 * number is masked the note stands in either case. */
static void
test_parts(void)
{
    static const char *const told = "effectifs.AUTRE.eleves=40 effectifs.AUTRE.filles=20";
    expect_note("effectifs.AUTRE.eleves=30 effectifs.AUTRE.filles=12", told, BY_GENDER, FALSE);
    expect_note("effectifs.AUTRE.eleves=10", told, BY_GENDER, TRUE);
    expect_note("effectifs.AUTRE.eleves=30 effectifs.AUTRE.filles=3",
                "effectifs.VIEUX.eleves=30 effectifs.VIEUX.filles=0", BY_GENDER, TRUE);
    expect_note("effectifs.AUTRE.eleves=30 effectifs.AUTRE.filles=3", "effectifs.VIEUX.eleves=30",
                BY_GENDER, TRUE);
}

static void
test_choice(void)
{
    static const char *const note =
        "Par état des outils\u202F: une fiche qui ne répond pas à cette question compte dans "
        "l’ensemble seulement.\n";
    expect_note("visites=4 etat=BON", "visites=6 etat=USE", note, FALSE);
    expect_note("visites=4 etat=BON", "visites=6", note, TRUE);
    /* What does not answer adds nothing: then nothing is missing either. */
    expect_note("visites=4 etat=BON", "visites=0", note, FALSE);
}

static void
test_other_question(void)
{
    expect_note("effectifs.AUTRE.eleves=30 statuts.SCO.eleves=30", "effectifs.AUTRE.eleves=20",
                "Par statut\u202F: ces lignes viennent d’une autre question (SE1-11) que "
                "l’ensemble\u202F; leur somme peut en différer.\n",
                TRUE);
}

/* One diploma in two parts of the town is one diploma; two are two. */
static void
test_distinct(void)
{
    static const char *const note = "Par quartier\u202F: ce que plusieurs lignes comptent n’est "
                                    "compté qu’une fois dans l’ensemble.\n";
    Fixture fixture = {0};
    series_init(&fixture);
    give(&fixture, LILAS, "2018-2019", "effectifs.AUTRE.eleves=30");
    give(&fixture, IRIS, "2018-2019", "effectifs.VIEUX.eleves=30");
    g_autofree char *apart = report_words(&fixture, "2018-2019", "2019-05-01");
    assert_silent(apart, note);
    give(&fixture, ROSES, "2018-2019", "effectifs.VIEUX.eleves=30");
    g_autofree char *twice = report_words(&fixture, "2018-2019", "2019-05-01");
    assert_says(twice, note);
    assert_silent(twice, "Par diplôme\u202F: ");
    fixture_clear(&fixture);
}

static void
test_rates(void)
{
    expect_note("effectifs.AUTRE.eleves=30 effectifs.AUTRE.recus=20", "visites=1",
                "Un taux ne s’additionne pas\u202F: celui de l’ensemble se calcule sur toutes les "
                "réponses réunies.\n",
                TRUE);
    expect_note("visites=2 note=12", "visites=1 note=15",
                "Une moyenne ne s’additionne pas\u202F: celle de l’ensemble se calcule sur toutes "
                "les réponses réunies.\n",
                TRUE);
}

/* A territory over all has its row, so its forms are missing nowhere; what may not be added has no
 * total and says so; the answers to a choice have theirs. */
static void
test_whole(void)
{
    Fixture fixture = {0};
    series_init(&fixture);
    give(&fixture, LILAS, "2018-2019", "effectifs.AUTRE.eleves=30 visites=3 etat=BON");
    give(&fixture, CITY, "2018-2019", "effectifs.VIEUX.eleves=12 visites=4 etat=BON");
    g_autofree char *words = report_words(&fixture, "2018-2019", "2019-05-01");
    assert_says(words, "Par quartier\nQuartier nord|30|1 sur 2\nToute la ville|12|1 sur 1\n");
    assert_silent(words, "Par quartier\u202F: ");
    assert_silent(words, "Par genre\u202F: une partie");
    assert_says(words, "Par organisme déclarant\nÉcoles|3|1 sur 3\nVilles|4|1 sur 1\n"
                       "Sans total\u202F: plusieurs organismes peuvent avoir compté la même "
                       "chose.\n");
    assert_says(words, "\nEnsemble|2|2 sur 4\nPar état des outils\nBon|2|2 sur 4\n");
    fixture_clear(&fixture);
}

/* ---- targets ---- */

static void
expect_words(Fixture *fixture, const char *period, const char *day, const char *expected)
{
    g_autofree char *words = report_words(fixture, period, day);
    g_test_message("%s on %s", expected, day);
    assert_says(words, expected);
}

/* Sixty pupils each year, which is over on 31 August. */
static void
test_year_target(void)
{
    Fixture fixture = {0};
    series_init(&fixture);
    give(&fixture, LILAS, "2018-2019", "effectifs.AUTRE.eleves=59");
    give(&fixture, LILAS, "2019-2020", "effectifs.AUTRE.eleves=60");
    expect_words(&fixture, "2018-2019", "2019-08-31", ", objectif annuel\u202F: 60, en cours|59|");
    expect_words(&fixture, "2018-2019", "2019-09-01",
                 ", objectif annuel\u202F: 60, non atteint|59|");
    expect_words(&fixture, "2019-2020", "2020-01-01",
                 ", objectif annuel\u202F: 60, atteint|59|60|");
    /* No form, three, four. */
    expect_words(&fixture, "2020-2021", "2020-10-01",
                 "objectif annuel\u202F: au plus 3, respecté|1|1|0|");
    give(&fixture, CITY, "2019-2020", "visites=1");
    give(&fixture, ROSES, "2019-2020", "visites=1");
    expect_words(&fixture, "2019-2020", "2020-01-01", "au plus 3, respecté|1|3|");
    give(&fixture, IRIS, "2019-2020", "visites=1");
    expect_words(&fixture, "2019-2020", "2020-01-01", "au plus 3, dépassé|1|4|");
    fixture_clear(&fixture);
}

/* Ten to twenty visits over three years. */
static void
test_term_target(void)
{
    static const char *const over = "objectif sur la durée de la convention\u202F: 10 à 20 ";
    Fixture fixture = {0};
    series_init(&fixture);
    give(&fixture, LILAS, "2018-2019", "visites=9");
    g_autofree char *begun = g_strconcat(over, "(9 à ce jour\u202F: en cours)|9|", NULL);
    expect_words(&fixture, "2018-2019", "2021-08-31", begun);
    g_autofree char *late = g_strconcat(over, "(9\u202F: non atteint)|9|", NULL);
    expect_words(&fixture, "2018-2019", "2021-09-01", late);
    give(&fixture, LILAS, "2019-2020", "visites=1");
    g_autofree char *done = g_strconcat(over, "(10 à ce jour\u202F: atteint)|9|1|", NULL);
    expect_words(&fixture, "2019-2020", "2020-05-01", done);
    give(&fixture, ROSES, "2019-2020", "visites=10");
    g_autofree char *most = g_strconcat(over, "(20 à ce jour\u202F: atteint)|9|11|", NULL);
    expect_words(&fixture, "2019-2020", "2020-05-01", most);
    give(&fixture, IRIS, "2019-2020", "visites=1");
    g_autofree char *more = g_strconcat(over, "(21 à ce jour\u202F: dépassé)|9|12|", NULL);
    expect_words(&fixture, "2019-2020", "2020-05-01", more);
    fixture_clear(&fixture);
}

/* Five outings each half: forms of the first are due on 28 February. */
static void
test_half_target(void)
{
    Fixture fixture = {0};
    series_init(&fixture);
    give(&fixture, LILAS, "2018-2019-S1", "sorties=4");
    give(&fixture, LILAS, "2018-2019-S2", "sorties=5");
    expect_words(&fixture, "2018-2019", "2019-02-28",
                 "objectif de chaque semestre\u202F: 5 (1er semestre\u202F: en cours\u202F; 2e "
                 "semestre\u202F: atteint)|4|5|9|");
    expect_words(&fixture, "2018-2019", "2019-03-01",
                 "objectif de chaque semestre\u202F: 5 (1er semestre\u202F: non atteint\u202F; 2e "
                 "semestre\u202F: atteint)|4|5|9|");
    /* Nobody said anything of the next first half, nor yet of the second. */
    give(&fixture, LILAS, "2019-2020", "visites=1");
    expect_words(&fixture, "2019-2020", "2020-03-01",
                 "objectif de chaque semestre\u202F: 5 (1er semestre\u202F: non "
                 "communiqué\u202F; 2e semestre\u202F: en cours)|");
    fixture_clear(&fixture);
}

/* Whether a masked number reaches its target would tell of it. */
static void
test_masked_target(void)
{
    Fixture fixture = {0};
    series_init(&fixture);
    give(&fixture, LILAS, "2018-2019", "effectifs.AUTRE.eleves=3");
    expect_words(&fixture, "2018-2019", "2019-10-01", ", objectif annuel\u202F: 60|s|");
    fixture_clear(&fixture);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/tables/successor", test_successor);
    g_test_add_func("/tables/both", test_both);
    g_test_add_func("/tables/parts", test_parts);
    g_test_add_func("/tables/choice", test_choice);
    g_test_add_func("/tables/other-question", test_other_question);
    g_test_add_func("/tables/distinct", test_distinct);
    g_test_add_func("/tables/rates", test_rates);
    g_test_add_func("/tables/whole", test_whole);
    g_test_add_func("/tables/year-target", test_year_target);
    g_test_add_func("/tables/term-target", test_term_target);
    g_test_add_func("/tables/half-target", test_half_target);
    g_test_add_func("/tables/masked-target", test_masked_target);
    return g_test_run();
}
