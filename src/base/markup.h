/* SPDX-License-Identifier: Apache-2.0
 *
 * markup.h - XML and HTML written out, an element at a time.
 *
 * Element and attribute names are given as they are to stand there, prefix included, and borrowed
 * until the element ends; texts and values are UTF-8 and are escaped.  An end without its start, or
 * an attribute behind content, is an error of the program.
 */
#pragma once

#include <glib.h>

typedef struct Markup Markup;

#define MARKUP_XML  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define MARKUP_HTML "<!DOCTYPE html>\n"

/* HEAD: one of the two above.  INDENTED: each element on a line of its own, but within an element
 * in which text has been written. */
Markup *markup_new(const char *head, gboolean indented);
void markup_free(Markup *markup);

void markup_start(Markup *markup, const char *element);
/* Of the element just started.  VALUE NULL: no attribute. */
void markup_attribute(Markup *markup, const char *name, const char *value);
/* Several: name, value, ..., NULL; every value is there. */
void markup_attributes(Markup *markup, ...) G_GNUC_NULL_TERMINATED;
/* "" writes nothing, but the element is not an empty one any more: <td></td>, not <td/>. */
void markup_text(Markup *markup, const char *text);
void markup_end(Markup *markup);
/* An element with nothing but TEXT in it; NULL: an empty one. */
void markup_leaf(Markup *markup, const char *element, const char *text);

/* Move what was written since the last call to the end of INTO: of a document that is not to be
 * held as a whole.  Elements stay open; not for an indented one. */
void markup_take(Markup *markup, GString *into);

/* Everything so far, with what is open ended (transfer full).  The Markup is of no more use. */
char *markup_finish(Markup *markup);
GBytes *markup_finish_bytes(Markup *markup);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Markup, markup_free)
