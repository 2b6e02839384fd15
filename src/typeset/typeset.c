/* SPDX-License-Identifier: Apache-2.0
 *
 * Words into lines: one PangoLayout for each paragraph, bounded; then runs of glyphs that need no
 * text engine any more.
 */
#include "typeset/typeset.h"

#include <pango/pango.h>
#include <string.h>

#include "base/i18n.h"
#include "typeset/join.h"
#include "typeset/prepare.h"
#include "typeset/runs.h"

G_DEFINE_QUARK(copil - typeset - error - quark, typeset_error)

/* Pango's time grows with the square of a layout's length, and beyond 250,000 bytes it draws
 * nothing and says nothing: longer paragraphs are set piece by piece. */
enum { PIECE_MAX = 20000 };

#define RAISED_SIZE 0.68
#define RAISED_BY   0.33

struct Typesetter {
    const Fonts *fonts;
    HyphenDict *dict;
    GPtrArray *runs;
    RunFaults faults;
};

Typesetter *
typesetter_new(GError **error)
{
    g_autoptr(Typesetter) typesetter = g_new0(Typesetter, 1);

    typesetter->runs = g_ptr_array_new_with_free_func(glyph_run_free);
    typesetter->faults.missing = g_string_new(NULL);
    typesetter->fonts = fonts_get(error);
    if (!typesetter->fonts)
        return NULL;
    typesetter->dict = hyphen_get(error);
    return typesetter->dict ? g_steal_pointer(&typesetter) : NULL;
}

void
typesetter_free(Typesetter *typesetter)
{
    if (!typesetter)
        return;
    if (typesetter->runs)
        g_ptr_array_unref(typesetter->runs);
    g_string_free(typesetter->faults.missing, TRUE);
    g_free(typesetter);
}

gboolean
typesetter_check(const Typesetter *typesetter, GError **error)
{
    if (typesetter->faults.missing->len) {
        g_set_error(error, TYPESET_ERROR, TYPESET_ERROR_GLYPH,
                    _("the document's font has no glyph for: %s"), typesetter->faults.missing->str);
        return FALSE;
    }
    if (typesetter->faults.blank) {
        g_set_error(error, TYPESET_ERROR, TYPESET_ERROR_BLANK, _("%u lines of words gave no ink"),
                    typesetter->faults.blank);
        return FALSE;
    }
    return TRUE;
}

GPtrArray *
typesetter_take_runs(Typesetter *typesetter)
{
    return g_steal_pointer(&typesetter->runs);
}

/* ---- attributes ---- */
static void
insert(PangoAttrList *list, PangoAttribute *attribute, gsize start, gsize end)
{
    attribute->start_index = (guint)start;
    attribute->end_index = (guint)end;
    pango_attr_list_insert(list, attribute);
}

static void
insert_colour(PangoAttrList *list, guint32 colour, gsize start, gsize end)
{
    insert(list,
           pango_attr_foreground_new((guint16)((colour >> 16) * 257),
                                     (guint16)((colour >> 8 & 0xFF) * 257),
                                     (guint16)((colour & 0xFF) * 257)),
           start, end);
}

static void
insert_mark(PangoAttrList *list, const PreparedMark *mark, const TextStyle *style, gsize start,
            gsize end)
{
    if (mark->raised) {
        insert(list, pango_attr_size_new_absolute((int)(style->size * RAISED_SIZE * PANGO_SCALE)),
               start, end);
        insert(list, pango_attr_rise_new((int)(style->size * RAISED_BY * PANGO_SCALE)), start, end);
        return;
    }
    if (mark->style == SPAN_STRONG || mark->style == SPAN_ALERT)
        insert(list, pango_attr_weight_new(PANGO_WEIGHT_SEMIBOLD), start, end);
    if (mark->style == SPAN_CITED)
        insert(list, pango_attr_style_new(PANGO_STYLE_ITALIC), start, end);
    if (mark->target) {
        insert_colour(list, COLOUR_ACCENT, start, end);
        insert(list, target_attribute(mark->target), start, end);
    } else if (mark->style == SPAN_QUIET) {
        insert_colour(list, COLOUR_QUIET, start, end);
    } else if (mark->style == SPAN_ALERT) {
        insert_colour(list, COLOUR_ALERT, start, end);
    }
}

static PangoAttrList *
attributes(const Prepared *prepared, const TextStyle *style, gsize start, gsize end)
{
    PangoAttrList *list = pango_attr_list_new();

    /* Ligatures and contextual forms would stand for several characters, and break copying. */
    pango_attr_list_insert(list, pango_attr_font_features_new(style->tabular
                                                                  ? "liga=0,clig=0,calt=0,tnum=1"
                                                                  : "liga=0,clig=0,calt=0"));
    pango_attr_list_insert(list, pango_attr_fallback_new(FALSE));
    for (guint i = 0; i < prepared->marks->len; i++) {
        const PreparedMark *mark = &g_array_index(prepared->marks, PreparedMark, i);
        if (mark->start < end && mark->end > start)
            insert_mark(list, mark, style, MAX(mark->start, start) - start,
                        MIN(mark->end, end) - start);
    }
    return list;
}

