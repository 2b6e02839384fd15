/* SPDX-License-Identifier: Apache-2.0
 *
 * A line over periods, each point with its value; several rows are small multiples on one scale.
 * A period without a value is a gap that says why.
 */
#include "chart/pen.h"

#include <string.h>

#define POINT  4.4
#define STROKE 1.2
#define DASH   2.5
#define ABOVE  13.0 /* room for the words over the highest point */
#define BELOW  4.0
#define STEEP  6.0 /* a line that rises more over a slot would run through words over its foot */

/* ---- places ---- */
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
base_y(const Pen *pen, double height)
{
    return pen->y + height - BELOW;
}

static double
point_y(const Pen *pen, const ChartValue *value, double height)
{
    return base_y(pen, height) - value->size / pen->end * (height - ABOVE - BELOW);
}

static const ChartCell *
given_cell(const ChartRow *row, guint period)
{
    const ChartCell *cell = period < row->cells->len ? row->cells->pdata[period] : NULL;

    return cell && cell->now.state == CHART_GIVEN ? cell : NULL;
}

/* ---- head and foot ---- */
static void
dashes(Pen *pen, double x, double y, double width)
{
    guint count = MAX((guint)(width / (2 * DASH)), 2);

    for (guint i = 0; i < count; i++)
        ink_box(pen->ink, x + width * i / count, y, MIN(DASH, width), PEN_HAIR * 1.5, COLOUR_TEXT);
}

static void
draw_key(Pen *pen, guint number, double x, double y)
{
    (void)number;
    dashes(pen, x, y + PEN_MARK / 2, PEN_MARK);
}

static void
head(Pen *pen)
{
    const ChartRow *row = pen->chart->rows->pdata[0];
    const ChartCell *cell = row->cells->pdata[0];
    g_autofree char *words = g_strdup_printf("%s : %s", pen->chart->target, cell->target.words);
    const KeyItem item = {words, draw_key, 0};

    if (cell->target.state == CHART_GIVEN)
        pen_key(pen, &item, 1);
}

/* Where one label is too wide for its place, all are broken after their hyphens. */
static gboolean
is_narrow(const Pen *pen)
{
    for (guint i = 0; i < pen->chart->columns->len; i++) {
        const ChartColumn *column = pen->chart->columns->pdata[i];
        if (pen_measure(pen, column->label, STYLE_NOTE) > slot(pen) - PEN_SPACE)
            return TRUE;
    }
    return FALSE;
}

static double
label(Pen *pen, const char *words, gboolean narrow, double x, double y)
{
    const char *hyphen = narrow ? strchr(words, '-') : NULL;
    g_autofree char *broken =
        hyphen ? g_strdup_printf("%.*s\n%s", (int)(hyphen + 1 - words), words, hyphen + 1) : NULL;

    return pen_lines(pen, broken ? broken : words, STYLE_NOTE, PEN_CENTRE, x, y, slot(pen));
}

static void
foot(Pen *pen)
{
    const gboolean narrow = is_narrow(pen);
    double names = pen->y + 2, lowest = names;

    for (guint i = 0; i < pen->chart->columns->len; i++) {
        const ChartColumn *column = pen->chart->columns->pdata[i];
        lowest = MAX(lowest, names + label(pen, column->label, narrow, point_x(pen, i), names));
    }
    names = lowest;
    for (guint i = 0; i < pen->chart->columns->len; i++) {
        const ChartColumn *column = pen->chart->columns->pdata[i];
        if (column->detail)
            lowest = MAX(lowest, names + label(pen, column->detail, FALSE, point_x(pen, i), names));
    }
    pen->y = lowest;
}

/* ---- rows ---- */
static void
draw_lines(Pen *pen, const ChartRow *row, double height)
{
    for (guint i = 0; i < row->cells->len; i++) {
        const ChartCell *cell = row->cells->pdata[i];
        const ChartCell *from = given_cell(row, i), *to = given_cell(row, i + 1);
        if (cell->target.state == CHART_GIVEN)
            dashes(pen, point_x(pen, i) - slot(pen) / 2, point_y(pen, &cell->target, height),
                   slot(pen));
        if (from && to)
            ink_line(pen->ink, point_x(pen, i), point_y(pen, &from->now, height), slot(pen),
                     point_y(pen, &to->now, height) - point_y(pen, &from->now, height), STROKE,
                     COLOUR_ACCENT);
    }
    ink_box(pen->ink, pen->left, base_y(pen, height), pen->right - pen->left, PEN_HAIR,
            COLOUR_TEXT);
}

