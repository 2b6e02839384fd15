/* SPDX-License-Identifier: Apache-2.0
 *
 * package.h - zipped documents: which kind, and the parts of an ODT as trees.  What the secretariat
 * has written into a document (marks.h) is out of its tree.
 */
#pragma once

#include "form/form.h"

/* By the text of a mimetype entry or attribute: CONTENT_ODT, _SXW, _ODS, or CONTENT_OTHER. */
Content package_mimetype(const char *mimetype);

/* By what an archive holds; one that is damaged is still named by what can be seen of it.
 * CONTENT_OTHER: no archive at all. */
Content package_recognise(const guint8 *bytes, gsize length);

typedef struct {
    xmlDoc *content; /* content.xml, or the whole of a flat document */
    xmlDoc *styles;  /* or NULL */
    xmlDoc *meta;    /* or NULL */
} Package;

/* FALSE with the finding that says why appended to REMARKS.  What is odd but harmless (macros,
 * signature) is appended too. */
gboolean package_read(const guint8 *bytes, gsize length, GPtrArray *remarks, Package *package);
gboolean package_read_flat(const guint8 *bytes, gsize length, GPtrArray *remarks, Package *package);
void package_clear(Package *package);
/* Bytes of an archive without the line ends that mail gateways add to an attachment. */
gsize package_length(const guint8 *bytes, gsize length);

/* As form_read; the document stays in PACKAGE, empty before, and answers know their nodes in it. */
Form *form_read_in_place(const guint8 *bytes, gsize length, const Convention *convention,
                         Package *package);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Package, package_clear)
