/* SPDX-License-Identifier: Apache-2.0
 *
 * Rules of the definition: where they are put, what they say, when they rest.
 */
#include "fixture.h"

/* 1.1-r1: stages ≤ effectif in each row, an error at the row's column. */
static void
test_row(void)
{
    fixture_expect("1.1", SCHOOL, "ES11-10.GI|20|20", "");
    fixture_expect("1.1", SCHOOL, "ES11-10.GI|20|21",
                   "error 1.1-r1 ES11-10.GI/stages: Les stages (21) dépassent l'effectif (20) : "
                   "corrigez.\n");
    fixture_expect("1.1", SCHOOL, "ES11-10.GI|9|10\nES11-10.PI|1 200|1 201",
                   "error 1.1-r1 ES11-10.GI/stages: Les stages (10) dépassent l'effectif (9) : "
                   "corrigez.\n"
                   "error 1.1-r1 ES11-10.PI/stages: Les stages (1 201) dépassent l'effectif "
                   "(1 200) : corrigez.\n");
}

static void
test_value_is_as_typed(void)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, "ES11-10.GI|20|21 élèves");
    const Finding *finding = g_ptr_array_index(checked->findings, 0);

    g_assert_cmpuint(checked->findings->len, ==, 1);
    g_assert_cmpstr(finding->value, ==, "21 élèves");
    g_assert_cmpstr(finding->column, ==, "stages");
    g_assert_cmpint(checked->verdict, ==, VERDICT_REFUSED);
    checked_form_free(checked);
}

/* 1.1-r2: visits against the sum of a column, a warning; 1.1-r3 a note. */
static void
test_sum(void)
{
    fixture_expect("1.1", SCHOOL, "ES11-10.GI|10|10\nES11-10.PI|10|3\nES11-12|13", "");
    fixture_expect("1.1", SCHOOL, "ES11-10.GI|10|10\nES11-10.PI|10|3\nES11-12|14",
                   "warning 1.1-r2 ES11-12: Il y a plus de visites (14) que de stages (13) : "
                   "vérifiez.\n");
    fixture_expect("1.1", SCHOOL, "ES11-10.GI|10|10\nES11-12|14",
                   "note 1.1-r3 ES11-10: Visites : 14.\n"
                   "warning 1.1-r2 ES11-12: Il y a plus de visites (14) que de stages (10) : "
                   "vérifiez.\n");
}

/* An operand not provided, refused, or with a part not provided: the rule rests. */
static void
test_rest(void)
{
    const char *note = "note answer-not-provided ES11-10.PI/stages: Cette réponse obligatoire est "
                       "notée comme non communiquée : la fiche est admise sans elle. Si vous "
                       "obtenez la valeur, renvoyez la fiche complétée.\n";

    fixture_expect("1.1", SCHOOL, "ES11-10.GI|3|3\nES11-10.PI|100|NC\nES11-12|50", note);
    fixture_expect("1.1", SCHOOL, "ES11-10.GI|3|bleu",
                   "note 1.1-r3 ES11-10: Visites : 12.\n"
                   "error number-expected ES11-10.GI/stages: …\n");
}

/* The grid as a whole is zero everywhere: r2 compares with 0, and so does r3, whose operand names
 * rows that aren't there. */
static void
test_nil(void)
{
    fixture_expect("1.1", SCHOOL, "ES11-10.GI||\nES11-10|néant\nES11-12|1",
                   "note 1.1-r3 ES11-10: Visites : 1.\n"
                   "warning 1.1-r2 ES11-12: Il y a plus de visites (1) que de stages (0) : "
                   "vérifiez.\n");
    fixture_expect("1.1", SCHOOL, "ES11-10.GI||\nES11-10|NC\nES11-12|1",
                   "note answer-not-provided ES11-10: Cette réponse obligatoire est notée comme "
                   "non communiquée : la fiche est admise sans elle. Si vous obtenez la valeur, "
                   "renvoyez la fiche complétée.\n");
}

