/* SPDX-License-Identifier: Apache-2.0
 *
 * Ways through the document: links, outline, places with names, page labels.
 */
#include "pdf/finish.h"

#include <string.h>

/* ---- links ---- */
/* A link's part on one line; lines of one node follow each other on its page. */
typedef struct {
    guint node, page;
    double left, top, right, bottom;
} LinkLine;

static LinkLine
line_of(const Ink *item, guint page)
{
    double left = item->x + (item->run ? item->run->x : 0);
    double width = item->run ? item->run->width : item->width;

    return (LinkLine){item->node, page, left, item->y, left + width, item->y + item->height};
}

/* FALSE when OTHER stands on another line. */
static gboolean
grow(LinkLine *line, const LinkLine *other)
{
    if (other->node != line->node || other->top >= line->bottom || other->bottom <= line->top)
        return FALSE;
    line->left = MIN(line->left, other->left);
    line->top = MIN(line->top, other->top);
    line->right = MAX(line->right, other->right);
    line->bottom = MAX(line->bottom, other->bottom);
    return TRUE;
}

/* What the link says on this page. */
static char *
words_of(const Layout *layout, guint node, guint page)
{
    const GArray *items = ((const Page *)layout->pages->pdata[page])->items;
    GString *words = g_string_new(NULL);
    const Ink *before = NULL;

    for (guint i = 0; i < items->len; i++) {
        const Ink *item = &g_array_index(items, Ink, i);
        if (item->node != node || item->kind != INK_GLYPHS)
            continue;
        if (before && (before->x != item->x || before->y != item->y) &&
            !g_str_has_suffix(words->str, " "))
            g_string_append_c(words, ' ');
        g_string_append(words, item->run->text);
        before = item;
    }
    return g_string_free(words, FALSE);
}

static void
add_link(Finish *finish, const LinkLine *line)
{
    const PageNode *node = &g_array_index(finish->layout->nodes, PageNode, line->node);
    const double box[] = {line->left, PAGE_HEIGHT - line->bottom, line->right,
                          PAGE_HEIGHT - line->top};
    /* Printed (ISO 19005-3, 6.3.2), and nothing else. */
    qpdf_oh link = parsed(finish, "<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] >>");
    g_autofree char *words = node->alt ? NULL : words_of(finish->layout, line->node, line->page);

    put(finish, link, "/Rect", numbers(finish, box, G_N_ELEMENTS(box)));
    put(finish, link, "/Dest", destination(finish, (guint)node->target_page, node->target_y));
    put(finish, link, "/Contents", text_string(finish, node->alt ? node->alt : words));
    annotate(finish, line->node, line->page, link);
}

/* One annotation a line. */
static void
page_links(Finish *finish, guint page)
{
    const GArray *items = ((const Page *)finish->layout->pages->pdata[page])->items;
    LinkLine open = {0};

    for (guint i = 0; i < items->len; i++) {
        const Ink *item = &g_array_index(items, Ink, i);
        LinkLine line = line_of(item, page);
        if (g_array_index(finish->layout->nodes, PageNode, item->node).role != ROLE_LINK ||
            grow(&open, &line))
            continue;
        if (open.node)
            add_link(finish, &open);
        open = line;
    }
    if (open.node)
        add_link(finish, &open);
}

/* ---- outline ---- */
enum { LEVELS = 3 };

typedef struct {
    qpdf_oh item;
    qpdf_oh last; /* of its children; 0: none */
    int children; /* all below it: the outline is shown open down to them */
} Branch;

static void
count_children(const Finish *finish, const Branch *branch, gboolean open)
{
    if (branch->children)
        put(finish, branch->item, "/Count",
            qpdf_oh_new_integer(finish->qpdf, open ? branch->children : -branch->children));
}

static qpdf_oh
outline_item(const Finish *finish, const OutlineEntry *entry, Branch *parent)
{
    qpdf_data qpdf = finish->qpdf;
    qpdf_oh item = qpdf_make_indirect_object(qpdf, qpdf_oh_new_dictionary(qpdf));

    put(finish, item, "/Title", text_string(finish, entry->title));
    put(finish, item, "/Dest", destination(finish, entry->page, entry->y));
    qpdf_oh_replace_key(qpdf, item, "/Parent", parent->item);
    if (parent->last) {
        qpdf_oh_replace_key(qpdf, item, "/Prev", parent->last);
        qpdf_oh_replace_key(qpdf, parent->last, "/Next", item);
    } else {
        qpdf_oh_replace_key(qpdf, parent->item, "/First", item);
    }
    qpdf_oh_replace_key(qpdf, parent->item, "/Last", item);
    parent->last = item;
    parent->children++;
    return item;
}

/* The first level is shown, the rest is folded (ISO 32000-1, table 153). */
static void
add_outline(const Finish *finish)
{
    const GPtrArray *entries = finish->layout->outline;
    Branch path[LEVELS + 1] = {{0}};
    int depth = 0;

    path[0].item = qpdf_make_indirect_object(finish->qpdf, parsed(finish, "<< /Type /Outlines >>"));
    for (guint i = 0; i < entries->len; i++) {
        const OutlineEntry *entry = entries->pdata[i];
        int level = CLAMP(entry->level, 1, MIN(depth + 1, LEVELS));
        for (; depth >= level; depth--)
            count_children(finish, &path[depth], FALSE);
        path[level] = (Branch){.item = outline_item(finish, entry, &path[level - 1])};
        depth = level;
    }
    for (; depth >= 0; depth--)
        count_children(finish, &path[depth], depth == 0);
    put(finish, finish->root, "/Outlines", path[0].item);
}

/* ---- names and labels ---- */
static int
by_name(gconstpointer a, gconstpointer b)
{
    const Anchor *first = *(const Anchor *const *)a, *second = *(const Anchor *const *)b;

    return strcmp(first->name, second->name);
}

static void
add_places(const Finish *finish)
{
    g_autoptr(GPtrArray) anchors = g_ptr_array_new();
    qpdf_oh names = qpdf_oh_new_array(finish->qpdf);

    g_ptr_array_extend(anchors, finish->layout->anchors, NULL, NULL);
    g_ptr_array_sort(anchors, by_name); /* ISO 32000-1, 7.9.6 */
    for (guint i = 0; i < anchors->len; i++) {
        const Anchor *anchor = anchors->pdata[i];
        append(finish, names, qpdf_oh_new_string(finish->qpdf, anchor->name));
        append(finish, names, destination(finish, anchor->page, anchor->y));
    }
    name_tree(finish, "/Dests", names);
}

void
finish_navigation(Finish *finish)
{
    for (guint i = 0; i < finish->layout->pages->len; i++)
        page_links(finish, i);
    if (finish->layout->outline->len)
        add_outline(finish);
    if (finish->layout->anchors->len)
        add_places(finish);
    put(finish, finish->root, "/PageLabels", parsed(finish, "<< /Nums [0 << /S /D >>] >>"));
}
