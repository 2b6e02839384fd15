/* SPDX-License-Identifier: Apache-2.0
 *
 * Single answers of people: types, choices, bounds, what is required, whose question it is.
 */
#include "fixture.h"

/* The canonical text of ES11-CODE when TEXT is written there, or NULL. */
static void
expect_value(const char *code, const char *path, const char *text, const char *canonical)
{
    g_autofree char *line = g_strdup_printf("ES11-%s|%s", code, text);
    CheckedForm *checked = fixture_check("1.1", SCHOOL, line);
    const Value *value = fixture_value(checked, path);

    g_assert_nonnull(value);
    if (value != NULL) {
        g_assert_cmpstr(value->canonical, ==, canonical);
        g_assert_cmpstr(value->typed, ==, text);
    }
    checked_form_free(checked);
}

static void
test_types(void)
{
    expect_value("12", "visites", "1 0", NULL);
    expect_value("12", "visites", "12 élèves", "12");
    expect_value("13", "note", "7,50", "7.5");
    expect_value("14", "qualite", "très satisfaisante", "TS");
    expect_value("15", "ouvert", "Non", "false");
    expect_value("16", "montant", "1 234,56 €", "1234.56");
    expect_value("17", "bilan", "  Une ligne. ", "Une ligne.");
    expect_value("19", "debut", "12 mars 2014", "2014-03-12");
    expect_value("06", "courriel", "anne@exemple.fr", "anne@exemple.fr");
}

static void
test_lines(void)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, "ES11-17|Une ligne.¶Une autre <&>.");

    g_assert_cmpstr(fixture_canonical(checked, "bilan"), ==, "Une ligne.\nUne autre <&>.");
    g_assert_nonnull(
        strstr(checked->canonical_xml, "<bilan>Une ligne.\nUne autre &lt;&amp;&gt;.</bilan>"));
    g_assert_cmpint(checked->verdict, ==, VERDICT_ACCEPTED);
    checked_form_free(checked);
}

static void
test_missing(void)
{
    fixture_expect("1.1", SCHOOL, "ES11-12|  ",
                   "error number-missing ES11-12: Cette réponse est obligatoire. Tapez le "
                   "nombre, 0 s'il n'y en a pas, ou « NC » si vous ne pouvez pas le donner.\n");
    fixture_expect(
        "1.1", SCHOOL, "ES11-15|",
        "error answer-missing ES11-15: Cette réponse est obligatoire. Écrivez-la, ou tapez "
        "« NC » si vous ne pouvez pas la donner.\n");
    fixture_expect("1.1", SCHOOL, "ES11-13|\nES11-14|\nES11-16|\nES11-17|", "");
}

static void
test_not_provided(void)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, "ES11-12|NC\nES11-13|s.o.");
    const Value *required = fixture_value(checked, "visites");
    const Value *optional = fixture_value(checked, "note");

    fixture_expect_found(checked,
                         "note answer-not-provided ES11-12: Cette réponse obligatoire est notée "
                         "comme non communiquée : la fiche est admise sans elle. Si vous obtenez "
                         "la valeur, renvoyez la fiche complétée.\n");
    g_assert_cmpint(required->motif, ==, MOTIF_NC);
    g_assert_null(required->canonical);
    g_assert_true(required->counted);
    g_assert_cmpint(optional->motif, ==, MOTIF_NC);
    g_assert_null(optional->canonical);
    g_assert_nonnull(strstr(checked->canonical_xml, "<visites motif=\"NC\"/>"));
    g_assert_null(strstr(checked->canonical_xml, "<note"));
    checked_form_free(checked);
}

/* A text that is not understood is an error where one must stand, else a warning. */
static void
test_refused(void)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, "ES11-12|30 à 40\nES11-16|peut-être");
    const Value *optional = fixture_value(checked, "montant");

    fixture_expect_found(checked, "error number-range ES11-12: …\n"
                                  "warning number-expected ES11-16: …\n");
    g_assert_cmpstr(optional->typed, ==, "peut-être");
    g_assert_null(optional->canonical);
    g_assert_false(optional->counted);
    checked_form_free(checked);
}

static void
test_doubt(void)
{
    fixture_expect("1.1", SCHOOL, "ES11-12|environ 30",
                   "note 1.1-r3 ES11-10: Visites : 30.\n"
                   "warning number-approximate ES11-12: …\n"
                   "warning 1.1-r2 ES11-12: Il y a plus de visites (30) que de stages (20) : "
                   "vérifiez.\n");
}

/* ---- bounds ---- */
static void
test_required_bounds(void)
{
    fixture_expect("1.1", SCHOOL, "ES11-12|1", "");
    fixture_expect("1.1", SCHOOL, "ES11-12|0",
                   "error value-too-small ES11-12: La valeur 0 est trop petite : le minimum est 1. "
                   "Corrigez-la.\n");
    fixture_expect("1.1", SCHOOL, "ES11-10.GI|300|300\nES11-12|300", "");
    fixture_expect("1.1", SCHOOL, "ES11-12|301",
                   "error value-too-large ES11-12: La valeur 301 est trop grande : le maximum est "
                   "300. Corrigez-la.\n");
}

