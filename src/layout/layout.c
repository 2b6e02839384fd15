/* SPDX-License-Identifier: Apache-2.0
 *
 * The whole way: words, strips, pages; then what can only be said once all pages are known.
 */
#include "layout/layout.h"

#include "base/i18n.h"
#include "layout/pages.h"

G_DEFINE_QUARK(copil - layout - error - quark, layout_error)

#define RUNNING_TOP 40.0 /* of its last line */
#define FOOT_TOP    796.0
#define NUMBER_ROOM 84.0 /* of "Page 1000 sur 1000" */

/* Of a running head or foot: documents keep theirs short. */
enum { LINES_MOST = 2 };

static void
outline_free(gpointer data)
{
    OutlineEntry *entry = data;

    g_free(entry->title);
    g_free(entry);
}

static void
field_free(gpointer data)
{
    SignatureField *field = data;

    g_free(field->id);
    g_free(field->tip);
    g_free(field);
}

static void
anchor_free(gpointer data)
{
    Anchor *anchor = data;

    g_free(anchor->name);
    g_free(anchor->title);
    g_free(anchor);
}

static Layout *
layout_new(void)
{
    Layout *layout = g_new0(Layout, 1);

    layout->outline = g_ptr_array_new_with_free_func(outline_free);
    layout->anchors = g_ptr_array_new_with_free_func(anchor_free);
    layout->fields = g_ptr_array_new_with_free_func(field_free);
    return layout;
}

void
layout_free(Layout *layout)
{
    if (!layout)
        return;
    if (layout->pages)
        g_ptr_array_unref(layout->pages);
    if (layout->nodes)
        g_array_unref(layout->nodes);
    g_ptr_array_unref(layout->outline);
    g_ptr_array_unref(layout->anchors);
    g_ptr_array_unref(layout->fields);
    if (layout->runs)
        g_ptr_array_unref(layout->runs);
    g_clear_pointer(&layout->words, g_string_chunk_free);
    g_free(layout);
}

/* Words straight onto a page; RIGHT: they end at X. */
static void
put_line(const Layout *layout, Flow *flow, guint page, const char *text, StyleId style, double x,
         double y, double width, gboolean right, guint node)
{
    g_autoptr(GPtrArray) prose = prose_new(text);
    g_autoptr(GPtrArray) lines = flow_lines(flow, prose, style, width, node);
    Strip *strip = strip_new(0, 0);
    guint count = MIN(lines->len, LINES_MOST);

    /* The last line stands at Y, the one before above it. */
    for (guint i = 0; i < count; i++) {
        const Line *line = lines->pdata[i];
        strip_line(strip, line, right ? x - line->width : x,
                   y - (count - 1 - i) * text_style(style)->leading);
    }
    g_array_append_vals(((Page *)layout->pages->pdata[page])->items, strip->items->data,
                        strip->items->len);
    strip_free(strip);
}

/* Head and foot of every page but the cover. */
static void
running_lines(const Layout *layout, const Document *document, Flow *flow)
{

    for (guint i = 0; i < layout->pages->len; i++) {
        g_autofree char *number = g_strdup_printf("Page %u sur %u", i + 1, layout->pages->len);
        if (i == 0 && document->blocks->len &&
            ((const Block *)document->blocks->pdata[0])->kind == BLOCK_COVER)
            continue;
        if (document->running)
            put_line(layout, flow, i, document->running, STYLE_MARGIN, FRAME_LEFT, RUNNING_TOP,
                     FULL_WIDTH, FALSE, 0);
        if (document->notice)
            put_line(layout, flow, i, document->notice, STYLE_MARGIN, FRAME_LEFT, FOOT_TOP,
                     FULL_WIDTH - NUMBER_ROOM, FALSE, 0);
        if (!document->unnumbered)
            put_line(layout, flow, i, number, STYLE_MARGIN, FRAME_RIGHT, FOOT_TOP, 0, TRUE, 0);
    }
}

