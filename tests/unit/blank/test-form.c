/* SPDX-License-Identifier: Apache-2.0
 *
 * The blank forms of forms/idf-2013, looked into with libxml2.
 */
#include "blank/blank.h"

#include "archive/archive.h"
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

/* ---- the definition ---- */

static Convention *convention;
static Participants *participants;

static GBytes *
source(const char *name)
{
    const char *root = g_getenv("COPIL_SRCDIR");
    g_autofree char *path = g_build_filename(root ? root : ".", "forms/idf-2013", name, NULL);
    char *text;
    gsize length;
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    return g_bytes_new_take(text, length);
}

static void
load(void)
{
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new();
    g_autoptr(GBytes) xml = source("convention.xml");
    g_autoptr(GBytes) csv = source("participants.csv");
    convention = convention_load(xml, "convention.xml", mistakes);
    participants = participants_load(csv, "participants.csv", convention, mistakes);
    g_assert_cmpuint(mistakes->len, ==, 0);
}

static GBytes *
make(const char *sheet, const char *participant, const char *period)
{
    const BlankOrder order = {convention, convention_sheet(convention, sheet),
                              participant ? participants_find(participants, participant) : NULL,
                              period};
    g_autoptr(GError) error = NULL;
    GBytes *form = blank_form(&order, &error);
    g_assert_no_error(error);
    return form;
}

/* ---- looking into a form ---- */

typedef struct {
    xmlDoc *doc;
    xmlXPathContext *context;
} Part;

static void
part_clear(Part *part)
{
    xmlXPathFreeContext(part->context);
    xmlFreeDoc(part->doc);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Part, part_clear)

static Part
part_of(GBytes *form, const char *name)
{
    static const char *const spaces[][2] = {
        {"office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
        {"style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"},
        {"text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
        {"table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"},
        {"meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"},
        {"manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"},
        {"dc", "http://purl.org/dc/elements/1.1/"},
    };
    g_autoptr(Archive) archive =
        archive_open(g_bytes_get_data(form, NULL), g_bytes_get_size(form), NULL);
    g_autoptr(GBytes) bytes = archive_entry_named(archive, name, NULL);
    Part part = {.doc = xmlReadMemory(g_bytes_get_data(bytes, NULL), (int)g_bytes_get_size(bytes),
                                      name, NULL, XML_PARSE_NONET)};
    part.context = xmlXPathNewContext(part.doc);
    for (guint i = 0; i < G_N_ELEMENTS(spaces); i++)
        xmlXPathRegisterNs(part.context, BAD_CAST spaces[i][0], BAD_CAST spaces[i][1]);
    return part;
}

static Part
content_of(const char *sheet, const char *participant, const char *period)
{
    g_autoptr(GBytes) form = make(sheet, participant, period);
    return part_of(form, "content.xml");
}

/* The texts of the nodes found, one a line (transfer full). */
static char *
texts(const Part *part, const char *path)
{
    xmlXPathObject *found = xmlXPathEvalExpression(BAD_CAST path, part->context);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    g_assert_nonnull(found);
    for (int i = 0; found->nodesetval && i < found->nodesetval->nodeNr; i++) {
        xmlChar *text = xmlNodeGetContent(found->nodesetval->nodeTab[i]);
        g_ptr_array_add(lines, g_strdup((const char *)text));
        xmlFree(text);
    }
    xmlXPathFreeObject(found);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **)lines->pdata);
}

static int
count(const Part *part, const char *path)
{
    xmlXPathObject *found = xmlXPathEvalExpression(BAD_CAST path, part->context);
    g_assert_nonnull(found);
    int n = found->nodesetval ? found->nodesetval->nodeNr : 0;
    xmlXPathFreeObject(found);
    return n;
}

static void
assert_texts(const Part *part, const char *path, const char *expected)
{
    g_autofree char *found = texts(part, path);
    g_assert_cmpstr(found, ==, expected);
}

#define CODES "//table:table-row/table:table-cell[1][starts-with(., '%s')]"

/* Codes that begin so, in order, separated by spaces. */
static void
assert_codes(const Part *part, const char *prefix, const char *expected)
{
    g_autofree char *path = g_strdup_printf(CODES, prefix);
    g_autofree char *found = texts(part, path);
    g_strdelimit(found, "\n", ' ');
    g_assert_cmpstr(found, ==, expected);
}

/* ---- the package ---- */

