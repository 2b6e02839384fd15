/* SPDX-License-Identifier: Apache-2.0
 *
 * What of the figures of a register may leave the house.
 */
#include "../figures/given.h"

#include "publish/publish.h"

static GPtrArray *
published(Fixture *fixture, const char *indicator)
{
    const FigureQuery query = {.indicator = indicator, .sources = TRUE};
    GError *error = NULL;
    fixture_flush(fixture);
    GPtrArray *figures = publish_figures(fixture->reg, fixture->definition, &query, FALSE, &error);
    g_assert_no_error(error);
    return figures;
}

/* 4 is masked and so is what would give it away; 5 isn't small. */
static void
test_masked(void)
{
    Fixture fixture = {0};
    fixture_init(&fixture);
    ADD(&fixture, "3.4", PARIS_1, "2013-2014", NULL, {"insertion", "GI", "embauches", "4"},
        {"insertion", "PI", "embauches", "6"}, {"insertion", "ESF", "embauches", "9"});
    g_autoptr(GPtrArray) figures = published(&fixture, "3.4-a");
    g_autofree char *got = show(figures, "2013-2014");
    g_assert_cmpstr(got, ==,
                    "2013-2014 19 by 1\n"
                    "2013-2014 diplome=GI masked by 1\n"
                    "2013-2014 diplome=PI masked by 1\n"
                    "2013-2014 diplome=ESF 9 by 1\n"
                    "2013-2014 academie=PARIS 19 by 1\n"
                    "2013-2014 diplome=GI academie=PARIS masked by 1\n"
                    "2013-2014 diplome=PI academie=PARIS masked by 1\n"
                    "2013-2014 diplome=ESF academie=PARIS 9 by 1");
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        if (!figure->masked)
            continue;
        g_assert_null(figure->value);
        g_assert_null(((FigureSource *)figure->sources->pdata[0])->value);
    }
    fixture_clear(&fixture);
    fixture_init(&fixture);
    ADD(&fixture, "3.4", PARIS_1, "2013-2014", NULL, {"insertion", "GI", "embauches", "5"},
        {"insertion", "PI", "embauches", "6"});
    g_autoptr(GPtrArray) shown = published(&fixture, "3.4-a");
    for (guint i = 0; i < shown->len; i++)
        g_assert_false(((Figure *)shown->pdata[i])->masked);
    fixture_clear(&fixture);
}

/* FIGURES of one indicator as one text. */
static char *
show_of(const GPtrArray *figures, const Indicator *indicator)
{
    g_autoptr(GPtrArray) own = g_ptr_array_new();
    for (guint i = 0; i < figures->len; i++) {
        if (((const Figure *)figures->pdata[i])->indicator == indicator)
            g_ptr_array_add(own, figures->pdata[i]);
    }
    return show(own, NULL);
}

static void
add_some(Fixture *fixture, GRand *rand, const char *sheet, const char *who,
         const char *const *columns)
{
    static const char *const diplomas[] = {"GI", "PI", "ESF", "SPVL"};
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) given = g_array_new(FALSE, FALSE, sizeof(Given));
    for (guint i = 0; i < G_N_ELEMENTS(diplomas); i++) {
        for (const char *const *column = columns + 1; *column; column++) {
            char *text = g_strdup_printf("%d", g_rand_int_range(rand, 0, 9));
            const Given one = {columns[0], diplomas[i], *column, text};
            g_ptr_array_add(texts, text);
            g_array_append_val(given, one);
        }
    }
    add(fixture, sheet, who, "2013-2014", NULL, (const Given *)given->data, given->len);
}

static guint
count_masked(const GPtrArray *figures)
{
    guint masked = 0;
    for (guint i = 0; i < figures->len; i++)
        masked += ((const Figure *)figures->pdata[i])->masked != 0;
    return masked;
}

/* An indicator asked for alone is masked as it is among all others: what gives it away is linked
 * with it, by a sheet of both, and computed too. */
static void
test_alone(void)
{
    static const char *const stages[] = {"stages", "effectif", "stages", "conventions", NULL};
    static const char *const insertion[] = {"insertion", "sortants", "embauches", NULL};
    static const char *const accueils[] = {"accueils", "immersion", "formation", NULL};
    for (guint32 seed = 1; seed <= 8; seed++) {
        g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
        Fixture fixture = {0};
        fixture_init(&fixture);
        add_some(&fixture, rand, "3.2", PARIS_1, stages);
        add_some(&fixture, rand, "3.2", CRETEIL_1, stages);
        add_some(&fixture, rand, "3.4", PARIS_2, insertion);
        add_some(&fixture, rand, "3.4", CRETEIL_1, insertion);
        add_some(&fixture, rand, "2.2", PARIS_1, accueils);
        g_autoptr(GPtrArray) all = published(&fixture, NULL);
        const GPtrArray *sheets = fixture.definition->convention->sheets;
        g_assert_cmpuint(count_masked(all), >, 20);
        for (guint i = 0; i < sheets->len; i++) {
            const GPtrArray *indicators = ((const Sheet *)sheets->pdata[i])->indicators;
            for (guint j = 0; j < indicators->len; j++) {
                const Indicator *indicator = indicators->pdata[j];
                g_autoptr(GPtrArray) alone = published(&fixture, indicator->id);
                g_autofree char *one = show(alone, NULL);
                g_autofree char *among = show_of(all, indicator);
                g_assert_cmpstr(one, ==, among);
            }
        }
        fixture_clear(&fixture);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/publish/masked", test_masked);
    g_test_add_func("/publish/alone", test_alone);
    return g_test_run();
}
