/* SPDX-License-Identifier: Apache-2.0
 *
 * file.h - a PDF file in the writing (ISO 32000-1, 7.5): numbered objects, in the order in which
 * they come.  Inside this room only.
 *
 * What is no stream goes, compressed, into object streams (7.5.7) as it comes, so that little is
 * held but the bytes of the file.
 */
#pragma once

#include <glib.h>

typedef struct PdfFile PdfFile;

PdfFile *file_new(void);
void file_free(PdfFile *file);
/* Numbers for COUNT objects to come, one after the other; the first of them. */
guint file_reserve(PdfFile *file, guint count);
/* Object NUMBER is what MADE holds; MADE is empty then. */
void file_object(PdfFile *file, guint number, GString *made);
typedef enum { STREAM_PLAIN, STREAM_COMPRESSED } StreamForm;
/* Object NUMBER is a stream; ENTRIES: of its dictionary, beside length and filter. */
void file_stream(PdfFile *file, guint number, StreamForm form, const char *entries,
                 const void *data, gsize length);
/* The whole file, with its cross-references; the catalog is object ROOT (transfer full).  Nothing
 * may be added to FILE then. */
GBytes *file_end(PdfFile *file, guint root, guint info);
/* Objects are numbered from 1 to this. */
guint file_last(const PdfFile *file);

/* ---- values ---- */
/* In thousandths at most: whatever the locale. */
void append_number(GString *made, double value);
void append_numbers(GString *made, const double *values, guint count);
/* A byte string (7.9.2.4). */
void append_string(GString *made, const char *bytes);
/* A text string (7.9.2.2) of UTF-8; its units of UTF-16 in hexadecimal. */
void append_text(GString *made, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfFile, file_free)
