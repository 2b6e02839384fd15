/* SPDX-License-Identifier: Apache-2.0
 *
 * chart.h - what a chart says: values by rows and columns, and nothing of how they are drawn.
 *
 * Every value is given with the words that stand for it in tables: a chart shows no other figure.
 * A masked value has no size, so that nothing drawn from it can tell it.  Functions take over the
 * Prose given to them; other words are copied, and French spacing is put in.
 */
#pragma once

#include "document/prose.h"

typedef enum {
    CHART_BARS,  /* values as bars from zero; several columns: small multiples on one scale */
    CHART_TREND, /* a line a row; columns are periods, oldest first */
    CHART_UNITS, /* counts as cells side by side, each column with its mark */
} ChartKind;

/* Columns of CHART_BARS, and of CHART_TREND: more would leave no room to draw. */
enum { CHART_PANELS_MOST = 4, CHART_PERIODS_MOST = 12 };

typedef enum {
    CHART_ABSENT,  /* nothing stands there */
    CHART_GIVEN,   /* a number */
    CHART_MASKED,  /* there is one, not shown */
    CHART_MISSING, /* nobody gave it */
} ChartState;

typedef struct {
    ChartState state;
    double size; /* CHART_GIVEN: 0 or more; else 0 */
    char *words; /* as written beside it: "72,5 %", "s", "n.c." */
    char *said;  /* in alternative text; NULL: WORDS */
} ChartValue;

typedef struct {
    ChartValue now, before, target;
} ChartCell;

/* Of CHART_UNITS: each is told from the others without colour. */
typedef enum {
    UNIT_FULL,    /* it is there */
    UNIT_FRAME,   /* it is there, and empty */
    UNIT_HALF,    /* it came, and is not good yet */
    UNIT_OUTLINE, /* it is not there */
    UNIT_DASH,    /* it need not be */
    UNIT_DOT,     /* not yet */
} ChartUnit;

typedef struct {
    char *label;  /* of panel, period or mark; NULL: the only column */
    char *detail; /* below it, secondary; or NULL */
    ChartUnit unit;
} ChartColumn;

typedef struct {
    Prose *label;
    char *detail;     /* at the right edge, secondary: "5 sur 5"; or NULL */
    gboolean total;   /* SemiBold */
    GPtrArray *cells; /* ChartCell, one a column */
} ChartRow;

typedef struct {
    ChartKind kind;
    Prose *title;    /* the finding, or what is shown */
    Prose *subtitle; /* what, where, when, n sur N; or NULL */
    char *said;      /* alternative text begins with it: "Barres par académie" */
    char *now,
        *before;  /* what the values are of: "2013-2014"; BEFORE NULL: nothing stands behind */
    char *target; /* "objectif", or NULL */
    double top;   /* end of the scale, at least; 0: the greatest value */
    GPtrArray *columns; /* ChartColumn */
    GPtrArray *rows;    /* ChartRow */
    GPtrArray *notes;   /* Prose, below */
} Chart;

Chart *chart_new(ChartKind kind, Prose *title, Prose *subtitle, const char *said);
void chart_free(Chart *chart);
/* What its values are of, and what is compared with them; see Chart. */
void chart_names(Chart *chart, const char *now, const char *before, const char *target);
void chart_column(Chart *chart, const char *label, const char *detail, ChartUnit unit);
ChartRow *chart_row(Chart *chart, Prose *label, const char *detail); /* borrowed */
void chart_note(Chart *chart, Prose *note);

/* Each adds a cell to ROW. */
void chart_given(ChartRow *row, double size, const char *words);
void chart_unknown(ChartRow *row, ChartState state, const char *words, const char *said);
/* Of the last cell of ROW. */
void chart_before(ChartRow *row, double size, const char *words);
void chart_target(ChartRow *row, double size, const char *words);

/* The same in words, of COUNT rows from FIRST (transfer full). */
char *chart_words(const Chart *chart, guint first, guint count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Chart, chart_free)
