/* SPDX-License-Identifier: Apache-2.0 */
#include "correction/tree.h"

#include "base/text.h"

/* A declaration of SPACE with a prefix, that holds at NODE: one that stands there, or a new one. */
static xmlNs *
space_at(xmlNode *node, const char *space)
{
    for (xmlNode *at = node; at && at->type == XML_ELEMENT_NODE; at = at->parent)
        for (xmlNs *ns = at->nsDef; ns; ns = ns->next)
            if (ns->prefix && xmlStrEqual(ns->href, BAD_CAST space) &&
                xmlSearchNs(node->doc, node, ns->prefix) == ns)
                return ns;
    g_autofree char *prefix = NULL;
    guint n = 0;
    do {
        g_free(prefix);
        prefix = g_strdup_printf("copil%u", ++n);
    } while (xmlSearchNs(node->doc, node, BAD_CAST prefix));
    return xmlNewNs(node, BAD_CAST space, BAD_CAST prefix);
}

xmlNode *
tree_add(xmlNode *parent, const char *space, const char *name)
{
    xmlNode *node = xmlAddChild(parent, xmlNewDocNode(parent->doc, NULL, BAD_CAST name, NULL));
    xmlSetNs(node, space_at(node, space));
    return node;
}

xmlNode *
tree_add_before(xmlNode *next, const char *space, const char *name)
{
    xmlNode *node = xmlAddPrevSibling(next, xmlNewDocNode(next->doc, NULL, BAD_CAST name, NULL));
    xmlSetNs(node, space_at(node, space));
    return node;
}

void
tree_set(xmlNode *node, const char *space, const char *name, const char *value)
{
    xmlAttr *there = xmlHasNsProp(node, BAD_CAST name, BAD_CAST space);
    xmlSetNsProp(node, there ? there->ns : space_at(node, space), BAD_CAST name, BAD_CAST value);
}

void
tree_unset(xmlNode *node, const char *space, const char *name)
{
    xmlAttr *there = xmlHasNsProp(node, BAD_CAST name, BAD_CAST space);
    if (there)
        xmlRemoveProp(there);
}

void
tree_put(xmlNode *node, const char *text)
{
    g_autofree char *clean = text_clean(text, -1);
    g_strdelimit(clean, "\n\t", ' ');
    xmlAddChild(node, xmlNewDocText(node->doc, BAD_CAST clean));
}
