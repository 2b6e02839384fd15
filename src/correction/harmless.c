/* SPDX-License-Identifier: Apache-2.0 */
#include "correction/harmless.h"

#include "form/namespaces.h"
#include "form/xml.h"
#include <string.h>

#define NS_XLINK "http://www.w3.org/1999/xlink"

gboolean
harmless_archive(const Archive *archive)
{
    static const char *const files[] = {"mimetype",     "content.xml",  "styles.xml",   "meta.xml",
                                        "settings.xml", "manifest.rdf", "layout-cache", NULL};
    static const char *const folders[] = {"META-INF/", "Pictures/", "Thumbnails/",
                                          "Configurations2/"};
    for (guint i = 0; i < archive_count(archive); i++) {
        const char *name = archive_name(archive, i);
        gboolean known = g_strv_contains(files, name);
        for (guint k = 0; k < G_N_ELEMENTS(folders); k++)
            known |= g_str_has_prefix(name, folders[k]);
        if (!known)
            return FALSE;
    }
    return TRUE;
}

/* Elsewhere than in the package.  A link in the text is followed by nobody but its reader; nor is
 * the template that a document was made from. */
static gboolean
leads_out(const xmlNode *node)
{
    const char *target = xml_attribute(node, NS_XLINK, "href");
    if (!target || xml_is(node, NS_TEXT, "a") || xml_is(node, NS_META, "template"))
        return FALSE;
    return strpbrk(target, ":\\") || g_str_has_prefix(target, "//") ||
           g_str_has_prefix(target, "/") || strstr(target, "..");
}

static gboolean
runs(const xmlNode *node)
{
    static const struct {
        const char *space, *name;
    } programs[] = {
        {NS_SCRIPT, "event-listener"},
        {NS_TEXT, "script"},
        {NS_OFFICE, "dde-source"},
        {NS_TEXT, "dde-connection"},
        {NS_TEXT, "execute-macro"},
        {NS_DRAW, "plugin"},
        {NS_DRAW, "applet"},
        {NS_DRAW, "object"},
        {NS_DRAW, "object-ole"},
        {NS_DRAW, "floating-frame"},
        {NS_TEXT, "dde-connection-decl"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(programs); i++)
        if (xml_is(node, programs[i].space, programs[i].name))
            return TRUE;
    return FALSE;
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

gboolean
harmless_tree(const xmlDoc *doc)
{
    const xmlNode *root = xmlDocGetRootElement(doc);
    for (const xmlNode *node = root; node; node = xml_next(node, root, TRUE))
        if (node->type == XML_ELEMENT_NODE && (runs(node) || leads_out(node) || has_macros(node)))
            return FALSE;
    return TRUE;
}
