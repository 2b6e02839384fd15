/* SPDX-License-Identifier: Apache-2.0
 *
 * prose.h - words as a document says them.
 *
 * Two kinds of words: our own sentences and the definition's (French spacing is put in), and what
 * people typed ("typed": shown as it is; a character that the document's font hasn't got is named
 * instead of drawn).
 */
#pragma once

#include <glib.h>

typedef enum {
    SPAN_PLAIN,
    SPAN_STRONG,
    SPAN_CITED, /* title cited: italic */
    SPAN_QUIET, /* secondary */
    SPAN_ALERT, /* needs attention: says so in words too */
    SPAN_CODE,  /* as it is to be typed; in a PDF: SPAN_PLAIN */
} SpanStyle;

typedef struct {
    char *text;
    SpanStyle style;
    gboolean typed;
    char *target; /* the words lead to the place of that name (see anchors); or NULL */
    char *file;   /* they lead to the file of that path; or NULL */
} Span;

typedef GPtrArray Prose; /* of Span */

Prose *prose_new(const char *text);   /* our own; NULL: nothing yet */
Prose *prose_typed(const char *text); /* as people typed it */
Prose *prose_clerk(const char *text); /* typed by the clerk: French spacing is put in; or NULL */
Prose *prose_add_clerk(Prose *prose, SpanStyle style, const char *text);
Prose *prose_printf(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* Both return PROSE, for chains. */
Prose *prose_add(Prose *prose, SpanStyle style, const char *text);
Prose *prose_add_typed(Prose *prose, SpanStyle style, const char *text);
/* Words that lead to a place of this document: its name, as given to an anchor.  A name that
 * nothing bears is an error of layout. */
Prose *prose_add_link(Prose *prose, SpanStyle style, const char *text, const char *target);
/* Words that lead to a file beside the document: its path as it is, relative to the document's and
 * never out of its folder.  A PDF and a mail have no folder: there they are words only. */
Prose *prose_add_file(Prose *prose, SpanStyle style, const char *text, const char *path);
/* The words alone (transfer full). */
char *prose_plain(const Prose *prose);
void prose_free(gpointer prose); /* or NULL */
