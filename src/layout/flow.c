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
place_line(GArray *items, const TextLine *line, StyleId style, double x, double y, guint node)
{
    for (guint i = 0; i < line->runs->len; i++) {
        Ink item = {
            .kind = INK_GLYPHS,
            .node = node,
            .x = x,
            .y = y,
            .width = line->width,
            .height = text_style(style)->leading,
            .baseline = y + style_baseline(style),
            .run = line->runs->pdata[i],
        };
        g_array_append_val(items, item);
    }
}

void
strip_line(Strip *strip, const TextLine *line, StyleId style, double x, double y, guint node)
{
    place_line(strip->items, line, style, x, y, node);
}

void
strip_box(Strip *strip, double x, double y, double width, double height, guint32 colour)
{
    Ink item = {
        .kind = INK_BOX, .x = x, .y = y, .width = width, .height = height, .colour = colour};

    g_array_append_val(strip->items, item);
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
flow_margin(Flow *flow, Strip *strip, const Prose *prose, StyleId style, StyleId beside)
{
    g_autoptr(GPtrArray) lines = typeset_lines(flow->typesetter, prose, style, MARGIN_WIDTH);
    guint node = flow_node(flow, ROLE_NOTE, 0);
    double y = MAX(strip->beside, style_baseline(beside) - style_baseline(style));

    for (guint i = 0; i < lines->len; i++) {
        place_line(strip->margin, lines->pdata[i], style, FRAME_LEFT, y, node);
        y += text_style(style)->leading;
    }
    strip->beside = y;
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
    g_autoptr(GPtrArray) lines = typeset_lines(flow->typesetter, prose, style, width);

    for (guint i = 0; i < lines->len; i++) {
        Strip *strip = flow_strip(flow, i ? 0 : before, text_style(style)->leading);
        strip->grid = style == STYLE_TEXT && i == 0;
        strip->keep = lines->len > 1 && (i == 0 || i == lines->len - 2);
        strip->wide = x < TEXT_LEFT;
        if (i == 0 && flow->margin) {
            flow_margin(flow, strip, g_steal_pointer(&flow->margin), STYLE_MARGIN, style);
        }
        strip_line(strip, lines->pdata[i], style, x, 0, node);
    }
}
