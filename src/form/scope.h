/* SPDX-License-Identifier: Apache-2.0
 *
 * scope.h - a text being put together: that of a cell, or of a paragraph outside of tables.
 *
 * Collapses white space (ODF 1.3, part 3, 6.1.2), joins paragraphs by newline, remembers where
 * fields begin.  Private to flow*.c.
 */
#pragma once

#include "form/flow.h"

typedef struct {
    GString *text;
    gboolean space;   /* a white space that follows is dropped */
    gboolean soft;    /* the last character is a space that stands for a line end of the source */
    gboolean joined;  /* the next paragraph continues the last one */
    gboolean pending; /* a newline is due before the next character */
    guint depth;      /* open paragraphs */
    FlowCell *cell;   /* marks, bookmark and inlays are collected here */
} Scope;

Scope *scope_new(void);
void scope_free(Scope *scope);
/* Give up the cell, with its text (transfer full); the scope starts anew. */
FlowCell *scope_take(Scope *scope);

void scope_open_paragraph(Scope *scope);
/* JOINED: the paragraph's end is deleted, so the next one continues it. */
void scope_close_paragraph(Scope *scope, gboolean joined);
/* Text of the document, white space collapsed. */
void scope_put_text(Scope *scope, const char *text);
/* Characters that stand as they are, COUNT times. */
void scope_put(Scope *scope, const char *text, guint count);
/* Where the next character will stand. */
gsize scope_position(Scope *scope);

void textflow_cell_free(gpointer cell);
