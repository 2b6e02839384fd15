/* SPDX-License-Identifier: Apache-2.0
 *
 * pages.h - from one column of strips to pages.  Inside this room only.
 */
#pragma once

#include "layout/flow.h"

/* A line of the contents, whose page number is not known before all pages are. */
typedef struct {
    guint page;
    double y;
    guint node;
} ContentsLine;

/* Fills the layout's pages, nodes, outline, anchors and fields, and CONTENTS (GArray of
 * ContentsLine). */
void make_pages(Layout *layout, const Flow *flow, GArray *contents);
