/* SPDX-License-Identifier: Apache-2.0
 *
 * Schematron, example and notice in the small: their texts.  What other programs make of them is
 * tests/forms/schemas.t.
 */
#include "blank/blank.h"
#include "convention/definition.h"
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

static Definition *definition;

static const Sheet *
sheet(const char *id)
{
    return convention_sheet(definition->convention, id);
}

static void
assert_holds(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        g_test_message("not there: %s", part);
        g_test_fail();
    }
}

/* ---- Schematron ---- */
static guint
count(const xmlNode *node, const char *name)
{
    guint found = 0;
    for (; node != NULL; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        found += strcmp((const char *)node->name, name) == 0 ? 1 : 0;
        found += count(node->children, name);
    }
    return found;
}

static void
test_schematron_shape(void)
{
    g_autofree char *text = blank_schematron(definition->convention, sheet("1.1"));
    xmlDoc *doc = xmlReadMemory(text, (int)strlen(text), NULL, NULL, XML_PARSE_NONET);
    g_assert_nonnull(doc);
    const xmlNode *root = xmlDocGetRootElement(doc);
    g_assert_cmpstr((const char *)root->ns->href, ==, "http://purl.oclc.org/dsdl/schematron");
    /* answers, three rules, warnings; the phase holds the answers and the one rule of errors */
    g_assert_cmpuint(count(root->children, "pattern"), ==, 5);
    g_assert_cmpuint(count(root->children, "active"), ==, 2);
    xmlFreeDoc(doc);
    assert_holds(text, "queryBinding=\"xslt\" schemaVersion=\"1\"");
    assert_holds(text, "<ns prefix=\"f\" uri=\"urn:copil:essai-2013\"/>");
}

/* What one kind is asked is asserted of its shape of identifier alone. */
static void
test_schematron_kinds(void)
{
    g_autofree char *text = blank_schematron(definition->convention, sheet("1.1"));
    assert_holds(text, "id=\"xml-element-missing.jurys\" role=\"error\" "
                       "test=\"not($siret) or f:jurys\">");
    assert_holds(text, "id=\"xml-element-missing.visites\" role=\"error\" "
                       "test=\"not($uai) or f:visites\">");
    g_assert_null(strstr(text, "xml-element-missing.redacteur")); /* the XSD's */
    assert_holds(text, "test=\"$valeur = '' or not($valeur = 'PRO' and ($uai))\"");
    assert_holds(text, "test=\"not($siret) or not(f:stages[not(@motif)])\"");
}

static void
test_schematron_rules(void)
{
    g_autofree char *text = blank_schematron(definition->convention, sheet("1.1"));
    assert_holds(text, "<rule context=\"/f:fiche-1.1/f:stages/f:ligne\">");
    assert_holds(text, "<assert id=\"regle-1.1-r1\" role=\"error\" "
                       "test=\"not($uai) or not($fournis) or (not(f:stages &gt; f:effectif))\">"
                       "Les stages (<value-of select=\"f:stages\"/>) dépassent l’effectif "
                       "(<value-of select=\"f:effectif\"/>)\u202F: corrigez.</assert>");
    assert_holds(text, "<assert id=\"regle-1.1-r2\" role=\"warning\"");
    /* Nothing is missing in a grid answered "néant". */
    assert_holds(text, " or /f:fiche-1.1/f:stages/@motif = 'NEANT')");
}

static void
test_schematron_dates(void)
{
    g_autofree char *year = blank_schematron(definition->convention, sheet("1.1"));
    g_autofree char *half = blank_schematron(definition->convention, sheet("2"));
    g_autofree char *event = blank_schematron(definition->convention, sheet("3"));
    assert_holds(year, "<let name=\"debut\" value=\"$annee * 10000 + 901\"/>");
    assert_holds(year, "<let name=\"fin\" value=\"($annee + 1) * 10000 + 831\"/>");
    assert_holds(half, "(($annee + 1) * 10000 + 131) * contains($periode, '-S1')");
    assert_holds(year, "@diplome = 'OLD' and ($debut &gt; 20140831)");
    assert_holds(year, "@diplome = 'NEW' and ($fin &lt; 20140901)");
    assert_holds(event, "event-outside-period.date_reunion");
    g_assert_null(strstr(year, "event-outside-period"));
}

