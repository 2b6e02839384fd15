/* SPDX-License-Identifier: Apache-2.0
 *
 * Pages drawn to memory.  The structure is opened and closed as its nodes pass; only leaves hold
 * marked content.  Cells and links are leaves, for they never go on to another page; all else holds
 * its words in a Span, which is closed before the page ends.
 */
#include "pdf/draw.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <math.h>

#include "base/i18n.h"

static const char *const TAGS[ROLE_COUNT] = {
    [ROLE_DOCUMENT] = "Document",
    [ROLE_HEADING_1] = "H1",
    [ROLE_HEADING_2] = "H2",
    [ROLE_HEADING_3] = "H3",
    [ROLE_PARAGRAPH] = "P",
    [ROLE_NOTE] = "Note",
    [ROLE_QUOTE] = "BlockQuote",
    [ROLE_LIST] = "L",
    [ROLE_LIST_ITEM] = "LI",
    [ROLE_LIST_LABEL] = "Lbl",
    [ROLE_LIST_BODY] = "LBody",
    [ROLE_TABLE] = "Table",
    [ROLE_CAPTION] = "Caption",
    [ROLE_TABLE_ROW] = "TR",
    [ROLE_HEAD_CELL] = "TH",
    [ROLE_ROW_CELL] = "TH",
    [ROLE_CELL] = "TD",
    [ROLE_CONTENTS] = "TOC",
    [ROLE_CONTENTS_ITEM] = "TOCI",
    [ROLE_LINK] = CAIRO_TAG_LINK,
};

#define LEAF "Span"

typedef struct {
    cairo_t *cr;
    cairo_font_face_t *faces[FONT_COUNT];
    const Layout *layout;
    guint node;   /* the deepest open node */
    guint passed; /* nodes up to this one have been opened */
    gboolean leaf;
    gboolean off_page; /* a coordinate that is no number, or out of the page */
} Pen;

/* ---- structure ---- */
static const PageNode *
node_at(const Pen *pen, guint node)
{
    return &g_array_index(pen->layout->nodes, PageNode, node);
}

static void
open_node(Pen *pen, guint node)
{
    const PageNode *opened = node_at(pen, node);
    g_autofree char *target = NULL;

    if (opened->role == ROLE_LINK)
        target = g_strdup_printf("page=%d pos=[%d %d]", opened->target_page + 1, (int)FRAME_LEFT,
                                 (int)opened->target_y);
    if (TAGS[opened->role])
        cairo_tag_begin(pen->cr, TAGS[opened->role], target);
    pen->node = node;
}

static void
close_leaf(Pen *pen)
{
    if (pen->leaf)
        cairo_tag_end(pen->cr, LEAF);
    pen->leaf = FALSE;
}

static void
close_node(Pen *pen)
{
    const PageNode *closed = node_at(pen, pen->node);

    close_leaf(pen);
    if (TAGS[closed->role])
        cairo_tag_end(pen->cr, TAGS[closed->role]);
    pen->node = closed->parent;
}

/* Opens all nodes up to NODE, which come in pre-order, the empty ones too. */
static void
pass_to(Pen *pen, guint node)
{
    while (pen->passed < node) {
        guint next = pen->passed + 1, parent = node_at(pen, next)->parent;
        while (pen->node != parent && pen->node)
            close_node(pen);
        open_node(pen, next);
        pen->passed = next;
    }
}

static gboolean
is_leaf(const Pen *pen, guint node)
{
    NodeRole role = node_at(pen, node)->role;

    return role == ROLE_LINK || role == ROLE_CELL || role == ROLE_ROW_CELL ||
           role == ROLE_HEAD_CELL;
}

static void
enter(Pen *pen, guint node)
{
    pass_to(pen, node);
    if (pen->node != node)
        close_leaf(pen);
    while (pen->node != node && pen->node)
        close_node(pen);
    /* A node that was left is not opened again: what is still of it stays untagged, and the
     * structure stays a tree. */
    if (pen->node != node || pen->leaf || is_leaf(pen, node))
        return;
    cairo_tag_begin(pen->cr, LEAF, NULL);
    pen->leaf = TRUE;
}

/* ---- items ---- */
static void
set_colour(cairo_t *cr, guint32 colour)
{
    cairo_set_source_rgb(cr, (colour >> 16) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                         (colour & 0xFF) / 255.0);
}

static gboolean
on_page(double x, double y)
{
    return isfinite(x) && isfinite(y) && x >= 0 && x <= PAGE_WIDTH && y >= 0 && y <= PAGE_HEIGHT;
}

static void
draw_glyphs(Pen *pen, const Ink *item)
{
    const GlyphRun *run = item->run;
    guint count = run->glyphs->len, clusters = run->clusters->len;
    g_autofree cairo_glyph_t *glyphs = g_new(cairo_glyph_t, count);
    g_autofree cairo_text_cluster_t *made = g_new(cairo_text_cluster_t, clusters);

    for (guint i = 0; i < count; i++) {
        const PlacedGlyph *glyph = &g_array_index(run->glyphs, PlacedGlyph, i);
        glyphs[i] = (cairo_glyph_t){glyph->id, item->x + run->x + glyph->x,
                                    item->baseline + run->y + glyph->y};
        pen->off_page |= !on_page(glyphs[i].x, glyphs[i].y);
    }
    for (guint i = 0; i < clusters; i++) {
        const GlyphCluster *cluster = &g_array_index(run->clusters, GlyphCluster, i);
        made[i] = (cairo_text_cluster_t){(int)cluster->bytes, (int)cluster->glyphs};
    }
    set_colour(pen->cr, run->colour);
    cairo_set_font_face(pen->cr, pen->faces[run->font]);
    cairo_set_font_size(pen->cr, run->size);
    cairo_show_text_glyphs(pen->cr, run->text, -1, glyphs, (int)count, made, (int)clusters, 0);
}