/* Where nothing need stand, a value out of bounds is not provided. */
static void
test_optional_bounds(void)
{
    expect_value("13", "note", "10", "10");
    expect_value("13", "note", "10,5", NULL);
    fixture_expect("1.1", SCHOOL, "ES11-13|0", "");
    fixture_expect("1.1", SCHOOL, "ES11-13|10,5",
                   "warning value-too-large ES11-13: La valeur 10,5 est trop grande : le maximum "
                   "est 10. Corrigez-la.\n");
}

static void
test_marks(void)
{
    expect_value("13", "note", "16/20", "8");
    expect_value("13", "note", "15,5 sur 20", "7.75");
    expect_value("13", "note", "2/3", "6.6667");
    expect_value("13", "note", "7/10", "7");
    fixture_expect("1.1", SCHOOL, "ES11-13|7/10", "");
    fixture_expect("1.1", SCHOOL, "ES11-13|16/20",
                   "warning scale-converted ES11-13: « 16/20 » a été ramené à l'échelle demandée : "
                   "8 sur 10. Vérifiez cette valeur.\n");
    expect_value("13", "note", "21/20", NULL);
    expect_value("13", "note", "16/0", NULL);
}

/* ---- choices ---- */
static void
test_items(void)
{
    fixture_expect("1.1", SCHOOL, "ES11-14|VIEUX", "");
    fixture_expect("1.1", SCHOOL, "ES11-04|2014-2015\nES11-07|30/06/2015\nES11-14|VIEUX",
                   "warning item-replaced ES11-14: « Ancienne mention » n'existe pas pour la "
                   "période indiquée (année scolaire 2014-2015) : utilisez « Satisfaisante », ou "
                   "corrigez la période.\n");
    fixture_expect("1.1", SCHOOL, "ES11-14|FUTUR",
                   "warning item-not-in-period ES11-14: « Mention future » n'existe pas pour la "
                   "période indiquée (année scolaire 2013-2014). Choisissez une valeur en vigueur "
                   "pendant cette période, ou corrigez la période.\n");
    fixture_expect("1.1", SCHOOL, "ES11-04|2015-2016\nES11-07|30/06/2016\nES11-14|FUTUR", "");
    fixture_expect("1.1", SCHOOL, "ES11-14|PRO",
                   "warning item-other-kind ES11-14: « Réservée aux bailleurs » ne peut pas être "
                   "choisi par votre organisme. Choisissez une autre valeur de la liste.\n");
    fixture_expect("1.1", LANDLORD, "ES11-14|PRO", "");
}

/* ---- partners ---- */
static void
test_partner(void)
{
    expect_value("18", "partenaire", "552 081 317 00018", "55208131700018");
    expect_value("18", "partenaire", "552081317", "55208131700018");
    fixture_expect("1.1", SCHOOL, "ES11-18|552081317", "");
    fixture_expect("1.1", LANDLORD, "ES11-18|55208131700018",
                   "warning partner-unknown ES11-18: Le numéro 55208131700018 ne désigne pas un "
                   "autre participant à la convention. Vérifiez-le ; s'il est exact, signalez-le "
                   "au secrétariat.\n");
    fixture_expect("1.1", SCHOOL, "ES11-18|55208131700026",
                   "warning partner-unknown ES11-18: Le numéro 55208131700026 ne désigne pas un "
                   "autre participant à la convention. Vérifiez-le ; s'il est exact, signalez-le "
                   "au secrétariat.\n");
    fixture_expect("1.1", SCHOOL, "ES11-18|400750014", "warning siret-expected ES11-18: …\n");
}

/* ---- whose question, and how often ---- */
static void
test_other_kind(void)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, "ES11-20|3");

    fixture_expect_found(
        checked, "warning answer-other-kind ES11-20: Cette question n'est pas destinée à "
                 "votre organisme, mais à d'autres (bailleurs) : la réponse n'est pas prise "
                 "en compte. Laissez-la vide.\n");
    g_assert_false(fixture_value(checked, "jurys")->counted);
    g_assert_cmpstr(fixture_value(checked, "jurys")->typed, ==, "3");
    g_assert_null(fixture_canonical(checked, "jurys"));
    g_assert_null(strstr(checked->canonical_xml, "jurys"));
    checked_form_free(checked);
    fixture_expect("1.1", SCHOOL, "ES11-20|NC", "");
    fixture_expect("1.1", LANDLORD, "", "");
    fixture_expect("1.1", LANDLORD, "ES11-20|",
                   "error number-missing ES11-20: Cette réponse est obligatoire. Tapez le "
                   "nombre, 0 s'il n'y en a pas, ou « NC » si vous ne pouvez pas le donner.\n");
}

