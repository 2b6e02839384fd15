/* SPDX-License-Identifier: Apache-2.0
 *
 * The XSD derived from a sheet, as those who write XML against it use it: through xmllint.
 */
#include "support.h"

#include <glib/gstdio.h>

#define IDENTITY                                                                                   \
    "<organisme>École</organisme><identifiant>0931234K</identifiant><quartier>NORD</quartier>"    \
    "<periode>2013-2014</periode><redacteur>Anne</redacteur>"
#define ROW  "<ligne legume='POIS'><eleves>20</eleves><poids>12.5</poids></ligne>"
#define REST "<outils>BON</outils><arrosage>true</arrosage>"

typedef struct {
    char *folder, *schema, *form;
} Bench;

static void
bench_open(Bench *bench, const char *sheet)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Convention) convention = small_convention();
    g_autofree char *xsd = convention_sheet_schema(convention, convention_sheet(convention, sheet));
    bench->folder = g_dir_make_tmp("copil-schema-XXXXXX", &error);
    g_assert_no_error(error);
    bench->schema = g_build_filename(bench->folder, "fiche.xsd", NULL);
    bench->form = g_build_filename(bench->folder, "fiche.xml", NULL);
    g_file_set_contents(bench->schema, xsd, -1, &error);
    g_assert_no_error(error);
}

static void
bench_close(Bench *bench)
{
    g_unlink(bench->schema);
    g_unlink(bench->form);
    g_rmdir(bench->folder);
    g_free(bench->schema);
    g_free(bench->form);
    g_free(bench->folder);
}

/* What xmllint says of a form with CONTENT: 0 valid, 3 invalid (others: the schema itself). */
static int
verdict(const Bench *bench, const char *sheet, const char *content)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *xml = g_strdup_printf("<fiche-%s xmlns='urn:copil:jardins-2013'>%s</fiche-%s>",
                                           sheet, content, sheet);
    g_file_set_contents(bench->form, xml, -1, &error);
    g_assert_no_error(error);
    const char *argv[] = {"xmllint",     "--noout",   "--nonet", "--schema",
                          bench->schema, bench->form, NULL};
    int status = -1;
    g_spawn_sync(NULL, (char **)argv, NULL,
                 G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                 NULL, NULL, NULL, NULL, &status, &error);
    g_assert_no_error(error);
    return g_spawn_check_wait_status(status, NULL) ? 0 : status >> 8;
}

static void
check_forms(const char *sheet, const char *const *good, const char *const *bad)
{
    Bench bench;
    bench_open(&bench, sheet);
    for (; *good != NULL; good++) {
        if (verdict(&bench, sheet, *good) != 0) {
            g_test_message("should be valid: %s", *good);
            g_test_fail();
        }
    }
    for (; *bad != NULL; bad++) {
        if (verdict(&bench, sheet, *bad) != 3) {
            g_test_message("should be invalid: %s", *bad);
            g_test_fail();
        }
    }
    bench_close(&bench);
}

static void
test_grid(void)
{
    static const char *const good[] = {
        IDENTITY "<recoltes>" ROW "</recoltes>" REST,
        /* of a shop, all that schools fill is left out */
        IDENTITY "<dons>12.50</dons><graines>500</graines>",
        IDENTITY "<recoltes motif='NEANT'/>" REST,
        IDENTITY "<recoltes motif='NC'/>" REST,
        IDENTITY "<recoltes><ligne legume='FEVE'><eleves motif='NC'/><eleves_filles>0"
                 "</eleves_filles><poids>0.5</poids></ligne>" ROW "</recoltes>" REST,
        IDENTITY "<outils motif='NC'/><arrosage motif='NC'/>",
        NULL,
    };
    static const char *const bad[] = {
        IDENTITY "<recoltes>" ROW ROW "</recoltes>" REST, /* the row twice */
        IDENTITY "<recoltes><ligne legume='MAIS'><eleves>1</eleves><poids>1</poids></ligne>"
                 "</recoltes>" REST, /* unknown row */
        IDENTITY "<recoltes><ligne><eleves>1</eleves><poids>1</poids></ligne></recoltes>" REST,
        IDENTITY "<recoltes><ligne legume='POIS'><eleves>1</eleves></ligne></recoltes>" REST,
        IDENTITY "<recoltes><ligne legume='POIS'><poids>1</poids><eleves>1</eleves></ligne>"
                 "</recoltes>" REST, /* order of columns */
        IDENTITY "<recoltes motif='RIEN'/>" REST,
        REST IDENTITY, /* order of codes */
        IDENTITY "<inconnu/>",
        "",
        NULL,
    };
    check_forms("1.1", good, bad);
}

