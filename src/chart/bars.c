/* SPDX-License-Identifier: Apache-2.0
 *
 * Horizontal bars from zero, the value at their end; the period before stands behind in grey and
 * higher, so that it shows whether it was less or more; a tick is the target.
 */
#include "chart/pen.h"

#define BAR    7.0
#define BEHIND 11.0
#define TICK   14.0
#define STROKE 1.4

/* ---- places ---- */
static double
panel_width(const Pen *pen)
{
    guint count = pen->chart->columns->len;

    return (pen->right - pen->left - PEN_GAP * (count - 1)) / count;
}

static double
panel_left(const Pen *pen, guint column)
{
    return pen->left + column * (panel_width(pen) + PEN_GAP);
}

static double
length(const Pen *pen, const ChartValue *value)
{
    double longest = MAX(panel_width(pen) - pen->room - PEN_SPACE, 1);

    return value->state == CHART_GIVEN ? value->size / pen->end * longest : 0;
}

/* ---- head ---- */
static void
draw_key(Pen *pen, guint number, double x, double y)
{
    const double middle = y + PEN_MARK / 2;

    if (number == 0)
        ink_box(pen->ink, x, middle - BAR / 2, PEN_MARK, BAR, COLOUR_ACCENT);
    else if (number == 1)
        ink_box(pen->ink, x, middle - BEHIND / 2, PEN_MARK, BEHIND, COLOUR_RULE);
    else
        ink_box(pen->ink, x + (PEN_MARK - STROKE) / 2, middle - BEHIND / 2, STROKE, BEHIND,
                COLOUR_TEXT);
}

static void
head(Pen *pen)
{
    const Chart *chart = pen->chart;
    KeyItem items[3];
    guint count = 0;
    double height = 0;

    if (chart->before || chart->target)
        items[count++] = (KeyItem){chart->now, draw_key, 0};
    if (chart->before)
        items[count++] = (KeyItem){chart->before, draw_key, 1};
    if (chart->target)
        items[count++] = (KeyItem){chart->target, draw_key, 2};
    if (count)
        pen_key(pen, items, count);
    for (guint i = 0; i < chart->columns->len; i++) {
        const ChartColumn *column = chart->columns->pdata[i];
        double x = panel_left(pen, i), y = pen->y;
        if (column->label)
            y += pen_lines(pen, column->label, STYLE_HEAD, PEN_LEFT, x, y, panel_width(pen));
        if (column->detail)
            y += pen_lines(pen, column->detail, STYLE_NOTE, PEN_LEFT, x, y, panel_width(pen));
        height = MAX(height, y - pen->y);
    }
    pen->y += height ? height + 3 : 0;
}

/* ---- rows ---- */
/* A gap in the bar shows the tick on it, too. */
static void
tick(Pen *pen, double x, double middle)
{
    ink_box(pen->ink, x - STROKE * 1.5, middle - BEHIND / 2, STROKE * 3, BEHIND, 0xFFFFFF);
    ink_box(pen->ink, x - STROKE / 2, middle - TICK / 2, STROKE, TICK, COLOUR_TEXT);
}

static void
draw_cell(Pen *pen, const ChartRow *row, const ChartCell *cell, double x, double middle)
{
    const StyleId style = row->total                       ? STYLE_CELL_STRONG
                          : cell->now.state == CHART_GIVEN ? STYLE_CELL
                                                           : STYLE_CELL_QUIET;
    const double now = length(pen, &cell->now), before = length(pen, &cell->before);
    const double target = length(pen, &cell->target);
    const double top = middle - text_style(style)->leading / 2;
    double end = x + MAX(now, before);

    if (before > 0)
        ink_box(pen->ink, x, middle - BEHIND / 2, before, BEHIND, COLOUR_RULE);
    if (now > 0)
        ink_box(pen->ink, x, middle - BAR / 2, now, BAR, COLOUR_ACCENT);
    if (cell->target.state == CHART_GIVEN)
        tick(pen, x + target, middle);
    if (cell->target.state == CHART_GIVEN && x + target >= end - PEN_SPACE)
        end = MAX(end, x + target + STROKE);
    end += PEN_SPACE;
    pen_words(pen, cell->now.words, style, PEN_LEFT, end, top);
    if (cell->before.state == CHART_GIVEN && pen->chart->columns->len == 1)
        pen_words(pen, cell->before.words, STYLE_CELL_QUIET, PEN_LEFT,
                  end + pen_measure(pen, cell->now.words, style) + 2 * PEN_SPACE, top);
}

static void
row_ink(Pen *pen, const ChartRow *row, double height)
{
    const double middle = pen->y + height / 2;

    for (guint i = 0; i < row->cells->len && i < pen->chart->columns->len; i++) {
        const ChartCell *cell = row->cells->pdata[i];
        double x = panel_left(pen, i);
        if (cell->now.state != CHART_ABSENT)
            draw_cell(pen, row, cell, x, middle);
        ink_box(pen->ink, x - PEN_HAIR, pen->y, PEN_HAIR, height, COLOUR_TEXT);
    }
}

static void
foot(Pen *pen)
{
    (void)pen;
}

const PlotKind PLOT_BARS = {17, head, row_ink, foot};
