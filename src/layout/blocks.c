/* SPDX-License-Identifier: Apache-2.0
 *
 * Each kind of block as strips.
 */
#include <string.h>

#include "layout/flow.h"

/* Space above a block: a half or a whole line of text; twice below for headings. */
#define PARAGRAPH_BEFORE GRID
#define BLOCK_BEFORE     (2 * GRID)
#define BELOW_HEADING    (2 * GRID) /* at most, beside the heading's own space */
#define LIST_INDENT      13.5

enum { KEYS_A_ROW = 3, NOTE_LINES = 12 };
#define KEY_GAP 20.0

static const struct {
    StyleId style;
    NodeRole role;
    double before;
} HEADINGS[] = {
    {STYLE_HEADING_1, ROLE_HEADING_1, 54},
    {STYLE_HEADING_2, ROLE_HEADING_2, 33.75},
    {STYLE_HEADING_3, ROLE_HEADING_3, 20.25},
};

static void
heading(Flow *flow, const Block *block)
{
    int level = CLAMP(block->level, 1, 3) - 1;
    guint first = flow->strips->len;
    StyleId style = HEADINGS[level].style, tag_style = level ? STYLE_EYEBROW : STYLE_TAG;
    g_autoptr(GPtrArray) words = block->tag ? prose_new(block->tag) : NULL;
    g_autoptr(GPtrArray) tag = words ? margin_lines(flow, words, tag_style) : NULL;
    Strip *strip;

    flow_prose(flow, block->prose, style, TEXT_LEFT, TEXT_WIDTH, HEADINGS[level].before,
               flow_node(flow, HEADINGS[level].role, 0));
    for (guint i = first; i < flow->strips->len; i++)
        ((Strip *)flow->strips->pdata[i])->keep = TRUE;
    strip = flow->strips->pdata[first];
    strip->heading = block;
    if (tag)
        strip_margin(strip, tag, tag_style, style);
    /* Half of what stands above, so that the heading belongs to what it heads. */
    flow_strip(flow, 0, level ? GRID / 2 : GRID)->keep = TRUE;
}

static void
prose_block(Flow *flow, const Block *block, StyleId style, NodeRole role, double before)
{
    flow_prose(flow, block->prose, style, TEXT_LEFT, TEXT_WIDTH, before, flow_node(flow, role, 0));
}

/* A short note stays whole. */
static void
note(Flow *flow, const Block *block)
{
    const guint first = flow->strips->len;

    prose_block(flow, block, STYLE_NOTE, ROLE_NOTE, PARAGRAPH_BEFORE);
    if (flow->strips->len - first > NOTE_LINES)
        return;
    for (guint i = first; i + 1 < flow->strips->len; i++)
        ((Strip *)flow->strips->pdata[i])->keep = TRUE;
}

static void
quote(Flow *flow, const Block *block)
{
    guint node = flow_node(flow, ROLE_QUOTE, 0);

    flow_prose(flow, block->source, STYLE_NOTE, TEXT_LEFT, TEXT_WIDTH, BLOCK_BEFORE,
               flow_node(flow, ROLE_PARAGRAPH, node));
    flow_keep(flow);
    flow_prose(flow, block->prose, STYLE_TEXT, TEXT_LEFT, TEXT_WIDTH, 0,
               flow_node(flow, ROLE_PARAGRAPH, node));
}

static void
list(Flow *flow, const Block *block)
{
    guint node = flow_node(flow, ROLE_LIST, 0);
    g_autoptr(GPtrArray) dash = prose_new("–");

    for (guint i = 0; i < block->items->len; i++) {
        guint item = flow_node(flow, ROLE_LIST_ITEM, node);
        guint label = flow_node(flow, ROLE_LIST_LABEL, item);
        guint body = flow_node(flow, ROLE_LIST_BODY, item);
        guint first = flow->strips->len;
        g_autoptr(GPtrArray) mark = flow_lines(flow, dash, STYLE_ITEM, 0, label);

        flow_prose(flow, block->items->pdata[i], STYLE_ITEM, TEXT_LEFT + LIST_INDENT,
                   TEXT_WIDTH - LIST_INDENT, i ? 0 : PARAGRAPH_BEFORE, body);
        strip_line(flow->strips->pdata[first], mark->pdata[0], TEXT_LEFT, 0);
    }
}

/* ---- key figures ---- */
static gboolean
leads_somewhere(const Prose *prose)
{
    for (guint i = 0; i < prose->len; i++)
        if (((const Span *)prose->pdata[i])->target)
            return TRUE;
    return FALSE;
}

/* Each part in leaves of its own below NODE: one of them may be a link. */
static double
key_part(Flow *flow, Strip *strip, const Prose *prose, StyleId style, double x, double y,
         guint node)
{
    double width = (FULL_WIDTH - (KEYS_A_ROW - 1) * KEY_GAP) / KEYS_A_ROW;
    const guint leaf = leads_somewhere(prose) ? node : flow_node(flow, ROLE_WORDS, node);
    g_autoptr(GPtrArray) lines = flow_lines(flow, prose, style, width, leaf);

    for (guint i = 0; i < lines->len; i++) {
        strip_line(strip, lines->pdata[i], x, y);
        y += text_style(style)->leading;
    }
    return y;
}

