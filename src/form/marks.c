/* SPDX-License-Identifier: Apache-2.0 */
#include "form/marks.h"

#include "form/namespaces.h"
#include "form/xml.h"
#include <string.h>

static void
drop(xmlNode *node)
{
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

/* ---- comments ---- */

static gboolean
is_ours(const xmlNode *annotation)
{
    const xmlNode *creator = xml_child(annotation, NS_DC, "creator");
    g_autofree char *name = creator ? xml_text(creator) : NULL;
    return name && g_str_has_suffix(name, MARK_AUTHOR);
}

/* A comment on a range of text ends at an element of its own. */
static void
remove_comments(xmlNode *body)
{
    g_autoptr(GHashTable) ended = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (xmlNode *node = body, *next; node; node = next) {
        gboolean comment = xml_is(node, NS_OFFICE, "annotation");
        next = xml_next(node, body, !comment);
        gboolean end = !comment && xml_is(node, NS_OFFICE, "annotation-end");
        const char *name = comment || end ? xml_attribute(node, NS_OFFICE, "name") : NULL;
        if (comment && is_ours(node)) {
            if (name)
                g_hash_table_add(ended, g_strdup(name));
            drop(node);
        } else if (end && name && g_hash_table_contains(ended, name)) {
            next = xml_next(node, body, FALSE);
            drop(node);
        }
    }
}

/* ---- the summary ---- */

static gboolean
is_summary(const xmlNode *node)
{
    if (!xml_is(node, NS_TEXT, "bookmark") && !xml_is(node, NS_TEXT, "bookmark-start"))
        return FALSE;
    const char *name = xml_attribute(node, NS_TEXT, "name");
    return name && g_str_has_prefix(name, MARK_BOOKMARK);
}

/* The paragraph that NODE stands in, or NULL. */
static xmlNode *
paragraph_of(xmlNode *node)
{
    while (node && !xml_is(node, NS_TEXT, "p") && !xml_is(node, NS_TEXT, "h"))
        node = node->parent;
    return node;
}

static void
remove_summary(xmlNode *body)
{
    for (xmlNode *node = body, *next; node; node = next) {
        xmlNode *paragraph = is_summary(node) ? paragraph_of(node) : NULL;
        next = paragraph ? xml_next(paragraph, body, FALSE) : xml_next(node, body, TRUE);
        if (paragraph)
            drop(paragraph);
    }
}

/* ---- marked cells ---- */

static void
restore_name(xmlNode *node, const char *family)
{
    const char *name = xml_attribute(node, family, "style-name");
    if (!name || !g_str_has_prefix(name, MARK_STYLE))
        return;
    xmlAttr *style = xmlHasNsProp(node, BAD_CAST "style-name", BAD_CAST family);
    g_autofree char *own = g_strdup(name + strlen(MARK_STYLE));
    if (*own)
        xmlSetNsProp(node, style->ns, BAD_CAST "style-name", BAD_CAST own);
    else
        xmlRemoveProp(style);
}

/* What was marked has its own style again. */
static void
restore_names(xmlNode *body)
{
    for (xmlNode *node = body; node; node = xml_next(node, body, TRUE)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        restore_name(node, NS_TABLE);
        restore_name(node, NS_TEXT);
    }
}

/* A bar in the place of a border that nobody has kept: that of the other side. */
static void
remove_bar(xmlNode *properties)
{
    xmlAttr *left = xmlHasNsProp(properties, BAD_CAST "border-left", BAD_CAST NS_FO);
    xmlAttr *tint = xmlHasNsProp(properties, BAD_CAST "background-color", BAD_CAST NS_FO);
    g_autofree char *right = g_strdup(xml_attribute(properties, NS_FO, "border-right"));
    if (right)
        xmlSetNsProp(properties, left->ns, left->name, BAD_CAST right);
    else
        xmlRemoveProp(left);
    xmlRemoveProp(tint);
}

/* Of a style that a word processor wrote: for a paragraph LibreOffice gives the tint twice. */
static void
restore_style(const xmlNode *style)
{
    xmlNode *fill = xml_child(style, NS_LOEXT, "graphic-properties");
    for (xmlNode *p = style->children; p; p = p->next) {
        if (p->type != XML_ELEMENT_NODE ||
            !xml_attribute_is(p, NS_FO, "background-color", MARK_TINT) ||
            !xml_attribute_is(p, NS_FO, "border-left", MARK_BAR))
            continue;
        remove_bar(p);
        if (fill)
            drop(fill);
        return;
    }
}

static void
restore_styles(xmlNode *styles)
{
    for (xmlNode *style = styles ? styles->children : NULL, *next; style; style = next) {
        next = style->next;
        const char *name =
            style->type == XML_ELEMENT_NODE ? xml_attribute(style, NS_STYLE, "name") : NULL;
        if (name && g_str_has_prefix(name, MARK_STYLE))
            drop(style);
        else if (name)
            restore_style(style);
    }
}

void
marks_remove(xmlDoc *content)
{
    xmlNode *root = xmlDocGetRootElement(content);
    xmlNode *body = xml_child(root, NS_OFFICE, "body");
    remove_comments(body);
    remove_summary(body);
    restore_names(body);
    restore_styles(xml_child(root, NS_OFFICE, "automatic-styles"));
}