static void
test_package(void)
{
    static const char *const names[] = {"mimetype", "META-INF/manifest.xml", "content.xml",
                                        "styles.xml", "meta.xml"};
    g_autoptr(GBytes) form = make("3.2", NULL, NULL);
    g_autoptr(GBytes) again = make("3.2", NULL, NULL);
    const char *type = "mimetypeapplication/vnd.oasis.opendocument.text";
    g_assert_true(g_bytes_equal(form, again));
    g_assert_cmpmem((const char *)g_bytes_get_data(form, NULL) + 30, strlen(type), type,
                    strlen(type));
    g_autoptr(Archive) archive =
        archive_open(g_bytes_get_data(form, NULL), g_bytes_get_size(form), NULL);
    g_assert_cmpuint(archive_count(archive), ==, G_N_ELEMENTS(names));
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        g_assert_cmpstr(archive_name(archive, i), ==, names[i]);
    g_auto(Part) manifest = part_of(form, "META-INF/manifest.xml");
    assert_texts(&manifest, "//@manifest:full-path", "/\ncontent.xml\nstyles.xml\nmeta.xml");
}

static void
test_mark(void)
{
    g_autoptr(GBytes) form = make("3.2", NULL, NULL);
    g_auto(Part) styles = part_of(form, "styles.xml");
    g_auto(Part) meta = part_of(form, "meta.xml");
    assert_texts(&styles, "//style:footer/text:p", "Fiche 3.2 – idf-2013 – version 1 Page 1 sur 1");
    assert_texts(&meta, "//dc:subject", "Fiche 3.2 – idf-2013 – version 1");
    assert_texts(&meta, "//meta:user-defined/@meta:name", "convention\nfiche\nversion");
    assert_texts(&meta, "//meta:user-defined", "idf-2013\n3.2\n1");
    assert_texts(&meta, "//meta:creation-date", "2013-09-01T00:00:00");
    assert_texts(&meta, "//dc:language", "fr-FR");
    assert_texts(&meta, "//dc:title",
                 "Fiche action n°\u00A03.2 – Accueil et suivi des élèves en stage. "
                 "Valorisation des diplômes auprès des bailleurs");
}

/* ---- what is asked ---- */

#define PRINTED "//table:table[@table:name='Convention']//table:table-cell"
#define LABEL   "//table:table-row[table:table-cell[1]='%s']/table:table-cell[2]/text:p"

static void
test_printed(void)
{
    g_auto(Part) content = content_of("5", NULL, NULL);
    assert_texts(&content, PRINTED "[1]",
                 "Objectifs\nPublic concerné\nContenu et modalités\nMoyens\nCalendrier\nEvaluation"
                 "\nIndicateurs retenus");
    assert_texts(&content, PRINTED "[2]",
                 "Communiquer des informations relatives aux évolutions des référentiels, des "
                 "diplômes, aux modalités de certification des formations visées par la "
                 "convention.\nUsh, Afpols, organismes Hlm\nPrésentation des modifications "
                 "relatives aux contenus des référentiels et à la certification.\nAnimation\u00A0: "
                 "Corps d’inspection Internet, rencontres informelles en fonction des besoins, du "
                 "contexte et de l’actualité\nEn fonction des besoins, du contexte et de "
                 "l’actualité\nContacts et relations de communication assurés\n(case laissée vide "
                 "dans la convention)");
    assert_texts(&content, "//text:h[@text:outline-level='1']",
                 "Fiche action n°\u00A05Information en direction de l’Ush, par l’Éducation "
                 "nationale de l’évolution de la filière");
    assert_texts(&content, "//text:h/following-sibling::text:p[1][starts-with(., 'Article')]",
                 "Article 4 de la convention\u00A0: Evolution des métiers, des emplois, des "
                 "formations et des diplômes");
}

static void
test_headings(void)
{
    g_auto(Part) content = content_of("3.1", NULL, NULL);
    assert_texts(&content, "//text:h[@text:outline-level != '1']",
                 "Ce que prévoit la convention\nComment répondre\nQui remplit cette fiche\n"
                 "À remplir par les académies et les établissements de formation\n"
                 "Contacts établis avec des bailleurs à la suite de la diffusion\n"
                 "Autres renseignements\n"
                 "À remplir par\u00A0: académies, Union sociale pour l’habitat\n"
                 "À remplir par\u00A0: Union sociale pour l’habitat\n"
                 "À remplir par tous\nPour finir\nConfidentialité et données personnelles");
    assert_codes(&content, "FA31-",
                 "FA31-01 FA31-02 FA31-03 FA31-04 FA31-05 FA31-06 FA31-07 FA31-10 FA31-12.DIR "
                 "FA31-12.RRH FA31-12.TUT FA31-12.MS FA31-12.AUT FA31-14 FA31-11 FA31-13 FA31-15 "
                 "FA31-90");
}

