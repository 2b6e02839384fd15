/* SPDX-License-Identifier: Apache-2.0
 *
 * Which sheet, who fills it, for which period and event.
 */
#include "fixture.h"

/* ---- convention and sheet ---- */
static void
test_sheet(void)
{
    Form *form = fixture_form("1.1", SCHOOL, "");
    CheckedForm *checked = NULL;
    g_autofree char *found = NULL;

    form->convention = g_strdup("autre-2012");
    checked = check_form(fixture_checker, form);
    found = fixture_found(checked);
    g_assert_cmpstr(found, ==,
                    "error convention-other -: Cette fiche relève d'une autre convention "
                    "(autre-2012) : elle n'est pas recueillie ici. Renvoyez-la à l'adresse qu'elle "
                    "indique, ou remplissez le formulaire de la présente convention.\n");
    g_assert_cmpint(checked->verdict, ==, VERDICT_REFUSED);
    g_assert_null(checked->sheet);
    g_assert_null(checked->canonical_xml);
    g_assert_nonnull(checked->content_hash);
    checked_form_free(checked);
    fixture_free(form);

    fixture_expect(
        NULL, SCHOOL, "",
        "error sheet-unrecognised -: Il n'a pas été possible de savoir de quelle fiche il "
        "s'agit. Repartez du formulaire vierge, remplissez-le sans effacer les codes imprimés "
        "devant "
        "les questions, puis renvoyez-le.\n");
    fixture_expect("9", SCHOOL, "",
                   "error sheet-unknown -: La convention ne comporte pas de fiche 9. Remplissez "
                   "l'un des formulaires fournis par le secrétariat, puis renvoyez-le.\n");
    fixture_expect("5", SCHOOL_HEAD("5", "2013-2014"), "ES5-10|1",
                   "error sheet-proposed -: La fiche 5 n'a pas encore été adoptée : elle n'est pas "
                   "recueillie pour le moment. Conservez-la ; vous pourrez la renvoyer après son "
                   "adoption.\n");
}

/* The id and the namespace both name the convention. */
static void
test_own_convention(void)
{
    const char *const names[] = {"essai-2013", "urn:copil:essai-2013"};

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        Form *form = fixture_form("1.1", SCHOOL, "");
        CheckedForm *checked = NULL;

        form->convention = g_strdup(names[i]);
        checked = check_form(fixture_checker, form);
        g_assert_cmpint(checked->verdict, ==, VERDICT_ACCEPTED);
        checked_form_free(checked);
        fixture_free(form);
    }
}

static void
test_unreadable(void)
{
    Form *form = fixture_empty(NULL);
    CheckedForm *checked = NULL;

    form->readable = FALSE;
    g_ptr_array_add(form->remarks, finding_new(FINDING_FILE_EMPTY, NULL, NULL, NULL, NULL));
    checked = check_form(fixture_checker, form);
    g_assert_cmpint(checked->verdict, ==, VERDICT_UNREADABLE);
    g_assert_cmpuint(checked->findings->len, ==, 1);
    g_assert_null(checked->content_hash);
    g_assert_null(checked->canonical_xml);
    checked_form_free(checked);
    fixture_free(form);
}

/* What the form's reader doubted is passed on, and an error of his refuses. */
static void
test_remarks(void)
{
    Form *form = fixture_form("1.1", SCHOOL, "");
    CheckedForm *checked = NULL;
    g_autofree char *found = NULL;

    g_ptr_array_add(form->remarks,
                    finding_new_rule("late", SEVERITY_WARNING, "ES11-12", NULL, NULL, "Deux."));
    g_ptr_array_add(form->remarks,
                    finding_new_rule("early", SEVERITY_ERROR, NULL, NULL, NULL, "Un."));
    checked = check_form(fixture_checker, form);
    found = fixture_found(checked);
    g_assert_cmpstr(found, ==, "error early -: Un.\nwarning late ES11-12: Deux.\n");
    g_assert_cmpint(checked->verdict, ==, VERDICT_REFUSED);
    checked_form_free(checked);
    fixture_free(form);
}

