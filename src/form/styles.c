/* SPDX-License-Identifier: Apache-2.0 */
#include "form/styles.h"

#include "form/namespaces.h"
#include "form/xml.h"
#include <string.h>

#define INHERITANCE_MAX 20
#define ANCESTORS_MAX   50

/* A style by what counts here, each said or left to whom it follows. */
typedef struct {
    const char *family, *name;             /* all texts are borrowed from the document */
    const char *display, *line, *position; /* or NULL */
    const char *color, *size, *background;
    const char *parent; /* name in the same family, or NULL */
    Look look;
} StyleEntry;

static guint
entry_hash(gconstpointer entry)
{
    return g_str_hash(((const StyleEntry *)entry)->name);
}

static gboolean
entry_equal(gconstpointer a, gconstpointer b)
{
    const StyleEntry *one = a, *other = b;
    return strcmp(one->name, other->name) == 0 && strcmp(one->family, other->family) == 0;
}

static const StyleEntry *
find(const GHashTable *styles, const char *family, const char *name)
{
    const StyleEntry key = {.family = family, .name = name};
    return g_hash_table_lookup((GHashTable *)styles, &key);
}

static void
read_text_properties(StyleEntry *entry, const xmlNode *properties)
{
    const char *type = xml_attribute(properties, NS_STYLE, "text-line-through-type");
    entry->display = xml_attribute(properties, NS_TEXT, "display");
    entry->line = xml_attribute(properties, NS_STYLE, "text-line-through-style");
    entry->line = entry->line ? entry->line : type;
    entry->position = xml_attribute(properties, NS_STYLE, "text-position");
    entry->color = xml_attribute(properties, NS_FO, "color");
    entry->size = xml_attribute(properties, NS_FO, "font-size");
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
        StyleEntry *entry = g_new0(StyleEntry, 1);
        entry->family = family;
        entry->name = name;
        entry->parent = xml_attribute(style, NS_STYLE, "parent-style-name");
        for (const xmlNode *p = style->children; p; p = p->next) {
            if (p->type != XML_ELEMENT_NODE)
                continue;
            const char *background = xml_attribute(p, NS_FO, "background-color");
            entry->background = background ? background : entry->background;
            if (xml_is(p, NS_STYLE, "text-properties"))
                read_text_properties(entry, p);
        }
        g_hash_table_add(all, entry);
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

/* "#ffffff", or so near to it that nobody sees it on paper. */
static gboolean
is_white(const char *color)
{
    if (*color != '#' || strlen(color) != 7)
        return FALSE;
    guint64 rgb = g_ascii_strtoull(color + 1, NULL, 16);
    return (rgb >> 16) >= 0xf0 && (rgb >> 8 & 0xff) >= 0xf0 && (rgb & 0xff) >= 0xf0;
}

/* "2pt", "1mm", "10%": less than three points. */
static gboolean
is_tiny(const char *size)
{
    static const struct {
        const char *unit;
        double least;
    } units[] = {{"pt", 3}, {"px", 4}, {"mm", 1}, {"cm", 0.1}, {"in", 0.04}, {"%", 25}};
    char *unit;
    double number = g_ascii_strtod(size, &unit);
    for (guint i = 0; i < G_N_ELEMENTS(units); i++)
        if (strcmp(unit, units[i].unit) == 0)
            return number < units[i].least;
    return FALSE;
}

static Look
look_of_ink(const StyleEntry *entry)
{
    Look look = 0;
    if (entry->color)
        look |= is_white(entry->color) ? LOOK_WHITE : LOOK_INKED;
    if (entry->size)
        look |= is_tiny(entry->size) ? LOOK_TINY : LOOK_SIZED;
    if (entry->background && *entry->background == '#' && !is_white(entry->background))
        look |= LOOK_PAPER;
    return look;
}

#define OR(a, b) ((a) ? (a) : (b))

/* ENTRY with what it inherits. */
static Look
look_of(GHashTable *all, const StyleEntry *entry)
{
    StyleEntry whole = {0};
    for (guint i = 0; entry && i < INHERITANCE_MAX; i++) {
        whole.display = OR(whole.display, entry->display);
        whole.line = OR(whole.line, entry->line);
        whole.position = OR(whole.position, entry->position);
        whole.color = OR(whole.color, entry->color);
        whole.size = OR(whole.size, entry->size);
        whole.background = OR(whole.background, entry->background);
        entry = entry->parent ? find(all, entry->family, entry->parent) : NULL;
    }
    return (g_strcmp0(whole.display, "none") == 0 ? LOOK_HIDDEN : 0) |
           (whole.line && strcmp(whole.line, "none") != 0 ? LOOK_STRUCK : 0) |
           (whole.position ? look_of_position(whole.position) : 0) | look_of_ink(&whole);
}

static gboolean
is_plain(gpointer key, gpointer value, gpointer data)
{
    (void)value, (void)data;
    return ((const StyleEntry *)key)->look == 0;
}

GHashTable *
styles_looks(const Package *package)
{
    GHashTable *all = g_hash_table_new_full(entry_hash, entry_equal, g_free, NULL);
    const xmlNode *content = xmlDocGetRootElement(package->content);
    const xmlNode *styles = package->styles ? xmlDocGetRootElement(package->styles) : content;
    collect(all, styles, "styles");
    collect(all, content, "automatic-styles");

    GHashTableIter iter;
    gpointer entry;
    g_hash_table_iter_init(&iter, all);
    while (g_hash_table_iter_next(&iter, &entry, NULL))
        ((StyleEntry *)entry)->look = look_of(all, entry);
    g_hash_table_foreach_remove(all, is_plain, NULL);
    return all;
}

static Look
look_of_style(const GHashTable *looks, const char *family, const char *style)
{
    if (!style || g_hash_table_size((GHashTable *)looks) == 0)
        return 0;
    const StyleEntry *entry = find(looks, family, style);
    return entry ? entry->look : 0;
}

static gboolean
is_paragraph(const xmlNode *node)
{
    return xml_is(node, NS_TEXT, "p") || xml_is(node, NS_TEXT, "h");
}

/* All that the node's own style says. */
static Look
own_look(const GHashTable *looks, const xmlNode *node)
{
    static const struct {
        const char *element, *family;
    } tables[] = {{"table-cell", "table-cell"}, {"table-row", "table-row"}, {"table", "table"}};
    if (xml_is(node, NS_TEXT, "span"))
        return look_of_style(looks, "text", xml_attribute(node, NS_TEXT, "style-name"));
    if (is_paragraph(node))
        return look_of_style(looks, "paragraph", xml_attribute(node, NS_TEXT, "style-name"));
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++)
        if (xml_is(node, NS_TABLE, tables[i].element))
            return look_of_style(looks, tables[i].family,
                                 xml_attribute(node, NS_TABLE, "style-name"));
    return 0;
}

