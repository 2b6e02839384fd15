/* SPDX-License-Identifier: Apache-2.0 */
#include "correction/style.h"

#include "correction/tree.h"
#include "form/marks.h"
#include "form/namespaces.h"
#include "form/xml.h"
#include <string.h>

/* Elements whose style can be changed. */
typedef struct {
    const char *space, *element; /* the style's name has the same namespace */
    const char *family, *properties;
} Kind;

static const Kind KINDS[] = {
    {NS_TABLE, "table-cell", "table-cell", "table-cell-properties"},
    {NS_TABLE, "covered-table-cell", "table-cell", "table-cell-properties"},
    {NS_TABLE, "table", "table", "table-properties"},
    {NS_TEXT, "p", "paragraph", "paragraph-properties"},
    {NS_TEXT, "h", "paragraph", "paragraph-properties"},
};

static const Kind *
kind_of(const xmlNode *node)
{
    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (xml_is(node, KINDS[i].space, KINDS[i].element))
            return &KINDS[i];
    return NULL;
}

static xmlNode *
automatic_styles(xmlDoc *doc)
{
    xmlNode *root = xmlDocGetRootElement(doc);
    xmlNode *styles = xml_child(root, NS_OFFICE, "automatic-styles");
    if (styles)
        return styles;
    /* ODF 1.3, part 3, 3.1.3.2: they stand before master styles and body. */
    xmlNode *masters = xml_child(root, NS_OFFICE, "master-styles");
    return tree_add_before(masters ? masters : xml_child(root, NS_OFFICE, "body"), NS_OFFICE,
                           "automatic-styles");
}

static xmlNode *
style_named(xmlNode *styles, const char *family, const char *name)
{
    for (xmlNode *style = name ? styles->children : NULL; style; style = style->next)
        if (xml_is(style, NS_STYLE, "style") &&
            xml_attribute_is(style, NS_STYLE, "family", family) &&
            xml_attribute_is(style, NS_STYLE, "name", name))
            return style;
    return NULL;
}

static xmlNode *
new_style(xmlNode *styles, const char *family, const char *name, const char *parent)
{
    xmlNode *style = tree_add(styles, NS_STYLE, "style");
    tree_set(style, NS_STYLE, "name", name);
    tree_set(style, NS_STYLE, "family", family);
    if (parent)
        tree_set(style, NS_STYLE, "parent-style-name", parent);
    return style;
}

/* The properties of STYLE, which stand before those of text. */
static xmlNode *
properties_of(xmlNode *style, const Kind *kind)
{
    xmlNode *properties = xml_child(style, NS_STYLE, kind->properties);
    if (properties)
        return properties;
    return style->children ? tree_add_before(style->children, NS_STYLE, kind->properties)
                           : tree_add(style, NS_STYLE, kind->properties);
}

/* The style of ours that stands for NODE's own, for all nodes that have it. */
static xmlNode *
derive(xmlNode *node, const Kind *kind)
{
    xmlNode *styles = automatic_styles(node->doc);
    const char *own = xml_attribute(node, kind->space, "style-name");
    gboolean ours = own && g_str_has_prefix(own, MARK_STYLE);
    g_autofree char *name = ours ? g_strdup(own) : g_strconcat(MARK_STYLE, own, NULL);
    xmlNode *style = style_named(styles, kind->family, name);
    if (!style) {
        xmlNode *model = style_named(styles, kind->family, own);
        style = model ? xmlAddChild(styles, xmlDocCopyNode(model, node->doc, 1))
                      : new_style(styles, kind->family, name, own);
        tree_set(style, NS_STYLE, "name", name);
    }
    tree_set(node, kind->space, "style-name", name);
    return style;
}

/* ---- marked cells ---- */

/* Each border by itself, so that one can be changed. */
static void
split_border(xmlNode *properties)
{
    static const char *const sides[] = {"border-top", "border-right", "border-bottom"};
    g_autofree char *border = g_strdup(xml_attribute(properties, NS_FO, "border"));
    for (guint i = 0; border && i < G_N_ELEMENTS(sides); i++)
        if (!xml_attribute(properties, NS_FO, sides[i]))
            tree_set(properties, NS_FO, sides[i], border);
    tree_unset(properties, NS_FO, "border");
}

static void
set_mark(xmlNode *properties)
{
    xmlNode *picture = xml_child(properties, NS_STYLE, "background-image");
    split_border(properties);
    tree_set(properties, NS_FO, "background-color", MARK_TINT);
    tree_set(properties, NS_FO, "border-left", MARK_BAR);
    tree_unset(properties, NS_STYLE, "border-line-width");
    tree_unset(properties, NS_STYLE, "border-line-width-left");
    tree_unset(properties, NS_STYLE, "cell-protect");
    if (picture) {
        xmlUnlinkNode(picture);
        xmlFreeNode(picture);
    }
}