/* The lines of the contents lead to the headings of the first level, in their order. */
static void
contents_numbers(const Layout *layout, const GArray *contents, Flow *flow)
{
    guint next = 0;

    for (guint i = 0; i < contents->len; i++) {
        const ContentsLine *line = &g_array_index(contents, ContentsLine, i);
        PageNode *node = &g_array_index(layout->nodes, PageNode, line->node);
        const OutlineEntry *entry = layout->outline->pdata[next % layout->outline->len];
        g_autofree char *number = NULL;
        while (entry->level != 1)
            entry = layout->outline->pdata[++next % layout->outline->len];
        next++;
        node->target_page = (int)entry->page;
        node->target_y = entry->y;
        node->alt = entry->title;
        number = g_strdup_printf("%u", entry->page + 1);
        put_line(layout, flow, line->page, number, STYLE_CONTENTS, FRAME_RIGHT, line->y, 0, TRUE,
                 line->node);
    }
}

/* ---- links ---- */
static GHashTable *
anchors_by_name(const Layout *layout, GError **error)
{
    g_autoptr(GHashTable) named = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < layout->anchors->len; i++) {
        Anchor *anchor = layout->anchors->pdata[i];
        if (!g_hash_table_insert(named, anchor->name, anchor)) {
            g_set_error(error, LAYOUT_ERROR, LAYOUT_ERROR_ANCHOR,
                        _("two places of the document are named %s"), anchor->name);
            return NULL;
        }
    }
    return g_steal_pointer(&named);
}

static gboolean
aim_links(const Layout *layout, GError **error)
{
    g_autoptr(GHashTable) named = anchors_by_name(layout, error);

    for (guint i = 0; named && i < layout->nodes->len; i++) {
        PageNode *node = &g_array_index(layout->nodes, PageNode, i);
        const Anchor *anchor = node->target ? g_hash_table_lookup(named, node->target) : NULL;
        if (node->target && !anchor) {
            g_set_error(error, LAYOUT_ERROR, LAYOUT_ERROR_TARGET,
                        _("no place of the document is named %s"), node->target);
            return FALSE;
        }
        if (anchor) {
            node->alt = anchor->title;
            node->target_page = (int)anchor->page;
            node->target_y = anchor->y;
        }
    }
    return named != NULL;
}

static int
by_node(gconstpointer a, gconstpointer b)
{
    const Ink *first = a, *second = b;

    return (first->node > second->node) - (first->node < second->node);
}

Layout *
layout_document(const Document *document, GError **error)
{
    g_autoptr(Typesetter) typesetter = typesetter_new(error);
    g_autoptr(Layout) layout = layout_new();
    g_autoptr(Flow) flow = NULL;
    g_autoptr(GArray) contents = g_array_new(FALSE, FALSE, sizeof(ContentsLine));

    if (!typesetter)
        return NULL;
    flow = flow_new(typesetter);
    flow_document(flow, document);
    layout->nodes = g_array_ref(flow->nodes);
    make_pages(layout, flow, contents);
    if (!aim_links(layout, error))
        return NULL;
    contents_numbers(layout, contents, flow);
    running_lines(layout, document, flow);
    for (guint i = 0; i < layout->pages->len; i++)
        g_array_sort(((Page *)layout->pages->pdata[i])->items, by_node);
    if (!typesetter_check(typesetter, error))
        return NULL;
    layout->runs = typesetter_take_runs(typesetter);
    layout->words = g_steal_pointer(&flow->words);
    return g_steal_pointer(&layout);
}

char *
layout_page_text(const Layout *layout, guint page)
{
    const GArray *items = ((const Page *)layout->pages->pdata[page])->items;
    const Ink *before = NULL;
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < items->len; i++) {
        const Ink *item = &g_array_index(items, Ink, i);
        if (item->kind != INK_GLYPHS)
            continue;
        if (before && (before->node != item->node || before->x != item->x || before->y != item->y))
            g_string_append_c(text, '\n');
        run_words(item->run, text);
        before = item;
    }
    g_string_append_c(text, '\n');
    return g_string_free(text, FALSE);
}
