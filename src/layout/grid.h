/* SPDX-License-Identifier: Apache-2.0
 *
 * grid.h - the columns of a table: how wide, and on what their numbers are aligned.  Inside this
 * room only.
 */
#pragma once

#include "layout/flow.h"

enum { COLUMNS_MAX = 24 };

#define ZEBRA_INSET 4.0 /* of the words from the edges of what is shaded */

typedef struct {
    Flow *flow;
    const Table *table;
    guint columns, node, body;
    gboolean zebra;
    double left, width;
    double x[COLUMNS_MAX], w[COLUMNS_MAX];
    double right[COLUMNS_MAX]; /* widest part right of the mark that numbers are aligned on */
    const Strip *again;        /* its head, for the next pages */
} Grid;

/* One cell over all columns. */
static inline gboolean
row_spans(const TableRow *row)
{
    return row->kind == ROW_GROUP || row->kind == ROW_MORE;
}

StyleId cell_style(const Table *table, const TableRow *row, guint column);
/* Sets left, width, x, w and right. */
void set_columns(Grid *grid);
/* What stands at the right of PROSE's mark: its decimals, "%", "sur 18"; FALSE when it is no number
 * ("s", "n.c."), and ends at the column's edge. */
gboolean right_of_mark(const Grid *grid, const Prose *prose, StyleId style, double *right);