/* ---- the organisation ---- */
static void
test_identified(void)
{
    static const struct {
        const char *typed, *organisation, *kind;
    } rows[] = {
        {"0930001W", "0930001W", "school"},
        {"093 0001 w", "0930001W", "school"},
        {"552 081 317 00018", "55208131700018", "landlord"},
        {"552 081 317", "55208131700018", "landlord"}, /* a SIREN that one participant has */
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *line = g_strdup_printf("ES11-02|%s", rows[i].typed);
        CheckedForm *checked = fixture_check("1.1", SCHOOL, line);

        g_assert_cmpstr(checked->organisation, ==, rows[i].organisation);
        g_assert_cmpstr(checked->kind, ==, rows[i].kind);
        g_assert_cmpstr(fixture_canonical(checked, "identifiant"), ==, rows[i].organisation);
        g_assert_null(checked->claimed);
        checked_form_free(checked);
    }
}

static void
test_siren_says_nothing(void)
{
    fixture_expect("1.1", LANDLORD, "ES11-02|552081317", "");
}

static void
test_identifier_unknown(void)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, "ES11-02|0930003Y");

    g_assert_null(checked->organisation);
    g_assert_null(checked->kind);
    g_assert_cmpstr(checked->claimed, ==, "0930003Y");
    checked_form_free(checked);
    fixture_expect(
        "1.1", SCHOOL, "ES11-02|0930003Y",
        "error identifier-unknown ES11-02: L'identifiant « 0930003Y » ne figure pas dans la "
        "liste des participants à la convention. Vérifiez-le et corrigez-le ; s'il est exact, "
        "demandez votre inscription au secrétariat.\n");
    /* A SIREN that two participants have is none's. */
    fixture_expect(
        "1.1", LANDLORD, "ES11-02|400750014",
        "error identifier-siren ES11-02: Le SIREN « 400750014 » ne suffit pas à désigner un "
        "établissement participant : tapez les quatorze chiffres du SIRET de votre "
        "établissement.\n");
    fixture_expect(
        "2", SCHOOL_HEAD("2", "2013-2014-S1"), "ES2-02|Union\nES2-10|1",
        "error identifier-unknown ES2-02: L'identifiant « Union » ne figure pas dans la "
        "liste des participants à la convention. Vérifiez-le et corrigez-le ; s'il est exact, "
        "demandez votre inscription au secrétariat.\n");
}

static void
test_identifier_key(void)
{
    fixture_expect("1.1", SCHOOL, "ES11-02|0930001A", "error uai-key ES11-02: …\n");
    fixture_expect("1.1", SCHOOL, "ES11-02|0930001W et 0951099D", "error uai-several ES11-02: …\n");
    fixture_expect("1.1", LANDLORD, "ES11-02|55208131700019", "error siret-key ES11-02: …\n");
}

static void
test_identification_missing(void)
{
    const char *const missing =
        "Cette réponse est indispensable pour enregistrer la fiche. Complétez-la, puis renvoyez la "
        "fiche.\n";
    g_autofree char *identifier =
        g_strdup_printf("error identification-missing ES11-02: %s", missing);
    g_autofree char *period = g_strdup_printf("error identification-missing ES11-04: %s", missing);
    g_autofree char *author = g_strdup_printf("error identification-missing ES11-05: %s", missing);

    fixture_expect("1.1", SCHOOL, "ES11-02|", identifier);
    fixture_expect("1.1", SCHOOL, "ES11-02|NC", identifier);
    fixture_expect("1.1", SCHOOL, "ES11-04|", period);
    fixture_expect("1.1", SCHOOL, "ES11-04|s.o.", period);
    fixture_expect("1.1", SCHOOL, "ES11-05|", author);
    fixture_expect(
        "1.1", SCHOOL, "ES11-05|NC",
        "note answer-not-provided ES11-05: Cette réponse obligatoire est notée comme non "
        "communiquée : la fiche est admise sans elle. Si vous obtenez la valeur, renvoyez la "
        "fiche complétée.\n");
}

static void
test_kind_not_concerned(void)
{
    CheckedForm *checked = fixture_check("2", SCHOOL_HEAD("2", "2013-2014-S1"), "");

    /* It is known who sent it; what he left blank is not his fault. */
    g_assert_cmpstr(checked->organisation, ==, "0930001W");
    checked_form_free(checked);
    fixture_expect(
        "2", SCHOOL_HEAD("2", "2013-2014-S1"), "",
        "error kind-not-concerned ES2-02: Cette fiche n'est pas à remplir par votre organisme "
        "(établissement) : elle est demandée à d'autres (Ush). Vérifiez l'identifiant que vous "
        "avez écrit, ou "
        "choisissez la fiche qui vous est destinée.\n");
}

