/* SPDX-License-Identifier: Apache-2.0
 *
 * pen.h - what the kinds of charts share.  Inside this room only.
 */
#pragma once

#include "chart/plot.h"

#define PEN_GAP   12.0 /* between columns */
#define PEN_SPACE 4.0  /* between a mark and its words */
#define PEN_MARK  7.4  /* side of a mark */
#define PEN_HAIR  0.5

typedef struct Pen Pen;

/* What a kind of chart does. */
typedef struct {
    double label_most;    /* share of the width that labels may take */
    double row, only_row; /* least height of a row; of the only one */
    gboolean detail_ends; /* the row's detail stands at the end of its ink, not at the right */
    /* Width of the widest words that end what a row has drawn. */
    double (*room)(const Pen *pen, const ChartRow *row);
    /* Each from the pen's y on; head and foot move it. */
    void (*head)(Pen *pen);
    void (*row_ink)(Pen *pen, const ChartRow *row, double height);
    void (*foot)(Pen *pen); /* or NULL */
} PlotKind;

struct Pen {
    Typesetter *typesetter;
    const Chart *chart;
    const PlotKind *kind;
    double label;       /* width of the rows' labels; 0: they have none */
    double left, right; /* of where values stand */
    double row;         /* height of a row, at least */
    double end;         /* of the scale, more than 0 */
    double room;        /* of the words at a row's end: see PlotKind */
    GArray *ink;        /* Ink of the piece */
    double y;           /* where the next thing stands */
};

extern const PlotKind PLOT_BARS, PLOT_TREND, PLOT_UNITS;

typedef enum { PEN_LEFT, PEN_CENTRE, PEN_RIGHT } PenAlign;

double pen_measure(const Pen *pen, const char *text, StyleId style);
/* One line of words, X its edge or centre, Y its top. */
void pen_words(Pen *pen, const char *text, StyleId style, PenAlign align, double x, double y);
/* The same, broken to WIDTH; returns its height. */
double pen_lines(Pen *pen, const char *text, StyleId style, PenAlign align, double x, double y,
                 double width);

/* A key: marks with their words, one after the other, at the pen's y; DRAW draws mark NUMBER into
 * a square of PEN_MARK. */
typedef struct {
    const char *words;
    void (*draw)(Pen *pen, guint number, double x, double y);
    guint number;
} KeyItem;
void pen_key(Pen *pen, const KeyItem *items, guint count);
