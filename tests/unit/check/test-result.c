/* SPDX-License-Identifier: Apache-2.0
 *
 * What comes out beside findings: values, canonical XML, content hash.
 */
#include "fixture.h"
#include <glib/gstdio.h>

/* ---- values ---- */
static void
test_values(void)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, "ES11-13|NC\nES11-16|beaucoup");
    const char *const paths[] = {
        "organisme",
        "identifiant",
        "academie",
        "periode",
        "redacteur",
        "date_remplissage",
        "stages.GI.effectif",
        "stages.GI.stages",
        "visites",
        "note",
        "ouvert",
        "montant",
    };

    g_assert_cmpuint(checked->values->len, ==, G_N_ELEMENTS(paths));
    for (guint i = 0; i < MIN(checked->values->len, G_N_ELEMENTS(paths)); i++) {
        g_autofree char *path = value_path(g_ptr_array_index(checked->values, i));

        g_assert_cmpstr(path, ==, paths[i]);
    }
    g_assert_true(fixture_value(checked, "note")->counted);
    g_assert_false(fixture_value(checked, "montant")->counted);
    checked_form_free(checked);
}

/* ---- canonical XML ---- */
static void
test_canonical(void)
{
    CheckedForm *checked =
        fixture_check("1.1", SCHOOL, "ES11-10.GI|024|20|7,50\nES11-12|NC\nES11-11|néant");

    g_assert_cmpstr(checked->canonical_xml, ==,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<fiche-1.1 xmlns=\"urn:copil:essai-2013\">\n"
                    "  <organisme>Lycée Jean Modèle</organisme>\n"
                    "  <identifiant>0930001W</identifiant>\n"
                    "  <academie>CRETEIL</academie>\n"
                    "  <periode>2013-2014</periode>\n"
                    "  <redacteur>Anne Essai</redacteur>\n"
                    "  <date_remplissage>2014-06-30</date_remplissage>\n"
                    "  <stages>\n"
                    "    <ligne diplome=\"GI\">\n"
                    "      <effectif>24</effectif>\n"
                    "      <stages>20</stages>\n"
                    "      <note>7.5</note>\n"
                    "    </ligne>\n"
                    "  </stages>\n"
                    "  <statuts motif=\"NEANT\"/>\n"
                    "  <visites motif=\"NC\"/>\n"
                    "  <ouvert>true</ouvert>\n"
                    "</fiche-1.1>\n");
    checked_form_free(checked);
}

/* Another program's opinion: xmllint with the schema that senders get. */
static void
expect_valid(const char *folder, const char *base, const char *lines)
{
    const Sheet *sheet = convention_sheet(fixture_loaded->convention, "1.1");
    g_autofree char *xsd = convention_sheet_schema(fixture_loaded->convention, sheet);
    g_autofree char *schema = g_build_filename(folder, "fiche.xsd", NULL);
    g_autofree char *document = g_build_filename(folder, "fiche.xml", NULL);
    const char *command[] = {"xmllint", "--noout", "--nonet", "--schema", schema, document, NULL};
    CheckedForm *checked = fixture_check("1.1", base, lines);
    int status = -1;

    g_assert_cmpint(checked->verdict, ==, VERDICT_ACCEPTED);
    g_assert_true(g_file_set_contents(schema, xsd, -1, NULL));
    g_assert_true(g_file_set_contents(document, checked->canonical_xml, -1, NULL));
    g_assert_true(
        g_spawn_sync(NULL, (char **)command, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL, NULL, NULL, NULL, &status, NULL));
    g_assert_cmpint(status, ==, 0);
    g_unlink(schema);
    g_unlink(document);
    checked_form_free(checked);
}

static void
test_xmllint(void)
{
    g_autofree char *folder = g_dir_make_tmp("copil-check-XXXXXX", NULL);

    expect_valid(folder, SCHOOL, "");
    expect_valid(folder, SCHOOL,
                 "ES11-10.GI|0|NC|16/20\nES11-10.PI|néant\nES11-11.SCO|24\nES11-12|NC\n"
                 "ES11-13|7,5\nES11-14|TS\nES11-15|non\nES11-16|1 234,50 €\n"
                 "ES11-17|Du texte <&> \"cité\"¶sur deux lignes\nES11-18|552081317\n"
                 "ES11-19|12 mars 2014\nES11-06|anne@exemple.fr\nES11-90|Rien à dire.");
    expect_valid(folder, SCHOOL, "ES11-10.GI||\nES11-10|néant\nES11-16|peut-être\nES11-20|4");
    expect_valid(folder, SCHOOL, "ES11-10.GI||\nES11-10|NC\nES11-11.SCO|NC\nES11-05|NC");
    expect_valid(folder, LANDLORD, "ES11-20|NC\nES11-14|PRO");
    g_rmdir(folder);
}