/* A question that isn't this kind's own is not provided to any rule. */
static void
test_other_kind(void)
{
    fixture_expect("1.1", LANDLORD, "ES11-12|99",
                   "warning answer-other-kind ES11-12: Cette question n'est pas destinée à votre "
                   "organisme, mais à d'autres (établissements) : la réponse n'est pas prise en "
                   "compte. Laissez-la vide.\n");
}

/* ---- definitions gone wrong ---- */
static CheckedForm *
check_changed(const char *old, const char *new, const char *base, const char *lines)
{
    Definition *definition = fixture_changed(old, new);
    g_autoptr(Checker) checker = checker_new(definition, NULL);
    Form *form = fixture_form("1.1", base, lines);
    CheckedForm *checked = check_form(checker, form);

    fixture_free(form);
    g_clear_pointer(&checker, checker_free);
    definition_free(definition);
    return checked;
}

/* An XPath that would take for ever is stopped, and nobody is refused for it. */
static void
test_too_costly(void)
{
    const Sheet *sheet = convention_sheet(fixture_loaded->convention, "1.1");
    Rule *rule = g_ptr_array_index(sheet->rules, 2);
    char *whole = rule->test;
    g_autoptr(Checker) checker = NULL;
    Form *form = fixture_form("1.1", SCHOOL, "");
    CheckedForm *checked = NULL;

    rule->test = (char *)"count(//node()[count(//node()[count(//node()[count(//node()[count("
                         "//node()) > 0]) > 0]) > 0]) > 0]) > 0";
    checker = checker_new(fixture_loaded, NULL);
    checked = check_form(checker, form);
    fixture_expect_found(checked, "note rule-not-checked -: Une vérification de cohérence (1.1-r3) "
                                  "n'a pas pu être faite. Vous n'avez rien à faire : le "
                                  "secrétariat y veillera.\n");
    rule->test = whole;
    checked_form_free(checked);
    fixture_free(form);
}

/* What doesn't compile is our failure, told when the checker is made. */
static void
test_not_compiling(void)
{
    const Sheet *sheet = convention_sheet(fixture_loaded->convention, "1.1");
    Rule *rule = g_ptr_array_index(sheet->rules, 0);
    char *whole = rule->test;
    g_autoptr(GError) error = NULL;

    rule->test = (char *)"f:stages >";
    g_assert_null(checker_new(fixture_loaded, &error));
    g_assert_nonnull(error);
    g_assert_cmpstr(error->message, ==, "rule 1.1-r1: the XPath “f:stages >” does not compile");
    rule->test = whole;
}

/* Dates are told as people write them. */
static void
test_dates(void)
{
    CheckedForm *checked =
        check_changed("operands=\"f:visites f:stages/f:ligne/f:effectif\" place=\"stages\">Visites "
                      ": {f:visites}.",
                      "operands=\"f:debut\" place=\"debut\">Début le {f:debut}, {f:note} sur 10.",
                      SCHOOL, "ES11-10.GI|3|3\nES11-12|4\nES11-13|7,5\nES11-19|01/03/2014");

    fixture_expect_found(
        checked,
        "warning 1.1-r2 ES11-12: Il y a plus de visites (4) que de stages (3) : vérifiez.\n"
        "note 1.1-r3 ES11-19: Début le 1er mars 2014, 7,5 sur 10.\n");
    checked_form_free(checked);
}

int
main(int argc, char **argv)
{
    int status = 0;

    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    fixture_begin();
    g_test_add_func("/check/rules/row", test_row);
    g_test_add_func("/check/rules/value", test_value_is_as_typed);
    g_test_add_func("/check/rules/sum", test_sum);
    g_test_add_func("/check/rules/rest", test_rest);
    g_test_add_func("/check/rules/nil", test_nil);
    g_test_add_func("/check/rules/other-kind", test_other_kind);
    g_test_add_func("/check/rules/too-costly", test_too_costly);
    g_test_add_func("/check/rules/not-compiling", test_not_compiling);
    g_test_add_func("/check/rules/dates", test_dates);
    status = g_test_run();
    fixture_end();
    return status;
}