static void
test_in_the_list(void)
{
    /* 0930002X is in the list since 2014-09-01, 0750001U until 2014-08-31. */
    fixture_expect(
        "1.1", SCHOOL, "ES11-01|CFA de l'Habitat\nES11-02|0930002X",
        "error identifier-not-in-period ES11-02: L'organisme d'identifiant « 0930002X » ne "
        "participe pas à la convention pour la période indiquée (année scolaire 2013-2014). "
        "Vérifiez l'identifiant et la période ; en cas de fusion ou de changement de numéro, "
        "donnez le nouvel identifiant.\n");
    fixture_expect(
        "1.1", SCHOOL,
        "ES11-01|CFA de l'Habitat\nES11-02|0930002X\nES11-04|2014-2015\nES11-07|30/06/2015", "");
    fixture_expect("1.1", SCHOOL, "ES11-01|Lycée Gabarit\nES11-02|0750001U\nES11-03|Paris", "");
}

static void
test_name(void)
{
    fixture_expect("1.1", SCHOOL, "ES11-01|Lycée polyvalent Modèle", "");
    fixture_expect("1.1", SCHOOL, "ES11-01|0930001W", "");
    fixture_expect(
        "1.1", SCHOOL, "ES11-01|GRETA du Val",
        "note name-differs ES11-01: Le nom écrit ne ressemble pas à celui de la liste des "
        "participants pour cet identifiant : l'identifiant fait foi. Vérifiez qu'il est bien le "
        "vôtre.\n");
}

static void
test_territory(void)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, "ES11-03|Paris");

    g_assert_cmpstr(checked->territory, ==, "CRETEIL");
    g_assert_cmpstr(fixture_canonical(checked, "academie"), ==, "CRETEIL");
    g_assert_cmpstr(fixture_value(checked, "academie")->typed, ==, "Paris");
    checked_form_free(checked);
    fixture_expect(
        "1.1", SCHOOL, "ES11-03|Paris",
        "warning territory-differs ES11-03: La liste des participants donne « Créteil », et non "
        "« Paris » : c'est la liste qui compte. Si elle est inexacte, signalez-le au "
        "secrétariat.\n");
    fixture_expect("1.1", SCHOOL, "ES11-03|académie de Créteil", "");
}

/* ---- the period ---- */
static void
test_period(void)
{
    fixture_expect(
        "1.1", SCHOOL, "ES11-04|2013-2014-S1",
        "error period-not-year ES11-04: Cette fiche se remplit pour une année entière, et non "
        "pour un semestre. Tapez 2013-2014.\n");
    fixture_expect(
        "2", SCHOOL_HEAD("2", "2013-2014"), "ES2-01|Ush\nES2-02|USH\nES2-03|IDF\nES2-10|1",
        "error period-not-half ES2-04: Cette fiche se remplit pour un semestre, et non pour une "
        "année entière. Tapez 2013-2014-S1 ou 2013-2014-S2.\n");
    fixture_expect("2", SCHOOL_HEAD("2", "2013-2014-S2"),
                   "ES2-01|Ush\nES2-02|USH\nES2-03|IDF\nES2-10|1", "");
}

static void
test_term(void)
{
    fixture_expect(
        "1.1", SCHOOL, "ES11-04|2012-2013",
        "error period-before-term ES11-04: La période 2012-2013 précède la convention, qui a "
        "pris effet le 1er septembre 2013. Corrigez la période.\n");
    fixture_expect("1.1", SCHOOL, "ES11-04|2015-2016\nES11-07|30/06/2016", "");
    fixture_expect(
        "1.1", SCHOOL, "ES11-04|2016-2017\nES11-07|30/06/2017",
        "error period-after-term ES11-04: La période 2016-2017 est postérieure à la convention, "
        "qui s'achève le 31 août 2016. Corrigez la période.\n");
}