Look
styles_look(const GHashTable *looks, const xmlNode *node)
{
    if (xml_is(node, NS_TEXT, "section"))
        return xml_attribute_is(node, NS_TEXT, "display", "none") ||
                       xml_attribute_is(node, NS_TEXT, "is-hidden", "true")
                   ? LOOK_HIDDEN
                   : 0;
    if (xml_is(node, NS_TEXT, "hidden-text"))
        return xml_attribute_is(node, NS_TEXT, "is-hidden", "true") ? LOOK_HIDDEN : 0;
    if (xml_is(node, NS_TEXT, "span"))
        return own_look(looks, node);
    if (!is_paragraph(node))
        return 0;
    const xmlNode *field = xml_child(node, NS_TEXT, "hidden-paragraph");
    gboolean hidden = field && xml_attribute_is(field, NS_TEXT, "is-hidden", "true");
    return (hidden ? LOOK_HIDDEN : 0) | own_look(looks, node);
}

Look
styles_look_of_text(const GHashTable *looks, const xmlNode *text)
{
    Look look = 0;
    guint climbed = 0;
    const xmlNode *node = text->parent;
    /* The nearest colour and size count. */
    for (; node && climbed++ < ANCESTORS_MAX; node = node->parent) {
        Look own = own_look(looks, node);
        if (look & (LOOK_WHITE | LOOK_INKED))
            own &= ~(Look)(LOOK_WHITE | LOOK_INKED);
        if (look & (LOOK_TINY | LOOK_SIZED))
            own &= ~(Look)(LOOK_TINY | LOOK_SIZED);
        look |= own;
        if (is_paragraph(node))
            break;
    }
    for (; node && (look & LOOK_WHITE) && climbed++ < ANCESTORS_MAX; node = node->parent)
        look |= own_look(looks, node) & LOOK_PAPER;
    gboolean unseen = (look & LOOK_TINY) || ((look & LOOK_WHITE) && !(look & LOOK_PAPER));
    return (look & (LOOK_RAISED | LOOK_LOWERED)) | (unseen ? LOOK_HIDDEN : 0);
}
