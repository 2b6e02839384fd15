/* SPDX-License-Identifier: Apache-2.0
 *
 * Ways through the document: links, outline, places with names, page labels.
 */
#include "pdf/making.h"

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
        run_words(item->run, words);
        before = item;
    }
    return g_string_free(words, FALSE);
}

static void
add_link(Making *making, const LinkLine *line)
{
    const PageNode *node = &g_array_index(making->layout->nodes, PageNode, line->node);
    const double box[] = {line->left, PAGE_HEIGHT - line->bottom, line->right,
                          PAGE_HEIGHT - line->top};
    g_autofree char *words = node->alt ? NULL : words_of(making->layout, line->node, line->page);
    guint object, number = annotate(making, line->node, line->page, &object);

    /* Printed (ISO 19005-3, 6.3.2), and nothing else. */
    put(making, "<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /StructParent %u /Rect [",
        number);
    put_numbers(making, box, G_N_ELEMENTS(box));
    put(making, "] /Dest ");
    put_destination(making, (guint)node->target_page, node->target_y);
    put_text(making, "/Contents", node->alt ? node->alt : words);
    put(making, " >>");
    end_object(making, object);
}

/* One annotation a line. */
static void
page_links(Making *making, guint page)
{
    const GArray *items = ((const Page *)making->layout->pages->pdata[page])->items;
    LinkLine open = {0};

    for (guint i = 0; i < items->len; i++) {
        const Ink *item = &g_array_index(items, Ink, i);
        LinkLine line = line_of(item, page);
        if (g_array_index(making->layout->nodes, PageNode, item->node).role != ROLE_LINK ||
            grow(&open, &line))
            continue;
        if (open.node)
            add_link(making, &open);
        open = line;
    }
    if (open.node)
        add_link(making, &open);
}

/* ---- outline ---- */
enum { LEVELS = 3 };

/* Places of entries, from 1; 0: none. */
typedef struct {
    guint parent, before, next, first, last;
    int children; /* all below it that are shown when it is unfolded */
} Branch;

/* Who stands under whom: each entry under the last one of a higher level. */
static Branch *
grow_outline(const GPtrArray *entries)
{
    Branch *branches = g_new0(Branch, entries->len + 1);
    guint path[LEVELS + 1] = {0};
    int depth = 0;

    for (guint i = 1; i <= entries->len; i++) {
        const OutlineEntry *entry = entries->pdata[i - 1];
        int level = CLAMP(entry->level, 1, MIN(depth + 1, LEVELS));
        Branch *branch = &branches[i], *parent = &branches[path[level - 1]];
        branch->parent = path[level - 1];
        branch->before = parent->last;
        if (branch->before)
            branches[branch->before].next = i;
        else
            parent->first = i;
        parent->last = i;
        parent->children++;
        path[depth = level] = i;
    }
    return branches;
}

static void
put_reference(const Making *making, const char *key, guint root, guint place)
{
    if (place)
        put(making, " %s %u 0 R", key, root + place);
}

/* The first level is shown, the rest is folded (ISO 32000-1, table 153). */
static void
add_outline(const Making *making)
{
    const GPtrArray *entries = making->layout->outline;
    g_autofree Branch *branches = grow_outline(entries);
    guint root = file_reserve(making->file, entries->len + 1);

    for (guint i = 0; i <= entries->len; i++) {
        const OutlineEntry *entry = i ? entries->pdata[i - 1] : NULL;
        const Branch *branch = &branches[i];
        put(making, i ? "<< /Parent %u 0 R" : "<< /Type /Outlines", root + branch->parent);
        put_reference(making, "/Prev", root, branch->before);
        put_reference(making, "/Next", root, branch->next);
        put_reference(making, "/First", root, branch->first);
        put_reference(making, "/Last", root, branch->last);
        if (branch->children)
            put(making, " /Count %d", i ? -branch->children : branch->children);
        if (entry) {
            put_text(making, "/Title", entry->title);
            put(making, " /Dest ");
            put_destination(making, entry->page, entry->y);
        }
        put(making, " >>");
        end_object(making, root + i);
    }
    g_string_append_printf(making->root, "/Outlines %u 0 R ", root);
}

/* ---- names and labels ---- */
static int
by_name(gconstpointer a, gconstpointer b)
{
    const Anchor *first = *(const Anchor *const *)a, *second = *(const Anchor *const *)b;

    return strcmp(first->name, second->name);
}

static void
add_places(Making *making)
{
    g_autoptr(GPtrArray) anchors = g_ptr_array_new();

    g_ptr_array_extend(anchors, making->layout->anchors, NULL, NULL);
    g_ptr_array_sort(anchors, by_name); /* ISO 32000-1, 7.9.6 */
    put(making, "[");
    for (guint i = 0; i < anchors->len; i++) {
        const Anchor *anchor = anchors->pdata[i];
        append_string(making->object, anchor->name);
        put_destination(making, anchor->page, anchor->y);
    }
    put(making, "]");
    end_names(making, "/Dests");
}

void
make_navigation(Making *making)
{
    for (guint i = 0; i < making->layout->pages->len; i++)
        page_links(making, i);
    if (making->layout->outline->len)
        add_outline(making);
    if (making->layout->anchors->len)
        add_places(making);
    g_string_append(making->root, "/PageLabels << /Nums [0 << /S /D >>] >> ");
}
