/* SPDX-License-Identifier: Apache-2.0
 *
 * check.h - finished files, opened again by libqpdf.  Inside this room only.
 */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "pdf/pdf.h"

/* For reading and changing; NULL with ERROR.  For qpdf_cleanup. */
qpdf_data open_pdf(GBytes *bytes, GError **error);
/* Sets ERROR to WHAT, and what libqpdf says of it. */
void set_fault(qpdf_data qpdf, const char *what, GError **error);
/* TRUE when a reader that isn't ours finds PAGES pages, and each of the objects from 1 to LAST,
 * whole; else FALSE with ERROR. */
gboolean check_pdf(GBytes *bytes, guint pages, guint last, GError **error);
