/* SPDX-License-Identifier: Apache-2.0 */
#include "convention/document.h"

#include "base/text.h"
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* Where the parser's remarks go while one file is read. */
typedef struct {
    const char *file;
    GPtrArray *mistakes;
    gboolean doctype;
} Reading;

/* Each {} stands for the next of &amp; &lt; &gt; &quot; &apos;, which spacing would spoil. */
static const struct {
    int code;
    const char *sentence;
} syntax_sentences[] = {
    {XML_ERR_DOCUMENT_EMPTY, "Le fichier est vide ou ne commence pas par une balise XML."},
    {XML_ERR_DOCUMENT_END, "Du texte suit la fin du document : supprimez-le."},
    {XML_ERR_TAG_NAME_MISMATCH,
     "La balise fermante ne correspond pas à la dernière balise ouverte : fermez les éléments "
     "dans l'ordre inverse de leur ouverture."},
    {XML_ERR_TAG_NOT_FINISHED,
     "Le fichier s'arrête avant que tous ses éléments ne soient fermés : il est sans doute "
     "tronqué."},
    {XML_ERR_GT_REQUIRED, "Il manque le signe > à la fin d'une balise."},
    {XML_ERR_LTSLASH_REQUIRED, "Il manque une balise fermante."},
    {XML_ERR_ATTRIBUTE_NOT_STARTED,
     "La valeur d'un attribut n'est pas entre guillemets : ajoutez-les."},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED,
     "Les guillemets d'un attribut ne sont pas refermés : ajoutez-les."},
    {XML_ERR_ATTRIBUTE_REDEFINED,
     "Un attribut figure deux fois dans la même balise : gardez-en un seul."},
    {XML_ERR_LT_IN_ATTRIBUTE,
     "Le signe < figure dans la valeur d'un attribut : remplacez & par {} et < par {}."},
    {XML_ERR_NAME_REQUIRED,
     "Un signe & ou < figure dans un texte : remplacez & par {} et < par {}."},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING,
     "Un signe & figure dans un texte : remplacez & par {} et < par {}."},
    {XML_ERR_UNDECLARED_ENTITY,
     "Une entité inconnue est employée : seules sont connues {} {} {} {} et {}, sinon écrivez le "
     "caractère lui-même."},
    {XML_WAR_UNDECLARED_ENTITY,
     "Une entité inconnue est employée : seules sont connues {} {} {} {} et {}, sinon écrivez le "
     "caractère lui-même."},
    {XML_ERR_INVALID_CHAR, "Un caractère est interdit en XML : supprimez-le."},
    {XML_ERR_INVALID_ENCODING, "Le texte n'est pas en UTF-8 : enregistrez le fichier en UTF-8."},
    {XML_ERR_UNSUPPORTED_ENCODING,
     "L'encodage annoncé n'est pas connu : enregistrez le fichier en UTF-8."},
    {XML_NS_ERR_UNDEFINED_NAMESPACE,
     "Un préfixe d'espace de noms n'est pas déclaré : supprimez-le ou déclarez-le."},
};

static void
on_syntax_error(void *data, xmlError *error)
{
    xmlParserCtxt *context = data;
    Reading *reading = context->_private;
    /* After the first mistake of syntax the parser only guesses. */
    if (reading->doctype || reading->mistakes->len > 0)
        return;
    const char *sentence =
        "Le XML est mal formé à cet endroit : vérifiez les balises, les guillemets et les signes "
        "& et <.";
    for (gsize i = 0; i < G_N_ELEMENTS(syntax_sentences); i++)
        if (syntax_sentences[i].code == error->code)
            sentence = syntax_sentences[i].sentence;
    mistakes_add(reading->mistakes, reading->file, (guint)MAX(error->line, 1), sentence, "&amp;",
                 "&lt;", "&gt;", "&quot;", "&apos;", NULL);
}

/* No document type, so no entity and nothing to fetch. */
static void
on_doctype(void *data, const xmlChar *name G_GNUC_UNUSED, const xmlChar *external G_GNUC_UNUSED,
           const xmlChar *system G_GNUC_UNUSED)
{
    xmlParserCtxt *context = data;
    Reading *reading = context->_private;
    reading->doctype = TRUE;
    mistakes_add(reading->mistakes, reading->file, (guint)xmlSAX2GetLineNumber(context),
                 "Une déclaration DOCTYPE n'est pas admise : supprimez-la.", NULL);
    xmlStopParser(context);
}