/* One field each: what comes after the identification of sheet 1.1. */
static void
test_values(void)
{
    static const char *const good[] = {
        IDENTITY "<pluie>0</pluie>",
        IDENTITY "<pluie>100</pluie>",
        IDENTITY "<pluie>12.5</pluie>",
        IDENTITY "<arrosage>false</arrosage>",
        IDENTITY "<dons>0</dons>",
        IDENTITY "<dons>1234.56</dons>",
        IDENTITY "<graines>0</graines>",
        IDENTITY "<recit>Il a plu.\nBeaucoup.</recit>",
        IDENTITY "<ouvert_le>2014-02-28</ouvert_le>",
        NULL,
    };
    static const char *const bad[] = {
        IDENTITY "<pluie>100.1</pluie>",
        IDENTITY "<pluie>-1</pluie>",
        IDENTITY "<pluie>12,5</pluie>",
        IDENTITY "<pluie></pluie>",
        IDENTITY "<pluie motif='NC'/>",
        IDENTITY "<arrosage>oui</arrosage>",
        IDENTITY "<arrosage>1</arrosage>",
        IDENTITY "<dons>1.234</dons>",
        IDENTITY "<dons>-1</dons>",
        IDENTITY "<dons>1e3</dons>",
        IDENTITY "<graines>501</graines>",
        IDENTITY "<graines>007</graines>",
        IDENTITY "<graines>1.0</graines>",
        IDENTITY "<graines>+1</graines>",
        IDENTITY "<graines>1 234</graines>",
        IDENTITY "<recit>  </recit>",
        IDENTITY "<recit>\u00A0\u202F</recit>", /* seen by nobody */
        IDENTITY "<ouvert_le>0999-12-31</ouvert_le>",
        IDENTITY "<ouvert_le>2014-02-29</ouvert_le>",
        IDENTITY "<ouvert_le>28/02/2014</ouvert_le>",
        IDENTITY "<ouvert_le>2014-02-28Z</ouvert_le>",
        IDENTITY "<outils>Bon</outils>",
        IDENTITY "<dons motif='NEANT'/>",
        NULL,
    };
    check_forms("1.1", good, bad);
}

static void
test_identification(void)
{
#define HEAD(id, place, period)                                                                    \
    "<organisme>É</organisme><identifiant>" id "</identifiant><quartier>" place "</quartier>"      \
    "<periode>" period "</periode><redacteur>A</redacteur>"
    static const char *const good[] = {
        HEAD("0931234K", "NORD", "2013-2014"),
        HEAD("12345678901234", "TOUT", "2013-2014"),
        HEAD("123456789", "SUD", "2013-2014"), /* a SIREN */
        HEAD("0931234K", "NORD", "2013-2014") "<courriel>a.b-c@d-e.fr</courriel>",
        HEAD("0931234K", "NORD", "2013-2014") "<rempli_le>2014-06-30</rempli_le>",
        HEAD("0931234K", "NORD", "2013-2014") "<commentaires>Rien.</commentaires>",
        NULL,
    };
    static const char *const bad[] = {
        HEAD("0931234k", "NORD", "2013-2014"),
        HEAD("931234K", "NORD", "2013-2014"),
        HEAD("ville", "NORD", "2013-2014"), /* towns don't fill this sheet */
        HEAD("", "NORD", "2013-2014"),
        HEAD("0931234K", "Nord", "2013-2014"),
        HEAD("0931234K", "NORD", "2013"),
        HEAD("0931234K", "NORD", "2013-2014-S1"),
        HEAD("0931234K", "NORD", "2013-2014") "<courriel>a.b</courriel>",
        NULL,
    };
    check_forms("1.1", good, bad);
#undef HEAD
}

static void
test_other_types(void)
{
#define HEAD                                                                                       \
    "<organisme>V</organisme><identifiant>VILLE-1</identifiant><quartier>TOUT</quartier>"          \
    "<periode>2013-2014</periode><redacteur>A</redacteur>"
    static const char *const good[] = {
        HEAD "<jour>2014-03-12</jour><lieu>Mairie</lieu>",
        HEAD "<jour>2014-03-12</jour><lieu motif='NC'/><hote>12345678901234</hote>"
             "<voisine>0931234K</voisine>",
        NULL,
    };
    static const char *const bad[] = {
        HEAD "<lieu>Mairie</lieu>",
        HEAD "<jour motif='NC'/><lieu>Mairie</lieu>", /* the key of an event is always given */
        HEAD "<jour>2014-03-12</jour><lieu>Mairie</lieu><hote>123456789</hote>",
        HEAD "<jour>2014-03-12</jour><lieu>Mairie</lieu><voisine>0931234</voisine>",
        NULL,
    };
    check_forms("3", good, bad);
#undef HEAD
}

