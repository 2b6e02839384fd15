/* SPDX-License-Identifier: Apache-2.0
 *
 * XML submissions: exact, and everything wrong said at once with its line.
 */
#include "fixture.h"

#define GOOD                                                                                       \
    "<fiche-1.1 xmlns=\"urn:copil:essai-2013\">\n"                                                 \
    "<organisme>Lycée Jean Modèle</organisme>\n"                                                 \
    "<identifiant>0930001W</identifiant>\n"                                                        \
    "<academie>CRETEIL</academie>\n"                                                               \
    "<periode>2013-2014</periode>\n"                                                               \
    "<redacteur>Anne Essai</redacteur>\n"                                                          \
    "<date_remplissage>2014-06-30</date_remplissage>\n"                                            \
    "<stages>\n"                                                                                   \
    "<ligne diplome=\"GI\"><effectif>24</effectif><stages>20</stages></ligne>\n"                   \
    "</stages>\n"                                                                                  \
    "<visites>12</visites>\n"                                                                      \
    "<ouvert>true</ouvert>\n"                                                                      \
    "</fiche-1.1>\n"

/* GOOD with OLD replaced by NEW. */
static CheckedForm *
check(const char *old, const char *new)
{
    GString *text = g_string_new(GOOD);
    Form *form = NULL;
    CheckedForm *checked = NULL;

    g_assert_cmpuint(g_string_replace(text, old, new, 1), ==, 1);
    form = fixture_xml("1.1", text->str);
    checked = check_form(fixture_checker, form);
    fixture_free(form);
    g_string_free(text, TRUE);
    return checked;
}

static void
expect(const char *old, const char *new, const char *expected)
{
    CheckedForm *checked = check(old, new);

    fixture_expect_found(checked, expected);
    checked_form_free(checked);
}

static void
expect_value(const char *old, const char *new, const char *path, const char *canonical)
{
    CheckedForm *checked = check(old, new);

    fixture_expect_found(checked, "");
    g_assert_cmpstr(fixture_canonical(checked, path), ==, canonical);
    checked_form_free(checked);
}

static void
test_good(void)
{
    CheckedForm *checked = check("12", "12");

    fixture_expect_found(checked, "");
    g_assert_cmpstr(checked->organisation, ==, "0930001W");
    g_assert_cmpstr(checked->period, ==, "2013-2014");
    g_assert_cmpstr(fixture_canonical(checked, "stages.GI.stages"), ==, "20");
    checked_form_free(checked);
}

/* The same answers from a person and from a program are the same content. */
static void
test_same_content(void)
{
    CheckedForm *machine = check("12", "12");
    CheckedForm *person = fixture_check("1.1", SCHOOL, "");

    g_assert_cmpstr(machine->content_hash, ==, person->content_hash);
    g_assert_cmpstr(machine->canonical_xml, ==, person->canonical_xml);
    checked_form_free(machine);
    checked_form_free(person);
}

/* What the schema admits in several spellings has one canonical text. */
static void
test_spellings(void)
{
    expect_value("<visites>12<", "<visites> 12 <", "visites", "12");
    expect_value("<ouvert>", "<note>7.50</note><ouvert>", "note", "7.5");
    expect_value("<ouvert>", "<note>0</note><ouvert>", "note", "0");
    expect_value("</ouvert>", "</ouvert><montant>12.00</montant>", "montant", "12");
    expect_value("</ouvert>", "</ouvert><bilan>&lt;b&gt; <![CDATA[&]]> é</bilan>", "bilan",
                 "<b> & é");
    expect_value("Anne Essai", "Anne\n  Essai", "redacteur", "Anne Essai");
    expect_value("</ouvert>", "</ouvert><debut>2014-03-12</debut>", "debut", "2014-03-12");
}

