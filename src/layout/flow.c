/* SPDX-License-Identifier: Apache-2.0
 *
 * Strips and paragraphs.
 */
#include "layout/flow.h"

/* ---- strips ---- */
Strip *
strip_new(double before, double height)
{
    Strip *strip = g_new0(Strip, 1);

    strip->before = before;
    strip->height = height;
    strip->items = g_array_new(FALSE, FALSE, sizeof(Ink));
    strip->margin = g_array_new(FALSE, FALSE, sizeof(Ink));
    return strip;
}

void
strip_free(gpointer data)
{
    Strip *strip = data;

    g_array_unref(strip->items);
    g_array_unref(strip->margin);
    if (strip->fields)
        g_ptr_array_unref(strip->fields);
    g_free(strip);
}

static void
place_line(GArray *items, const Line *line, double x, double y)
{
    for (guint i = 0; i < line->items->len; i++) {
        Ink item = g_array_index(line->items, Ink, i);
        item.x += x;
        item.y += y;
        item.baseline += y;
        g_array_append_val(items, item);
    }
}

void
strip_line(Strip *strip, const Line *line, double x, double y)
{
    place_line(strip->items, line, x, y);
}

void
strip_beside(Strip *strip, const Line *line, double x, double y)
{
    place_line(strip->margin, line, x, y);
}

void
strip_margin(Strip *strip, const GPtrArray *lines, StyleId style, StyleId beside)
{
    double y = MAX(strip->beside, style_baseline(beside) - style_baseline(style));

    for (guint i = 0; i < lines->len; i++) {
        place_line(strip->margin, lines->pdata[i], FRAME_LEFT, y);
        y += text_style(style)->leading;
    }
    strip->beside = y;
}

void
strip_box(Strip *strip, double x, double y, double width, double height, guint32 colour)
{
    ink_box(strip->items, x, y, width, height, colour);
}

/* ---- the flow ---- */
Flow *
flow_new(Typesetter *typesetter)
{
    Flow *flow = g_new0(Flow, 1);
    PageNode root = {.role = ROLE_DOCUMENT};

    flow->typesetter = typesetter;
    flow->nodes = g_array_new(FALSE, FALSE, sizeof(PageNode));
    flow->strips = g_ptr_array_new_with_free_func(strip_free);
    flow->again = g_ptr_array_new_with_free_func(strip_free);
    flow->words = g_string_chunk_new(1024);
    flow->places = g_array_new(FALSE, FALSE, sizeof(Place));
    g_array_append_val(flow->nodes, root);
    return flow;
}

void
flow_free(Flow *flow)
{
    if (!flow)
        return;
    g_array_unref(flow->nodes);
    g_ptr_array_unref(flow->strips);
    g_ptr_array_unref(flow->again);
    g_clear_pointer(&flow->words, g_string_chunk_free);
    g_array_unref(flow->places);
    if (flow->margin)
        g_ptr_array_unref(flow->margin);
    g_free(flow);
}

guint
flow_node(Flow *flow, NodeRole role, guint parent)
{
    PageNode node = {.role = role, .parent = parent};

    g_array_append_val(flow->nodes, node);
    return flow->nodes->len - 1;
}

void
flow_place(Flow *flow, const char *name, const Prose *title)
{
    Place place = {name, title, flow->strips->len};

    if (name)
        g_array_append_val(flow->places, place);
}

/* ---- words ---- */
static void
line_free(gpointer data)
{
    Line *line = data;

    g_array_unref(line->items);
    g_free(line);
}

GPtrArray *
lines_new(void)
{
    return g_ptr_array_new_with_free_func(line_free);
}

/* Whose leaf a run stands in. */
typedef struct {
    guint node; /* of all the words */
    gboolean linked;
    guint leaf; /* 0: none yet */
    const char *target;
} Leaves;

static gboolean
has_links(const GPtrArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        const GPtrArray *runs = ((const TextLine *)lines->pdata[i])->runs;
        for (guint k = 0; k < runs->len; k++)
            if (((const GlyphRun *)runs->pdata[k])->target)
                return TRUE;
    }
    return FALSE;
}

static guint
leaf_for(Flow *flow, Leaves *leaves, const GlyphRun *run)
{
    if (!leaves->linked)
        return leaves->node;
    if (!leaves->leaf || leaves->target != run->target) {
        leaves->leaf = flow_node(flow, run->target ? ROLE_LINK : ROLE_WORDS, leaves->node);
        leaves->target = run->target;
        g_array_index(flow->nodes, PageNode, leaves->leaf).target = run->target;
    }
    return leaves->leaf;
}

static Line *
make_line(Flow *flow, const TextLine *set, StyleId style, Leaves *leaves)
{
    Line *line = g_new0(Line, 1);

    line->width = set->width;
    line->items = g_array_sized_new(FALSE, FALSE, sizeof(Ink), set->runs->len);
    typeset_place(line->items, set, style, 0, 0);
    for (guint i = 0; i < line->items->len; i++) {
        Ink *item = &g_array_index(line->items, Ink, i);
        item->node = leaf_for(flow, leaves, item->run);
    }
    return line;
}

GPtrArray *
flow_lines(Flow *flow, const Prose *prose, StyleId style, double width, guint node)
{
    g_autoptr(GPtrArray) set = typeset_lines(flow->typesetter, prose, style, width);
    GPtrArray *lines = lines_new();
    Leaves leaves = {.node = node, .linked = has_links(set)};

    for (guint i = 0; i < set->len; i++)
        g_ptr_array_add(lines, make_line(flow, set->pdata[i], style, &leaves));
    return lines;
}

GPtrArray *
margin_lines(Flow *flow, const Prose *prose, StyleId style)
{
    return flow_lines(flow, prose, style, MARGIN_WIDTH, flow_node(flow, ROLE_NOTE, 0));
}

Strip *
flow_strip(Flow *flow, double before, double height)
{
    Strip *strip = strip_new(before, height);

    g_ptr_array_add(flow->strips, strip);
    return strip;
}

void
flow_keep(Flow *flow)
{
    if (flow->strips->len)
        ((Strip *)flow->strips->pdata[flow->strips->len - 1])->keep = TRUE;
}

void
flow_prose(Flow *flow, const Prose *prose, StyleId style, double x, double width, double before,
           guint node)
{
    g_autoptr(GPtrArray) lines = flow_lines(flow, prose, style, width, node);

    for (guint i = 0; i < lines->len; i++) {
        Strip *strip = flow_strip(flow, i ? 0 : before, text_style(style)->leading);
        strip->grid = (style == STYLE_TEXT || style == STYLE_ITEM) && i == 0;
        strip->keep = lines->len > 1 && (i == 0 || i == lines->len - 2);
        strip->wide = x < TEXT_LEFT;
        if (i == 0 && flow->margin) {
            strip_margin(strip, flow->margin, STYLE_MARGIN, style);
            g_clear_pointer(&flow->margin, g_ptr_array_unref);
        }
        strip_line(strip, lines->pdata[i], x, 0);
    }
}
