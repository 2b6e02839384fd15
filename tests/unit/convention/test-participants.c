/* SPDX-License-Identifier: Apache-2.0
 *
 * participants.csv: what spreadsheets do to it, each mistake with its line, and finding in it.
 */
#include "support.h"

#define HEAD   "identifiant;type;nom;territoire;courriel\n"
#define SCHOOL "0931234L;school;École du Nord;NORD;ecole@exemple.fr\n"

/* The mistakes in CSV; *PARTICIPANTS (transfer full) may be NULL. */
static char *
load(const char *csv, gssize length, Participants **participants)
{
    g_autoptr(Convention) convention = small_convention();
    g_autoptr(GBytes) bytes = g_bytes_new(csv, length < 0 ? strlen(csv) : (gsize)length);
    g_autoptr(GPtrArray) mistakes = mistakes_new();
    g_autoptr(Participants) loaded =
        participants_load(bytes, "participants.csv", convention, mistakes);
    g_assert_true((loaded == NULL) == (mistakes->len > 0));
    if (participants != NULL)
        *participants = g_steal_pointer(&loaded);
    return mistakes_text(mistakes);
}

static void
check_said(const char *csv, const char *plain)
{
    GString *expected = g_string_new(plain);
    g_string_replace(expected, " :", "\u202F:", 0);
    g_string_replace(expected, " ;", "\u202F;", 0);
    g_string_replace(expected, "« ", "«\u00A0", 0);
    g_string_replace(expected, " »", "\u00A0»", 0);
    g_autofree char *said = load(csv, -1, NULL);
    g_assert_cmpstr(said, ==, expected->str);
    g_string_free(expected, TRUE);
}

/* BOM, CRLF, quotes, columns in any order and of others, blank rows, cells missing at the end. */
static void
test_spreadsheet(void)
{
    g_autoptr(Participants) list = NULL;
    g_autofree char *said =
        load("\xEF\xBB\xBFNom;Remarque;TYPE;Identifiant;Courriel;Territoire;Depuis;Jusqu_au;"
             "Contact;Téléphone;Successeur;Diplômes\r\n"
             "\"Magasin \"\"Le Pot\"\" ; outils\";x;shop;552 081 317 00018;"
             "A@Exemple.fr  b@exemple.fr;TOUT;01/09/2013;2014-08-31;\"Luc\nModèle\";"
             "01 99 00 00 00;0931234L;POIS FEVE\r\n"
             ";;;;;;;;;;;\r\n"
             "\r\n"
             " École  du Nord ;;school; 0931234l ;;NORD\r\n",
             -1, &list);
    g_assert_cmpstr(said, ==, "");
    g_assert_nonnull(list);
    g_assert_cmpuint(list->list->len, ==, 2);
    const Participant *shop = g_ptr_array_index(list->list, 0);
    g_assert_cmpstr(shop->id, ==, "55208131700018");
    g_assert_cmpstr(shop->name, ==, "Magasin \"Le Pot\" ; outils");
    g_assert_cmpuint(g_strv_length(shop->addresses), ==, 2);
    g_assert_cmpstr(shop->addresses[0], ==, "a@exemple.fr");
    g_assert_cmpstr(shop->from, ==, "2013-09-01");
    g_assert_cmpstr(shop->to, ==, "2014-08-31");
    g_assert_cmpstr(shop->contact, ==, "Luc Modèle");
    g_assert_cmpstr(shop->phone, ==, "01 99 00 00 00");
    g_assert_cmpstr(shop->successor, ==, "0931234L");
    g_assert_cmpstr(shop->diplomas[1], ==, "FEVE");
    const Participant *school = g_ptr_array_index(list->list, 1);
    g_assert_cmpstr(school->id, ==, "0931234L");
    g_assert_cmpstr(school->name, ==, "École du Nord");
    g_assert_cmpuint(g_strv_length(school->addresses), ==, 0);
    g_assert_null(school->from);
    g_assert_null(school->diplomas);
}

