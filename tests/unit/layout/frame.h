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

    for (guint p = 0; p < layout->pages->len; p++) {
        const GArray *items = ((const Page *)layout->pages->pdata[p])->items;
        for (guint i = 0; i < items->len; i++) {
            const Ink *item = &g_array_index(items, Ink, i);
            const PageNode *node = &g_array_index(layout->nodes, PageNode, item->node);
            if (item->kind == INK_GLYPHS && item->node &&
                (role == ROLE_COUNT || node->role == role))
                append_bare(text, item->run->text);
        }
    }
    return g_string_free(text, FALSE);
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
    }
    return layout;
}
