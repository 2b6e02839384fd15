/* SPDX-License-Identifier: Apache-2.0
 *
 * Which charts a report has, what their titles claim, and what is said to who doesn't see them.
 * Over tests/data/series, with figures made by hand.
 */
#include "words.h"

#include "report/report.h"

#define OVER  1640995200 /* January 2022: all forms of 2020-2021 were due */
#define UNDER 1612137600 /* February 2021: they were not */

typedef struct {
    Definition *definition;
    GPtrArray *figures, *expectations;
    ReportInput input;
} Series;

/* ---- making ---- */
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
expectation_clear(gpointer data)
{
    Expectation *expectation = data;

    g_free(expectation->period);
    g_free(expectation);
}

static Series
series_new(gint64 date)
{
    g_autoptr(GBytes) xml = series_file("convention.xml");
    g_autoptr(GBytes) csv = series_file("participants.csv");
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    Series series = {.definition = definition_load(xml, csv, NULL, mistakes)};

    g_assert_nonnull(series.definition);
    series.figures = g_ptr_array_new_with_free_func((GDestroyNotify)figure_free);
    series.expectations = g_ptr_array_new_with_free_func(expectation_clear);
    series.input = (ReportInput){.definition = series.definition,
                                 .period = "2020-2021",
                                 .figures = series.figures,
                                 .expectations = series.expectations,
                                 .seal = "0",
                                 .date = date};
    return series;
}

static void
series_clear(Series *series)
{
    g_ptr_array_unref(series->figures);
    g_ptr_array_unref(series->expectations);
    definition_free(series->definition);
}

static Indicator *
indicator_of(const Series *series, const char *id)
{
    const GPtrArray *sheets = series->definition->convention->sheets;

    for (guint s = 0; s < sheets->len; s++) {
        const GPtrArray *all = ((const Sheet *)sheets->pdata[s])->indicators;
        for (guint i = 0; i < all->len; i++)
            if (strcmp(((const Indicator *)all->pdata[i])->id, id) == 0)
                return all->pdata[i];
    }
    g_assert_not_reached();
}

/* SCOPE: "quartier=NORD", or "" for the whole; VALUE "s": masked; NULL: nobody gave it. */
static Figure *
add(Series *series, const char *indicator, const char *period, const char *scope, const char *value)
{
    const gboolean masked = g_strcmp0(value, "s") == 0;
    Figure *figure = g_new0(Figure, 1);

    figure->indicator = indicator_of(series, indicator);
    figure->period = g_strdup(period);
    figure->scope = g_strsplit_set(scope, "= ", -1);
    figure->value = masked ? NULL : g_strdup(value);
    figure->masked = masked;
    figure->respondents = value ? 3 : 0;
    figure->expected = 4;
    g_ptr_array_add(series->figures, figure);
    return figure;
}

static void
expect(Series *series, const char *sheet, const char *period, ExpectedState state, guint count,
       gboolean nil)
{
    for (guint i = 0; i < count; i++) {
        Expectation *expectation = g_new0(Expectation, 1);
        expectation->sheet = convention_sheet(series->definition->convention, sheet);
        expectation->period = g_strdup(period);
        expectation->participant = series->definition->participants->list->pdata[0];
        expectation->state = state;
        expectation->nil = nil;
        g_ptr_array_add(series->expectations, expectation);
    }
}

/* ---- looking ---- */
typedef struct {
    Document *document;
    GPtrArray *charts; /* const Chart */
} Shown;

static Shown
shown(const Series *series)
{
    Shown all = {report_make(&series->input), g_ptr_array_new()};

    for (guint i = 0; i < all.document->blocks->len; i++) {
        const Block *block = all.document->blocks->pdata[i];
        if (block->kind == BLOCK_CHART)
            g_ptr_array_add(all.charts, block->chart);
    }
    return all;
}

static void
shown_clear(Shown *all)
{
    g_ptr_array_unref(all->charts);
    document_release(all->document);
}

