/* SPDX-License-Identifier: Apache-2.0
 *
 * odt.h - the parts of a blank form as an OpenDocument text.  Private to the form's files.
 *
 * Named styles stand in odt-styles.c and are called there as here: "Heading_20_1", "Help"…
 */
#pragma once

#include "base/markup.h"
#include "blank/asked.h"

/* Lengths of the page, in tenths of a millimetre. */
#define ODT_WIDTH  1740 /* of the text */
#define ODT_MARGIN 180

/* Each part of the package (transfer full). */
GBytes *odt_content(const BlankOrder *order);
GBytes *odt_styles(const BlankOrder *order);

/* "Fiche 3.2 – idf-2013 – version 1": what the reader knows the form by (transfer full). */
char *odt_mark(const BlankOrder *order);
/* "Fiche action n° 3.2" (transfer full). */
char *odt_number(const BlankOrder *order);
/* The root element with all name spaces and the version; left open. */
void odt_root(Markup *out, const char *element);
/* "17.4mm" of tenths of a millimetre (transfer full). */
char *odt_length(guint tenths);

/* TEXT on one line, whatever its length: its spaces do not break (transfer full). */
char *odt_unbroken(const char *text);
/* TEXT in French typography, with the spaces that the fonts of schools have. */
void odt_text(Markup *out, const char *text);
/* A paragraph of the style; TEXT NULL: an empty one. */
void odt_paragraph(Markup *out, const char *style, const char *text);
void odt_heading(Markup *out, guint level, const char *text);

/* ---- tables (odt-table.c) and their automatic styles (odt-table-styles.c) ---- */

/* The styles that those below ask for by name; a grid's widths follow from its columns. */
void odt_table_styles(Markup *out, const BlankOrder *order);
/* Code | question | answer, a row for each of FIELDS from FIRST to before END, none a grid; WIDE:
 * with room for texts. */
void odt_questions(Markup *out, const BlankOrder *order, const GPtrArray *fields, guint first,
                   guint end);
/* What is asked, what each column counts, then code | item | a cell a column. */
void odt_grid(Markup *out, const BlankOrder *order, const Field *field);
/* The parts that the agreement prints: title | text. */
void odt_printed(Markup *out, const Sheet *sheet);