/* ---- values ---- */
static void
test_values(void)
{
    expect(
        "<visites>12<", "<visites>1 234<",
        "error xml-value-suggested ES11-12 l.11: La valeur « 1 234 » n'est pas admise ici : "
        "écrivez 1234. Il faut donner un nombre entier sans signe, par exemple 1234, au moins 1, "
        "au plus 300.\n");
    expect("<visites>12<", "<visites>301<",
           "error xml-value ES11-12 l.11: La valeur « 301 » n'est pas admise ici. Donnez un nombre "
           "entier sans signe, par exemple 1234, au moins 1, au plus 300.\n");
    expect("<visites>12<", "<visites>300<",
           "note 1.1-r3 ES11-10 l.8: Visites : 300.\n"
           "warning 1.1-r2 ES11-12 l.11: Il y a plus de visites (300) que de stages (20) : "
           "vérifiez.\n");
    expect("<ouvert>true<", "<ouvert>oui<",
           "error xml-value-suggested ES11-15 l.12: La valeur « oui » n'est pas admise ici : "
           "écrivez true. Il faut donner true ou false.\n");
    expect(
        "</ouvert>", "</ouvert><debut>12/03/2014</debut>",
        "error xml-value-suggested ES11-19 l.12: La valeur « 12/03/2014 » n'est pas admise ici : "
        "écrivez 2014-03-12. Il faut donner une date, par exemple 2014-03-12.\n");
    expect(
        "</ouvert>", "</ouvert><debut>2014-02-30</debut>",
        "error xml-value ES11-19 l.12: La valeur « 2014-02-30 » n'est pas admise ici. Donnez une "
        "date, par exemple 2014-03-12.\n");
    expect("<academie>CRETEIL<", "<academie>Créteil<",
           "error xml-value-suggested ES11-03 l.4: La valeur « Créteil » n'est pas admise ici : "
           "écrivez CRETEIL. Il faut donner l'un des codes suivants : CRETEIL, PARIS, IDF.\n");
    expect(
        "<effectif>24<", "<effectif>-24<",
        "error xml-value ES11-10.GI/effectif l.9: La valeur « -24 » n'est pas admise ici. Donnez "
        "un nombre entier sans signe, par exemple 1234.\n");
    expect("<periode>2013-2014<", "<periode>2013-2015<",
           "error xml-value ES11-04 l.5: La valeur « 2013-2015 » n'est pas admise ici. Donnez une "
           "période, par exemple 2013-2014.\n");
    expect("<periode>2013-2014<", "<periode>2013-2014-S1<",
           "error xml-value ES11-04 l.5: La valeur « 2013-2014-S1 » n'est pas admise ici. Donnez "
           "une période, par exemple 2013-2014.\n");
}

static void
test_keys(void)
{
    expect(">0930001W<", ">0930001w<",
           "error xml-value-suggested ES11-02 l.3: La valeur « 0930001w » n'est pas admise ici : "
           "écrivez 0930001W. Il faut donner l'identifiant de la liste des participants.\n");
    expect(">0930001W<", ">0930001A<", "error uai-key ES11-02 l.3: …\n");
    expect("</ouvert>", "</ouvert><partenaire>55208131700019</partenaire>",
           "error siret-key ES11-18 l.12: …\n");
    expect_value("</ouvert>", "</ouvert><partenaire>55208131700018</partenaire>", "partenaire",
                 "55208131700018");
}

/* ---- structure ---- */
static void
test_unknown(void)
{
    expect(
        "<visites>", "<inconnu>1</inconnu><visites>",
        "error xml-element-unknown - l.11: L'élément <inconnu> n'est pas prévu dans <fiche-1.1>. "
        "Supprimez-le, ou corrigez son nom d'après le schéma de la fiche.\n");
    expect("<effectif>", "<garcons>1</garcons><effectif>",
           "error xml-element-unknown ES11-10.GI l.9: L'élément <garcons> n'est pas prévu dans "
           "<ligne>. Supprimez-le, ou corrigez son nom d'après le schéma de la fiche.\n");
    expect(
        "<ligne diplome", "<total/><ligne diplome",
        "error xml-element-unknown ES11-10 l.9: L'élément <total> n'est pas prévu dans <stages>. "
        "Supprimez-le, ou corrigez son nom d'après le schéma de la fiche.\n");
    expect(
        ">12<", "><b>12</b><",
        "error xml-element-unknown ES11-12 l.11: L'élément <b> n'est pas prévu dans <visites>. "
        "Supprimez-le, ou corrigez son nom d'après le schéma de la fiche.\n"
        "error xml-element-empty ES11-12 l.11: L'élément <visites> est vide. Donnez sa valeur, ou "
        "ajoutez-lui motif=\"NC\" si elle ne peut pas être donnée.\n");
    expect("<visites>", "<visites xmlns:x=\"urn:x\" x:a=\"1\" unite=\"j\">",
           "error xml-attribute-unknown ES11-12 l.11: L'attribut a n'est pas prévu sur <visites>. "
           "Supprimez-le.\n"
           "error xml-attribute-unknown ES11-12 l.11: L'attribut unite n'est pas prévu sur "
           "<visites>. Supprimez-le.\n");
    expect("<visites>", "douze<visites>",
           "error xml-text-stray - l.1: Le texte « douze » est écrit directement dans <fiche-1.1>, "
           "entre ses éléments. Supprimez-le, ou placez-le dans l'élément auquel il appartient.\n");
    expect(
        "<visites>", "<visites xmlns=\"urn:autre\">",
        "error xml-element-unknown - l.11: L'élément <visites> n'est pas prévu dans <fiche-1.1>. "
        "Supprimez-le, ou corrigez son nom d'après le schéma de la fiche.\n"
        "error xml-element-missing ES11-12: L'élément <visites> manque. Ajoutez-le à sa place, "
        "avec sa valeur, ou vide avec motif=\"NC\" si elle ne peut pas être donnée.\n");
}