static void
keys(Flow *flow, const Block *block)
{
    double step = (FULL_WIDTH + KEY_GAP) / KEYS_A_ROW;
    Strip *strip = NULL;

    for (guint i = 0; i < block->items->len; i++) {
        const KeyFigure *key = block->items->pdata[i];
        guint node = flow_node(flow, ROLE_PARAGRAPH, 0);
        double x = FRAME_LEFT + step * (i % KEYS_A_ROW), y = 0;

        if (i % KEYS_A_ROW == 0) {
            strip = flow_strip(flow, 20.25, 0);
            strip->wide = TRUE;
        }
        y = key_part(flow, strip, key->value, STYLE_KEY, x, y, node);
        y = key_part(flow, strip, key->label, STYLE_KEY_LABEL, x, y + 1, node);
        if (key->detail)
            y = key_part(flow, strip, key->detail, STYLE_NOTE, x, y + 1, node);
        strip->height = MAX(strip->height, y);
    }
}

/* ---- contents ---- */
static void
contents(Flow *flow, const Document *document)
{
    guint node = flow_node(flow, ROLE_CONTENTS, 0);

    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        if (block->kind != BLOCK_HEADING || block->level != 1)
            continue;
        guint item = flow_node(flow, ROLE_CONTENTS_ITEM, node);
        guint link = flow_node(flow, ROLE_LINK, item), first = flow->strips->len;
        flow_prose(flow, block->prose, STYLE_CONTENTS, TEXT_LEFT, TEXT_WIDTH - 40, 0, link);
        Strip *strip = flow->strips->pdata[first];
        strip->contents = link;
        if (block->tag) {
            g_autoptr(GPtrArray) tag = prose_new(block->tag);
            g_autoptr(GPtrArray) lines = flow_lines(flow, tag, STYLE_NOTE, 0, link);
            strip_beside(strip, lines->pdata[0], FRAME_LEFT,
                         style_baseline(STYLE_CONTENTS) - style_baseline(STYLE_NOTE));
        }
    }
}

/* ---- margin ---- */
/* Longer notes than this don't fit beside anything. */
enum { MARGIN_BYTES = 600 };

static gboolean
has_margin(BlockKind kind)
{
    return kind == BLOCK_PARAGRAPH || kind == BLOCK_LEAD || kind == BLOCK_NOTE ||
           kind == BLOCK_QUOTE || kind == BLOCK_LIST || kind == BLOCK_HEADING;
}

/* Words for the margin wait for the block after them; where that one takes both columns, or where
 * the words are many, they stand before it. */
static void
margin(Flow *flow, const Block *block, const Block *next)
{
    g_autofree char *plain = prose_plain(block->prose);

    if (strlen(plain) <= MARGIN_BYTES && !flow->margin && next && has_margin(next->kind))
        flow->margin = margin_lines(flow, block->prose, STYLE_MARGIN);
    else
        prose_block(flow, block, STYLE_NOTE, ROLE_NOTE, PARAGRAPH_BEFORE);
}

/* ---- all ---- */
static void
flow_block(Flow *flow, const Document *document, const Block *block, const Block *next)
{
    switch (block->kind) {
    case BLOCK_COVER:
        flow_cover(flow, block->cover);
        break;
    case BLOCK_CONTENTS:
        contents(flow, document);
        break;
    case BLOCK_HEADING:
        heading(flow, block);
        break;
    case BLOCK_PARAGRAPH:
        prose_block(flow, block, STYLE_TEXT, ROLE_PARAGRAPH, PARAGRAPH_BEFORE);
        break;
    case BLOCK_LEAD:
        prose_block(flow, block, STYLE_LEAD, ROLE_PARAGRAPH, PARAGRAPH_BEFORE);
        break;
    case BLOCK_NOTE:
        note(flow, block);
        break;
    case BLOCK_QUOTE:
        quote(flow, block);
        break;
    case BLOCK_LIST:
        list(flow, block);
        break;
    case BLOCK_TABLE:
        flow_table(flow, block->table);
        break;
    case BLOCK_CHART:
        flow_chart(flow, block->chart);
        break;
    case BLOCK_KEYS:
        keys(flow, block);
        break;
    case BLOCK_MARGIN:
        margin(flow, block, next);
        break;
    case BLOCK_SIGNATURES:
        flow_signatures(flow, block);
        break;
    case BLOCK_BREAK:
        break;
    }
}

static const Prose *
block_title(const Block *block)
{
    if (block->table)
        return block->table->caption;
    return block->chart ? block->chart->title : block->prose;
}

void
flow_document(Flow *flow, const Document *document)
{
    Begins begins = BEGINS_ANYWHERE;
    gboolean headed = FALSE;

    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        const Block *next = i + 1 < document->blocks->len ? document->blocks->pdata[i + 1] : NULL;
        guint first = flow->strips->len;

        if (block->kind == BLOCK_HEADING && block->level == 1)
            begins = MAX(begins, BEGINS_PART);
        flow_place(flow, block->anchor, block_title(block));
        flow_block(flow, document, block, next);
        if (flow->strips->len > first) {
            Strip *strip = flow->strips->pdata[first];
            strip->begins = begins;
            if (headed)
                strip->before = MIN(strip->before, BELOW_HEADING);
            begins = BEGINS_ANYWHERE;
            headed = block->kind == BLOCK_HEADING;
        }
        if (block->kind == BLOCK_BREAK)
            begins = BEGINS_PAGE;
    }
}
