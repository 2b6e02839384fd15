/* SPDX-License-Identifier: Apache-2.0
 *
 * font.h - a font as a PDF embeds it: the glyphs that are drawn, what they stand for, how wide they
 * are (ISO 32000-1, 9.7).  Inside this room only.
 *
 * Codes of texts are the font's own glyph numbers, two bytes each (Identity-H).
 */
#pragma once

#include "pdf/file.h"
#include "typeset/ink.h"

typedef struct PdfFont PdfFont;

/* NULL with ERROR (transfer full). */
PdfFont *pdf_font_new(FontId font, GError **error);
void pdf_font_free(PdfFont *font);
/* GLYPH is drawn for BYTES of TEXT.  FALSE when it cannot stand for it, or stands for another text
 * already: readers must be told of this one otherwise. */
gboolean pdf_font_use(PdfFont *font, guint16 glyph, const char *text, guint bytes);
/* Thousandths of the size. */
double pdf_font_width(const PdfFont *font, guint16 glyph);
guint16 pdf_font_space(const PdfFont *font);
/* Adds the path of GLYPH at X and Y to CONTENT. */
void pdf_font_outline(const PdfFont *font, guint16 glyph, double size, double x, double y,
                      GString *content);
/* Writes the font and all that belongs to it, and gives the object that it is; 0 when no glyph of
 * it is drawn.  FALSE with ERROR. */
gboolean pdf_font_write(const PdfFont *font, PdfFile *file, guint *object, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfFont, pdf_font_free)
