/* SPDX-License-Identifier: Apache-2.0
 *
 * html.h - a document as HTML5, well-formed as XML.
 *
 * Pure: the same document gives the same bytes.  Both flavours are made by one walk over the blocks
 * and need neither script nor network.  What people typed is data: it is escaped, controls and
 * marks of direction are shown by their number ("[U+202E]"), so it can't turn the words after it.
 *
 * Charts are given in their words; BLOCK_BREAK counts when a page is printed, the place of
 * BLOCK_MARGIN doesn't.
 */
#pragma once

#include "document/document.h"

/* A page for browsers, screen and paper (transfer full): its h1 is the title, that of the cover
 * where there is one; the blocks' headings are h2 to h4; links lead to places of the page and to
 * files beside it. */
GBytes *html_page(const Document *document);

/* A letter's text/html part (transfer full), UTF-8: styles stand in the elements, and only such as
 * mail programs know; about 640 pixels wide at most; no links, for there is nothing to lead to.
 * Headings are h1 to h3. */
char *html_mail(const Document *document);