/* ---- the example ---- */
static void
test_example(void)
{
    const Convention *convention = definition->convention;
    g_autofree char *text = blank_example(convention, sheet("2"), definition->participants,
                                          convention_kind(convention, "ush"));
    g_assert_cmpstr(text, ==,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<fiche-2 xmlns=\"urn:copil:essai-2013\" "
                    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                    "xsi:schemaLocation=\"urn:copil:essai-2013 fiche-2.xsd\">\n"
                    "  <organisme>L'Union sociale pour l'habitat</organisme>\n"
                    "  <identifiant>USH</identifiant>\n"
                    "  <academie>IDF</academie>\n"
                    "  <periode>2013-2014-S1</periode>\n"
                    "  <redacteur motif=\"NC\"/>\n" /* no example in the definition */
                    "  <date_remplissage>2014-02-21</date_remplissage>\n"
                    "  <publications motif=\"NC\"/>\n"
                    "</fiche-2>\n");
}

/* The partner is of another kind; the day of the event, without example, the year's first. */
static void
test_example_partner(void)
{
    const Convention *convention = definition->convention;
    g_autofree char *text = blank_example(convention, sheet("6"), definition->participants,
                                          convention_kind(convention, "school"));
    assert_holds(text, "<identifiant>0930001W</identifiant>");
    assert_holds(text, "<reference>ES6-10</reference>");
    assert_holds(text, "<date_embauche>2013-09-01</date_embauche>");
    assert_holds(text, "<partenaire>55208131700018</partenaire>");
    g_assert_null(strstr(text, "<voisin"));
}

static void
test_example_nobody(void)
{
    const Convention *convention = definition->convention;
    const Participants nobody = {.list = g_ptr_array_new()};
    g_assert_null(
        blank_example(convention, sheet("2"), &nobody, convention_kind(convention, "ush")));
    g_ptr_array_unref(nobody.list);
}

/* ---- the notice ---- */
static void
test_notice(void)
{
    g_autofree char *text = blank_notice(definition->convention, sheet("1.1"));
    g_autofree char *again = blank_notice(definition->convention, sheet("1.1"));
    g_assert_true(g_str_has_prefix(text, "<!DOCTYPE html>\n<html lang=\"fr\">"));
    g_assert_cmpstr(text, ==, again);
    assert_holds(text, "nombre entier, par exemple 1234, de 1 à 300");
    assert_holds(text, "<td>oui\u202F; pour\u202F: bailleurs</td>");
    /* A message without its values, nor what stood around them. */
    assert_holds(text, "<td>Les stages dépassent l’effectif\u202F: corrigez.</td>");
    assert_holds(text, "<td>31 août 2014</td>");
    assert_holds(text, "<td>15 juillet 2014</td>");
}

static void
load(void)
{
    const char *root = g_getenv("COPIL_SRCDIR");
    g_autofree char *folder =
        g_build_filename(root != NULL ? root : ".", "tests/data/check/definition", NULL);
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    definition = definition_read(folder, mistakes, NULL);
    g_assert_nonnull(definition);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    load();
    g_test_add_func("/blank/schemas/schematron/shape", test_schematron_shape);
    g_test_add_func("/blank/schemas/schematron/kinds", test_schematron_kinds);
    g_test_add_func("/blank/schemas/schematron/rules", test_schematron_rules);
    g_test_add_func("/blank/schemas/schematron/dates", test_schematron_dates);
    g_test_add_func("/blank/schemas/example", test_example);
    g_test_add_func("/blank/schemas/example/partner", test_example_partner);
    g_test_add_func("/blank/schemas/example/nobody", test_example_nobody);
    g_test_add_func("/blank/schemas/notice", test_notice);
    const int status = g_test_run();
    definition_free(definition);
    return status;
}
