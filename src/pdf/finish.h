/* SPDX-License-Identifier: Apache-2.0
 *
 * finish.h - what cairo can't say, put in by libqpdf: stage after stage on one open file.  Inside
 * this room only.
 *
 * The file is PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), both on PDF 1.7 (ISO 32000-1).
 * Faults of libqpdf's are kept by it and looked at once, when it has written.
 */
#pragma once

#include <qpdf/qpdf-c.h>

#include "pdf/draw.h"

/* An annotation that belongs to a node of the structure. */
typedef struct {
    guint node, page;
    qpdf_oh object;
} Annotation;

typedef struct {
    qpdf_data qpdf;
    const Document *document;
    const Layout *layout;
    const Drawing *drawing;
    qpdf_oh root;
    qpdf_oh *pages;
    GArray *annotations; /* Annotation, in the order of their nodes */
} Finish;

/* The finished file's bytes, reopened and checked; NULL with ERROR (transfer full). */
GBytes *finish_pdf(const Drawing *drawing, const Layout *layout, const Document *document,
                   GError **error);

/* ---- files ---- */
/* For reading and changing; PAGES: as many as there must be, 0: any.  NULL with ERROR. */
qpdf_data finish_open(GBytes *bytes, guint pages, GError **error);
/* The bytes of what was opened and changed; NULL with ERROR (transfer full). */
GBytes *finish_write(qpdf_data qpdf, GError **error);

/* ---- stages, in their order ---- */
/* Names of the structure in the content streams, artifacts; FALSE with ERROR when anything is drawn
 * outside of the marks. */
gboolean finish_contents(Finish *finish, GError **error);
/* Links, outline, named destinations, page labels. */
void finish_navigation(Finish *finish);
/* Empty signature fields. */
void finish_fields(Finish *finish);
/* The structure tree, whose nodes are the layout's; takes in all annotations. */
void finish_structure(Finish *finish);
/* Embedded files. */
void finish_attachments(Finish *finish);
/* What the file says of itself; FALSE with ERROR when the colour profile cannot be read. */
gboolean finish_metadata(Finish *finish, GError **error);

/* ---- objects ---- */
/* Structure type of a role (ISO 32000-1, 14.8.4). */
const char *structure_type(NodeRole role);
/* Literals: no references, no numbers that a locale could spell. */
qpdf_oh parsed(const Finish *finish, const char *literal);
/* Both take VALUE over. */
void put(const Finish *finish, qpdf_oh dictionary, const char *key, qpdf_oh value);
void append(const Finish *finish, qpdf_oh array, qpdf_oh value);
qpdf_oh numbers(const Finish *finish, const double *values, guint count);
qpdf_oh stream_of(const Finish *finish, const char *dictionary, const void *data, gsize length);
qpdf_oh text_string(const Finish *finish, const char *text);
/* The document's date as PDF and as XMP write it (transfer full). */
char *pdf_date(const Finish *finish);
char *xmp_date(const Finish *finish);
/* A place on a page, from the upper left corner: /XYZ, at the zoom that is. */
qpdf_oh destination(const Finish *finish, guint page, double y);
/* A tree of the document's names from KEYS_AND_VALUES, an array sorted by key, which it takes over
 * (ISO 32000-1, 7.7.4 and 7.9.6). */
void name_tree(const Finish *finish, const char *tree, qpdf_oh keys_and_values);
/* Puts an annotation on its page and among the annotations; takes OBJECT over. */
void annotate(Finish *finish, guint node, guint page, qpdf_oh object);
