/* SPDX-License-Identifier: Apache-2.0
 *
 * A line over periods, each point with its value; several rows are small multiples on one scale.
 * A period without a value is a gap that says why.
 */
#include "chart/pen.h"

#define POINT  4.4
#define STROKE 1.2
#define ABOVE  13.0 /* room for the words over the highest point */
#define BELOW  4.0

static double
slot(const Pen *pen)
{
    return (pen->right - pen->left) / pen->chart->columns->len;
}

static double
point_x(const Pen *pen, guint period)
{
    return pen->left + (period + 0.5) * slot(pen);
}

static double
point_y(const Pen *pen, const ChartValue *value, double height)
{
    return pen->y + height - BELOW - value->size / pen->end * (height - ABOVE - BELOW);
}

static const ChartCell *
given_cell(const ChartRow *row, guint period)
{
    const ChartCell *cell = period < row->cells->len ? row->cells->pdata[period] : NULL;

    return cell && cell->now.state == CHART_GIVEN ? cell : NULL;
}

/* ---- head and foot ---- */
static void
draw_key(Pen *pen, guint number, double x, double y)
{
    (void)number;
    ink_box(pen->ink, x, y + PEN_MARK / 2, PEN_MARK, PEN_HAIR, COLOUR_TEXT);
}

static void
head(Pen *pen)
{
    const KeyItem item = {pen->chart->target, draw_key, 0};

    if (pen->chart->target)
        pen_key(pen, &item, 1);
}

static void
foot(Pen *pen)
{
    double height = 0;

    for (guint i = 0; i < pen->chart->columns->len; i++) {
        const ChartColumn *column = pen->chart->columns->pdata[i];
        double y = pen->y + 2;
        y += pen_lines(pen, column->label, STYLE_NOTE, PEN_CENTRE, point_x(pen, i), y, slot(pen));
        if (column->detail)
            y += pen_lines(pen, column->detail, STYLE_NOTE, PEN_CENTRE, point_x(pen, i), y,
                           slot(pen));
        height = MAX(height, y - pen->y);
    }
    pen->y += height;
}

/* ---- rows ---- */
/* Words stand over their point; under it where the line comes from above on both sides, and there
 * is room. */
static double
words_y(const Pen *pen, const ChartRow *row, guint period, double y, double height)
{
    const double leading = text_style(STYLE_CELL)->leading;
    const ChartCell *own = given_cell(row, period);
    const ChartCell *left = period ? given_cell(row, period - 1) : NULL;
    const ChartCell *right = given_cell(row, period + 1);
    const gboolean valley = (left || right) && (!left || left->now.size > own->now.size) &&
                            (!right || right->now.size > own->now.size);

    if (valley && y + POINT / 2 + leading < pen->y + height - BELOW)
        return y + POINT / 2;
    return y - POINT / 2 - leading + 1;
}

static void
draw_point(Pen *pen, const ChartRow *row, guint period, double height)
{
    const ChartCell *cell = row->cells->pdata[period];
    const ChartCell *next = given_cell(row, period + 1);
    const double x = point_x(pen, period), y = point_y(pen, &cell->now, height);

    if (cell->target.state == CHART_GIVEN)
        ink_box(pen->ink, x - slot(pen) / 2, point_y(pen, &cell->target, height), slot(pen),
                PEN_HAIR, COLOUR_TEXT);
    if (cell->now.state == CHART_ABSENT)
        return;
    if (cell->now.state != CHART_GIVEN) {
        pen_words(pen, cell->now.words, STYLE_CELL_QUIET, PEN_CENTRE, x,
                  y - text_style(STYLE_CELL)->leading);
        return;
    }
    if (next)
        ink_line(pen->ink, x, y, slot(pen), point_y(pen, &next->now, height) - y, STROKE,
                 COLOUR_ACCENT);
    ink_disc(pen->ink, x - POINT / 2, y - POINT / 2, POINT, 0, COLOUR_ACCENT);
    pen_words(pen, cell->now.words, STYLE_CELL, PEN_CENTRE, x,
              words_y(pen, row, period, y, height));
}

static void
row_ink(Pen *pen, const ChartRow *row, double height)
{
    for (guint i = 0; i < row->cells->len && i < pen->chart->columns->len; i++)
        draw_point(pen, row, i, height);
    ink_box(pen->ink, pen->left, pen->y + height - BELOW, pen->right - pen->left, PEN_HAIR,
            COLOUR_TEXT);
}

const PlotKind PLOT_TREND = {64, head, row_ink, foot};