static void
test_order(void)
{
    expect("<ouvert>", "<note>3</note><qualite>S</qualite><ouvert>", "");
    expect("<ouvert>", "<qualite>S</qualite><note>3</note><ouvert>",
           "error xml-element-order ES11-13 l.12: L'élément <note> n'est pas à sa place. Placez-le "
           "après <visites>.\n");
    expect("<effectif>24</effectif><stages>20</stages>",
           "<stages>20</stages><effectif>24</effectif>",
           "error xml-element-first ES11-10.GI/effectif l.9: L'élément <effectif> n'est pas à sa "
           "place. Placez-le en premier.\n");
    expect(
        "<visites>12</visites>", "<visites>12</visites><visites>13</visites>",
        "error xml-element-repeated ES11-12 l.11: L'élément <visites> figure plusieurs fois. N'en "
        "gardez qu'un.\n");
}

static void
test_missing(void)
{
    expect("<visites>12</visites>", "",
           "error xml-element-missing ES11-12: L'élément <visites> manque. Ajoutez-le à sa place, "
           "avec sa valeur, ou vide avec motif=\"NC\" si elle ne peut pas être donnée.\n");
    expect(
        "<stages>20</stages>", "",
        "error xml-element-missing ES11-10.GI/stages l.9: L'élément <stages> manque. Ajoutez-le à "
        "sa place, avec sa valeur, ou vide avec motif=\"NC\" si elle ne peut pas être donnée.\n");
    expect(
        "<identifiant>0930001W</identifiant>", "",
        "error xml-identification-missing ES11-02: L'élément <identifiant> manque ou est vide. Il "
        "est indispensable pour enregistrer la fiche : donnez sa valeur.\n");
    expect(
        ">12<", "><",
        "error xml-element-empty ES11-12 l.11: L'élément <visites> est vide. Donnez sa valeur, ou "
        "ajoutez-lui motif=\"NC\" si elle ne peut pas être donnée.\n");
    expect("<ouvert>", "<note/><ouvert>",
           "error xml-optional-empty ES11-13 l.12: L'élément <note> est vide. Donnez sa valeur, ou "
           "retirez cet élément, qui est facultatif.\n");
    expect(
        "<date_remplissage>2014-06-30</date_remplissage>", "",
        "warning filled-on-missing ES11-07: La date de remplissage manque. La fiche est lue sans "
        "elle ; indiquez-la dans le prochain envoi.\n");
}

