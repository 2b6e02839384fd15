/* SPDX-License-Identifier: Apache-2.0
 *
 * pdf.h - a document as a finished PDF.
 *
 * Same document, same bytes, whatever the locale, the time zone, the clock and the fonts installed:
 * only Inter (Debian's fonts-inter) is looked at.  What is returned
 * was reopened and checked.
 */
#pragma once

#include "document/document.h"

#define PDF_ERROR pdf_error_quark()
GQuark pdf_error_quark(void);

typedef enum {
    PDF_ERROR_DRAW,   /* cairo, or a coordinate out of the page */
    PDF_ERROR_FINISH, /* libqpdf, or a reopened file that isn't what was drawn */
} PdfError;

/* NULL with ERROR (of layout too: no font, a character without glyph) (transfer full). */
GBytes *pdf_render(const Document *document, GError **error);

/* A numbered original of PDF, which pdf_render made, for paper: WORDS above the head of every page.
 * It has no fields to sign and no links, and says of no standard that it follows it.  DATE: seconds
 * since 1970 (transfer full; NULL with ERROR). */
GBytes *pdf_number(GBytes *pdf, const char *words, gint64 date, GError **error);
