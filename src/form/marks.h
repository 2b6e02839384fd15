/* SPDX-License-Identifier: Apache-2.0
 *
 * marks.h - what the secretariat writes into a form that it sends back (room correction), and how
 * that is known again after any word processor: it is taken out before a form is read, so that
 * nothing of ours is ever taken for an answer, or noted.
 *
 * Comments are known by the end of their author's name, paragraphs of the summary by a bookmark in
 * each (one around several does not survive a .docx of LibreOffice), marked cells by the name of
 * their style, which is that of their own style behind MARK_STYLE; after a word processor, which
 * names styles anew, by the tint with the bar.
 */
#pragma once

#include <libxml/tree.h>

#define MARK_AUTHOR   " (copil)"
#define MARK_BOOKMARK "COPIL_A_CORRIGER_" /* and a number */
#define MARK_STYLE    "copil-mark."
#define MARK_TINT     "#fff1cc"
#define MARK_BAR      "3pt solid #b3261e"

/* CONTENT as it was before; what a word processor has made of it goes as far as it is known. */
void marks_remove(xmlDoc *content);
