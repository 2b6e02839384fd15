/* SPDX-License-Identifier: Apache-2.0
 *
 * parts.h - what the parts of the walk share.  Inside this room only.
 */
#pragma once

#include "html/html.h"
#include "html/look.h"

typedef struct {
    Markup *markup;
    const Document *document;
    gboolean mail; /* else a page */
} Html;

void html_start(Html *html, LookId look, guint as);
void html_end(Html *html);

/* ---- words.c ---- */
/* TEXT in the element at hand: line feeds break lines; controls and marks of direction are shown by
 * their number. */
void html_text(Html *html, const char *text);
void html_prose(Html *html, const Prose *prose);
/* An element with nothing but these words in it; NULL: no element. */
void html_leaf(Html *html, LookId look, const char *text);
void html_line(Html *html, LookId look, const Prose *prose);
/* On a page: the element just started bears that NAME, or NULL; an attribute leads to it. */
void html_name(Html *html, const char *name);
void html_lead_to(Html *html, const char *name);

/* ---- table.c, blocks.c ---- */
void html_table(Html *html, const Table *table);
void html_blocks(Html *html);
/* On a page above the blocks. */
void html_cover(Html *html, const Cover *cover);
