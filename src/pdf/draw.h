/* SPDX-License-Identifier: Apache-2.0
 *
 * draw.h - a layout drawn by cairo.  Inside this room only.
 */
#pragma once

#include "layout/layout.h"
#include "pdf/pdf.h"

/* What a marked sequence of a content stream is (ISO 32000-1, 14.8.2.2 for all but content). */
typedef enum {
    MARK_CONTENT,
    MARK_HEADER,
    MARK_FOOTER,
    MARK_REPEATED, /* words that stand elsewhere too: a table's head on its next page */
    MARK_LAYOUT,   /* rules, frames */
} MarkKind;

typedef struct {
    MarkKind kind;
    guint node;       /* MARK_CONTENT */
    const char *text; /* that its glyphs stand for, when they don't say so themselves; else NULL;
                       * borrowed from the layout */
} Mark;

typedef struct {
    GBytes *bytes;    /* pages as cairo writes them; their structure is just the marks */
    GPtrArray *marks; /* of each page, in order: GArray of Mark */
} Drawing;

/* NULL with ERROR (transfer full). */
Drawing *draw_pages(const Layout *layout, GError **error);
void drawing_free(Drawing *drawing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Drawing, drawing_free)