static void
test_find(void)
{
    g_autoptr(Participants) list = NULL;
    g_autofree char *said = load(HEAD SCHOOL "55208131700018;shop;Un;SUD;a@exemple.fr\n"
                                             "73282932000009;shop;Deux;SUD;a@exemple.fr\n"
                                             "73282932000017;shop;Trois;SUD;b@exemple.fr\n"
                                             "VE;ville;Ville;TOUT;\n",
                                 -1, &list);
    g_assert_cmpstr(said, ==, "");
    g_assert_cmpstr(participants_find(list, "0931234L")->name, ==, "École du Nord");
    g_assert_cmpstr(participants_find(list, "VE")->name, ==, "Ville");
    g_assert_cmpstr(participants_find(list, "552081317")->name, ==, "Un");
    g_assert_null(participants_find(list, "732829320")); /* two of this SIREN */
    g_assert_null(participants_find(list, "093123"));
    g_assert_null(participants_find(list, ""));
    g_assert_null(participants_find(list, NULL));
    g_assert_true(participant_has_address(participants_find(list, "552081317"), "A@exemple.fr"));
    g_assert_false(participant_has_address(participants_find(list, "VE"), "a@exemple.fr"));
    g_assert_false(participant_has_address(participants_find(list, "VE"), NULL));
}

static void
test_during(void)
{
    Period period;
    g_assert_true(period_parse("2013-2014", CALENDAR_SCHOOL, &period));
    Participant one = {.from = (char *)"2014-08-31"};
    g_assert_true(participant_during(&one, period));
    one.from = (char *)"2014-09-01";
    g_assert_false(participant_during(&one, period));
    one = (Participant){.to = (char *)"2013-09-01"};
    g_assert_true(participant_during(&one, period));
    one.to = (char *)"2013-08-31";
    g_assert_false(participant_during(&one, period));
    one = (Participant){.from = NULL, .to = NULL};
    g_assert_true(participant_during(&one, period));
}

static void
test_head(void)
{
    check_said("", "1 Le fichier est vide : sa première ligne donne les noms des colonnes.\n");
    check_said(
        "identifiant;type;nom;territoire\n",
        "1 La colonne « courriel » manque dans la première ligne : ajoutez-la ; les cellules "
        "sont séparées par des points-virgules.\n");
    check_said("identifiant;type;nom;territoire;courriel;nom\n",
               "1 La colonne « nom » figure deux fois : gardez-en une seule.\n");
    g_autofree char *commas = load("identifiant,type,nom,territoire,courriel\n", -1, NULL);
    g_assert_nonnull(strstr(commas, "points-virgules"));
}

static void
test_text(void)
{
    check_said(HEAD "0931234L;school;\"École;NORD;\n",
               "2 Une cellule commence par un guillemet qui n’est jamais refermé : ajoutez-le.\n");
    check_said(
        HEAD SCHOOL "x;\"a\"b;\n",
        "3 Du texte suit le guillemet fermant d’une cellule : doublez les guillemets qui font "
        "partie du texte.\n");
    check_said(HEAD "0931234L;school;\xC9"
                    "cole;NORD;\n",
               "2 Le texte n’est pas en UTF-8 : dans le tableur, enregistrez le fichier en « CSV "
               "UTF-8 ».\n");
    g_autofree char *nul = load(HEAD "\0;x", sizeof HEAD + 2, NULL);
    g_assert_true(g_str_has_prefix(nul, "2 Le texte n’est pas en UTF-8"));
    check_said(HEAD SCHOOL "x;school;Nord\x0B;NORD;\n",
               "3 Le texte contient un caractère invisible (U+000B), qui ne peut figurer dans une "
               "fiche : supprimez-le.\n");
    check_said(HEAD "x;school;\xEF\xBF\xBF;NORD;\n",
               "2 Le texte contient un caractère invisible (U+FFFF), qui ne peut figurer dans une "
               "fiche : supprimez-le.\n");
}

#define L16 "abcdefghijklmnop"
#define L64 L16 L16 L16 L16 /* as long as a name may be: RFC 5321, 4.5.3.1.1 */

