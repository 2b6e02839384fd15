/* SPDX-License-Identifier: Apache-2.0 */
#include "form/xml.h"

#include <string.h>

#define REPEAT_MAX 1000

/* Most names differ in their first letter. */
static gboolean
same(const xmlChar *name, const char *other)
{
    return *name == (xmlChar)*other && strcmp((const char *)name, other) == 0;
}

gboolean
xml_is(const xmlNode *node, const char *space, const char *name)
{
    return node->type == XML_ELEMENT_NODE && same(node->name, name) && node->ns &&
           g_strcmp0((const char *)node->ns->href, space) == 0;
}

const char *
xml_attribute(const xmlNode *node, const char *space, const char *name)
{
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
        if (!same(attribute->name, name))
            continue;
        const char *uri = attribute->ns ? (const char *)attribute->ns->href : NULL;
        if (g_strcmp0(uri, space) != 0)
            continue;
        const xmlNode *text = attribute->children;
        return text && text->content ? (const char *)text->content : "";
    }
    return NULL;
}

gboolean
xml_attribute_is(const xmlNode *node, const char *space, const char *name, const char *value)
{
    return g_strcmp0(xml_attribute(node, space, name), value) == 0;
}

guint
xml_repeat(const xmlNode *node, const char *space, const char *name)
{
    const char *text = xml_attribute(node, space, name);
    if (!text)
        return 1;
    guint count = 0;
    for (; g_ascii_isdigit(*text) && count < REPEAT_MAX; text++)
        count = 10 * count + (guint)g_ascii_digit_value(*text);
    return CLAMP(count, 1, REPEAT_MAX);
}

xmlNode *
xml_child(const xmlNode *node, const char *space, const char *name)
{
    for (xmlNode *child = node ? node->children : NULL; child; child = child->next)
        if (xml_is(child, space, name))
            return child;
    return NULL;
}

xmlNode *
xml_next(const xmlNode *node, const xmlNode *root, gboolean descend)
{
    if (descend && node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static gboolean
same_name(const xmlNode *a, const xmlNode *b)
{
    return b->type == XML_ELEMENT_NODE && xmlStrEqual(a->name, b->name) &&
           xmlStrEqual(a->ns ? a->ns->href : NULL, b->ns ? b->ns->href : NULL);
}

/* "/f:ligne[2]" before PATH. */
static void
prepend_step(GString *path, const xmlNode *node)
{
    guint before = 0, after = 0;
    for (const xmlNode *at = node->prev; at; at = at->prev)
        before += same_name(node, at);
    for (const xmlNode *at = node->next; at && !after; at = at->next)
        after += same_name(node, at);
    const char *prefix = node->ns ? (const char *)node->ns->prefix : NULL;
    g_autofree char *position =
        before + after > 0 ? g_strdup_printf("[%u]", before + 1) : g_strdup("");
    g_autofree char *step = g_strconcat("/", prefix ? prefix : "", prefix ? ":" : "",
                                        (const char *)node->name, position, NULL);
    g_string_prepend(path, step);
}

char *
xml_path(const xmlNode *node)
{
    GString *path = g_string_new(NULL);
    for (; node && node->type == XML_ELEMENT_NODE && path->len <= XML_MAX_PATH; node = node->parent)
        prepend_step(path, node);
    return g_string_free(path, path->len > XML_MAX_PATH);
}

char *
xml_text(const xmlNode *node)
{
    GString *text = g_string_new(NULL);
    for (const xmlNode *at = node; at; at = xml_next(at, node, TRUE))
        if (at->type == XML_TEXT_NODE && at->content)
            g_string_append(text, (const char *)at->content);
    return g_string_free(text, FALSE);
}

void
xml_walk(xmlNode *root, XmlEnter enter, XmlLeave leave, gpointer data)
{
    xmlNode *node = root;
    while (node) {
        gboolean entered = enter(node, data) && node->type == XML_ELEMENT_NODE;
        if (entered && node->children) {
            node = node->children;
            continue;
        }
        if (entered)
            leave(node, data);
        while (node != root && !node->next) {
            node = node->parent;
            leave(node, data);
        }
        node = node == root ? NULL : node->next;
    }
}
