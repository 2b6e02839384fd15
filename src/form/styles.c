/* SPDX-License-Identifier: Apache-2.0 */
#include "form/styles.h"

#include "form/namespaces.h"
#include "form/xml.h"
#include <string.h>

#define INHERITANCE_MAX 20

/* A style by what counts here: does it hide, show, or say nothing, and whom does it follow? */
typedef struct {
    const char *display; /* borrowed, or NULL */
    const char *parent;  /* "family/name" or NULL, owned */
} StyleEntry;

static void
entry_free(gpointer data)
{
    StyleEntry *entry = data;
    g_free((char *)entry->parent);
    g_free(entry);
}

static void
collect(GHashTable *all, const xmlNode *root, const char *container)
{
    const xmlNode *styles = xml_child(root, NS_OFFICE, container);
    for (const xmlNode *style = styles ? styles->children : NULL; style; style = style->next) {
        const char *name =
            style->type == XML_ELEMENT_NODE ? xml_attribute(style, NS_STYLE, "name") : NULL;
        const char *family = name ? xml_attribute(style, NS_STYLE, "family") : NULL;
        if (!family)
            continue;
        const char *parent = xml_attribute(style, NS_STYLE, "parent-style-name");
        const xmlNode *properties = xml_child(style, NS_STYLE, "text-properties");
        StyleEntry *entry = g_new0(StyleEntry, 1);
        entry->display = properties ? xml_attribute(properties, NS_TEXT, "display") : NULL;
        entry->parent = parent ? g_strconcat(family, "/", parent, NULL) : NULL;
        g_hash_table_insert(all, g_strconcat(family, "/", name, NULL), entry);
    }
}

static gboolean
is_hidden(GHashTable *all, const StyleEntry *entry)
{
    for (guint i = 0; entry && i < INHERITANCE_MAX; i++) {
        if (entry->display)
            return strcmp(entry->display, "none") == 0;
        entry = entry->parent ? g_hash_table_lookup(all, entry->parent) : NULL;
    }
    return FALSE;
}

GHashTable *
styles_hidden(const Package *package)
{
    g_autoptr(GHashTable) all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, entry_free);
    const xmlNode *content = xmlDocGetRootElement(package->content);
    const xmlNode *styles = package->styles ? xmlDocGetRootElement(package->styles) : content;
    collect(all, styles, "styles");
    collect(all, content, "automatic-styles");

    GHashTable *hidden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer name, entry;
    g_hash_table_iter_init(&iter, all);
    while (g_hash_table_iter_next(&iter, &name, &entry))
        if (is_hidden(all, entry))
            g_hash_table_add(hidden, g_strdup(name));
    return hidden;
}

static gboolean
hides(const GHashTable *hidden, const char *family, const xmlNode *node)
{
    const char *style = xml_attribute(node, NS_TEXT, "style-name");
    if (!style || g_hash_table_size((GHashTable *)hidden) == 0)
        return FALSE;
    g_autofree char *key = g_strconcat(family, "/", style, NULL);
    return g_hash_table_contains((GHashTable *)hidden, key);
}

gboolean
styles_hide(const GHashTable *hidden, const xmlNode *node)
{
    if (xml_is(node, NS_TEXT, "span"))
        return hides(hidden, "text", node);
    if (xml_is(node, NS_TEXT, "section"))
        return xml_attribute_is(node, NS_TEXT, "display", "none") ||
               xml_attribute_is(node, NS_TEXT, "is-hidden", "true");
    if (!xml_is(node, NS_TEXT, "p") && !xml_is(node, NS_TEXT, "h"))
        return FALSE;
    const xmlNode *field = xml_child(node, NS_TEXT, "hidden-paragraph");
    return (field && xml_attribute_is(field, NS_TEXT, "is-hidden", "true")) ||
           hides(hidden, "paragraph", node);
}
