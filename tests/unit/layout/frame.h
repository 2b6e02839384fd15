/* SPDX-License-Identifier: Apache-2.0
 *
 * frame.h - what must hold of every layout, whatever the document.
 */
#pragma once

#include <math.h>
#include <string.h>

#include "layout/layout.h"

#define SLACK 0.6 /* points: rounding of glyph widths */
#define HANG  4.0 /* a hyphen */

/* Content stays in the frame, everything on the page. */
static inline void
assert_in_frame(const Layout *layout)
{
    for (guint p = 0; p < layout->pages->len; p++) {
        const GArray *items = ((const Page *)layout->pages->pdata[p])->items;
        g_assert_cmpuint(items->len, >, 0);
        for (guint i = 0; i < items->len; i++) {
            const Ink *item = &g_array_index(items, Ink, i);
            gboolean content = item->node != 0;
            g_assert_true(isfinite(item->x) && isfinite(item->y));
            g_assert_cmpfloat(item->x, >=, FRAME_LEFT - SLACK);
            g_assert_cmpfloat(item->x + item->width, <=,
                              FRAME_RIGHT + (item->kind == INK_GLYPHS ? HANG : SLACK));
            g_assert_cmpfloat(item->y, >=, content ? FRAME_TOP - SLACK : 0);
            g_assert_cmpfloat(item->y + item->height, <=,
                              content ? FRAME_BOTTOM + SLACK : PAGE_HEIGHT);
        }
    }
}

/* Pre-order: a node's parent is the node before it or one of that one's ancestors; items of a page
 * come in the order of their nodes. */
static inline void
assert_structure(const Layout *layout)
{
    for (guint n = 1; n < layout->nodes->len; n++) {
        guint parent = g_array_index(layout->nodes, PageNode, n).parent, ancestor = n - 1;
        while (ancestor != parent && ancestor)
            ancestor = g_array_index(layout->nodes, PageNode, ancestor).parent;
        g_assert_cmpuint(ancestor, ==, parent);
    }
    for (guint p = 0; p < layout->pages->len; p++) {
        const GArray *items = ((const Page *)layout->pages->pdata[p])->items;
        for (guint i = 1; i < items->len; i++)
            g_assert_cmpuint(g_array_index(items, Ink, i - 1).node, <=,
                             g_array_index(items, Ink, i).node);
    }
}

/* Letters and figures alone: what breaking lines must not lose. */
static inline void
append_bare(GString *out, const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isgraph(c) && c != 0x00AD)
            g_string_append_unichar(out, c);
    }
}

/* The words of all items of a role, bare, in order; ROLE_COUNT: of all content. */
static inline char *
bare_text(const Layout *layout, NodeRole role)
{
    GString *text = g_string_new(NULL);
    g_autoptr(GString) words = g_string_new(NULL);

    for (guint p = 0; p < layout->pages->len; p++) {
        const GArray *items = ((const Page *)layout->pages->pdata[p])->items;
        for (guint i = 0; i < items->len; i++) {
            const Ink *item = &g_array_index(items, Ink, i);
            const PageNode *node = &g_array_index(layout->nodes, PageNode, item->node);
            if (item->kind == INK_GLYPHS && item->node &&
                (role == ROLE_COUNT || node->role == role))
                run_words(item->run, words);
            append_bare(text, words->str);
            g_string_truncate(words, 0);
        }
    }
    return g_string_free(text, FALSE);
}

/* ---- what every page must be ---- */
static inline gboolean
overlap(const Ink *a, const Ink *b)
{
    return a->x + a->width > b->x + SLACK && b->x + b->width > a->x + SLACK &&
           a->y + a->height > b->y + SLACK && b->y + b->height > a->y + SLACK;
}

/* Where an item's own words stand, not all of its line. */
static inline Ink
own_place(const Ink *item)
{
    Ink place = *item;

    if (item->kind == INK_GLYPHS) {
        place.x += item->run->x;
        place.width = item->run->width;
    }
    return place;
}

/* No words lie on others. */
static inline void
assert_apart(const Layout *layout)
{
    for (guint p = 0; p < layout->pages->len; p++) {
        const GArray *items = ((const Page *)layout->pages->pdata[p])->items;
        for (guint i = 0; i < items->len; i++) {
            Ink a = own_place(&g_array_index(items, Ink, i));
            for (guint k = i + 1; k < items->len && a.kind == INK_GLYPHS; k++) {
                Ink b = own_place(&g_array_index(items, Ink, k));
                if (b.kind == INK_GLYPHS && overlap(&a, &b))
                    g_error("page %u: \"%s\" lies on \"%s\"", p + 1, a.run->text, b.run->text);
            }
        }
    }
}

