/* SPDX-License-Identifier: Apache-2.0
 *
 * Ink as operators of a content stream (ISO 32000-1, annex A), each run of one node in one mark.
 */
#include "pdf/draw.h"

#include <math.h>
#include <string.h>

#include "base/i18n.h"
#include "pdf/making.h"

/* A glyph is moved when it stands off by so many thousandths of the size. */
#define OFF_LEAST 1.0
/* Of the control points of a quarter of a circle, from its ends. */
#define ROUND 0.5523

typedef enum {
    MARK_NONE,
    MARK_CONTENT,
    MARK_HEADER,
    MARK_FOOTER,
    MARK_REPEATED, /* words that stand elsewhere too: a table's head on its next page */
    MARK_LAYOUT,   /* rules, frames */
} MarkKind;

static const char *const ARTIFACTS[] = {
    [MARK_HEADER] = "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC\n",
    [MARK_FOOTER] = "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC\n",
    [MARK_REPEATED] = "/Artifact <</Type /Pagination>> BDC\n",
    [MARK_LAYOUT] = "/Artifact <</Type /Layout>> BDC\n",
};

/* Colours that differ from all. */
#define NO_COLOUR G_MAXUINT32

typedef struct {
    PdfFont *const *fonts;
    const Layout *layout;
    GString *content;
    GArray *owners;
    MarkKind mark; /* that is open, */
    guint node;    /* its own, */
    gboolean said; /* and with a text of its own: nothing else may stand in it */
    gboolean text; /* a text object is open */
    guint32 fill, stroke;
    const GlyphRun *set; /* whose font and size are set; or NULL */
    const Ink *before;   /* the words drawn last */
    gboolean off_page;   /* a coordinate that is no number, or out of the page */
} Pen;

static void
add(const Pen *pen, const char *operators)
{
    g_string_append(pen->content, operators);
}

static void
add_operation(const Pen *pen, const char *operator, const double * operands, guint count)
{
    append_numbers(pen->content, operands, count);
    g_string_append_c(pen->content, ' ');
    add(pen, operator);
    g_string_append_c(pen->content, '\n');
}

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
end_text(Pen *pen)
{
    if (pen->text)
        add(pen, "ET\n");
    pen->text = FALSE;
}

static void
begin_text(Pen *pen)
{
    if (!pen->text)
        add(pen, "BT\n");
    pen->text = TRUE;
}

static void
end_mark(Pen *pen)
{
    end_text(pen);
    if (pen->mark != MARK_NONE)
        add(pen, "EMC\n");
    pen->mark = MARK_NONE;
}

/* SAID: what stands in the mark stands for BYTES of it; or NULL. */
static void
begin_mark(Pen *pen, const Ink *item, const char *said, gsize bytes)
{
    NodeRole role = g_array_index(pen->layout->nodes, PageNode, item->node).role;

    end_mark(pen);
    pen->mark = kind_of(item);
    pen->node = item->node;
    pen->said = said != NULL;
    if (pen->mark != MARK_CONTENT) {
        add(pen, ARTIFACTS[pen->mark]);
        return;
    }
    /* Poppler hears an ActualText of spans alone, and not within other marks. */
    g_string_append_printf(pen->content, "%s <</MCID %u", said ? "/Span" : role_type(role),
                           pen->owners->len);
    if (said) {
        add(pen, " /ActualText <FEFF");
        append_text_units(pen->content, said, bytes);
        g_string_append_c(pen->content, '>');
    }
    add(pen, ">> BDC\n");
    g_array_append_val(pen->owners, item->node);
}

static void
mark(Pen *pen, const Ink *item)
{
    if (pen->mark != kind_of(item) || pen->node != item->node || pen->said)
        begin_mark(pen, item, NULL, 0);
}

/* ---- colours ---- */
static void
set_colour(const Pen *pen, guint32 *now, guint32 colour, const char *operator)
{
    const double parts[] = {(colour >> 16) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                            (colour & 0xFF) / 255.0};

    if (*now != colour)
        add_operation(pen, operator, parts, G_N_ELEMENTS(parts));
    *now = colour;
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
    g_string_append_printf(pen->content, "/F%d ", run->font);
    add_operation(pen, "Tf", &run->size, 1);
    pen->set = run;
}

static void
move_to(const Pen *pen, double x, double y)
{
    const double matrix[] = {1, 0, 0, 1, x, PAGE_HEIGHT - y};

    add_operation(pen, "Tm", matrix, G_N_ELEMENTS(matrix));
}

