/* SPDX-License-Identifier: Apache-2.0
 *
 * Counts as cells side by side, one for each; where they are too many for that, as the same marks
 * drawn out.  Marks differ in shape, so that they are told apart without colour.
 */
#include "chart/pen.h"

#define PITCH_MOST  9.0
#define PITCH_LEAST 5.5 /* below, cells are drawn as one */
#define BETWEEN     (PITCH_MOST - PEN_MARK)
#define THICK       1.9
#define THIN        0.6
#define DOT         2.2

/* ---- marks ---- */
static void
frame(Pen *pen, double x, double y, double width, double stroke, guint32 colour)
{
    stroke = MIN(stroke, width / 2);
    ink_box(pen->ink, x, y, width, stroke, colour);
    ink_box(pen->ink, x, y + PEN_MARK - stroke, width, stroke, colour);
    ink_box(pen->ink, x, y + stroke, stroke, PEN_MARK - 2 * stroke, colour);
    ink_box(pen->ink, x + width - stroke, y + stroke, stroke, PEN_MARK - 2 * stroke, colour);
}

static void
dots(Pen *pen, double x, double y, double width)
{
    guint count = MAX((guint)(width / PEN_MARK), 1);

    for (guint i = 0; i < count; i++)
        ink_disc(pen->ink, x + width * (i + 0.5) / count - DOT / 2, y + (PEN_MARK - DOT) / 2, DOT,
                 0, COLOUR_QUIET);
}

static void
mark(Pen *pen, ChartUnit kind, double x, double y, double width)
{
    switch (kind) {
    case UNIT_FULL:
        ink_box(pen->ink, x, y, width, PEN_MARK, COLOUR_ACCENT);
        break;
    case UNIT_FRAME:
        frame(pen, x, y, width, THICK, COLOUR_ACCENT);
        break;
    case UNIT_HALF:
        frame(pen, x, y, width, THIN, COLOUR_ALERT);
        ink_box(pen->ink, x, y + PEN_MARK / 2, width, PEN_MARK / 2, COLOUR_ALERT);
        break;
    case UNIT_OUTLINE:
        frame(pen, x, y, width, THIN, COLOUR_QUIET);
        break;
    case UNIT_DASH:
        ink_box(pen->ink, x, y + (PEN_MARK - THICK) / 2, width, THICK, COLOUR_QUIET);
        break;
    case UNIT_DOT:
        dots(pen, x, y, width);
        break;
    }
}

static void
draw_key(Pen *pen, guint number, double x, double y)
{
    mark(pen, ((const ChartColumn *)pen->chart->columns->pdata[number])->unit, x, y, PEN_MARK);
}

/* ---- rows ---- */
static StyleId
detail_style(const ChartRow *row)
{
    return row->total ? STYLE_CELL_STRONG : STYLE_CELL;
}

static double
row_sum(const ChartRow *row)
{
    double sum = 0;

    for (guint i = 0; i < row->cells->len; i++)
        sum += ((const ChartCell *)row->cells->pdata[i])->now.size;
    return sum;
}

static void
head(Pen *pen)
{
    const GPtrArray *columns = pen->chart->columns;
    g_autofree KeyItem *items = g_new0(KeyItem, columns->len);

    pen->end = 0;
    for (guint i = 0; i < pen->chart->rows->len; i++)
        pen->end = MAX(pen->end, row_sum(pen->chart->rows->pdata[i]));
    pen->end = MAX(pen->end, 1);
    for (guint i = 0; i < columns->len; i++)
        items[i] = (KeyItem){((const ChartColumn *)columns->pdata[i])->label, draw_key, i};
    pen_key(pen, items, columns->len);
}

static void
row_ink(Pen *pen, const ChartRow *row, double height)
{
    const double pitch = MIN(PITCH_MOST, (pen->right - pen->left - pen->room) / pen->end);
    const double y = pen->y + (height - PEN_MARK) / 2, leading = text_style(STYLE_CELL)->leading;
    double x = pen->left;

    for (guint i = 0; i < row->cells->len && i < pen->chart->columns->len; i++) {
        const ChartColumn *column = pen->chart->columns->pdata[i];
        guint count = (guint)((const ChartCell *)row->cells->pdata[i])->now.size;
        if (count && pitch < PITCH_LEAST)
            mark(pen, column->unit, x, y, count * pitch);
        for (guint k = 0; k < count && pitch >= PITCH_LEAST; k++)
            mark(pen, column->unit, x + k * pitch, y, pitch * (1 - BETWEEN / PITCH_MOST));
        x += count * pitch;
    }
    if (row->detail)
        pen_words(pen, row->detail, detail_style(row), PEN_LEFT, x + PEN_SPACE,
                  pen->y + (height - leading) / 2);
}

static double
room(const Pen *pen, const ChartRow *row)
{
    return row->detail ? PEN_SPACE + pen_measure(pen, row->detail, detail_style(row)) : 0;
}

const PlotKind PLOT_UNITS = {
    .label_most = 0.42,
    .row = 15,
    .only_row = 15,
    .detail_ends = TRUE,
    .room = room,
    .head = head,
    .row_ink = row_ink,
};
