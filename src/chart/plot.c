/* SPDX-License-Identifier: Apache-2.0
 *
 * What is common to all charts: labels at the left, what accompanies a row at the right, rows one
 * below the other, cut where they must.
 */
#include "chart/plot.h"

#include "chart/pen.h"

#define LABEL_LEAST 0.26 /* of the width: beyond the document's margin column values begin */
#define LABEL_STEP  0.02
#define FOOT_MOST   40.0
#define ROW_SPACE   4.0
#define ROW_APART   9.0 /* of rows whose labels take many lines */

/* Lines that a label may take before labels get more width than the least; rows with no more have
 * all the same height.  Beside small multiples width is scarce. */
static guint
label_aim(const Chart *chart)
{
    return chart->kind == CHART_BARS && chart->columns->len > 1 ? 2 : 1;
}

static const PlotKind *const KINDS[] = {
    [CHART_BARS] = &PLOT_BARS, [CHART_TREND] = &PLOT_TREND, [CHART_UNITS] = &PLOT_UNITS};

static void
piece_free(gpointer data)
{
    PlotPiece *piece = data;

    g_array_unref(piece->ink);
    g_free(piece->words);
    g_free(piece);
}

static StyleId
label_style(const ChartRow *row)
{
    return row->total ? STYLE_LABEL_STRONG : STYLE_LABEL;
}

/* ---- widths ---- */
static guint
label_lines(const Pen *pen, const ChartRow *row, double width)
{
    g_autoptr(GPtrArray) lines =
        typeset_lines(pen->typesetter, row->label, label_style(row), MAX(width, 1));

    return lines->len;
}

/* Labels have as much as leaves values in line with the text, more when one of them would take too
 * many lines, and nothing when there are none. */
static double
label_width(const Pen *pen, double width)
{
    double label = width * LABEL_LEAST, widest = 0;

    for (guint i = 0; i < pen->chart->rows->len; i++) {
        const ChartRow *row = pen->chart->rows->pdata[i];
        double natural, word;
        typeset_measure(pen->typesetter, row->label, label_style(row), &natural, &word);
        widest = MAX(widest, natural);
        while (label < width * pen->kind->label_most &&
               label_lines(pen, row, label) > label_aim(pen->chart))
            label += width * LABEL_STEP;
    }
    return widest > 0 ? label : 0;
}

/* What stands at the right: the target in words, but beside small multiples, and the row's own
 * (transfer full); NULL: nothing. */
static char *
right_words(const Pen *pen, const ChartRow *row)
{
    const ChartCell *cell = row->cells->len == 1 ? row->cells->pdata[0] : NULL;
    const gboolean target = cell && cell->target.state == CHART_GIVEN && pen->chart->target;

    if (pen->kind->detail_ends || (!row->detail && !target))
        return NULL;
    return g_strconcat(target ? pen->chart->target : "", target ? " " : "",
                       target ? cell->target.words : "", target && row->detail ? " ; " : "",
                       row->detail ? row->detail : "", NULL);
}

/* The greatest of a row's values, targets included. */
static double
row_most(const ChartRow *row)
{
    double most = 0;

    for (guint i = 0; i < row->cells->len; i++) {
        const ChartCell *cell = row->cells->pdata[i];
        most = MAX(most, MAX(cell->now.size, MAX(cell->before.size, cell->target.size)));
    }
    return most;
}

static void
set_widths(Pen *pen, double width)
{
    double detail = 0;

    pen->label = label_width(pen, width);
    pen->end = pen->chart->top;
    for (guint i = 0; i < pen->chart->rows->len; i++) {
        const ChartRow *row = pen->chart->rows->pdata[i];
        pen->end = MAX(pen->end, row_most(row));
        /* A hair more than measured, lest rounding has words meet. */
        pen->room = MAX(pen->room, pen->kind->room(pen, row) + 0.5);
        g_autofree char *words = right_words(pen, row);
        if (words)
            detail = MAX(detail, pen_measure(pen, words, STYLE_NOTE) + PEN_GAP);
    }
    pen->end = pen->end > 0 ? pen->end : 1;
    pen->left = pen->label ? pen->label + PEN_GAP : 0;
    pen->right = width - detail;
}

/* ---- rows ---- */
static double
row_height(const Pen *pen, const ChartRow *row)
{
    guint lines = pen->label ? label_lines(pen, row, pen->label) : 0;
    double space = lines > label_aim(pen->chart) ? ROW_APART : ROW_SPACE;

    return MAX(pen->row, lines * text_style(STYLE_LABEL)->leading + space);
}

static void
set_row_height(Pen *pen)
{
    pen->row = pen->chart->rows->len == 1 ? pen->kind->only_row : pen->kind->row;
    for (guint i = 0; pen->label && i < pen->chart->rows->len; i++) {
        guint lines =
            MIN(label_lines(pen, pen->chart->rows->pdata[i], pen->label), label_aim(pen->chart));
        pen->row = MAX(pen->row, lines * text_style(STYLE_LABEL)->leading + ROW_SPACE);
    }
}

static void
draw_row(Pen *pen, const ChartRow *row, double height, double width)
{
    const StyleId style = label_style(row);
    const double leading = text_style(style)->leading;
    g_autoptr(GPtrArray) lines =
        typeset_lines(pen->typesetter, row->label, style, MAX(pen->label, 1));
    double y = pen->y + (height - lines->len * leading) / 2;

    for (guint i = 0; pen->label && i < lines->len; i++)
        typeset_place(pen->ink, lines->pdata[i], style, 0, y + i * leading);
    g_autofree char *words = right_words(pen, row);
    if (words)
        pen_words(pen, words, STYLE_NOTE, PEN_RIGHT, width,
                  pen->y + (height - text_style(STYLE_NOTE)->leading) / 2);
    pen->kind->row_ink(pen, row, height);
    pen->y += height;
}

/* ---- pieces ---- */
/* As many rows from FIRST as are not higher than HIGHEST, one at least. */
static PlotPiece *
make_piece(Pen *pen, guint *first, double width, double highest)
{
    const GPtrArray *rows = pen->chart->rows;
    const double foot = pen->kind->foot ? FOOT_MOST : 0;
    PlotPiece *piece = g_new0(PlotPiece, 1);
    guint i = *first;

    pen->ink = piece->ink = g_array_new(FALSE, FALSE, sizeof(Ink));
    pen->y = 0;
    pen->kind->head(pen);
    for (; i < rows->len; i++) {
        double height = row_height(pen, rows->pdata[i]);
        if (i > *first && pen->y + height + foot > highest)
            break;
        draw_row(pen, rows->pdata[i], height, width);
    }
    if (pen->kind->foot)
        pen->kind->foot(pen);
    piece->height = pen->y;
    piece->words = chart_words(pen->chart, *first, i - *first);
    *first = i;
    return piece;
}

GPtrArray *
plot_chart(Typesetter *typesetter, const Chart *chart, double width, double highest)
{
    GPtrArray *pieces = g_ptr_array_new_with_free_func(piece_free);
    Pen pen = {.typesetter = typesetter, .chart = chart, .kind = KINDS[chart->kind]};

    set_widths(&pen, width);
    set_row_height(&pen);
    for (guint first = 0; first < chart->rows->len;)
        g_ptr_array_add(pieces, make_piece(&pen, &first, width, highest));
    return pieces;
}
