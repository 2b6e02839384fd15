/* SPDX-License-Identifier: Apache-2.0
 *
 * An XSD's verdict in French.  libxml2 gives a code, a node and, for values, the value and what was
 * expected; the names of elements and attributes are taken out of its message, which is not shown.
 */
#include "convention/document.h"

#include <libxml/xmlschemas.h>
#include <string.h>

typedef struct {
    const char *file;
    GPtrArray *mistakes;
    guint before; /* mistakes of others */
} Check;

/* What the value of an attribute looks like; the first row that fits.  Element NULL: of any. */
static const struct {
    const char *element, *attribute, *form;
} forms[] = {
    {"sheet", "id", "le numéro de la fiche, comme 3.2"},
    {"sheet", "article", "le numéro d'un article, comme 3"},
    {"article", "number", "le numéro d'un article, comme 3"},
    {"action", "sheet", "le numéro de la fiche, comme 3.2"},
    {"rule", "id", "le numéro de la fiche, un tiret et un nom, comme 3.2-r1"},
    {"cross-check", "id", "le numéro de la fiche, un tiret et un nom, comme 3.4-c1"},
    {"indicator", "id", "le numéro de la fiche, un tiret et un nom, comme 3.2-a"},
    {"list", "id", "un nom en minuscules sans accent, comme diplome"},
    {NULL, "id", "un nom en minuscules sans accent, comme idf-2013"},
    {"convention", "prefix", "deux à quatre majuscules, comme FA"},
    {"convention", "namespace", "un nom d'espace XML, comme urn:copil:idf-2013"},
    {"field", "code", "deux chiffres, comme 10"},
    {"grid", "code", "deux chiffres, comme 10"},
    {"item", "code", "des lettres sans accent et des chiffres, sans espace, comme CAP_GI"},
    {"item", "successor", "le code d'un autre élément de la liste, comme AEPA"},
    {"field", "name", "un nom en minuscules sans accent, comme date_reunion"},
    {"grid", "name", "un nom en minuscules sans accent, comme stages"},
    {"column", "name", "un nom en minuscules sans accent, comme effectif_filles"},
    {NULL, "part-of", "le nom d'une autre colonne, comme effectif"},
    {NULL, "list", "l'identifiant d'une liste, comme diplome"},
    {NULL, "lists", "des identifiants de listes, comme diplome academie"},
    {NULL, "territory", "l'identifiant d'une liste, comme academie"},
    {NULL, "parts", "l'identifiant d'une liste, comme diplome"},
    {NULL, "filled-by", "des types d'organismes, comme school landlord"},
    {NULL, "kinds", "des types d'organismes, comme school landlord"},
    {NULL, "key", "le nom d'une question, comme date_reunion"},
    {NULL, "joint", "des noms de questions, comme date_reunion lieu"},
    {NULL, "partner", "le nom d'une question, comme partenaire"},
    {NULL, "prevails", "un type d'organisme, comme school"},
    {NULL, "only", "une question et un code de sa liste, comme situation=EN_COURS"},
    {"sheet", "expected", "un nombre, ou deux séparés par une espace, comme 1 2"},
    {"committee", "address", "une adresse électronique, comme secretariat@exemple.fr"},
    {"sheet", "due", "un jour et un mois, comme 31 03"},
    {NULL, "of", "des questions ou des colonnes, comme stages.effectif jurys_ccf"},
    {NULL, "over", "des questions ou des colonnes, comme stages.effectif jurys_ccf"},
    {NULL, "place", "une question ou une colonne, comme stages.effectif"},
    {"cross-check", "field", "une question ou une colonne, comme insertion.sortants"},
    {"cross-check", "at-most", "une question ou une colonne, comme 3.2:stages.effectif"},
    {NULL, "min", "un nombre, comme 0 ou 12.5"},
    {NULL, "max", "un nombre, comme 0 ou 12.5"},
    {NULL, "target-min", "un nombre, comme 0 ou 12.5"},
    {NULL, "target-max", "un nombre, comme 0 ou 12.5"},
    {NULL, "below", "un nombre entier de 1 à 100"},
    {NULL, "originals", "un nombre entier de 1 à 99"},
    {NULL, "meetings-per-year", "un nombre entier de 1 à 12"},
    {"meeting", "number", "un nombre entier de 1 à 999"},
    {"decision", "meeting", "un nombre entier de 1 à 999"},
    {"decision", "number", "un numéro sans espace, comme 2014-1"},
    {NULL, "required", "true ou false"},
    {NULL, "people", "true ou false"},
    {NULL, "former", "true ou false"},
    {NULL, "never-added", "true ou false"},
    {NULL, "date", "une date qui existe, comme 2014-03-12"},
    {NULL, "start", "une date qui existe, comme 2014-03-12"},
    {NULL, "end", "une date qui existe, comme 2014-03-12"},
    {NULL, "first-before", "une date qui existe, comme 2014-03-12"},
    {NULL, "notice-before", "une date qui existe, comme 2014-03-12"},
    {NULL, "from", "une date qui existe, comme 2014-03-12"},
    {NULL, "to", "une date qui existe, comme 2014-03-12"},
    {NULL, "adopted", "une date qui existe, comme 2014-03-12"},
    {NULL, "due", "une date qui existe, comme 2014-03-12"},
    {NULL, "target-date", "une date qui existe, comme 2014-03-12"},
};