static void
assert_chart(const Shown *all, guint number, const char *title, const char *said)
{
    g_assert_cmpuint(all->charts->len, >, number);
    if (all->charts->len <= number)
        return;
    const Chart *chart = all->charts->pdata[number];
    /* These reports have no annex of forms: nothing may lead there. */
    for (guint i = 0; i < chart->subtitle->len; i++)
        g_assert_null(((const Span *)chart->subtitle->pdata[i])->target);
    g_autofree char *own = prose_plain(chart->title);
    g_autofree char *words = chart_words(chart, 0, chart->rows->len);
    g_assert_cmpstr(own, ==, title);
    if (said)
        g_assert_cmpstr(words, ==, said);
}

/* The only chart of SERIES, or with TITLE NULL none; frees it. */
static void
assert_only(Series *series, const char *title, const char *said)
{
    Shown all = shown(series);

    g_assert_cmpuint(all.charts->len, ==, title ? 1 : 0);
    if (title)
        assert_chart(&all, 0, title, said);
    shown_clear(&all);
    series_clear(series);
}

/* ---- by territory ---- */
static Series
quarters(const char *north, const char *south, const char *city)
{
    Series series = series_new(OVER);

    add(&series, "1-a", "2020-2021", "", "100");
    add(&series, "1-a", "2020-2021", "quartier=NORD", north);
    add(&series, "1-a", "2020-2021", "quartier=SUD", south);
    if (city)
        add(&series, "1-a", "2020-2021", "quartier=TOUT", city);
    return series;
}

static void
test_range(void)
{
    Series series = quarters("20", "13", NULL);

    assert_only(&series, "Graphique 1. Élèves comptés, de 13 (Quartier sud) à 20 (Quartier nord)",
                "Barres par quartier. Quartier nord\u202F: 20. Quartier sud\u202F: 13.");
}

static void
test_ties(void)
{
    Series high = quarters("20", "13", "20"), low = quarters("0", "0", "8");
    Series even = quarters("20", "20", "20");

    assert_only(&high,
                "Graphique 1. Élèves comptés, de 13 (Quartier sud) à 20 (Quartier nord et Toute "
                "la ville)",
                NULL);
    assert_only(&low,
                "Graphique 1. Élèves comptés, de 0 (Quartier nord et Quartier sud) à 8 (Toute la "
                "ville)",
                "Barres par quartier. Quartier nord\u202F: 0. Quartier sud\u202F: 0. Toute la "
                "ville\u202F: 8.");
    assert_only(&even, NULL, NULL); /* nothing to compare */
}

/* Four is read faster than it is drawn, five is not. */
static void
test_few(void)
{
    Series four = quarters("4", "0", NULL), five = quarters("5", "0", NULL);

    assert_only(&four, NULL, NULL);
    assert_only(&five, "Graphique 1. Élèves comptés, de 0 (Quartier sud) à 5 (Quartier nord)",
                NULL);
}

static void
test_below_zero(void)
{
    Series series = quarters("20", "-13", NULL);

    assert_only(&series, NULL, NULL);
}

/* Whoever is masked, or did not answer, may be the least or the most. */
static void
test_unknown(void)
{
    Series masked = quarters("20", "s", "9"), missing = quarters("20", NULL, "9");
    Series alone = quarters("20", "s", NULL), none = quarters("s", "s", "s");

    Shown all = shown(&masked);
    const Chart *chart = all.charts->pdata[0];
    const ChartCell *cell = ((const ChartRow *)chart->rows->pdata[1])->cells->pdata[0];
    g_assert_cmpint(cell->now.state, ==, CHART_MASKED);
    g_assert_cmpfloat(cell->now.size, ==, 0);
    g_assert_cmpstr(cell->now.words, ==, "s");
    g_autofree char *note = prose_plain(chart->notes->pdata[0]);
    g_assert_true(g_str_has_prefix(note, "s\u202F: secret."));
    shown_clear(&all);
    assert_only(&masked, "Graphique 1. Élèves comptés",
                "Barres par quartier. Quartier nord\u202F: 20. Quartier sud\u202F: secret. Toute "
                "la ville\u202F: 9.");
    assert_only(&missing, "Graphique 1. Élèves comptés",
                "Barres par quartier. Quartier nord\u202F: 20\u202F; 3 sur 4. Quartier "
                "sud\u202F: non communiqué\u202F; 0 sur 4. Toute la ville\u202F: 9\u202F; 3 sur "
                "4.");
    assert_only(&alone, NULL, NULL);
    assert_only(&none, NULL, NULL);
}