static void
test_rows(void)
{
    expect("</ligne>",
           "</ligne><ligne diplome=\"GI\"><effectif>1</effectif><stages>1</stages></ligne>",
           "error xml-row-repeated ES11-10 l.9: La <ligne> diplome=\"GI\" figure plusieurs fois. "
           "Réunissez ses valeurs en une seule <ligne>.\n");
    expect(
        "diplome=\"GI\"", "diplome=\"CAP\"",
        "error xml-row-unknown ES11-10 l.9: L'attribut diplome=\"CAP\" ne correspond à aucun code "
        "de la liste. Écrivez l'un des codes suivants : GI, PI, OLD, NEW.\n");
    expect("<ligne diplome=\"GI\">", "<ligne>",
           "error xml-row-without-item ES11-10 l.9: Cette <ligne> n'a pas d'attribut diplome. "
           "Ajoutez-le avec l'un des codes de la liste (GI, PI, OLD, NEW).\n");
    expect("<ligne diplome=\"GI\"><effectif>24</effectif><stages>20</stages></ligne>", "",
           "error xml-grid-empty ES11-10 l.8: L'élément <stages> n'a aucune <ligne>. Ajoutez-en au "
           "moins une, ou motif=\"NEANT\" s'il n'y a rien à y porter.\n");
}

/* ---- motifs ---- */
static void
test_motifs(void)
{
    const char *const row =
        "<ligne diplome=\"GI\"><effectif>24</effectif><stages>20</stages></ligne>\n";
    g_autofree char *grid = g_strdup_printf("<stages>\n%s</stages>", row);

    expect("<visites>12<", "<visites motif=\"NC\"><",
           "note answer-not-provided ES11-12 l.11: Cette réponse obligatoire est notée comme non "
           "communiquée : la fiche est admise sans elle. Si vous obtenez la valeur, renvoyez la "
           "fiche complétée.\n");
    expect("<visites>12<", "<visites motif=\"NC\">12<",
           "error xml-motif-and-value ES11-12 l.11: L'élément <visites> porte à la fois "
           "motif=\"NC\" et un contenu. Supprimez l'un ou l'autre.\n");
    expect("<visites>12<", "<visites motif=\"NEANT\"><",
           "error xml-motif-unknown ES11-12 l.11: L'attribut motif=\"NEANT\" n'est pas admis ici. "
           "Écrivez NC, ou donnez la valeur.\n");
    expect("<ouvert>", "<note motif=\"NC\"/><ouvert>",
           "error xml-motif-optional ES11-13 l.12: L'élément <note> est facultatif et n'admet pas "
           "motif=\"NC\". Donnez sa valeur, ou retirez cet élément.\n");
    expect("0930001W</identifiant>", "</identifiant>",
           "error xml-identification-missing ES11-02 l.3: L'élément <identifiant> manque ou est "
           "vide. Il est indispensable pour enregistrer la fiche : donnez sa valeur.\n");
    expect(grid, "<stages motif=\"NEANT\"/>",
           "note 1.1-r3 ES11-10 l.8: Visites : 12.\n"
           "warning 1.1-r2 ES11-12 l.9: Il y a plus de visites (12) que de stages (0) : "
           "vérifiez.\n");
    expect("<stages>\n", "<stages motif=\"NEANT\">\n",
           "error xml-motif-and-value ES11-10 l.8: L'élément <stages> porte à la fois "
           "motif=\"NEANT\" et un contenu. Supprimez l'un ou l'autre.\n");
    expect("<visites>", "<statuts motif=\"NC\"/><visites>",
           "error xml-motif-unknown ES11-11 l.11: L'attribut motif=\"NC\" n'est pas admis ici. "
           "Écrivez NEANT, ou donnez la valeur.\n");
    expect("<visites>", "<statuts motif=\"NEANT\"/><visites>", "");
}

/* ---- the root ---- */
static void
test_root(void)
{
    expect(" xmlns=\"urn:copil:essai-2013\"", "",
           "error xml-namespace - l.1: L'espace de noms du document n'est pas celui de la "
           "convention. Déclarez xmlns=\"urn:copil:essai-2013\" sur l'élément racine.\n");
    expect(" xmlns=\"urn:copil:essai-2013\"", " xmlns=\"urn:copil:essai-2013\" version=\"2\"",
           "error xml-attribute-unknown - l.1: L'attribut version n'est pas prévu sur <fiche-1.1>. "
           "Supprimez-le.\n");
    expect(
        " xmlns=\"urn:copil:essai-2013\"",
        " xmlns=\"urn:copil:essai-2013\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xsi:schemaLocation=\"urn:copil:essai-2013 fiche-1.1.xsd\"",
        "");
    /* Prefixes are the sender's own affair. */
    expect("<visites>12</visites>", "<x:visites xmlns:x=\"urn:copil:essai-2013\">12</x:visites>",
           "");
}