static void
draw_item(Pen *pen, const Ink *item)
{
    if (item->node)
        enter(pen, item->node);
    if (item->kind == INK_GLYPHS) {
        draw_glyphs(pen, item);
        return;
    }
    pen->off_page |=
        !on_page(item->x, item->y) || !on_page(item->x + item->width, item->y + item->height);
    set_colour(pen->cr, item->colour);
    cairo_rectangle(pen->cr, item->x, item->y, item->width, item->height);
    cairo_fill(pen->cr);
}

static gboolean
draw_page(Pen *pen, guint number, GError **error)
{
    const GArray *items = ((const Page *)pen->layout->pages->pdata[number])->items;
    guint glyphs = 0;

    /* What is no content comes first, behind everything, outside any leaf. */
    for (guint i = 0; i < items->len; i++) {
        const Ink *item = &g_array_index(items, Ink, i);
        glyphs += item->kind == INK_GLYPHS ? item->run->glyphs->len : 0;
        draw_item(pen, item);
    }
    close_leaf(pen);
    while (pen->node && is_leaf(pen, pen->node))
        close_node(pen);
    cairo_show_page(pen->cr);
    if (pen->off_page || glyphs == 0) {
        g_set_error(error, PDF_ERROR, PDF_ERROR_DRAW,
                    glyphs ? _("page %u: something lies outside the page") : _("page %u is blank"),
                    number + 1);
        return FALSE;
    }
    return TRUE;
}

/* ---- the document ---- */
static cairo_status_t
append(void *data, const unsigned char *bytes, unsigned length)
{
    g_byte_array_append(data, bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata(cairo_surface_t *surface, const Document *document)
{
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document->title);
    if (document->subject)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, document->subject);
    if (document->author)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, document->author);
    if (document->seal)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS, document->seal);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "copil " COPIL_VERSION);
    /* Any date will do: the clock's would be taken otherwise, and finishing sets the true one. */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
}

static void
add_outline(cairo_surface_t *surface, const GPtrArray *outline)
{
    int parents[4] = {CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT, CAIRO_PDF_OUTLINE_ROOT,
                      CAIRO_PDF_OUTLINE_ROOT};

    for (guint i = 0; i < outline->len; i++) {
        const OutlineEntry *entry = outline->pdata[i];
        int level = CLAMP(entry->level, 1, 3);
        g_autofree char *place = g_strdup_printf("page=%u pos=[%d %d]", entry->page + 1,
                                                 (int)FRAME_LEFT, (int)entry->y - 8);
        int made =
            cairo_pdf_surface_add_outline(surface, parents[level - 1], entry->title, place, 0);
        for (int deeper = level; deeper < 4; deeper++)
            parents[deeper] = made;
    }
}

static cairo_font_face_t *
load_face(FontId font)
{
    FcPattern *pattern = FcPatternCreate();
    cairo_font_face_t *face;

    FcPatternAddString(pattern, FC_FILE, (const FcChar8 *)font_file(font));
    FcPatternAddInteger(pattern, FC_INDEX, 0);
    face = cairo_ft_font_face_create_for_pattern(pattern);
    FcPatternDestroy(pattern);
    return face;
}

static void
prepare(Pen *pen)
{
    cairo_font_options_t *options = cairo_font_options_create();

    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(pen->cr, options);
    cairo_font_options_destroy(options);
    for (int i = 0; i < FONT_COUNT; i++)
        pen->faces[i] = load_face((FontId)i);
}

static gboolean
draw_all(Pen *pen, cairo_surface_t *surface, GError **error)
{
    cairo_tag_begin(pen->cr, TAGS[ROLE_DOCUMENT], NULL);
    for (guint i = 0; i < pen->layout->pages->len; i++) {
        g_autofree char *label = g_strdup_printf("%u", i + 1);
        cairo_pdf_surface_set_page_label(surface, label);
        if (!draw_page(pen, i, error))
            return FALSE;
    }
    while (pen->node)
        close_node(pen);
    cairo_tag_end(pen->cr, TAGS[ROLE_DOCUMENT]);
    return TRUE;
}

GBytes *
draw_pages(const Layout *layout, const Document *document, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(append, bytes, PAGE_WIDTH, PAGE_HEIGHT);
    Pen pen = {.cr = cairo_create(surface), .layout = layout};
    cairo_status_t status;
    gboolean drawn;

    set_metadata(surface, document);
    prepare(&pen);
    drawn = draw_all(&pen, surface, error);
    if (drawn)
        add_outline(surface, layout->outline);
    status = cairo_status(pen.cr);
    cairo_destroy(pen.cr);
    cairo_surface_finish(surface);
    status = status ? status : cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    for (int i = 0; i < FONT_COUNT; i++)
        cairo_font_face_destroy(pen.faces[i]);
    if (drawn && status)
        g_set_error(error, PDF_ERROR, PDF_ERROR_DRAW, _("cannot draw the PDF: %s"),
                    cairo_status_to_string(status));
    return drawn && !status ? g_byte_array_free_to_bytes(g_steal_pointer(&bytes)) : NULL;
}
