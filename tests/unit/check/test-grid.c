/* SPDX-License-Identifier: Apache-2.0
 *
 * Grids of people's forms: rows by item, columns by place, "néant" and "NC" for the whole.
 */
#include "fixture.h"

static void
test_rows(void)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, "ES11-10.GI|24|20|7,5\nES11-10.PI|||");

    fixture_expect_found(checked, "");
    g_assert_cmpstr(fixture_canonical(checked, "stages.GI.effectif"), ==, "24");
    g_assert_cmpstr(fixture_canonical(checked, "stages.GI.stages"), ==, "20");
    g_assert_cmpstr(fixture_canonical(checked, "stages.GI.note"), ==, "7.5");
    g_assert_null(fixture_value(checked, "stages.PI.effectif"));
    g_assert_null(strstr(checked->canonical_xml, "diplome=\"PI\""));
    checked_form_free(checked);
}

static void
test_row_incomplete(void)
{
    fixture_expect("1.1", SCHOOL, "ES11-10.PI||5|",
                   "error number-missing ES11-10.PI/effectif: Cette réponse est obligatoire. "
                   "Tapez le nombre, 0 s'il n'y en a pas, ou « NC » si vous ne pouvez pas le "
                   "donner.\n");
    fixture_expect("1.1", SCHOOL, "ES11-10.PI|5",
                   "error number-missing ES11-10.PI/stages: Cette réponse est obligatoire. "
                   "Tapez le nombre, 0 s'il n'y en a pas, ou « NC » si vous ne pouvez pas le "
                   "donner.\n");
}

static void
test_cell_not_provided(void)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, "ES11-10.GI|24|NC|NC\nES11-12|1");

    /* Rules over the grid rest: the number of placements isn't known. */
    fixture_expect_found(checked,
                         "note answer-not-provided ES11-10.GI/stages: Cette réponse obligatoire "
                         "est notée comme non communiquée : la fiche est admise sans elle. Si vous "
                         "obtenez la valeur, renvoyez la fiche complétée.\n");
    g_assert_nonnull(strstr(checked->canonical_xml, "<stages motif=\"NC\"/>"));
    g_assert_null(strstr(checked->canonical_xml, "<note"));
    checked_form_free(checked);
}

static void
test_cells_wrong(void)
{
    fixture_expect("1.1", SCHOOL, "ES11-10.GI|24|l2",
                   "error number-letters ES11-10.GI/stages: …\n");
    fixture_expect(
        "1.1", SCHOOL, "ES11-10.GI|24|20|8|encore",
        "warning extra-cell ES11-10.GI: « encore » est écrit en dehors des cases prévues "
        "et n'est pas pris en compte. Écrivez chaque réponse dans sa case, et les "
        "remarques dans les commentaires.\n");
    fixture_expect("1.1", SCHOOL, "ES11-10.GI|24|20|11",
                   "warning value-too-large ES11-10.GI/note: La valeur 11 est trop grande : le "
                   "maximum est 10. Corrigez-la.\n");
    fixture_expect("1.1", SCHOOL, "ES11-10.GI|24|20|16/20",
                   "warning scale-converted ES11-10.GI/note: « 16/20 » a été ramené à l'échelle "
                   "demandée : 8 sur 10. Vérifiez cette valeur.\n");
}

static void
test_grid_missing(void)
{
    fixture_expect(
        "1.1", SCHOOL, "ES11-10.GI||",
        "error grid-missing ES11-10: Ce tableau est obligatoire. Remplissez au moins une "
        "ligne, ou tapez « néant » s'il n'y a rien à y porter.\n");
    /* The other grid is optional, but a row of it is whole. */
    fixture_expect("1.1", SCHOOL, "ES11-11.SCO|24", "");
}

/* ---- the whole ---- */
static void
expect_nil(const char *lines)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, lines);

    fixture_expect_found(checked,
                         "note 1.1-r3 ES11-10: Visites : 12.\n"
                         "warning 1.1-r2 ES11-12: Il y a plus de visites (12) que de stages (0) : "
                         "vérifiez.\n");
    g_assert_nonnull(fixture_value(checked, "stages"));
    g_assert_cmpint(fixture_value(checked, "stages")->motif, ==, MOTIF_NEANT);
    g_assert_nonnull(strstr(checked->canonical_xml, "<stages motif=\"NEANT\"/>"));
    g_assert_null(strstr(checked->canonical_xml, "<ligne"));
    checked_form_free(checked);
}

static void
test_nil(void)
{
    expect_nil("ES11-10.GI||\nES11-10|néant");
    expect_nil("ES11-10.GI||\nES11-10|Diplôme|Aucun.");
    expect_nil("ES11-10.GI|NEANT\nES11-10.PI|néant\nES11-10.OLD|néant\nES11-10.NEW|néant");
    /* "néant" for the whole and in rows is the same twice. */
    expect_nil("ES11-10.GI|néant\nES11-10|néant");
}

static void
test_nil_row(void)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, "ES11-10.PI|néant");

    fixture_expect_found(checked, "");
    g_assert_cmpstr(fixture_canonical(checked, "stages.PI.effectif"), ==, "0");
    g_assert_cmpstr(fixture_canonical(checked, "stages.PI.stages"), ==, "0");
    g_assert_cmpint(fixture_value(checked, "stages") != NULL, ==, FALSE);
    checked_form_free(checked);
}

