/* SPDX-License-Identifier: Apache-2.0
 *
 * Words and keys of charts.
 */
#include "chart/pen.h"

double
pen_measure(const Pen *pen, const char *text, StyleId style)
{
    g_autoptr(GPtrArray) prose = prose_new(text);
    double natural, word;

    typeset_measure(pen->typesetter, prose, style, &natural, &word);
    return natural;
}

double
pen_lines(Pen *pen, const char *text, StyleId style, PenAlign align, double x, double y,
          double width)
{
    g_autoptr(GPtrArray) prose = prose_new(text);
    g_autoptr(GPtrArray) lines = typeset_lines(pen->typesetter, prose, style, width);

    for (guint i = 0; i < lines->len; i++) {
        const TextLine *line = lines->pdata[i];
        double before = align == PEN_LEFT ? 0 : align == PEN_RIGHT ? line->width : line->width / 2;
        typeset_place(pen->ink, line, style, x - before, y + i * text_style(style)->leading);
    }
    return lines->len * text_style(style)->leading;
}

void
pen_words(Pen *pen, const char *text, StyleId style, PenAlign align, double x, double y)
{
    pen_lines(pen, text, style, align, x, y, 0);
}

/* On one line. */
static double
key_width(const Pen *pen, const KeyItem *items, guint count)
{
    double width = 0;

    for (guint i = 0; i < count; i++)
        width +=
            (i ? PEN_GAP : 0) + PEN_MARK + PEN_SPACE + pen_measure(pen, items[i].words, STYLE_NOTE);
    return width;
}

/* Where values stand, or where that is too narrow over the whole width. */
void
pen_key(Pen *pen, const KeyItem *items, guint count)
{
    const double leading = text_style(STYLE_NOTE)->leading;
    const double left = key_width(pen, items, count) > pen->right - pen->left ? 0 : pen->left;
    double x = left;

    for (guint i = 0; i < count; i++) {
        double words = pen_measure(pen, items[i].words, STYLE_NOTE);
        double width = PEN_MARK + PEN_SPACE + words;
        if (x > left && x + width > pen->right) {
            x = left;
            pen->y += leading + 1;
        }
        items[i].draw(pen, items[i].number, x, pen->y + (leading - PEN_MARK) / 2);
        pen_words(pen, items[i].words, STYLE_NOTE, PEN_LEFT, x + PEN_MARK + PEN_SPACE, pen->y);
        x += width + PEN_GAP;
    }
    pen->y += leading + 5;
}
