/* SPDX-License-Identifier: Apache-2.0 */
#include "correction/comment.h"

#include "base/period.h"
#include "correction/style.h"
#include "correction/tree.h"
#include "form/marks.h"
#include "form/namespaces.h"
#include "form/xml.h"

static gboolean
is_paragraph(const xmlNode *node)
{
    return xml_is(node, NS_TEXT, "p") || xml_is(node, NS_TEXT, "h");
}

/* A text within the text that nobody sees as the cell's own. */
static gboolean
is_apart(const xmlNode *node)
{
    static const struct {
        const char *space, *name;
    } apart[] = {{NS_OFFICE, "annotation"},
                 {NS_TEXT, "note"},
                 {NS_TEXT, "tracked-changes"},
                 {NS_TABLE, "table"}};
    for (guint i = 0; i < G_N_ELEMENTS(apart); i++)
        if (xml_is(node, apart[i].space, apart[i].name))
            return TRUE;
    return FALSE;
}

/* The paragraph of a cell, a new one where there is none; or that around a field. */
static xmlNode *
paragraph_at(xmlNode *node)
{
    if (!xml_is(node, NS_TABLE, "table-cell") && !xml_is(node, NS_TABLE, "covered-table-cell")) {
        while (node && !is_paragraph(node))
            node = node->parent;
        return node;
    }
    for (xmlNode *at = node; at; at = xml_next(at, node, !is_apart(at)))
        if (is_paragraph(at))
            return at;
    return tree_add(node, NS_TEXT, "p");
}

static void
put_line(xmlNode *annotation, const char *style, const char *text)
{
    xmlNode *span = tree_add(tree_add(annotation, NS_TEXT, "p"), NS_TEXT, "span");
    tree_set(span, NS_TEXT, "style-name", style);
    tree_put(span, text);
}

static void
put_findings(xmlNode *annotation, const GPtrArray *findings, Severity severity, const char *title)
{
    gboolean titled = FALSE;
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        if (finding->severity != severity)
            continue;
        if (!titled)
            put_line(annotation, STYLE_HEAD, title);
        put_line(annotation, STYLE_SAID, finding->message);
        titled = TRUE;
    }
}

/* ODF 1.3, part 3, 14.1: the author, the date, the text. */
void
comment_add(const Spot *spot, const Correction *correction)
{
    xmlNode *paragraph = paragraph_at(spot->node);
    if (!paragraph)
        return;
    xmlNode *first = paragraph->children;
    xmlNode *annotation = first ? tree_add_before(first, NS_OFFICE, "annotation")
                                : tree_add(paragraph, NS_OFFICE, "annotation");
    g_autofree char *author = g_strconcat(correction->from, MARK_AUTHOR, NULL);
    g_autofree char *day = date_text(correction->day);
    g_autofree char *time = g_strconcat(day, "T00:00:00", NULL);
    tree_put(tree_add(annotation, NS_DC, "creator"), author);
    tree_put(tree_add(annotation, NS_DC, "date"), time);
    put_findings(annotation, spot->findings, SEVERITY_ERROR, "À corriger");
    put_findings(annotation, spot->findings, SEVERITY_WARNING, "À vérifier");
}