/* Of an organisation that is not in the list, its number tells which questions are its own. */
static void
test_unknown_organisation(void)
{
    const char *unknown = "error identifier-unknown ES11-02: L'identifiant « 0930003Y » ne figure "
                          "pas dans la liste des participants à la convention. Vérifiez-le et "
                          "corrigez-le ; s'il est exact, demandez votre inscription au "
                          "secrétariat.\n";
    g_autofree char *both = g_strconcat(
        unknown,
        "error number-missing ES11-12: Cette réponse est obligatoire. Tapez le nombre, 0 s'il "
        "n'y en a pas, ou « NC » si vous ne pouvez pas le donner.\n",
        NULL);

    fixture_expect("1.1", SCHOOL, "ES11-02|0930003Y", unknown);
    fixture_expect("1.1", SCHOOL, "ES11-02|0930003Y\nES11-12|", both);
}

static void
test_twice(void)
{
    fixture_expect("1.1", SCHOOL, "+ES11-12|12", "");
    fixture_expect("1.1", SCHOOL, "+ES11-12|", "");
    fixture_expect(
        "1.1", SCHOOL, "+ES11-12|13",
        "error answers-differ ES11-12: Cette question a reçu deux réponses différentes : "
        "« 12 » et « 13 ». Ne gardez que la bonne.\n");
}

static void
test_strangers(void)
{
    fixture_expect("1.1", SCHOOL, "ES11-99|3",
                   "warning question-unknown -: La fiche 1.1 ne comporte pas de question ES11-99 : "
                   "ce qui y est écrit n'est pas pris en compte. Utilisez le formulaire vierge, "
                   "sans y ajouter de lignes.\n");
    fixture_expect("1.1", SCHOOL, "ES2-10|3\nES2-11|4",
                   "warning sheet-second -: Le document contient aussi des réponses à la fiche "
                   "2 : seule la fiche 1.1 a été lue. Envoyez la fiche 2 dans un document à "
                   "part.\n");
    fixture_expect("1.1", SCHOOL, "ES11-99|\nUne note en marge|3", "");
    fixture_expect("1.1", SCHOOL, "ES11-12|12|à confirmer",
                   "warning extra-cell ES11-12: « à confirmer » est écrit en dehors des cases "
                   "prévues et n'est pas pris en compte. Écrivez chaque réponse dans sa case, et "
                   "les remarques dans les commentaires.\n");
}

/* Controls are named after fields. */
static void
test_names(void)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL,
                                         "ES11-12|\nvisites|14\nes11-13|8\nstages.PI.effectif|3\n"
                                         "stages.PI.stages|2");

    g_assert_cmpstr(fixture_canonical(checked, "visites"), ==, "14");
    g_assert_cmpstr(fixture_canonical(checked, "note"), ==, "8");
    g_assert_cmpstr(fixture_canonical(checked, "stages.PI.effectif"), ==, "3");
    g_assert_cmpstr(fixture_canonical(checked, "stages.PI.stages"), ==, "2");
    g_assert_cmpint(checked->verdict, ==, VERDICT_ACCEPTED);
    checked_form_free(checked);
}

/* Everything wrong is said at once, in the order of the sheet. */
static void
test_all_at_once(void)
{
    CheckedForm *checked = fixture_check(
        "1.1", SCHOOL,
        "ES11-15|bleu\nES11-12|\nES11-10.GI|x|20\nES11-03|Lille\nES11-07|\nES11-20|2");
    const char *const fields[] = {"ES11-03", "ES11-07", "ES11-10.GI",
                                  "ES11-12", "ES11-15", "ES11-20"};

    g_assert_cmpuint(checked->findings->len, ==, G_N_ELEMENTS(fields));
    for (guint i = 0; i < MIN(checked->findings->len, G_N_ELEMENTS(fields)); i++)
        g_assert_cmpstr(((Finding *)g_ptr_array_index(checked->findings, i))->field, ==, fields[i]);
    checked_form_free(checked);
}

int
main(int argc, char **argv)
{
    int status = 0;

    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    fixture_begin();
    g_test_add_func("/check/answers/types", test_types);
    g_test_add_func("/check/answers/lines", test_lines);
    g_test_add_func("/check/answers/missing", test_missing);
    g_test_add_func("/check/answers/not-provided", test_not_provided);
    g_test_add_func("/check/answers/refused", test_refused);
    g_test_add_func("/check/answers/doubt", test_doubt);
    g_test_add_func("/check/answers/required-bounds", test_required_bounds);
    g_test_add_func("/check/answers/optional-bounds", test_optional_bounds);
    g_test_add_func("/check/answers/marks", test_marks);
    g_test_add_func("/check/answers/items", test_items);
    g_test_add_func("/check/answers/partner", test_partner);
    g_test_add_func("/check/answers/other-kind", test_other_kind);
    g_test_add_func("/check/answers/unknown-organisation", test_unknown_organisation);
    g_test_add_func("/check/answers/twice", test_twice);
    g_test_add_func("/check/answers/strangers", test_strangers);
    g_test_add_func("/check/answers/names", test_names);
    g_test_add_func("/check/answers/all-at-once", test_all_at_once);
    status = g_test_run();
    fixture_end();
    return status;
}