/* A row: code, label, answers; nothing in these, nothing else open to writing. */
static void
test_cells(void)
{
    g_auto(Part) content = content_of("3.2", NULL, NULL);
    assert_codes(&content, "FA32-10.",
                 "FA32-10.GI FA32-10.SPVL FA32-10.PI FA32-10.ESF FA32-10.CESF FA32-10.SP3S");
    g_assert_cmpint(
        count(&content, "//table:table-row[table:table-cell[1]='FA32-10.GI']/table:table-cell"), ==,
        7);
    g_assert_cmpint(count(&content, "//table:table-cell[not(@table:protected)]"), ==,
                    7 + 6 * 5 + 4 * 2 + 5 + 1);
    g_assert_cmpint(count(&content, "//table:table-cell[not(@table:protected)][. != '']"), ==, 0);
    g_assert_cmpint(count(&content, "//table:table-cell[not(@table:protected)]//text:bookmark"), ==,
                    7 + 6 * 5 + 4 * 2 + 5 + 1);
    g_assert_cmpint(count(&content, "//table:table-header-rows"), ==, 4); /* not of one question */
    assert_texts(&content, "//table:table-header-rows[contains(., 'Statut')]//table:table-cell",
                 "Code\nStatut\nEffectif\nEn stage chez un bailleur social");
    assert_texts(&content, "//text:p[@text:style-name='Lead'][2]",
                 "Facultatif\u00A0: les totaux doivent être ceux de la question précédente."
                 "Effectif\u00A0– Élèves de ce statut, tous diplômes de la convention confondus."
                 "En stage chez un bailleur social\u00A0– Parmi eux. Un élève compte une fois.");
    g_assert_cmpint(count(&content, "//text:p[@text:style-name='Lead'][2]/text:line-break"), ==, 2);
    g_assert_cmpint(count(&content, "//text()[contains(., '\u202F')]"), ==, 0);
}

static void
test_choices(void)
{
    g_autofree char *territory = g_strdup_printf(LABEL, "FA22-03");
    g_autofree char *quality = g_strdup_printf(LABEL, "FA22-15");
    g_auto(Part) content = content_of("2.2", NULL, NULL);
    assert_texts(&content, quality,
                 "Qualité des situations professionnelles rencontrées\n"
                 "TS\u00A0–\u00A0Très satisfaisante\nS\u00A0–\u00A0Satisfaisante\n"
                 "PS\u00A0–\u00A0Peu satisfaisante\nI\u00A0–\u00A0Insatisfaisante\n"
                 "Facultatif\u00A0: l’appréciation d’ensemble de l’équipe pédagogique.");
    /* Schools, who alone fill this one, don't answer for the whole region. */
    g_autofree char *found = texts(&content, territory);
    g_assert_true(strstr(found, "VERSAILLES\u00A0–\u00A0Versailles"));
    g_assert_false(strstr(found, "IDF\u00A0–"));
    g_autofree char *common = g_strdup_printf(LABEL, "FA32-03");
    g_auto(Part) other = content_of("3.2", NULL, NULL);
    g_autofree char *with = texts(&other, common);
    g_assert_true(strstr(with, "IDF\u00A0–\u00A0Île-de-France"));
}

static void
test_boxes(void)
{
    g_auto(Part) content = content_of("5", NULL, NULL);
    assert_texts(&content, "//table:table-row[table:table-cell[1]='FA5-10']/table:table-cell[3]",
                 "☐\u00A0oui\u00A0\u00A0 ☐\u00A0non");
}

/* ---- for whom and of which period ---- */

static void
test_participant(void)
{
    g_auto(Part) content = content_of("3.2", "0779101Z", "2013-2014");
    assert_codes(&content, "FA32-1",
                 "FA32-10.GI FA32-10.SPVL FA32-11.SCO FA32-11.APP FA32-11.ETU "
                 "FA32-11.SFC");
    assert_codes(&content, "FA32-2", "");
    assert_texts(&content, "//table:table-cell[not(@table:protected)][. != '']",
                 "Lycée professionnel Imaginaire Colette-Exemple\n0779101Z\nCRETEIL\n2013-2014");
    g_assert_cmpint(count(&content, "//text:h[contains(., 'À remplir')]"), ==, 0);
    g_assert_cmpint(count(&content, "//text:p[contains(., 'au plus tard le 15\u00A0juillet\u00A0"
                                    "2014.')]"),
                    ==, 1);
}

static void
test_landlord(void)
{
    g_auto(Part) content = content_of("3.2", "99990001200017", NULL);
    assert_codes(&content, "FA32-1", "");
    assert_codes(&content, "FA32-2", "FA32-20 FA32-21 FA32-22 FA32-23 FA32-24");
    g_assert_cmpint(count(&content, "//text:p[contains(., 'au plus tard')]"), ==, 0);
}