/* No protection of what stands around NODE. */
static void
unlock(xmlNode *node)
{
    static const char *const spaces[] = {NS_TABLE, NS_TEXT};
    for (xmlNode *at = node; at && at->type == XML_ELEMENT_NODE; at = at->parent)
        for (guint i = 0; i < G_N_ELEMENTS(spaces); i++)
            if (xml_attribute_is(at, spaces[i], "protected", "true"))
                tree_set(at, spaces[i], "protected", "false");
}

void
style_mark(xmlNode *node)
{
    xmlNode *marked = NULL;
    for (xmlNode *at = node; at && !marked; at = at->parent)
        if (xml_is(at, NS_TABLE, "table-cell"))
            marked = at;
    for (xmlNode *at = node; at && !marked; at = at->parent)
        if (kind_of(at))
            marked = at;
    if (!marked)
        return;
    const Kind *kind = kind_of(marked);
    set_mark(properties_of(derive(marked, kind), kind));
    unlock(marked);
}

/* ---- comments ---- */

static void
add_words(xmlNode *styles, const char *name, const char *weight)
{
    xmlNode *text = tree_add(new_style(styles, "text", name, NULL), NS_STYLE, "text-properties");
    tree_set(text, NS_FO, "font-size", "9pt");
    tree_set(text, NS_FO, "font-weight", weight);
}

void
style_add_comments(xmlDoc *doc)
{
    add_words(automatic_styles(doc), STYLE_HEAD, "bold");
    add_words(automatic_styles(doc), STYLE_SAID, "normal");
}

/* ---- the summary ---- */

static xmlNode *
add_style(xmlNode *styles, const char *name, const char *margin_below)
{
    xmlNode *style = new_style(styles, "paragraph", name, "Standard");
    xmlNode *paragraph = tree_add(style, NS_STYLE, "paragraph-properties");
    xmlNode *text = tree_add(style, NS_STYLE, "text-properties");
    const char *const about_paragraph[][2] = {
        {"margin-left", "0mm"},    {"margin-right", "0mm"},
        {"margin-top", "0mm"},     {"margin-bottom", margin_below},
        {"text-indent", "0mm"},    {"text-align", "start"},
        {"padding", "2mm"},        {"border-left", MARK_BAR},
        {"border-top", "none"},    {"border-right", "none"},
        {"border-bottom", "none"}, {"background-color", MARK_TINT},
    };
    for (guint i = 0; i < G_N_ELEMENTS(about_paragraph); i++)
        tree_set(paragraph, NS_FO, about_paragraph[i][0], about_paragraph[i][1]);
    tree_set(text, NS_FO, "color", "#1a1a1a");
    tree_set(text, NS_FO, "font-size", "10pt");
    return style;
}

/* What begins a page off BLOCK: the name of the page's master, or NULL (transfer full). */
static char *
take_page(xmlNode *block)
{
    const Kind *kind = kind_of(block);
    const char *own = kind ? xml_attribute(block, kind->space, "style-name") : NULL;
    xmlNode *style = own ? style_named(automatic_styles(block->doc), kind->family, own) : NULL;
    const xmlNode *properties = style ? xml_child(style, NS_STYLE, kind->properties) : NULL;
    g_autofree char *master =
        style ? g_strdup(xml_attribute(style, NS_STYLE, "master-page-name")) : NULL;
    if (!master && !(properties && xml_attribute(properties, NS_FO, "break-before")))
        return NULL;
    style = derive(block, kind);
    xmlNode *changed = xml_child(style, NS_STYLE, kind->properties);
    tree_unset(style, NS_STYLE, "master-page-name");
    if (changed) {
        tree_unset(changed, NS_FO, "break-before");
        tree_unset(changed, NS_STYLE, "page-number");
    }
    return master && *master ? g_steal_pointer(&master) : NULL;
}

void
style_add_summary(xmlNode *block)
{
    xmlNode *styles = automatic_styles(block->doc);
    g_autofree char *master = take_page(block);
    xmlNode *title = add_style(styles, STYLE_TITLE, "0mm");
    if (master)
        tree_set(title, NS_STYLE, "master-page-name", master);
    tree_set(xml_child(title, NS_STYLE, "text-properties"), NS_FO, "font-weight", "bold");
    add_style(styles, STYLE_LINE, "0mm");
    add_style(styles, STYLE_LAST, "5mm");
}