/* A year is held against the one before when all forms were due. */
static void
test_before(void)
{
    const gint64 dates[] = {OVER, UNDER};

    for (guint i = 0; i < G_N_ELEMENTS(dates); i++) {
        Series series = quarters("20", "13", NULL);
        series.input.date = dates[i];
        add(&series, "1-a", "2019-2020", "", "30");
        add(&series, "1-a", "2019-2020", "quartier=NORD", "30");
        add(&series, "1-a", "2019-2020", "quartier=SUD", "s");
        assert_only(&series,
                    "Graphique 1. Élèves comptés, de 13 (Quartier sud) à 20 (Quartier nord)",
                    dates[i] == OVER
                        ? "Barres par quartier. Quartier nord\u202F: 20 (2019-2020\u202F: 30). "
                          "Quartier sud\u202F: 13."
                        : "Barres par quartier. Quartier nord\u202F: 20. Quartier sud\u202F: 13.");
    }
}

/* ---- over the years ---- */
static Series
years(const char *first, const char *second, const char *third)
{
    Series series = series_new(OVER);

    add(&series, "1-a", "2018-2019", "", first);
    add(&series, "1-a", "2019-2020", "", second);
    add(&series, "1-a", "2020-2021", "", third);
    return series;
}

static void
test_trend(void)
{
    Series falls = years("60", "37", "33"), ends = years("60", "37", "60");
    Series flat = years("60", "60", "60");

    assert_only(&falls, "Graphique 1. Élèves comptés, 60 en 2018-2019 et 33 en 2020-2021",
                "Courbe par année. 2018-2019\u202F: 3 sur 4. 2019-2020\u202F: 3 sur 4. "
                "2020-2021\u202F: 3 sur 4. 2018-2019 60 (objectif\u202F: 60), 2019-2020 37 "
                "(objectif\u202F: 60), 2020-2021 33 (objectif\u202F: 60).");
    assert_only(&ends, "Graphique 1. Élèves comptés, 60 en 2018-2019 comme en 2020-2021", NULL);
    assert_only(&flat, NULL, NULL);
}

static void
test_trend_unknown(void)
{
    Series middle = years("60", "s", "33"), two = years("60", NULL, "33");

    /* Fewer than three values are no trend. */
    assert_only(&middle, NULL, NULL);
    assert_only(&two, NULL, NULL);
}

static void
test_trend_early(void)
{
    Series series = years("60", "37", "33");

    series.input.date = UNDER;
    assert_only(&series, NULL, NULL);
}

static void
test_halves(void)
{
    Series series = series_new(OVER);

    add(&series, "2-a", "2019-2020", "", "11");
    add(&series, "2-a", "2019-2020-S1", "", "5");
    add(&series, "2-a", "2019-2020-S2", "", "6");
    add(&series, "2-a", "2020-2021", "", "16");
    add(&series, "2-a", "2020-2021-S1", "", "s");
    add(&series, "2-a", "2020-2021-S2", "", "9");
    assert_only(&series,
                "Graphique 1. Sorties faites, 5 au 1er semestre 2019-2020 et 9 au 2e semestre "
                "2020-2021",
                "Courbe par semestre. 2019-2020 1er sem.\u202F: 3 sur 4. 2019-2020 2e "
                "sem.\u202F: 3 sur 4. 2020-2021 1er sem.\u202F: 3 sur 4. 2020-2021 2e "
                "sem.\u202F: 3 sur 4. 2019-2020 1er sem. 5 (objectif\u202F: 5), 2019-2020 2e sem. "
                "6 (objectif\u202F: 5), 2020-2021 1er sem. secret (objectif\u202F: 5), 2020-2021 "
                "2e sem. 9 (objectif\u202F: 5).");
}

