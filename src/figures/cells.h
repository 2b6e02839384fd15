/* SPDX-License-Identifier: Apache-2.0
 *
 * cells.h - contributions gathered by period and scope, and what each cell comes to.  Inside the
 * room figures only.
 */
#pragma once

#include "figures/contribution.h"

/* What a cell was made of, before it becomes a Figure. */
typedef struct {
    char *period;
    char **scope;             /* pairs */
    GPtrArray *contributions; /* Contribution, borrowed */
} Cell;

/* Cells of a breakdown (NULL: the whole) in the periods of their forms, in their years and the
 * term: GPtrArray of Cell, in no order. */
GPtrArray *cells_gather(const Convention *convention, const Breakdown *breakdown,
                        const GArray *contributions);
/* Keep, for each period and organisation, what the latest form of CONTRIBUTIONS gave: nothing in a
 * cell that only an earlier one fills. */
void cells_keep_latest(const Convention *convention, const GArray *contributions, GPtrArray *cells);
Cell *cell_new(const char *period, char **scope);
void cell_free(Cell *cell);

/* One of its contributions, or a side of one, is above zero and under BELOW. */
gboolean cell_has_small(const Cell *cell, guint below);

/* The figure of a cell; EXPECTED is not set here (transfer full). */
Figure *cell_figure(const Cell *cell, const Indicator *indicator);