static Document *
parse(GBytes *xml, const char *file, GPtrArray *mistakes)
{
    gsize length;
    const char *bytes = g_bytes_get_data(xml, &length);
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    Reading reading = {file, found, FALSE};

    if (length == 0 || length > G_MAXINT32) {
        mistakes_add(mistakes, file, 1, syntax_sentences[0].sentence, NULL);
        return NULL;
    }
    xmlParserCtxt *context = xmlNewParserCtxt();
    context->_private = &reading;
    context->sax->serror = on_syntax_error;
    context->sax->internalSubset = on_doctype;
    Document *document = xmlCtxtReadMemory(context, bytes, (int)length, NULL, NULL,
                                           XML_PARSE_NONET | XML_PARSE_BIG_LINES);
    xmlFreeParserCtxt(context);
    if (document == NULL && found->len == 0)
        mistakes_add(found, file, 1, syntax_sentences[0].sentence, NULL);
    if (found->len > 0) {
        g_clear_pointer(&document, xmlFreeDoc);
        g_ptr_array_extend_and_steal(mistakes, g_steal_pointer(&found));
    }
    return document;
}

Document *
document_load(GBytes *xml, const char *file, const char *schema, gsize schema_length,
              GPtrArray *mistakes)
{
    g_autoptr(Document) document = parse(xml, file, mistakes);
    if (document == NULL || !document_obeys(document, file, schema, schema_length, mistakes))
        return NULL;
    return g_steal_pointer(&document);
}

void
document_free(Document *document)
{
    xmlFreeDoc(document);
}

guint
node_line(const xmlNode *node)
{
    long line = xmlGetLineNo(node);
    return line > 0 ? (guint)line : 1;
}

gboolean
node_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE &&
           (name == NULL || strcmp((const char *)node->name, name) == 0);
}

const xmlNode *
node_child(const xmlNode *node, const char *name)
{
    const xmlNode *child = node != NULL ? node->children : NULL;
    while (child != NULL && !node_is(child, name))
        child = child->next;
    return child;
}

const xmlNode *
node_next(const xmlNode *node, const char *name)
{
    const xmlNode *next = node->next;
    while (next != NULL && !node_is(next, name))
        next = next->next;
    return next;
}

/* Collapses the white space of XML only: a no-break space of the author's stays. */
static char *
collapse(xmlChar *text)
{
    if (text == NULL)
        return NULL;
    g_auto(GStrv) words = g_strsplit_set((const char *)text, " \t\r\n", -1);
    GString *result = g_string_new(NULL);
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0')
            continue;
        if (result->len > 0)
            g_string_append_c(result, ' ');
        g_string_append(result, *word);
    }
    xmlFree(text);
    return g_string_free(result, FALSE);
}

static char *
frenchify(char *text)
{
    g_autofree char *plain = text;
    return plain != NULL ? text_french(plain) : NULL;
}

char *
node_attribute(const xmlNode *node, const char *name)
{
    return collapse(xmlGetNoNsProp(node, (const xmlChar *)name));
}

char *
node_attribute_french(const xmlNode *node, const char *name)
{
    return frenchify(node_attribute(node, name));
}

char **
node_words(const xmlNode *node, const char *name)
{
    g_autofree char *text = node_attribute(node, name);
    return text != NULL ? g_strsplit(text, " ", -1) : NULL;
}

char *
node_text(const xmlNode *node)
{
    return node != NULL ? collapse(xmlNodeGetContent(node)) : NULL;
}

static char *
node_text_french(const xmlNode *node)
{
    return frenchify(node_text(node));
}

char *
node_child_french(const xmlNode *node, const char *name)
{
    return node_text_french(node_child(node, name));
}

gboolean
node_flag(const xmlNode *node, const char *name, gboolean otherwise)
{
    g_autofree char *text = node_attribute(node, name);
    if (text == NULL)
        return otherwise;
    return strcmp(text, "true") == 0 || strcmp(text, "1") == 0;
}

int
node_integer(const xmlNode *node, const char *name)
{
    g_autofree char *text = node_attribute(node, name);
    return text != NULL ? (int)g_ascii_strtoll(text, NULL, 10) : 0;
}