/* ---- layouts ---- */
static PangoLayout *
make_layout(const Typesetter *typesetter, const Prepared *prepared, gsize start, gsize end,
            const TextStyle *style, double width)
{
    PangoLayout *layout = pango_layout_new(fonts_context(typesetter->fonts));
    PangoFontDescription *font = pango_font_description_new();
    PangoAttrList *list = attributes(prepared, style, start, end);

    pango_font_description_set_family_static(font, "Inter");
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_font_description_set_weight(font, style->font == FONT_SEMIBOLD ? PANGO_WEIGHT_SEMIBOLD
                                                                         : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font, style->font == FONT_ITALIC ? PANGO_STYLE_ITALIC
                                                                      : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_attributes(layout, list);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    if (width > 0) {
        pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
        pango_layout_set_justify(layout, style->justified);
    }
    pango_layout_set_text(layout, prepared->text->str + start, (int)(end - start));
    pango_attr_list_unref(list);
    pango_font_description_free(font);
    return layout;
}

/* The end of the piece that begins at START: the paragraph's, or at most PIECE_MAX on, at a space
 * when there is one not too far back. */
static gsize
piece_end(const char *text, gsize start, gsize end)
{
    gsize limit = start + PIECE_MAX;

    if (limit >= end)
        return end;
    for (gsize i = limit; i > start + PIECE_MAX / 2; i--)
        if (text[i - 1] == ' ')
            return i;
    return (gsize)(g_utf8_find_prev_char(text + start, text + limit + 1) - text);
}

static void
line_free(gpointer data)
{
    TextLine *line = data;

    g_ptr_array_unref(line->runs);
    g_free(line);
}

static TextLine *
add_line(GPtrArray *lines)
{
    TextLine *line = g_new0(TextLine, 1);

    line->runs = g_ptr_array_new();
    g_ptr_array_add(lines, line);
    return line;
}

/* Sets START..END; a paragraph that goes on gives back its last line, which begins the next piece.
 * Returns where that piece begins. */
static gsize
set_piece(Typesetter *typesetter, const Prepared *prepared, gsize start, gsize end, gboolean last,
          const TextStyle *style, double width, GPtrArray *lines)
{
    g_autoptr(PangoLayout) layout = make_layout(typesetter, prepared, start, end, style, width);
    int count = pango_layout_get_line_count(layout);

    if (!last && count > 1)
        count--;
    for (int i = 0; i < count; i++) {
        TextLine *line = add_line(lines);
        line->width =
            runs_of_line(typesetter->fonts, pango_layout_get_line_readonly(layout, i),
                         style->colour, line->runs, typesetter->runs, &typesetter->faults);
    }
    if (count == pango_layout_get_line_count(layout))
        return end;
    return start + (gsize)pango_layout_get_line_readonly(layout, count)->start_index;
}

GPtrArray *
typeset_lines(Typesetter *typesetter, const Prose *prose, StyleId id, double width)
{
    g_autoptr(Prepared) prepared =
        prepare_prose(typesetter->fonts, width > 0 ? typesetter->dict : NULL, prose, id);
    const TextStyle *style = text_style(id);
    const char *text = prepared->text->str;
    GPtrArray *lines = g_ptr_array_new_with_free_func(line_free);

    for (gsize start = 0; start < prepared->text->len;) {
        const char *feed = strchr(text + start, '\n');
        gsize end = feed ? (gsize)(feed - text) : prepared->text->len;
        guint first = lines->len;
        if (start == end)
            add_line(lines);
        while (start < end) {
            gsize stop = piece_end(text, start, end);
            start = set_piece(typesetter, prepared, start, stop, stop == end, style, width, lines);
        }
        join_words(lines, first);
        start = end + 1;
    }
    if (lines->len == 0)
        add_line(lines);
    return lines;
}

void
typeset_place(GArray *ink, const TextLine *line, StyleId style, double x, double y)
{
    for (guint i = 0; i < line->runs->len; i++) {
        const Ink item = {
            .kind = INK_GLYPHS,
            .x = x,
            .y = y,
            .width = line->width,
            .height = text_style(style)->leading,
            .baseline = y + style_baseline(style),
            .run = line->runs->pdata[i],
        };
        g_array_append_val(ink, item);
    }
}

/* ---- measures ---- */
/* What is longer than this is measured by its beginning: it will be broken anyway. */
enum { MEASURED_BYTES = 400 };
/* Longer words are cut anywhere: they don't widen a column. */
#define WORD_EMS 18.0

static double
layout_width(PangoLayout *layout)
{
    int width = 0;

    pango_layout_get_size(layout, &width, NULL);
    return (double)width / PANGO_SCALE;
}

void
typeset_measure(Typesetter *typesetter, const Prose *prose, StyleId id, double *natural,
                double *word)
{
    g_autoptr(Prepared) prepared = prepare_prose(typesetter->fonts, NULL, prose, id);
    g_autoptr(PangoLayout) layout = NULL;
    const TextStyle *style = text_style(id);
    gsize length = prepared->text->len;

    *natural = *word = 0;
    if (length == 0)
        return;
    if (length > MEASURED_BYTES) {
        const char *text = prepared->text->str;
        length = (gsize)(g_utf8_find_prev_char(text, text + MEASURED_BYTES) - text);
    }
    layout = make_layout(typesetter, prepared, 0, length, style, 0);
    *natural = layout_width(layout);
    if (!strpbrk(prepared->text->str, " -\n")) {
        *word = MIN(*natural, style->size * WORD_EMS);
        return;
    }
    /* Broken wherever it can be, the widest line is the longest word. */
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_width(layout, 1);
    *word = MIN(layout_width(layout), style->size * WORD_EMS);
}