/* Of a bilan the whole term is no period of its own. */
static void
test_term(void)
{
    Series series = series_new(OVER);

    series.input.kind = REPORT_TERM;
    series.input.period = "term";
    add(&series, "1-a", "2018-2019", "", "60");
    add(&series, "1-a", "2019-2020", "", "37");
    add(&series, "1-a", "2020-2021", "", "33");
    add(&series, "1-a", "term", "", "130");
    assert_only(&series, "Graphique 1. Élèves comptés, 60 en 2018-2019 et 33 en 2020-2021",
                "Courbe par année. 2018-2019\u202F: 3 sur 4. 2019-2020\u202F: 3 sur 4. "
                "2020-2021\u202F: 3 sur 4. 2018-2019 60 (objectif\u202F: 60), 2019-2020 37 "
                "(objectif\u202F: 60), 2020-2021 33 (objectif\u202F: 60).");
}

/* ---- rates ---- */
/* Two rates of the year, with targets or without. */
static Series
rates(const char *first, const char *second, const char *target_of_first,
      const char *target_of_second)
{
    Series series = series_new(OVER);
    const char *const ids[] = {"1-b", "1-d"};
    const char *const values[] = {first, second};
    const char *const targets[] = {target_of_first, target_of_second};

    for (guint i = 0; i < 2; i++) {
        Indicator *indicator = indicator_of(&series, ids[i]);
        g_free(indicator->unit);
        indicator->unit = g_strdup("%");
        g_free(indicator->target_min);
        indicator->target_min = g_strdup(targets[i]);
        indicator->target_over_period = TRUE;
        add(&series, ids[i], "2020-2021", "", values[i]);
    }
    return series;
}

static void
test_rates(void)
{
    Series plain = rates("50.0", "88.6", NULL, NULL), one = rates("50.0", NULL, NULL, NULL);
    Series masked = rates("50.0", "s", NULL, NULL), even = rates("50.0", "50.0", NULL, NULL);

    assert_only(&plain, "Graphique 1. Les taux, de 50,0\u202F% à 88,6\u202F%",
                "Barres, une par taux. Part des reçus\u202F: 50,0\u202F%\u202F; 3 sur 4. Note "
                "moyenne\u202F: 88,6\u202F%\u202F; 3 sur 4.");
    assert_only(&one, NULL, NULL);
    assert_only(&masked, NULL, NULL);
    assert_only(&even, NULL, NULL);
}

/* Reached exactly is reached. */
static void
test_targets(void)
{
    Series exact = rates("50.0", "88.6", "50", NULL), under = rates("49.9", "88.6", "50", NULL);
    Series both = rates("50.0", "88.6", "50", "80"), half = rates("50.0", "79.9", "50", "80");
    Series none = rates("49.9", "79.9", "50", "80");

    assert_only(&exact, "Graphique 1. Objectif atteint",
                "Barres, une par taux. Part des reçus\u202F: 50,0\u202F% (objectif\u202F: "
                "50,0\u202F%)\u202F; 3 sur 4. Note moyenne\u202F: 88,6\u202F%\u202F; 3 sur 4.");
    assert_only(&under, "Graphique 1. Objectif non atteint à ce jour", NULL);
    assert_only(&both, "Graphique 1. Tous les objectifs atteints", NULL);
    assert_only(&half, "Graphique 1. 1 objectif sur 2 atteint à ce jour", NULL);
    assert_only(&none, "Graphique 1. Aucun objectif atteint à ce jour", NULL);
}