/* How much higher the line goes to a neighbour. */
static double
rise(const Pen *pen, const ChartRow *row, guint period, const ChartCell *own, double height)
{
    const ChartCell *other = given_cell(row, period);

    return other ? point_y(pen, &own->now, height) - point_y(pen, &other->now, height) : 0;
}

/* Words keep within the plot; what runs behind them is cleared. */
static void
put_words(Pen *pen, const char *words, StyleId style, double x, double top)
{
    const double width = pen_measure(pen, words, style);

    x = MAX(MIN(x, pen->right - width - 1), pen->left + 1);
    ink_box(pen->ink, x - 1, top + 1.5, width + 2, text_style(style)->leading - 3, 0xFFFFFF);
    pen_words(pen, words, style, PEN_LEFT, x, top);
}

/* The line of the target runs through words at TOP. */
static gboolean
is_crossed(const Pen *pen, const ChartCell *cell, double top, double height)
{
    const double y = point_y(pen, &cell->target, height);

    return cell->target.state == CHART_GIVEN && y > top &&
           y < top + text_style(STYLE_CELL)->leading;
}

/* Words stand over their point; beside a line that comes down steeply; between two of them, or
 * where the target would run through them, under the point, where there is room. */
static void
draw_value(Pen *pen, const ChartRow *row, guint period, double height)
{
    const double leading = text_style(STYLE_CELL)->leading;
    const ChartCell *own = given_cell(row, period);
    const double left = period ? rise(pen, row, period - 1, own, height) : 0;
    const double right = rise(pen, row, period + 1, own, height);
    const double y = point_y(pen, &own->now, height);
    const double width = pen_measure(pen, own->now.words, STYLE_CELL);
    const gboolean below = y + POINT / 2 + leading < base_y(pen, height);
    double x = point_x(pen, period) - width / 2, top = y - POINT / 2 - leading + 1;

    if (left > STEEP && right <= STEEP)
        x += width / 2;
    else if (right > STEEP && left <= STEEP)
        x -= width / 2;
    else if (left > STEEP && below)
        top = y + POINT / 2;
    if (below && is_crossed(pen, own, top, height)) {
        top = y + POINT / 2;
        x = point_x(pen, period) - (right < 0 ? width : left < 0 ? 0 : width / 2);
    }
    put_words(pen, own->now.words, STYLE_CELL, x, top);
}

/* On the base line, where no value stands. */
static void
draw_gap(Pen *pen, const ChartCell *cell, guint period, double height)
{
    const double width = pen_measure(pen, cell->now.words, STYLE_CELL_QUIET);

    put_words(pen, cell->now.words, STYLE_CELL_QUIET, point_x(pen, period) - width / 2,
              base_y(pen, height) - text_style(STYLE_CELL_QUIET)->leading);
}

static void
row_ink(Pen *pen, const ChartRow *row, double height)
{
    draw_lines(pen, row, height);
    for (guint i = 0; i < row->cells->len; i++) {
        const ChartCell *cell = row->cells->pdata[i];
        if (cell->now.state == CHART_GIVEN)
            draw_value(pen, row, i, height);
        else if (cell->now.state != CHART_ABSENT)
            draw_gap(pen, cell, i, height);
    }
    for (guint i = 0; i < row->cells->len; i++) {
        const ChartCell *cell = given_cell(row, i);
        if (cell)
            ink_disc(pen->ink, point_x(pen, i) - POINT / 2,
                     point_y(pen, &cell->now, height) - POINT / 2, POINT, 0, COLOUR_ACCENT);
    }
}

static double
room(const Pen *pen, const ChartRow *row)
{
    (void)pen;
    (void)row;
    return 0;
}

const PlotKind PLOT_TREND = {
    .label_most = 0.36,
    .row = 62,
    .only_row = 100,
    .room = room,
    .head = head,
    .row_ink = row_ink,
    .foot = foot,
};
