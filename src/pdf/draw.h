/* SPDX-License-Identifier: Apache-2.0
 *
 * draw.h - a page of a layout as a content stream.  Inside this room only.
 *
 * All that is drawn stands in a mark (ISO 14289-1, 7.1; ISO 19005-3, 6.7.2.2): what belongs to a
 * node of the structure in a mark with a number, the rest in artifacts (ISO 32000-1, 14.8.2.2).
 */
#pragma once

#include "layout/layout.h"
#include "pdf/font.h"
#include "pdf/pdf.h"

/* Adds what page NUMBER shows to CONTENT, and to OWNERS (GArray of guint) the node of each numbered
 * mark.  The fonts' names are /F0, /F1…  FALSE with ERROR when anything lies outside the page, or
 * when it is blank. */
gboolean draw_page(PdfFont *const fonts[FONT_COUNT], const Layout *layout, guint number,
                   GString *content, GArray *owners, GError **error);