/* Two bytes, as they stand in a string (7.3.4.2). */
static void
add_code(GString *content, guint16 glyph)
{
    const char bytes[] = {(char)(glyph >> 8), (char)(glyph & 0xFF)};

    for (guint i = 0; i < sizeof bytes; i++) {
        if (bytes[i] == '(' || bytes[i] == ')' || bytes[i] == '\\')
            g_string_append_c(content, '\\');
        if (bytes[i] == '\r')
            g_string_append(content, "\\r");
        else
            g_string_append_c(content, bytes[i]);
    }
}

/* Glyphs FIRST..END, all on one height, where the font's widths alone don't put them. */
static void
show(const Pen *pen, const Ink *item, guint first, guint end)
{
    const GlyphRun *run = item->run;
    const PdfFont *font = pen->fonts[run->font];
    double x = run->glyphs[first].x, scale = 1000 / run->size, at = 0;
    GString *content = pen->content;

    move_to(pen, item->x + run->x + x, item->baseline + run->y + run->glyphs[first].y);
    add(pen, "[(");
    for (guint i = first; i < end; i++) {
        double off = (run->glyphs[i].x - x) * scale - at;
        if (fabs(off) >= OFF_LEAST) {
            off = round(off);
            g_string_append_c(content, ')');
            append_number(content, -off);
            g_string_append_c(content, '(');
            at += off;
        }
        add_code(content, run->glyphs[i].id);
        at += pdf_font_width(font, run->glyphs[i].id);
    }
    add(pen, ")]TJ\n");
}

static void
show_all(Pen *pen, const Ink *item, guint first, guint end)
{
    const PlacedGlyph *glyphs = item->run->glyphs;

    begin_text(pen);
    set_font(pen, item->run);
    for (guint i = first, next; i < end; i = next) {
        for (next = i + 1; next < end && glyphs[next].y == glyphs[i].y; next++)
            ;
        show(pen, item, i, next);
    }
}

/* The end of what stands for one text from glyph FIRST on. */
static guint
cluster_end(const GlyphRun *run, guint first, guint end)
{
    guint i = first + 1;

    while (i < end && run->glyphs[i].bytes == 0)
        i++;
    return i;
}

/* TRUE when readers learn from the fonts what glyphs FIRST..END stand for: each for its text, or
 * each for one character of the text that is theirs together. */
static gboolean
understood(const Pen *pen, const GlyphRun *run, guint first, guint end, const char *text)
{
    PdfFont *font = pen->fonts[run->font];
    guint bytes = run->glyphs[first].bytes;
    gboolean each = end > first + 1 && g_utf8_strlen(text, bytes) == (glong)(end - first);
    gboolean known = end == first + 1 || each;

    for (guint i = first; i < end; i++) {
        guint one = each ? (guint)(g_utf8_next_char(text) - text) : i == first ? bytes : 0;
        known &= pdf_font_use(font, run->glyphs[i].id, text, one);
        text += one;
    }
    return known;
}

/* Whole clusters, up to the next that its font can't tell, or that one. */
static void
draw_clusters(Pen *pen, const Ink *item, guint first, guint end, gboolean said)
{
    const GlyphRun *run = item->run;
    const char *text = run->text + run_bytes(run, 0, first);
    guint shown = first;

    for (guint i = first, next; i < end; i = next) {
        guint bytes = run->glyphs[i].bytes;
        next = cluster_end(run, i, end);
        if (!understood(pen, run, i, next, text) && !said) {
            if (i > shown) {
                mark(pen, item);
                show_all(pen, item, shown, i);
            }
            begin_mark(pen, item, text, bytes);
            show_all(pen, item, i, next);
            shown = next;
        }
        text += bytes;
    }
    if (end > shown && !said)
        mark(pen, item);
    if (end > shown)
        show_all(pen, item, shown, end);
}

/* A hyphen where a word was cut is drawn, not written: it is neither heard nor copied. */
static void
draw_hyphen(Pen *pen, const Ink *item)
{
    const GlyphRun *run = item->run;

    if (pen->mark != kind_of(item) || pen->node != item->node)
        begin_mark(pen, item, NULL, 0);
    end_text(pen);
    for (guint i = 0; i < run->count; i++)
        pdf_font_outline(pen->fonts[run->font], run->glyphs[i].id, run->size,
                         item->x + run->x + run->glyphs[i].x,
                         PAGE_HEIGHT - item->baseline - run->y - run->glyphs[i].y, pen->content);
}

/* Parts of cut words say in a mark what they stand for: poppler loses what follows a mark within a
 * mark. */