static const char *
form_of(const char *element, const char *attribute)
{
    for (gsize i = 0; attribute != NULL && i < G_N_ELEMENTS(forms); i++)
        if (strcmp(forms[i].attribute, attribute) == 0 &&
            (forms[i].element == NULL || strcmp(forms[i].element, element) == 0))
            return forms[i].form;
    return NULL;
}

/* « a », « b » ou « c », from the names after the last parenthesis of "… ( {ns}a, {ns}b )". */
static char *
expected_names(const char *message)
{
    const char *open = strrchr(message, '(');
    if (open == NULL)
        return NULL;
    g_auto(GStrv) words = g_strsplit_set(open + 1, " ,)\n", -1);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (char **word = words; *word != NULL; word++) {
        const char *brace = strrchr(*word, '}');
        const char *name = brace != NULL ? brace + 1 : *word;
        if (g_ascii_isalpha(*name))
            g_ptr_array_add(names, (gpointer)name);
    }
    if (names->len == 0)
        return NULL;
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(list, "%s«\u00A0%s\u00A0»",
                               i == 0               ? ""
                               : i + 1 < names->len ? ", "
                                                    : " ou ",
                               (const char *)g_ptr_array_index(names, i));
    return g_string_free(list, FALSE);
}

/* The attribute that a message about a value is about, or NULL: the text of the element. */
static char *
attribute_of(const char *message)
{
    static const char start[] = ", attribute '";
    const char *found = strstr(message, start);
    if (found == NULL)
        return NULL;
    found += strlen(start);
    return g_strndup(found, strcspn(found, "'"));
}

static void
unexpected_content(Check *check, const xmlNode *node, guint line, const char *message)
{
    const char *name = (const char *)node->name;
    g_autofree char *expected = expected_names(message);
    gboolean missing = strstr(message, "Missing child") != NULL;
    if (missing && expected != NULL)
        mistakes_add(check->mistakes, check->file, line,
                     "L'élément « {} » est incomplet : il y manque {}. Ajoutez-le.", name, expected,
                     NULL);
    else if (expected != NULL)
        mistakes_add(check->mistakes, check->file, line,
                     "L'élément « {} » n'est pas attendu ici : à cet endroit il faut {}.", name,
                     expected, NULL);
    else
        mistakes_add(check->mistakes, check->file, line,
                     "L'élément « {} » n'est pas attendu ici : supprimez-le ou déplacez-le.", name,
                     NULL);
}

static void
missing_attribute(Check *check, const xmlNode *node, guint line, const char *attribute)
{
    const char *name = (const char *)node->name;
    const char *form = form_of(name, attribute);
    if (form != NULL)
        mistakes_add(check->mistakes, check->file, line,
                     "L'élément « {} » n'a pas l'attribut « {} » : ajoutez-le ; il faut {}.", name,
                     attribute, form, NULL);
    else
        mistakes_add(check->mistakes, check->file, line,
                     "L'élément « {} » n'a pas l'attribut « {} » : ajoutez-le.", name, attribute,
                     NULL);
}

