/* SPDX-License-Identifier: Apache-2.0
 *
 * making.h - a PDF in the making, stage after stage.  Inside this room only.
 *
 * The file is PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), both on PDF 1.7 (ISO 32000-1).
 */
#pragma once

#include "pdf/draw.h"
#include "pdf/file.h"

/* An annotation that belongs to a node of the structure. */
typedef struct {
    guint node, page;
    guint object;
} Annotation;

typedef struct {
    guint contents;       /* its content stream: an object */
    GString *resources;   /* a dictionary */
    GArray *owners;       /* guint: the node of each of its marks */
    GString *annotations; /* references */
} MadePage;

typedef struct {
    PdfFile *file;
    const Document *document;
    const Layout *layout;
    guint catalog, info, page_tree; /* objects, */
    guint first_page;
    MadePage *pages;
    GArray *annotations; /* Annotation */
    GString *root;       /* entries of the catalog, as stages add them */
    GString *names;      /* of its names */
    GString *object;     /* what is being made: empty between objects */
} Making;

/* ---- stages, in their order ---- */
/* Contents of the pages, and the fonts; FALSE with ERROR. */
gboolean make_contents(Making *making, GError **error);
/* Links, outline, named destinations, page labels. */
void make_navigation(Making *making);
/* Empty signature fields. */
void make_fields(Making *making);
/* The structure tree, whose nodes are the layout's. */
void make_structure(Making *making);
/* Embedded files. */
void make_attachments(Making *making);
/* What the file says of itself. */
void make_metadata(Making *making);
/* Pages, and the catalog: what the stages have added to them. */
void make_catalog(Making *making);

/* ---- what they share ---- */
/* Structure type of a role (ISO 32000-1, 14.8.4). */
const char *role_type(NodeRole role);
/* Appends to what is being made. */
void put(const Making *making, const char *format, ...) G_GNUC_PRINTF(2, 3);
void put_numbers(const Making *making, const double *values, guint count);
/* KEY and the text string of TEXT. */
void put_text(const Making *making, const char *key, const char *text);
/* A place on a page, from the upper left corner: /XYZ, at the zoom that is. */
void put_destination(const Making *making, guint page, double y);
/* What is being made becomes object NUMBER. */
void end_object(const Making *making, guint number);
guint page_object(const Making *making, guint page);
/* An annotation of a node on a page; its number among all that have a parent in the structure, and
 * the object that it is to become. */
guint annotate(Making *making, guint node, guint page, guint *object);
/* What is being made, an array of keys and values sorted by key, becomes a tree of the document's
 * names (ISO 32000-1, 7.7.4 and 7.9.6). */
void end_names(Making *making, const char *tree);
/* The document's date as PDF and as XMP write it (transfer full). */
char *pdf_date(const Making *making);
char *xmp_date(const Making *making);
/* ---- profile.c ---- */
/* An ICC profile (transfer full). */
GByteArray *srgb_profile(void);
