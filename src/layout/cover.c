/* SPDX-License-Identifier: Apache-2.0
 *
 * The title page: the convention at a third of its height, the parties at its foot.
 */
#include "layout/flow.h"

#define COVER_TOP     100.0
#define ACCENT_WIDTH  42.0
#define ACCENT_HEIGHT 4.0

static double
height_from(const Flow *flow, guint first)
{
    double height = 0;

    for (guint i = first; i < flow->strips->len; i++) {
        const Strip *strip = flow->strips->pdata[i];
        height += strip->before + strip->height;
    }
    return height;
}

static void
cover_part(Flow *flow, const Prose *prose, StyleId style, NodeRole role, double before)
{
    flow_prose(flow, prose, style, TEXT_LEFT, TEXT_WIDTH, before, flow_node(flow, role, 0));
}

static void
cover_text(Flow *flow, const char *text, StyleId style, NodeRole role, double before)
{
    g_autoptr(GPtrArray) prose = prose_new(text);

    if (text)
        cover_part(flow, prose, style, role, before);
}

void
flow_cover(Flow *flow, const Cover *cover)
{
    guint first = flow->strips->len, parties;
    Strip *gap;

    flow_strip(flow, 0, COVER_TOP);
    cover_text(flow, cover->eyebrow, STYLE_EYEBROW, ROLE_PARAGRAPH, 0);
    strip_box(flow_strip(flow, 14, ACCENT_HEIGHT), TEXT_LEFT, 0, ACCENT_WIDTH, ACCENT_HEIGHT,
              COLOUR_ACCENT);
    cover_text(flow, cover->title, STYLE_COVER, ROLE_HEADING_1, 18);
    cover_text(flow, cover->subtitle, STYLE_SUBTITLE, ROLE_PARAGRAPH, 12);
    for (guint i = 0; i < cover->lines->len; i++)
        cover_part(flow, cover->lines->pdata[i], STYLE_COVER_LINE, ROLE_PARAGRAPH, i ? 4 : 40);
    gap = flow_strip(flow, 24, 0);
    parties = flow->strips->len;
    for (guint i = 0; i < cover->parties->len; i++)
        cover_part(flow, cover->parties->pdata[i], STYLE_TEXT, ROLE_PARAGRAPH, i ? GRID / 2 : 0);
    for (guint i = parties; i < flow->strips->len; i++)
        ((Strip *)flow->strips->pdata[i])->grid = FALSE;
    gap->height = MAX(0, FRAME_BOTTOM - FRAME_TOP - height_from(flow, first) - 1);
}