static void
test_nil_and_rows(void)
{
    fixture_expect("1.1", SCHOOL, "ES11-10|néant",
                   "error grid-nil-and-rows ES11-10: Le tableau porte à la fois « néant » pour "
                   "l'ensemble et des lignes remplies. Effacez l'un ou l'autre.\n");
}

static void
test_grid_not_provided(void)
{
    const char *note =
        "note answer-not-provided ES11-10: Cette réponse obligatoire est notée comme "
        "non communiquée : la fiche est admise sans elle. Si vous obtenez la valeur, "
        "renvoyez la fiche complétée.\n";
    CheckedForm *checked = fixture_check("1.1", SCHOOL, "ES11-10.GI|NC|NC");

    fixture_expect_found(checked, note);
    g_assert_nonnull(strstr(checked->canonical_xml, "<stages motif=\"NC\"/>"));
    checked_form_free(checked);
    fixture_expect("1.1", SCHOOL, "ES11-10.GI||\nES11-10|NC", note);
    fixture_expect("1.1", SCHOOL, "ES11-11.SCO|NC", "");
}

static void
test_row_not_provided(void)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, "ES11-10.PI|-|-");

    fixture_expect_found(checked,
                         "note row-not-provided ES11-10.PI: Cette ligne est notée comme non "
                         "communiquée : elle ne compte pas. S'il n'y a rien à y porter, tapez "
                         "« néant » ; si vous obtenez les valeurs, renvoyez la fiche complétée.\n");
    g_assert_null(strstr(checked->canonical_xml, "diplome=\"PI\""));
    checked_form_free(checked);
}

/* ---- items ---- */
static void
test_items(void)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, "ES11-10.PIM|4|3");

    fixture_expect_found(checked, "");
    g_assert_cmpstr(fixture_canonical(checked, "stages.PI.effectif"), ==, "4");
    checked_form_free(checked);
    fixture_expect("1.1", SCHOOL, "ES11-10.XX|4|3",
                   "error row-unknown ES11-10.XX: Ce tableau n'a pas de ligne « XX ». Reportez ces "
                   "réponses dans l'une des lignes prévues (GI, PI, OLD, NEW), ou effacez-les.\n");
    fixture_expect("1.1", SCHOOL, "ES11-10.XX||", "");
}

static void
test_item_period(void)
{
    fixture_expect("1.1", SCHOOL, "ES11-10.OLD|4|3", "");
    fixture_expect("1.1", SCHOOL, "ES11-10.NEW|4|3",
                   "error item-not-in-period ES11-10.NEW: « Nouveau diplôme » n'existe pas pour la "
                   "période indiquée (année scolaire 2013-2014). Choisissez une valeur en vigueur "
                   "pendant cette période, ou corrigez la période.\n");
    /* The blank form may print the row: zeros in it are nobody's mistake. */
    fixture_expect("1.1", SCHOOL, "ES11-10.NEW|0|néant", "");
    fixture_expect("1.1", SCHOOL, "ES11-04|2014-2015\nES11-07|30/06/2015\nES11-10.OLD|4|3",
                   "error item-replaced ES11-10.OLD: « Ancien diplôme » n'existe pas pour la "
                   "période indiquée (année scolaire 2014-2015) : utilisez « Nouveau diplôme », ou "
                   "corrigez la période.\n");
}

static void
test_twice(void)
{
    fixture_expect("1.1", SCHOOL, "+ES11-10.GI|24|20|", "");
    fixture_expect("1.1", SCHOOL, "+ES11-10.GI|24|21|",
                   "error answers-differ ES11-10.GI/stages: Cette question a reçu deux réponses "
                   "différentes : « 20 » et « 21 ». Ne gardez que la bonne.\n");
}

static void
test_other_kind(void)
{
    CheckedForm *checked = fixture_check("1.1", LANDLORD, "ES11-10.GI|24|20\nES11-10.PI|1|1");

    fixture_expect_found(checked,
                         "warning answer-other-kind ES11-10: Cette question n'est pas destinée à "
                         "votre organisme, mais à d'autres (établissements) : la réponse n'est pas "
                         "prise en compte. Laissez-la vide.\n");
    g_assert_false(fixture_value(checked, "stages.GI.effectif")->counted);
    g_assert_null(strstr(checked->canonical_xml, "<stages"));
    checked_form_free(checked);
}

int
main(int argc, char **argv)
{
    int status = 0;

    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    fixture_begin();
    g_test_add_func("/check/grid/rows", test_rows);
    g_test_add_func("/check/grid/row-incomplete", test_row_incomplete);
    g_test_add_func("/check/grid/cell-not-provided", test_cell_not_provided);
    g_test_add_func("/check/grid/cells-wrong", test_cells_wrong);
    g_test_add_func("/check/grid/missing", test_grid_missing);
    g_test_add_func("/check/grid/nil", test_nil);
    g_test_add_func("/check/grid/nil-row", test_nil_row);
    g_test_add_func("/check/grid/nil-and-rows", test_nil_and_rows);
    g_test_add_func("/check/grid/not-provided", test_grid_not_provided);
    g_test_add_func("/check/grid/row-not-provided", test_row_not_provided);
    g_test_add_func("/check/grid/items", test_items);
    g_test_add_func("/check/grid/item-period", test_item_period);
    g_test_add_func("/check/grid/twice", test_twice);
    g_test_add_func("/check/grid/other-kind", test_other_kind);
    status = g_test_run();
    fixture_end();
    return status;
}