static void
test_filled_on(void)
{
    fixture_expect(
        "1.1", SCHOOL, "ES11-07|",
        "warning filled-on-missing ES11-07: La date de remplissage manque. La fiche est lue sans "
        "elle ; indiquez-la dans le prochain envoi.\n");
    fixture_expect(
        "1.1", SCHOOL, "ES11-07|31/08/2013",
        "warning filled-on-early ES11-07: La date de remplissage (31 août 2013) précède la "
        "période dont la fiche rend compte (année scolaire 2013-2014). Vérifiez la date et la "
        "période.\n");
    fixture_expect("1.1", SCHOOL, "ES11-07|01/09/2013", "");
    fixture_expect("1.1", SCHOOL, "ES11-07|juin 2014", "warning date-day-missing ES11-07: …\n");
}

/* ---- the event ---- */
static void
test_event(void)
{
    CheckedForm *checked =
        fixture_check("3", SCHOOL_HEAD("3", "2013-2014"), "ES3-10|26 novembre 2013\nES3-11|Paris");

    g_assert_cmpstr(checked->event, ==, "2013-11-26");
    g_assert_cmpint(checked->verdict, ==, VERDICT_ACCEPTED);
    checked_form_free(checked);
    fixture_expect("3", SCHOOL_HEAD("3", "2013-2014"), "ES3-10|31/08/2014\nES3-11|Paris", "");
    fixture_expect(
        "3", SCHOOL_HEAD("3", "2013-2014"), "ES3-10|01/09/2014\nES3-11|Paris",
        "error event-outside-period ES3-10: La date du 1er septembre 2014 n'est pas comprise "
        "dans la période indiquée (année scolaire 2013-2014). Corrigez la date, ou tapez "
        "2014-2015 comme période.\n");
    fixture_expect(
        "3", SCHOOL_HEAD("3", "2013-2014"), "ES3-10|NC\nES3-11|Paris",
        "error identification-missing ES3-10: Cette réponse est indispensable pour enregistrer "
        "la fiche. Complétez-la, puis renvoyez la fiche.\n");
}

/* Where the key is a reference, the event's date is the required date. */
static void
test_event_reference(void)
{
    const char *base =
        "ES4-01|Habitat Exemple\nES4-02|55208131700018\nES4-03|IDF\nES4-04|2013-2014\n"
        "ES4-05|Anne Essai\nES4-07|30/06/2014\nES4-11|01/10/2013\n";
    CheckedForm *checked = fixture_check("4", base, "ES4-10|  Réf.  ÉTÉ 12 ");

    g_assert_cmpstr(checked->event, ==, "refete12");
    g_assert_cmpstr(fixture_canonical(checked, "reference"), ==, "Réf. ÉTÉ 12");
    checked_form_free(checked);
    fixture_expect(
        "4", base, "ES4-10|R1\nES4-11|31/08/2013",
        "error event-outside-period ES4-11: La date du 31 août 2013 n'est pas comprise dans la "
        "période indiquée (année scolaire 2013-2014). Corrigez la date, ou tapez 2012-2013 "
        "comme période.\n");
}

int
main(int argc, char **argv)
{
    int status = 0;

    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    fixture_begin();
    g_test_add_func("/check/identify/sheet", test_sheet);
    g_test_add_func("/check/identify/own-convention", test_own_convention);
    g_test_add_func("/check/identify/unreadable", test_unreadable);
    g_test_add_func("/check/identify/remarks", test_remarks);
    g_test_add_func("/check/identify/identified", test_identified);
    g_test_add_func("/check/identify/siren", test_siren_says_nothing);
    g_test_add_func("/check/identify/unknown", test_identifier_unknown);
    g_test_add_func("/check/identify/key", test_identifier_key);
    g_test_add_func("/check/identify/missing", test_identification_missing);
    g_test_add_func("/check/identify/kind", test_kind_not_concerned);
    g_test_add_func("/check/identify/in-the-list", test_in_the_list);
    g_test_add_func("/check/identify/name", test_name);
    g_test_add_func("/check/identify/territory", test_territory);
    g_test_add_func("/check/identify/period", test_period);
    g_test_add_func("/check/identify/term", test_term);
    g_test_add_func("/check/identify/filled-on", test_filled_on);
    g_test_add_func("/check/identify/event", test_event);
    g_test_add_func("/check/identify/event-reference", test_event_reference);
    status = g_test_run();
    fixture_end();
    return status;
}
