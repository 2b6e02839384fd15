/* SPDX-License-Identifier: Apache-2.0 */
#include "convention/specimen.h"

#include "convention/xpath-names.h"
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

struct Specimen {
    const Sheet *sheet;
    xmlDoc *document;
    xmlXPathContext *context;
    GPtrArray *contexts; /* xmlNode, borrowed from document: where XPaths are tried */
};

/* A value of each type with which every function of XPath can do something. */
static const char *
sample(ValueType type, const CodeList *list)
{
    switch (type) {
    case TYPE_CHOICE:
        return list != NULL ? ((Item *)g_ptr_array_index(list->items, 0))->code : "A";
    case TYPE_DATE:
        return "2014-03-12";
    case TYPE_YESNO:
        return "true";
    default:
        return "1";
    }
}

static xmlNode *
add_row(xmlNode *grid, const Field *field)
{
    xmlNode *row = xmlNewChild(grid, grid->ns, BAD_CAST "ligne", NULL);
    for (guint i = 0; i < field->columns->len; i++) {
        const Column *column = g_ptr_array_index(field->columns, i);
        xmlNewChild(row, row->ns, BAD_CAST column->name, BAD_CAST sample(column->type, NULL));
    }
    return row;
}

static void
add_grid(xmlNode *grid, const Field *field)
{
    if (field->list == NULL)
        add_row(grid, field);
    for (guint i = 0; field->list != NULL && i < field->list->items->len; i++) {
        const Item *item = g_ptr_array_index(field->list->items, i);
        xmlNewProp(add_row(grid, field), BAD_CAST field->list->id, BAD_CAST item->code);
    }
}

static void
ignore_error(void *data G_GNUC_UNUSED, xmlError *error G_GNUC_UNUSED)
{
}

Specimen *
specimen_new(const Convention *convention, const Sheet *sheet)
{
    Specimen *specimen = g_new0(Specimen, 1);
    g_autofree char *root_name = g_strdup_printf("fiche-%s", sheet->id);
    specimen->sheet = sheet;
    specimen->document = xmlNewDoc(BAD_CAST "1.0");
    xmlNode *root = xmlNewDocNode(specimen->document, NULL, BAD_CAST root_name, NULL);
    xmlDocSetRootElement(specimen->document, root);
    xmlSetNs(root, xmlNewNs(root, BAD_CAST convention->namespace_uri, NULL));
    for (guint i = 0; i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        const char *text = field->columns != NULL ? NULL : sample(field->type, field->list);
        xmlNode *node = xmlNewChild(root, root->ns, BAD_CAST field->name, BAD_CAST text);
        if (field->columns != NULL)
            add_grid(node, field);
    }
    specimen->context = xmlXPathNewContext(specimen->document);
    specimen->context->error = ignore_error;
    xmlXPathRegisterNs(specimen->context, BAD_CAST "f", BAD_CAST convention->namespace_uri);
    specimen->contexts = g_ptr_array_new();
    return specimen;
}

void
specimen_free(Specimen *specimen)
{
    xmlXPathFreeContext(specimen->context);
    xmlFreeDoc(specimen->document);
    g_ptr_array_unref(specimen->contexts);
    g_free(specimen);
}

typedef xmlXPathCompExpr Expression;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Expression, xmlXPathFreeCompExpr)
typedef xmlXPathObject Result;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Result, xmlXPathFreeObject)