static void
test_cells(void)
{
    check_said(HEAD ";school;;;\n", "2 La cellule « identifiant » est vide : remplissez-la.\n"
                                    "2 La cellule « nom » est vide : remplissez-la.\n"
                                    "2 La cellule « territoire » est vide : remplissez-la.\n");
    check_said(HEAD "0931234L;école;N;NORD;\n",
               "2 Le type « école » n’est pas connu : écrivez l’un de ceux-ci : school, shop, "
               "ville.\n");
    check_said(HEAD "0931234L;school;N;EST;\n",
               "2 Le territoire « EST » n’est pas connu : écrivez un code de la liste "
               "« quartier », comme NORD.\n");
    check_said(HEAD "0931234L;school;N;TOUT;\n",
               "2 Le territoire « TOUT » n’est pas admis pour le type « school ».\n");
    check_said(
        HEAD "0931234L;school;N;NORD;ecole(a)exemple.fr\n",
        "2 « ecole(a)exemple.fr » n’est pas une adresse électronique : corrigez-la ; plusieurs "
        "adresses sont séparées par des espaces.\n");
    check_said(HEAD "0931234L;school;N;NORD;a@école.example élan@exemple.fr\n",
               "2 « élan@exemple.fr » n’est pas une adresse électronique : corrigez-la ; plusieurs "
               "adresses sont séparées par des espaces.\n");
    check_said(HEAD "0931234L;school;N;NORD;" L64 "@exemple.fr a" L64
                    "@exemple.fr a@exemple.fr/b\n",
               "2 « a" L64 "@exemple.fr » n’est pas une adresse électronique : corrigez-la ; "
               "plusieurs adresses sont séparées par des espaces.\n"
               "2 « a@exemple.fr/b » n’est pas une adresse électronique : corrigez-la ; plusieurs "
               "adresses sont séparées par des espaces.\n");
    check_said(HEAD SCHOOL "0780001C;school;N;NORD;\n" SCHOOL,
               "4 L’identifiant « 0931234L » figure déjà ligne 2 : supprimez l’une des deux.\n");
}

static void
test_keys(void)
{
    check_said(HEAD "093123L;school;N;NORD;\n",
               "2 « 093123L » n’est pas un code UAI : il a sept chiffres et une lettre.\n");
    check_said(HEAD "0931234K;school;N;NORD;\n",
               "2 La lettre du code UAI « 0931234K » ne correspond pas à ses chiffres : "
               "vérifiez-le.\n");
    check_said(HEAD "5520813170001;shop;N;NORD;\n",
               "2 « 5520813170001 » n’est pas un SIRET : il a quatorze chiffres.\n");
    check_said(HEAD "55208131700019;shop;N;NORD;\n",
               "2 La clé du SIRET « 55208131700019 » est fausse : vérifiez ses chiffres.\n");
    check_said(HEAD "5,52081E+13;shop;N;NORD;\n",
               "2 « 5,52081E+13 » est un SIRET abîmé par le tableur : mettez la colonne au format "
               "texte et saisissez-le de nouveau, avec ses quatorze chiffres.\n");
    check_said(
        HEAD "la ville;ville;N;NORD;\n",
        "2 « la ville » n’est pas un code : écrivez des lettres sans accent, des chiffres ou "
        "des tirets, sans espace.\n");
}

static void
test_optional(void)
{
#define LONG "identifiant;type;nom;territoire;courriel;depuis;jusqu_au;successeur;diplomes\n"
    check_said(
        LONG "0931234L;school;N;NORD;;31/02/2014;;;\n",
        "2 La cellule « depuis » contient « 31/02/2014 » : écrivez une date qui existe, comme "
        "2014-03-12.\n");
    check_said(
        LONG "0931234L;school;N;NORD;;2014-09-01;2014-08-31;;\n",
        "2 « depuis » (2014-09-01) vient après « jusqu_au » (2014-08-31) : corrigez l’une des "
        "dates.\n");
    check_said(LONG "0931234L;school;N;NORD;;;;0780001C;\n",
               "2 Le successeur « 0780001C » n’est pas l’identifiant d’un autre participant de la "
               "liste : ajoutez-le ou corrigez-le.\n");
    check_said(LONG "0931234L;school;N;NORD;;;;0931234L;\n",
               "2 Le successeur « 0931234L » n’est pas l’identifiant d’un autre participant de la "
               "liste : ajoutez-le ou corrigez-le.\n");
    check_said(LONG "0931234L;school;N;NORD;;;;;POIS MAIS\n",
               "2 Le code « MAIS » n’est dans aucune liste : écrivez des codes de la convention, "
               "séparés par des espaces.\n");
#undef LONG
}