/* Should the checks and the schema ever disagree, the form isn't accepted: here a participant of a
 * territory that the list doesn't have. */
static void
test_safety_net(void)
{
    Participant *school = g_ptr_array_index(fixture_loaded->participants->list, 0);
    const Item nowhere = {.code = (char *)"NULLEPART", .label = (char *)"Créteil"};
    const Item *own = school->territory;
    CheckedForm *checked = NULL;

    school->territory = &nowhere;
    checked = fixture_check("1.1", SCHOOL, "ES11-03|NC");
    school->territory = own;
    fixture_expect_found(checked,
                         "note answer-not-provided ES11-03: Cette réponse obligatoire est notée "
                         "comme non communiquée : la fiche est admise sans elle. Si vous obtenez "
                         "la valeur, renvoyez la fiche complétée.\n"
                         "error form-inconsistent ES11-03: Cette réponse n'a pas pu être "
                         "enregistrée sous la forme attendue. Récrivez-la simplement, puis "
                         "renvoyez la fiche ; si le défaut demeure, adressez-vous au "
                         "secrétariat.\n");
    checked_form_free(checked);
}

/* Characters that XML has no place for, and a text as long as a form may hold. */
static void
test_odd_texts(void)
{
    g_autofree char *long_text = g_strnfill(60000, 'a');
    g_autofree char *odd = g_strdup_printf("ES11-17|\xEF\xBF\xBE\xEF\xBF\xBF %s", long_text);
    CheckedForm *checked = fixture_check("1.1", SCHOOL, odd);

    fixture_expect_found(checked, "");
    g_assert_true(
        g_str_has_prefix(fixture_canonical(checked, "bilan"), "\xEF\xBF\xBD\xEF\xBF\xBD aaa"));
    checked_form_free(checked);
}

/* ---- content hash ---- */
static char *
hash_of(const char *lines)
{
    CheckedForm *checked = fixture_check("1.1", SCHOOL, lines);
    char *hash = g_strdup(checked->content_hash);

    checked_form_free(checked);
    return hash;
}

static void
test_hash(void)
{
    /* The same: other spellings, other author, other day. */
    const char *const same[] = {"ES11-12|12 visites",
                                "ES11-05|Paul Autre\nES11-06|paul@exemple.fr\nES11-07|01/07/2014",
                                "ES11-03|académie de Créteil", "ES11-10.GI|24|20|\nES11-10.PI||"};
    const char *const other[] = {"ES11-12|11",     "ES11-12|NC",       "ES11-12|1 ou 2",
                                 "ES11-12|2 ou 3", "ES11-10.PI|24|20", "ES11-17|x"};
    g_autofree char *first = hash_of("");
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    g_assert_cmpuint(strlen(first), ==, 64);
    for (guint i = 0; i < G_N_ELEMENTS(same); i++) {
        g_autofree char *hash = hash_of(same[i]);

        g_assert_cmpstr(hash, ==, first);
    }
    g_hash_table_add(seen, g_strdup(first));
    for (guint i = 0; i < G_N_ELEMENTS(other); i++)
        g_assert_true(g_hash_table_add(seen, hash_of(other[i])));
}

int
main(int argc, char **argv)
{
    int status = 0;

    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    fixture_begin();
    g_test_add_func("/check/result/values", test_values);
    g_test_add_func("/check/result/canonical", test_canonical);
    g_test_add_func("/check/result/xmllint", test_xmllint);
    g_test_add_func("/check/result/safety-net", test_safety_net);
    g_test_add_func("/check/result/odd-texts", test_odd_texts);
    g_test_add_func("/check/result/hash", test_hash);
    status = g_test_run();
    fixture_end();
    return status;
}