static Expression *
compile(Specimen *specimen, Loader *loader, const xmlNode *node, const char *where,
        const char *xpath)
{
    g_autoptr(Expression) expression = xmlXPathCtxtCompile(specimen->context, BAD_CAST xpath);
    if (expression == NULL) {
        loader_mistake(loader, node,
                       "L'expression XPath « {} » de {} est mal formée : vérifiez les parenthèses, "
                       "les crochets, les guillemets et les opérateurs.",
                       xpath, where, NULL);
        return NULL;
    }
    g_autofree char *name = NULL;
    XPathName fault = xpath_names_check(xpath, specimen->sheet, &name);
    if (fault == XPATH_NAME_OK)
        return g_steal_pointer(&expression);
    static const char *const sentences[] = {
        [XPATH_NAME_UNKNOWN] = "L'expression XPath « {} » de {} nomme « {} », que la fiche n'a pas "
                               ": corrigez ce nom.",
        [XPATH_NAME_NO_PREFIX] = "L'expression XPath « {} » de {} nomme « {} » sans préfixe : "
                                 "écrivez {} devant le nom.",
        [XPATH_NAME_PREFIX] = "L'expression XPath « {} » de {} emploie « {} » : seul le préfixe {} "
                              "est connu.",
        [XPATH_NAME_ATTRIBUTE] = "L'expression XPath « {} » de {} nomme l'attribut « {} », "
                                 "qu'aucun tableau de la fiche n'a : corrigez ce nom.",
        [XPATH_NAME_FUNCTION] = "L'expression XPath « {} » de {} emploie la fonction « {} », qui "
                                "n'existe pas en XPath 1.0 : corrigez son nom.",
        [XPATH_NAME_VARIABLE] = "L'expression XPath « {} » de {} emploie la variable « {} » : il "
                                "n'y a pas de variables, supprimez-la.",
    };
    loader_mistake(loader, node, sentences[fault], xpath, where, name, "f:", NULL);
    return NULL;
}

/* Nodes found by an XPath with a condition may be missing from the specimen for good reason. */
static gboolean
conditional(const char *xpath)
{
    return strchr(xpath, '[') != NULL;
}

static gboolean
nothing_found(Loader *loader, const xmlNode *node, const char *where, const char *xpath)
{
    loader_mistake(loader, node,
                   "L'expression XPath « {} » de {} ne désigne rien à cet endroit du formulaire : "
                   "corrigez le chemin.",
                   xpath, where, NULL);
    return FALSE;
}

static gboolean
not_evaluated(Loader *loader, const xmlNode *node, const char *where, const char *xpath)
{
    loader_mistake(loader, node,
                   "L'expression XPath « {} » de {} ne peut pas être évaluée : vérifiez les noms "
                   "des fonctions et ce qui leur est donné.",
                   xpath, where, NULL);
    return FALSE;
}

gboolean
specimen_set_context(Specimen *specimen, Loader *loader, const xmlNode *node, const char *each)
{
    xmlNode *root = xmlDocGetRootElement(specimen->document);
    g_ptr_array_set_size(specimen->contexts, 0);
    if (each == NULL) {
        g_ptr_array_add(specimen->contexts, root);
        return TRUE;
    }
    g_autoptr(Expression) expression = compile(specimen, loader, node, "« each »", each);
    if (expression == NULL)
        return FALSE;
    specimen->context->node = root;
    g_autoptr(Result) result = xmlXPathCompiledEval(expression, specimen->context);
    if (result == NULL)
        return not_evaluated(loader, node, "« each »", each);
    if (result->type != XPATH_NODESET ||
        (xmlXPathNodeSetIsEmpty(result->nodesetval) && !conditional(each)))
        return nothing_found(loader, node, "« each »", each);
    for (int i = 0; i < xmlXPathNodeSetGetLength(result->nodesetval); i++)
        g_ptr_array_add(specimen->contexts, result->nodesetval->nodeTab[i]);
    return TRUE;
}

gboolean
specimen_try(Specimen *specimen, Loader *loader, const xmlNode *node, const char *where,
             const char *xpath, gboolean selects)
{
    g_autoptr(Expression) expression = compile(specimen, loader, node, where, xpath);
    if (expression == NULL)
        return FALSE;
    gboolean found = conditional(xpath) || !selects || specimen->contexts->len == 0;
    for (guint i = 0; i < specimen->contexts->len; i++) {
        specimen->context->node = g_ptr_array_index(specimen->contexts, i);
        g_autoptr(Result) result = xmlXPathCompiledEval(expression, specimen->context);
        if (result == NULL)
            return not_evaluated(loader, node, where, xpath);
        if (selects && result->type != XPATH_NODESET)
            return nothing_found(loader, node, where, xpath);
        found = found || !xmlXPathNodeSetIsEmpty(result->nodesetval);
    }
    return found || nothing_found(loader, node, where, xpath);
}
