/* SPDX-License-Identifier: Apache-2.0
 *
 * ods.h - parts of a workbook.  Inside the room export only.
 */
#pragma once

#include "base/markup.h"
#include "export/listing.h"

/* The root element, with the namespaces. */
void ods_root(Markup *out, const char *element);
/* What a program shows on opening: the first of SHEETS (their names), and of each its head, which
 * stays while the rest moves (transfer full). */
char *ods_settings(const GPtrArray *sheets);

/* ---- styles ---- */
GBytes *ods_styles(const Exported *from);
/* Into automatic styles: of columns as wide as those of LISTINGS, rows, tables, and cells. */
void ods_content_styles(Markup *out, const GPtrArray *listings);
/* Name of the style of cells of KIND; of marks, heads and prose (static). */
const char *ods_cell_style(ListedKind kind);
#define ODS_HEAD_STYLE  "Head"
#define ODS_PROSE_STYLE "Prose"

/* ---- cells ---- */
/* STYLE NULL: that of the column. */
void ods_cell(Markup *out, const char *style, const ListedCell *cell);
void ods_head(Markup *out, const char *title);

/* ---- content.xml and settings.xml, a piece at a time ---- */
typedef struct OdsBook OdsBook;
/* LISTINGS are read as the content is. */
OdsBook *ods_book_new(const GPtrArray *listings);
void ods_book_free(OdsBook *book);
gssize ods_book_content(gpointer book, void *buffer, gsize size);
/* Once the content was read: which sheets there are. */
gssize ods_book_settings(gpointer book, void *buffer, gsize size);
/* Why reading failed (transfer full), or NULL. */
GError *ods_book_error(OdsBook *book);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OdsBook, ods_book_free)
