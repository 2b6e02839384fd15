/* SPDX-License-Identifier: Apache-2.0
 *
 * flow.h - what a person sees in an OpenDocument text, in reading order: paragraphs and table rows,
 * with the fields and controls that stand in them.
 *
 * White space is collapsed as ODF requires, deleted, hidden and struck text is left out, repeats
 * are expanded within bounds.  Nothing is understood here: that is the business of reading.c.
 */
#pragma once

#include "form/package.h"

#define FLOW_MAX_TEXT  (8u << 20) /* bytes of all texts together */
#define FLOW_MAX_CELLS 100000
#define FLOW_MAX_NAME  300  /* characters of a name or label */
#define FLOW_MAX_ROW   1000 /* cells of one row */

/* A field, control or data element that has a value. */
typedef struct {
    char *name;    /* description, name or alias; may be empty */
    char *label;   /* help text, or NULL */
    char *text;    /* value, cleaned */
    gboolean used; /* its value stands in an answer */
    xmlNode *node; /* where it is shown, borrowed from the document; or NULL */
} Input;

/* An input where it stands in a text. */
typedef struct {
    Input *input; /* borrowed from the flow */
    char *shown;  /* its part of the text */
} Inlay;

enum {
    MARK_FRAME = 1,  /* text of a frame or shape was read into it */
    MARK_NESTED = 2, /* text of a table was read into it */
    MARK_IMAGE = 4,
    MARK_LIST = 8, /* an item of a list without text: its number or bullet is all that shows */
};

typedef enum { COVER_NONE, COVER_COLUMN, COVER_ROW } Cover;

typedef struct {
    char *text; /* cleaned; lines by '\n' */
    guint marks;
    Cover cover;         /* merged with the cell before it, or above it */
    guint columns, rows; /* spanned */
    char *bookmark;      /* name of the first bookmark in it, or NULL */
    GPtrArray *inlays;   /* Inlay */
    xmlNode *node;       /* the cell or paragraph, borrowed from the document */
} FlowCell;

/* A row of a table; or a paragraph, which is one cell of no table. */
typedef struct {
    guint table, row; /* from 1; of a paragraph 0 and its number */
    gboolean header;  /* in the repeated header rows */
    gboolean nested;  /* of a table inside a cell */
    gboolean framed;  /* a paragraph in a frame of its own */
    GPtrArray *cells; /* FlowCell */
} FlowBlock;

typedef struct {
    GPtrArray *blocks; /* FlowBlock, in reading order; a nested row before the row around it */
    GPtrArray *inputs; /* Input */
} Flow;

/* Doubts and what was left out are appended to REMARKS.  NULL, with the finding, when the document
 * is beyond bounds (transfer full). */
Flow *textflow_read(const Package *package, GPtrArray *remarks);
void textflow_free(Flow *flow);

/* "tableau 2, ligne 4" (transfer full). */
char *textflow_where(const FlowBlock *block);

Input *input_new(Flow *flow, const char *name, const char *label, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Flow, textflow_free)
