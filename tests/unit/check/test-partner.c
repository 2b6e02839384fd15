/* SPDX-License-Identifier: Apache-2.0
 *
 * The other organisation of an event, and names of what has become part of something else.
 */
#include "fixture.h"

/* The partner tells events apart too; it is a participant of another kind that fills the sheet, and
 * neither a stranger nor the sender. */
static void
test_partner(void)
{
    const char *base = SCHOOL_HEAD("6", "2013-2014") "ES6-10|R-1\nES6-11|01/10/2013\n";
    CheckedForm *checked = fixture_check("6", base, "ES6-12|552 081 317 00018");

    g_assert_cmpstr(checked->event, ==, "r1|55208131700018");
    g_assert_cmpint(checked->verdict, ==, VERDICT_ACCEPTED);
    checked_form_free(checked);
    fixture_expect("6", base, "ES6-12|552081317", ""); /* its only establishment */
    checked = fixture_check("6", base, "ES6-12|NC");
    g_assert_null(checked->event);
    checked_form_free(checked);
    fixture_expect(
        "6", base, "ES6-12|NC",
        "error identification-missing ES6-12: Cette réponse est indispensable pour enregistrer la "
        "fiche. Complétez-la, puis renvoyez la fiche.\n");
    fixture_expect(
        "6", base, "ES6-12|73282932000074",
        "error partner-not-listed ES6-12: Le numéro « 73282932000074 » ne figure pas dans la liste "
        "des participants à la convention, où le partenaire doit se trouver. Vérifiez-le et "
        "corrigez-le ; s'il est exact, demandez l'inscription de votre partenaire au "
        "secrétariat.\n");
}

/* Who has left the list is a partner up to the period of his last day. */
static void
test_partner_period(void)
{
    fixture_expect("6", SCHOOL_HEAD("6", "2013-2014") "ES6-10|R-1\nES6-11|31/08/2014\n",
                   "ES6-12|99980059200019", "");
    fixture_expect("6", SCHOOL_HEAD("6", "2014-2015") "ES6-10|R-1\nES6-11|01/09/2014\n",
                   "ES6-07|30/06/2015\nES6-12|99980059200019",
                   "error partner-not-in-period ES6-12: L'organisme qui porte le numéro "
                   "« 99980059200019 » ne participe pas à la convention pour la période indiquée "
                   "(année scolaire "
                   "2014-2015). Vérifiez le numéro et la période ; si votre partenaire a changé "
                   "de numéro, donnez celui qu'il avait alors.\n");
}

/* A landlord's partner is a school: neither itself nor another landlord will do. */
static void
test_partner_kind(void)
{
    const char *base =
        "ES6-01|Habitat Exemple\nES6-02|55208131700018\nES6-03|IDF\nES6-04|2013-2014\n"
        "ES6-05|Anne Essai\nES6-07|30/06/2014\nES6-10|R-1\nES6-11|01/10/2013\n";
    static const char *const wrong[] = {"55208131700018", "40075001400013"};

    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *answer = g_strconcat("ES6-12|", wrong[i], NULL);
        g_autofree char *expected = g_strdup_printf(
            "error partner-kind ES6-12: Le numéro « %s » est celui de votre organisme, ou d'un "
            "organisme qui ne peut pas être votre partenaire pour cette fiche. Donnez le SIRET de "
            "votre partenaire (type attendu : établissements).\n",
            wrong[i]);
        fixture_expect("6", base, answer, expected);
    }
}

#define PARIS                                                                                      \
    "ES3-01|Lycée Gabarit\nES3-02|0750001U\nES3-04|2013-2014\nES3-05|Anne Essai\n"                \
    "ES3-07|30/06/2014\nES3-10|26/11/2013\nES3-11|Sorbonne\n"

/* A name of what is part of an item today is read as the item; among other words it is in doubt as
 * any name is; the present name is nothing to speak of. */
static void
test_former(void)
{
    static const char *const former[] = {"Seine", "VIEILLE SEINE"};

    for (guint i = 0; i < G_N_ELEMENTS(former); i++) {
        g_autofree char *answer = g_strdup_printf("ES3-03|%s", former[i]);
        g_autofree char *expected = g_strdup_printf(
            "note item-former ES3-03: « %s » fait aujourd'hui partie de « Paris » (PARIS) : c'est "
            "ainsi que votre réponse a été comprise. Vous n'avez rien à faire.\n",
            former[i]);
        fixture_expect("3", PARIS, answer, expected);
    }
    fixture_expect("3", PARIS, "ES3-03|Paris", "");
    fixture_expect("3", PARIS, "ES3-03|Seine et Marne",
                   "warning choice-close ES3-03: « Seine et Marne » a été compris comme « Paris ». "
                   "Si ce n'est pas juste, choisissez une autre réponse de la liste et tapez son "
                   "code.\n");
}

/* A former name that differs from the participants' list is said to, as any other is. */
static void
test_former_elsewhere(void)
{
    CheckedForm *checked = fixture_check("3", SCHOOL_HEAD("3", "2013-2014"),
                                         "ES3-03|Seine\nES3-10|26/11/2013\nES3-11|Paris");

    g_assert_cmpint(checked->verdict, ==, VERDICT_ACCEPTED);
    g_assert_cmpuint(checked->findings->len, ==, 2);
    g_assert_cmpstr(((Finding *)checked->findings->pdata[0])->code, ==, "item-former");
    g_assert_cmpstr(((Finding *)checked->findings->pdata[1])->code, ==, "territory-differs");
    checked_form_free(checked);
}

/* XML from a machine is strict: codes alone. */
static void
test_former_in_xml(void)
{
    static const struct {
        const char *academie;
        Verdict verdict;
    } rows[] = {{"PARIS", VERDICT_ACCEPTED}, {"Seine", VERDICT_REFUSED}};

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *xml = g_strdup_printf(
            "<fiche-3 xmlns=\"urn:copil:essai-2013\"><organisme>Lycée Gabarit</organisme>"
            "<identifiant>0750001U</identifiant><academie>%s</academie>"
            "<periode>2013-2014</periode><redacteur>Anne Essai</redacteur>"
            "<date_remplissage>2014-06-30</date_remplissage>"
            "<date_reunion>2013-11-26</date_reunion><lieu>Paris</lieu></fiche-3>",
            rows[i].academie);
        Form *form = fixture_xml("3", xml);
        CheckedForm *checked = check_form(fixture_checker, form);

        g_assert_cmpint(checked->verdict, ==, rows[i].verdict);
        checked_form_free(checked);
        fixture_free(form);
    }
}

int
main(int argc, char **argv)
{
    int status = 0;

    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    fixture_begin();
    g_test_add_func("/check/partner/named", test_partner);
    g_test_add_func("/check/partner/period", test_partner_period);
    g_test_add_func("/check/partner/kind", test_partner_kind);
    g_test_add_func("/check/former/read", test_former);
    g_test_add_func("/check/former/elsewhere", test_former_elsewhere);
    g_test_add_func("/check/former/xml", test_former_in_xml);
    status = g_test_run();
    fixture_end();
    return status;
}
