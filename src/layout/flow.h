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

typedef struct {
    double before; /* space above it; none at the top of a page */
    double height;
    double beside;     /* height of what stands in the margin column */
    gboolean keep;     /* no page break between it and the next */
    gboolean fresh;    /* begins a page */
    gboolean grid;     /* its top goes to the next half line of the grid */
    gboolean wide;     /* uses the margin column: goes below what stands there */
    GArray *items;     /* Ink; nodes are those of the flow */
    GArray *margin;    /* Ink in the margin column */
    GPtrArray *fields; /* SignatureField, or NULL */
    guint row;         /* node of the row that it is a part of, or 0 */
    gboolean begins_row;
    gsize
        head; /* place in the flow of the strip to repeat when a page begins with this one; or 0 */
    const Block *heading;  /* what it begins, or NULL */
    const Block *leads_to; /* line of contents: the heading that it names, or NULL */
    guint link;            /* its node */
} Strip;

typedef struct {
    Typesetter *typesetter;
    GArray *nodes;       /* PageNode */
    GPtrArray *strips;   /* Strip */
    const Prose *margin; /* waits for the next strip; or NULL */
} Flow;

Flow *flow_new(Typesetter *typesetter);
void flow_free(Flow *flow);

guint flow_node(Flow *flow, NodeRole role, guint parent);
/* A new strip at the end of the flow, with the margin's words that waited (borrowed). */
Strip *flow_strip(Flow *flow, double before, double height);
Strip *strip_new(double before, double height);
void strip_free(gpointer strip);
void strip_line(Strip *strip, const TextLine *line, StyleId style, double x, double y, guint node);
void strip_box(Strip *strip, double x, double y, double width, double height, guint32 colour);
/* Words in the margin column, their first baseline at that of a line of BESIDE. */
void flow_margin(Flow *flow, Strip *strip, const Prose *prose, StyleId style, StyleId beside);

/* A paragraph, line by line; its first and last two lines stay together. */
void flow_prose(Flow *flow, const Prose *prose, StyleId style, double x, double width,
                double before, guint node);
/* What comes last stays with what follows. */
void flow_keep(Flow *flow);

/* The kinds of blocks. */
void flow_table(Flow *flow, const Table *table);
void flow_cover(Flow *flow, const Cover *cover);
void flow_signatures(Flow *flow, const Block *block);
void flow_document(Flow *flow, const Document *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Flow, flow_free)