static void
test_half(void)
{
#define HEAD(period)                                                                               \
    "<organisme>V</organisme><identifiant>VILLE</identifiant><quartier>SUD</quartier>"             \
    "<periode>" period "</periode><redacteur>A</redacteur><parcelles>3</parcelles>"
    static const char *const good[] = {HEAD("2013-2014-S1"), HEAD("2013-2014-S2"), NULL};
    static const char *const bad[] = {HEAD("2013-2014"), HEAD("2013-2014-S3"), HEAD("2013-S1"),
                                      NULL};
    check_forms("4", good, bad);
#undef HEAD
}

/* As long as the checker reads, and no longer. */
static void
test_length(void)
{
    g_autofree char *most = g_strnfill(64000, 'x');
    g_autofree char *good = g_strdup_printf(IDENTITY "<recit>%s</recit>", most);
    g_autofree char *bad = g_strdup_printf(IDENTITY "<recit>%sx</recit>", most);
    const char *const good_forms[] = {good, NULL}, *const bad_forms[] = {bad, NULL};
    check_forms("1.1", good_forms, bad_forms);
}

/* A territory that no kind of the sheet may give is not among its choices. */
static void
test_items_of_kinds(void)
{
    g_autoptr(Convention) convention = small_convention();
    g_autofree char *all = convention_sheet_schema(convention, convention_sheet(convention, "1.1"));
    g_autofree char *schools =
        convention_sheet_schema(convention, convention_sheet(convention, "2"));
    g_assert_nonnull(strstr(all, "<xs:enumeration value=\"TOUT\">"));
    g_assert_null(strstr(schools, "<xs:enumeration value=\"TOUT\">"));
}

static void
test_documentation(void)
{
    g_autoptr(Convention) convention = small_convention();
    g_autofree char *xsd = convention_sheet_schema(convention, convention_sheet(convention, "1.1"));
    g_assert_true(g_str_has_prefix(xsd, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                        "<!-- Fiche 1.1 — Récoltes de l’année\n"
                                        "     Convention des jardins d’école\n"));
    g_assert_nonnull(strstr(xsd,
                            "<xs:documentation xml:lang=\"fr\">JA11-10 : Récoltes par légume — "
                            "En kilogrammes. — Rempli par : écoles</xs:documentation>"));
    g_assert_nonnull(strstr(xsd, "<xs:documentation xml:lang=\"fr\">JA11-30 : Récit"
                                 "</xs:documentation>"));
    g_assert_nonnull(strstr(xsd, " version=\"1\">"));
    g_assert_nonnull(strstr(xsd, "Une par an, au plus tard le 31 octobre 2014 pour 2013-2014"));
}

/* Each sheet of what ships gives a schema that compiles; an empty form breaks it. */
static void
test_shipped(void)
{
    g_autofree char *folder = data_path("forms/idf-2013");
    g_autoptr(GPtrArray) mistakes = mistakes_new();
    g_autoptr(Definition) definition = definition_read(folder, mistakes, NULL);
    g_assert_nonnull(definition);
    for (guint i = 0; definition != NULL && i < definition->convention->sheets->len; i++) {
        const Sheet *sheet = g_ptr_array_index(definition->convention->sheets, i);
        g_autofree char *xsd = convention_sheet_schema(definition->convention, sheet);
        Bench bench;
        bench_open(&bench, "2");
        g_file_set_contents(bench.schema, xsd, -1, NULL);
        g_assert_cmpint(verdict(&bench, sheet->id, ""), ==, 3);
        bench_close(&bench);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/convention/schema/grid", test_grid);
    g_test_add_func("/convention/schema/values", test_values);
    g_test_add_func("/convention/schema/identification", test_identification);
    g_test_add_func("/convention/schema/other-types", test_other_types);
    g_test_add_func("/convention/schema/half", test_half);
    g_test_add_func("/convention/schema/length", test_length);
    g_test_add_func("/convention/schema/items-of-kinds", test_items_of_kinds);
    g_test_add_func("/convention/schema/documentation", test_documentation);
    g_test_add_func("/convention/schema/shipped", test_shipped);
    return g_test_run();
}
