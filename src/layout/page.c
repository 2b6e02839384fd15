/* SPDX-License-Identifier: Apache-2.0
 *
 * The column of strips cut into pages.
 */
#include "layout/pages.h"

#include <math.h>

#include "base/text.h"

typedef struct {
    Layout *layout;
    const Flow *flow;
    guint named;   /* places passed */
    GArray *lines; /* ContentsLine */
    Page *page;
    double y, margin; /* where text and margin column go on */
    guint settled; /* strips before it that would rather stay together are placed as they can be */
} Pager;

/* What may stay white at the foot of a page, that a table need not be cut. */
#define WHITE_MOST 180.0
/* A part begins on the page of the one before it when that takes no more of it, or leaves room. */
#define PART_BEGINS ((FRAME_TOP + FRAME_BOTTOM) / 2)

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

/* ---- placing ---- */
static void
place_items(Pager *pager, const GArray *items, double y, gboolean content)
{
    for (guint i = 0; i < items->len; i++) {
        Ink item = g_array_index(items, Ink, i);
        item.y += y;
        item.baseline += y;
        item.node = content ? item.node : 0;
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
        g_ptr_array_add(pager->layout->fields, placed);
    }
}

static void
place_figure(Pager *pager, const Strip *strip, double y)
{
    PageNode *node;

    if (!strip->figure)
        return;
    node = &g_array_index(pager->flow->nodes, PageNode, strip->figure);
    node->page = pager->layout->pages->len - 1;
    node->x = FRAME_LEFT;
    node->y = y;
    node->width = FULL_WIDTH;
    node->height = strip->height;
}

/* "Fiche 3.2. Accueil des élèves en stage": with what stands beside it. */
static char *
heading_title(const Block *heading)
{
    g_autofree char *words = prose_plain(heading->prose);

    return heading->tag ? g_strconcat(heading->tag, ". ", words, NULL) : g_steal_pointer(&words);
}

static void
note_heading(Pager *pager, const Strip *strip, double y)
{
    OutlineEntry *entry;

    if (!strip->heading)
        return;
    entry = g_new0(OutlineEntry, 1);
    entry->title = heading_title(strip->heading);
    entry->level = strip->heading->level;
    entry->page = pager->layout->pages->len - 1;
    entry->y = y;
    g_ptr_array_add(pager->layout->outline, entry);
}

static void
note_contents_line(Pager *pager, const Strip *strip, double y)
{
    ContentsLine line = {pager->layout->pages->len - 1, y, strip->contents};

    if (strip->contents)
        g_array_append_val(pager->lines, line);
}

/* What a reader who doesn't see the place hears of it. */
enum { TITLE_MOST = 200 };

static char *
place_title(const Place *place, guint page)
{
    g_autofree char *words = place->title ? prose_plain(place->title) : NULL;

    if (!words || !*words)
        return g_strdup_printf("Page %u", page + 1);
    return text_shorten(words, TITLE_MOST);
}

/* The names of strip I, which is to stand at Y. */
static void
note_places(Pager *pager, guint i, double y)
{
    for (; pager->named < pager->flow->places->len; pager->named++) {
        const Place *place = &g_array_index(pager->flow->places, Place, pager->named);
        Anchor *anchor;
        if (place->strip > i)
            return;
        anchor = g_new0(Anchor, 1);
        anchor->name = g_strdup(place->name);
        anchor->page = pager->layout->pages->len - 1;
        anchor->title = place_title(place, anchor->page);
        anchor->y = y;
        g_ptr_array_add(pager->layout->anchors, anchor);
    }
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
place_strip(Pager *pager, guint i)
{
    const Strip *strip = pager->flow->strips->pdata[i];
    double y = top_of(pager, strip), beside = MAX(y, pager->margin);

    note_places(pager, i, y);
    note_heading(pager, strip, y);
    place_items(pager, strip->margin, beside, TRUE);
    place_items(pager, strip->items, y, TRUE);
    place_figure(pager, strip, y);
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
    if (strip->again) {
        place_items(pager, strip->again->items, pager->y, FALSE);
        pager->y += strip->again->height;
    }
}

/* The end of the strips that stay together, from I; RATHER: that would like to. */
static guint
group_end(const GPtrArray *strips, guint i, gboolean rather)
{
    for (; i + 1 < strips->len; i++) {
        const Strip *strip = strips->pdata[i], *next = strips->pdata[i + 1];
        if (!(strip->keep || (rather && strip->whole)) || next->begins != BEGINS_ANYWHERE)
            break;
    }
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

/* TRUE when what begins at I stays whole at the price of a little white. */
static gboolean
worth_white(Pager *pager, const GPtrArray *strips, guint i)
{
    const guint end = group_end(strips, i, TRUE);

    if (i < pager->settled || !overflows(pager, strips, i, end))
        return FALSE;
    pager->settled = end;
    return FRAME_BOTTOM - pager->y <= WHITE_MOST;
}

static gboolean
has_display(const GPtrArray *strips, guint i, guint end)
{
    for (; i < end; i++) {
        const Strip *strip = strips->pdata[i];
        if (strip->again || strip->figure)
            return TRUE;
    }
    return FALSE;
}

/* The end of the first table or figure of the part that begins at I, or of the part. */
static guint
opening_end(const GPtrArray *strips, guint i)
{
    guint end = group_end(strips, i, TRUE);

    while (!has_display(strips, i, end) && end < strips->len &&
           ((const Strip *)strips->pdata[end])->begins == BEGINS_ANYWHERE) {
        i = end;
        end = group_end(strips, i, TRUE);
    }
    return end;
}

static gboolean
begins_page(Pager *pager, const GPtrArray *strips, guint i, guint end)
{
    const Strip *first = strips->pdata[i];

    if (first->begins == BEGINS_PAGE || (first->begins == BEGINS_PART && pager->y > PART_BEGINS &&
                                         overflows(pager, strips, i, opening_end(strips, i))))
        return TRUE;
    return overflows(pager, strips, i, end) || worth_white(pager, strips, i);
}

static void
place_group(Pager *pager, const GPtrArray *strips, guint i, guint end)
{
    if (pager->page->items->len && begins_page(pager, strips, i, end))
        next_page(pager, strips->pdata[i]);
    for (; i < end; i++) {
        const Strip *strip = strips->pdata[i];
        /* What cannot stay together on any page is cut where it must. */
        if (pager->page->items->len && overflows(pager, strips, i, i + 1))
            next_page(pager, strip);
        place_strip(pager, i);
    }
}

void
make_pages(Layout *layout, const Flow *flow, GArray *contents)
{
    Pager pager = {.layout = layout, .flow = flow, .lines = contents};

    layout->pages = g_ptr_array_new_with_free_func(page_free);
    begin_page(&pager);
    for (guint i = 0; i < flow->strips->len;) {
        guint end = group_end(flow->strips, i, FALSE);
        place_group(&pager, flow->strips, i, end);
        i = end;
    }
    note_places(&pager, flow->strips->len, pager.y);
}