/* "'x', 'y'" of an enumeration as « x, y ». */
static char *
without_quotes(const char *set)
{
    g_auto(GStrv) parts = g_strsplit(set, "'", -1);
    return g_strjoinv("", parts);
}

static void
wrong_value(Check *check, const xmlError *error, const xmlNode *node, guint line)
{
    const char *element = (const char *)node->name;
    const char *value = error->str1 != NULL ? error->str1 : "";
    g_autofree char *attribute = attribute_of(error->message);
    g_autofree char *where =
        attribute != NULL
            ? g_strdup_printf("L’attribut «\u00A0%s\u00A0» de l’élément «\u00A0%s\u00A0»",
                              attribute, element)
            : g_strdup_printf("L’élément «\u00A0%s\u00A0»", element);
    const char *form = form_of(element, attribute);

    if (error->code == XML_SCHEMAV_CVC_ENUMERATION_VALID && error->str2 != NULL) {
        g_autofree char *choices = without_quotes(error->str2);
        mistakes_add(check->mistakes, check->file, line,
                     "{} vaut « {} », qui n'est pas connu : écrivez l'un de ceux-ci : {}.", where,
                     value, choices, NULL);
    } else if (*value == '\0' || error->code == XML_SCHEMAV_CVC_MINLENGTH_VALID) {
        mistakes_add(check->mistakes, check->file, line, "{} est vide : remplissez-le.", where,
                     NULL);
    } else if (form != NULL) {
        mistakes_add(check->mistakes, check->file, line, "{} vaut « {} » : il faut {}.", where,
                     value, form, NULL);
    } else {
        mistakes_add(check->mistakes, check->file, line,
                     "{} vaut « {} », qui n'a pas la forme attendue : voyez le schéma.", where,
                     value, NULL);
    }
}

static void
on_schema_error(void *data, xmlError *error)
{
    Check *check = data;
    const xmlNode *node = error->node;
    if (node == NULL)
        return;
    guint line = node_line(node);
    const char *name = (const char *)node->name;
    const char *detail = error->str1 != NULL ? error->str1 : "";

    switch (error->code) {
    case XML_SCHEMAV_ELEMENT_CONTENT:
        unexpected_content(check, node, line, error->message);
        break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
        missing_attribute(check, node, line, detail);
        break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
        mistakes_add(check->mistakes, check->file, line,
                     "L'élément « {} » ne connaît pas l'attribut « {} » : corrigez son nom ou "
                     "supprimez-le.",
                     name, detail, NULL);
        break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
        mistakes_add(check->mistakes, check->file, line,
                     "L'élément « {} » contient du texte qui n'y a pas sa place : supprimez-le.",
                     name, NULL);
        break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2:
    case XML_SCHEMAV_CVC_TYPE_3_1_2:
        mistakes_add(check->mistakes, check->file, line,
                     "L'élément « {} » ne doit contenir que du texte : retirez les éléments.", name,
                     NULL);
        break;
    case XML_SCHEMAV_CVC_ELT_1:
        mistakes_add(check->mistakes, check->file, line,
                     "L'élément racine « {} » n'est pas le bon, ou son espace de noms (xmlns) "
                     "manque ou est faux.",
                     name, NULL);
        break;
    default:
        wrong_value(check, error, node, line);
    }
}

gboolean
document_obeys(Document *document, const char *file, const char *schema, gsize schema_length,
               GPtrArray *mistakes)
{
    Check check = {file, mistakes, mistakes->len};
    xmlSchemaParserCtxt *parser = xmlSchemaNewMemParserCtxt(schema, (int)schema_length);
    xmlSchema *compiled = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
    g_assert(compiled != NULL); /* our own text: a test parses it */

    xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt(compiled);
    xmlSchemaSetValidStructuredErrors(context, on_schema_error, &check);
    int outcome = xmlSchemaValidateDoc(context, document);
    xmlSchemaFreeValidCtxt(context);
    xmlSchemaFree(compiled);
    if (outcome != 0 && mistakes->len == check.before)
        mistakes_add(mistakes, file, 1, "Le fichier ne suit pas son schéma.", NULL);
    return outcome == 0;
}