/* Directions are said when as many answered, and of all rates. */
static void
test_directions(void)
{
    Series up = rates("50.0", "88.6", NULL, NULL), other = rates("50.0", "88.6", NULL, NULL);
    Series partly = rates("50.0", "88.6", NULL, NULL);

    add(&up, "1-b", "2019-2020", "", "49.9");
    add(&up, "1-d", "2019-2020", "", "88.6");
    assert_only(&up, "Graphique 1. 1 taux en hausse, 1 stable depuis 2019-2020",
                "Barres, une par taux. Part des reçus\u202F: 50,0\u202F% (2019-2020\u202F: "
                "49,9\u202F%)\u202F; 3 sur 4. Note moyenne\u202F: 88,6\u202F% "
                "(2019-2020\u202F: 88,6\u202F%)\u202F; 3 sur 4.");
    add(&other, "1-b", "2019-2020", "", "49.9");
    add(&other, "1-d", "2019-2020", "", "88.6")->respondents = 2;
    assert_only(&other, "Graphique 1. Les taux, de 50,0\u202F% à 88,6\u202F%", NULL);
    add(&partly, "1-b", "2019-2020", "", "49.9");
    assert_only(&partly, "Graphique 1. Les taux, de 50,0\u202F% à 88,6\u202F%", NULL);
}

/* ---- what was received ---- */
static void
test_received(void)
{
    Series some = series_new(OVER), all = series_new(OVER), none = series_new(OVER);
    Series single = series_new(OVER), later = series_new(OVER);

    expect(&some, "1", "2020-2021", EXPECTED_RECEIVED, 3, FALSE);
    expect(&some, "1", "2020-2021", EXPECTED_LATE, 1, TRUE);
    expect(&some, "1", "2020-2021", EXPECTED_EXCUSED, 1, FALSE);
    expect(&some, "2", "2020-2021-S1", EXPECTED_REFUSED, 1, FALSE);
    expect(&some, "2", "2020-2021-S1", EXPECTED_MISSING, 2, FALSE);
    expect(&some, "2", "2020-2021-S2", EXPECTED_LATER, 3, FALSE);
    assert_only(&some, "Graphique 1. 4 fiches reçues sur 7 attendues à ce jour (57,1\u202F%)",
                "Une marque par fiche attendue. 1 Élèves\u202F: reçues 3, néant 1, dispensées "
                "1\u202F; 4 sur 4. 2 Sorties, 1er semestre\u202F: à corriger 1, non reçues "
                "2\u202F; 0 sur 3. 2 Sorties, 2e semestre\u202F: à rendre plus tard 3.");
    expect(&all, "1", "2020-2021", EXPECTED_RECEIVED, 3, FALSE);
    expect(&all, "2", "2020-2021-S1", EXPECTED_LATE, 1, FALSE);
    assert_only(&all, "Graphique 1. Les 4 fiches attendues ont toutes été reçues", NULL);
    expect(&none, "1", "2020-2021", EXPECTED_MISSING, 3, FALSE);
    expect(&none, "2", "2020-2021-S1", EXPECTED_REFUSED, 1, FALSE);
    assert_only(&none, "Graphique 1. Aucune des 4 fiches attendues n’a été reçue", NULL);
    expect(&single, "1", "2020-2021", EXPECTED_RECEIVED, 3, FALSE);
    assert_only(&single, NULL, NULL); /* one row is said faster */
    expect(&later, "1", "2020-2021", EXPECTED_LATER, 3, FALSE);
    expect(&later, "2", "2020-2021-S2", EXPECTED_LATER, 3, FALSE);
    assert_only(&later, NULL, NULL);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/charts/territory/range", test_range);
    g_test_add_func("/charts/territory/ties", test_ties);
    g_test_add_func("/charts/territory/few", test_few);
    g_test_add_func("/charts/territory/below-zero", test_below_zero);
    g_test_add_func("/charts/territory/unknown", test_unknown);
    g_test_add_func("/charts/territory/before", test_before);
    g_test_add_func("/charts/trend/years", test_trend);
    g_test_add_func("/charts/trend/unknown", test_trend_unknown);
    g_test_add_func("/charts/trend/early", test_trend_early);
    g_test_add_func("/charts/trend/halves", test_halves);
    g_test_add_func("/charts/trend/term", test_term);
    g_test_add_func("/charts/rates/plain", test_rates);
    g_test_add_func("/charts/rates/targets", test_targets);
    g_test_add_func("/charts/rates/directions", test_directions);
    g_test_add_func("/charts/received", test_received);
    return g_test_run();
}
