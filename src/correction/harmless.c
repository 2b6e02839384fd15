/* SPDX-License-Identifier: Apache-2.0 */
#include "correction/harmless.h"

#include "correction/tree.h"
#include "form/namespaces.h"
#include "form/xml.h"
#include <string.h>

#define NS_XLINK "http://www.w3.org/1999/xlink"

typedef struct {
    const char *space, *name;
} Name;

static gboolean
is_among(const xmlNode *node, const Name *names, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (xml_is(node, names[i].space, names[i].name))
            return TRUE;
    return FALSE;
}

/* ---- a document ---- */

static gboolean
is_elsewhere(const char *target)
{
    return strpbrk(target, ":\\") || g_str_has_prefix(target, "/") || strstr(target, "..");
}

/* On another machine: to look for it there would tell who opens the document. */
static gboolean
names_host(const char *target)
{
    static const char here[] = "file:///";
    if (g_str_has_prefix(target, here))
        return target[strlen(here)] == '/';
    return strchr(target, '\\') || strstr(target, "//");
}

/* Elsewhere than in the package; the template that a document was made from stays named. */
static gboolean
leads_out(const xmlNode *node)
{
    static const Name targets[] = {
        {NS_XLINK, "href"}, {NS_FORM, "image-data"}, {NS_FORM, "datasource"},
        {NULL, "src"},      {NULL, "schema"},        {NULL, "action"}, /* of XForms */
    };
    for (guint i = 0; i < G_N_ELEMENTS(targets); i++) {
        const char *target = xml_attribute(node, targets[i].space, targets[i].name);
        if (target && (xml_is(node, NS_META, "template") ? names_host : is_elsewhere)(target))
            return TRUE;
    }
    return FALSE;
}

static gboolean
runs(const xmlNode *node)
{
    static const Name programs[] = {
        {NS_SCRIPT, "event-listener"},
        {NS_TEXT, "script"},
        {NS_OFFICE, "dde-source"},
        {NS_TEXT, "dde-connection"},
        {NS_TEXT, "dde-connection-decl"},
        {NS_TEXT, "execute-macro"},
        {NS_DRAW, "plugin"},
        {NS_DRAW, "applet"},
        {NS_DRAW, "object"},
        {NS_DRAW, "object-ole"},
        {NS_DRAW, "floating-frame"},
    };
    return is_among(node, programs, G_N_ELEMENTS(programs));
}

/* Writers leave an empty library in every flat document. */
static gboolean
has_macros(const xmlNode *node)
{
    if (!xml_is(node, NS_OFFICE, "scripts"))
        return FALSE;
    g_autofree char *source = xml_text(node);
    return *g_strstrip(source) != '\0';
}

static gboolean
begins_as_picture(const void *bytes, gsize length)
{
    static const char *const starts[] = {"\x89PNG\r\n\x1a\n", "\xff\xd8\xff", "GIF8"};
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
        if (length >= strlen(starts[i]) && memcmp(bytes, starts[i], strlen(starts[i])) == 0)
            return TRUE;
    return length == 0;
}

/* In the place of a file of a package. */
static gboolean
holds_file(const xmlNode *node)
{
    if (!xml_is(node, NS_OFFICE, "binary-data"))
        return FALSE;
    g_autofree char *text = xml_text(node);
    gsize length = 0;
    g_autofree guchar *bytes = *text ? g_base64_decode(text, &length) : NULL;
    return !begins_as_picture(bytes, length);
}

gboolean
harmless_tree(const xmlDoc *doc)
{
    const xmlNode *root = xmlDocGetRootElement(doc);
    for (const xmlNode *node = root; node; node = xml_next(node, root, TRUE))
        if (node->type == XML_ELEMENT_NODE &&
            (runs(node) || leads_out(node) || has_macros(node) || holds_file(node)))
            return FALSE;
    return TRUE;
}

gboolean
harmless_cut_links(xmlDoc *doc)
{
    static const Name links[] = {{NS_TEXT, "a"},
                                 {NS_DRAW, "a"},
                                 {NS_DRAW, "area-rectangle"},
                                 {NS_DRAW, "area-circle"},
                                 {NS_DRAW, "area-polygon"}};
    gboolean found = FALSE;
    xmlNode *root = xmlDocGetRootElement(doc);
    for (xmlNode *node = root; node; node = xml_next(node, root, TRUE)) {
        if (!is_among(node, links, G_N_ELEMENTS(links)))
            continue;
        tree_unset(node, NS_XLINK, "href");
        found = TRUE;
    }
    return found;
}

/* ---- a package ---- */

static gboolean
is_harmless_xml(GBytes *bytes)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    XmlFault fault;
    guint line;
    g_autoptr(xmlDoc) doc = xml_parse(data, length, &fault, &line);
    return doc && harmless_tree(doc);
}

static gboolean
is_picture(GBytes *bytes)
{
    return begins_as_picture(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

/* Menus and keys of the document's own. */
static gboolean
is_empty(GBytes *bytes)
{
    return g_bytes_get_size(bytes) == 0;
}

/* The entries that a form may have; a name that ends in a slash is that of a folder.  NULL: any
 * bytes; of content and styles the trees are judged. */
static const struct {
    const char *name;
    gboolean (*harmless)(GBytes *bytes);
} entries[] = {
    {"mimetype", NULL},
    {"content.xml", NULL},
    {"styles.xml", NULL},
    {"meta.xml", is_harmless_xml},
    {"settings.xml", is_harmless_xml},
    {"manifest.rdf", is_harmless_xml},
    {"META-INF/", is_harmless_xml},
    {"Pictures/", is_picture},
    {"Thumbnails/", is_picture},
    {"Configurations2/", is_empty},
};

static gboolean
harmless_entry(Archive *archive, guint number)
{
    const char *name = archive_name(archive, number);
    for (guint i = 0; i < G_N_ELEMENTS(entries); i++) {
        gboolean folder = g_str_has_suffix(entries[i].name, "/");
        if (!(folder ? g_str_has_prefix(name, entries[i].name)
                     : g_str_equal(name, entries[i].name)))
            continue;
        if (!entries[i].harmless || g_str_has_suffix(name, "/"))
            return TRUE;
        g_autoptr(GBytes) bytes = archive_entry(archive, number, NULL);
        return bytes && entries[i].harmless(bytes);
    }
    return FALSE;
}

gboolean
harmless_archive(Archive *archive, gboolean (*taken)(const char *name))
{
    for (guint i = 0; i < archive_count(archive); i++)
        if ((!taken || taken(archive_name(archive, i))) && !harmless_entry(archive, i))
            return FALSE;
    return TRUE;
}
