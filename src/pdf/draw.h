/* SPDX-License-Identifier: Apache-2.0
 *
 * draw.h - a layout drawn by cairo, and finished by libqpdf.  Inside this room only.
 */
#pragma once

#include "layout/layout.h"
#include "pdf/pdf.h"

/* The pages as cairo writes them, tagged, with outline, labels and links (transfer full). */
GBytes *draw_pages(const Layout *layout, const Document *document, GError **error);
/* Dates, language, deterministic ID; then reopened: it must have PAGES pages and no fault. */
GBytes *finish_pdf(GBytes *drawn, const Document *document, guint pages, GError **error);
