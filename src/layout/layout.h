/* SPDX-License-Identifier: Apache-2.0
 *
 * layout.h - a document measured, broken into lines and pages: a display list.
 *
 * Whoever draws it needs no text engine: glyphs, their places and the text that they stand for are
 * all there.  Lengths are points, from the upper left corner of the page.
 *
 * Each item belongs to a node of the structure (paragraph, cell…), so that tags can be emitted.
 * Node 0 is the document itself and holds what is no content: running heads, rules, repeated table
 * heads.  Nodes stand in pre-order, and the items of a page in the order of their nodes.
 */
#pragma once

#include "document/document.h"
#include "typeset/ink.h"

/* A4, and the frame that nothing leaves but running head and foot, and the hyphen of a cut word,
 * which hangs over the right edge. */
#define PAGE_WIDTH   595.276
#define PAGE_HEIGHT  841.89
#define FRAME_LEFT   51.0
#define FRAME_RIGHT  521.6
#define FRAME_TOP    79.5
#define FRAME_BOTTOM 768.0
#define MARGIN_WIDTH 113.4 /* the margin column, at the left of the frame */
#define TEXT_LEFT    181.4 /* the text column, up to FRAME_RIGHT: 120 mm */

typedef enum {
    ROLE_DOCUMENT,
    ROLE_HEADING_1,
    ROLE_HEADING_2,
    ROLE_HEADING_3,
    ROLE_PARAGRAPH,
    ROLE_NOTE,
    ROLE_QUOTE,
    ROLE_LIST,
    ROLE_LIST_ITEM,
    ROLE_LIST_LABEL,
    ROLE_LIST_BODY,
    ROLE_TABLE,
    ROLE_CAPTION,
    ROLE_TABLE_HEAD, /* the rows that stand again on each page, and */
    ROLE_TABLE_BODY, /* the others */
    ROLE_TABLE_ROW,
    ROLE_HEAD_CELL, /* of a column */
    ROLE_ROW_CELL,  /* names its row */
    ROLE_CELL,
    ROLE_FIGURE,
    ROLE_CONTENTS,
    ROLE_CONTENTS_ITEM,
    ROLE_LINK,      /* on one line: words broken over two lines are two links */
    ROLE_WORDS,     /* before, between and after links; no element of its own */
    ROLE_SIGNATURE, /* the place to sign; see Layout.fields */
    ROLE_COUNT,
} NodeRole;

typedef struct {
    NodeRole role;
    guint parent;
    guint span;         /* columns that a cell takes; 0 and 1: one */
    const char *alt;    /* figures, links, fields: what is said in their place; borrowed; or NULL */
    const char *target; /* ROLE_LINK: name of the anchor that it leads to; contents: NULL */
    int target_page;    /* ROLE_LINK: page (from 0) and height that it leads to */
    double target_y;
    guint page; /* ROLE_FIGURE: page (from 0) and place */
    double x, y, width, height;
} PageNode;

typedef struct {
    GArray *items; /* Ink */
} Page;

typedef struct {
    char *title;
    int level;
    guint page; /* from 0 */
    double y;
} OutlineEntry;

/* A place with a name: the target of links, and a named destination of the PDF. */
typedef struct {
    char *name;
    char *title; /* what stands there, for who doesn't see it: a heading, a caption, "Page 12" */
    guint page;  /* from 0 */
    double y;
} Anchor;

/* A place to sign. */
typedef struct {
    char *id, *tip;
    guint page, node;
    double x, y, width, height;
} SignatureField;

typedef struct {
    GPtrArray *pages;    /* Page */
    GArray *nodes;       /* PageNode */
    GPtrArray *outline;  /* OutlineEntry */
    GPtrArray *anchors;  /* Anchor */
    GPtrArray *fields;   /* SignatureField */
    GPtrArray *runs;     /* GlyphRun, all */
    GStringChunk *words; /* of nodes */
} Layout;

#define LAYOUT_ERROR layout_error_quark()
GQuark layout_error_quark(void);

typedef enum {
    LAYOUT_ERROR_ANCHOR, /* two places with one name */
    LAYOUT_ERROR_TARGET, /* words lead to a name that nothing bears */
} LayoutError;

/* NULL with ERROR, of typeset too (transfer full).  Names and words are borrowed from DOCUMENT. */
Layout *layout_document(const Document *document, GError **error);
void layout_free(Layout *layout);

/* The words on a page, line by line (transfer full); a cut word stands whole where it begins. */
char *layout_page_text(const Layout *layout, guint page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Layout, layout_free)
