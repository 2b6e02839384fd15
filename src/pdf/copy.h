/* SPDX-License-Identifier: Apache-2.0
 *
 * copy.h - objects of a PDF that another program wrote, taken over as they are.  Inside this room
 * only.
 */
#pragma once

#include <qpdf/qpdf-c.h>

#include "pdf/file.h"

typedef struct PdfCopy PdfCopy;

/* From QPDF, borrowed, into FILE, borrowed. */
PdfCopy *copy_new(qpdf_data qpdf, PdfFile *file);
void copy_free(PdfCopy *copy);
/* Adds OBJECT to MADE as it is written, but that it refers to the copies of what it refers to. */
void copy_object(PdfCopy *copy, qpdf_oh object, GString *made);
/* Writes all that was referred to.  FALSE when something can't be read. */
gboolean copy_referred(PdfCopy *copy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfCopy, copy_free)
