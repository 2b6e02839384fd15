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

/* ---- words ---- */
/* Beside small multiples there is no room for it. */
static gboolean
says_before(const Pen *pen, const ChartCell *cell)
{
    return cell->before.state == CHART_GIVEN && pen->chart->columns->len == 1;
}

/* Width of the words at a bar's end. */
static double
cell_words(const Pen *pen, const ChartCell *cell, StyleId style)
{
    double width = cell->now.words ? pen_measure(pen, cell->now.words, style) : 0;

    if (says_before(pen, cell))
        width += 2 * PEN_SPACE + pen_measure(pen, cell->before.words, STYLE_CELL_QUIET);
    return width;
}

static StyleId
value_style(const ChartRow *row, const ChartCell *cell)
{
    if (row->total)
        return STYLE_CELL_STRONG;
    return cell->now.state == CHART_GIVEN ? STYLE_CELL : STYLE_CELL_QUIET;
}

static double
room(const Pen *pen, const ChartRow *row)
{
    double widest = 0;

    for (guint i = 0; i < row->cells->len; i++) {
        const ChartCell *cell = row->cells->pdata[i];
        double tick = cell->target.state == CHART_GIVEN ? STROKE + PEN_SPACE : 0;
        widest = MAX(widest, cell_words(pen, cell, value_style(row, cell)) + tick);
    }
    return widest;
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
    const StyleId style = value_style(row, cell);
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
    end += PEN_SPACE;
    /* Where the tick would stand in the words, they stand behind it. */
    if (cell->target.state == CHART_GIVEN && x + target + STROKE > end - PEN_SPACE &&
        x + target - STROKE < end + cell_words(pen, cell, style) + PEN_SPACE)
        end = x + target + STROKE + PEN_SPACE;
    pen_words(pen, cell->now.words, style, PEN_LEFT, end, top);
    if (says_before(pen, cell))
        pen_words(pen, cell->before.words, STYLE_CELL_QUIET, PEN_RIGHT,
                  end + cell_words(pen, cell, style), top);
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

const PlotKind PLOT_BARS = {
    .label_most = 0.36,
    .row = 17,
    .only_row = 17,
    .room = room,
    .head = head,
    .row_ink = row_ink,
};