/* Bac Pro SPVL until August 2021, Bac Pro AEPA from September 2019. */
static void
test_items(void)
{
    static const struct {
        const char *period, *spvl, *aepa;
    } cases[] = {
        {"2018-2019", "FA32-10.SPVL", ""},
        {"2019-2020", "FA32-10.SPVL", "FA32-10.AEPA"},
        {"2020-2021", "FA32-10.SPVL", "FA32-10.AEPA"},
        {"2021-2022", "", "FA32-10.AEPA"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Part) content = content_of("3.2", NULL, cases[i].period);
        assert_codes(&content, "FA32-10.SPVL", cases[i].spvl);
        assert_codes(&content, "FA32-10.AEPA", cases[i].aepa);
    }
}

/* A form of the sheet for the first participant of the definition in which OLD, that stands there
 * once, is NEW; DIPLOMAS: that it has. */
static Part
content_changed(const char *sheet, const char *old, const char *new, const char *diplomas)
{
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new();
    g_autoptr(GBytes) shipped = source("convention.xml");
    GString *text =
        g_string_new_len(g_bytes_get_data(shipped, NULL), (gssize)g_bytes_get_size(shipped));
    g_assert_cmpuint(g_string_replace(text, old, new, 0), ==, 1);
    g_autoptr(GBytes) xml = g_string_free_to_bytes(text);
    g_autoptr(Convention) changed = convention_load(xml, "convention.xml", mistakes);
    g_assert_cmpuint(mistakes->len, ==, 0);
    char *codes[] = {(char *)diplomas, NULL};
    Participant participant = *(const Participant *)g_ptr_array_index(participants->list, 0);
    participant.kind = convention_kind(changed, participant.kind->id);
    participant.diplomas = codes;
    const BlankOrder order = {changed, convention_sheet(changed, sheet), &participant, NULL};
    g_autoptr(GBytes) form = blank_form(&order, NULL);
    return part_of(form, "content.xml");
}

/* A code as long as a sentence leaves the answers their room. */
static void
test_long_code(void)
{
    g_auto(Part) content = content_changed(
        "3.2", "code=\"CESF\"",
        "code=\"CONSEILLER-EN-ECONOMIE-SOCIALE-ET-FAMILIALE-DIPLOME-D-ETAT-TROIS-ANS\"", "GI");
    g_assert_cmpint(count(&content, "//style:table-column-properties"), >, 5);
    for (const char *const *table = (const char *const[]){"Answers", "Texts", "stages", NULL};
         *table; table++) {
        g_autofree char *path =
            g_strdup_printf("//style:style[starts-with(@style:name, '%s.') and "
                            "number(substring-before(*/@style:column-width, 'mm')) > 174]",
                            *table);
        g_assert_cmpint(count(&content, path), ==, 0);
    }
}

/* What it has narrows grids; a choice from another list may have a code in common. */
static void
test_common_code(void)
{
    g_auto(Part) content = content_changed("2.2", "code=\"PS\"", "code=\"GI\"", "GI");
    assert_codes(&content, "FA22-10", "FA22-10.GI");
    g_assert_cmpint(count(&content, "//table:table-row[table:table-cell[1]='FA22-15']"
                                    "//text:p[@text:style-name='Choice']"),
                    ==, 4);
}

static void
test_due(void)
{
    static const struct {
        const char *sheet, *period, *text;
    } cases[] = {
        {"5", "2013-2014-S1", "au plus tard le 28\u00A0février\u00A02014."},
        {"5", "2013-2014-S2", "au plus tard le 15\u00A0juillet\u00A02014."},
        {"3.4", "2013-2014", "au plus tard le 31\u00A0mars\u00A02015."},
        {"2.1", "2013-2014", "dans les 30 jours."},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(Part) content = content_of(cases[i].sheet, NULL, cases[i].period);
        g_autofree char *path = g_strdup_printf("//text:p[contains(., '%s')]", cases[i].text);
        g_assert_cmpint(count(&content, path), ==, 1);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    load();
    g_test_add_func("/blank/form/package", test_package);
    g_test_add_func("/blank/form/mark", test_mark);
    g_test_add_func("/blank/form/printed", test_printed);
    g_test_add_func("/blank/form/headings", test_headings);
    g_test_add_func("/blank/form/cells", test_cells);
    g_test_add_func("/blank/form/choices", test_choices);
    g_test_add_func("/blank/form/boxes", test_boxes);
    g_test_add_func("/blank/form/participant", test_participant);
    g_test_add_func("/blank/form/landlord", test_landlord);
    g_test_add_func("/blank/form/items", test_items);
    g_test_add_func("/blank/form/long-code", test_long_code);
    g_test_add_func("/blank/form/common-code", test_common_code);
    g_test_add_func("/blank/form/due", test_due);
    int status = g_test_run();
    participants_free(participants);
    convention_free(convention);
    xmlCleanupParser();
    return status;
}
