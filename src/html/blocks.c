/* SPDX-License-Identifier: Apache-2.0
 *
 * Each kind of block.
 */
#include "html/parts.h"

/* ---- headings ---- */

/* Of the heading that stands at INDEX: its own name, else one that nothing else bears (transfer
 * full). */
static char *
heading_name(const Document *document, guint index)
{
    const Block *block = document->blocks->pdata[index];

    return block->anchor ? g_strdup(block->anchor) : g_strdup_printf("titre-%u", index + 1);
}

static void
put_heading_words(Html *html, const Block *block)
{
    markup_text(html->markup, "");
    if (block->tag) {
        html_leaf(html, LOOK_TAG, block->tag);
        markup_text(html->markup, " ");
    }
    html_prose(html, block->prose);
}

/* On a page below the title. */
static void
heading(Html *html, const Block *block, guint index)
{
    g_autofree char *name = heading_name(html->document, index);
    const guint level = (guint)CLAMP(block->level, 1, 3) - 1;

    html_start(html, LOOK_HEADING_1 + level + (html->mail ? 0 : 1), 0);
    html_name(html, name);
    put_heading_words(html, block);
    html_end(html);
}

static void
contents(Html *html)
{
    const GPtrArray *blocks = html->document->blocks;

    if (html->mail)
        return;
    markup_start(html->markup, "nav");
    markup_attribute(html->markup, "aria-label", "Sommaire");
    html_start(html, LOOK_LIST, 0);
    for (guint i = 0; i < blocks->len; i++) {
        const Block *block = blocks->pdata[i];
        if (block->kind != BLOCK_HEADING || block->level != 1)
            continue;
        g_autofree char *name = heading_name(html->document, i);
        html_start(html, LOOK_ITEM, 0);
        markup_start(html->markup, "a");
        html_lead_to(html, name);
        put_heading_words(html, block);
        markup_end(html->markup);
        html_end(html);
    }
    html_end(html);
    markup_end(html->markup);
}

/* ---- words ---- */

static void
lines(Html *html, LookId look, const GPtrArray *proses)
{
    for (guint i = 0; i < proses->len; i++)
        html_line(html, look, proses->pdata[i]);
}

void
html_cover(Html *html, const Cover *cover)
{
    html_leaf(html, LOOK_EYEBROW, cover->eyebrow);
    html_leaf(html, LOOK_HEADING_1, cover->title);
    html_leaf(html, LOOK_LEAD, cover->subtitle);
    lines(html, LOOK_PARAGRAPH, cover->lines);
    lines(html, LOOK_PARAGRAPH, cover->parties);
}

static void
quote(Html *html, const Block *block)
{
    html_line(html, LOOK_NOTE, block->source);
    html_start(html, LOOK_QUOTE, 0);
    html_line(html, LOOK_PARAGRAPH, block->prose);
    html_end(html);
}

static void
list(Html *html, const Block *block)
{
    html_start(html, LOOK_LIST, 0);
    lines(html, LOOK_ITEM, block->items);
    html_end(html);
}

/* ---- figures ---- */

static void
key(Html *html, const KeyFigure *key)
{
    html_start(html, LOOK_KEY, 0);
    html_line(html, LOOK_KEY_VALUE, key->value);
    markup_leaf(html->markup, "br", NULL);
    html_line(html, LOOK_KEY_LABEL, key->label);
    if (key->detail) {
        markup_leaf(html->markup, "br", NULL);
        html_line(html, LOOK_KEY_DETAIL, key->detail);
    }
    html_end(html);
}

static void
keys(Html *html, const Block *block)
{
    html_start(html, LOOK_KEYS, 0);
    for (guint i = 0; i < block->items->len; i++)
        key(html, block->items->pdata[i]);
    html_end(html);
}

static void
chart(Html *html, const Chart *chart)
{
    g_autofree char *words = chart_words(chart, 0, chart->rows->len);

    html_start(html, LOOK_FIGURE, 0);
    html_line(html, LOOK_FIGURE_TITLE, chart->title);
    html_line(html, LOOK_NOTE, chart->subtitle);
    html_leaf(html, LOOK_PARAGRAPH, words);
    lines(html, LOOK_NOTE, chart->notes);
    html_end(html);
}

/* ---- signatures ---- */

static void
signature(Html *html, const SignatureBlock *block)
{
    html_start(html, LOOK_SIGNATURE, 0);
    for (guint i = 0; i < block->above->len; i++) {
        html_prose(html, block->above->pdata[i]);
        markup_leaf(html->markup, "br", NULL);
    }
    for (guint i = 0; i < block->names->len; i++) {
        if (i)
            markup_leaf(html->markup, "br", NULL);
        html_line(html, LOOK_STRONG, block->names->pdata[i]);
    }
    html_end(html);
}

static void
signatures(Html *html, const Block *block)
{
    html_line(html, LOOK_PARAGRAPH, block->prose);
    html_start(html, LOOK_SIGNATURES, 0);
    for (guint i = 0; i < block->items->len; i++)
        signature(html, block->items->pdata[i]);
    html_end(html);
}

/* ---- all ---- */

static void
put_block(Html *html, const Block *block, guint index)
{
    switch (block->kind) {
    case BLOCK_COVER:
        if (html->mail)
            html_cover(html, block->cover);
        break;
    case BLOCK_CONTENTS:
        contents(html);
        break;
    case BLOCK_HEADING:
        heading(html, block, index);
        break;
    case BLOCK_PARAGRAPH:
        html_line(html, LOOK_PARAGRAPH, block->prose);
        break;
    case BLOCK_LEAD:
        html_line(html, LOOK_LEAD, block->prose);
        break;
    case BLOCK_NOTE:
    case BLOCK_MARGIN:
        html_line(html, LOOK_NOTE, block->prose);
        break;
    case BLOCK_QUOTE:
        quote(html, block);
        break;
    case BLOCK_LIST:
        list(html, block);
        break;
    case BLOCK_TABLE:
        html_table(html, block->table);
        break;
    case BLOCK_CHART:
        chart(html, block->chart);
        break;
    case BLOCK_KEYS:
        keys(html, block);
        break;
    case BLOCK_SIGNATURES:
        signatures(html, block);
        break;
    case BLOCK_BREAK:
        if (!html->mail)
            html_leaf(html, LOOK_BREAK, "");
        break;
    }
}

/* A name that is no heading's stands in an element around its block. */
void
html_blocks(Html *html)
{
    for (guint i = 0; i < html->document->blocks->len; i++) {
        const Block *block = html->document->blocks->pdata[i];
        const gboolean around = block->anchor && block->kind != BLOCK_HEADING && !html->mail;
        if (around) {
            markup_start(html->markup, "div");
            html_name(html, block->anchor);
        }
        put_block(html, block, i);
        if (around)
            markup_end(html->markup);
    }
}
