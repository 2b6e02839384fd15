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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/publish/masked", test_masked);
    return g_test_run();
}
