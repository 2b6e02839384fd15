/* SPDX-License-Identifier: Apache-2.0
 *
 * Pages drawn to memory.  cairo writes marked content for leaves of the structure only, so every
 * run of items of one node is a leaf of its own: finishing gives these marks their places in the
 * true structure.
 */
#include "pdf/draw.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <math.h>

#include "base/i18n.h"

#define LEAF "Span"

typedef struct {
    cairo_t *cr;
    cairo_font_face_t *faces[FONT_COUNT];
    const Layout *layout;
    GArray *marks;       /* Mark, of this page */
    const GlyphRun *set; /* whose font and size are set; or NULL */
    GArray *glyphs;      /* cairo_glyph_t, */
    GArray *clusters;    /* cairo_text_cluster_t: of what is being shown */
    const Ink *before;   /* the words drawn last */
    gboolean open;       /* the last of them */
    gboolean off_page;   /* a coordinate that is no number, or out of the page */
} Pen;

/* ---- marks ---- */
static MarkKind
kind_of(const Ink *item)
{
    if (item->node)
        return MARK_CONTENT;
    if (item->y + item->height <= FRAME_TOP)
        return MARK_HEADER;
    if (item->y >= FRAME_BOTTOM)
        return MARK_FOOTER;
    return item->kind == INK_GLYPHS ? MARK_REPEATED : MARK_LAYOUT;
}

static void
close_mark(Pen *pen)
{
    if (pen->open)
        cairo_tag_end(pen->cr, LEAF);
    pen->open = FALSE;
}