/* The line after a cell of several lines is told right. */
static void
test_lines(void)
{
    check_said(HEAD "0931234L;school;\"École\ndu\r\nNord\";NORD;\n;school;N;NORD;\n",
               "5 La cellule « identifiant » est vide : remplissez-la.\n");
}

/* A long text is shortened where it is shown. */
static void
test_long_text(void)
{
    g_autoptr(GString) csv = g_string_new(HEAD "0931234L;");
    for (int i = 0; i < 400; i++)
        g_string_append(csv, "é");
    g_string_append(csv, ";N;NORD;\n");
    g_autofree char *said = load(csv->str, -1, NULL);
    g_assert_cmpint(g_utf8_strlen(said, -1), <, 400);
    g_assert_nonnull(strstr(said, "é…"));
}

/* However short the file is cut, and whatever byte is changed: a list or a sentence. */
static void
test_damaged(void)
{
    static const char good[] =
        "\xEF\xBB\xBF" HEAD "55208131700018;shop;\"Le \"\"Pot\"\"\";SUD;a@exemple.fr\r\n" SCHOOL;
    for (gssize length = 0; length < (gssize)sizeof good; length++) {
        g_autofree char *said = load(good, length, NULL);
    }
    char bad[sizeof good];
    static const char bytes[] = {'\0', ';', '"', '\n', '\r', '\xff'};
    for (gsize at = 0; at < sizeof good; at++) {
        memcpy(bad, good, sizeof good);
        bad[at] = bytes[at % sizeof bytes];
        g_autofree char *said = load(bad, sizeof good - 1, NULL);
    }
}

/* A definition whole, and what a folder without its files says. */
static void
test_definition(void)
{
    g_autofree char *xml = data_text("tests/data/convention/small.xml");
    g_autofree char *minutes = data_text("tests/data/convention/committee.xml");
    g_autoptr(GBytes) convention = g_bytes_new(xml, strlen(xml));
    g_autoptr(GBytes) committee = g_bytes_new(minutes, strlen(minutes));
    g_autoptr(GBytes) participants = g_bytes_new_static(HEAD SCHOOL, strlen(HEAD SCHOOL));
    g_autoptr(GPtrArray) mistakes = mistakes_new();
    g_autoptr(Definition) whole = definition_load(convention, participants, committee, mistakes);
    g_assert_nonnull(whole);
    g_assert_nonnull(whole->committee);
    g_autoptr(Definition) less = definition_load(convention, participants, NULL, mistakes);
    g_assert_nonnull(less);
    g_assert_null(less->committee);
    g_assert_null(less->committee_xml);
    g_assert_cmpuint(mistakes->len, ==, 0);

    /* Mistakes of both files are said at once, each with its file. */
    g_autoptr(GBytes) empty = g_bytes_new_static("", 0);
    g_assert_null(definition_load(convention, empty, empty, mistakes));
    g_assert_cmpuint(mistakes->len, ==, 2);
    g_assert_cmpstr(((Mistake *)g_ptr_array_index(mistakes, 0))->file, ==, "participants.csv");
    g_assert_cmpstr(((Mistake *)g_ptr_array_index(mistakes, 1))->file, ==, "committee.xml");

    g_autoptr(GError) error = NULL;
    g_assert_null(definition_read("tests/no-such-folder", mistakes, &error));
    g_assert_nonnull(error);
    g_assert_cmpuint(mistakes->len, ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/convention/participants/spreadsheet", test_spreadsheet);
    g_test_add_func("/convention/participants/find", test_find);
    g_test_add_func("/convention/participants/during", test_during);
    g_test_add_func("/convention/participants/head", test_head);
    g_test_add_func("/convention/participants/text", test_text);
    g_test_add_func("/convention/participants/cells", test_cells);
    g_test_add_func("/convention/participants/keys", test_keys);
    g_test_add_func("/convention/participants/optional", test_optional);
    g_test_add_func("/convention/participants/lines", test_lines);
    g_test_add_func("/convention/participants/long-text", test_long_text);
    g_test_add_func("/convention/participants/damaged", test_damaged);
    g_test_add_func("/convention/participants/definition", test_definition);
    return g_test_run();
}
