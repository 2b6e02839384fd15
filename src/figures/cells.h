/* SPDX-License-Identifier: Apache-2.0
 *
 * cells.h - contributions gathered by period and scope, and what each cell comes to.  Inside the
 * room figures only.
 *
 * A cell adds up as contributions come, form by form, and keeps none of them.
 */
#pragma once

#include "figures/contribution.h"

typedef struct {
    const Indicator *indicator;
    Forms *forms;
    guint period;      /* in Periods */
    char **scope;      /* pairs */
    const char *stood; /* of its forms; or NULL */
    gint64 small;      /* numbers above zero and below it are */
    guint answers, respondents;
    gint64 numerator, denominator;
    gboolean of, over, small_answers;
    guint64 of_forms, over_forms;
    GHashTable *items;  /* of those counted apart: as the forms keep them; or NULL */
    const char *last;   /* of dates; or NULL */
    guint within;       /* of dates: those within the target */
    GPtrArray *sources; /* FigureSource, or NULL: not wanted */
    const char *who;    /* the organisation that gave last; or NULL */
} Cell;

enum { SHARE_CELLS = 3 }; /* of its own period, of the year, and of the term */

/* What one form gives to a scope. */
typedef struct {
    const Standing *form; /* NULL: none yet */
    Cell *cells[SHARE_CELLS];
    guint count; /* of cells: those it counts in */
    guint answers;
    gint64 numerator, denominator;
    gboolean of, over; /* which of both it gave */
    gboolean small_answers;
    GString *texts; /* one a paragraph, in the order of the operands; NULL: none */
} Share;

typedef struct {
    const Convention *convention;
    Forms *forms;
    const Periods *periods;
    const Indicator *const *indicators; /* by period: as its definition has it; NULL: it hasn't, or
                                           not by such lists */
    const Breakdown *breakdown;         /* NULL: the whole */
    const FigureQuery *query;
} Gathering;

/* What stands behind a figure: GPtrArray of FigureSource. */
GPtrArray *sources_new(void);
FigureSource *source_new(const Indicator *indicator, const Forms *forms, const Share *share);
/* By organisation, then submission. */
void sources_sort(GPtrArray *sources);

/* SCOPE: pairs.  With the forms behind it where they are asked for. */
Cell *cell_new(const Gathering *how, guint period, char **scope);
void cell_free(Cell *cell);
/* One of the contributions of its form, which come one behind the other. */
void share_take(Share *share, const Contribution *given);
/* All of them came: its cells have them, and it is empty. */
void share_settle(Share *share);
/* The figure of a cell to which nothing more comes; EXPECTED is not set here (transfer full). */
Figure *cell_figure(Cell *cell, const Periods *periods);

/* Cells of a breakdown in the periods of their forms, in their years and the term: GPtrArray of
 * Cell, in no order.  Each form gives what the definition of its own period says; it counts in a
 * longer one if the indicator is aggregated there in the same way. */
GPtrArray *cells_gather(const Gathering *how, const GArray *contributions);