/* ---- bounds of what is said and read ---- */
static void
test_long_text(void)
{
    g_autofree char *most = g_strnfill(64000, 'a');
    g_autofree char *longest = g_strdup_printf("</ouvert><bilan>%s</bilan>", most);
    g_autofree char *longer = g_strdup_printf("</ouvert><bilan>%sa</bilan>", most);

    expect("</ouvert>", longest, "");
    expect("</ouvert>", longer,
           "error xml-text-too-long ES11-17 l.12: Le texte de <bilan> dépasse 64 000 caractères. "
           "Résumez-le, puis renvoyez le document.\n");
}

static void
test_too_many(void)
{
    GString *many = g_string_new("<visites>12</visites>");
    CheckedForm *checked = NULL;
    const Finding *last = NULL;

    for (guint i = 0; i < 1000; i++)
        g_string_append(many, "<x/>");
    checked = check("<visites>12</visites>", many->str);
    g_assert_cmpuint(checked->findings->len, ==, 300);
    last = g_ptr_array_index(checked->findings, 299);
    g_assert_cmpstr(last->code, ==, "too-many-findings");
    g_assert_cmpint(checked->verdict, ==, VERDICT_REFUSED);
    checked_form_free(checked);
    g_string_free(many, TRUE);
}

/* What only the schema minds: here an empty element that isn't this kind's to give. */
static void
test_schema_has_the_last_word(void)
{
    const char *landlord =
        "<fiche-1.1 xmlns=\"urn:copil:essai-2013\">\n<organisme>Habitat Exemple</organisme>\n"
        "<identifiant>55208131700018</identifiant>\n<academie>IDF</academie>\n"
        "<periode>2013-2014</periode>\n<redacteur>Anne Essai</redacteur>\n"
        "<date_remplissage>2014-06-30</date_remplissage>\n<note/>\n<jurys>3</jurys>\n"
        "</fiche-1.1>\n";
    Form *form = fixture_xml("1.1", landlord);
    CheckedForm *checked = check_form(fixture_checker, form);

    fixture_expect_found(checked,
                         "error xml-schema ES11-13 l.8: L'élément <note> n'est pas conforme au "
                         "schéma de la fiche. Vérifiez le document avec ce schéma, corrigez-le, "
                         "puis renvoyez-le.\n");
    checked_form_free(checked);
    fixture_free(form);
}

static void
test_all_at_once(void)
{
    CheckedForm *checked =
        check("<visites>12</visites>\n<ouvert>true</ouvert>\n",
              "<autre/>\n<ouvert>vrai</ouvert>\n<montant>12,5</montant>\n<visites>1 2</visites>\n");
    const char *const codes[] = {"xml-element-unknown", "xml-element-order", "xml-value",
                                 "xml-value-suggested", "xml-value-suggested"};

    g_assert_cmpuint(checked->findings->len, ==, G_N_ELEMENTS(codes));
    for (guint i = 0; i < MIN(checked->findings->len, G_N_ELEMENTS(codes)); i++)
        g_assert_cmpstr(((Finding *)g_ptr_array_index(checked->findings, i))->code, ==, codes[i]);
    checked_form_free(checked);
}

int
main(int argc, char **argv)
{
    int status = 0;

    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    fixture_begin();
    g_test_add_func("/check/xml/good", test_good);
    g_test_add_func("/check/xml/same-content", test_same_content);
    g_test_add_func("/check/xml/spellings", test_spellings);
    g_test_add_func("/check/xml/values", test_values);
    g_test_add_func("/check/xml/keys", test_keys);
    g_test_add_func("/check/xml/unknown", test_unknown);
    g_test_add_func("/check/xml/order", test_order);
    g_test_add_func("/check/xml/missing", test_missing);
    g_test_add_func("/check/xml/rows", test_rows);
    g_test_add_func("/check/xml/motifs", test_motifs);
    g_test_add_func("/check/xml/root", test_root);
    g_test_add_func("/check/xml/long-text", test_long_text);
    g_test_add_func("/check/xml/too-many", test_too_many);
    g_test_add_func("/check/xml/last-word", test_schema_has_the_last_word);
    g_test_add_func("/check/xml/all-at-once", test_all_at_once);
    status = g_test_run();
    fixture_end();
    return status;
}
