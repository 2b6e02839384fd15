/* SPDX-License-Identifier: Apache-2.0
 *
 * The column of strips cut into pages.
 */
#include "layout/pages.h"

#include <math.h>

typedef struct {
    Layout *layout;
    const Flow *flow;
    GArray *nodes; /* guint: node of the flow to node of the layout; 0: not there yet */
    GArray *lines; /* ContentsLine */
    Page *page;
    double y, margin; /* where text and margin column go on */
} Pager;

static void
page_free(gpointer data)
{
    Page *page = data;

    g_array_unref(page->items);
    g_free(page);
}

static void
begin_page(Pager *pager)
{
    pager->page = g_new0(Page, 1);
    pager->page->items = g_array_new(FALSE, FALSE, sizeof(Ink));
    g_ptr_array_add(pager->layout->pages, pager->page);
    pager->y = pager->margin = FRAME_TOP;
}

/* ---- nodes ---- */
static guint *
slot(Pager *pager, guint node)
{
    return &g_array_index(pager->nodes, guint, node);
}

static guint
add_node(Pager *pager, guint node)
{
    PageNode made = g_array_index(pager->flow->nodes, PageNode, node);

    made.parent = *slot(pager, made.parent);
    g_array_append_val(pager->layout->nodes, made);
    *slot(pager, node) = pager->layout->nodes->len - 1;
    return *slot(pager, node);
}

/* The layout's node for a node of the flow; made when it first has something on a page, so that
 * the layout's nodes stand in the order of reading. */
static guint
node_for(Pager *pager, guint node)
{
    guint parent = g_array_index(pager->flow->nodes, PageNode, node).parent;

    if (node == 0 || *slot(pager, node))
        return *slot(pager, node);
    if (parent && !*slot(pager, parent))
        node_for(pager, parent);
    return add_node(pager, node);
}

/* A row's cells come together, the empty ones too: a table keeps its shape.  The rest of a row that
 * goes on to the next page is a row of its own. */
static void
row_nodes(Pager *pager, guint row)
{
    const GArray *nodes = pager->flow->nodes;

    *slot(pager, row) = 0;
    node_for(pager, row);
    for (guint i = row + 1; i < nodes->len && g_array_index(nodes, PageNode, i).parent == row; i++)
        add_node(pager, i);
}

/* ---- placing ---- */
static void
place_items(Pager *pager, const GArray *items, double y, gboolean content)
{
    for (guint i = 0; i < items->len; i++) {
        Ink item = g_array_index(items, Ink, i);
        item.y += y;
        item.baseline += y;
        item.node = content ? node_for(pager, item.node) : 0;
        g_array_append_val(pager->page->items, item);
    }
}

static void
place_fields(Pager *pager, const Strip *strip, double y)
{
    for (guint i = 0; strip->fields && i < strip->fields->len; i++) {
        const SignatureField *field = strip->fields->pdata[i];
        SignatureField *placed = g_memdup2(field, sizeof *field);
        placed->id = g_strdup(field->id);
        placed->tip = g_strdup(field->tip);
        placed->page = pager->layout->pages->len - 1;
        placed->y += y;
        placed->node = node_for(pager, field->node);
        g_ptr_array_add(pager->layout->fields, placed);
    }
}

static void
note_heading(Pager *pager, const Strip *strip, double y)
{
    OutlineEntry *entry;

    if (!strip->heading)
        return;
    entry = g_new0(OutlineEntry, 1);
    entry->title = prose_plain(strip->heading->prose);
    entry->level = strip->heading->level;
    entry->page = pager->layout->pages->len - 1;
    entry->y = y;
    g_ptr_array_add(pager->layout->outline, entry);
}

static void
note_contents_line(Pager *pager, const Strip *strip, double y)
{
    ContentsLine line = {pager->layout->pages->len - 1, y, 0, strip->leads_to};

    if (!strip->leads_to)
        return;
    line.node = node_for(pager, strip->link);
    g_array_append_val(pager->lines, line);
}

static double
on_grid(double y)
{
    return FRAME_TOP + ceil((y - FRAME_TOP) / GRID - 0.001) * GRID;
}

/* Where STRIP's top would be if it came next. */
static double
top_of(const Pager *pager, const Strip *strip)
{
    gboolean first = pager->page->items->len == 0;
    double y = pager->y + (first ? 0 : strip->before);

    if (strip->wide || strip->margin->len)
        y = MAX(y, strip->wide ? pager->margin : y);
    return strip->grid ? on_grid(y) : y;
}

static void
place_strip(Pager *pager, const Strip *strip)
{
    double y = top_of(pager, strip), beside = MAX(y, pager->margin);

    if (strip->begins_row)
        row_nodes(pager, strip->row);
    note_heading(pager, strip, y);
    place_items(pager, strip->margin, beside, TRUE);
    place_items(pager, strip->items, y, TRUE);
    place_fields(pager, strip, y);
    note_contents_line(pager, strip, y);
    if (strip->margin->len)
        pager->margin = beside + strip->beside + GRID;
    pager->y = y + strip->height;
}

static void
next_page(Pager *pager, const Strip *strip)
{
    begin_page(pager);
    if (strip->row && !strip->begins_row)
        row_nodes(pager, strip->row);
    if (strip->head) {
        const Strip *head = pager->flow->strips->pdata[strip->head];
        place_items(pager, head->items, pager->y, FALSE);
        pager->y += head->height;
    }
}

/* The end of the strips that stay together, from I. */
static guint
group_end(const GPtrArray *strips, guint i)
{
    while (i + 1 < strips->len && ((const Strip *)strips->pdata[i])->keep &&
           !((const Strip *)strips->pdata[i + 1])->fresh)
        i++;
    return i + 1;
}

/* TRUE when strips I..END would leave the page, placed one after the other. */
static gboolean
overflows(const Pager *pager, const GPtrArray *strips, guint i, guint end)
{
    Pager trial = *pager;
    double low = pager->y;

    for (; i < end; i++) {
        const Strip *strip = strips->pdata[i];
        double y = top_of(&trial, strip), beside = MAX(y, trial.margin);
        trial.y = y + strip->height;
        low = MAX(low, trial.y);
        if (strip->margin->len) {
            trial.margin = beside + strip->beside + GRID;
            low = MAX(low, beside + strip->beside);
        }
    }
    return low > FRAME_BOTTOM + 0.01;
}

static void
place_group(Pager *pager, const GPtrArray *strips, guint i, guint end)
{
    const Strip *first = strips->pdata[i];

    if (pager->page->items->len && (first->fresh || overflows(pager, strips, i, end)))
        next_page(pager, first);
    for (; i < end; i++) {
        const Strip *strip = strips->pdata[i];
        /* What cannot stay together on any page is cut where it must. */
        if (pager->page->items->len && overflows(pager, strips, i, i + 1))
            next_page(pager, strip);
        place_strip(pager, strip);
    }
}

void
make_pages(Layout *layout, const Flow *flow, GArray *contents)
{
    Pager pager = {.layout = layout, .flow = flow, .lines = contents};
    PageNode root = {.role = ROLE_DOCUMENT};

    pager.nodes = g_array_new(FALSE, TRUE, sizeof(guint));
    g_array_set_size(pager.nodes, flow->nodes->len);
    layout->pages = g_ptr_array_new_with_free_func(page_free);
    g_array_append_val(layout->nodes, root);
    begin_page(&pager);
    for (guint i = 0; i < flow->strips->len;) {
        guint end = group_end(flow->strips, i);
        place_group(&pager, flow->strips, i, end);
        i = end;
    }
    g_array_unref(pager.nodes);
}
