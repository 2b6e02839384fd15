/* SPDX-License-Identifier: Apache-2.0
 *
 * Charts: title and notes as text, each piece as a figure that a page break doesn't go through.
 */
#include "chart/plot.h"
#include "layout/flow.h"

#define PIECE_MOST 560.0 /* the title stays with it on one page */

static void
piece_strip(Flow *flow, const PlotPiece *piece)
{
    const guint node = flow_node(flow, ROLE_FIGURE, 0);
    Strip *strip = flow_strip(flow, 0, piece->height);

    g_array_index(flow->nodes, PageNode, node).alt =
        g_string_chunk_insert(flow->words, piece->words);
    for (guint i = 0; i < piece->ink->len; i++) {
        Ink ink = g_array_index(piece->ink, Ink, i);
        ink.x += FRAME_LEFT;
        ink.node = node;
        g_array_append_val(strip->items, ink);
    }
    strip->figure = node;
    strip->wide = TRUE;
}

void
flow_chart(Flow *flow, const Chart *chart)
{
    g_autoptr(GPtrArray) pieces = plot_chart(flow->typesetter, chart, FULL_WIDTH, PIECE_MOST);
    const guint caption = flow_node(flow, ROLE_CAPTION, 0);

    flow_prose(flow, chart->title, STYLE_CAPTION, FRAME_LEFT, FULL_WIDTH, 20.25,
               flow_node(flow, ROLE_PARAGRAPH, caption));
    flow_keep(flow);
    if (chart->subtitle)
        flow_prose(flow, chart->subtitle, STYLE_NOTE, FRAME_LEFT, FULL_WIDTH, 0,
                   flow_node(flow, ROLE_PARAGRAPH, caption));
    flow_keep(flow);
    flow_strip(flow, 0, GRID)->keep = TRUE;
    for (guint i = 0; i < pieces->len; i++)
        piece_strip(flow, pieces->pdata[i]);
    for (guint i = 0; i < chart->notes->len; i++) {
        flow_keep(flow);
        flow_prose(flow, chart->notes->pdata[i], STYLE_NOTE, FRAME_LEFT, FULL_WIDTH, i ? 0 : 3,
                   flow_node(flow, ROLE_NOTE, 0));
    }
    flow_strip(flow, 0, GRID);
}