static void
draw_glyphs(Pen *pen, const Ink *item)
{
    const GlyphRun *run = item->run;
    guint tail = item->node ? run->tail : 0, head = item->node ? run->head : 0;

    for (guint i = 0; i < run->count; i++)
        pen->off_page |= !on_page(item->x + run->x + run->glyphs[i].x,
                                  item->baseline + run->y + run->glyphs[i].y);
    if (pen->off_page)
        return;
    set_colour(pen, &pen->fill, run->colour, "rg");
    if (run->hyphen) {
        draw_hyphen(pen, item);
        return;
    }
    if (head == run->count)
        tail = 0;
    if (tail) {
        begin_mark(pen, item, "", 0);
        draw_clusters(pen, item, 0, tail, TRUE);
    }
    if (tail + head < run->count)
        draw_clusters(pen, item, tail, run->count - head, FALSE);
    if (head) {
        begin_mark(pen, item, run->whole, strlen(run->whole));
        draw_clusters(pen, item, run->count - head, run->count, TRUE);
    }
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
    Ink item = *pen->before;
    PlacedGlyph space = {.id = pdf_font_space(pen->fonts[item.run->font]), .bytes = 1};
    GlyphRun run = *item.run;

    space.x = (float)run.width;
    run.text = (char[]){" "};
    run.glyphs = &space;
    run.count = 1;
    run.head = run.tail = 0;
    item.run = &run;
    draw_clusters(pen, &item, 0, 1, FALSE);
    pen->set = pen->before->run;
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

/* ---- shapes ---- */
static void
add_circle(const Pen *pen, double x, double y, double radius)
{
    static const double UNIT[][6] = {{1, ROUND, ROUND, 1, 0, 1},
                                     {-ROUND, 1, -1, ROUND, -1, 0},
                                     {-1, -ROUND, -ROUND, -1, 0, -1},
                                     {ROUND, -1, 1, -ROUND, 1, 0}};
    const double start[] = {x + radius, y};

    add_operation(pen, "m", start, G_N_ELEMENTS(start));
    for (guint i = 0; i < G_N_ELEMENTS(UNIT); i++) {
        double points[6];
        for (guint k = 0; k < G_N_ELEMENTS(points); k++)
            points[k] = (k % 2 ? y : x) + radius * UNIT[i][k];
        add_operation(pen, "c", points, G_N_ELEMENTS(points));
    }
}

static void
add_path(const Pen *pen, const Ink *item)
{
    const double top = PAGE_HEIGHT - item->y, radius = item->width / 2;
    const double box[] = {item->x, top - item->height, item->width, item->height};
    const double end[] = {item->x + item->width, top - item->height}, start[] = {item->x, top};

    if (item->kind == INK_DISC)
        add_circle(pen, item->x + radius, top - radius, radius - item->stroke / 2);
    else if (item->kind == INK_BOX)
        add_operation(pen, "re", box, G_N_ELEMENTS(box));
    else
        add_operation(pen, "m", start, G_N_ELEMENTS(start));
    if (item->kind == INK_LINE)
        add_operation(pen, "l", end, G_N_ELEMENTS(end));
}

static void
draw_shape(Pen *pen, const Ink *item)
{
    pen->off_page |=
        !on_page(item->x, item->y) || !on_page(item->x + item->width, item->y + item->height);
    if (pen->off_page)
        return;
    mark(pen, item);
    end_text(pen);
    if (item->stroke > 0) {
        set_colour(pen, &pen->stroke, item->colour, "RG");
        add_operation(pen, "w", &item->stroke, 1);
    } else {
        set_colour(pen, &pen->fill, item->colour, "rg");
    }
    add_path(pen, item);
    add(pen, item->stroke > 0 ? (item->kind == INK_LINE ? "S\n" : "s\n") : "f\n");
}

/* ---- pages ---- */
gboolean
draw_page(PdfFont *const fonts[FONT_COUNT], const Layout *layout, guint number, GString *content,
          GArray *owners, GError **error)
{
    const GArray *items = ((const Page *)layout->pages->pdata[number])->items;
    Pen pen = {.fonts = fonts,
               .layout = layout,
               .content = content,
               .owners = owners,
               .fill = NO_COLOUR,
               .stroke = NO_COLOUR};
    guint glyphs = 0;

    /* What is no content comes first, behind everything. */
    for (guint i = 0; i < items->len; i++) {
        const Ink *item = &g_array_index(items, Ink, i);
        glyphs += item->kind == INK_GLYPHS ? item->run->count : 0;
        if (item->kind != INK_GLYPHS)
            draw_shape(&pen, item);
        else if (item->run->count)
            draw_words(&pen, item);
    }
    end_mark(&pen);
    if (pen.off_page || glyphs == 0)
        g_set_error(error, PDF_ERROR, PDF_ERROR_DRAW,
                    glyphs ? _("page %u: something lies outside the page") : _("page %u is blank"),
                    number + 1);
    return !pen.off_page && glyphs;
}