/* TEXT: what a part of a cut word stands for, or NULL. */
static void
mark(Pen *pen, const Ink *item, const char *text)
{
    const Mark *last = pen->open ? &g_array_index(pen->marks, Mark, pen->marks->len - 1) : NULL;
    Mark next = {kind_of(item), item->node, text};

    if (last && !text && !last->text && last->kind == next.kind && last->node == next.node)
        return;
    close_mark(pen);
    cairo_tag_begin(pen->cr, LEAF, NULL);
    g_array_append_val(pen->marks, next);
    pen->open = TRUE;
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

/* ---- words ---- */
static void
set_font(Pen *pen, const GlyphRun *run)
{
    if (pen->set && pen->set->font == run->font && pen->set->size == run->size)
        return;
    cairo_set_font_face(pen->cr, pen->faces[run->font]);
    cairo_set_font_size(pen->cr, run->size);
    pen->set = run;
}

/* Glyphs FIRST..END of ITEM's run on the page. */
static cairo_glyph_t *
place_glyphs(Pen *pen, const Ink *item)
{
    const GlyphRun *run = item->run;
    cairo_glyph_t *placed;

    g_array_set_size(pen->glyphs, run->count);
    placed = (cairo_glyph_t *)pen->glyphs->data;
    for (guint i = 0; i < run->count; i++) {
        placed[i] = (cairo_glyph_t){run->glyphs[i].id, item->x + run->x + run->glyphs[i].x,
                                    item->baseline + run->y + run->glyphs[i].y};
        pen->off_page |= !on_page(placed[i].x, placed[i].y);
    }
    return placed;
}

/* Whole words: glyphs FIRST..END with the text that they stand for. */
static void
show_words(Pen *pen, const GlyphRun *run, const cairo_glyph_t *placed, guint first, guint end)
{
    guint start = run_bytes(run, 0, first);

    g_array_set_size(pen->clusters, 0);
    for (guint i = first; i < end; i++) {
        cairo_text_cluster_t cluster = {(int)run->glyphs[i].bytes, 1};
        if (cluster.num_bytes || pen->clusters->len == 0)
            g_array_append_val(pen->clusters, cluster);
        else
            g_array_index(pen->clusters, cairo_text_cluster_t, pen->clusters->len - 1).num_glyphs++;
    }
    cairo_show_text_glyphs(pen->cr, run->text + start, (int)run_bytes(run, first, end - first),
                           placed + first, (int)(end - first),
                           (const cairo_text_cluster_t *)pen->clusters->data,
                           (int)pen->clusters->len, 0);
}

/* Part of a cut word: it says what it is by its mark.  cairo would say it within the mark, where
 * poppler loses what follows. */
static void
show_part(Pen *pen, const Ink *item, const char *said, const cairo_glyph_t *glyphs, guint count)
{
    if (count == 0)
        return;
    mark(pen, item, said);
    cairo_show_glyphs(pen->cr, glyphs, (int)count);
}

static void
draw_glyphs(Pen *pen, const Ink *item)
{
    const GlyphRun *run = item->run;
    const cairo_glyph_t *placed = place_glyphs(pen, item);
    guint head = item->node ? run->head : 0, tail = item->node && head < run->count ? run->tail : 0;

    set_colour(pen->cr, run->colour);
    set_font(pen, run);
    /* A hyphen where a word was cut is drawn, not written: it is neither heard nor copied. */
    if (run->hyphen) {
        mark(pen, item, NULL);
        cairo_glyph_path(pen->cr, placed, (int)run->count);
        cairo_fill(pen->cr);
        return;
    }
    show_part(pen, item, "", placed, tail);
    if (tail + head < run->count) {
        mark(pen, item, NULL);
        show_words(pen, run, placed, tail, run->count - head);
    }
    show_part(pen, item, run->whole, placed + run->count - head, head);
}

/* TRUE when ITEM begins a line, but neither goes on with a word nor comes after a space. */
static gboolean
parted(const Ink *before, const Ink *item)
{
    return before && before->node == item->node && (before->x != item->x || before->y != item->y) &&
           !g_str_has_suffix(before->run->text, " ") && item->run->tail == 0;
}

/* A space after the words drawn last, which those of another line follow. */
static void
draw_space(Pen *pen)
{
    const Ink *item = pen->before;
    double x = item->x + item->run->x + item->run->width, y = item->baseline + item->run->y;
    cairo_text_cluster_t cluster = {1, 1};
    cairo_glyph_t *glyphs = NULL;
    int count = 0;

    mark(pen, item, NULL);
    set_font(pen, item->run);
    if (cairo_scaled_font_text_to_glyphs(cairo_get_scaled_font(pen->cr), x, y, " ", 1, &glyphs,
                                         &count, NULL, NULL, NULL) == CAIRO_STATUS_SUCCESS)
        cairo_show_text_glyphs(pen->cr, " ", 1, glyphs, count, &cluster, 1, 0);
    cairo_glyph_free(glyphs);
}

static void
draw_words(Pen *pen, const Ink *item)
{
    if (item->node && !item->run->hyphen && parted(pen->before, item))
        draw_space(pen);
    draw_glyphs(pen, item);
    if (!item->run->hyphen)
        pen->before = item;
}

static void
draw_shape(cairo_t *cr, const Ink *item)
{
    const double radius = item->width / 2;

    set_colour(cr, item->colour);
    cairo_new_path(cr);
    if (item->kind == INK_DISC)
        cairo_arc(cr, item->x + radius, item->y + radius, radius - item->stroke / 2, 0, 2 * G_PI);
    else if (item->kind == INK_BOX)
        cairo_rectangle(cr, item->x, item->y, item->width, item->height);
    else
        cairo_move_to(cr, item->x, item->y);
    if (item->kind == INK_LINE)
        cairo_line_to(cr, item->x + item->width, item->y + item->height);
    if (item->stroke > 0) {
        cairo_set_line_width(cr, item->stroke);
        cairo_stroke(cr);
    } else {
        cairo_fill(cr);
    }
}

static void
draw_item(Pen *pen, const Ink *item)
{
    if (item->kind == INK_GLYPHS && item->run->count == 0)
        return;
    if (item->kind == INK_GLYPHS) {
        draw_words(pen, item);
        return;
    }
    mark(pen, item, NULL);
    pen->off_page |=
        !on_page(item->x, item->y) || !on_page(item->x + item->width, item->y + item->height);
    draw_shape(pen->cr, item);
}

static gboolean
draw_page(Pen *pen, guint number, GError **error)
{
    const GArray *items = ((const Page *)pen->layout->pages->pdata[number])->items;
    guint glyphs = 0;

    /* What is no content comes first, behind everything. */
    for (guint i = 0; i < items->len; i++) {
        const Ink *item = &g_array_index(items, Ink, i);
        glyphs += item->kind == INK_GLYPHS ? item->run->count : 0;
        draw_item(pen, item);
    }
    close_mark(pen);
    pen->before = NULL;
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
collect(void *data, const unsigned char *bytes, unsigned length)
{
    g_byte_array_append(data, bytes, length);
    return CAIRO_STATUS_SUCCESS;
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

static GArray *
new_marks(void)
{
    return g_array_new(FALSE, FALSE, sizeof(Mark));
}

static gboolean
draw_all(Pen *pen, GPtrArray *marks, GError **error)
{
    for (guint i = 0; i < pen->layout->pages->len; i++) {
        pen->marks = new_marks();
        g_ptr_array_add(marks, pen->marks);
        if (!draw_page(pen, i, error))
            return FALSE;
    }
    return TRUE;
}

void
drawing_free(Drawing *drawing)
{
    if (!drawing)
        return;
    g_bytes_unref(drawing->bytes);
    g_ptr_array_unref(drawing->marks);
    g_free(drawing);
}

static Drawing *
drawing_new(GByteArray *bytes, GPtrArray *marks)
{
    Drawing *drawing = g_new(Drawing, 1);

    drawing->bytes = g_byte_array_free_to_bytes(bytes);
    drawing->marks = marks;
    return drawing;
}

Drawing *
draw_pages(const Layout *layout, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GPtrArray) marks = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(collect, bytes, PAGE_WIDTH, PAGE_HEIGHT);
    Pen pen = {.cr = cairo_create(surface), .layout = layout};
    cairo_status_t status;
    gboolean drawn;

    /* Any date will do: the clock's would be taken otherwise, and finishing sets the true one. */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    pen.glyphs = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t));
    pen.clusters = g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t));
    prepare(&pen);
    drawn = draw_all(&pen, marks, error);
    status = cairo_status(pen.cr);
    cairo_destroy(pen.cr);
    cairo_surface_finish(surface);
    status = status ? status : cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    for (int i = 0; i < FONT_COUNT; i++)
        cairo_font_face_destroy(pen.faces[i]);
    g_array_unref(pen.glyphs);
    g_array_unref(pen.clusters);
    if (drawn && status)
        g_set_error(error, PDF_ERROR, PDF_ERROR_DRAW, _("cannot draw the PDF: %s"),
                    cairo_status_to_string(status));
    if (!drawn || status)
        return NULL;
    return drawing_new(g_steal_pointer(&bytes), g_steal_pointer(&marks));
}
