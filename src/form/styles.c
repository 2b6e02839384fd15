/* SPDX-License-Identifier: Apache-2.0 */
#include "form/styles.h"

#include "form/namespaces.h"
#include "form/xml.h"
#include <string.h>

#define INHERITANCE_MAX 20

/* A style by what counts here, each said or left to whom it follows. */
typedef struct {
    const char *display, *line, *position; /* borrowed, or NULL */
    const char *parent;                    /* "family/name" or NULL, owned */
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
        if (properties) {
            const char *type = xml_attribute(properties, NS_STYLE, "text-line-through-type");
            entry->display = xml_attribute(properties, NS_TEXT, "display");
            entry->line = xml_attribute(properties, NS_STYLE, "text-line-through-style");
            entry->line = entry->line ? entry->line : type;
            entry->position = xml_attribute(properties, NS_STYLE, "text-position");
        }
        entry->parent = parent ? g_strconcat(family, "/", parent, NULL) : NULL;
        g_hash_table_insert(all, g_strconcat(family, "/", name, NULL), entry);
    }
}

/* "super 58%", "33% 58%", "sub 58%", "-33% 58%", "0% 100%". */
static Look
look_of_position(const char *position)
{
    if (g_str_has_prefix(position, "sub") || *position == '-')
        return LOOK_LOWERED;
    gboolean raised = g_str_has_prefix(position, "super") || (*position >= '1' && *position <= '9');
    return raised ? LOOK_RAISED : 0;
}

static Look
look_of(GHashTable *all, const StyleEntry *entry)
{
    const char *display = NULL, *line = NULL, *position = NULL;
    for (guint i = 0; entry && i < INHERITANCE_MAX; i++) {
        display = display ? display : entry->display;
        line = line ? line : entry->line;
        position = position ? position : entry->position;
        entry = entry->parent ? g_hash_table_lookup(all, entry->parent) : NULL;
    }
    return (g_strcmp0(display, "none") == 0 ? LOOK_HIDDEN : 0) |
           (line && strcmp(line, "none") != 0 ? LOOK_STRUCK : 0) |
           (position ? look_of_position(position) : 0);
}

GHashTable *
styles_looks(const Package *package)
{
    g_autoptr(GHashTable) all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, entry_free);
    const xmlNode *content = xmlDocGetRootElement(package->content);
    const xmlNode *styles = package->styles ? xmlDocGetRootElement(package->styles) : content;
    collect(all, styles, "styles");
    collect(all, content, "automatic-styles");

    GHashTable *looks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer name, entry;
    g_hash_table_iter_init(&iter, all);
    while (g_hash_table_iter_next(&iter, &name, &entry)) {
        Look look = look_of(all, entry);
        if (look)
            g_hash_table_insert(looks, g_strdup(name), GUINT_TO_POINTER(look));
    }
    return looks;
}

static Look
look_of_style(const GHashTable *looks, const char *family, const xmlNode *node)
{
    const char *style = xml_attribute(node, NS_TEXT, "style-name");
    if (!style || g_hash_table_size((GHashTable *)looks) == 0)
        return 0;
    g_autofree char *key = g_strconcat(family, "/", style, NULL);
    return GPOINTER_TO_UINT(g_hash_table_lookup((GHashTable *)looks, key));
}

Look
styles_look(const GHashTable *looks, const xmlNode *node)
{
    if (xml_is(node, NS_TEXT, "span"))
        return look_of_style(looks, "text", node);
    if (xml_is(node, NS_TEXT, "section"))
        return xml_attribute_is(node, NS_TEXT, "display", "none") ||
                       xml_attribute_is(node, NS_TEXT, "is-hidden", "true")
                   ? LOOK_HIDDEN
                   : 0;
    if (!xml_is(node, NS_TEXT, "p") && !xml_is(node, NS_TEXT, "h"))
        return 0;
    const xmlNode *field = xml_child(node, NS_TEXT, "hidden-paragraph");
    gboolean hidden = field && xml_attribute_is(field, NS_TEXT, "is-hidden", "true");
    return (hidden ? LOOK_HIDDEN : 0) | look_of_style(looks, "paragraph", node);
}
