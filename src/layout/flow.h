/* SPDX-License-Identifier: Apache-2.0
 *
 * flow.h - a document as one endless column of strips, before it is cut into pages.  Inside this
 * room only.
 *
 * A strip is what no page break can go through: one line of a paragraph, one line of a table's row,
 * a row of key figures.  Its items' x is that of the page, their y counts from the strip's top.
 */
#pragma once

#include "layout/layout.h"
#include "typeset/typeset.h"

#define TEXT_WIDTH (FRAME_RIGHT - TEXT_LEFT)
#define FULL_WIDTH (FRAME_RIGHT - FRAME_LEFT)
#define GRID       6.75 /* half a line of text */

/* Words on one line, with their nodes. */
typedef struct {
    GArray *items; /* Ink; x and y from the line's upper left corner */
    double width;
} Line;

/* Where on a page a strip may stand. */
typedef enum {
    BEGINS_ANYWHERE,
    BEGINS_PART, /* on what is left of a page: half of it, or room for all up to its first table */
    BEGINS_PAGE, /* at the top */
} Begins;

typedef struct Strip Strip;
struct Strip {
    double before; /* space above it; none at the top of a page */
    double height;
    double beside;  /* height of what stands in the margin column */
    gboolean keep;  /* no page break between it and the next */
    gboolean whole; /* nor here, unless much of the page stayed white */
    Begins begins;
    gboolean grid;        /* its top goes to the next half line of the grid */
    gboolean wide;        /* uses the margin column: goes below what stands there */
    GArray *items;        /* Ink; nodes are those of the flow */
    GArray *margin;       /* Ink in the margin column */
    GPtrArray *fields;    /* SignatureField, or NULL */
    const Strip *again;   /* what goes above it on a new page: its table's head; or NULL */
    const Block *heading; /* what it begins, or NULL */
    guint figure;         /* node of the figure that it is, or 0 */
    guint contents;       /* line of the contents: its node, or 0 */
};

/* A name for the strip that comes next. */
typedef struct {
    const char *name;   /* borrowed */
    const Prose *title; /* what stands there; borrowed; or NULL */
    guint strip;
} Place;

typedef struct {
    Typesetter *typesetter;
    GArray *nodes;       /* PageNode, in pre-order */
    GPtrArray *strips;   /* Strip */
    GPtrArray *again;    /* Strip: heads of tables, for the pages that they go on to */
    GArray *places;      /* Place */
    GStringChunk *words; /* alternative text of nodes */
    GPtrArray *margin;   /* Line: words of the margin that wait for the next strip; or NULL */
} Flow;

Flow *flow_new(Typesetter *typesetter);
void flow_free(Flow *flow);

guint flow_node(Flow *flow, NodeRole role, guint parent);
/* NAME, unless NULL, is that of the next strip. */
void flow_place(Flow *flow, const char *name, const Prose *title);
/* Words set (GPtrArray of Line, transfer full), one line at least; WIDTH as for typeset_lines.
 * Where some of them lead somewhere, all stand in leaves below NODE. */
GPtrArray *flow_lines(Flow *flow, const Prose *prose, StyleId style, double width, guint node);
GPtrArray *lines_new(void); /* none yet; owns its Lines */
/* A new strip at the end of the flow. */
Strip *flow_strip(Flow *flow, double before, double height);
Strip *strip_new(double before, double height);
void strip_free(gpointer strip);
void strip_line(Strip *strip, const Line *line, double x, double y);
/* Read before what is there: stands in the margin column, which others may use right below. */
void strip_beside(Strip *strip, const Line *line, double x, double y);
void strip_box(Strip *strip, double x, double y, double width, double height, guint32 colour);
/* Words for the margin column (GPtrArray of Line, transfer full), read before what comes next. */
GPtrArray *margin_lines(Flow *flow, const Prose *prose, StyleId style);
/* Their first baseline at that of a line of BESIDE. */
void strip_margin(Strip *strip, const GPtrArray *lines, StyleId style, StyleId beside);

/* A paragraph, line by line; its first and last two lines stay together. */
void flow_prose(Flow *flow, const Prose *prose, StyleId style, double x, double width,
                double before, guint node);
/* What comes last stays with what follows. */
void flow_keep(Flow *flow);

/* The kinds of blocks. */
void flow_table(Flow *flow, const Table *table);
void flow_chart(Flow *flow, const Chart *chart);
void flow_cover(Flow *flow, const Cover *cover);
void flow_signatures(Flow *flow, const Block *block);
void flow_document(Flow *flow, const Document *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Flow, flow_free)