/* The node that a paragraph, a heading, a cell… is, of what may be words in it. */
static inline guint
whole_node(const Layout *layout, guint node)
{
    const PageNode *n = &g_array_index(layout->nodes, PageNode, node);

    return n->role == ROLE_WORDS || n->role == ROLE_LINK ? n->parent : node;
}

typedef struct {
    guint lines, pages; /* all, and on how many pages */
    guint first, last;  /* lines on the first and on the last of them */
    guint first_page, last_page;
    double top, bottom; /* on the first page and on the last */
} Extent;

/* Of each node, by number (transfer full). */
static inline Extent *
extents_of(const Layout *layout)
{
    Extent *extents = g_new0(Extent, layout->nodes->len);

    for (guint p = 0; p < layout->pages->len; p++) {
        const GArray *items = ((const Page *)layout->pages->pdata[p])->items;
        for (guint i = 0; i < items->len; i++) {
            const Ink *item = &g_array_index(items, Ink, i);
            Extent *extent = &extents[whole_node(layout, item->node)];
            if (!item->node || item->kind != INK_GLYPHS)
                continue;
            gboolean page = !extent->pages || extent->last_page != p;
            gboolean line = page || item->y > extent->bottom + 1;
            if (!extent->pages) {
                extent->first_page = p;
                extent->top = item->y;
            }
            extent->pages += page;
            extent->lines += line;
            extent->first += line && extent->pages == 1;
            extent->last = page ? 1 : extent->last + line;
            extent->last_page = p;
            extent->bottom = item->y;
        }
    }
    return extents;
}

static inline gboolean
is_prose(NodeRole role)
{
    return role == ROLE_PARAGRAPH || role == ROLE_NOTE || role == ROLE_LIST_BODY;
}

/* Neither widow nor orphan, and no heading or caption cut, in all that goes over a page's end. */
static inline void
assert_no_lone_line(const Layout *layout)
{
    g_autofree Extent *extents = extents_of(layout);

    for (guint i = 1; i < layout->nodes->len; i++) {
        NodeRole role = g_array_index(layout->nodes, PageNode, i).role;
        const Extent *extent = &extents[i];
        if (extent->pages < 2)
            continue;
        if (role == ROLE_HEADING_1 || role == ROLE_HEADING_2 || role == ROLE_HEADING_3)
            g_assert_cmpuint(extent->lines, >, 10); /* as tall as a page */
        if (is_prose(role) && (extent->first < 2 || extent->last < 2))
            g_error("node %u, of %u lines, leaves %u at the foot of page %u, %u at the head of %u",
                    i, extent->lines, extent->first, extent->first_page + 1, extent->last,
                    extent->last_page + 1);
    }
}

/* What a node leads to or begins stands on its page: below a heading comes content, below a caption
 * the head of its table, below that a row. */
static inline void
assert_not_stranded(const Layout *layout)
{
    g_autofree Extent *extents = extents_of(layout);

    for (guint i = 1; i < layout->nodes->len; i++) {
        NodeRole role = g_array_index(layout->nodes, PageNode, i).role, after;
        guint next = i + 1;
        if (role != ROLE_HEADING_1 && role != ROLE_HEADING_2 && role != ROLE_HEADING_3 &&
            role != ROLE_CAPTION && role != ROLE_HEAD_CELL)
            continue;
        while (next < layout->nodes->len && !extents[next].pages)
            next++;
        if (next == layout->nodes->len || !extents[i].pages)
            continue;
        after = g_array_index(layout->nodes, PageNode, next).role;
        if (after == ROLE_NOTE && next + 1 < layout->nodes->len) /* in the margin */
            after = g_array_index(layout->nodes, PageNode, next + 1).role;
        if (after >= ROLE_HEADING_1 && after <= role)
            continue; /* nothing was said below it */
        if (extents[next].first_page != extents[i].last_page)
            g_error("page %u ends with a title: node %u, %d before %d", extents[i].last_page + 1, i,
                    role, after);
    }
}

static inline Layout *
laid_out(const Document *document)
{
    g_autoptr(GError) error = NULL;
    Layout *layout = layout_document(document, &error);

    g_assert_no_error(error);
    g_assert_nonnull(layout);
    if (layout) {
        assert_in_frame(layout);
        assert_structure(layout);
        assert_apart(layout);
        assert_no_lone_line(layout);
        assert_not_stranded(layout);
    }
    return layout;
}
